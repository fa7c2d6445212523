"""A document's number is read whole or not at all."""

from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.decision import Reading
from parsers.page.values.document_numbers import document_number
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.layouts import Sheet

WHOLE = (
    "2026-312 bis", "6700412938 - D", "07C318R402 21D6- 2K03", "FA / 2026 / 0312", "FA - 2026 - 0312", "12 bis",
    "2026/03/0312", "FA 2026 0312", "F2026.0312", "2026 - 312", "312/2026", "26 0312 0045", "20260312", "2026-312 B",
    "FAC-2026-0312/A", "2026-03-12", "AV-12", "M2026_0312", "25-03-12", "2026 - 312 - BIS",
)  # fmt: skip
AFTER = ("", " du 03/03/2026", " du 3 mars 2026", ", émise le 3 mars 2026", " (duplicata)", " Client n° 411BRU")


def _read(*texts: tuple[float, float, str]) -> Reading:
    sheet = Sheet()
    for x, y, text in ((45, 110, "FACTURE"), *texts):
        sheet.at(x, y, text)
    sheet.at(350, 500, "Net à payer : 120,00 €")
    return text_pdf.read(Source(sheet.done()))


def _number(reading: Reading) -> str | None:
    return reading.invoice.numero_facture if reading.invoice else None


@settings(deadline=None)
@given(st.sampled_from(WHOLE), st.sampled_from(AFTER))
def test_a_number_of_several_groups_is_read_whole(number: str, after: str) -> None:
    assert _number(_read((45, 140, f"Facture n° {number}{after}"))) == number


@settings(deadline=None)
@given(st.sampled_from(WHOLE))
def test_it_is_read_whole_right_of_its_label_and_below_it(number: str) -> None:
    if number in ("2026-03-12", "25-03-12"):
        return  # in a cell of its own, a date
    beside = _read((45, 140, "N° de facture"), (150, 140, number))
    below = _read((45, 140, "N° de facture"), (45, 152, number))
    assert (_number(beside), _number(below)) == (number, number)


GROUPS = st.text(alphabet="ABCDGHJKLMNPRSTUVWXYZ0123456789", min_size=1, max_size=6)


@settings(deadline=None)
@given(st.lists(GROUPS, min_size=1, max_size=4), st.sampled_from(["-", "/", " - ", " / ", "- ", " ", "."]))
def test_a_number_is_never_cut(groups: list[str], link: str) -> None:
    assume(not any(a.isalpha() and b.isalpha() for a, b in pairwise(groups)))  # words
    printed = link.join(groups)
    read = document_number(f"Facture n° {printed}", 10, len(f"Facture n° {printed}"), whole=False)
    assert read is None or not read.sure or read.value == printed or _ends(printed, read.value)


def _ends(printed: str, value: str) -> bool:
    """Whether a blank or a dash between blanks before letters only, which are words, is all that was left out."""
    rest = printed[len(value) :]
    return printed.startswith(value) and not any(c.isdigit() for c in rest) and (rest[:1] == " " or rest[1:2] == " ")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Facture n° 312 2 pages", "312"),
        ("Facture n° 312 - Mairie de Valmontel", "312"),
        ("Facture n° 312 1 234,50 €", "312"),
        ("Facture n° 2026-312 - 1 234,50 €", "2026-312"),
        ("Facture n° 2026-312 - 03/03/2026", "2026-312"),
        ("N°FA-2026-0312du03/03/2026", "FA-2026-0312"),
        ("N°312du03/03/26", "312"),
        ("Facture n° 312 à régler avant le 03/04/2026", "312"),
    ],
)
def test_it_ends_before_a_date_an_amount_and_words(text: str, number: str) -> None:
    assert _number(_read((45, 140, text))) == number


def test_a_date_that_touches_the_number_is_read() -> None:
    invoice = _read((45, 140, "N°FA-2026-0312du03/03/2026")).invoice
    assert invoice is not None
    assert str(invoice.date_facture) == "2026-03-03"


@pytest.mark.parametrize("left", [45, 118])
@pytest.mark.parametrize(
    ("head", "tail"), [("FA-2026-", "0312"), ("07C318R402 21D6-", "2K03"), ("2026/", "312"), ("FA-", "0312")]
)
def test_a_number_broken_at_the_end_of_its_line_is_joined(head: str, tail: str, left: int) -> None:
    label = "Facture n° : " if left == 45 else "N° de facture"
    lines = ((45, 140, label + head),) if left == 45 else ((45, 140, label), (118, 140, head))
    reading = _read(*lines, (left, 151, tail), (45, 166, "Date de facture : 03/03/2026"))
    assert _number(reading) == head + tail


