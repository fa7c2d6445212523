"""Files that the machines of a run share for some days: kept by their SHA-256, checked when they are fetched, removed
when they are old. No document is among them, and the ledger does not know them.
"""

from collections.abc import Callable
from datetime import date, timedelta
from hashlib import file_digest
from pathlib import Path, PurePosixPath

from domain.errors import LedgerError
from domain.text import Text
from ledger.content_store import durable_files
from ledger.content_store.objects import SHARED, Objects

REFRESHED = timedelta(days=10)
"""Age after which a file that is still used is kept anew: no run lasts so long."""
KEPT = timedelta(days=30)
"""Age after which a file is removed."""
_PIECE = 2**20


class SharedFiles:
    """Those of a store; ``check`` raises when the store is not there."""

    def __init__(self, objects: Objects, check: Callable[[], None]) -> None:
        self._objects, self._check = objects, check

    def put(self, temporary: Path, today: date) -> str:
        """Takes over a file of the store's staging, whole or not at all; its name. Files that are old are removed.

        Raises :class:`domain.errors.Unavailable` when the disk or the server does not answer.
        """
        with durable_files.reported(temporary), temporary.open("rb") as file:
            sha256 = file_digest(file, "sha256").hexdigest()
        self._check()
        there = {key.name: _day(key.name) for key in self._objects.shared()}
        for name, day in there.items():
            if name == _name(day, sha256) and day > today - REFRESHED:
                temporary.unlink()
                return name
        for name, day in there.items():
            if day < today - KEPT:
                self._objects.remove_pack(PurePosixPath(SHARED, name))
        self._objects.replace_pack(temporary, PurePosixPath(SHARED, _name(today, sha256)))
        return _name(today, sha256)

    def fetch(self, name: str, target: Path) -> None:
        """Writes the file of this name to the new file ``target``, for its owner only, once its bytes are checked.

        Raises :class:`domain.errors.Absent` when it is not there now, :class:`domain.errors.LedgerError` when its bytes
        are others.
        """
        with self._objects.fetch(PurePosixPath(SHARED, name)) as file, durable_files.reported(name):
            if _name(_day(name), file_digest(file, "sha256").hexdigest()) != name:
                raise LedgerError(_ALTERED.with_({"name": name}), _AGAIN)
            file.seek(0)
            with durable_files.created(target) as copy:
                while piece := file.read(_PIECE):
                    copy.write(piece)


_ALTERED = Text(
    "Le fichier partagé {name} du stockage des contenus n'a plus ses octets.",
    "The shared file {name} of the content store does not have its bytes any more.",
)
_AGAIN = Text(
    "Retirez-le du stockage, et vérifiez son disque ; le prochain passage l'y remettra.",
    "Remove it from the store, and check its disk; the next run puts it there again.",
)


def _name(day: date, sha256: str) -> str:
    return f"{day.isoformat()}-{sha256}"


def _day(name: str) -> date:
    """The day a file was kept; a name that is none of ours is of no day that will come to an end."""
    try:
        return date.fromisoformat(name[:10])
    except ValueError:
        return date.max
