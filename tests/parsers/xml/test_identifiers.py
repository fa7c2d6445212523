"""Identifiers that are written and identify nothing: told for every party and account, in every format."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import parsers
from domain.finding import Severity
from exporters import cii
from parsers import cii as cii_parser
from parsers import cpp as cpp_parser
from parsers import ubl as ubl_parser
from parsers.xml import identifiers
from parsers.xml.field_table import Reader
from samples.invoices.bases import PAPETERIE
from samples.invoices.builder import build
from samples.writers import ubl

INVOICE = build(PAPETERIE)
PIVOT = Path(__file__).parents[3] / "samples" / "factures" / "cpp-pivot.xml"
WRITTEN = {"ubl": ubl.write(INVOICE), "cii": cii.write(INVOICE), "cpp": PIVOT.read_bytes()}
READERS: dict[str, Reader[Any]] = {
    "ubl": next(iter(ubl_parser._READERS.values()))[1],
    "cii": next(iter(cii_parser._READERS.values())),
    "cpp": cpp_parser._READER,
}
UNIT = ".//{*}CPPFactureMixteUnitaire|.//{*}CPPFacturePivotUnitaire".split("|")


def places(form: str) -> list[str]:
    """The identifiers that the sample has, by their paths below the invoice."""
    root = body(etree.fromstring(WRITTEN[form]))
    found, _ = identifiers._finder(READERS[form])
    return list(dict.fromkeys(identifiers._path(one, root) for one in found(root)))  # type: ignore[attr-defined]


def body(root: etree._Element) -> etree._Element:
    units = [unit for path in UNIT for unit in root.findall(path)]
    return units[0] if units else root


def told(form: str, path: str, text: str) -> list[tuple[str, str]]:
    """Codes and sentences of this module, once the identifier at ``path`` is ``text``."""
    root = etree.fromstring(WRITTEN[form])
    for one in body(root).iterfind("/".join(f"{{*}}{name}" for name in path.split("/"))):
        one.text = text
    reading = parsers.read(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
    assert all(one.severity is Severity.WARNING for one in reading.findings if one.code in ("LEC-109", "LEC-110"))
    return [(one.code, one.message.fr) for one in reading.findings if one.code in ("LEC-109", "LEC-110")]


@pytest.mark.parametrize("form", WRITTEN)
def test_nothing_is_told_of_an_invoice_whose_identifiers_identify(form: str) -> None:
    assert len(places(form)) > 5
    assert told(form, "none", "") == []


@pytest.mark.parametrize(("form", "path"), [(form, path) for form in WRITTEN for path in places(form)])
@pytest.mark.parametrize("text", ["", "  "])
def test_every_empty_identifier_is_told(form: str, path: str, text: str) -> None:
    ((code, sentence),) = told(form, path, text)
    assert code == "LEC-109"
    assert path.rpartition("/")[2] in sentence


@pytest.mark.parametrize("text", ["NA", "N/A", "-", "0", "XXX", "SANS", "Néant"])
@pytest.mark.parametrize(
    ("form", "path", "name"),
    [
        ("ubl", "AccountingSupplierParty/Party/PartyTaxScheme/CompanyID", "Numéro de TVA ou fiscal du fournisseur"),
        ("ubl", "AccountingCustomerParty/Party/EndpointID", "Adresse électronique de facturation du destinataire"),
        (
            "cii",
            "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement/SellerTradeParty/SpecifiedTaxRegistration/ID",
            "Numéro de TVA ou fiscal du fournisseur",
        ),
        (
            "cii",
            "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement/BuyerTradeParty/URIUniversalCommunication/URIID",
            "Adresse électronique de facturation du destinataire",
        ),
    ],
)
def test_a_word_that_stands_for_no_value_is_told(form: str, path: str, name: str, text: str) -> None:
    ((code, sentence),) = told(form, path, text)
    assert code == "LEC-110"
    assert sentence.startswith(f"{name} : « {text} » n'identifie rien")


@pytest.mark.parametrize("path", ["PaymentMeans/PayeeFinancialAccount/ID", "OrderReference/ID", "ID"])
def test_what_another_rule_tells_is_not_told_twice(path: str) -> None:
    assert told("ubl", path, "NA") == []


def test_every_place_of_a_table_has_its_name() -> None:
    every = {place for reader in READERS.values() for place in identifiers._finder(reader)[1].values()}
    assert {place.party for place in every} == {"", *identifiers._PARTIES}
    assert {place.term for place in every} == set(identifiers._NAMES)
