"""Hidden files that earlier tries have left: a line that is cut leaves one each time, since nothing else can be sent.

The first has the usual hidden name (:func:`connectors.names.part_name`). As long as it is there the next tries take
names that nobody can foresee, so their folder is listed to find them: once for each connection, however many files it
was cut in, and only when the usual name was taken. It is removed last, so that it tells of the others until they are
gone.
"""

import stat
from dataclasses import dataclass

from connectors.names import is_another_part_name
from connectors.sftp.faults import NotOpened
from connectors.sftp.folders import leads_elsewhere
from connectors.sftp.jobs import Ask, Conversation
from connectors.sftp.listing import look
from connectors.sftp.remote import Remote
from connectors.sftp.session import Session
from connectors.sftp.wire import Attributes, MessageType, Reply, on
from domain.errors import NavetteError

_FILE = {stat.S_IFREG, None}
LIVE = 5.0
"""Seconds, by the server's clock, for which another run may be about to rename its file of the usual name: it would
rename the next one that is made under it. The other names are given once.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What was there when a try began."""

    path: bytes
    seen: Attributes
    ours: bool
    """Whether no other run can be about to rename it."""


class EarlierParts:
    """Those of one batch of files, in each of its folders."""

    def __init__(self) -> None:
        self._session: Session | None = None
        self._listed: dict[str, tuple[str, ...] | None] = {}
        """By folder, its hidden names; ``None`` while another conversation lists it."""
        self._asked: set[bytes] = set()
        """Usual names that tries of this batch have asked for, and not been refused: the reply may have been lost."""

    def ask(self, path: bytes) -> bool:
        """Notes that the usual name ``path`` is asked for; whether an earlier try may have got it."""
        again = path in self._asked
        self._asked.add(path)
        return again

    def refused(self, path: bytes) -> None:
        """Notes that somebody else had the usual name ``path``."""
        self._asked.discard(path)

    def of(self, remote: Remote, folder: str, part: str) -> Conversation[tuple[Earlier, ...]]:
        """The regular files of ``folder`` that earlier tries made because ``part`` was taken. None when the folder
        cannot be listed: a recipient may let us write there and no more.
        """
        names = [name for name in (yield from self._names(remote, folder)) if is_another_part_name(name, part)]
        paths = [remote.file(folder, name) for name in names]
        if not paths:
            return ()
        answers = yield Ask(tuple(on(MessageType.LSTAT, path) for path in paths))
        return tuple(
            Earlier(path=path, seen=seen, ours=True)
            for path, seen in zip(paths, answers, strict=True)
            if isinstance(seen, Attributes) and seen.kind in _FILE
        )

    def _names(self, remote: Remote, folder: str) -> Conversation[tuple[str, ...]]:
        if self._session is not remote.session:  # what an earlier connection saw is older than its own tries
            self._session, self._listed = remote.session, {}
        if folder not in self._listed:
            self._listed[folder] = None
            self._listed[folder] = yield from _hidden(remote, folder)
        while (names := self._listed[folder]) is None:
            yield Ask((on(MessageType.LSTAT, remote.folder(folder)),))
        return names


def removed(earlier: tuple[Earlier, ...], now: float | None) -> Conversation[None]:
    """Removes those to which nobody has written since they were seen, unless another run may be at work on one. ``now``
    is the moment of the file that was put in place (seconds since 1970, by the server's clock).
    """
    left = [one for one in earlier if one.ours or _is_old(one.seen, now)]
    if not left:
        return
    looks = [(on(MessageType.LSTAT, one.path), on(MessageType.REALPATH, one.path)) for one in left]
    answers = yield Ask(tuple(request for look in looks for request in look))
    still = zip(left, answers[::2], answers[1::2], strict=True)
    gone = [one.path for one, seen, real in still if seen == one.seen and _is_itself(one, real)]
    if gone:
        yield Ask(tuple(on(MessageType.REMOVE, path) for path in gone))


def _is_old(seen: Attributes, now: float | None) -> bool:
    if now is None or seen.modified is None or seen.kind not in _FILE:
        return True
    return now - seen.modified >= LIVE


def _is_itself(one: Earlier, real: Reply) -> bool:
    """Whether removing it removes nothing else: some servers follow a link, and show it by its real path only."""
    return one.seen.kind == stat.S_IFLNK or not leads_elsewhere(real, one.path)


def _hidden(remote: Remote, folder: str) -> Conversation[tuple[str, ...]]:
    try:
        found = yield from look(remote, folder)
    except (NavetteError, NotOpened):
        return ()
    return tuple(entry.name for entry in found.files if entry.name.startswith("."))
