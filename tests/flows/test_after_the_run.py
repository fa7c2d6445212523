"""What ends a run and what comes once a month, through Prefect: channels notified, retention applied."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.errors import NavetteError, Unavailable
from domain.text import Text
from flows import retention as monthly
from flows import steps, tonight
from flows.nightly import nightly_ingestion
from flows.retention import retention
from hub.runtime.run_counts import Count, RunCounts
from hub.runtime.station import open_station
from ledger.reports.runs import Runs
from samples.make import cases
from tests.english import english
from tests.hub.posts import web_hook
from tests.hub.time_stamp_server import authority
from tests.hub.world import ALONE, lay_out

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("prefect", "impatient")]
SAMPLES = {case.name: case.content for found in cases().values() for case in found}
CHANNELS = '[notifications.ouvert]\nurl_file = "ouvert"\n[notifications.ferme]\nurl_file = "ferme"\n'
RETENTION = '[retention]\nyears = 10\naction = "purge"\n'


def test_a_night_notifies_its_channels_and_a_closed_one_fails_nothing(tmp_path: Path) -> None:
    with web_hook() as hook:
        (tmp_path / "ouvert").write_text(f"json://127.0.0.1:{hook.port}/ici\n")
        (tmp_path / "ferme").write_text("json://127.0.0.1:1/secret\n")
        world = lay_out(tmp_path, tables=CHANNELS, run=ALONE)
        world.drop("operateur-edi", "ttc-faux.xml", SAMPLES["ttc-faux.xml"])
        all_counts = nightly_ingestion(str(world.config))
    (told,) = hook.hooks
    assert "1 refus" in told["title"]
    (avis,) = [drop_counts for drop_counts in all_counts if drop_counts.drop == "avis"]
    assert avis == RunCounts(drop="avis", remarks=avis.remarks)
    assert "avis:ferme" in avis.remarks[0].fr
    assert "secret" not in avis.remarks[0].fr + avis.remarks[0].en


def test_a_night_publishes_the_head_of_the_chain(tmp_path: Path) -> None:
    """In a file, time-stamped, and at the foot of its digest."""
    with web_hook() as hook, authority() as tsa:
        (tmp_path / "ouvert").write_text(f"json://127.0.0.1:{hook.port}/ici\n")
        chain = f'[chain]\nfolder = "ancres"\ntimestamp_url = "{tsa.url}"\n'
        channel = '[notifications.ouvert]\nurl_file = "ouvert"\nevents = ["statuts"]\n'
        world = lay_out(tmp_path, tables=chain + channel, run=ALONE)
        world.drop("operateur-edi", "facture.xml", SAMPLES["ubl-facture.xml"])
        nightly_ingestion(str(world.config))
    head = world.ledger().certificates.head()
    token, line = sorted((tmp_path / "ancres").iterdir())
    assert line.read_text() == f"1 {head.number}\n"
    assert token.suffix == ".tsr"
    (told,) = hook.hooks
    assert f"1, le dernier {head.number[:4]} {head.number[4:8]}" in told["message"]


def test_a_night_whose_end_cannot_be_recorded_tells_what_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_: object) -> None:
        raise Unavailable(Text("Le registre ne répond pas.", "The ledger does not answer."))

    world = lay_out(tmp_path, run=ALONE)
    world.drop("operateur-edi", "facture.xml", SAMPLES["ubl-facture.xml"])
    monkeypatch.setattr(Runs, "end", silent)
    monkeypatch.setattr("hub.runtime.patience.time.sleep", lambda seconds: None)
    counts, undone = tonight.run(world.config, None, None, reports=False)
    assert sum(one.of(Count.DELIVERED) for one in counts) == 1
    assert "la fin du passage n'est pas inscrite : Le registre ne répond pas." in str(undone[0])


def test_the_monthly_run_counts_acts_and_reports_what_it_could_not_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = lay_out(tmp_path, tables=RETENTION, run=f"{ALONE}\nnight_by = false")
    world.drop("operateur-edi", "tronquee.xml", SAMPLES["tronquee.xml"])
    nightly_ingestion(str(world.config))
    station = open_station(world.config, pool=False)
    later = replace(station, clock=lambda: station.clock() + timedelta(days=4000))
    monkeypatch.setattr(steps, "here", lambda config: later)
    assert monthly.steps is steps
    counted = retention(str(world.config), dry=True)
    assert counted.by_rule[0][2].contents == 1
    (pack,) = (world.home / "store" / "packs").rglob("*.zip")
    whole = pack.read_bytes()
    pack.write_bytes(whole[:-10])
    with pytest.raises(NavetteError, check=english("not whole")):
        retention(str(world.config))
    pack.write_bytes(whole)
    done = retention(str(world.config))
    assert done.by_rule == counted.by_rule
    assert not pack.exists()
