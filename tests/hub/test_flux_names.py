"""The name of a flux is asked of single files, of archives once, and of the invoices inside."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.invoice import Attachment
from domain.travaux import ETAPES
from hub import settings
from hub.context.terms import Terms
from hub.inspect.check import Checked, check
from parsers.archives import reader
from samples.cases.case import Case
from samples.invoices.builder import build
from samples.invoices.travaux import piece
from samples.make import HERE, cases
from samples.writers import ubl
from samples.writers.profiles import Profile, cut
from tests.samples.test_golden import NOW

CONTENT = {case.name: case.content for case in cases()["factures"]}


def checked(folder: Path, name: str, content: bytes) -> list[Checked]:
    path = folder / name
    path.write_bytes(content)
    terms = Terms.of(settings.defaults(), rights=None, now=NOW, annuaire=HERE / "annuaire")
    return list(check([path], terms, limits=reader.ArchiveLimits(), largest=100 * 2**20, pool=None))


def told(found: list[Checked]) -> list[tuple[str | None, str]]:
    return [
        (one.decision.member, finding.code)
        for one in found
        for finding in one.decision.findings
        if finding.code.startswith("FLX")
    ]


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in members.items():
            file.writestr(f"{name}.xml", content)
    return packed.getvalue()


def test_one_file(tmp_path: Path) -> None:
    found = checked(tmp_path, "FSO1116A_CPP001_CPP0011116000000000000001.xml", CONTENT["ubl-facture.xml"])
    assert told(found) == [(None, "FLX-03")]
    assert found[0].decision.verdict == "accepted"


def test_a_lot_has_one_finding_on_its_name_and_one_an_invoice_on_its_content(tmp_path: Path) -> None:
    lot = zipped(a=CONTENT["ubl-facture.xml"], b=CONTENT["cii-avoir.xml"])
    assert told(checked(tmp_path, "FSO1100A_CPP001_1.zip", lot)) == [(None, "FLX-01")]
    assert told(checked(tmp_path, "FSO1100A_CPP001_CPP0011100000000000000001.zip", lot)) == [("b.xml", "FLX-03")]


def test_a_flux_of_several_too(tmp_path: Path) -> None:
    one = CONTENT["FSO1113A_DEM001_DEM0011113000000000000001.xml"]
    start, end = one.index(b"<CPPFactureMixteUnitaire"), one.index(b"</CPPFactures>")
    two = one[:end] + one[start:end] + one[end:]
    assert told(checked(tmp_path, "FSO1113A_1.xml", two)) == [(None, "FLX-01")]
    assert told(checked(tmp_path, "FSO1113A_DEM001_DEM0011113000000000000001.xml", two)) == []


WORKS = {"ubl-invoice": "1130", "facturx": "1137"}


@pytest.mark.parametrize(
    ("case", "digits"),
    [
        pytest.param(case, WORKS[case.format], id=f"{WORKS[case.format]} {case.name}")
        for case in cases()["travaux"]
        if case.format in WORKS and case.invoice and case.invoice.cadre_facturation in ETAPES
    ],
)
def test_works_pieces_come_by_their_own_interfaces(tmp_path: Path, case: Case, digits: str) -> None:
    ending = Path(case.name).suffix
    found = checked(tmp_path, f"FSO{digits}A_CPP001_CPP001{digits}000000000000001{ending}", case.content)
    assert told(found) == []
    assert case.invoice is not None
    assert found[0].decision.invoice is not None
    assert found[0].decision.invoice.cadre_facturation == case.invoice.cadre_facturation


def test_a_works_piece_in_a_mixed_flux(tmp_path: Path) -> None:
    demo = piece("A4", "CHA-2026-77", date(2026, 9, 30))
    page = Attachment(reference="P", filename="projet.pdf", mime="application/pdf", content=b"%PDF-1.4")
    content = ubl.write(replace(cut(build(demo), Profile.EXTENDED_CTC_FR), attachments=(page,)))
    (found,) = checked(tmp_path, "FSO1131A_CPP001_CPP0011131000000000000001.xml", content)
    assert told([found]) == []
    (bare,) = checked(tmp_path, "FSO1131A_CPP001_CPP0011131000000000000002.xml", ubl.write(build(demo)))
    assert told([bare]) == [(None, "FLX-05")]
