"""A content store moves from a folder to a bucket and back: nothing is lost, and it is one store at any time."""

import shutil
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from typer.testing import CliRunner

from cli.app import app
from domain.errors import LedgerError, Unavailable
from flows.nightly import fail_if_troubled
from hub.runtime.connections import place_of_store
from hub.settings import load
from ledger import ContentStore, MarkedStore
from ledger.content_store.folder import FolderObjects
from tests.english import english
from tests.hub import inline
from tests.hub.store_move.moving import Kind, all_there, chosen, killed, moved
from tests.hub.test_bucket_night import SAMPLES
from tests.hub.test_retention import BIG
from tests.hub.world import World, originals
from tests.s3_server import Misbehaviour, S3Server


def test_to_a_bucket_and_back_every_document_is_proven(world: World, server: S3Server) -> None:
    known = set(world.ledger().stores.locations())
    asked = world.ask("select location from documents union select location from deposits")
    assert known == {location for (location,) in asked}
    server.misbehaviour = Misbehaviour(one_in=6, seed=2, slow=0.01)
    done = moved(world.config, "s3")
    assert (done.checked, done.faults) == (len(known), ())
    assert done.copied_bytes > len(BIG)
    with pytest.raises(LedgerError, check=english("not the one of this ledger")):
        inline.night(world.config)
    chosen(world, "s3")
    world.drop("operateur-edi", "apres.xml", SAMPLES["cii-avoir.xml"])
    fail_if_troubled(inline.night(world.config))
    again = moved(world.config, "s3")
    assert (again.copied, again.faults) == (0, ())
    assert again.checked > done.checked
    server.misbehaviour = None
    shutil.rmtree(world.home / "store" / "packs")
    all_there(world)
    back = moved(world.config, "folder")
    assert (back.checked, back.faults) == (again.checked, ())
    chosen(world, "folder")
    shutil.rmtree(server.folder)
    all_there(world)
    fail_if_troubled(inline.night(world.config))
    assert originals(world).total() == 3 + 12 + 1


@pytest.mark.parametrize(
    ("to", "requests"),
    [("s3", (("PUT", "/packs/"), ("PUT", "/.navette-store"))), ("folder", (("GET", "/files/"), ("PUT", "/.navette")))],
)
def test_killed_while_it_copies_and_while_it_marks_it_goes_on(
    world: World, server: S3Server, to: Kind, requests: tuple[tuple[str, str], ...]
) -> None:
    """Killed when it writes the mark of the bucket: the new store's, or that of the one that is closed."""
    if to == "folder":
        moved(world.config, "s3")
        shutil.rmtree(world.home / "store")
        (world.home / "store").mkdir()
    for method, word in requests:
        assert killed(world, server, to, method, word) == -9
    done = moved(world.config, to)
    assert done.faults == ()
    if to == "s3":
        chosen(world, to)
    all_there(world)
    fail_if_troubled(inline.night(world.config))


def test_what_comes_while_it_moves_is_in_the_new_store(
    world: World, server: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that began before writes until the store is closed, then waits; what it wrote is moved too."""
    mark = world.ledger().stores.mark()
    runs = ContentStore.at(MarkedStore(where=world.home / "store", mark=mark))
    real, kept = FolderObjects.set_mark, []

    def set_mark(self: FolderObjects, word: str) -> None:
        kept.append(runs.put_many([(sha, content)]))
        real(self, word)
        with pytest.raises(Unavailable, check=english("is being moved")):
            runs.put_many([(sha, content)])

    content = b"written at the last moment"
    sha = sha256(content).hexdigest()
    monkeypatch.setattr(FolderObjects, "set_mark", set_mark)
    moved(world.config, "s3")
    chosen(world, "s3")
    assert world.store().get(kept[0][sha]) == content
    with pytest.raises(LedgerError):
        ContentStore.at(MarkedStore(where=world.home / "store", mark=world.ledger().stores.mark())).staging()


def test_what_neither_has_is_named_and_nothing_changes(world: World, server: S3Server) -> None:
    mark = world.ledger().stores.mark()
    (pack, *_) = (world.home / "store" / "packs").rglob("*.zip")
    whole = pack.read_bytes()
    pack.write_bytes(whole.replace(b"Invoice", b"Invoicf", 1))
    done = moved(world.config, "s3")
    assert len(done.faults) == 1
    assert world.ledger().stores.mark() == mark
    fail_if_troubled(inline.night(world.config))
    pack.write_bytes(whole)
    assert moved(world.config, "s3").faults == ()
    chosen(world, "s3")
    all_there(world)


def test_the_store_of_another_ledger_is_not_taken(world: World, server: S3Server) -> None:
    other = place_of_store(load(world.config), "s3")
    ContentStore(other)._objects.set_mark("1234")
    with pytest.raises(LedgerError, check=english("the store of another ledger")):
        moved(world.config, "s3")
    assert not (server.folder / "packs").exists()


def test_a_server_that_does_not_answer_leaves_the_store_open(world: World, server: S3Server) -> None:
    server.misbehaviour = Misbehaviour(one_in=1, faults=("503",))
    with pytest.raises(Unavailable):
        moved(world.config, "s3")
    fail_if_troubled(inline.night(world.config))
    server.misbehaviour = None
    moved(world.config, "s3")
    chosen(world, "s3")
    all_there(world)


def test_a_store_left_closed_is_taken_again_by_an_operator(world: World, server: S3Server) -> None:
    """The operator gives the move up."""
    store = FolderObjects(world.home / "store")
    mark = store.mark()
    store.set_mark(f"{mark}-moved")
    with pytest.raises(Unavailable, check=english("is being moved")):
        inline.night(world.config)
    world.ledger().stores.adopt(world.home / "store", datetime.now(UTC))
    assert store.mark() == mark
    fail_if_troubled(inline.night(world.config))


def test_the_command_says_what_it_did_and_what_to_do(world: World, server: S3Server) -> None:
    said = CliRunner().invoke(app, ["store", "move", "s3", "--config", str(world.config)])
    assert said.exit_code == 0
    assert 'kind = "s3"' in said.stdout
    assert f"relus par leur empreinte : {len(set(world.ledger().stores.locations()))}." in said.stdout
    chosen(world, "s3")
    assert CliRunner().invoke(app, ["verify", "--chain", "--config", str(world.config)]).exit_code == 0
