"""What retention let leave is no loss for a store that moves: a complement out of an archive, before its invoice."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from domain.deposit import Arrival, DepositKind
from domain.status import Status
from domain.suivi import Complement
from hub.retention.run import retain
from hub.runtime.station import Station, open_station
from ledger.content_store.copying import Moved
from ledger.content_store.folder import FolderObjects
from ledger.content_store.move import move
from samples.writers.archives import zipped
from tests.hub import inline
from tests.hub.store_move.moving import Watched
from tests.hub.test_portal_deposits import SAMPLES
from tests.hub.world import ALONE, World, lay_out

BON = b"bon de livraison"
LOT = zipped([("bon.pdf", BON)])
RULES = """
[retention]
years = 10
action = "purge"
[[retention.rules]]
name = "pieces"
kinds = ["complements"]
years = 1
action = "purge"
"""


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """An invoice that was suspended, completed by a file of an archive, and paid."""
    monkeypatch.setattr("ledger.content_store.folder.FolderObjects.written_within", 0.0)
    world = lay_out(tmp_path, run=ALONE, tables=RULES)
    world.drop("operateur-edi", "facture.xml", SAMPLES["ubl-facture.xml"])
    inline.night(world.config)
    station = open_station(world.config, pool=False)
    completed(station)
    with world.base() as base:
        base.execute("update outbox set state = 'done', holder = null where state = 'todo'")
    return world


def completed(station: Station) -> None:
    digests = {content: sha256(content).hexdigest() for content in (LOT, BON)}
    places = station.store.put_many([(digest, content) for content, digest in digests.items()])
    arrival = Arrival(
        drop="operateur-edi",
        name="complements.zip",
        size=len(LOT),
        modified=1.0,
        sha256=digests[LOT],
        location=places[digests[LOT]],
        kind=DepositKind.COMPLEMENTS,
    )
    ledger, now = station.ledger, station.clock()
    (invoice,) = ledger.invoices.of_deposits(ledger.deposits.last() or 0)
    ledger.lifecycle.change(invoice.id, Status.SUSPENDUE, "22060001900016", "motif", now)
    (lot,) = ledger.deposits.receive([arrival], now)
    file = Complement(name="bon.pdf", sha256=digests[BON], location=places[digests[BON]], place=(lot.id, 1))
    with ledger.batch() as batch:
        batch.complete(lot.id, 1, invoice.id, [file], "", "operateur-edi", now)
        batch.conclude(lot.id, (), now)
    ledger.lifecycle.change(invoice.id, Status.MISE_EN_PAIEMENT, "22060001900016", "", now)


def gone(station: Station) -> None:
    """The rule for complements takes the file and its archive away; the invoice stays."""
    at = station.clock() + timedelta(days=500)
    done = retain(replace(station, clock=lambda: at))
    assert {name: counts.contents for name, _, counts in done.by_rule} == {"pieces": 2, "general": 0}


def moved(world: World, station: Station) -> Moved:
    source, target = (FolderObjects(world.home / name) for name in ("store", "autre"))
    return move(station.ledger.stores, source, target, station.clock(), Watched())


def test_a_move_goes_on_and_tells_what_retention_let_leave(world: World) -> None:
    station = open_station(world.config, pool=False)
    before = station.ledger.stores.mark()
    gone(station)
    done = moved(world, station)
    assert done.faults == ()
    (left,) = done.left
    assert left.name == "bon.pdf"
    assert "pieces" in left.detail
    assert station.ledger.stores.mark() != before, "the ledger knows the new place"


def test_what_is_lost_is_still_called_lost(world: World) -> None:
    """Its bytes are not there, and no rule took them."""
    station = open_station(world.config, pool=False)
    before = station.ledger.stores.mark()
    for pack in (world.home / "store" / "packs").rglob("*.zip"):
        pack.unlink()
    done = moved(world, station)
    assert len(done.faults) == len(set(station.ledger.stores.locations()))
    assert done.left == ()
    assert station.ledger.stores.mark() == before
