"""A run that leaves anything to do says what waits, since when, until when and why, and never looks complete."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.deposit import Effect
from domain.text import Locale
from flows.nightly import fail_if_troubled
from hub.runtime.run_counts import Count, RunCounts, troubles_of
from hub.runtime.unfinished import Unfinished
from samples.make import cases
from tests.hub import inline
from tests.hub.world import ALONE, World, lay_out, originals

SAMPLES = {case.name: case.content for found in cases().values() for case in found}
FILES = ("ubl-facture.xml", "ubl-pieces-jointes.xml", "facturx-basic.pdf")
HELD_ELSEWHERE = "another-host:boot:pid/1/1"


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = lay_out(tmp_path, run=f"{ALONE}\nlease = 1")
    for name in FILES:
        world.drop("operateur-edi", name, SAMPLES[name])
    return world


def complete(counts: tuple[RunCounts, ...]) -> bool:
    """Whether the run would end with exit code 0."""
    try:
        fail_if_troubled(counts)
    except Unfinished:
        return False
    return True


def undone(world: World) -> int:
    ((count,),) = world.ask("select count(*) from outbox where state <> 'done'")
    return int(str(count))


def refuse(world: World) -> None:
    """Recipients' folders cannot be written: a file is where they should be."""
    world.recipients.rmdir()
    world.recipients.write_bytes(b"")


def accept(world: World) -> None:
    world.recipients.unlink()
    world.recipients.mkdir()


def test_a_second_run_inside_the_wait_does_not_look_complete(world: World) -> None:
    refuse(world)
    assert not complete(inline.night(world.config))
    again = inline.night(world.config)
    assert undone(world) == len(FILES)
    assert not complete(again)
    found = [one for counts in again for one in counts.open_effects]
    assert {one.effect for one in found} == {Effect.DELIVER}
    assert sum(one.count for one in found) == len(FILES)
    assert sum(counts.of(Count.UNDELIVERED) for counts in again) == len(FILES)
    for one in found:
        assert one.state.next_try
        assert one.since <= datetime.now(UTC) <= one.state.next_try
        assert one.reason.fr
        assert "prochain essai le" in one.text.fr
    accept(world)
    assert not complete(inline.night(world.config))  # it still waits for its next try
    world.later()
    last = inline.night(world.config)
    assert complete(last)
    assert sum(counts.of(Count.UNDELIVERED) for counts in last) == 0
    assert originals(world).total() == len(FILES)
    assert undone(world) == 0


def test_what_a_run_of_follow_up_leaves_is_told_too(world: World) -> None:
    refuse(world)
    inline.night(world.config)
    assert not complete(inline.follow(world.config))


def test_a_fault_told_by_the_run_is_not_told_twice(world: World) -> None:
    refuse(world)
    texts = [trouble.text.fr for trouble in troubles_of(inline.night(world.config))]
    assert not any("depuis le" in text for text in texts)
    assert any("depuis le" in trouble.text.fr for trouble in troubles_of(inline.night(world.config)))


@pytest.mark.parametrize("effect", sorted(Effect))
@pytest.mark.parametrize(
    ("state", "wait", "holder"),
    [("todo", 3600, None), ("todo", 600, HELD_ELSEWHERE), ("dead", 0, None)],
)  # fmt: skip
def test_no_effect_waits_in_silence_whatever_it_is(
    world: World, effect: Effect, state: str, wait: int, holder: str | None
) -> None:
    assert complete(inline.night(world.config))
    target = "operateur-edi" if effect not in {Effect.DELIVER, Effect.SUBMIT} else "22060001900016"
    now = datetime.now(UTC)
    stamp = "%Y-%m-%d %H:%M:%S.%f"
    with world.base() as base:
        if holder:
            until = (now + timedelta(seconds=wait)).strftime(stamp)
            base.execute("insert into leases (holder, until) values (?, ?)", (holder, until))
        base.execute(
            "insert into outbox (effect, subject, target, state, due_at, attempts, holder, reason, changed_at, "
            "added_at) values (?, 1, ?, ?, ?, 1, ?, '', ?, ?)",
            (
                effect.value, target, state, (now + timedelta(seconds=wait)).strftime(stamp), holder,
                now.strftime(stamp), now.strftime(stamp),
            ),
        )  # fmt: skip
    counts = inline.night(world.config)
    assert undone(world) == 1
    assert not complete(counts)
    (found,) = [one for one_counts in counts for one in one_counts.open_effects]
    assert (found.effect, found.count, found.state.given_up, found.state.held) == (
        effect, 1, state == "dead", holder is not None,
    )  # fmt: skip
    for locale in Locale:
        assert found.text.in_(locale)


def test_what_a_clock_that_was_ahead_left_is_done_by_the_next_night(world: World) -> None:
    """The clock was two days ahead when a run was killed before it delivered, and was put right since."""
    refuse(world)
    inline.night(world.config)
    accept(world)
    with world.base() as base:
        for column in ("due_at", "changed_at", "added_at"):
            base.execute(
                f"update outbox set {column} = strftime('%Y-%m-%d %H:%M:%f', {column}, '+2 days') || '000'"  # noqa: S608
            )
    assert complete(inline.night(world.config))
    assert originals(world).total() == len(FILES)


@pytest.mark.parametrize("hours", [1, 5, 48])
def test_what_was_never_put_off_is_due_whatever_the_clock_was(world: World, hours: int) -> None:
    refuse(world)
    inline.night(world.config)
    accept(world)
    with world.base() as base:
        base.execute(
            "update outbox set due_at = strftime('%Y-%m-%d %H:%M:%f', 'now', ?) || '000', holder = null",
            (f"+{hours} hours",),
        )
        base.execute("update outbox set changed_at = due_at")
    assert complete(inline.night(world.config))
    assert originals(world).total() == len(FILES)


def test_files_that_another_run_received_and_did_not_decide_are_told(world: World) -> None:
    assert complete(inline.night(world.config))
    with world.base() as base:
        names = "name, size, modified, sha256, location, received_at, taken, kind"
        base.execute(
            f"insert into deposits (id, drop_name, status, {names}) "  # noqa: S608
            f"select 99, 'papeterie', 'IN_RECU', {names} from deposits where id = 1"
        )
    station = inline.steps.begin(world.config)
    counts = inline.with_what_waits(station, [drop.name for drop in station.settings.drops], ())
    (trouble,) = troubles_of(counts)
    assert trouble.subject == "papeterie"
    assert "fichiers reçus et pas encore décidés : 1" in trouble.text.fr
    assert inline.with_what_waits(station, ["operateur-edi"], ()) == ()


def test_a_ledger_that_cannot_say_what_waits_is_a_trouble(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    station = inline.steps.begin(world.config)
    monkeypatch.setattr("hub.runtime.patience.time.sleep", lambda seconds: None)
    (world.home / "navette.db").rename(world.home / "elsewhere.db")
    station.ledger.close()
    (world.home / "navette.db").mkdir()
    counts = inline.with_what_waits(station, ["operateur-edi"], (RunCounts(drop="operateur-edi"),))
    assert not complete(counts)
