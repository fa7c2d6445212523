"""An effect that could not be done keeps the reason of its own file, and holds up no other."""

import shutil
from pathlib import Path

import pytest

from domain.errors import Unavailable
from domain.text import Text
from hub.deliver import parcels
from ledger import ContentStore
from samples.make import cases
from tests.hub import inline
from tests.hub.world import ALONE, World, lay_out

NAMES = ("ubl-facture.xml", "ubl-pieces-jointes.xml", "cii-avoir.xml")
DISK = Text("Le disque est en panne.", "The disk fails.")


@pytest.fixture
def evening(tmp_path: Path) -> World:
    """Three invoices and nothing else."""
    world = lay_out(tmp_path, run=ALONE)
    for case in cases()["factures"]:
        if case.name in NAMES:
            world.drop("operateur-edi", case.name, case.content)
    return world


def undone(world: World, effect: str) -> list[str]:
    rows = world.ask("select reason, effect from outbox where state <> 'done'")
    return [str(reason) for reason, of in rows if of == effect]


@pytest.mark.parametrize(
    ("effect", "folder", "pattern"),
    [
        ("deliver", "destinataires", "*/*/*.facture.json"),
        ("certify", "fournisseurs/operateur-edi/retours", "certificat_*.pdf"),
        ("report", "fournisseurs/operateur-edi/retours", "compte-rendu_*.html"),
    ],
)
def test_a_file_that_cannot_be_written_is_the_reason_of_its_own_effect_only(
    evening: World, effect: str, folder: str, pattern: str
) -> None:
    inline.night(evening.config)
    first, second, _ = sorted((evening.root / folder).glob(pattern))
    for path in (first, second):
        path.unlink()
        path.mkdir()  # no file can take the name of a folder
    evening.redo(effect)
    inline.night(evening.config)
    left = sorted(undone(evening, effect))
    assert [[path.name in reason for path in (first, second)] for reason in left] == [[True, False], [False, True]]
    for path in (first, second):
        path.rmdir()
    evening.later()
    inline.night(evening.config)
    assert undone(evening, effect) == []
    assert first.is_file()
    assert second.is_file()


def test_a_disk_that_fails_under_one_invoice_holds_up_no_other(evening: World, monkeypatch: pytest.MonkeyPatch) -> None:
    inline.night(evening.config)
    shutil.rmtree(evening.recipients)
    evening.recipients.mkdir()
    ((location,),) = evening.ask("select location from documents order by id limit 1")

    class Failing(ContentStore):
        def get(self, place: str) -> bytes:
            if place == location:
                raise Unavailable(DISK)
            return super().get(place)

    monkeypatch.setattr(parcels, "store_at", Failing.at)
    evening.redo("deliver")
    inline.night(evening.config)
    (reason,) = undone(evening, "deliver")
    assert DISK.fr in reason
    assert len(list(evening.recipients.glob("*/*/*.facture.json"))) == 2
