"""What an SFTP server refuses, as faults with a remedy."""

from connectors.faults import vanished
from connectors.sftp.wire import Attributes, Code, Cut, Handle, Reply, Status
from domain.errors import AccessRefused, NavetteError, Unavailable
from domain.text import Text

GONE = frozenset({Code.NO_SUCH_FILE, Code.NO_SUCH_PATH})
_LOST = frozenset({Code.NO_CONNECTION, Code.CONNECTION_LOST})
_RIGHTS = frozenset({Code.PERMISSION_DENIED, Code.WRITE_PROTECT})
_ROOM = frozenset({Code.NO_SPACE, Code.QUOTA_EXCEEDED})
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
    """Whether the server says there is no such file."""
    return isinstance(answer, Status) and answer.code in GONE


def is_ok(answer: Reply) -> bool:
    """Whether the server did what was asked."""
    return isinstance(answer, Status) and answer.code == Code.OK


def must(answer: Reply, name: str) -> None:
    """Pass when the server did what was asked of ``name``; else raise the fault."""
    if not is_ok(answer):
        raise fault(answer, name)


def handle_of(answer: Reply, name: str) -> bytes:
    """The handle of ``name``; raises the fault when it did not open."""
    if isinstance(answer, Handle):
        return answer.value
    raise fault(answer, name)


def attributes_of(answer: Reply, name: str) -> Attributes:
    """What the server says of ``name``; raises the fault when it says nothing."""
    if isinstance(answer, Attributes):
        return answer
    raise fault(answer, name)


def fault(answer: Reply, name: str) -> NavetteError:
    """The fault behind a refusal met on ``name``. Raises :class:`Cut` when it is about the connection."""
    if not isinstance(answer, Status) or answer.code in _LOST:
        raise Cut(
            Text(
                f"le serveur a répondu hors de son tour à propos de {name!r}",
                f"the server answered out of turn about {name!r}",
            )
        )
    if answer.code in GONE:
        return vanished(name)
    message = Text(
        f"{name!r} : le serveur dit {answer.text!r} (code {answer.code}).",
        f"{name!r}: the server says {answer.text!r} (code {answer.code}).",
    )
    if answer.code in _RIGHTS:
        return AccessRefused(message, _ASK_RIGHTS)
    if answer.code in _ROOM:
        return Unavailable(message, _ASK_ROOM)
    return Unavailable(message, _LOOK)
