"""Rules that cannot be run: the document stays undecided in the night, is reported, and is decided once they can be."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.decision import Verdict
from domain.finding import Pack
from domain.text import Locale
from hub import settings
from hub.context.terms import Terms
from hub.decide.unpack import limits_of
from hub.inspect import check
from hub.runtime.station import open_station
from tests.hub import inline
from tests.hub.world import ROOT, lay_out

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
GOOD = ROOT / "samples" / "factures" / "ubl-facture.xml"
PINNED = '[rules]\npacks = ["lecture", "chorus-pro", "acheminement"]\nversions = { chorus-pro = "0.9" }\n'


def test_a_night_leaves_it_reports_it_and_tries_again(tmp_path: Path) -> None:
    world = lay_out(tmp_path, tables=PINNED)
    dropped = world.drop("papeterie", "facture.xml", GOOD.read_bytes())
    all_counts = inline.night(world.config)
    (trouble,) = {trouble.text.en for drop_counts in all_counts for trouble in drop_counts.troubles}
    assert "facture.xml" in trouble
    assert "version 0.9 is wanted, 1.0 is here" in trouble
    assert world.ask("select count(*) from documents") == [(0,)]
    assert world.ask("select status from deposits") == [("IN_RECU",)]
    assert dropped.exists()

    world.config.write_text(world.config.read_text(encoding="utf-8").replace('"0.9"', '"1.0"'), encoding="utf-8")
    open_station.cache_clear()
    all_counts = inline.night(world.config)
    assert [trouble for drop_counts in all_counts for trouble in drop_counts.troubles] == []
    assert world.ask("select count(*) from documents") == [(1,)]
    assert not dropped.exists()


@pytest.mark.parametrize("wanted", ["0.9", "1.0"])
def test_what_is_reported_of_it(wanted: str) -> None:
    chosen = settings.defaults()
    pinned = chosen.model_copy(
        update={"rules": chosen.rules.model_copy(update={"versions": {Pack.CHORUS_PRO: wanted}})}
    )
    terms = Terms.of(pinned, rights=None, now=NOW)
    (one,) = check.check([GOOD], terms, limits=limits_of(chosen.run, bulk=True), largest=10**8, pool=None)
    line = json.loads(check.as_line(one, Locale.FR))
    assert (line["decision"] == "undecided") == (wanted == "0.9")
    assert (one.decision.verdict is Verdict.UNDECIDED) == any(f["code"] == "PACK-01" for f in line["findings"])
