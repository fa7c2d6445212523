"""Whether worker processes start at all on this machine, so that a broken one costs a run seconds and one sentence."""

from collections.abc import Callable
from threading import Lock

from domain.errors import NoWorkers
from domain.text import Text

NO_WORKERS = Text(
    "Aucun des processus qui lisent et écrivent les documents ne démarre sur cette machine.",
    "None of the processes that read and write documents starts on this machine.",
)
REMEDY = Text(
    "Rien n'est décidé ni perdu : le prochain passage reprend tout. Vérifiez la mémoire libre, le nombre de processus "
    "permis (`ulimit -u`) et l'installation de Navette ; `navette check` sur un fichier dit si c'est réparé.",
    "Nothing is decided and nothing lost: the next run takes up everything. Check free memory, the number of "
    "processes allowed (`ulimit -u`) and the installation of Navette; `navette check` on a file says whether it "
    "is mended.",
)
TRIES = 2
"""How often an empty job is given before it is concluded that no worker starts."""


class WorkerStarts:
    """What the jobs of one worker pool say about it. Its threads share it.

    A lost job says nothing as long as another was answered since the last loss: its document may have ended its
    worker. Else an empty job is given, and when that is lost too, no worker is asked for any more in this run.
    """

    def __init__(self) -> None:
        self._starts: bool | None = None
        self._lock = Lock()

    @property
    def never(self) -> bool:
        """Whether no worker starts."""
        return self._starts is False

    def answered(self) -> None:
        """A job was answered."""
        if self._starts is None:
            self._starts = True

    def lost(self, give_empty_job: Callable[[], bool]) -> bool:
        """A job was lost; whether workers start. ``give_empty_job``: whether an empty one is answered."""
        with self._lock:
            if self._starts:
                self._starts = None
                return True
            if self._starts is None and not any(give_empty_job() for _ in range(TRIES)):
                self._starts = False
            return self._starts is not False

    @property
    def fault(self) -> NoWorkers | None:
        """Why nothing is read, when no worker starts."""
        return no_workers() if self.never else None

    def forget(self) -> None:
        """Forgets that no worker started, at the beginning of a run."""
        self._starts = None


def no_workers() -> NoWorkers:
    """The fault of everything that was given to workers which do not start: one for all, so that it is said once."""
    return NoWorkers(NO_WORKERS, REMEDY)
