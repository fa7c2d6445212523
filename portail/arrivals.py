"""How many files arrive at once in one process: in all, and of one account."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from domain.errors import NavetteError, Unavailable
from domain.text import Text

MOST = 24
"""Files that arrive at once, of all accounts."""
MOMENT = 30
"""Seconds after which who had too many on the way may ask again."""


class TooMany(NavetteError):
    """The account sends more files than it may."""

    def __init__(self, what: Text, remedy: Text, again: int) -> None:
        """``again``: seconds after which it may."""
        super().__init__(what, remedy)
        self.again = again


@dataclass(slots=True)
class Arrivals:
    """Those that are on the way now, by account."""

    by_account: Counter[int] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)

    @contextmanager
    def one_of(self, compte_id: int, most: int) -> Iterator[None]:
        """One more file of this account, until the end of the block.

        Raises :class:`TooMany` when ``most`` of it are on the way, :class:`domain.errors.Unavailable` when
        :data:`MOST` are of all accounts.
        """
        with self.lock:
            if self.by_account[compte_id] >= most:
                raise TooMany(_OWN.with_({"most": most}), _AGAIN, MOMENT)
            if self.by_account.total() >= MOST:
                raise Unavailable(_FULL, _AGAIN)
            self.by_account[compte_id] += 1
        try:
            yield
        finally:
            with self.lock:
                self.by_account[compte_id] -= 1
                self.by_account += Counter()  # forgets those that have none


_FULL = Text("Beaucoup de fichiers arrivent en ce moment.", "Many files are arriving now.")
_OWN = Text(
    "{most} fichiers de ce compte arrivent déjà en même temps.", "{most} files of this account are arriving already."
)
_AGAIN = Text("Rien n'a été envoyé : recommencez dans une minute.", "Nothing was sent: try again in a minute.")
