"""What cannot be had now is no verdict: a store, a pack or a disk that does not answer is asked again, then told."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pytest

from domain.errors import Absent, LedgerError, NavetteError, Unavailable
from flows import steps
from flows.nightly import fail_if_troubled
from hub.decide import members
from hub.intake import pick_up
from hub.runtime.run_counts import troubles_of
from ledger import ContentStore
from ledger.content_store import durable_files, mark
from ledger.content_store.folder import FolderObjects
from ledger.content_store.objects import MARK
from samples.make import cases
from tests.english import english
from tests.hub import inline
from tests.hub.test_decoupage import two_invoices
from tests.hub.world import ALONE, World, lay_out, originals

SAMPLES = {case.name: case for found in cases().values() for case in found}
GOOD = ("ubl-facture.xml", "ubl-pieces-jointes.xml", "facturx-basic.pdf")
LOT = "lot-travaux.zip"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.runtime.patience.time.sleep", lambda seconds: None)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return lay_out(tmp_path, run=ALONE)


def received(world: World, *names: str) -> None:
    """The files are in the ledger and in the store, undecided."""
    source = world.home / "recus"
    source.mkdir()
    for name in names:
        (source / name).write_bytes(SAMPLES[name].content)
    station = steps.here(world.config)
    pick_up.receive_files("operateur-edi", source, station.ledger, station.store, station.clock)


@contextmanager
def away(path: Path) -> Iterator[None]:
    """Within the block ``path`` is not there."""
    elsewhere = path.with_name(f"{path.name}.away")
    path.rename(elsewhere)
    yield
    elsewhere.rename(path)


def failing(times: int, matches: Callable[[str], bool] = lambda location: True) -> Callable[..., BinaryIO]:
    """``ContentStore.open``, whose first calls fail."""
    real = ContentStore.open
    left = [times]

    def function(store: ContentStore, location: str) -> BinaryIO:
        if left[0] and matches(location):
            left[0] -= 1
            with durable_files.reported(location):
                raise OSError(errno.ESTALE, "Stale file handle")
        return real(store, location)

    return function


def dispositions(world: World) -> set[object]:
    return {one for (one,) in world.ask("select disposition from documents")}


def test_a_lot_whose_store_does_not_answer_once_is_integrated_whole(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    received(world, LOT)
    monkeypatch.setattr(ContentStore, "open", failing(1))
    fail_if_troubled(inline.night(world.config))
    assert dispositions(world) == {"accepted"}
    assert originals(world).total() == 12


def test_a_store_that_does_not_answer_refuses_nothing_and_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    received(world, LOT, *GOOD)
    with monkeypatch.context() as patch:
        patch.setattr(ContentStore, "open", failing(10**6))
        counts = inline.night(world.config)
    assert dispositions(world) == set()
    assert {LOT, *GOOD} <= {name for name in (LOT, *GOOD) if any(name in one.text.fr for one in troubles_of(counts))}
    fail_if_troubled(inline.night(world.config))
    assert originals(world).total() == 12 + len(GOOD)


def test_one_file_that_cannot_be_read_holds_up_no_other_of_its_chunk(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    received(world, *GOOD)
    ((location,),) = world.ask(f"select location from deposits where name = '{GOOD[1]}'")  # noqa: S608
    with monkeypatch.context() as patch:
        patch.setattr(ContentStore, "open", failing(10**6, lambda asked: asked == location))
        troubles = troubles_of(inline.night(world.config))
    assert originals(world).total() == len(GOOD) - 1
    assert [GOOD[1] in one.text.fr for one in troubles] == [True]
    fail_if_troubled(inline.night(world.config))
    assert originals(world).total() == len(GOOD)


@pytest.mark.parametrize("empty", [False, True])
def test_a_store_that_is_not_mounted_ends_the_run_and_is_not_made_anew(world: World, empty: bool) -> None:
    received(world, *GOOD)
    folder = world.home / "store"
    with away(folder):
        if empty:
            folder.mkdir()  # the mount point
        with pytest.raises(Unavailable, check=english("not at .*store")):
            inline.night(world.config)
        assert not list(folder.iterdir() if empty else world.home.glob("store"))
        steps.open_station.cache_clear()  # and in a process that begins now
        with pytest.raises(Unavailable, check=english("not at .*store")):
            inline.night(world.config)
        assert not list(folder.iterdir() if empty else world.home.glob("store"))
        if empty:
            folder.rmdir()
    fail_if_troubled(inline.night(world.config))
    assert originals(world).total() == len(GOOD)


def test_the_parts_of_a_pdf_are_not_written_where_a_disk_was_mounted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store's disk goes between the reading of a PDF of two invoices and the writing of its parts."""
    world.drop("operateur-edi", "deux.pdf", two_invoices())
    world.drop("operateur-edi", GOOD[0], SAMPLES[GOOD[0]].content)
    folder, real = world.home / "store", members.parts
    elsewhere = folder.with_name("store.away")

    def parts(*asked: object) -> object:
        found = real(*asked)  # type: ignore[arg-type]
        folder.rename(elsewhere)
        folder.mkdir()  # the mount point
        return found

    with monkeypatch.context() as patch:
        patch.setattr(members, "parts", parts)
        patch.setattr("hub.decide.asked_again.BRIEF", ())
        with suppress(NavetteError):
            inline.night(world.config)
    assert list(folder.iterdir()) == []
    folder.rmdir()
    elsewhere.rename(folder)
    world.later()
    fail_if_troubled(inline.night(world.config))
    assert originals(world).total() == 3


