"""Hidden files that earlier tries have left: a line that is cut leaves one each time, since nothing else can be sent.

The first has the usual hidden name (:func:`connectors.names.part_name`). As long as it is there the next tries take
names that nobody can foresee, so their folder is listed to find them: once for each connection, however many files it
was cut in, and only when the usual name was taken. It is removed last, so that it tells of the others until they are
gone.
"""

import stat

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
Seen = tuple[bytes, Attributes]
"""A path, and what was there when a try began."""


class EarlierParts:
    """Those of one batch of files, in each of its folders."""

    def __init__(self) -> None:
        self._session: Session | None = None
        self._listed: dict[str, tuple[str, ...] | None] = {}
        """By folder, its hidden names; ``None`` while another conversation lists it."""

    def of(self, remote: Remote, folder: str, part: str) -> Conversation[tuple[Seen, ...]]:
        """The regular files of ``folder`` that earlier tries made because ``part`` was taken. None when the folder
        cannot be listed: a recipient may let us write there and no more.
        """
        names = [name for name in (yield from self._names(remote, folder)) if is_another_part_name(name, part)]
        paths = [remote.file(folder, name) for name in names]
        if not paths:
            return ()
        answers = yield Ask(tuple(on(MessageType.LSTAT, path) for path in paths))
        pairs = zip(paths, answers, strict=True)
        return tuple((path, seen) for path, seen in pairs if isinstance(seen, Attributes) and seen.kind in _FILE)

    def _names(self, remote: Remote, folder: str) -> Conversation[tuple[str, ...]]:
        if self._session is not remote.session:  # what an earlier connection saw is older than its own tries
            self._session, self._listed = remote.session, {}
        if folder not in self._listed:
            self._listed[folder] = None
            self._listed[folder] = yield from _hidden(remote, folder)
        while (names := self._listed[folder]) is None:
            yield Ask((on(MessageType.LSTAT, remote.folder(folder)),))
        return names


def removed(earlier: tuple[Seen, ...]) -> Conversation[None]:
    """Removes those to which nobody has written since they were seen: another run may be writing one."""
    if not earlier:
        return
    asked = [(on(MessageType.LSTAT, path), on(MessageType.REALPATH, path)) for path, _ in earlier]
    answers = yield Ask(tuple(request for both in asked for request in both))
    still = zip(earlier, answers[::2], answers[1::2], strict=True)
    ours = [path for (path, before), now, real in still if now == before and _may_go(before, real, path)]
    if ours:
        yield Ask(tuple(on(MessageType.REMOVE, path) for path in ours))


def _may_go(before: Attributes, real: Reply, path: bytes) -> bool:
    """A link that REALPATH resolves goes itself; a server that would follow it shows no link."""
    return before.kind == stat.S_IFLNK or not leads_elsewhere(real, path)


def _hidden(remote: Remote, folder: str) -> Conversation[tuple[str, ...]]:
    try:
        found = yield from look(remote, folder)
    except (NavetteError, NotOpened):
        return ()
    return tuple(entry.name for entry in found.files if entry.name.startswith("."))
