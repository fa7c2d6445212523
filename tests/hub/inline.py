"""A night without a Prefect server: the flows' own steps, in their own order, one after the other in this process."""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from flows import answers, nightly, steps
from flows.finishing import finish
from hub.runtime.run_counts import RunCounts
from hub.runtime.what_waits import with_what_waits

ROOT = str(Path(__file__).resolve().parents[2])
OURS = tuple(f"{ROOT}/{room}/" for room in ("flows", "hub", "ledger", "connectors", "exporters"))


@dataclass(frozen=True)
class Answer:
    """What a future of Prefect says."""

    value: Any

    def result(self, raise_on_failure: bool = True) -> Any:
        if raise_on_failure and isinstance(self.value, BaseException):
            raise self.value
        return self.value


class Inline:
    """Carries each task out as soon as it is given."""

    def submit(self, task: Any, parameters: dict[str, Any]) -> Answer:
        try:
            return Answer(task.fn(**parameters))
        except Exception as error:  # noqa: BLE001 - as Prefect does
            return Answer(error)


def night(config: Path) -> tuple[RunCounts, ...]:
    """The whole night, for every drop."""
    place = steps.begin(config)
    return nightly.whole(Inline(), config, place, [drop.name for drop in place.settings.drops], list)


def follow(config: Path) -> tuple[RunCounts, ...]:
    """What was answered since, and what it changed, without the night."""
    place = steps.begin(config)
    drops = [drop.name for drop in place.settings.drops]
    receive_answers = answers.receive_answers(Inline(), config, place, drops)
    return with_what_waits(place, drops, (*receive_answers, *finish(Inline(), config, place, drops)))


def night_counted(config: Path, count_file: Path) -> None:
    """The night; ``count_file`` gets the number of moments it had, in the sense of :func:`killed`."""
    counted(night, config, count_file)


def night_killed(config: Path, moment: int) -> None:
    """The night, :func:`killed`."""
    killed(night, config, moment)


def counted(run: Callable[[Path], object], config: Path, count_file: Path) -> None:
    """``run``; ``count_file`` gets the number of moments it had."""
    reached = [0]
    sys.setprofile(_moments(reached, 0))
    run(config)
    sys.setprofile(None)
    count_file.write_text(str(reached[0]))


def killed(run: Callable[[Path], object], config: Path, moment: int) -> None:
    """``run``, until this process kills itself (SIGKILL) at the ``moment``-th call made by Navette's code.

    Calls into C count too: the moments before and after each rename, synchronisation or commit are among them.
    """
    sys.setprofile(_moments([0], moment))
    run(config)


def _moments(reached: list[int], last: int) -> Callable[[FrameType, str, object], None]:
    """Counts moments in ``reached`` and ends this process at the ``last``. Python calls it at each call that anything
    makes: what a file is, is looked up once.
    """
    ours: dict[str, bool] = {}

    def moment(frame: FrameType, event: str, argument: object) -> None:
        file = frame.f_code.co_filename
        if file not in ours:
            ours[file] = file.startswith(OURS)
        if ours[file] and event in {"call", "c_call", "c_return"}:
            reached[0] += 1
            if reached[0] == last:
                os.kill(os.getpid(), signal.SIGKILL)

    return moment


if __name__ == "__main__":
    sys.stdout.write(
        "\n".join(trouble.text.en for drop_counts in night(Path(sys.argv[1])) for trouble in drop_counts.troubles)
    )
