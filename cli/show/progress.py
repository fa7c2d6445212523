"""Bars in the terminal for what the flows tell."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

LABELS = {
    "decision": "Factures lues et décidées",
    "remise": "Factures remises aux destinataires",
    "retour": "Certificats et comptes rendus",
    "statuts": "Réponses suivies",
    "etats": "États de suivi (CSV)",
}


class Bars:
    """One bar a step; safe to call from several threads."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._lock = Lock()
        self._bars: dict[str, TaskID] = {}

    def expect(self, step: str, count: int) -> None:
        """Makes the step's bar longer."""
        with self._lock:
            bar = self._bar(step)
            total = (self._progress.tasks[self._progress.task_ids.index(bar)].total or 0) + count
            self._progress.update(bar, total=total)

    def advance(self, step: str, count: int) -> None:
        """Fills the step's bar."""
        with self._lock:
            bar = self._bar(step)
            self._progress.advance(bar, count)
            task = self._progress.tasks[self._progress.task_ids.index(bar)]
            if task.total is None or task.completed > task.total:
                # Nobody said how much there would be: what is done is all there is to know.
                self._progress.update(bar, total=task.completed)

    def _bar(self, step: str) -> TaskID:
        if step not in self._bars:
            self._bars[step] = self._progress.add_task(LABELS.get(step, step), total=0)
        return self._bars[step]


@contextmanager
def bars(*, quiet: bool) -> Iterator[Bars]:
    """Bars on the terminal's error stream until the block ends; none when ``quiet``."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:36}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), disable=quiet) as progress:
        yield Bars(progress)
