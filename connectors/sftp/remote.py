"""An SFTP session with the root that paths are relative to."""

from dataclasses import dataclass

from connectors.names import safe_name, steps
from connectors.sftp.session import Session

POSIX_RENAME = b"posix-rename@openssh.com"
FSYNC = b"fsync@openssh.com"
LIMITS = b"limits@openssh.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """``root`` is the real path of the root on the server, without links."""

    session: Session
    root: bytes

    def offers(self, extension: bytes) -> bool:
        """Whether the server announced ``extension``."""
        return extension in self.session.extensions

    def folder(self, folder: str) -> bytes:
        """Path of ``folder``. Raises :class:`AccessRefused` when it would lead out of the root."""
        return b"/".join([self.root.rstrip(b"/"), *(encoded(step) for step in steps(folder))]) or b"/"

    def file(self, folder: str, name: str) -> bytes:
        """Path of the file ``name`` of ``folder``. Raises :class:`AccessRefused`."""
        return self.folder(folder).rstrip(b"/") + b"/" + encoded(safe_name(name))


def encoded(name: str) -> bytes:
    """``name`` in the server's bytes."""
    return name.encode("utf-8", "surrogateescape")


def decoded(name: bytes) -> str:
    """A name from the server as text; bytes that are no UTF-8 survive as surrogate escapes."""
    return name.decode("utf-8", "surrogateescape")
