"""A night whose content store is a bucket: the outcome is that of a folder, whatever the server answers meanwhile."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256 as digest
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import app
from domain.errors import Unavailable
from domain.text import Text
from flows import steps
from flows.nightly import fail_if_troubled
from hub.inspect.health import health
from hub.inspect.verify import Outcome, prove
from hub.notify.digests import notify
from hub.runtime.outbox_tasks import alone
from hub.runtime.run_counts import RunCounts
from hub.settings import load
from samples.make import cases
from tests.english import english
from tests.hub import inline, retained
from tests.hub.world import ALONE, World, certificates, chained, lay_out, originals, proven
from tests.s3_server import Misbehaviour, S3Server, served

SAMPLES = {case.name: case.content for found in cases().values() for case in found}
FILES = (
    "ubl-facture.xml",
    "ubl-pieces-jointes.xml",
    "facturx-basic.pdf",
    "ttc-faux.xml",
    "lot-travaux.zip",
    "tronquee.xml",
)
RULES = """
[retention]
[[retention.rules]]
name = "irrecevables"
dispositions = ["irrecevable"]
years = 1
action = "purge"
"""
CHANNEL = """
[notifications.canal]
url_env = "NAVETTE_CANAL"
"""
OUTCOME = """
    select deposits.name, deposits.status, documents.disposition, documents.sha256, documents.location, documents.motif
    from deposits left join documents on documents.deposit_id = deposits.id
    order by deposits.name, documents.member
"""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    monkeypatch.setattr("ledger.content_store.bucket_requests.WAITS", (0.01,) * 5)
    monkeypatch.setattr("hub.runtime.patience.time.sleep", lambda seconds: None)
    with served(tmp_path / "s3") as server:
        yield server


def laid(home: Path, server: S3Server | None, *, tables: str = "", run: str = ALONE) -> World:
    home.mkdir()
    world = lay_out(home, run=run, tables=tables)
    if server:
        text = world.config.read_text().replace("[annuaire]", f"{server.table(home)}[annuaire]", 1)
        world.config.write_text(text)
    for name in FILES:
        world.drop("operateur-edi", name, SAMPLES[name])
    return world


def outcome(world: World) -> tuple[object, ...]:
    return world.ask(OUTCOME), originals(world), world.ask("select effect, state, count(*) from outbox group by 1, 2")


@pytest.mark.parametrize(("run", "one_in"), [(ALONE, 4), pytest.param("workers = 2", 12, marks=pytest.mark.slow)])
def test_the_outcome_of_a_night_is_that_of_a_folder_whatever_the_server_answers(
    server: S3Server, tmp_path: Path, run: str, one_in: int
) -> None:
    plain, world = laid(tmp_path / "plain", None), laid(tmp_path / "world", server, run=run)
    fail_if_troubled(inline.night(plain.config))
    server.misbehaviour = Misbehaviour(one_in=one_in, seed=11, slow=0.02)
    inline.night(world.config)
    world.later()
    fail_if_troubled(inline.night(world.config))
    assert outcome(world) == outcome(plain)
    met = server.misbehaviour.met
    assert len(met) > 3, met
    assert not {"packs", "files", ".navette-store"} & {path.name for path in (world.home / "store").iterdir()}
    server.misbehaviour = None
    assert proven(world)
    assert health(load(world.config), world.ledger(), datetime.now(UTC)).store is None


def test_a_bucket_that_does_not_answer_refuses_nothing(server: S3Server, tmp_path: Path) -> None:
    world = laid(tmp_path / "world", server)
    steps.here(world.config)
    server.misbehaviour = Misbehaviour(one_in=1, faults=("503",))
    with pytest.raises(Unavailable, check=english("does not answer")):
        inline.night(world.config)
    assert health(load(world.config), world.ledger(), datetime.now(UTC)).store is not None
    server.misbehaviour = None
    fail_if_troubled(inline.night(world.config))
    assert world.ask("select count(*) from documents where disposition = 'accepted'") == [(15,)]


def test_a_certificate_whose_bytes_a_server_misses_is_not_refuted(server: S3Server, tmp_path: Path) -> None:
    world = laid(tmp_path / "world", server)
    fail_if_troubled(inline.night(world.config))
    sealed, packs = certificates(world)[0], server.folder / "packs"
    packs.rename(packs.with_name("away"))
    assert prove(world.ledger(), world.store(), sealed.number, sealed).outcome is Outcome.UNDECIDED
    packs.with_name("away").rename(packs)
    assert prove(world.ledger(), world.store(), sealed.number, sealed).outcome is Outcome.PROVEN
    for pack in packs.rglob("*.zip"):
        pack.write_bytes(pack.read_bytes().replace(b"Invoice", b"Invoicf"))
    assert any(
        prove(world.ledger(), world.store(), one.number, one).outcome is Outcome.REFUTED for one in certificates(world)
    )


def test_retention_empties_a_bucket_as_it_does_a_folder(server: S3Server, tmp_path: Path) -> None:
    worlds = [laid(tmp_path / "plain", None, tables=RULES), laid(tmp_path / "world", server, tables=RULES)]
    for world in worlds:
        inline.night(world.config)
    server.misbehaviour = Misbehaviour(one_in=4, seed=5, slow=0.02)
    plain, done = (retained.years_later(world.config, datetime.now(UTC) + timedelta(days=500)) for world in worlds)
    assert (done.by_rule, done.freed, done.troubles) == (plain.by_rule, plain.freed, ())
    assert done.freed > 0
    left = "select sha256, archived_as from documents order by id"
    assert worlds[0].ask(left) == worlds[1].ask(left)
    server.misbehaviour = None
    for sha256, location in worlds[1].ask("select sha256, location from documents where archived_at is null"):
        assert digest(worlds[1].store().get(str(location))).hexdigest() == sha256
    assert chained(worlds[1])


def test_what_one_machine_does_at_a_time_another_does_not(
    server: S3Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The locks of a folder are those of one machine, when the store is a bucket."""
    monkeypatch.setenv("NAVETTE_CANAL", "json://127.0.0.1:1")
    monkeypatch.setattr("hub.notify.digests.PATIENCE", 0.0)
    world = laid(tmp_path / "world", server, tables=RULES + CHANNEL)
    station = steps.here(world.config)
    for work, attempt in (
        ("conservation", lambda: retained.years_later(world.config, datetime.now(UTC))),
        ("avis", lambda: _raised(notify(station))),
    ):
        with (
            alone(replace(station, ledger=world.ledger()), work, Text("", ""), Text("", "")),
            pytest.raises(Unavailable, check=english("Another .* run is|Another run is")),
        ):
            attempt()
        attempt()


def _raised(counts: RunCounts) -> None:
    """Remarks as the fault they are."""
    for remark in counts.remarks:
        raise Unavailable(remark)


def test_verify_reads_a_bucket_with_the_keys_of_the_settings(server: S3Server, tmp_path: Path) -> None:
    world = laid(tmp_path / "world", server)
    fail_if_troubled(inline.night(world.config))
    number = certificates(world)[0].number
    for words in (["verify", number], ["verify", "--chain"], ["init", "--upgrade"]):
        assert CliRunner().invoke(app, [*words, "--config", str(world.config)]).exit_code == 0
    (world.home / "secrete").unlink()
    said = CliRunner().invoke(app, ["verify", number, "--config", str(world.config)])
    assert (said.exit_code, "secrete" in said.stderr) == (3, True), "the file of the secret is named"
