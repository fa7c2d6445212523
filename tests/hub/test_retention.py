"""Years later: what is at its end leaves by the rules, nothing is lost on the way, and the proof stays."""

import csv
import io
import os
import shutil
import zipfile
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from domain.deposit import Arrival
from domain.errors import LedgerError, SettingsError, Unavailable
from domain.paris_time import paris_day
from domain.status import Status
from domain.text import Locale
from hub import settings
from hub.inspect.verify import Outcome, prove
from hub.retention.counts import Sort
from samples.make import cases
from tests.english import english
from tests.hub import inline, retained
from tests.hub.test_crash import ended, run
from tests.hub.world import ALONE, World, certificates, chained, lay_out

CUTS = int(os.environ.get("NAVETTE_CUTS", "4"))
SAMPLES = {case.name: case.content for found in cases().values() for case in found}
TABLES = """
[retention]
years = 10
folder = "archives"
[[retention.rules]]
name = "irrecevables"
dispositions = ["irrecevable"]
years = 1
action = "purge"
"""
NOW = datetime.now(UTC)
SOON, LATE = NOW + timedelta(days=500), NOW + timedelta(days=4000)
PAID = ("ubl-facture.xml", "facturx-basic.pdf", "cii-avoir.xml")
WAITS = "ubl-pieces-jointes.xml"
BIG = b"no invoice at all" * 1000


@pytest.fixture(scope="module")
def decade(tmp_path_factory: pytest.TempPathFactory) -> World:
    """After one night: three invoices were paid, one waits for its recipient, others were refused, a lot was taken."""
    world = lay_out(tmp_path_factory.mktemp("decennie"), run=ALONE, tables=TABLES)
    for name in (*PAID, WAITS, "ttc-faux.xml", "tronquee.xml"):
        world.drop("operateur-edi", name, SAMPLES[name])
    world.drop("operateur-edi", "z-copie.xml", SAMPLES[PAID[0]])
    world.drop("travaux-btp", "lot-partiel.tar.gz", SAMPLES["lot-partiel.tar.gz"])
    _spooled(world)
    inline.night(world.config)
    ledger = world.ledger()
    for id_, name in world.ask(
        "select d.invoice_id, p.name from documents d join deposits p on p.id = d.deposit_id"
        " where d.status = 'MISE_A_DISPOSITION' order by d.id"
    ):
        if name != WAITS:
            ledger.lifecycle.change(int(str(id_)), Status.MISE_EN_PAIEMENT, "recipient", "", NOW)
    inline.night(world.config)
    _age(world)
    return world


def _spooled(world: World) -> None:
    """A large file that nobody can read, spooled to a file of its own."""
    store = world.store()
    path = store.staging() / "spool"
    path.write_bytes(BIG)
    digest = sha256(BIG).hexdigest()
    place = store.adopt(path, digest)
    arrival = Arrival(
        drop="operateur-edi", name="grand.xml", size=len(BIG), modified=1.0, sha256=digest, location=place
    )
    world.ledger().deposits.receive([arrival], NOW, taken=True)


def _age(world: World) -> None:
    """No effect is left: what this version does not do yet is taken for done."""
    import sqlite3

    with sqlite3.connect(world.home / "navette.db") as base:
        base.execute("update outbox set state = 'done', holder = null where state = 'todo'")


@pytest.fixture
def world(decade: World, tmp_path: Path) -> World:
    """A copy of its own for each test."""
    copy = World(home=Path(shutil.copytree(decade.home, tmp_path / "copie")))
    old = (NOW - timedelta(days=30)).timestamp()
    for file in (copy.home / "store" / "files").rglob("*"):
        os.utime(file, (old, old))
    return copy


Rows = list[tuple[object, ...]]


def documents(world: World) -> Rows:
    return world.ask(
        "select d.id, d.sha256, d.location, d.status, d.disposition, d.archived_as, p.name from documents d"
        " join deposits p on p.id = d.deposit_id order by d.id"
    )