def test_effects_whose_bytes_are_absent_wait_and_are_done_when_they_are_back(world: World) -> None:
    world.recipients.rmdir()
    world.recipients.write_bytes(b"")
    received(world, *GOOD)
    inline.night(world.config)
    world.recipients.unlink()
    world.recipients.mkdir()
    world.later()
    with away(world.home / "store" / "packs"):
        assert len(troubles_of(inline.night(world.config))) > 0
        states = world.ask("select distinct state from outbox where effect = 'deliver'")
        assert states == [("todo",)]
    world.later()
    fail_if_troubled(inline.night(world.config))
    assert originals(world).total() == len(GOOD)


def test_a_store_of_another_ledger_is_refused_until_an_operator_adopts_it(world: World) -> None:
    received(world, *GOOD)
    mark.write(FolderObjects(world.home / "store"))
    steps.open_station.cache_clear()
    with pytest.raises(LedgerError, check=english("not the one of this ledger")) as caught:
        inline.night(world.config)
    assert not isinstance(caught.value, Unavailable)
    ledger = world.ledger()
    ledger.stores.adopt(world.home / "store", datetime.now(UTC))
    fail_if_troubled(inline.night(world.config))


def test_a_ledger_of_before_the_mark_takes_the_store_it_filled_and_no_other(world: World) -> None:
    received(world, *GOOD)
    with world.base() as base:
        for verb in ("delete", "update"):
            base.execute(f"drop trigger stores_no_{verb}")
        base.execute("delete from stores")
    (world.home / "store" / MARK).unlink()
    with away(world.home / "store"):
        steps.open_station.cache_clear()
        with pytest.raises(Absent):
            inline.night(world.config)
        assert not (world.home / "store").exists()
    fail_if_troubled(inline.night(world.config))
    assert FolderObjects(world.home / "store").mark() == world.ledger().stores.mark()


@pytest.mark.parametrize(
    "code",
    sorted(
        {errno.ENOENT, errno.EACCES, errno.EPERM, errno.ESTALE, errno.EIO, errno.ETIMEDOUT, errno.EMFILE, errno.ENFILE}
        | {errno.ENOMEM, errno.ENOTCONN, errno.EHOSTDOWN, errno.EROFS, errno.ENODEV}
    ),
)  # fmt: skip
def test_what_the_system_may_give_later_is_tried_again(code: int) -> None:
    with pytest.raises(Unavailable) as caught, durable_files.reported("packs/x"):
        raise OSError(code, "said by the system")
    assert isinstance(caught.value, NavetteError)
    assert caught.value.remedy.fr


@pytest.mark.parametrize("missing", ["depot", ""])
def test_a_drop_whose_folder_is_missing_is_told_and_stops_no_other(world: World, missing: str) -> None:
    world.drop("papeterie", "a.xml", SAMPLES[GOOD[0]].content)
    world.drop("operateur-edi", "b.xml", SAMPLES[GOOD[1]].content)
    with away(world.account("papeterie", missing)):
        (told,) = troubles_of(inline.night(world.config))
        assert told.subject == "papeterie"
        assert "n'existe pas" in told.text.fr
        assert "fournisseurs/papeterie/depot" in told.text.en
    assert originals(world).total() == 1
    fail_if_troubled(inline.night(world.config))
    assert originals(world).total() == 2


def test_a_root_whose_disk_is_not_mounted_is_told_for_every_drop(world: World) -> None:
    with away(world.root):
        world.root.mkdir()
        told = troubles_of(inline.night(world.config))
        world.root.rmdir()
    assert {one.subject for one in told} == {drop.name for drop in steps.here(world.config).settings.drops}
