"""Where labels are: left of their values, right of them, above, below, or off their lines; for whole columns."""

from itertools import product

import pytest

from domain.invoice import Invoice, fields
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.layouts import Sheet

REFERENCES = (
    ("N° de facture", "FA-2026-0312", "numero_facture"),
    ("Date de facture", "03/03/2026", "date_facture"),
    ("N° d'engagement", "4500012345", "numero_engagement"),
    ("Code service", "DRH-15", "code_service"),
)
TOTALS = (
    ("Total HT", "1 234,50 €", "montant_ht"),
    ("TVA 20 %", "246,90 €", "montant_tva"),
    ("Total TTC", "1 481,40 €", "montant_ttc"),
)
SHORT_TOTALS = (("HT", *TOTALS[0][1:]), ("TVA", *TOTALS[1][1:]), ("TTC", *TOTALS[2][1:]))
BLOCKS = {
    "references": REFERENCES,
    "totals": TOTALS,
    "short": SHORT_TOTALS,
    "reversed": REFERENCES[::-1],
    "two": REFERENCES[:2],
}
TRUTH = {
    "numero_facture": "FA-2026-0312",
    "date_facture": "2026-03-03",
    "numero_engagement": "4500012345",
    "code_service": "DRH-15",
    "montant_ht": "1234.50",
    "montant_tva": "246.90",
    "montant_ttc": "1481.40",
}


def _sheet() -> Sheet:
    sheet = Sheet()
    sheet.at(45, 40, "ATELIERS BRUNOIS SARL")
    sheet.at(45, 52, "12 rue des Forges")
    sheet.at(45, 64, "31200 TOULOUSE")
    sheet.at(45, 110, "FACTURE", size=16)
    for x, head, value in (
        (45, "Désignation", "Pose de menuiseries"),
        (310, "Qté", "1"),
        (480, "Montant HT", "1 234,50"),
    ):
        sheet.at(x, 340, head)
        sheet.at(x, 354, value)
    sheet.at(45, 790, "ATELIERS BRUNOIS SARL au capital de 10 000 € - RCS Toulouse 832 476 154 - APE 4332A")
    return sheet


def _read(sheet: Sheet) -> Invoice:
    invoice = text_pdf.read(Source(sheet.done())).invoice
    assert invoice is not None
    return invoice


def _check(sheet: Sheet, block: str) -> None:
    read = fields(_read(sheet))
    wanted = {field: TRUTH[field] for _, _, field in BLOCKS[block]}
    assert {field: read[field] for field in wanted} == wanted


def _top(block: str) -> float:
    return 380.0 if block in ("totals", "short") else 150.0


@pytest.mark.parametrize(("block", "gap", "pitch"), [*product(BLOCKS, (12, 20, 30, 40, 60, 120), (13, 16, 24))])
def test_labels_right_of_their_values(block: str, gap: float, pitch: float) -> None:
    for flush in (True, False):
        sheet = _sheet()
        for rank, (label, value, _) in enumerate(BLOCKS[block]):
            y = _top(block) + pitch * rank
            if flush:
                sheet.right(200, y, value)
            else:
                sheet.at(200 - 4.6 * max(len(one) for _, one, _ in BLOCKS[block]), y, value)
            sheet.at(200 + gap, y, label)
        _check(sheet, block)


@pytest.mark.parametrize(
    ("block", "off", "pitch"), [*product(BLOCKS, (-9, -7, -5, -4, -3, 3, 4, 5, 7, 9), (14, 16, 20, 26))]
)
def test_values_off_the_lines_of_their_labels(block: str, off: float, pitch: float) -> None:
    sheet = _sheet()
    for rank, (label, value, _) in enumerate(BLOCKS[block]):
        sheet.at(60, _top(block) + pitch * rank, label)
        sheet.right(330, _top(block) + pitch * rank + off, value)
    _check(sheet, block)


@pytest.mark.parametrize(("block", "near", "far"), [*product(BLOCKS, (10, 11, 13), (16, 20, 30))])
@pytest.mark.parametrize("above", [True, False])
def test_values_above_or_below_their_labels_all_the_way_down(block: str, near: float, far: float, above: bool) -> None:
    sheet, y = _sheet(), _top(block)
    for label, value, _ in BLOCKS[block]:
        sheet.at(60, y, value if above else label)
        sheet.at(60, y + near, label if above else value)
        y += near + far
    _check(sheet, block)


