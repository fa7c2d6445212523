"""``navette bench --cluster``: its tables in both languages, and JSON."""

import json
import re

import pytest

from bench.cluster import plan
from bench.cluster.costs import Limit
from bench.cluster.measure import Measured
from bench.cluster.nights import checked, costs_of
from cli import language
from cli.measures import cluster
from domain.text import Locale
from tests.bench.nights import night


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Measured:
    """Nights that cost 4 ms of a worker in each phase, and short ones in plans."""
    monkeypatch.setattr(plan, "SIMULATED", 1000)
    plan.rate.cache_clear()
    small, large = night(100, 0.004, 3.0), night(500, 0.004, 3.0)
    costs = costs_of(small, large, 1, 1e8)
    return Measured(
        small=small, large=large, costs=costs, checked=checked(costs, large, 1, 1), cores=1, postgresql=False
    )


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        (
            Locale.FR,
            ("4,00", "cœurs des machines", "SQLite, qui ne sert qu'une machine", "5 500 000", "un jour de la réforme"),
        ),
        (
            Locale.EN,
            ("4.00", "cores of the machines", "SQLite, which serves one machine", "5,500,000", "a day of the reform"),
        ),
    ],
)
def test_it_shows_costs_machines_and_loads(
    found: Measured,
    locale: Locale,
    words: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    language.choose(["--locale", locale], {})
    try:
        cluster.tell(found, 1, None, as_json=False)
    finally:
        language.choose([], {})
    shown = re.sub(r"\s+", " ", capsys.readouterr().out)
    assert [word for word in words if word not in shown] == []


def test_json_has_what_the_tables_have(found: Measured, capsys: pytest.CaptureFixture[str]) -> None:
    cluster.tell(found, 1, 4, as_json=True)
    said = json.loads(capsys.readouterr().out)
    assert [work["pool"] for work in said["mesure"]["costs"]["works"]] == pytest.approx([0.004] * 4)
    assert said["ecart"] == pytest.approx(found.checked.tolerance)
    assert [row["machines"] for row in said["machines"]] == 2 * list(plan.MACHINES)
    assert {row["coeurs"] for row in said["machines"]} == {4}
    assert said["machines"][0]["limite"] == Limit.WORKERS
    assert [load["factures"] for load in said["charges"]] == [load.invoices for load in plan.LOADS]
