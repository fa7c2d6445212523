"""Faults of Navette and of its environment. A supplier's fault is never here: it is a Finding.

::

    NavetteError                 what an operator reads: one sentence and its remedy
    |-- SettingsError            navette.toml or the environment is wrong; nothing was started
    |-- AnnuaireError            the directory files are broken; the directory in use is unchanged
    |-- LedgerError              the ledger refuses: an illegal transition, a schema too old or too new
    |   |-- Unsearchable         a search that cannot be run: the user corrects it
    |   `-- NotAllowed           somebody asked for what he has no right to; nothing was done
    |-- NotIdentified            what a provider of identities answers does not say who somebody is; nobody is connected
    |-- Undecided                a document could not be checked to the end: it is checked again later
    |   |-- Unequipped           because a program or rules of this machine are missing
    |   +-- PutOff               because its account has used up the time it may lose in a run
    |   `-- NoWorkers            because no process that reads documents starts on this machine
    |-- Unexpected               an exception that nobody foresaw stopped the work on one thing; it is tried again
    |-- HostKeyRefused           the server's key is unknown or changed; never retried
    |-- AccessRefused            login or rights refused; never retried
    |-- NameTooLong              a server takes no name of this length; never retried under it
    |-- DoorClosed               a door did not open in this run; not retried before the next
    `-- Unavailable              may pass by itself: the only one that is retried
        |-- Unreachable          the server itself does not answer: nothing behind its door can be reached
        |-- Absent               bytes that the ledger knows cannot be had now (a LedgerError too)
        |   `-- Missing          because their disk, or server, says that they are not there
        `-- Vanished             the file was there and is gone
            `-- PutBack          another file was moved in its place, and put back: it waits
"""

import re
from dataclasses import dataclass
from typing import Self

from domain.text import NOTHING, Locale, Text, on_one_line

_NAME = re.compile(r"\{name(!r)?\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultCause:
    """Why something stayed undone: ``words`` are equal for everything that one cause stopped."""

    words: Text
    """The message and its remedy, with ``{name}`` or ``{name!r}`` where they name what was stopped."""
    name: str = ""
    """The file, folder or document that was stopped; empty when the words name none."""

    @property
    def text(self) -> Text:
        """The words with the name."""
        return _named(self.words, self.name)


class NavetteError(Exception):
    """A fault of ours or of the world, with what to do about it, in French and in English.

    ``str(error)`` is the French: the language of logs and of whoever does not choose.
    """

    def __init__(self, message: Text, remedy: Text = NOTHING) -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy
        self._cause: FaultCause | None = None

    @classmethod
    def about(cls, name: str, message: Text, remedy: Text = NOTHING) -> Self:
        """The fault that stopped the file, folder or document ``name``, written ``{name}`` (or, quoted and escaped,
        ``{name!r}``) in ``message`` and ``remedy``: of two names, the causes differ by the name alone.
        """
        fault = cls(_named(message, name), _named(remedy, name))
        words = cls(message, remedy).text
        fault._cause = FaultCause(words=words, name=name if _NAME.search(words.fr) else "")
        return fault

    @property
    def cause(self) -> FaultCause:
        """Why, apart from what was stopped."""
        return self._cause or FaultCause(words=self.text)

    def in_(self, locale: Locale) -> str:
        """The message and its remedy, in ``locale``."""
        return f"{self.message.in_(locale)} {self.remedy.in_(locale)}".strip()

    @property
    def text(self) -> Text:
        """The message and its remedy, in both languages."""
        return Text(self.in_(Locale.FR), self.in_(Locale.EN))

    def __str__(self) -> str:
        return self.in_(Locale.FR)


class SettingsError(NavetteError):
    """Settings that cannot be used."""


class AnnuaireError(NavetteError):
    """Directory files that cannot be used."""


class LedgerError(NavetteError):
    """The ledger refuses the operation."""


class Unsearchable(LedgerError):
    """A search that cannot be run as written."""


class NotAllowed(LedgerError):
    """Who asked for it has no right to it; nothing was done."""


class NotIdentified(NavetteError):
    """What a provider of identities answers does not prove who somebody is: nobody is connected."""


class Undecided(NavetteError):
    """A document could not be read or checked to the end, which says nothing about it."""


class Unequipped(Undecided):
    """A program, or a body of rules, that the work needs cannot be had here."""


class PutOff(Undecided):
    """A document was not looked at in this run: its account has used up the time it may lose."""


class NoWorkers(Undecided):
    """No document was looked at: the processes that read them do not start on this machine."""


class Unexpected(NavetteError):
    """Something that nobody foresaw went wrong with one document, file or message; all others go on."""


class HostKeyRefused(NavetteError):
    """The SFTP server's key is unknown, or is not the one on record."""


class AccessRefused(NavetteError):
    """Login, password, key or rights refused."""


class NameTooLong(NavetteError):
    """The file's name is longer than its server, or its disk, takes."""


class DoorClosed(NavetteError):
    """A door did not open earlier in this run, for the reason that is given; ``door`` is its name in the settings."""

    def __init__(self, message: Text, remedy: Text = NOTHING, door: str = "") -> None:
        super().__init__(message, remedy)  # pickled with these two arguments, and ``door`` as an attribute
        self.door = door


class Unavailable(NavetteError):
    """Something outside does not answer now; trying again later may help."""


class Unreachable(Unavailable):
    """The server behind a door does not answer, or its line breaks again and again."""


class Absent(LedgerError, Unavailable):
    """Bytes that the ledger knows cannot be had now: which says nothing about them. Retried, then told."""


class Missing(Absent):
    """What keeps the bytes says that they are not there; so does a disk that is not mounted. No refusal is that."""


class Vanished(Unavailable):
    """A file that was listed is no longer there."""


class PutBack(Vanished):
    """A file was replaced at the moment it was moved: the other one is back in its folder, and was not read."""


def _named(words: Text, name: str) -> Text:
    plain = on_one_line(name)
    return Text(*(_NAME.sub(lambda found: repr(name) if found[1] else plain, sentence) for sentence in words))
