"""PDFs that cannot be read, are no invoice, or say two things at once: a clear finding, never a guess."""

import io
import random

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from domain.decision import Reading, Verdict, verdict
from domain.document import Format
from parsers.page.layout.words import PageLimits
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.conftest import examples
from tests.parsers.page.facts import facts
from tests.parsers.page.layouts import Sheet, amount, classic, draw, long_table

GOOD = draw(classic, 1)


def _read(content: bytes) -> Reading:
    return text_pdf.read(Source(content))


def _codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def _canvas() -> tuple[io.BytesIO, Canvas]:
    buffer = io.BytesIO()
    return buffer, Canvas(buffer)


def _page(*lines: str) -> bytes:
    sheet = Sheet()
    for rank, line in enumerate(lines):
        sheet.at(45, 60 + 14 * rank, line)
    return sheet.done()


def test_the_mark_of_a_pdf_may_stand_a_little_further() -> None:
    assert text_pdf.recognises(Source(b"\n" * 900 + GOOD.content))
    assert not text_pdf.recognises(Source(b"\n" * 1100 + GOOD.content))


def test_a_scan_is_irrecevable_with_what_to_send() -> None:
    buffer, canvas = _canvas()
    canvas.drawImage(ImageReader(Image.new("L", (200, 300), 200)), 0, 0, 595, 842)
    canvas.save()
    reading = _read(buffer.getvalue())
    assert (reading.format, _codes(reading)) == (Format.PDF_IMAGE, ["LEC-050"])
    assert verdict(reading.findings) is Verdict.IRRECEVABLE
    assert "Factur-X" in reading.findings[0].remedy.fr


def test_a_blank_page() -> None:
    buffer, canvas = _canvas()
    canvas.showPage()
    canvas.save()
    assert _codes(_read(buffer.getvalue())) == ["LEC-054"]


def test_characters_without_meaning_are_no_text() -> None:
    dice = random.Random(3)
    words = ["".join(dice.choice("bcdfghjkmnpqrtvwxz") for _ in range(6)) for _ in range(80)]
    lines = [" ".join(words[rank : rank + 8]) for rank in range(0, 80, 8)]
    assert _codes(_read(_page(*lines))) == ["LEC-051"]


def test_a_foreign_language_is_no_noise() -> None:
    lines = ["Rechnung für die Lieferung von Papier und Ordnern an unser Haus in der Hauptstadt des Landes"] * 6
    assert "LEC-051" not in _codes(_read(_page(*lines)))


def test_a_password_is_asked_to_be_taken_off() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(GOOD.content))
    writer.encrypt(user_password="secret", owner_password="other", algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert _codes(_read(buffer.getvalue())) == ["LEC-052"]


def test_an_owner_password_alone_does_not_hinder() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(GOOD.content))
    writer.encrypt(user_password="", owner_password="other", algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    reading = _read(buffer.getvalue())
    assert reading.invoice is not None
    assert reading.invoice.numero_facture == GOOD.truth["numero_facture"]


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"%PDF" + b"\xff" * 3000])
def test_a_damaged_file(content: bytes) -> None:
    reading = _read(content)
    assert reading.invoice is None
    assert _codes(reading) == ["LEC-053"]


