"""Signals to a run, or to a part of it, at a moment."""

import signal
import time
from collections.abc import Iterator
from functools import partial

from tests.campaigns.faults.fault import Fault
from tests.campaigns.faults.processes import Run, begun, kill, workers
from tests.campaigns.faults.scene import Scene, Stage, struck
from tests.flows.test_processes import below
from tests.hub.world import World

SIGNALS = {
    Fault.RUN_KILLED: signal.SIGKILL,
    Fault.TERMINATED: signal.SIGTERM,
    Fault.HUNG_UP: signal.SIGHUP,
    Fault.INTERRUPTED: signal.SIGINT,
}


def command_signalled(stage: Stage) -> Scene:
    """The command is sent the signal of the fault."""
    return struck(stage, lambda world, run: kill([run.pid], SIGNALS[stage.fault]))


def all_killed(stage: Stage) -> Scene:
    """The run and all it started, as in a power cut."""
    return struck(stage, lambda world, run: kill([run.pid, *below(run.pid)]))


def workers_killed(stage: Stage) -> Scene:
    """Single workers, one to five times."""
    return struck(stage, partial(_one_by_one, stage, stage.chance.randint(1, 5)))


def _one_by_one(stage: Stage, times: int, world: World, run: Run) -> None:
    for _ in range(times):
        if found := sorted(workers(run)):
            kill([stage.chance.choice(found)])
        time.sleep(stage.chance.uniform(0, 2))


def two_runs(stage: Stage) -> Scene:
    """A second run begins while the first is at work."""
    world, moment = stage.world(), stage.moment()

    def runs() -> Iterator[Run]:
        run = begun(world, stage.environment)
        moment(world, run)
        second = begun(world, stage.environment)
        yield run
        yield second

    return Scene(world=world, runs=runs)
