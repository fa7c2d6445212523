"""Runs tesseract: a grey picture on its standard input, words with boxes and confidences on its output.

No shell, no file on disk, one thread. Its processor time is limited by the kernel, so that it ends even when the
calling process has died; elapsed time only ends a program that no longer works.
"""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from math import ceil
from signal import SIGKILL, SIGXCPU
from threading import Timer
from typing import BinaryIO

from domain.errors import Unequipped
from domain.text import Text
from parsers.ocr.picture import type_grey
from parsers.ocr.processor_budget import ProcessorBudget

PROGRAM = "tesseract"
_PAGE_LEVEL, _WORD_LEVEL, _COLUMNS = 1, 5, 12
_SPARSE = "11"
"""Page segmentation mode: sparse text, as on a form; lines and columns are found by the page reader."""


_STALLED = 900.0
"""Seconds of elapsed time after which a program that still has processor time left is stopped."""


class OutOfBudget(Exception):
    """The processor time of a document was used before its pages were recognised."""


class Stopped(Exception):
    """The program ended without an answer: it crashed, or had not enough memory. That says nothing about the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A word recognised by tesseract; pixels from the top left corner, ``confidence`` from 0 to 1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    line: tuple[int, int, int]
    """Its block, paragraph and line numbers."""


def seen(
    grey: type_grey, *, languages: str, dpi: int, budget: ProcessorBudget, layout: str = _SPARSE
) -> tuple[Seen, ...]:
    """The words of a picture; what tesseract uses is counted in ``budget``.

    Raises :class:`OutOfBudget` and :class:`Stopped`, and :class:`domain.errors.Unequipped` when tesseract or a language
    is missing.
    """
    program = _equipped(languages)
    command = [program, "stdin", "stdout", "-l", languages, "--psm", layout, "--dpi", str(dpi), "tsv"]
    return tuple(_words(_output(command, _portable(grey), budget)))


def lacking(languages: str) -> Unequipped | None:
    """What recognition in ``languages`` lacks on this machine; ``None`` when nothing does."""
    try:
        _equipped(languages)
    except Unequipped as fault:
        return fault
    return None


def _equipped(languages: str) -> str:
    """The program, which knows ``languages``. Raises :class:`domain.errors.Unequipped`."""
    program = _program()
    _check_languages(program, languages)
    return program


def _portable(grey: type_grey) -> bytes:
    """The picture as an uncompressed PGM file."""
    high, wide = grey.shape
    return b"P5\n%d %d\n255\n" % (wide, high) + grey.tobytes()


def _program() -> str:
    found = shutil.which(PROGRAM)
    if found is None:
        raise Unequipped(
            Text(
                "Une page numérisée ne peut pas être lue : tesseract n'est pas installé sur cette machine.",
                "A scanned page cannot be read: tesseract is not installed on this machine.",
            ),
            Text(
                'Installez-le (apt-get install tesseract-ocr tesseract-ocr-fra), ou mettez [reading] ocr = "never".',
                'Install it (apt-get install tesseract-ocr tesseract-ocr-fra), or set [reading] ocr = "never".',
            ),
        )
    return found


@cache
def _languages(program: str) -> frozenset[str]:
    done = subprocess.run(  # noqa: S603
        [program, "--list-langs"], capture_output=True, timeout=20, check=False, text=True, errors="replace"
    )
    if done.returncode:  # not kept: it may answer the next time
        raise Unequipped(
            Text(
                "tesseract ne dit pas quelles langues il connaît.", "tesseract does not say which languages it knows."
            ),
            Text(
                "Essayez `tesseract --list-langs` sur cette machine.", "Try `tesseract --list-langs` on this machine."
            ),
        )
    return frozenset(done.stdout.split()[1:])


def _check_languages(program: str, languages: str) -> None:
    missing = [language for language in languages.split("+") if language not in _languages(program)]
    if missing:
        raise Unequipped(
            Text(
                f"Une page numérisée ne peut pas être lue : tesseract ne connaît pas la langue {missing[0]}.",
                f"A scanned page cannot be read: tesseract does not know the language {missing[0]}.",
            ),
            Text(
                f"Installez-la (apt-get install tesseract-ocr-{missing[0]}), ou changez [reading] ocr_lang.",
                f"Install it (apt-get install tesseract-ocr-{missing[0]}), or change [reading] ocr_lang.",
            ),
        )


def _output(command: list[str], picture: bytes, budget: ProcessorBudget) -> str:
    seconds = ceil(budget.left)
    if seconds <= 0:
        raise OutOfBudget
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
    with (
        _in_memory(picture) as file,
        subprocess.Popen(  # noqa: S603
            command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        ) as process,
    ):
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (seconds, seconds + 1))
        output = _read(process)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    budget.spend(usage.ru_utime + usage.ru_stime)
    if process.returncode in (-SIGXCPU, -SIGKILL) or budget.left < 0:  # the kernel counts whole seconds
        raise OutOfBudget
    if process.returncode:
        raise Stopped
    return output.decode("utf-8", "replace")


def _read(process: "subprocess.Popen[bytes]") -> bytes:
    """What the program writes until it ends; it is stopped when it does neither."""
    stop = Timer(_STALLED, process.kill)
    stop.daemon = True
    stop.start()
    try:
        return process.stdout.read() if process.stdout else b""
    except BaseException:
        process.kill()
        raise
    finally:
        stop.cancel()


@contextmanager
def _in_memory(content: bytes) -> Iterator[BinaryIO]:
    with os.fdopen(os.memfd_create("page"), "w+b") as file:
        file.write(content)
        file.seek(0)
        yield file


def _words(table: str) -> list[Seen]:
    found = []
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) != _COLUMNS or cells[0] != str(_WORD_LEVEL) or not cells[11].strip():
            continue
        block, paragraph, line = int(cells[2]), int(cells[3]), int(cells[4])
        left, top, width, height = (float(cell) for cell in cells[6:10])
        found.append(
            Seen(
                text=cells[11].strip(),
                left=left,
                top=top,
                right=left + width,
                bottom=top + height,
                confidence=max(0.0, float(cells[10]) / 100),
                line=(block, paragraph, line),
            )
        )
    return found
