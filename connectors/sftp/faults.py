"""Refusals of an SFTP server as faults with a remedy."""

import re

from connectors.faults import name_too_long, vanished
from connectors.sftp.wire import Attributes, Code, Cut, Handle, Reply, Status
from domain.errors import AccessRefused, NameTooLong, NavetteError, Unavailable
from domain.text import Text

GONE = frozenset({Code.NO_SUCH_FILE, Code.NO_SUCH_PATH})
_LOST = frozenset({Code.NO_CONNECTION, Code.CONNECTION_LOST})
_RIGHTS = frozenset({Code.PERMISSION_DENIED, Code.WRITE_PROTECT})
_ROOM = frozenset({Code.NO_SPACE, Code.QUOTA_EXCEEDED})
_LIMIT = re.compile(r"(?i)too many|maximum|limit|exceed|no more|busy|EMFILE|ENFILE")
"""What servers say when no further file may be open (EMFILE, or a limit of their own), whatever the code."""
_TOO_LONG = re.compile(r"(?i)name\b.{0,20}\btoo long|ENAMETOOLONG")
"""What servers say of a name they do not take, whatever the code."""
_ASK_RIGHTS = Text(
    "Demandez à l'exploitant du serveur les droits sur ce fichier ou ce dossier.",
    "Ask the server's operator for the rights on this file or folder.",
)
_ASK_ROOM = Text("Demandez à l'exploitant du serveur de faire de la place.", "Ask the server's operator to make room.")
_LOOK = Text(
    "Le serveur ne donne pas de raison : vérifiez son espace disque, son quota et ses journaux, puis relancez.",
    "The server gives no reason: look at its disk space, quota and logs, then run again.",
)


def is_gone(answer: Reply) -> bool:
    """Whether the status is "no such file"."""
    return isinstance(answer, Status) and answer.code in GONE


def is_ok(answer: Reply) -> bool:
    """Whether the status is success."""
    return isinstance(answer, Status) and answer.code == Code.OK


def must(answer: Reply, name: str) -> None:
    """Raises the fault about ``name`` unless the reply is success."""
    if not is_ok(answer):
        raise fault(answer, name)


class NotOpened(Exception):
    """The server opens no further file or folder, perhaps because too many are open.

    ``says_so``: whether its words name a limit; many servers say nothing but "Failure".
    """

    def __init__(self, fault: NavetteError, *, says_so: bool) -> None:
        super().__init__(fault)
        self.fault, self.says_so = fault, says_so


def handle_of(answer: Reply, name: str) -> bytes:
    """The handle of ``name`` in the reply. Raises the fault when it was not opened, and :class:`NotOpened` when that
    may be because of those that are open.
    """
    if isinstance(answer, Handle):
        return answer.value
    error = fault(answer, name)
    if isinstance(answer, Status) and answer.code not in GONE and not isinstance(error, NameTooLong):
        says_so = bool(_LIMIT.search(answer.text))
        if says_so or answer.code == Code.FAILURE:
            raise NotOpened(error, says_so=says_so)
    raise error


def attributes_of(answer: Reply, name: str) -> Attributes:
    """The attributes of ``name`` in the reply; raises the fault when there are none."""
    if isinstance(answer, Attributes):
        return answer
    raise fault(answer, name)


def fault(answer: Reply, name: str) -> NavetteError:
    """The fault for a refused request about ``name``. Raises :class:`Cut` when it is about the connection."""
    if not isinstance(answer, Status) or answer.code in _LOST:
        raise Cut(
            Text(
                f"le serveur a répondu hors de son tour à propos de {name!r}",
                f"the server answered out of turn about {name!r}",
            )
        )
    if answer.code in GONE:
        return vanished(name)
    if _TOO_LONG.search(answer.text):
        return name_too_long(name, answer.text)
    message = Text(
        f"{{name!r}} : le serveur dit {answer.text!r} (code {answer.code}).",
        f"{{name!r}}: the server says {answer.text!r} (code {answer.code}).",
    )
    if answer.code in _RIGHTS:
        return AccessRefused.about(name, message, _ASK_RIGHTS)
    if answer.code in _ROOM:
        return Unavailable.about(name, message, _ASK_ROOM)
    return Unavailable.about(name, message, _LOOK)
