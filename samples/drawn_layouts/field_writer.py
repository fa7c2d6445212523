"""Formats the fields of a page in the page's style, and records which fields are printed.

A layout calls ``writer.value("montant_ttc")`` or gets a label with its value; a field that is never requested is not
printed, so the expected values of a page are those it prints.
"""

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import NamedTuple

from domain.invoice import FIELDS
from samples.drawn_layouts.drawn_invoice import DrawnInvoice, DrawnLine
from samples.drawn_layouts.labels import USUAL_LABELS, Labels
from samples.drawn_layouts.style import Style, in_fours
from samples.drawn_layouts.truth import TrueField, TrueLine, Truth


class LabelledValue(NamedTuple):
    """A label and the text of its value."""

    label: str
    text: str


class FieldWriter:
    """Formats the fields of one page. ``labels`` are the wordings of the layout's family.

    ``thin_spaces`` says whether the page's font has thin spaces.
    """

    def __init__(
        self, invoice: DrawnInvoice, rng: Random, labels: Labels = USUAL_LABELS, *, thin_spaces: bool = True
    ) -> None:
        self.invoice = invoice
        self.rng = rng
        self.style = Style.draw(rng, thin_spaces=thin_spaces)
        self._labels = labels
        self._chosen: dict[str, str] = {}
        self._printed: set[str] = set()
        self._columns: frozenset[str] | None = None
        self._letters: Callable[[str], str] = str

    def value(self, name: str) -> str:
        """The formatted field; empty when the invoice has none. Records it as printed."""
        value = _PRINTED[name](self)
        if value:
            self._printed.add(name)
            if name.startswith("montant") and self.style.shows_currency:
                self._printed.add("devise")
        return value

    def label(self, name: str) -> str:
        """The label of a field, constant on one page."""
        if name not in self._chosen:
            self._chosen[name] = self.rng.choice(self._labels.of(name, avoir=self.invoice.avoir))
        return self._chosen[name]

    def labelled(self, name: str, label: str | None = None) -> LabelledValue | None:
        """Label and value; ``None`` when the invoice has none."""
        value = self.value(name)
        return LabelledValue(label or self.label(name), value) if value else None

    def labelled_values(self, *names: str) -> list[LabelledValue]:
        """Label and value of each field that the invoice has."""
        return [found for name in names if (found := self.labelled(name)) is not None]

    def line(self, name: str, label: str | None = None) -> str:
        """Label and value on one line; empty when the invoice has none."""
        found = self.labelled(name, label)
        return self.joined(found) if found else ""

    def address_siret(self) -> str:
        """The recipient's SIRET inside its own address, where the label may be a bare ``SIRET``."""
        return self.line("siret_destinataire", "SIRET" if self.rng.random() < 0.4 else None)

    def joined(self, labelled: LabelledValue) -> str:
        """Label and value on one line."""
        return f"{labelled.label}{self.style.colon}{labelled.text}"

    def title(self) -> str:
        """The title of the document, in capitals."""
        self._printed.add("type_facture")
        return "AVOIR" if self.invoice.avoir else "FACTURE"

    def sentence_title(self) -> str:
        """The title as in a sentence."""
        return self.title().capitalize()

    def euros(self) -> None:
        """Records that the page prints its currency."""
        self._printed.add("devise")

    def amount(self, value: Decimal) -> str:
        """A formatted amount that is no field."""
        if self.style.shows_currency:
            self.euros()
        return self.style.amount(value)

    def iban(self) -> str:
        """The IBAN to pay to, in groups of four."""
        return in_fours(self.invoice.supplier.iban)

    def totals(self, *, detail: bool = True) -> list[LabelledValue]:
        """The usual rows at the foot: before VAT, VAT by rate, with VAT, paid, due."""
        return [*self._first_rows(detail=detail), *self._last_rows()]

    def _first_rows(self, *, detail: bool) -> list[LabelledValue]:
        invoice, rows = self.invoice, self.labelled_values("montant_ht")
        if len(invoice.vat_shares) > 1 and detail:
            rows += [
                LabelledValue(f"TVA {self.style.rate(one.rate)}", self.amount(one.tva))
                for one in invoice.vat_shares
                if one.tva
            ]
        if invoice.exemption is None or self.rng.random() < 0.5:
            one_rate = len(invoice.vat_shares) == 1 and invoice.tva and self.rng.random() < 0.5
            label = f"TVA {self.style.rate(invoice.vat_shares[0].rate)}" if one_rate else None
            rows += [pair for pair in (self.labelled("montant_tva", label),) if pair]
        return [*rows, *self.labelled_values("montant_ttc")]

    def _last_rows(self) -> list[LabelledValue]:
        if self.invoice.paid:
            return [
                LabelledValue(self.label("paye"), self.amount(-self.invoice.paid)),
                *self.labelled_values("montant_a_payer"),
            ]
        return self.labelled_values("montant_a_payer") if self.rng.random() < 0.6 else []

    def table(self, *columns: str, letters: Callable[[str], str] = str) -> tuple[DrawnLine, ...]:
        """The lines, for a table that prints name, amount and ``columns`` of them; records them as printed.

        ``letters`` says how the page writes a name, if not as it is.
        """
        self._columns, self._letters = frozenset(columns), letters
        return self.invoice.lines

    def quantity(self, line: DrawnLine) -> str:
        """The formatted quantity of a line."""
        return format(line.quantity.normalize(), "f").replace(".", self.style.decimal_mark)

    def decoys(self, count: int = 2) -> list[LabelledValue]:
        """Random references that are no fields: client, delivery, quotation, the supplier's own order."""
        invoice = self.invoice
        every = [
            LabelledValue(
                self.rng.choice(("N° client", "Code client", "Réf. client", "Client n°")), invoice.client_number
            ),
            LabelledValue(self.rng.choice(("Bon de livraison", "N° BL", "BL n°")), invoice.delivery_note),
            LabelledValue(self.rng.choice(("Devis n°", "N° de devis", "Notre devis")), invoice.quotation),
            LabelledValue(
                self.rng.choice(("Notre commande", "N° d'affaire", "Notre référence")), invoice.supplier_order
            ),
            LabelledValue(self.rng.choice(("Téléphone", "Tél.")), invoice.supplier.phone),
        ]
        return self.rng.sample(every, count)

    def truth(self) -> Truth:
        """The expected values, with the printed ones marked."""
        values = {name: _VALUES[name](self.invoice) for name in FIELDS}
        return Truth(
            fields=tuple(
                TrueField(name=name, value=value, printed=name in self._printed)
                for name, value in values.items()
                if value is not None
            ),
            lines=()
            if self._columns is None
            else tuple(_true_line(one, self._letters(one.name), self._columns) for one in self.invoice.lines),
        )


