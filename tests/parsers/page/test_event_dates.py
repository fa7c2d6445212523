"""Only a label, a number or a town dates a document; what happened to it (received, paid, signed, printed) does not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.decision import Reading
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.layouts import Sheet

EVENTS = (
    "Reçu le", "Payé le", "Réglée le", "Signé le", "Envoyé le", "Validé le", "Visa le", "Édité le", "Imprimé le",
    "Tamponné le", "Certifié le", "Livré le", "REÇU LE :", "Facture acquittée le", "Vu le", "Service fait le",
    "Bon à payer le", "Mandaté le", "Courrier arrivé le", "Bon pour accord, le", "Signature, le", "Déposé le",
    "Expédiée le", "Approuvé le", "Comptabilisé le", "Mis en paiement le", "Reçu par mail le", "Received on",
)  # fmt: skip
WRITTEN = ("12/03/2026", "12 mars 2026", "jeudi 12 mars 2026", "12 MARS 2026", "12.03.2026")
OWN = (
    "Date : 03/03/2026", "Date de facture : 03/03/2026", "Toulouse, le 3 mars 2026", "À Toulouse, le 03/03/2026",
    "Saint-Étienne, le mardi 3 mars 2026", "03/03/2026", "Le 3 mars 2026",
)  # fmt: skip


def _read(*texts: tuple[float, float, str]) -> Reading:
    sheet = Sheet()
    for x, y, text in ((45, 40, "ATELIERS BRUNOIS SARL"), (45, 52, "31200 TOULOUSE"), (45, 110, "FACTURE"), *texts):
        sheet.at(x, y, text)
    for y, label, value in ((500, "Total HT", "100,00"), (514, "TVA 20 %", "20,00"), (528, "Total TTC", "120,00")):
        sheet.at(350, y, label)
        sheet.at(480, y, value)
    return text_pdf.read(Source(sheet.done()))


def _date(reading: Reading) -> str | None:
    return str(reading.invoice.date_facture) if reading.invoice and reading.invoice.date_facture else None


NUMBER = (45.0, 140.0, "Facture n° : FA-2026-0312")


@settings(deadline=None)
@given(st.sampled_from(EVENTS), st.sampled_from(WRITTEN), st.sampled_from([(45, 156), (420, 45), (45, 300), (45, 700)]))
def test_a_date_of_what_happened_is_never_the_document_s(event: str, day: str, place: tuple[int, int]) -> None:
    assert _date(_read(NUMBER, (*place, f"{event} {day}"))) is None


@settings(deadline=None)
@given(st.sampled_from(EVENTS), st.sampled_from(OWN), st.sampled_from([(420, 45), (45, 172), (45, 760)]))
def test_the_document_s_own_date_is_read_beside_it(event: str, own: str, place: tuple[int, int]) -> None:
    reading = _read(NUMBER, (45, 156, own), (*place, f"{event} 12/03/2026"))
    assert _date(reading) == "2026-03-03"


@pytest.mark.parametrize("event", ["Reçu le", "Payé le", "Signé le", "Édité le", "Visa le", "Bon pour accord, le"])
def test_a_date_of_what_happened_alone_is_a_doubt(event: str) -> None:
    reading = _read(NUMBER, (45, 156, f"{event} 12/03/2026"))
    assert [doubt.field for doubt in reading.doubts] == ["date_facture"]
    assert "12/03/2026" in reading.doubts[0].rivals[0].text


def test_a_stamp_of_two_lines_dates_nothing() -> None:
    reading = _read(NUMBER, (430, 60, "REÇU LE"), (430, 72, "12 MARS 2026"))
    assert _date(reading) is None
    assert [doubt.field for doubt in reading.doubts] == ["date_facture"]


def test_a_place_for_a_signature_gives_way_to_the_head() -> None:
    signed = ((45, 700, "Bon pour accord, cachet et signature"), (45, 714, "Fait à Toulouse, le 12/03/2026"))
    assert _date(_read(NUMBER, (45, 156, "Date : 03/03/2026"), *signed)) == "2026-03-03"
    assert _date(_read(NUMBER, *signed)) is None


def test_a_place_and_date_below_the_totals_may_be_those_of_a_signature() -> None:
    signed = (45, 560, "Fait à Toulouse, le 12 mars 2026")
    assert _date(_read(NUMBER, signed)) is None
    assert _date(_read(NUMBER, (45, 156, "Date : 03/03/2026"), signed)) == "2026-03-03"


@pytest.mark.parametrize("town", ["Vire", "Vitré"])
def test_a_town_that_looks_like_a_participle_counts_when_its_address_is_printed(town: str) -> None:
    letter = (45, 156, f"{town}, le 3 mars 2026")
    assert _date(_read(NUMBER, letter)) is None
    assert _date(_read(NUMBER, letter, (320, 100, f"14500 {town.upper()}"))) == "2026-03-03"


@pytest.mark.parametrize(
    "text", ["Facture n° FA-2026-0312 du 01/03/2026 au 31/03/2026", "Facture du 01/03/2026 au 31/03/2026"]
)
def test_a_period_is_no_date(text: str) -> None:
    assert _date(_read((45, 140, text))) is None


def test_the_date_after_the_number_in_columns_of_its_own() -> None:
    row = ((45, 140, "• Facture nº"), (130, 140, "936411220"), (200, 140, "du"), (225, 140, "20 août 2026"))
    reading = _read(*row)
    assert (reading.invoice.numero_facture if reading.invoice else None, _date(reading)) == ("936411220", "2026-08-20")


@pytest.mark.parametrize(
    "text", ["Facture éditée le 12/03/2026", "Facture payée le 12/03/2026 par virement", "Payée par CB le 12/03/2026"]
)
def test_what_happened_to_the_invoice_is_a_doubt_too(text: str) -> None:
    reading = _read(NUMBER, (45, 156, text))
    assert _date(reading) is None
    assert "date_facture" in [doubt.field for doubt in reading.doubts]


def test_the_date_of_another_invoice_that_is_deducted_is_not_this_one_s() -> None:
    deducted = (45, 300, "Acompte n° 1 - facture n° FA-2026-03 du 01/01/2026 : 50,00")
    reading = _read((45, 140, "FACTURE DE SOLDE N° FA-2026-12"), deducted)
    assert (reading.invoice and reading.invoice.numero_facture, _date(reading)) == ("FA-2026-12", None)


def test_a_stamp_under_the_date_leaves_it() -> None:
    stamp = ((45, 170, "Tampon :"), (45, 184, "REÇU LE"), (45, 198, "15 MARS 2026"))
    assert _date(_read(NUMBER, (45, 156, "Date : 03/03/2026"), *stamp)) == "2026-03-03"


DONE_AT = (45.0, 156.0, "Fait à Toulouse, le 12/03/2026")


@pytest.mark.parametrize("place", [(45, 172), (420, 45), (45, 300), (45, 700)])
@pytest.mark.parametrize("own", ["Date de facture : 03/03/2026", "Facture du 03/03/2026", "Émise le 03/03/2026"])
def test_a_place_and_date_in_the_head_gives_way_to_a_date_that_says_whose_it_is(
    own: str, place: tuple[int, int]
) -> None:
    assert _date(_read(NUMBER, DONE_AT, (*place, own))) == "2026-03-03"


@pytest.mark.parametrize("other", ["Date : 03/03/2026", "Le 03/03/2026", "Date d'édition : 03/03/2026"])
def test_a_place_and_date_beside_a_date_as_good_is_a_doubt(other: str) -> None:
    reading = _read(NUMBER, DONE_AT, (420, 45, other))
    assert _date(reading) is None
    assert [doubt.field for doubt in reading.doubts] == ["date_facture"]


@pytest.mark.parametrize(
    "other", ["Date de paiement : 03/04/2026", "Échéance : 03/04/2026", "Date de livraison : 01/03/2026"]
)
def test_a_place_and_date_in_the_head_dates_when_the_others_are_of_something_else(other: str) -> None:
    assert _date(_read(NUMBER, DONE_AT, (45, 300, other))) == "2026-03-12"


@pytest.mark.parametrize("place", [(45, 142), (45, 170)])
def test_a_place_and_date_beside_a_signature_is_a_doubt(place: tuple[int, int]) -> None:
    reading = _read((45, 120, "Facture n° : FA-2026-0312"), DONE_AT, (*place, "Signature et cachet"))
    assert _date(reading) is None
    assert [doubt.field for doubt in reading.doubts] == ["date_facture"]


@pytest.mark.parametrize(
    "texts",
    [
        ((400, 700, "Le directeur,"), (400, 712, "12/03/2026")),
        ((430, 60, "MAIRIE DE REVEL"), (430, 72, "12 MAR. 2026"), (430, 84, "ARRIVÉE")),
        ((430, 60, "12 MARS 2026"), (430, 72, "ARRIVÉE")),
        ((430, 60, "12/03/2026"), (430, 72, "Reçu")),
        ((45, 680, "Date et signature du client : 12/03/2026"),),
        ((45, 680, "Lu et approuvé"), (45, 692, "le 12/03/2026"), (45, 704, "M. Brunois")),
    ],
)
def test_a_date_that_may_be_a_signature_s_or_a_stamp_s_is_a_doubt_not_missing(
    texts: tuple[tuple[float, float, str], ...],
) -> None:
    reading = _read(NUMBER, *texts)
    assert _date(reading) is None
    assert [doubt.field for doubt in reading.doubts] == ["date_facture"]


def test_a_date_in_the_table_of_lines_is_a_line_s() -> None:
    heading = ((45, 250, "Désignation"), (250, 250, "Date"), (320, 250, "Quantité"), (450, 250, "Montant HT"))
    row = ((45, 266, "Nettoyage"), (250, 266, "12/03/2026"), (320, 266, "1"), (450, 266, "100,00"))
    reading = _read(NUMBER, *heading, *row)
    assert (_date(reading), [doubt.field for doubt in reading.doubts]) == (None, [])
