"""A flux may hold 500 invoices, as a lot may."""

import io
import zipfile

import pytest

import parsers
from domain.finding import Finding
from hub.decide import members
from parsers.archives import reader
from samples.make import cases

ONE = {case.name: case.content for case in cases()["factures"]}["FSO1113A_DEM001_DEM0011113000000000000001.xml"]


def flux(count: int) -> bytes:
    start, end = ONE.index(b"<CPPFactureMixteUnitaire"), ONE.index(b"</CPPFactures>")
    return ONE[:end] + ONE[start:end] * (count - 1) + ONE[end:]


def zipped(contents: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in contents.items():
            made.writestr(name, content)
    return out.getvalue()


def codes(count: int, most: int) -> list[str]:
    limits = reader.ArchiveLimits(members=most)
    found = list(members.documents(io.BytesIO(flux(count)), "flux.xml", limits, 10 * 2**20))
    return [each.code if isinstance(each, Finding) else each.name for each in found]


def test_as_many_as_allowed() -> None:
    assert codes(3, 3) == ["#1", "#2", "#3"]


def test_more_than_that_and_none_is_taken() -> None:
    assert codes(4, 3) == ["LEC-015"]


def test_a_flux_of_too_many_in_an_archive_is_refused_alone() -> None:
    archive = zipped({"bonne.xml": ONE, "flux.xml": flux(4), "deux.xml": flux(2)})
    found = list(members.documents(io.BytesIO(archive), "lot.zip", reader.ArchiveLimits(members=3), 10 * 2**20))
    assert [one.name if isinstance(one, reader.Member) else one.code for one in found] == [
        "bonne.xml",
        "LEC-015",
        "deux.xml#1",
        "deux.xml#2",
    ]
    assert isinstance(found[1], reader.MemberFinding)
    assert found[1].member == "flux.xml"


def test_a_document_of_another_format_may_name_as_many_as_it_likes() -> None:
    archive = zipped({"note.xml": b"<a>" + b"</CPPFactureMixteUnitaire>" * 4 + b"</a>"})
    found = list(members.documents(io.BytesIO(archive), "lot.zip", reader.ArchiveLimits(members=3), 10 * 2**20))
    assert [type(one) for one in found] == [reader.Member]


@pytest.mark.parametrize(
    "unit", [b"<CPPFactureMixteUnitaire/>", b"<CPPFactureMixteUnitaire></CPPFactureMixteUnitaire >"]
)
def test_invoices_are_counted_however_they_are_closed(unit: bytes) -> None:
    content = b"<CPPFactureMixte><CPPFactures>" + unit * 4 + b"</CPPFactures></CPPFactureMixte>"
    (found,) = members.documents(io.BytesIO(content), "flux.xml", reader.ArchiveLimits(members=3), 10 * 2**20)
    assert isinstance(found, Finding)
    assert found.code == "LEC-015"


def test_a_long_envelope_is_not_copied_for_each_invoice() -> None:
    """20 MB of it, 300 times, took six gigabytes of the run itself."""
    content = flux(3).replace(b"</CPPFactures>", b"</CPPFactures><a>" + b"x" * 70_000 + b"</a>")
    assert list(members.documents(io.BytesIO(content), "flux.xml", reader.ArchiveLimits(), 10 * 2**20)) == []
    assert [finding.code for finding in parsers.read(content).findings] == ["LEC-013"]