def test_a_broken_number_without_its_rest_is_a_doubt() -> None:
    reading = _read((45, 140, "Facture n° : FA-2026-"))
    assert _number(reading) is None
    assert "numero_facture" in [doubt.field for doubt in reading.doubts]


def test_a_number_that_may_go_on_is_a_doubt() -> None:
    reading = _read((45, 140, "Facture n° FA-2026-0312 - 4500012345"))
    assert _number(reading) is None
    assert "numero_facture" in [doubt.field for doubt in reading.doubts]


@pytest.mark.parametrize(
    "text",
    ["Nombre de jours facturés|5", "Jours facturés|12", "Lot facturé n° 4", "LOT FACTURE N° 4", "Mois facturé : 032026",
     "Heures facturées : 120", "Situation n° 3", "Facture de situation n° 3", "Facture d'acompte n° 2",
     "Acompte sur facture n° 2026-011 : 100,00 €", "Règlement de la facture n° 2026-011", "Bon de livraison n° 489963"],
)  # fmt: skip
def test_other_numbers_are_no_rivals_and_no_number(text: str) -> None:
    line = [(45 + 120 * rank, 170, part) for rank, part in enumerate(text.split("|"))]
    assert _number(_read((45, 140, "Facture n° FA-2026-0312"), *line)) == "FA-2026-0312"
    assert _number(_read(*line)) is None


@pytest.mark.parametrize("day", ["03/01/2026", "03/01/26", "3 janvier 2026", "du 03/01/2026"])
@pytest.mark.parametrize(
    "label", ["COMMANDE N°", "Bon de commande n°", "N° d'engagement :", "N° commande", "Réf. commande :"]
)
def test_an_engagement_is_read_without_its_date(label: str, day: str) -> None:
    invoice = _read((45, 140, f"{label} 954065 {day}")).invoice
    assert invoice is not None
    assert invoice.numero_engagement == "954065"


def test_a_delivery_note_before_the_order() -> None:
    line = "BON DE LIVRAISON N° 489963 03/01/2026 COMMANDE N° 954065 03/01/2026 Réf. Commande : 5833*69 WEB"
    invoice = _read((45, 140, line)).invoice
    assert invoice is not None
    assert invoice.numero_engagement == "954065"


@pytest.mark.parametrize("value", ["BC 266248", "PO 4500012", "BDC-2026-118", "CDE 12/2026"])
def test_an_engagement_keeps_the_letters_that_are_printed(value: str) -> None:
    beside = _read((45, 140, "N° engagement"), (150, 140, value)).invoice
    below = _read((45, 140, "N° engagement"), (45, 152, value)).invoice
    inside = _read((45, 140, f"N° d'engagement : {value}")).invoice
    table = _read(
        (45, 140, "N° client"), (150, 140, "N° engagement"), (260, 140, "N° facture"),
        (45, 152, "411BRU"), (150, 152, value), (260, 152, "FA-12"),
    ).invoice  # fmt: skip
    assert [one and one.numero_engagement for one in (beside, below, inside, table)] == [value] * 4


@pytest.mark.parametrize(
    "number",
    ["312 ind. B", "312 & 313", "312 et 313", "312 à 315", "312, 313", "312+", "954065 / 954066", "954065 - 954066",
     "954065 (1re tranche), 954066 (2e tranche)"],
)  # fmt: skip
def test_one_of_two_numbers_is_never_taken(number: str) -> None:
    reading = _read((45, 140, f"Facture n° {number}"), (45, 160, f"Commande n° {number}"))
    assert _number(reading) is None
    assert reading.invoice is not None
    assert reading.invoice.numero_engagement is None


def test_a_second_number_under_the_first_or_after_a_bar() -> None:
    listed = _read((45, 140, "N° EJ : 1500123456"), (65, 152, "1500123457"))
    assert listed.invoice is not None
    assert listed.invoice.numero_engagement is None
    assert _number(_read((45, 140, "Facture n° 312 | 2026"))) is None


@pytest.mark.parametrize("after", [", 12/03/2026", " à Toulouse", ", 3 pages", " et annexe"])
def test_what_is_no_second_number(after: str) -> None:
    assert _number(_read((45, 140, f"Facture n° 2026-312{after}"))) == "2026-312"
