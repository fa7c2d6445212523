"""What is looked at before and beside a decision: whether a file may hold several, what an invoice carries, what a
depositor says anew.
"""

from pathlib import Path

import pytest

from domain.manual_entry import ManualEntry
from domain.search_criteria import SearchCriteria
from hub.brouillons import analysis, following, typed
from hub.brouillons.uploads import LONGEST_NAME, plain_name
from hub.decide import members
from hub.inspect.attachments import carried_by
from hub.runtime.station import open_station
from samples.make import cases
from tests.hub import inline
from tests.hub.world import ALONE, lay_out

SAMPLES = {case.name: case.content for found in cases().values() for case in found}


@pytest.mark.parametrize(
    ("head", "several"),
    [
        (SAMPLES["lot-travaux.zip"], True),
        (SAMPLES["lot-partiel.tar.gz"], True),
        (b"<?xml version='1.0'?><CPPFacturePESMarche>", True),
        (SAMPLES["ubl-facture.xml"], False),
        (SAMPLES["facturx-basic.pdf"], False),
        (b"", False),
    ],
)
def test_an_archive_and_a_flux_may_hold_several(head: bytes, several: bool) -> None:
    assert members.may_hold_several(head[: members.HEAD]) is several


@pytest.mark.parametrize("pool", [False, True])
def test_what_an_invoice_carries_is_told_with_or_without_workers(tmp_path: Path, pool: bool) -> None:
    world = lay_out(tmp_path, run=ALONE)
    world.drop("operateur-edi", "jointes.xml", SAMPLES["ubl-pieces-jointes.xml"])
    inline.night(world.config)
    station = open_station(world.config, pool=pool)
    (invoice,) = station.ledger.search.page(SearchCriteria()).invoices
    found = carried_by(station, invoice)
    asked = carried_by(station, invoice, 1)
    assert found
    assert [one.name for one in found] == [one.name for one in asked]
    assert (found[0].content, bool(asked[0].content)) == (b"", True)


@pytest.mark.parametrize(
    ("field", "text", "is_new"),
    [
        ("numero_facture", "FA-2", True),
        ("numero_facture", "FA-1", False),
        ("numero_facture", " ", False),
        ("code_service", "CULTURE", True),
        ("numero_engagement", "E-1", True),
    ],
)
def test_what_is_said_anew_is_what_was_not_read_so(field: str, text: str, is_new: bool) -> None:
    read: dict[str, str | None] = {"numero_facture": "FA-1", "code_service": None}
    entry = ManualEntry(field=field, text=text)
    assert analysis._new([entry], read) == ((entry,) if is_new else ())


@pytest.mark.parametrize(
    ("structure", "names", "is_one"),
    [
        ("12345678200011", {"12345678200011"}, True),
        ("12345678200011", {"12345678200029"}, True),  # another establishment of the company
        ("12345678200011", {"123456782"}, True),
        ("123456782", {"12345678200029"}, True),
        ("12345678200011", {"98765432400017", "12345678200029"}, True),
        ("0223:DE811128135", {"0223:DE811128135"}, True),
        ("12345678200011", {"98765432400017"}, False),
        ("0223:DE811128135", {"0223:DE811128136"}, False),
        ("12345678200011", {""}, False),
        ("12345678200011", set(), False),
    ],
)
def test_a_structure_is_any_establishment_of_its_company(structure: str, names: set[str], is_one: bool) -> None:
    assert following._is_among(structure, names) is is_one


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("facture.pdf", "facture.pdf"),
        ("C:\\Factures\\mars.pdf", "mars.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\0b.xml", "ab.xml"),
        (" ", "sans-nom"),
        ("", "sans-nom"),
        ("/", "sans-nom"),
        ("x" * (LONGEST_NAME + 1), "x" * LONGEST_NAME),
    ],
)
def test_a_name_that_is_sent_is_a_name_and_no_path(sent: str, kept: str) -> None:
    assert plain_name(sent) == kept


def test_a_typed_invoice_is_named_by_its_number() -> None:
    for number, name in (("FA/2026/7", "FA-2026-7.pdf"), ("", "saisie.pdf")):
        entries = [ManualEntry(field="numero_facture", text=number)] if number else []
        file, content = typed.made(entries)
        assert (file.name, file.size, file.location) == (name, len(content), "")
        assert typed.made(entries)[0].sha256 == file.sha256
