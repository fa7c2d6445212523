"""A night that did not begin by its hour is told, by what runs next and to monitoring."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import app
from flows.deadlines import deadlines
from hub import settings
from hub.follow_up.deadlines import Deadlines
from hub.inspect.health import health
from hub.runtime.late_night import LONG, hour_before, late_nights, with_late_nights
from hub.runtime.run_counts import troubles_of
from hub.runtime.unfinished import Unfinished
from ledger import Ledger
from tests.cli.conftest import Said
from tests.conftest import ROOT
from tests.hub import inline
from tests.hub.world import ALONE, World, lay_out

DAY = timedelta(days=1)
INSTALLED = datetime(2026, 3, 20, 12, tzinfo=UTC)
THREE = time(3)


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = lay_out(tmp_path, run=ALONE)
    world.ledger().stores.claim(world.home / "store", INSTALLED)
    return world


def late(world: World, ledger: Ledger, now: datetime) -> set[str]:
    return set(late_nights(settings.load(world.config), ledger, now))


EVERY = {"papeterie", "travaux-btp", "operateur-edi"}


def test_nothing_is_expected_before_the_first_night(world: World) -> None:
    assert late(world, world.ledger(), INSTALLED + timedelta(hours=1)) == set()
    assert late(world, world.ledger(), INSTALLED + timedelta(hours=18)) == set()
    assert late(world, world.ledger(), INSTALLED + 2 * DAY) == EVERY


def test_a_night_that_began_by_its_hour_is_not_late_until_the_next_one_is(world: World) -> None:
    ledger, began = world.ledger(), datetime(2026, 3, 25, 1, tzinfo=UTC)  # 02:00 in Paris
    ledger.runs.end(ledger.runs.begin(None, began), began + timedelta(hours=1))
    for hours in (0, 2, 12, 23):
        assert late(world, ledger, began + timedelta(hours=hours)) == set()
    assert late(world, ledger, began + timedelta(hours=26)) == EVERY
    ledger.runs.begin("papeterie", began + timedelta(hours=26))  # the night of one drop, in the morning
    assert late(world, ledger, began + timedelta(hours=27)) == EVERY - {"papeterie"}


@pytest.mark.parametrize("hour", ["", "night_by = false\n"])
def test_a_night_that_was_cut_is_told_until_another_ends(world: World, hour: str) -> None:
    world.config.write_text(world.config.read_text().replace("[run]\n", f"[run]\n{hour}"))
    ledger, began = world.ledger(), datetime(2026, 3, 25, 1, tzinfo=UTC)
    ledger.runs.begin(None, began)
    assert late(world, ledger, began + LONG - timedelta(seconds=1)) == set()
    assert late(world, ledger, began + LONG) == EVERY
    told = late_nights(settings.load(world.config), ledger, began + LONG)["papeterie"]
    assert "25/03/2026" in told.fr
    assert "has not ended" in told.en
    one = ledger.runs.begin("papeterie", began + timedelta(hours=7))
    ledger.runs.end(one, began + timedelta(hours=8))
    assert late(world, ledger, began + timedelta(hours=9)) == EVERY - {"papeterie"}


@pytest.mark.parametrize("day", [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)])
def test_the_hour_is_that_of_paris_when_the_clocks_change(day: datetime) -> None:
    for hours in range(72):
        now = day - DAY + timedelta(hours=hours)
        by = hour_before(THREE, now)
        assert by <= now
        assert now - by <= timedelta(hours=25)
        assert by.time() == THREE


def test_no_hour_means_no_night_is_late(world: World) -> None:
    world.config.write_text(world.config.read_text().replace("[run]\n", "[run]\nnight_by = false\n"))
    assert late(world, world.ledger(), INSTALLED + 30 * DAY) == set()


def test_the_morning_s_run_tells_it(world: World) -> None:
    station = inline.steps.begin(world.config)
    told = troubles_of(with_late_nights(station, inline.follow(world.config)))
    assert {one.subject for one in told} == EVERY
    assert all("n'a pas commencé" in one.text.fr and "did not begin" in one.text.en for one in told)


def test_the_deadlines_of_the_morning_tell_it_when_they_are_done(world: World) -> None:
    with pytest.raises(Unfinished) as caught:
        deadlines.fn(str(world.config))
    assert {one.subject for one in caught.value.troubles} == EVERY
    ledger = world.ledger()
    ledger.runs.end(ledger.runs.begin(None, datetime.now(UTC)), datetime.now(UTC))
    assert deadlines.fn(str(world.config)) == Deadlines()


@pytest.mark.parametrize("table", ["", '[retention]\nyears = 10\nfolder = "archives"\n'])
def test_retention_from_the_command_line_tells_it(world: World, table: str) -> None:
    world.config.write_text(world.config.read_text() + table)
    for options in ([], ["--dry-run"], ["--json"]):
        said = CliRunner().invoke(app, ["retention", *options, "-c", str(world.config)])
        assert said.exit_code == 1
        assert "papeterie : la nuit qui devait commencer avant le " in said.output
    ledger = world.ledger()
    ledger.runs.end(ledger.runs.begin(None, datetime.now(UTC)), datetime.now(UTC))
    assert CliRunner().invoke(app, ["retention", "-c", str(world.config)]).exit_code == 0


def test_every_flow_tells_it() -> None:
    """But that of the digests alone, which fails no run."""
    flows = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "flows").glob("*.py")}
    silent = [name for name, text in flows.items() if "@flow(" in text and "late_nights" not in text]
    assert silent == ["notifications.py"]


def test_health_says_what_is_wrong_and_its_exit_code_too(world: World) -> None:
    def asked() -> Said:
        answer = CliRunner().invoke(app, ["health", "--json", "-c", str(world.config)], prog_name="navette")
        return Said(code=answer.exit_code, out=answer.stdout, err=answer.stderr)

    said = asked()
    assert (said.code, said.json["healthy"], set(said.json["late"])) == (1, False, EVERY)
    ledger = world.ledger()
    ledger.runs.end(ledger.runs.begin(None, datetime.now(UTC)), datetime.now(UTC))
    said = asked()
    assert (said.code, said.json["healthy"]) == (0, True)
    assert said.json["last_night"]
    (world.home / "store").rename(world.home / "elsewhere")
    said = asked()
    assert said.code == 1
    assert ".navette-store" in said.json["store"]
    assert not (world.home / "store").exists()


def test_health_counts_what_waits(world: World) -> None:
    ledger = world.ledger()
    ledger.runs.begin(None, datetime.now(UTC))
    world.drop("operateur-edi", "a.xml", b"<nothing/>")
    assert health(settings.load(world.config), ledger, datetime.now(UTC)).good
    inline.night(world.config)
    world.redo("report")
    found = health(settings.load(world.config), ledger, datetime.now(UTC))
    assert not found.good
    assert [(one.effect, one.count) for one in found.waiting] == [("report", 1)]
