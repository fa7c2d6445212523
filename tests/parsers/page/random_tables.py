"""Invoices with one table of lines, drawn at random: columns, their order, alignment, fonts, wraps, titles, pages."""

import io
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
_CENT = Decimal("0.01")
_PAD = 4.0
"""Points between the text of a cell and its edges."""
_WORDS = (
    "Fourniture pose dépose remplacement de la le du pour avec sans câble R2V 3G2,5 gaine ICTA 20 mm tableau 2 "
    "rangées "
    "nettoyage vitrerie bureaux étage 3 mensuel annuel maintenance préventive contrat lot n° 4 peinture acrylique mate "
    "blanc RAL 9010 heures supplémentaires déplacement forfait main d'œuvre (hors garantie) ouvrage béton B25 coffrage "
    "Papier A4 80 g carton de 5 ramettes toner noir HP 05A 2 300 pages Formation SST recyclage 7 h groupe "
    "Total énergie TVA réduite montant garanti acompte report de charges remise en état 12/2026 - réf. AB-12 à l'unité"
).split()
_HEADS = {
    "rank": ("N°", "Ligne", "Pos."),
    "reference": ("Réf.", "Référence", "Code", "Code article"),
    "name": ("Désignation", "Libellé", "Description", "Désignation des prestations", "Nature des travaux"),
    "quantity": ("Qté", "Quantité", "Nombre", "Qte"),
    "unit": ("Unité", "U", "U."),
    "price": ("P.U. HT", "Prix unitaire HT", "PU", "Prix unitaire", "Px unit."),
    "discount": ("Remise", "Rem. %", "Remise %"),
    "rate": ("TVA", "Taux TVA", "% TVA", "TVA %"),
    "amount": ("Montant HT", "Total HT", "Montant", "Total", "Mt HT"),
    "other": ("Date", "BL", "Période"),
}
_FEW = (
    "name amount",
    "name amount",
    "name quantity amount",
    "name quantity price amount",
    "name price quantity amount",
    "name rank amount",
    "name rate amount",
    "name unit amount",
    "rank name amount",
)
"""Columns of tables without headings."""
_UNITS = {"U": "C62", "h": "HUR", "m²": "MTK", "kg": "KGM", "Forfait": "LS", "ml": "MTR", "jour": "DAY"}
_USUAL = ("rank", "reference", "name", "other", "quantity", "unit", "price", "discount", "rate", "amount")


@dataclass(frozen=True, slots=True, kw_only=True)
class RandomLine:
    """A line as drawn; what the table has no column for is ``None``."""

    name: str
    quantity: Decimal | None
    unit: str | None
    price: Decimal | None
    percent: Decimal | None
    rate: Decimal
    amount: Decimal
    remark: str = ""
    """A text of its own under the designation, in the same column."""


@dataclass(slots=True, kw_only=True)
class RandomTable:
    """A drawn invoice: its PDF, its lines, and how they are laid out."""

    content: bytes = b""
    lines: tuple[RandomLine, ...] = ()
    kinds: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def random_table(seed: int, *, headed: bool = True) -> RandomTable:
    """The invoice number ``seed``: the same one each time; without headings, few columns and their numbers level."""
    return _Drawing(Random(seed), headed=headed).draw()


