"""Prefect's server is gone once the night is done: the reports are not written, and what the night did is told."""

from pathlib import Path

import httpx
import pytest

from domain.errors import NavetteError, Unavailable
from flows import tonight
from hub.runtime.run_counts import RunCounts

DONE = (RunCounts(drop="papeterie"),)


def ended(monkeypatch: pytest.MonkeyPatch, error: Exception) -> tuple[tuple[RunCounts, ...], tuple[NavetteError, ...]]:
    def reports(file: str, *, after_night: bool) -> None:
        raise error

    monkeypatch.setattr(tonight, "nightly_ingestion", lambda file, drop: DONE)
    monkeypatch.setattr(tonight, "status_reports", reports)
    monkeypatch.setattr(tonight, "_drain_events", lambda: None)
    return tonight.run(Path("navette.toml"), None, None, reports=True)


@pytest.mark.parametrize("error", [httpx.ConnectError("refused"), RuntimeError("Failed to reach API at http://x")])
def test_the_night_is_told_and_the_reports_are_missed(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    counts, (fault,) = ended(monkeypatch, error)
    assert counts == DONE
    assert isinstance(fault, Unavailable)
    assert "états" in fault.message.fr


def test_a_fault_of_ours_keeps_its_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ZeroDivisionError):
        ended(monkeypatch, ZeroDivisionError())
