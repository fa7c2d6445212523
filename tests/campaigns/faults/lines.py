"""Lines to an SFTP server that are cut, silent or slow, and a server that is away."""

from collections.abc import Callable, Iterator

from bench import sshd
from bench.proxy import Trouble, troubled
from bench.sshd import free_port, running_sshd
from tests.campaigns.faults.fault import Fault
from tests.campaigns.faults.processes import Run, begun, pause
from tests.campaigns.faults.scene import NotHere, Scene, Stage
from tests.hub.world import World, sftp_door

RATE = 50_000.0
"""Bytes a second of the slow line."""


def cut(stage: Stage) -> Scene:
    """After some bytes, once or more often; with STALLED the line is silent instead."""
    after, times = stage.chance.randrange(2_000, 400_000), stage.chance.choice([1, 3, 1000])
    stage.draw("bytes", f"{after}, {times} times")
    return _behind(stage, Trouble(cut_after=after, cuts=times, stalls=stage.fault is Fault.STALLED))


def slow(stage: Stage) -> Scene:
    """Each direction takes 100 ms."""
    return _behind(stage, Trouble(delay=0.1))


def throttled(stage: Stage) -> Scene:
    """50 kB/s for all connections together, and in half of the nights 200 ms of round trip as well."""
    delay = stage.chance.choice([0.0, 0.1])
    stage.draw("delay", delay)
    return _behind(stage, Trouble(rate=RATE, delay=delay))


def server_stopped(stage: Stage) -> Scene:
    """From a moment on every connection ends at once, as at a server that restarts."""
    away, moment = stage.chance.uniform(1, 20), stage.moment()
    stage.draw("s away:", away)

    def act(trouble: Trouble, world: World, run: Run) -> None:
        moment(world, run)
        trouble.cut_after, trouble.cuts = 0, 10**6
        pause(run, away)
        trouble.cut_after = None

    return _behind(stage, Trouble(), act)


def _behind(stage: Stage, trouble: Trouble, act: Callable[[Trouble, World, Run], None] | None = None) -> Scene:
    if not sshd.PROGRAM.exists():
        raise NotHere(f"{sshd.PROGRAM} is not installed (openssh-server)")
    place = stage.home / "sshd"
    place.mkdir()
    server = stage.stack.enter_context(running_sshd(sshd.PROGRAM, place))
    proxy = stage.stack.enter_context(troubled(server.port, trouble, free_port()))
    world = stage.world(doors=sftp_door(server, "monde", stage.home, proxy))

    def runs() -> Iterator[Run]:
        run = begun(world, stage.environment)
        if act:
            act(trouble, world, run)
        yield run
        trouble.cut_after, trouble.delay, trouble.rate = None, 0.0, None

    return Scene(world=world, runs=runs)
