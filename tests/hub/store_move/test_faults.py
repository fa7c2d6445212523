"""What may go wrong while a content store moves: nothing is lost, nothing is told lost that is only out of reach."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import Absent, LedgerError, Unavailable
from domain.retention import RetentionAction
from domain.text import Text
from flows import steps
from flows.nightly import fail_if_troubled
from hub.retention.run import retain
from hub.runtime.connections import place_of_store
from hub.runtime.outbox_tasks import alone
from hub.settings import load
from ledger import ContentStore
from ledger.content_store.copying import Copying
from ledger.content_store.folder import FolderObjects
from ledger.content_store.mark import successor
from ledger.content_store.stores import Stores
from tests.english import english
from tests.hub import inline
from tests.hub.store_move.moving import Watched, all_there, chosen, moved
from tests.hub.world import World
from tests.s3_server import Misbehaviour, S3Server


def test_how_far_it_is_is_told(world: World, server: S3Server) -> None:
    watched = Watched()
    done = moved(world.config, "s3", watched)
    assert watched.done == watched.expected == {"copie": done.copied, "relecture": done.checked}


def test_a_store_that_the_ledger_has_left_is_not_opened_again(
    world: World, server: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger took the new mark, and its answer was lost: who still writes to the old store would lose it."""
    real: Callable[..., None] = Stores.succeed

    def succeed(self: Stores, *given: object) -> None:
        real(self, *given)
        raise Unavailable(Text("perdu", "lost"))

    before = world.ledger().stores.mark()
    with monkeypatch.context() as patched:
        patched.setattr(Stores, "succeed", succeed)
        with pytest.raises(Unavailable, check=english("lost")):
            moved(world.config, "s3")
    with pytest.raises(Unavailable, check=english("is being moved")):
        ContentStore(world.home / "store", mark=before).staging()
    assert moved(world.config, "s3").faults == ()
    chosen(world, "s3")
    all_there(world)


@pytest.mark.parametrize("fault", ["403", "404"])
def test_what_the_source_does_not_give_now_is_not_told_to_be_lost(
    world: World,
    server: S3Server,
    fault: str,
) -> None:
    moved(world.config, "s3")
    (world.home / "store").rename(world.home / "left")
    mark = world.ledger().stores.mark()

    def from_then_on(asked: tuple[str, str, str]) -> None:
        if "/packs/" in asked[1] and asked[0] == "GET" and not server.misbehaviour:
            server.misbehaviour = Misbehaviour(one_in=1, faults=(fault,))

    server.watch = from_then_on
    with pytest.raises(Unavailable):
        moved(world.config, "folder")
    server.watch, server.misbehaviour = lambda asked: None, None
    assert world.ledger().stores.mark() == mark
    assert moved(world.config, "folder").faults == ()
    chosen(world, "folder")
    all_there(world)


@pytest.mark.parametrize("goes", ["source", "target"])
def test_a_disk_that_goes_meanwhile_ends_it(world: World, server: S3Server, goes: str) -> None:
    if goes == "target":
        moved(world.config, "s3")
        shutil.rmtree(world.home / "store")
    mark, folder = world.ledger().stores.mark(), world.home / "store"

    def unmounted(asked: tuple[str, str, str]) -> None:
        if "/packs/" in asked[1] and asked[0] in {"PUT", "GET"} and folder.exists():
            folder.rename(world.home / "elsewhere")
            server.watch = lambda asked: None

    server.watch = unmounted
    with pytest.raises(Absent, check=english("is not at|is missing .*mounted")):
        moved(world.config, "s3" if goes == "source" else "folder")
    assert world.ledger().stores.mark() == mark
    shutil.rmtree(folder, ignore_errors=True)
    (world.home / "elsewhere").rename(folder)
    assert moved(world.config, "s3" if goes == "source" else "folder").faults == ()
    chosen(world, "s3" if goes == "source" else "folder")
    all_there(world)


def test_a_good_copy_is_not_written_over_by_a_bad_one(world: World, server: S3Server) -> None:
    """A disk that dies is why its store is moved: what an earlier try has saved stays."""
    moved(world.config, "s3")
    world.ledger().stores.adopt(world.home / "store", datetime.now(UTC))
    (pack, *_) = (world.home / "store" / "packs").rglob("*.zip")
    pack.write_bytes(pack.read_bytes()[:-30])
    assert moved(world.config, "s3").faults == ()
    chosen(world, "s3")
    all_there(world)


def test_what_has_no_name_of_a_store_is_left_where_it_is(world: World, server: S3Server) -> None:
    moved(world.config, "s3")
    shutil.rmtree(world.home / "store")
    for name in ("packs/2026-11-21/other.zip", "packs/other/x.zip", "files/ab/other"):
        (server.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (server.folder / name).write_bytes(b"x")
    assert moved(world.config, "folder").faults == ()
    assert not [path for path in (world.home / "store").rglob("*") if "other" in str(path)]
    chosen(world, "folder")
    all_there(world)


def test_a_place_that_one_ledger_moves_to_is_not_taken_by_another(
    world: World, server: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ends(self: Copying) -> None:
        raise Unavailable(Text("fini", "ended"))

    with monkeypatch.context() as patched, pytest.raises(Unavailable, check=english("ended")):
        patched.setattr(Copying, "copy", ends)
        moved(world.config, "s3")
    mark = str(world.ledger().stores.mark())
    bucket = place_of_store(load(world.config), "s3")
    with pytest.raises(LedgerError, check=english("not the one of this ledger")):
        ContentStore(bucket, mark="of another ledger").check()
    with pytest.raises(Unavailable, check=english("is being moved")):
        ContentStore(bucket, mark=successor(mark)).check()
    assert moved(world.config, "s3").faults == ()


def test_it_waits_for_the_end_of_retention_on_any_machine(world: World, server: S3Server) -> None:
    station, nothing = steps.here(world.config), Text("", "")
    with (
        alone(station, "conservation", nothing, nothing),
        pytest.raises(Unavailable, check=english("Retention, or another move")),
    ):
        moved(world.config, "s3")
    assert FolderObjects(world.home / "store").mark() == world.ledger().stores.mark()
    fail_if_troubled(inline.night(world.config))


def test_retention_removes_nothing_from_a_store_that_was_left(world: World, server: S3Server) -> None:
    """A process that has opened it before the move."""
    station = steps.here(world.config)
    rules = station.settings.retention.model_copy(update={"years": 1, "action": RetentionAction.PURGE})
    settings = station.settings.model_copy(update={"retention": rules})
    late = replace(station, settings=settings, clock=lambda: datetime.now(UTC) + timedelta(days=9_000))
    moved(world.config, "s3")
    with pytest.raises(Unavailable, check=english("being moved")):
        retain(late)
    assert world.ask("select count(*) from documents where archived_at is not null") == [(0,)]
