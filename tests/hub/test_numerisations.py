"""Scans take seconds and a program beside: they are read alone, and wait undecided where the program is missing."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from domain.decision import Verdict
from domain.document import Format
from domain.errors import Unequipped
from hub import settings
from hub.context.terms import Terms
from hub.decide.unpack import limits_of
from hub.inspect import check
from hub.inspect.check import Checked
from hub.runtime.worker_pool import WorkerPool
from hub.settings import ReadingTable, Settings
from parsers.ocr import tesseract
from samples.layouts.scan import noisy
from tests.conftest import require
from tests.english import english
from tests.parsers.page.layouts import classic, draw

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
SCAN = noisy(draw(classic, 3).content)
TEXT = draw(classic, 4).content


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A scan, a text, a lot of both."""
    (tmp_path / "a-numerisation.pdf").write_bytes(SCAN)
    (tmp_path / "b-texte.pdf").write_bytes(TEXT)
    lot = BytesIO()
    with ZipFile(lot, "w") as archive:
        archive.writestr("texte.pdf", TEXT)
        archive.writestr("numerisation.pdf", SCAN)
    (tmp_path / "c-lot.zip").write_bytes(lot.getvalue())
    return tmp_path


def _check(folder: Path, chosen: Settings, pool: WorkerPool | None = None) -> list[Checked]:
    terms = Terms.of(chosen, rights=None, now=NOW)
    return list(check.check([folder], terms, limits=limits_of(chosen.run, bulk=True), largest=10**8, pool=pool))


def _shown(answers: list[Checked]) -> list[tuple[str, str | None, Format]]:
    return [(Path(a.decision.path).name, a.decision.member, a.decision.format) for a in answers]


def test_scans_are_decided_in_their_place_by_a_pool_or_without(folder: Path) -> None:
    require("tesseract", "/usr/bin/tesseract", "/usr/local/bin/tesseract")
    alone = _check(folder, settings.defaults())
    assert _shown(alone) == [
        ("a-numerisation.pdf", None, Format.PDF_IMAGE),
        ("b-texte.pdf", None, Format.PDF_TEXT),
        ("c-lot.zip", "texte.pdf", Format.PDF_TEXT),
        ("c-lot.zip", "numerisation.pdf", Format.PDF_IMAGE),
    ]
    assert all(answer.decision.invoice is not None for answer in alone)
    with WorkerPool(2) as pool:
        assert [a.decision for a in _check(folder, settings.defaults(), pool)] == [a.decision for a in alone]


def test_where_tesseract_is_missing_all_else_is_reported_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "PROGRAM", "tesseract-that-is-not-there")
    chosen = settings.defaults()
    terms = Terms.of(chosen, rights=None, now=NOW)
    told = check.check([folder], terms, limits=limits_of(chosen.run, bulk=True), largest=10**8, pool=None)
    heard: list[Checked] = []
    with pytest.raises(Unequipped, check=english("tesseract is not installed")):
        for one in told:
            heard.append(one)
    assert [member for _, member, _ in _shown(heard)] == [None, "texte.pdf"]


def test_scans_are_refused_with_a_remedy_where_they_are_not_wanted(folder: Path) -> None:
    chosen = settings.defaults().model_copy(update={"reading": ReadingTable.model_validate({"ocr": "never"})})
    scan = _check(folder, chosen)[0].decision
    assert scan.verdict is Verdict.IRRECEVABLE
    assert [finding.code for finding in scan.findings] == ["LEC-050"]