@pytest.mark.parametrize(("block", "pitch"), [*product(("references", "reversed", "two", "totals"), (11, 12, 14, 18))])
def test_values_above_their_labels_at_the_same_distance_from_both(block: str, pitch: float) -> None:
    sheet = _sheet()
    for rank, (label, value, _) in enumerate(BLOCKS[block]):
        sheet.at(60, _top(block) + 2 * pitch * rank, value)
        sheet.at(60, _top(block) + 2 * pitch * rank + pitch, label)
    _check(sheet, block)


@pytest.mark.parametrize(("block", "near"), [*product(BLOCKS, (10, 12, 14))])
@pytest.mark.parametrize("above", [True, False])
def test_a_line_of_values_above_or_below_a_line_of_labels(block: str, near: float, above: bool) -> None:
    sheet = _sheet()
    for rank, (label, value, _) in enumerate(BLOCKS[block]):
        sheet.at(60 + 120 * rank, _top(block), value if above else label)
        sheet.at(60 + 120 * rank, _top(block) + near, label if above else value)
    _check(sheet, block)


def test_the_row_below_a_column_of_captions_is_not_a_value() -> None:
    sheet = _sheet()
    for rank, (label, value, _) in enumerate(REFERENCES[:3]):
        sheet.at(60, 150 + 24 * rank, value)
        sheet.at(60, 161 + 24 * rank, label)
    sheet.at(60, 233, "9988776655")
    read = _read(sheet)
    assert (read.numero_facture, read.numero_engagement) == ("FA-2026-0312", "4500012345")


def test_labels_in_parentheses_right_of_their_values() -> None:
    sheet = _sheet()
    for rank, (label, value, _) in enumerate(REFERENCES):
        sheet.at(60, 150 + 14 * rank, value)
        sheet.at(160, 150 + 14 * rank, f"({label})")
    _check(sheet, "references")


WORDS = (("Client", "411BRU"), ("Commande", "4500012345"), ("Date", "03/03/2026"), ("Facture", "FA-2026-0312"))


@pytest.mark.parametrize("near", (10, 13))
@pytest.mark.parametrize("above", [True, False])
def test_a_line_of_single_words_above_or_below_its_values(near: float, above: bool) -> None:
    sheet = _sheet()
    for rank, (label, value) in enumerate(WORDS):
        sheet.at(60 + 110 * rank, 150, value if above else label)
        sheet.at(60 + 110 * rank, 150 + near, label if above else value)
    read = fields(_read(sheet))
    wanted = {name: TRUTH[name] for name in ("numero_facture", "date_facture")} | {"numero_engagement": "4500012345"}
    assert {name: read[name] for name in wanted} == wanted


@pytest.mark.parametrize("missing", range(4))
@pytest.mark.parametrize("place", ["right", "left", "below", "above", "lower"])
def test_a_label_without_its_value_takes_no_other_label_s(place: str, missing: int) -> None:
    sheet = _sheet()
    at = {
        "right": (60, 0, 160, 0),
        "left": (160, 0, 60, 0),
        "below": (60, 0, 60, 11),
        "above": (60, 11, 60, 0),
        "lower": (60, 0, 160, 6),
    }
    label_x, label_y, value_x, value_y = at[place]
    for rank, (label, value, _) in enumerate(REFERENCES):
        sheet.at(label_x, 150 + 26 * rank + label_y, label)
        if rank != missing:
            sheet.at(value_x, 150 + 26 * rank + value_y, value)
    read = fields(_read(sheet))
    given = {field: read[field] for _, _, field in REFERENCES if read[field]}
    assert given.items() <= {field: TRUTH[field] for _, _, field in REFERENCES}.items()
    assert REFERENCES[missing][2] not in given


@pytest.mark.parametrize("distance", [70, 100, 160])
@pytest.mark.parametrize("label", ["N° d'engagement", "N° de marché"])
def test_a_value_with_its_own_label_on_its_right_is_not_that_of_the_label_above(label: str, distance: int) -> None:
    sheet = Sheet()
    for x, y, text in ((45, 60, "Facture n° F-12 du 03/03/2026"), (45, 120, label), (45, 133, "C4411")):
        sheet.at(x, y, text)
    sheet.at(45 + distance, 133, "Code client")
    sheet.at(350, 500, "Net à payer : 12,00 €")
    invoice = text_pdf.read(Source(sheet.done())).invoice
    assert invoice is not None
    assert (invoice.numero_engagement, invoice.numero_marche) == (None, None)
