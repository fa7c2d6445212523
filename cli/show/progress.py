"""Progress bars on the terminal, one for each step of a run, or of a move."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from cli.show.console import Console
from domain.text import Locale, Text

LABELS = {
    "decision": Text("Factures lues et décidées", "Invoices read and decided"),
    "remise": Text("Factures remises aux destinataires", "Invoices delivered to recipients"),
    "retour": Text("Certificats et comptes rendus", "Certificates and reports of deposit"),
    "statuts": Text("Réponses suivies", "Answers followed"),
    "etats": Text("États de suivi (CSV)", "Status reports (CSV)"),
    "copie": Text("Paquets et fichiers copiés", "Packs and files copied"),
    "relecture": Text("Contenus relus", "Contents read back"),
}
"""By step, as the flows and the move of the store name it."""


class Bars:
    """One bar a step; safe to call from several threads."""

    def __init__(self, progress: Progress, locale: Locale) -> None:
        self._locale = locale
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
                # The step had no expected count: what is done is shown as the whole.
                self._progress.update(bar, total=task.completed)

    def _bar(self, step: str) -> TaskID:
        if step not in self._bars:
            self._bars[step] = self._progress.add_task(LABELS[step].in_(self._locale), total=0)
        return self._bars[step]


@contextmanager
def bars(locale: Locale, *, quiet: bool) -> Iterator[Bars]:
    """Bars on the terminal's error stream until the block ends; none when ``quiet``."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:36}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), disable=quiet) as progress:
        yield Bars(progress, locale)
