"""XML that says NA where there is nothing, SIRETs with blanks, encodings and specifications by other names."""

from dataclasses import replace

import pytest

import parsers
from domain.decision import Reading
from domain.finding import Pack
from domain.invoice import Identifier, PrecedingInvoice
from exporters import cii
from parsers.facturx import xmp
from parsers.limits import Limits
from parsers.source import encoding
from samples.invoices.bases import PAPETERIE
from samples.invoices.builder import build
from samples.writers import ubl
from tests.validators.good import CONTEXT
from validators.packs.document_profile import document_profile
from validators.packs.scope import applicable_rows

INVOICE = build(PAPETERIE)
UBL = ubl.write(INVOICE)
CII = cii.write(INVOICE)


def codes(reading: Reading) -> set[str]:
    return {finding.code for finding in reading.findings}


@pytest.mark.parametrize("word", ["NA", "N/A", "-", "Néant"])
@pytest.mark.parametrize("write", [ubl.write, cii.write])
def test_a_placeholder_is_read_as_nothing_and_told(write: object, word: str) -> None:
    references = replace(INVOICE.references, purchase_order=word, contract=word)
    content = (ubl.write if write is ubl.write else cii.write)(replace(INVOICE, references=references))
    reading = parsers.read(content)
    assert reading.invoice is not None
    assert (reading.invoice.numero_engagement, reading.invoice.numero_marche) == (None, None)
    assert reading.invoice.references.purchase_order is None
    assert [one.field for one in reading.findings if one.code == "LEC-100"] == ["numero_engagement", "numero_marche"]


def test_a_placeholder_in_the_contact_or_the_earlier_invoice_is_told() -> None:
    others = tuple(one for one in INVOICE.buyer.identifiers if one.scheme != "0224")
    references = replace(INVOICE.references, preceding=(PrecedingInvoice(number="N/A"),))
    buyer = replace(INVOICE.buyer, identifiers=others, contacts=())
    content = ubl.write(replace(INVOICE, buyer=buyer, buyer_reference=None, references=references))
    end = b"</cac:Party></cac:AccountingCustomerParty>"
    reading = parsers.read(content.replace(end, b"<cac:Contact><cbc:ID>NEANT</cbc:ID></cac:Contact>" + end))
    assert reading.invoice is not None
    assert (reading.invoice.code_service, reading.invoice.numero_facture_origine) == (None, None)
    fields = [one.field for one in reading.findings if one.code == "LEC-100"]
    assert fields == ["code_service", "numero_facture_origine"]


def test_a_service_is_taken_from_where_it_is_said() -> None:
    others = tuple(one for one in INVOICE.buyer.identifiers if one.scheme != "0224")
    buyer = replace(INVOICE.buyer, identifiers=(*others, Identifier(value="NEANT", scheme="0224")))
    reading = parsers.read(ubl.write(replace(INVOICE, buyer=buyer, buyer_reference="ACHATS")))
    assert reading.invoice is not None and reading.invoice.code_service == "ACHATS"


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u202f", "\u200b"])
def test_a_siret_with_blanks_is_read_and_told(blank: str) -> None:
    siret = INVOICE.siret_destinataire or ""
    written = blank.join((siret[:3], siret[3:6], siret[6:9], siret[9:]))
    reading = parsers.read(UBL.replace(f">{siret}<".encode(), f">{written}<".encode()))
    assert reading.invoice is not None and reading.invoice.siret_destinataire == siret
    assert "LEC-101" in codes(reading)


@pytest.mark.parametrize("attribute", [b"", b' currencyID=""'])
def test_a_total_vat_without_a_currency_is_that_of_the_invoice(attribute: bytes) -> None:
    content = CII.replace(b'<ram:TaxTotalAmount currencyID="EUR"', b"<ram:TaxTotalAmount" + attribute)
    assert content != CII
    reading = parsers.read(content)
    assert reading.invoice is not None and reading.invoice.totals.vat == INVOICE.totals.vat


def test_nothing_is_told_of_an_invoice_that_says_what_it_says() -> None:
    assert [code for code in codes(parsers.read(UBL)) | codes(parsers.read(CII)) if code >= "LEC-100"] == []


