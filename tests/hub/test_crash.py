"""kill -9 at any moment, and two runs at once: every invoice is delivered once and certified once all the same."""

import os
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from bench.sshd import Server
from samples.make import cases
from tests.conftest import PATIENCE
from tests.hub import inline
from tests.hub.world import (
    ALONE,
    LOCAL,
    World,
    certificates,
    chained,
    half_written,
    lay_out,
    names,
    originals,
    proven,
    sftp_door,
)

CUTS = int(os.environ.get("NAVETTE_CUTS", "4"))
"""Moments of a night at which it is killed, one in each stretch; more of them find more."""


def filled(home: Path, doors: str = LOCAL) -> World:
    """Good and bad files, attachments, a copy, a lot that is bad in part."""
    world = lay_out(home, run=ALONE, doors=doors)
    known = {case.name: case.content for found in cases().values() for case in found}
    for name in ("ubl-facture.xml", "ubl-pieces-jointes.xml", "facturx-basic.pdf", "cii-avoir.xml"):
        world.drop("operateur-edi", name, known[name])
    for name in ("ttc-faux.xml", "tronquee.xml"):
        world.drop("operateur-edi", name, known[name])
    world.drop("operateur-edi", "z-copie.xml", known["ubl-facture.xml"])
    world.drop("travaux-btp", "lot-partiel.tar.gz", known["lot-partiel.tar.gz"])
    return world


def same(world: World, home: Path) -> World:
    """``world`` as it is, elsewhere."""
    return World(home=Path(shutil.copytree(world.home, home / "copie")))


def run(work: Callable[..., object], *arguments: object) -> int:
    """A child process that does ``work``: a fork, for everything it needs is loaded here."""
    child = os.fork()
    if child:
        return child
    try:
        work(*arguments)
        os._exit(0)
    finally:
        os._exit(1)


def ended(child: int) -> int:
    """How it ended: 0, or minus the signal that killed it."""
    until = time.monotonic() + PATIENCE
    while not (waited := os.waitpid(child, os.WNOHANG))[0]:
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            pytest.fail("the run hangs")
        time.sleep(0.005)
    return os.waitstatus_to_exitcode(waited[1])


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The world before the night."""
    return filled(tmp_path_factory.mktemp("soir"))


@pytest.fixture(scope="module")
def uncut(evening: World, tmp_path_factory: pytest.TempPathFactory) -> tuple[World, int]:
    """A night nobody cut, and how many moments it had."""
    world = same(evening, tmp_path_factory.mktemp("entiere"))
    told = world.home / "moments"
    assert ended(run(inline.night_counted, world.config, told)) == 0
    return world, int(told.read_text())


def certified(world: World) -> Counter[str]:
    return Counter(certificate.content.sha256 for certificate in certificates(world))


def reported(world: World) -> Counter[str]:
    """Comptes rendus by the deposited file they are about."""
    found = world.root.glob("fournisseurs/*/retours/compte-rendu_*.json")
    return Counter(path.name.split("_", 2)[2] for path in found)


def assert_same_night(world: World, other: World) -> None:
    """Nothing lost, doubled or misrouted, whatever happened on the way."""
    assert originals(world) == originals(other)
    assert max(originals(world).values()) == 1
    assert certified(world) == certified(other)
    assert max(certified(world).values()) == 1
    assert reported(world) == reported(other)
    for account in ("operateur-edi", "travaux-btp"):
        for folder in ("depot", "traites", "rejets"):
            assert names(world.account(account, folder)) == names(other.account(account, folder))
    assert chained(world)
    assert proven(world)
    assert half_written(world) == []
    assert world.ask("select * from outbox where state <> 'done'") == []


def test_the_uncut_night_is_what_it_should_be(uncut: tuple[World, int]) -> None:
    world, _ = uncut
    assert sum(originals(world).values()) == 4 + 8
    assert names(world.account("operateur-edi", "depot")) == []
    assert len(names(world.account("operateur-edi", "rejets"))) == 2
    assert names(world.account("travaux-btp", "traites")) == ["lot-partiel.tar.gz"]


@pytest.mark.parametrize("turn", range(CUTS))
def test_a_killed_night_is_finished_once_by_the_next(
    turn: int, evening: World, uncut: tuple[World, int], tmp_path: Path
) -> None:
    whole, moments = uncut
    stretch = moments // CUTS
    moment = turn * stretch + Random(turn).randint(1, stretch)
    world = same(evening, tmp_path)
    assert ended(run(inline.night_killed, world.config, moment)) == -9
    assert ended(run(inline.night, world.config)) == 0
    assert_same_night(world, whole)


def test_a_night_killed_again_and_again_is_finished_all_the_same(
    evening: World, uncut: tuple[World, int], tmp_path: Path
) -> None:
    whole, moments = uncut
    world = same(evening, tmp_path)
    chance = Random("encore")
    for _ in range(min(CUTS, 8)):
        ended(run(inline.night_killed, world.config, chance.randint(moments // 20, moments // 2)))
    assert ended(run(inline.night, world.config)) == 0
    assert_same_night(world, whole)


def test_two_runs_at_once_deliver_and_certify_once(evening: World, uncut: tuple[World, int], tmp_path: Path) -> None:
    whole, _ = uncut
    world = same(evening, tmp_path)
    both = [run(inline.night, world.config) for _ in range(2)]
    assert [ended(one) for one in both] == [0, 0]
    world.later()
    assert ended(run(inline.night, world.config)) == 0
    assert_same_night(world, whole)


def test_a_second_night_finds_nothing_to_do(uncut: tuple[World, int]) -> None:
    world, _ = uncut
    before = sorted((path, path.stat().st_mtime_ns) for path in world.root.rglob("*"))
    assert ended(run(inline.night, world.config)) == 0
    assert sorted((path, path.stat().st_mtime_ns) for path in world.root.rglob("*")) == before


@pytest.mark.integration
@pytest.mark.parametrize("turn", range(min(-(-CUTS // 4), 3)))
def test_a_killed_night_is_finished_through_openssh_too(
    turn: int, uncut: tuple[World, int], sshd: Server, tmp_path: Path
) -> None:
    whole, moments = uncut
    world = filled(tmp_path, sftp_door(sshd, "monde", tmp_path))
    assert ended(run(inline.night_killed, world.config, Random(turn).randint(moments // 3, moments))) == -9
    assert ended(run(inline.night, world.config)) == 0
    assert_same_night(world, whole)


@pytest.mark.integration
def test_two_runs_at_once_through_openssh(uncut: tuple[World, int], sshd: Server, tmp_path: Path) -> None:
    world = filled(tmp_path, sftp_door(sshd, "monde", tmp_path))
    both = [run(inline.night, world.config) for _ in range(2)]
    assert [ended(one) for one in both] == [0, 0]
    world.later()
    assert ended(run(inline.night, world.config)) == 0
    assert_same_night(world, uncut[0])
