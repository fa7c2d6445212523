"""The readable view: whatever an XML invoice says is on its pages, in its place, and nothing runs off them."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import parsers
from domain.document import Format
from domain.finding import Severity
from domain.invoice import (
    Address,
    AllowanceCharge,
    Attachment,
    CreditTransfer,
    Invoice,
    Line,
    Note,
    Party,
    Payment,
    Totals,
    VatBreakdown,
)
from domain.text import Locale
from exporters import lisible
from exporters.lisible.lines_table import MOST
from exporters.pdf.document import HEIGHT, WIDTH
from tests.exporters.facts import ACCEPTED, values
from tests.exporters.pdf_structure import faults, read_aloud
from tests.exporters.tableaux import constat

SAMPLES = Path(__file__).parents[2] / "samples" / "factures"
TEXTS = st.text(
    alphabet="AW il.-/éÉœ’«€ąŁΩж東😀\u202e\u200f\u0301\u00ad\ufb01\u00a0\t\n\x00(\\)%<&>−\ufffd", max_size=300
)
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, places=2)


def invoice(**changes: object) -> Invoice:
    """An ordinary invoice of one line, changed."""
    line = Line(identifier="1", name="Câble", quantity=Decimal(2), unit="MTR", net_amount=Decimal("10.50"))
    ordinary = Invoice(
        numero_facture="F-1",
        date_facture=date(2026, 3, 11),
        devise="EUR",
        totals=Totals(
            without_vat=Decimal("10.50"), vat=Decimal("2.10"), with_vat=Decimal("12.60"), due=Decimal("12.60")
        ),
        vat_breakdown=(
            VatBreakdown(category="S", rate=Decimal("20.00"), base=Decimal("10.50"), amount=Decimal("2.1")),
        ),
        lines=(line,),
    )
    return replace(ordinary, **changes)  # type: ignore[arg-type]


def pages(pdf: bytes) -> list[str]:
    """The text of each page as a reader copies it, blanks made plain."""
    document = pdfium.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def read(name: str) -> Invoice:
    """A sample, read."""
    found = parsers.read((SAMPLES / name).read_bytes()).invoice
    assert found is not None
    return found


def test_who_what_and_how_much_are_on_the_page() -> None:
    said = " ".join(pages(lisible.as_pdf(read("ubl-facture.xml"), replace(ACCEPTED, values=values()))))
    for expected in (
        "Facture n° PAP-2026-0101",
        "Copie lisible",
        "du 03/03/2026",
        "200 053 791 00014",
        "RÉGION OCCITANIE – Direction des ressources humaines",
        "PAPETERIE DE DEMONSTRATION SAS",
        "SIRET : 999 000 110 00018",
        "DEPARTEMENT DES ALPES-MARITIMES",
        "Toner noir compatible 6 000 pages",
        "Garantie deux ans",
        "193,50",
        "Remise 5 % de 447,50 € : -22,38 € (Remise commerciale)",
        "Total TTC",
        "Net à payer",
        f"Empreinte SHA-256 de l'original : {ACCEPTED.sha256}",
        "Page 1 sur 2",
    ):
        assert expected in said


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xml")), ids=lambda path: path.name)
def test_archives_and_screen_readers_take_every_sample(path: Path) -> None:
    assert faults(lisible.as_pdf(read(path.name), ACCEPTED)) == []


def test_a_screen_reader_reads_the_lines_as_one_table_over_all_pages() -> None:
    lines = tuple(
        Line(identifier=str(rank), name=f"Article {rank}", unit="MTR", net_amount=Decimal("1.00"))
        for rank in range(1, 121)
    )
    read_ = read_aloud(lisible.as_pdf(invoice(lines=lines), ACCEPTED))
    rows = [[cell.words for cell in row.kids] for row in read_.all("TR")]
    first = rows.index(["N°", "Désignation", "Quantité", "Unité", "Prix unit. HT", "TVA", "Montant HT"])
    assert rows[first + 1 : first + 121] == [
        [str(rank), f"Article {rank}", "", "m", "", "", "1,00"] for rank in range(1, 121)
    ]
    assert rows.count(rows[first]) == 1
    said = read_.spoken()
    assert "À reporter" not in said
    assert said.count(ACCEPTED.sha256) == 1
    assert [one.words for one in read_.all("H2")][:3] == ["Fournisseur", "Destinataire", "Lignes"]


def test_an_iban_is_read_by_four() -> None:
    paid = Payment(
        means="58", credit_transfers=(CreditTransfer(account="FR7630006000011234567890189", bic="AGRIFRPP"),)
    )
    said = pages(lisible.as_pdf(invoice(payments=(paid,))))[0]
    assert "FR76 3000 6000 0112 3456 7890 189" in said
    assert "Virement SEPA" in said


def test_what_was_completed_since_wins_over_the_document() -> None:
    completed = replace(ACCEPTED, values=values(code_service="COMPTA", numero_engagement="EJ-9"))
    said = pages(lisible.as_pdf(invoice(code_service="FAUX"), completed))[0]
    assert "COMPTA" in said
    assert "EJ-9" in said
    assert "FAUX" not in said


def test_the_total_is_carried_from_page_to_page() -> None:
    lines = tuple(
        Line(identifier=str(rank), name=f"Article {rank}", net_amount=Decimal("1.00")) for rank in range(1, 121)
    )
    said = pages(lisible.as_pdf(invoice(lines=lines)))
    shown = [[int(found) for found in re.findall(r"Article (\d+)", page)] for page in said]
    assert [rank for page in shown for rank in page] == list(range(1, 121))
    for before, after, last in zip(said, said[1:], shown, strict=False):
        if "À reporter" in before:
            assert f"À reporter {last[-1]},00" in before
            assert f"Report {last[-1]},00" in after
    assert sum("À reporter" in page for page in said) >= 2
    assert said[-1].endswith(f"Page {len(said)} sur {len(said)}")


@pytest.mark.parametrize("rows", range(8, 24))
def test_the_table_never_begins_without_a_line(rows: int) -> None:
    seller = Party(name="Exemple", address=Address(line_1="rue"), legal_information="mention " * rows * 4)
    line = Line(name="Article", description="détail " * 90, net_amount=Decimal(1))
    payee = Party(name="Autre", legal_information="mention " * rows * 4)
    said = pages(lisible.as_pdf(invoice(seller=seller, payee=payee, tax_representative=payee, lines=(line,) * 3)))
    (first,) = [page for page in said if "Lignes" in page]
    assert "Article" in first
    assert not any("À reporter 0,00" in page for page in said)


def test_a_line_that_groups_others_is_not_added_to_what_is_carried() -> None:
    group = Line(identifier="1", name="Groupe", net_amount=Decimal(1000), status="GROUP")
    details = tuple(Line(identifier=f"1.{n}", name="Détail", net_amount=Decimal(1), parent="1") for n in range(60))
    said = pages(lisible.as_pdf(invoice(lines=(group, *details))))
    (carried,) = re.findall(r"À reporter (\d+),00", said[0])
    assert int(carried) == said[0].count("Détail")


def test_too_many_lines_are_announced_as_in_the_original() -> None:
    many = (Line(name="x", net_amount=Decimal(1)),) * (MOST + 10)
    assert f"La suite des {MOST + 10} lignes est dans l'original." in " ".join(
        pages(lisible.as_pdf(invoice(lines=many)))
    )


def test_allowances_vat_reasons_notes_and_attachments_are_printed() -> None:
    said = pages(
        lisible.as_pdf(
            invoice(
                allowances=(AllowanceCharge(charge=True, amount=Decimal(5), reason="Port"),),
                vat_breakdown=(VatBreakdown(category="E", rate=Decimal(0), exemption_reason="Article 261 du CGI"),),
                notes=(Note(subject="PMD", text="Trois fois\nle taux légal"),),
                attachments=(Attachment(filename="bon.pdf", mime="application/pdf", content=b"x" * 1500),),
            )
        )
    )[0]
    for expected in (
        "Frais : 5,00 € (Port)",
        "0 % – exonérée",
        "Article 261 du CGI",
        "Pénalités de retard",
        "Trois fois le taux légal",
        "bon.pdf",
        "1,5 ko",
    ):
        assert expected in said


def test_a_tax_that_is_not_vat_is_called_by_its_code() -> None:
    levy = VatBreakdown(base=Decimal(50), amount=Decimal("2.50"), category="E", rate=Decimal(5), scheme="ENV")
    assert "autre taxe ENV – 5 %" in pages(lisible.as_pdf(invoice(vat_breakdown=(levy,))))[0]


def test_a_credit_note_and_a_works_piece_are_called_by_their_names() -> None:
    assert "Avoir n° F-1" in pages(lisible.as_pdf(invoice(type_facture="381")))[0]
    assert "Projet de décompte mensuel n° F-1" in pages(lisible.as_pdf(invoice(cadre_facturation="A4")))[0]


def test_english_is_an_option() -> None:
    said = pages(lisible.as_pdf(invoice(), ACCEPTED, Locale.EN))[0]
    for expected in ("Invoice no. F-1", "Readable copy", "Recipient's SIRET", "€12.60", "2026-03-11", "Page 1 of 1"):
        assert expected in said
    assert not re.search(r"Fournisseur|Montant|Lignes|Empreinte", said)


def test_letters_of_europe_are_printed_and_those_the_face_lacks_are_reported() -> None:
    said = pages(lisible.as_pdf(invoice(seller=Party(name="Ελληνική, Строитель, Łódź"))))[0]
    assert "Ελληνική, Строитель, Łódź" in said
    assert "ne sait pas imprimer" not in said
    assert "ne sait pas imprimer" in pages(lisible.as_pdf(invoice(seller=Party(name="東京"))))[0]


def test_the_same_facts_give_the_same_bytes_and_others_another_identifier() -> None:
    assert lisible.as_pdf(invoice(), ACCEPTED) == lisible.as_pdf(invoice(), ACCEPTED)
    other = replace(ACCEPTED, sha256="ef" * 32)
    ids = {
        found
        for one in (ACCEPTED, other)
        for found in re.findall(rb"/ID\s*\[(<\w+>|\(.*?\))", lisible.as_pdf(invoice(), one), re.DOTALL)
    }
    assert len(ids) == 2


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xml")), ids=lambda path: path.name)
def test_every_xml_sample_has_one_with_its_number_and_amounts(path: Path) -> None:
    found = read(path.name)
    said = "".join("".join(pages(lisible.as_pdf(found))).split())
    assert found.numero_facture is not None
    assert "".join(found.numero_facture.split()) in said
    for line in found.lines:
        assert "".join((line.name or "").split()) in said
    assert found.totals.due is not None
    assert f"{found.totals.due:.2f}".replace(".", ",") in said


@given(text=TEXTS, number=AMOUNTS)
@settings(max_examples=40, deadline=None)
@example(text="W" * 9000, number=Decimal("1E+40"))
@example(text="mot " * 3000, number=Decimal("-0.000001"))
def test_nothing_runs_off_the_page(text: str, number: Decimal) -> None:
    party = Party(name=text, address=Address(line_1=text, city=text), legal_information=text, vat_identifier=text)
    hostile = invoice(
        numero_facture=text,
        devise=text,
        code_service=text,
        numero_engagement=text,
        seller=party,
        buyer=party,
        payee=party,
        payment_terms=text,
        notes=(Note(subject=text, text=text),) * 3,
        lines=(
            Line(
                identifier=text,
                name=text,
                description=text,
                unit=text,
                quantity=number,
                net_price=number,
                net_amount=number,
            ),
        )
        * 3,
        totals=Totals(without_vat=number, vat=number, with_vat=number, due=number, vat_accounting=number),
        vat_breakdown=(VatBreakdown(category=text, rate=number, base=number, amount=number, exemption_reason=text),),
        allowances=(AllowanceCharge(charge=False, amount=number, percent=number, base=number, reason=text),),
        payments=(Payment(means=text, remittance=text, credit_transfers=(CreditTransfer(account=text, bic=text),)),),
        attachments=(Attachment(filename=text, description=text, mime=text),),
    )
    document = pdfium.PdfDocument(lisible.as_pdf(hostile, ACCEPTED))
    for page in document:
        words = page.get_textpage()
        for rank in range(words.count_rects()):
            left, bottom, right, top = words.get_rect(rank)
            assert left >= 0
            assert right <= WIDTH - 40
            assert bottom >= 0
            assert top <= HEIGHT


def test_only_xml_without_a_page_of_its_own_needs_one() -> None:
    own = Attachment(description="LISIBLE", content=b"%PDF-1.7")
    other = Attachment(description="BON_LIVRAISON", content=b"%PDF-1.7")
    assert lisible.is_wanted(invoice(), Format.CII)
    assert lisible.is_wanted(invoice(attachments=(other,)), Format.UBL_INVOICE)
    assert not lisible.is_wanted(invoice(attachments=(own,)), Format.UBL_INVOICE)
    assert not lisible.is_wanted(invoice(attachments=(replace(own, description=None, kind="01"),)), Format.CPP_MIXTE)
    assert not lisible.is_wanted(invoice(), Format.FACTURX)
    assert not lisible.is_wanted(invoice(), Format.PDF_TEXT)


def test_what_to_verify_before_paying_stands_beside_the_account_in_the_words_of_the_dashboard() -> None:
    other = constat("BQ-01", Severity.WARNING, "Le compte à payer n'est pas celui des factures précédentes.")
    late = constat("DATE-05", Severity.WARNING, "L'échéance précède la facture.")
    paid = invoice(payments=(Payment(credit_transfers=(CreditTransfer(account="FR7630006000011234567890189"),)),))
    (page,) = pages(lisible.as_pdf(paid, replace(ACCEPTED, findings=(other, late))))
    assert page.index("À vérifier Le compte à payer n'est pas celui") < page.index("IBAN")
    assert "L'échéance précède" not in page