@settings(max_examples=examples(50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(min_value=0), st.integers(min_value=0, max_value=255), st.integers(min_value=0, max_value=400))
def test_damage_anywhere_gives_a_reading(place: int, byte: int, lost: int) -> None:
    content = bytearray(GOOD.content)
    at = place % len(content)
    content[at] = byte
    del content[at + 1 : at + lost]
    assert isinstance(_read(bytes(content)), Reading)
    assert isinstance(_read(bytes(content[:at])), Reading)


def test_a_letter_is_no_invoice_and_names_what_is_missing() -> None:
    reading = _read(
        _page("Madame, Monsieur,", "nous avons bien reçu votre courrier du mois dernier et vous en remercions.")
    )
    assert _codes(reading) == ["LEC-056"]
    assert verdict(reading.findings) is Verdict.IRRECEVABLE
    for word in ("numéro de facture", "date de facture", "montant TTC", "SIRET du destinataire"):
        assert word in reading.findings[0].message.fr


def test_a_quotation_is_no_invoice() -> None:
    reading = _read(_page("DEVIS", "Devis n° D-2026-12 du 03/03/2026", "Total HT : 100,00 €", "TVA : 20,00 €"))
    assert "LEC-060" in _codes(reading)
    assert verdict(reading.findings) is not Verdict.ACCEPTED


def test_two_invoices_in_one_file() -> None:
    writer = pypdf.PdfWriter()
    for seed in (1, 2):
        writer.append(io.BytesIO(draw(classic, seed).content))
    buffer = io.BytesIO()
    writer.write(buffer)
    reading = _read(buffer.getvalue())
    assert "LEC-055" in _codes(reading)
    assert verdict(reading.findings) is Verdict.IRRECEVABLE


def test_two_numbers_that_are_as_good_leave_the_field_empty() -> None:
    reading = _read(
        _page("Facture n° F-2026-1", "N° de facture : F-2026-2", "Total TTC : 12,00 €", "Date : 03/03/2026")
    )
    assert reading.invoice is not None
    assert reading.invoice.numero_facture is None
    (doubt,) = [finding for finding in reading.findings if finding.code == "LEC-057"]
    assert doubt.field == "numero_facture"
    assert "F-2026-1" in doubt.message.fr and "F-2026-2" in doubt.message.fr


def test_totals_that_do_not_agree_are_read_as_printed() -> None:
    reading = _read(
        _page(
            "Facture n° F-1", "Date : 03/03/2026", "Total HT : 100,00 €", "Total TVA : 20,00 €", "Total TTC : 125,00 €"
        )
    )
    assert reading.invoice is not None
    assert str(reading.invoice.montant_ttc) == "125.00"
    assert "LEC-058" in _codes(reading)


def test_an_english_date_that_may_be_two_days_is_none() -> None:
    reading = _read(_page("INVOICE", "Invoice number: A-17", "Invoice date: 03/04/2026", "Total: €12.00"))
    assert reading.invoice is not None
    assert reading.invoice.date_facture is None
    assert "LEC-059" in _codes(reading)


def test_the_same_english_date_is_settled_by_another_one() -> None:
    reading = _read(_page("INVOICE", "Invoice number: A-17", "Invoice date: 03/04/2026", "Due date: 04/25/2026"))
    assert reading.invoice is not None
    assert str(reading.invoice.date_facture) == "2026-03-04"


def test_a_wrong_siret_is_read_as_it_stands() -> None:
    reading = _read(_page("Facture n° F-1", "SIRET fournisseur : 12345678900012", "SIRET du client : 2000537910001"))
    assert reading.invoice is not None
    assert reading.invoice.siret_fournisseur == "12345678900012"
    assert reading.invoice.siret_destinataire == "2000537910001"


def test_a_long_document_is_read_at_both_ends() -> None:
    sheet = Sheet()
    f = facts(4)
    sheet.at(45, 60, f"Facture n° {f.number} du 03/03/2026")
    for rank in range(120):
        sheet.turn()
        sheet.at(45, 60, f"Annexe {rank}")
    sheet.at(45, 90, f"Total TTC : {amount(f.ttc)} €")
    reading = _read(sheet.done())
    assert reading.invoice is not None
    assert reading.invoice.numero_facture == f.number
    assert reading.invoice.montant_ttc == f.ttc
    assert "LEC-061" in _codes(reading)


def test_limits_bound_what_is_read() -> None:
    one = draw(long_table, 1)
    reading = text_pdf.read(Source(one.content), PageLimits(first=1, last=0))
    assert reading.invoice is not None
    assert reading.invoice.montant_ttc is None


def test_two_addresses_with_nothing_to_tell_them_apart() -> None:
    a, b = facts(1).seller.siret, facts(2).seller.siret
    reading = _read(_page("Facture n° F-1", f"SIRET {a}", f"SIRET {b}", "Total TTC : 12,00 €"))
    assert reading.invoice is not None
    assert reading.invoice.siret_fournisseur is None
    assert reading.invoice.siret_destinataire is None


def test_the_codes_are_these_for_ever() -> None:
    assert sorted(rule.code for rule in text_pdf.RULES) == [f"LEC-{number:03d}" for number in (*range(50, 70), 93, 94)]


def test_a_page_of_thousands_of_labels_on_one_line_is_let_be() -> None:
    buffer, canvas = _canvas()
    canvas.setFont("Helvetica", 1)
    for rank in range(6000):
        canvas.drawString(4 * rank, 500, "TVA")
    canvas.save()
    assert _read(buffer.getvalue()).findings
