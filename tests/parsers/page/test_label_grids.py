"""Lines of labels with their values above or below them all, of which some are missing: never another label's value."""

import random
from typing import NamedTuple

import pytest

from domain.invoice import fields
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.layouts import Sheet


class _Pair(NamedTuple):
    label: str
    text: str
    field: str | None = None
    value: str = ""


PAIRS = (
    _Pair("Facture n°", "FA-2026-0312", "numero_facture", "FA-2026-0312"),
    _Pair("Date de facture", "03/03/2026", "date_facture", "2026-03-03"),
    _Pair("Code service", "DRH", "code_service", "DRH"),
    _Pair("N° engagement", "EJ2026001", "numero_engagement", "EJ2026001"),
    _Pair("N° de marché", "2025-118", "numero_marche", "2025-118"),
    _Pair("Cadre de facturation", "A1", "cadre_facturation", "A1"),
    _Pair("Échéance", "02/04/2026"),
    _Pair("Référence client", "C00412"),
    _Pair("Mode de règlement", "Virement"),
    _Pair("Devise", "EUR"),
    _Pair("Votre contact", "Mme Durand"),
    _Pair("N° client", "45120"),
    _Pair("Bon de livraison", "BL-7781"),
    _Pair("Page", "1/1"),
)
ASKED = frozenset(pair.field for pair in PAIRS if pair.field)


def _grid(seed: int) -> tuple[bytes, dict[str, str]]:
    """A page with such lines, and the fields that they print."""
    dice, sheet = random.Random(seed), Sheet()
    for x, y, text in ((45, 40, "ATELIERS BRUNOIS SARL"), (45, 52, "31200 TOULOUSE"), (45, 110, "FACTURE")):
        sheet.at(x, y, text)
    for y, label, text in ((500, "Total HT", "100,00"), (514, "TVA 20 %", "20,00"), (528, "Total TTC", "120,00")):
        sheet.at(350, y, label)
        sheet.at(480, y, text)
    rows, columns, below = dice.choice((1, 2, 2, 3)), dice.choice((3, 4, 5, 5)), dice.random() < 0.5
    size, gap, aside = dice.choice((6.5, 7.5, 9)), dice.choice((9, 10, 11, 12)), dice.choice((0, 0, 8, 15))
    pitch, holes, truth = gap + dice.choice((13, 15, 18, 24, 30)), dice.random() < 0.3, {}
    for rank, pair in enumerate(dice.sample(PAIRS, min(rows * columns, len(PAIRS)))):
        x, y = 45 + 515 / columns * (rank % columns), 170 + pitch * (rank // columns)
        sheet.at(x, y + (gap if below else 0), pair.label, size=size)
        if pair.field or not holes or dice.random() < 0.6:
            sheet.at(x + aside, y + (0 if below else gap), pair.text)
        if pair.field:
            truth[pair.field] = pair.value
    return sheet.done(), truth


def _read(seed: int) -> tuple[dict[str, str], dict[str, str]]:
    content, truth = _grid(seed)
    invoice = text_pdf.read(Source(content)).invoice
    assert invoice is not None
    return {name: value for name, value in fields(invoice).items() if name in ASKED and value is not None}, truth


@pytest.mark.parametrize("seed", range(80))
def test_a_line_of_labels_has_its_values_on_one_side(seed: int) -> None:
    read, truth = _read(seed)
    assert read.items() <= truth.items()


def test_nearly_all_of_them_are_read() -> None:
    found = [_read(seed) for seed in range(40)]
    assert sum(len(read) for read, _ in found) >= 0.98 * sum(len(truth) for _, truth in found)


def test_a_currency_is_the_value_of_its_label() -> None:
    sheet = Sheet()
    for x, label, text in ((45, "Code service", "DRH"), (150, "Devise", "EUR"), (255, "Référence client", "C00412")):
        sheet.at(x, 190, text)
        sheet.at(x, 200, label, size=6.5)
    for x, label, text in ((45, "Devise", "EUR"), (255, "Cadre de facturation", "A1")):
        sheet.at(x, 216, text)
        sheet.at(x, 226, label, size=6.5)
    sheet.at(45, 110, "FACTURE n° F-1 du 03/03/2026")
    invoice = text_pdf.read(Source(sheet.done())).invoice
    assert invoice is not None
    assert (invoice.code_service, invoice.cadre_facturation) == ("DRH", "A1")


def test_a_column_of_rates_among_totals_above_their_labels() -> None:
    sheet = Sheet()
    sheet.at(45, 110, "FACTURE n° F-1 du 03/03/2026")
    labels = ("Total HT", "Taux TVA", "Montant TVA", "Total TTC", "Net à payer")
    for rank, (label, text) in enumerate(zip(labels, ("100,00", "20,00 %", "20,00", "120,00", "120,00"), strict=True)):
        sheet.right(130 + 90 * rank, 500, text)
        sheet.right(130 + 90 * rank, 513, label)
    invoice = text_pdf.read(Source(sheet.done())).invoice
    assert invoice is not None
    assert [str(one) for one in (invoice.montant_ht, invoice.montant_ttc)] == ["100.00", "120.00"]
