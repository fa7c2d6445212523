"""The output of the command: streams that are closed from the start, and those that take nothing more (a full disk)."""

import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from domain import system_faults
from domain.errors import NavetteError
from domain.text import Text

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_FIRST = (0, 1, 2)
"""The descriptors of input, output and messages."""


def prepare() -> None:
    """Makes writing to the output, or to messages, raise :class:`NavetteError` when it cannot be done; one that was
    closed (``>&-``) goes nowhere, and no file that is opened later takes its descriptor.
    """
    for descriptor in _FIRST:
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
    sys.stdout, sys.stderr = _told(sys.stdout, 1), _told(sys.stderr, 2)


def give_up() -> None:
    """Has what is left of an output that takes nothing more go nowhere: the interpreter would complain at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (NavetteError, OSError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class _Told(io.FileIO):
    """A stream whose write errors are ours to say; that of a reader who left stays what it is."""

    def write(self, data: "ReadableBuffer", /) -> int:
        try:
            return super().write(data)
        except (BrokenPipeError, BlockingIOError):
            raise
        except OSError as error:
            reason = system_faults.sentence(error)
            raise NavetteError(
                Text(
                    f"La sortie de la commande ne peut pas être écrite : {reason.fr}.",
                    f"The output of the command cannot be written: {reason.en}.",
                ),
                Text(
                    "Ce qui a été fait reste fait ; vérifiez où elle est dirigée, et le disque.",
                    "What was done stays done; check where it is directed, and the disk.",
                ),
            ) from error


def _told(stream: Any, descriptor: int) -> io.TextIOWrapper:
    """A stream like ``stream`` (``None`` when it was closed). File names may hold bytes that are not UTF-8, and the
    terminal may use another encoding.
    """
    raw = _Told(descriptor, "w", closefd=False)
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=encoding,
        errors="replace",
        line_buffering=raw.isatty() or descriptor == _FIRST[-1],
        write_through=bool(getattr(stream, "write_through", False)),
    )