def archived(world: World) -> dict[str, bytes]:
    """SHA-256 to bytes, of all that lies in archives."""
    found: dict[str, bytes] = {}
    for path in sorted((world.home / "archives").glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            found |= {name.partition(".")[0]: archive.read(name) for name in archive.namelist() if name != "index.csv"}
    assert all(sha256(content).hexdigest() == digest for digest, content in found.items())
    return found


def kept(world: World, location: str) -> bool:
    try:
        world.store().get(location)
    except LedgerError:
        return False
    return True


def assert_nothing_lost(world: World) -> None:
    """Whatever the ledger keeps is in the store; whatever it says was archived is in an archive."""
    there = archived(world) if (world.home / "archives").is_dir() else {}
    for _, digest, location, _, _, left, _ in documents(world):
        if left is None:
            assert kept(world, str(location)), location
        elif str(left).startswith("archive"):
            assert digest in there
    assert chained(world)
    assert world.ledger().certificates.verify_chain() is None
    ledger, store = world.ledger(), world.store()
    assert all(prove(ledger, store, one.number, one).outcome is Outcome.PROVEN for one in certificates(world))


def names_left(world: World, word: str) -> set[str]:
    return {str(name) for *_, left, name in documents(world) if str(left).startswith(word)}


def test_nothing_leaves_before_its_time(world: World) -> None:
    before = documents(world)
    done = retained.years_later(world.config, NOW + timedelta(days=300))
    assert all(sort == Sort() for _, _, sort in done.by_rule)
    assert (done.freed, done.archives, done.troubles) == (0, (), ())
    assert documents(world) == before


def test_irrecevables_are_destroyed_after_a_year(world: World) -> None:
    done = retained.years_later(world.config, SOON)
    assert done.troubles == ()
    assert {name for name, _, sort in done.by_rule if sort.contents} == {"irrecevables"}
    gone = [(location, left) for _, _, location, _, _, left, _ in documents(world) if left]
    assert gone
    assert {left for _, left in gone} == {"purge irrecevables"}
    assert not any(kept(world, str(location)) for location, _ in gone)
    assert "grand.xml" in names_left(world, "purge")
    assert done.freed > len(BIG)
    assert not (world.home / "archives").exists()
    assert_nothing_lost(world)


def test_after_ten_years_what_is_at_its_end_is_archived(world: World) -> None:
    done = retained.years_later(world.config, LATE)
    assert done.troubles == ()
    assert set(PAID) <= names_left(world, "archive general")
    assert WAITS not in names_left(world, "archive") | names_left(world, "purge")
    assert done.unfinished.documents == 1, "the one that waits for its recipient"
    there = archived(world)
    assert {sha256(SAMPLES[name]).hexdigest() for name in PAID} <= there.keys()
    assert sha256(SAMPLES["lot-partiel.tar.gz"]).hexdigest() in there, "the lot itself"
    assert_nothing_lost(world)
    again = retained.years_later(world.config, LATE)
    assert (again.archives, again.freed, again.troubles) == ((), 0, ())


def test_a_dry_run_counts_the_same_and_changes_nothing(world: World) -> None:
    def found() -> tuple[object, list[Path]]:
        return documents(world), sorted(one for one in world.home.rglob("*") if not one.name.endswith(("-wal", "-shm")))

    before = found()
    counted = retained.years_later(world.config, LATE, dry=True)
    assert found() == before, "but for what SQLite keeps beside a ledger that is open"
    done = retained.years_later(world.config, LATE)
    assert (counted.by_rule, counted.unfinished) == (done.by_rule, done.unfinished)
    assert counted.by_rule[1][2].bytes > 0


def test_the_index_describes_each_file(world: World) -> None:
    done = retained.years_later(world.config, LATE)
    lines: list[dict[str, str]] = []
    for name in done.archives:
        with zipfile.ZipFile(world.home / "archives" / name) as archive:
            index = archive.read("index.csv")
        assert index == (world.home / "archives" / name).with_suffix(".csv").read_bytes()
        lines += csv.DictReader(io.StringIO(index.decode("utf-8-sig")), delimiter=";")
    paid = [line for line in lines if line["Fichier déposé"] == PAID[0] and line["Certificat de dépôt"]]
    assert [line["Fichier de l'archive"] for line in paid] == [f"{sha256(SAMPLES[PAID[0]]).hexdigest()}.xml"]
    assert paid[0]["Dernier état"] == "Mise en paiement"
    assert paid[0]["Règle de conservation"] == "general"


@pytest.mark.parametrize(("word", "at"), [("archive", LATE), ("détruit", LATE)])
def test_verify_shows_how_the_file_of_a_certificate_left(world: World, word: str, at: datetime) -> None:
    if word == "détruit":
        text = world.config.read_text(encoding="utf-8")
        world.config.write_text(text.replace('years = 10\nfolder = "archives"', 'years = 10\naction = "purge"'))
    retained.years_later(world.config, at)
    proofs = [prove(world.ledger(), world.store(), one.number, one) for one in certificates(world)]
    assert {proof.outcome for proof in proofs} == {Outcome.PROVEN}
    said = [reason.in_(Locale.FR) for proof in proofs for reason in proof.reasons if word in reason.fr]
    assert len(said) == len(proofs) - 1, "all but the one that waits"
    assert all("« general »" in sentence and f"{paris_day(at):%d/%m/%Y}" in sentence for sentence in said)


def test_a_damaged_document_stays_and_is_reported(world: World) -> None:
    (location,) = [str(row[2]) for row in documents(world) if row[6] == PAID[1]]
    pack = world.home / "store" / location.partition("#")[0]
    content = SAMPLES[PAID[1]]
    pack.write_bytes(pack.read_bytes().replace(content, content[:-1] + b"?"))
    done = retained.years_later(world.config, LATE)
    assert any("not those that were deposited" in trouble.text.en for trouble in done.troubles)
    assert PAID[1] not in names_left(world, "archive")
    assert PAID[0] in names_left(world, "archive")


def test_an_effect_given_up_keeps_the_bytes(world: World) -> None:
    import sqlite3

    with sqlite3.connect(world.home / "navette.db") as base:
        base.execute(
            "update outbox set state = 'dead' where effect = 'certify' and subject ="
            " (select d.invoice_id from documents d join deposits p on p.id = d.deposit_id where p.name = ?"
            " and d.certificate is not null)",
            (PAID[0],),
        )
    retained.years_later(world.config, LATE)
    assert PAID[1] in names_left(world, "archive")
    assert PAID[0] not in {
        str(name) for _, _, _, status, _, left, name in documents(world) if left and status == "MISE_EN_PAIEMENT"
    }


def test_two_runs_do_not_work_at_once(world: World) -> None:
    with world.store().containers.emptied(), pytest.raises(Unavailable, check=english("at work")):
        retained.years_later(world.config, LATE)


@pytest.mark.parametrize(
    ("table", "word"),
    [
        ("[retention]\nyears = 10\n", "folder"),
        ('[[retention.rules]]\nname = "a"\nyears = 1\naction = "archive"\n', "folder"),
        ('[[retention.rules]]\nname = "a"\nyears = 1\naction = "burn"\n', "action"),
        ('[[retention.rules]]\nname = "a"\nyears = 0\naction = "purge"\n', "years"),
        ('[[retention.rules]]\nname = "general"\nyears = 1\naction = "purge"\n', "general"),
        ('[[retention.rules]]\nname = "a"\nyears = 1\naction = "purge"\ncadres = ["A99"]\n', "A99"),
    ],
)
def test_a_rule_that_cannot_be_applied_is_refused(tmp_path: Path, table: str, word: str) -> None:
    (tmp_path / "navette.toml").write_text(table, encoding="utf-8")
    with pytest.raises(SettingsError, check=english(word)):
        settings.load(tmp_path / "navette.toml")


@pytest.fixture(scope="module")
def moments(decade: World, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many moments a run has that nobody cuts."""
    home = tmp_path_factory.mktemp("entiere") / "copie"
    copy = World(home=Path(shutil.copytree(decade.home, home)))
    assert ended(run(retained.counted, copy.config, LATE, copy.home / "moments")) == 0
    return int((copy.home / "moments").read_text())


@pytest.mark.parametrize("turn", range(CUTS))
def test_a_killed_run_loses_nothing_and_the_next_one_ends_it(
    turn: int, world: World, moments: int, tmp_path: Path
) -> None:
    whole = World(home=Path(shutil.copytree(world.home, tmp_path / "entiere")))
    retained.years_later(whole.config, LATE)
    stretch = moments // CUTS
    moment = turn * stretch + Random(turn).randint(1, stretch)
    assert ended(run(retained.killed, world.config, LATE, moment)) == -9
    assert_nothing_lost(world)
    done = retained.years_later(world.config, LATE)
    assert done.troubles == ()
    assert_nothing_lost(world)
    assert archived(world) == archived(whole)
    assert names_left(world, "archive") == names_left(whole, "archive")
    assert store_files(world) == store_files(whole)
    assert not list((world.home / "archives").glob("*.part"))


def test_a_night_beside_a_retention_run(world: World) -> None:
    """New deposits, one of them the very bytes that are being destroyed, are decided and kept."""
    world.drop("operateur-edi", "grand-encore.xml", BIG)
    world.drop("operateur-edi", "facturx-minimum.pdf", SAMPLES["facturx-minimum.pdf"])
    both = [run(inline.night, world.config), run(retained.years_later, world.config, LATE)]
    assert [ended(one) for one in both] == [0, 0]
    assert_nothing_lost(world)
    assert {"grand-encore.xml", "facturx-minimum.pdf"} <= {
        str(name) for *_, left, name in documents(world) if left is None
    }


def store_files(world: World) -> dict[str, int]:
    """The files of the store, staging apart, and their sizes."""
    store = world.home / "store"
    return {
        str(path.relative_to(store)): path.stat().st_size
        for path in sorted(store.rglob("*"))
        if path.is_file() and "staging" not in path.parts and path.name[0] != "."
    }