class _Drawing:
    def __init__(self, rng: Random, *, headed: bool) -> None:
        self.rng = rng
        self.headed = headed
        self.font = rng.choice(("Helvetica", "Helvetica", "Times-Roman", "Courier"))
        self.size = rng.choice((6.5, 7.5, 8.0, 8.5, 9.0, 10.0))
        self.leading = self.size * rng.choice((1.1, 1.2, 1.2, 1.4))
        self.padding = rng.choice((0.0, 0.0, 2.0, 4.0, 8.0))
        self.rules = rng.random() < 0.4
        self.place = rng.choice(("top", "top", "top", "middle", "bottom"))
        self.remarks = rng.random() < 0.25
        self.titles = rng.random() < 0.15
        self.small = self.rng.random() < 0.5
        self.cents = rng.choice(((" ", ","), ("\xa0", ","), ("", ","), (".", ","), ("", ".")))
        self.euro = rng.choice(("", "", " €"))
        self.percent = rng.choice((" %", "%", ""))
        self.kinds = self._kinds()
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1)
        self.y = 60.0

    def draw(self) -> RandomTable:
        rng = self.rng
        widths = self._widths()
        lines = [self._line() for _ in range(rng.choice((1, 2, 3, 3, 5, 8, 14, 40)))]
        self._texts(("ENTREPRISE DURAND SARL", "12 rue des Lilas - 75001 Paris", "SIRET 999 700 115 00036"), 40.0)
        self._texts(("Facturé à : COMMUNE DE VILLENEUVE", "Facture n° FA-2026-0117 du 12/03/2026"), 300.0)
        self.y += 30
        self._head(widths)
        carried, total = rng.random() < 0.5, Decimal(0)
        repeated = rng.random() < 0.7
        for rank, line in enumerate(lines, start=1):
            if self.y > HEIGHT - 140:
                self._turn(widths, total, carried=carried, repeated=repeated)
            if self.titles and rng.random() < 0.3:
                self._cell(widths, "name", rng.choice(("Lot 2 - Gros œuvre", "Travaux du rez-de-chaussée", "OPTIONS")))
                self.y += self.leading + self.padding
            self._row(widths, rank, line)
            total += line.amount
        self._totals(lines, total)
        self.canvas.showPage()
        self.canvas.save()
        notes = [self.place, f"{self.font} {self.size}", f"pad {self.padding}", f"lead {self.leading / self.size:.1f}"]
        notes += ["remarks"] * self.remarks + ["titles"] * self.titles
        return RandomTable(
            content=self.buffer.getvalue(), lines=tuple(map(self._seen, lines)), kinds=self.kinds, notes=notes
        )

    def _kinds(self) -> list[str]:
        if not self.headed:
            return self.rng.choice(_FEW).split()
        wanted = {"name", "amount"} | {kind for kind in ("quantity", "price") if self.rng.random() < 0.85}
        wanted |= {kind for kind in ("rank", "reference", "unit", "discount", "other") if self.rng.random() < 0.25}
        wanted |= {"rate"} if self.rng.random() < 0.5 else set()
        if "price" not in wanted or "quantity" not in wanted:
            wanted.discard("discount")
        kinds = [kind for kind in _USUAL if kind in wanted]
        if self.rng.random() < 0.4:
            self.rng.shuffle(kinds)
        return kinds

    def _widths(self) -> dict[str, tuple[float, float]]:
        need = {kind: self.rng.uniform(1.0, 1.5) * self._least(kind) for kind in self.kinds if kind != "name"}
        room = WIDTH - 80 - sum(need.values())
        while room < 110:
            dropped = self.rng.choice([kind for kind in self.kinds if kind not in ("name", "amount")])
            self.kinds.remove(dropped)
            room += need.pop(dropped)
        need["name"] = room * self.rng.uniform(0.7, 1.0)
        self.sides = {kind: self.rng.choice(("left", "right", "right", "center")) for kind in self.kinds}
        self.head_sides = {
            k: self.sides[k] if self.rng.random() < 0.7 else self.rng.choice(("left", "center")) for k in self.kinds
        }
        for kind in ("name", "reference", "other"):
            self.sides[kind] = "left"
        if not self.headed:
            self.sides |= {kind: "right" for kind in self.kinds if kind != "name"}
        self.heads = {kind: self.rng.choice(_HEADS[kind]) for kind in self.kinds}
        edges, x = {}, 40.0
        for kind in self.kinds:
            edges[kind] = (x, x + need[kind])
            x += need[kind]
        return edges

    def _least(self, kind: str) -> float:
        texts = {"price": "12 345,67 €", "amount": "123 456,78 €", "unit": "Forfait", "reference": "AB-12345"}
        return stringWidth(texts.get(kind, "Quantité"), self.font, self.size) + 2 * _PAD

    def _line(self) -> RandomLine:
        rng = self.rng
        quantity = Decimal(rng.choice((1, 2, 3, 7, 12, 40, 250))) / rng.choice((1, 1, 1, 2, 4))
        price = Decimal(rng.randrange(20, 90_000)) / rng.choice((100, 100, 100, 1000))
        percent = Decimal(rng.choice((0, 0, 5, 10))) if "discount" in self.kinds else Decimal(0)
        amount = (quantity * price * (100 - percent) / 100).quantize(_CENT, ROUND_HALF_UP)
        words = rng.choices(_WORDS, k=rng.choice((1, 2, 3, 4, 6, 9, 14, 22)))
        remark = " ".join(rng.choices(_WORDS, k=rng.choice((2, 4, 8)))) if self.remarks and rng.random() < 0.5 else ""
        return RandomLine(
            name=" ".join(words).capitalize(),
            quantity=quantity,
            unit=rng.choice(tuple(_UNITS)),
            price=price,
            percent=percent,
            rate=Decimal(rng.choice(("20", "20", "10", "5.5"))),
            amount=amount,
            remark=remark,
        )

    def _seen(self, line: RandomLine) -> RandomLine:
        kinds = self.kinds
        return RandomLine(
            name=line.name,
            quantity=line.quantity if "quantity" in kinds else None,
            unit=_UNITS[line.unit or ""] if "unit" in kinds else None,
            price=line.price if "price" in kinds else None,
            percent=line.percent if "discount" in kinds else None,
            rate=line.rate,
            amount=line.amount,
            remark=line.remark if self.place == "top" else "",
        )

    def _number(self, value: Decimal, places: int = 2) -> str:
        return f"{value:,.{places}f}".replace(",", "_").replace(".", self.cents[1]).replace("_", self.cents[0])

    def _texts(self, texts: tuple[str, ...], x: float) -> None:
        self.canvas.setFont("Helvetica", 9)
        for text in texts:
            self.canvas.drawString(x, HEIGHT - self.y, text)
            self.y += 12

    def _head(self, edges: dict[str, tuple[float, float]]) -> None:
        if not self.headed:
            return
        font = {"Times-Roman": "Times-Bold"}.get(self.font, f"{self.font}-Bold")
        for kind, (left, right) in edges.items():
            parts = simpleSplit(self.heads[kind], font, self.size, right - left - 2 * _PAD)
            for rank, part in enumerate(parts):
                self._put(part, left, right, self.head_sides[kind], self.y + rank * self.leading, font)
        self.y += 2 * self.leading + self.rng.choice((2.0, 8.0))

    def _put(self, text: str, left: float, right: float, side: str, y: float, font: str, size: float = 0.0) -> None:
        self.canvas.setFont(font, size or self.size)
        if side == "left":
            self.canvas.drawString(left + _PAD, HEIGHT - y, text)
        elif side == "right":
            self.canvas.drawRightString(right - _PAD, HEIGHT - y, text)
        else:
            self.canvas.drawCentredString((left + right) / 2, HEIGHT - y, text)

    def _cell(self, edges: dict[str, tuple[float, float]], kind: str, text: str, y: float = 0.0) -> None:
        self._put(text, *edges[kind], self.sides[kind], y or self.y, self.font)

    def _row(self, edges: dict[str, tuple[float, float]], rank: int, line: RandomLine) -> None:
        left, right = edges["name"]
        parts = simpleSplit(line.name, self.font, self.size, right - left - 2 * _PAD)
        extra = len(parts) - 1
        level = self.y + {"top": 0.0, "middle": extra / 2, "bottom": extra}[self.place] * self.leading
        for step, part in enumerate(parts):
            self._cell(edges, "name", part, self.y + step * self.leading)
        whole = line.price is not None and line.price == line.price.quantize(_CENT)
        texts = {
            "rank": str(rank),
            "reference": f"AB-{rank:03d}",
            "other": "12/03/26",
            "quantity": f"{line.quantity:f}".replace(".", self.cents[1]),
            "unit": line.unit or "",
            "price": self._number(line.price or Decimal(0), 2 if whole else 3) + self.euro,
            "discount": f"{line.percent} %" if line.percent else "",
            "rate": f"{line.rate}".replace(".", self.cents[1]) + self.percent,
            "amount": self._number(line.amount) + self.euro,
        }
        for kind in self.kinds:
            if kind != "name" and texts[kind]:
                self._cell(edges, kind, texts[kind], level)
        self.y += len(parts) * self.leading
        if line.remark and self.place == "top":
            size = self.size * 0.8 if self.small else self.size
            for part in simpleSplit(line.remark, self.font, size, right - left - 2 * _PAD):
                self._put(part, left, right, "left", self.y, self.font, size)
                self.y += self.leading * size / self.size
        self.y += self.padding
        if self.rules:
            self.canvas.line(40, HEIGHT - self.y + self.size * 0.9, WIDTH - 40, HEIGHT - self.y + self.size * 0.9)

    def _turn(self, edges: dict[str, tuple[float, float]], total: Decimal, *, carried: bool, repeated: bool) -> None:
        if carried:
            self._cell(edges, "name", "À reporter", self.y + 6)
            self._cell(edges, "amount", self._number(total) + self.euro, self.y + 6)
        self.canvas.setFont("Helvetica", 7)
        self.canvas.drawString(40, 40, "ENTREPRISE DURAND SARL au capital de 10 000,00 € - RCS Paris 999 700 115")
        self.canvas.showPage()
        self.y = 60.0
        if repeated:
            self._head(edges)
        if carried:
            self._cell(edges, "name", "Report")
            self._cell(edges, "amount", self._number(total) + self.euro)
            self.y += 2 * self.leading

    def _totals(self, lines: list[RandomLine], total: Decimal) -> None:
        bases: dict[Decimal, Decimal] = {}
        for line in lines:
            bases[line.rate] = bases.get(line.rate, Decimal(0)) + line.amount
        taxes = sum((base * rate / 100).quantize(_CENT, ROUND_HALF_UP) for rate, base in bases.items())
        self.y += self.rng.choice((4.0, 12.0, 30.0))
        rows = (("Total HT", total), ("Total TVA", Decimal(taxes)), ("Total TTC", total + taxes))
        for label, value in rows:
            self._put(label, 340, 440, "left", self.y, "Helvetica", 9)
            self._put(f"{self._number(value)} €", 440, WIDTH - 40, "right", self.y, "Helvetica", 9)
            self.y += 14
        self._put("Règlement par virement à 30 jours", 40, 300, "left", self.y, "Helvetica", 8)
