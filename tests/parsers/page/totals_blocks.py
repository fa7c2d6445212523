"""Blocks of totals drawn from a seed: ways to write a deduction, what stands before the net, and the true values."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.parsers.page.layouts import Sheet, amount

_CENT = Decimal("0.01")
_SIGNS = ("{}", "-{}", "- {}", "– {}", "{}-", "{} -", "({})", "( {} )")
_MONEY = ("", " €", "€", " EUR")
_LESS = (
    "Acompte versé|Acompte|Acompte n° 1 du 12/02/2026|Avance forfaitaire|Remboursement de l'avance|Déjà réglé|Déjà payé"
    "|Règlement reçu le 03/02/2026|Paiement par chèque du 03/02/2026|Payé par CB|Retenue de garantie 5 %|Escompte 2 %"
    "|Remise exceptionnelle|Pénalités de retard|Avoir AV-2026-12 à déduire|Part prise en charge par la CPAM|Acompte TTC"
    "|Total des acomptes|Somme déjà perçue|Versement du 05/02/2026|Arrhes|Trop-perçu|Chèque cadeau"
).split("|")
_MORE = (
    "Solde antérieur|Report solde antérieur|Ancien solde|Consignes|Débours|Frais de timbre|Timbre fiscal"
    "|Prime pour avance|Arrondi|Frais de dossier|Intérêts moratoires|Pénalités|Impayés antérieurs|Régularisation"
    "|Report facture FA-2026-0100|Éco-participation|Droits d'enregistrement|Taxe de séjour"
).split("|")
_HT = ("Total HT", "Montant HT", "Total hors taxes", "Sous-total HT")
_TTC = ("Total TTC", "Montant TTC", "Total toutes taxes comprises", "TOTAL T.T.C.")
_NET = (
    "Net à payer|Reste à payer|Montant à régler|Solde à régler|Total à payer|Net à payer TTC|Solde dû|Montant dû"
    "|NET A PAYER EN EUROS|Reste dû|A payer|Montant net à payer|Montant total à régler|Somme à payer"
).split("|")


class Place(Enum):
    """Where an amount stands."""

    RIGHT = auto()
    AFTER_COLON = auto()
    UNDER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The rows of a block of totals, and its true values."""

    rows: tuple[tuple[str, str], ...]
    ht: Decimal
    tva: Decimal
    ttc: Decimal
    due: Decimal

    def page(self, place: Place) -> bytes:
        """An invoice with this block."""
        sheet = Sheet()
        sheet.at(45, 60, "Facture n° F-2026-1")
        sheet.at(45, 74, "Date de facture : 03/03/2026")
        for rank, row in enumerate(self.rows):
            _DRAWN[place](sheet, rank, row, self)
        return sheet.done()

    @property
    def width(self) -> float:
        """Points that its rows take side by side."""
        return sum(map(_width, self.rows))


def block(seed: int) -> Block:
    """A block whose payments, deductions and additions lead from the total with VAT to what is due."""
    rng = random.Random(seed)
    ht = Decimal(rng.randrange(1000, 500_000)) / 100
    rate = rng.choice(("20", "10", "5,5"))
    tva = (ht * Decimal(rate.replace(",", ".")) / 100).quantize(_CENT)
    style, money = rng.choice(("fr", "none", "dot", "nbsp", "thin")), rng.choice(_MONEY)
    due, rows = ht + tva, []
    for _ in range(rng.choice((0, 1, 1, 1, 2, 2, 3))):
        if rng.random() < 0.65:
            size, sign = Decimal(rng.randrange(100, int((ht + tva) * 30))) / 100, rng.choice(_SIGNS)
            due -= size
            rows.append((rng.choice(_LESS), sign.format(amount(size, style) + ("" if sign[-1] == "-" else money))))
        else:
            size = Decimal(rng.randrange(100, 20_000)) / 100
            due += size
            rows.append((rng.choice(_MORE), amount(size, style) + money))
    vat = rng.choice((f"TVA {rate} %", "Total TVA", "Montant TVA", "TVA"))
    totals = ((rng.choice(_HT), ht), (vat, tva), (rng.choice(_TTC), ht + tva))
    shown = [(label, amount(value, style) + money) for label, value in totals]
    net = (rng.choice(_NET), amount(due, style) + money)
    return Block(rows=(*shown, *rows, net), ht=ht, tva=tva, ttc=ht + tva, due=due)


def _on_the_right(sheet: Sheet, rank: int, row: tuple[str, str], _: Block) -> None:
    sheet.at(300, 300 + 15 * rank, row[0])
    sheet.right(540, 300 + 15 * rank, row[1])


def _after_a_colon(sheet: Sheet, rank: int, row: tuple[str, str], _: Block) -> None:
    sheet.at(45, 300 + 15 * rank, f"{row[0]} : {row[1]}")


def _under(sheet: Sheet, rank: int, row: tuple[str, str], block: Block) -> None:
    left = 20 + sum(map(_width, block.rows[:rank]))
    sheet.at(left, 300, row[0])
    sheet.at(left, 315, row[1])


def _width(row: tuple[str, str]) -> float:
    return max(stringWidth(text, "Helvetica", 9) for text in row) + 16


_DRAWN: dict[Place, Callable[[Sheet, int, tuple[str, str], Block], None]] = {
    Place.RIGHT: _on_the_right,
    Place.AFTER_COLON: _after_a_colon,
    Place.UNDER: _under,
}
