"""The name of a flux is asked of single files, of archives once, and of the invoices inside."""

import io
import zipfile
from pathlib import Path

from hub import settings
from hub.checking import Checked, check
from hub.terms import Terms
from parsers import archive
from samples.make import HERE, cases
from tests.samples.test_golden import NOW

CONTENT = {case.name: case.content for case in cases()["factures"]}


def checked(folder: Path, name: str, content: bytes) -> list[Checked]:
    path = folder / name
    path.write_bytes(content)
    terms = Terms.of(settings.defaults(), rights=None, now=NOW, annuaire=HERE / "annuaire")
    return list(check([path], terms, limits=archive.ArchiveLimits(), largest=100 * 2**20, crew=None))


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


def test_a_lot_is_told_once_of_its_own_name_and_each_invoice_of_its_content(tmp_path: Path) -> None:
    lot = zipped(a=CONTENT["ubl-facture.xml"], b=CONTENT["cii-avoir.xml"])
    assert told(checked(tmp_path, "FSO1100A_CPP001_1.zip", lot)) == [(None, "FLX-01")]
    assert told(checked(tmp_path, "FSO1100A_CPP001_CPP0011100000000000000001.zip", lot)) == [("b.xml", "FLX-03")]


def test_a_flux_of_several_too(tmp_path: Path) -> None:
    one = CONTENT["FSO1113A_DEM001_DEM0011113000000000000001.xml"]
    start, end = one.index(b"<CPPFactureMixteUnitaire"), one.index(b"</CPPFactures>")
    two = one[:end] + one[start:end] + one[end:]
    assert told(checked(tmp_path, "FSO1113A_1.xml", two)) == [(None, "FLX-01")]
    assert told(checked(tmp_path, "FSO1113A_DEM001_DEM0011113000000000000001.xml", two)) == []
