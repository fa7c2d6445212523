"""The name of a flux, and the content it announces."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.decision import Reading
from domain.document import Format
from domain.finding import Severity
from domain.flux import EXAMPLE, INTERFACES, FluxName, faults, flux_name
from domain.invoice import Attachment, Invoice
from parsers import flux_name as flux

PDF = Attachment(filename="facture.pdf", content=b"%PDF-1.4")
MIXED = Reading(format=Format.UBL_INVOICE, invoice=Invoice(cadre_facturation="A1", attachments=(PDF,)))


def name_of(interface: str, sequence: int = 7) -> str:
    return f"{interface}_CPP001_CPP001{interface[3:7]}{sequence:015d}.xml"


def codes(path: str, member: str | None = None, reading: Reading = MIXED) -> list[str]:
    found = (*flux.of_name(member or path), *flux.of_content(path, member, reading))
    assert all(finding.severity is Severity.WARNING for finding in found)
    return [finding.code for finding in found]


@pytest.mark.parametrize("ending", ["", ".xml", ".XML", ".pdf", ".zip", ".tar.gz"])
def test_the_parts_of_a_name(ending: str) -> None:
    assert flux_name(f"FSO1113A_CPP001_CPP0011113000000000044750{ending}") == FluxName(
        interface="FSO1113A", application="CPP001", identifiant="CPP0011113000000000044750"
    )


@given(st.sampled_from(sorted(INTERFACES)), st.integers(0, 10**15 - 1))
def test_every_name_of_the_scheme_is_one(interface: str, sequence: int) -> None:
    name = name_of(interface, sequence)
    assert flux_name(name) is not None
    assert flux.of_name(name) == ()


@pytest.mark.parametrize(
    "name", ["facture.xml", "FSO.xml", "FSO1110.xml", "F2026-014_FSO1110A.xml", "lot_factures.tar.gz", "", "é_1.xml"]
)
def test_a_name_of_one_s_own_is_left_alone(name: str) -> None:
    assert codes(name) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("FSO1110A_CPP001.xml", "2 parties au lieu de 3"),
        ("FSO1110_CPP001_CPP0011110000000000001557.xml", "code interface"),
        ("fso1110a_CPP001_CPP0011110000000000001557.xml", "code interface"),
        ("FSO1110A_CPP1_CPP11110000000000001557.xml", "code application"),
        ("FSO1110A_CPP001_CPP0011113000000000001557.xml", "CPP0011110 suivi de 15 chiffres"),
        ("FSO1110A_CPP001_CPP001111000000000000155.xml", "CPP0011110 suivi de 15 chiffres"),
        ("FSO1110A_CPP001_CPP00111100000000000155７.xml", "CPP0011110 suivi de 15 chiffres"),
        ("FSO1110A_CPP001_CPP0011110000000000001557.docx", "l'extension"),
        ("FSO1110A_CPP001_CPP0011110000000000001557_v2.xml", "4 parties"),
    ],
)
def test_a_malformed_name_has_the_place_of_the_fault(name: str, said: str) -> None:
    assert codes(name) == ["FLX-01"]
    finding = flux.of_name(f"dossier/{name}")[0]
    assert said in finding.message.fr
    assert EXAMPLE in finding.remedy.fr
    assert flux_name(name) is None


@given(st.text(max_size=60), st.sampled_from(["FSO1110A_", "FEN1200A_CPP001_", ""]))
def test_any_name_gets_an_answer(text: str, head: str) -> None:
    assert (flux_name(head + text) is None) or not faults(head + text)
    assert set(codes(head + text)) <= {"FLX-01", "FLX-02"}


def test_an_interface_that_is_no_deposit_of_invoices() -> None:
    assert codes(name_of("FEN1200A")) == codes(name_of("FSO9999A")) == ["FLX-02"]


def test_the_interface_and_the_content() -> None:
    assert codes(name_of("FSO1110A")) == []
    assert codes(name_of("FSO1116A")) == ["FLX-03"]
    said = flux.of_content(name_of("FSO1116A"), None, MIXED)[0]
    assert "FSO1110A" in said.remedy.fr
    assert "FSO1131A" not in said.remedy.fr


@pytest.mark.parametrize("interface", ["FSO1130A", "FSO1131A"])
def test_a_works_interface_is_for_works(interface: str) -> None:
    works = replace(MIXED, invoice=Invoice(cadre_facturation="A4", attachments=(PDF,)))
    nameless = replace(MIXED, invoice=Invoice(attachments=(PDF,)))
    assert codes(name_of(interface)) == codes(name_of(interface), reading=nameless) == ["FLX-04"]
    assert codes(name_of(interface), reading=works) == []


def test_legal_costs_have_their_own_interface() -> None:
    costs = replace(MIXED, invoice=Invoice(cadre_facturation="A3", attachments=(PDF,)))
    assert codes(name_of("FSO1120A"), reading=costs) == []
    assert codes(name_of("FSO1120A")) == ["FLX-04"]


def test_a_mixed_flux_carries_what_people_read() -> None:
    bare = replace(MIXED, invoice=Invoice(cadre_facturation="A1"))
    assert codes(name_of("FSO1110A"), reading=bare) == ["FLX-05"]
    assert codes(name_of("FSO1100A"), reading=bare) == []


def test_inside_an_archive_the_member_s_own_name_comes_first() -> None:
    lot = name_of("FSO1116A").replace(".xml", ".tar.gz")
    assert codes(lot, "lot/facture.xml") == ["FLX-03"]
    assert codes(lot, "lot/" + name_of("FSO1110A")) == []
    assert codes(name_of("FSO1110A"), "#12") == []
    assert codes("lot.zip", name_of("FSO1110A") + "#12") == []


def test_what_could_not_be_read_contradicts_nothing() -> None:
    assert codes(name_of("FSO1116A"), reading=Reading(format=Format.UNKNOWN)) == []
