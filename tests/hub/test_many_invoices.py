"""A flux may hold 500 invoices, as a lot may."""

import io

from domain.finding import Finding
from hub.decide import members
from parsers.archives import reader
from samples.make import cases

ONE = {case.name: case.content for case in cases()["factures"]}["FSO1113A_DEM001_DEM0011113000000000000001.xml"]


def flux(count: int) -> bytes:
    start, end = ONE.index(b"<CPPFactureMixteUnitaire"), ONE.index(b"</CPPFactures>")
    return ONE[:end] + ONE[start:end] * (count - 1) + ONE[end:]


def codes(count: int, most: int) -> list[str]:
    limits = reader.ArchiveLimits(members=most)
    found = list(members.documents(io.BytesIO(flux(count)), "flux.xml", limits, 10 * 2**20))
    return [each.code if isinstance(each, Finding) else each.name for each in found]


def test_as_many_as_allowed() -> None:
    assert codes(3, 3) == ["#1", "#2", "#3"]


def test_more_than_that_and_none_is_taken() -> None:
    assert codes(4, 3) == ["LEC-015"]