def _true_line(line: DrawnLine, name: str, columns: frozenset[str]) -> TrueLine:
    return TrueLine(
        name=name,
        amount=line.amount,
        quantity=line.quantity,
        price=line.price,
        rate=line.rate,
        unit=line.unit,
        percent=line.percent,
        columns=columns,
    )


_PRINTED: dict[str, Callable[[FieldWriter], str]] = {
    "numero_facture": lambda p: p.invoice.number,
    "date_facture": lambda p: p.style.date(p.invoice.day),
    "siret_fournisseur": lambda p: p.style.grouped(p.invoice.supplier.siret),
    "tva_fournisseur": lambda p: (
        "" if p.invoice.exemption and "293 B" in p.invoice.exemption else p.invoice.supplier.tva
    ),
    "nom_fournisseur": lambda p: p.invoice.supplier.name,
    "siret_destinataire": lambda p: p.style.grouped(p.invoice.recipient.siret),
    "nom_destinataire": lambda p: p.invoice.recipient.name,
    "code_service": lambda p: p.invoice.code_service or "",
    "numero_engagement": lambda p: p.invoice.engagement or "",
    "numero_marche": lambda p: p.invoice.marche or "",
    "cadre_facturation": lambda p: p.invoice.cadre or "",
    "montant_ht": lambda p: p.style.amount(p.invoice.ht),
    "montant_tva": lambda p: p.style.amount(p.invoice.tva),
    "montant_ttc": lambda p: p.style.amount(p.invoice.ttc),
    "montant_a_payer": lambda p: p.style.amount(p.invoice.due),
    "numero_facture_origine": lambda p: p.invoice.origin or "",
}
_VALUES: dict[str, Callable[[DrawnInvoice], str | None]] = {
    "numero_facture": lambda f: f.number,
    "type_facture": lambda f: "381" if f.avoir else "380",
    "date_facture": lambda f: f.day.isoformat(),
    "devise": lambda _: "EUR",
    "siret_fournisseur": lambda f: f.supplier.siret,
    "tva_fournisseur": lambda f: None if f.exemption and "293 B" in f.exemption else f.supplier.tva,
    "nom_fournisseur": lambda f: f.supplier.name,
    "siret_destinataire": lambda f: f.recipient.siret,
    "nom_destinataire": lambda f: f.recipient.name,
    "code_service": lambda f: f.code_service,
    "numero_engagement": lambda f: f.engagement,
    "numero_marche": lambda f: f.marche,
    "cadre_facturation": lambda f: f.cadre,
    "montant_ht": lambda f: format(f.ht, "f"),
    "montant_tva": lambda f: format(f.tva, "f"),
    "montant_ttc": lambda f: format(f.ttc, "f"),
    "montant_a_payer": lambda f: format(f.due, "f"),
    "numero_facture_origine": lambda f: f.origin,
}
