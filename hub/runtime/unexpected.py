"""An exception that nobody foresaw, as the answer of the one document, file or message it happened with."""

import traceback
from pathlib import Path
from typing import NoReturn

from domain.errors import NavetteError, Unexpected
from domain.text import Text

_ROOT = Path(__file__).resolve().parents[2]
_PANIC = "PanicException"
"""What a library written in Rust raises where it should not have failed; it is no ``Exception``."""
_REMEDY = Text(
    "Le reste continue ; ceci sera repris au prochain passage. Signalez-le avec cette phrase.",
    "The rest goes on; this is taken up again at the next run. Report it with this sentence.",
)


def as_fault(error: BaseException, name: str) -> NavetteError:
    """What to tell about ``error``, which came while ``name`` was processed: itself when it is a
    :class:`~domain.errors.NavetteError`, else an :class:`~domain.errors.Unexpected` that says where it came from.

    Raises ``error`` again when it is not about ``name``: an interruption, or the memory of the whole process.
    """
    if isinstance(error, NavetteError):
        return error
    reason = reason_of(error)
    return Unexpected.about(
        name,
        Text(
            f"« {{name}} » : erreur imprévue ({reason}).",
            f"“{{name}}”: unexpected error ({reason}).",
        ),
        _REMEDY,
    )


def reason_of(error: BaseException) -> str:
    """The kind of ``error`` and the place in our code, such as ``KeyError, parsers/pdf/fonts.py:88``. What the error
    says itself is left out: it may hold anything of the file.

    Raises ``error`` again when it is not about the work: an interruption, or the memory of the whole process.
    """
    if isinstance(error, MemoryError) or not (isinstance(error, Exception) or type(error).__name__ == _PANIC):
        _again(error)
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _is_ours(frame.filename)]
    kind = type(error).__name__
    if not ours:
        return kind
    return f"{kind}, {Path(ours[-1].filename).relative_to(_ROOT).as_posix()}:{ours[-1].lineno}"


def _is_ours(filename: str) -> bool:
    path = Path(filename)
    return path.is_relative_to(_ROOT) and "site-packages" not in path.parts


def _again(error: BaseException) -> NoReturn:
    raise error
