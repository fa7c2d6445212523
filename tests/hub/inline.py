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
    receive_answers = answers.receive_answers(Inline(), config, place, drops, everybody=True)
    return with_what_waits(place, drops, (*receive_answers, *finish(Inline(), config, place, drops)))


def night_counted(config: Path, count_file: Path) -> None:
    """The night; ``count_file`` gets the number of moments it had, in the sense of :func:`killed`."""
    counted(night, config, count_file)


def night_killed(config: Path, moment: int) -> None:
    """The night, :func:`killed`."""
    killed(night, config, moment)


def counted(run: Callable[[Path], object], config: Path, count_file: Path) -> None:
    """``run``; ``count_file`` gets the number of moments it had."""
    moments = _Moments(0)
    sys.setprofile(moments)
    run(config)
    sys.setprofile(None)
    count_file.write_text(str(moments.count))


def killed(run: Callable[[Path], object], config: Path, moment: int) -> None:
    """``run``, until this process kills itself (SIGKILL) at the ``moment``-th call made by Navette's code.

    Calls into C count too: the moments before and after each rename, synchronisation or commit are among them.
    """
    sys.setprofile(_Moments(moment))
    run(config)


class _Moments:
    def __init__(self, last: int) -> None:
        self._last = last
        self.count = 0

    def __call__(self, frame: FrameType, event: str, argument: object) -> None:
        if event in {"call", "c_call", "c_return"} and frame.f_code.co_filename.startswith(OURS):
            self.count += 1
            if self.count == self._last:
                os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sys.stdout.write(
        "\n".join(trouble.text.en for drop_counts in night(Path(sys.argv[1])) for trouble in drop_counts.troubles)
    )