@pytest.mark.parametrize(
    ("guideline", "code"),
    [
        ("urn:inconnu", "LEC-102"),
        ("", "LEC-103"),
        ("urn:cen.eu:en16931:2017#conformant#urn:inconnu", "LEC-107"),
        ("urn:cen.eu:en16931:2017#compliant#urn:inconnu", None),
    ],
)
def test_a_specification_that_nobody_knows_is_named(guideline: str, code: str | None) -> None:
    content = CII.replace((INVOICE.customization or "").encode(), guideline.encode())
    told = [one for one in parsers.read(content).findings if one.code in {"LEC-102", "LEC-103", "LEC-107"}]
    assert [one.code for one in told] == ([code] if code else [])
    assert all(guideline in one.message.fr for one in told)


@pytest.mark.parametrize(
    ("content", "guideline"),
    [
        (UBL, "urn:factur-x.eu:1p0:minimum"),
        (UBL, "urn:factur-x.eu:1p0:basicwl"),
        (UBL, "urn:ferd:CrossIndustryDocument:invoice:1p0:comfort"),
        (CII, "urn:ferd:CrossIndustryDocument:invoice:1p0:comfort"),
    ],
)
def test_a_specification_of_another_syntax_is_none_that_is_known(content: bytes, guideline: str) -> None:
    reading = parsers.read(content.replace((INVOICE.customization or "").encode(), guideline.encode()))
    assert (reading.profile, codes(reading) & {"LEC-102"}) == (None, {"LEC-102"})
    case = document_profile(reading, CONTEXT)
    assert [row.pack for row in applicable_rows(CONTEXT.packs, frozenset(), case)][:1] == [Pack.EN16931]


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("ISO_8859-1", "latin-1"),
        ("latin1", "latin-1"),
        ("l1", "latin-1"),
        ("IBM819", "latin-1"),
        ("ISO_8859-15", "iso-8859-15"),
        ("cp1252", "cp1252"),
        ("csUTF8", "utf-8"),
        ("ISO_8859-1:1987", "latin-1"),
        ("csISO885915", "iso-8859-15"),
        ("ISO8859_1", "latin-1"),
        ("ISO-8859-2", "iso-8859-2"),
        ("ISO-8859-9", "iso-8859-9"),
        ("windows-1250", "cp1250"),
        ("CP1254", "cp1254"),
        ("IBM850", "cp850"),
        ("cp850", "cp850"),
        ("macintosh", "mac_roman"),
    ],
)
def test_an_encoding_may_be_called_by_any_of_its_names(name: str, codec: str) -> None:
    text = UBL.decode().replace('encoding="UTF-8"', f'encoding="{name}"').replace("€", "EUR")
    content = text.encode(codec, "xmlcharrefreplace")
    reading = parsers.read(content)
    assert codes(reading) & {"LEC-006", "LEC-007", "LEC-008"} == set()
    assert reading.invoice is not None and reading.invoice.seller == INVOICE.seller


def test_every_accepted_encoding_is_one_that_the_parser_has() -> None:
    names = sorted(encoding.NAMES)
    told = {name: codes(parsers.read(f"<?xml version='1.0' encoding='{name}'?><a/>".encode())) for name in names}
    wide = {name for name in names if name.startswith(("UTF-16", "CSUTF16", "UTF16"))}
    assert {name for name in names if told[name] & {"LEC-006", "LEC-007"}} == wide
    assert len(names) > 100


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declaration", ["", "<?xml version='1.0'?>", "<?xml version='1.0' encoding='UTF-16'?>"])
def test_utf_16_is_read_without_its_mark(codec: str, declaration: str) -> None:
    text = UBL.decode()
    reading = parsers.read((declaration + text[text.index("<Invoice") :]).encode(codec))
    assert reading.invoice is not None and reading.invoice.seller == INVOICE.seller


def test_utf_16_that_is_declared_and_not_written_is_told_as_such() -> None:
    reading = parsers.read(UBL.replace(b'encoding="UTF-8"', b'encoding="utf-16"'))
    assert [one.message.en for one in reading.findings] == [
        "The declared encoding (UTF-16) is not the file's, line 1, column 38: each letter has a single byte in it."
    ]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
@pytest.mark.parametrize("padding", ["", "  \n"])
def test_xmp_is_read_in_every_encoding_of_unicode(codec: str, padding: str) -> None:
    packet = (
        f"<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>\n"
        f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        f"<rdf:Description xmlns:pdfaid='http://www.aiim.org/pdfa/ns/id/' pdfaid:part='3' pdfaid:conformance='B'/>"
        f"</rdf:RDF></x:xmpmeta>\n<?xpacket end='w'?>{padding}"
    )
    described = xmp.read(packet.encode(codec), Limits())
    assert described is not None and (described.part, described.conformance) == ("3", "B")
