"""Scans are read: straight or not, with specks; what is not sure is left to somebody, never guessed."""

import io
import os
import subprocess
from contextlib import suppress
from functools import cache
from pathlib import Path
from signal import SIGCONT, SIGSTOP
from threading import Thread
from time import sleep

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import parsers
from domain.decision import Reading, Verdict, verdict
from domain.document import Format
from domain.errors import Unequipped
from domain.invoice import fields
from domain.reading_options import Ocr, ReadingOptions
from parsers.ocr import tesseract
from samples.layouts.scan import noisy
from tests.conftest import require
from tests.english import english
from tests.parsers.page.layouts import classic, draw

ASKED = ReadingOptions(ocr=Ocr.AUTO)
GOOD = draw(classic, 3)


@pytest.fixture(scope="module", autouse=True)
def _tesseract() -> None:
    require("tesseract", "/usr/bin/tesseract", "/usr/local/bin/tesseract")
    require("tesseract's French", "/usr/share/tesseract-ocr/*/tessdata/fra.traineddata")


@cache
def _scan() -> bytes:
    return noisy(GOOD.content)


@cache
def _read(quarters: int = 0, tilt: float = 2.0) -> Reading:
    return parsers.read(noisy(GOOD.content, tilt=tilt, quarters=quarters), reading_options=ASKED)


def _picture(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawImage(ImageReader(image), 0, 0, 595, 842)
    canvas.save()
    return buffer.getvalue()


def _codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


@pytest.mark.parametrize(("quarters", "tilt"), [(0, 2.0), (0, -3.0), (1, 1.0), (2, -1.5)])
def test_a_scan_is_read_whichever_way_it_lies(quarters: int, tilt: float) -> None:
    reading = _read(quarters, tilt)
    assert reading.format is Format.PDF_IMAGE
    assert reading.invoice is not None
    read = fields(reading.invoice)
    wrong = {name: read[name] for name, value in GOOD.truth.items() if read[name] not in (None, value)}
    right = [name for name, value in GOOD.truth.items() if value is not None and read[name] == value]
    assert wrong == {}
    assert len(right) >= 0.7 * sum(value is not None for value in GOOD.truth.values())
    assert "LEC-062" in _codes(reading)


@pytest.mark.parametrize(("quarters", "tilt"), [(0, 3.0), (2, 2.0)])
def test_what_was_read_is_shown_where_it_stands_on_the_scan(quarters: int, tilt: float) -> None:
    straight = {one.field: one.box for one in _read(0, 0.0).evidence}
    turned = {one.field: one.box for one in _read(quarters, tilt).evidence}
    shared = sorted(straight.keys() & turned.keys() & {"numero_facture", "montant_ttc", "siret_fournisseur"})
    assert shared
    for name in shared:
        x, y = _middle(straight[name])
        u, v = _middle(turned[name])
        if quarters == 2:
            x, y = 595 - x, 842 - y
        assert abs(x - u) < 25
        assert abs(y - v) < 25
        assert (abs(x - u), abs(y - v)) != (0, 0)


def _middle(box: tuple[float, float, float, float]) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def test_words_are_as_sure_as_they_were_seen() -> None:
    assert all(0 < one.confidence < 1 for one in _read().evidence)


def test_a_picture_without_text_is_irrecevable_with_how_to_scan() -> None:
    reading = parsers.read(_picture(Image.new("L", (800, 1100), 190)), reading_options=ASKED)
    assert (reading.format, _codes(reading)) == (Format.PDF_IMAGE, ["LEC-064"])
    assert verdict(reading.findings) is Verdict.IRRECEVABLE
    assert "300 points par pouce" in reading.findings[0].remedy.fr


def test_without_being_asked_a_scan_is_not_read() -> None:
    assert _codes(parsers.read(noisy(GOOD.content))) == ["LEC-050"]


def test_text_is_never_recognised() -> None:
    told = parsers.read(GOOD.content, reading_options=ASKED)
    assert told.format is Format.PDF_TEXT
    assert told == parsers.read(GOOD.content)


@pytest.mark.parametrize("seconds", [0.001, 0.3])
def test_a_document_that_uses_its_processor_time_is_undecided(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Used up before tesseract is started, or by tesseract itself."""
    monkeypatch.setattr("parsers.ocr.scan_detection.PROCESSOR_SECONDS", seconds)
    reading = parsers.read(noisy(GOOD.content), reading_options=ASKED)
    assert _codes(reading) == ["LEC-066"]
    assert verdict(reading.findings) is Verdict.UNDECIDED


def test_a_busy_machine_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program works, then waits for a processor for longer than its whole budget."""
    whole = parsers.read(noisy(GOOD.content), reading_options=ASKED)
    stops = _stopping_now_and_then(monkeypatch, waits=0.4, times=8)
    monkeypatch.setattr("parsers.ocr.scan_detection.PROCESSOR_SECONDS", 30.0)
    assert parsers.read(noisy(GOOD.content), reading_options=ASKED) == whole
    assert stops


def _stopping_now_and_then(monkeypatch: pytest.MonkeyPatch, *, waits: float, times: int) -> list[int]:
    """Stops each tesseract ``times`` times for ``waits`` seconds, as a scheduler with other work would."""
    stopped: list[int] = []
    read = tesseract._read

    def held_back(process: subprocess.Popen[bytes]) -> bytes:
        def hold() -> None:
            with suppress(ProcessLookupError):
                for _ in range(times):
                    os.kill(process.pid, SIGSTOP)
                    stopped.append(process.pid)
                    sleep(waits)
                    os.kill(process.pid, SIGCONT)
                    sleep(0.01)

        holder = Thread(target=hold)
        holder.start()
        try:
            return read(process)
        finally:
            holder.join()

    monkeypatch.setattr(tesseract, "_read", held_back)
    return stopped


def test_a_missing_program_is_our_fault_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "PROGRAM", "tesseract-that-is-not-there")
    with pytest.raises(Unequipped, check=english("apt-get install tesseract-ocr")):
        parsers.read(_scan(), reading_options=ASKED)


@pytest.mark.parametrize("ends", ["kill -ABRT $$", "exit 127", "exit 1"])
def test_a_program_that_ends_without_an_answer_says_nothing_about_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: str
) -> None:
    """Out of memory it aborts, or does not even load its libraries: such a scan was refused as one without text."""
    program = tmp_path / "tesseract"
    program.write_text(f"#!/bin/sh\n[ $1 = --list-langs ] && echo langs: && echo fra && exit 0\n{ends}\n")
    program.chmod(0o700)
    monkeypatch.setattr(tesseract, "PROGRAM", str(program))
    reading = parsers.read(_scan(), reading_options=ASKED)
    (finding,) = (one for one in reading.findings if one.code == "LEC-066")
    assert verdict(reading.findings) is Verdict.UNDECIDED
    assert "sans réponse" in finding.message.fr


def test_a_missing_language_too() -> None:
    with pytest.raises(Unequipped, check=english("tesseract-ocr-xxx")):
        parsers.read(_scan(), reading_options=ReadingOptions(ocr=Ocr.AUTO, ocr_lang="xxx"))
