"""What stays in a folder is told once a day, by the days of Paris."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hub.intake.told_today import note_told, was_told_today
from ledger import Ledger

MORNING = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)
"""The first moment of 21 November in Paris."""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger.create(f"sqlite:///{tmp_path}/navette.db")
    yield ledger
    ledger.close()


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (MORNING, True),
        (MIDNIGHT - timedelta(seconds=1), True),
        (MIDNIGHT, False),
        (MORNING - timedelta(days=1), True),
    ],
)
def test_it_is_told_once_a_day(ledger: Ledger, now: datetime, told: bool) -> None:
    assert not was_told_today(ledger, "atelier/depot", MORNING)
    note_told(ledger, ["atelier/depot"], MORNING)
    assert was_told_today(ledger, "atelier/depot", now) is told
    assert not was_told_today(ledger, "atelier/rejets", now)
