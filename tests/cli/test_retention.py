"""``navette retention`` and ``navette notify``: counted, done, said; and what ``verify`` says afterwards."""

import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.status import Status
from hub.runtime.station import open_station
from tests.cli.conftest import Navette
from tests.hub import world
from tests.hub.posts import web_hook

TABLE = '[retention]\nyears = 10\nfolder = "archives"\n'


@pytest.fixture
def old(night: world.World, tmp_path: Path) -> world.World:
    """The night again, eleven years ago; one of its invoices was paid, the other still waits."""
    copy = world.World(home=Path(shutil.copytree(night.home, tmp_path / "copie")))
    paid = copy.ask("select invoice_id from documents where status = 'MISE_A_DISPOSITION' order by id")[0][0]
    copy.ledger().lifecycle.change(int(str(paid)), Status.MISE_EN_PAIEMENT, "recipient", "", datetime.now(UTC))
    past = datetime.now(UTC) - timedelta(days=4100)
    (pack,) = (copy.home / "store" / "packs").iterdir()
    aged = pack.with_name(past.date().isoformat())
    pack.rename(aged)
    with sqlite3.connect(copy.home / "navette.db") as base:
        base.execute("update outbox set state = 'done', holder = null")
        for table in ("documents", "deposits"):
            base.execute(f"update {table} set location = replace(location, ?, ?)", (pack.name, aged.name))  # noqa: S608
        base.execute(
            "update documents set changed_at = ?, deposited_at = ?",
            (past.isoformat(" ")[:26], past.isoformat(" ")[:26]),
        )
        base.execute("update deposits set received_at = ?", (past.isoformat(" ")[:26],))
    open_station.cache_clear()
    return copy


def configured(copy: world.World, table: str) -> Path:
    text = copy.config.read_text(encoding="utf-8")
    copy.config.write_text(text + table, encoding="utf-8")
    return copy.config


def test_a_dry_run_counts_and_a_run_does_it(navette: Navette, old: world.World) -> None:
    config = configured(old, TABLE)
    counted = navette("retention", "--dry-run", "--json", "-c", config)
    assert counted.code == 0
    assert counted.json["dry_run"]
    assert not (old.home / "archives").exists()
    done = navette("retention", "--json", "-c", config)
    assert done.json["rules"] == counted.json["rules"]
    assert counted.json["rules"][0]["documents"] > 0
    assert counted.json["unfinished"] == {
        "contents": 1,
        "documents": 2,
        "bytes": counted.json["unfinished"]["bytes"],
    }, "with its copy"
    assert len(done.json["archives"]) == 1
    said = navette("retention", "-c", config)
    assert "general" in said.out
    assert "gardés : 1" in said.out


def test_verify_shows_how_the_file_left(navette: Navette, old: world.World) -> None:
    config = configured(old, TABLE)
    ((number,),) = old.ask("select certificate from documents where status = 'MISE_EN_PAIEMENT'")
    navette("retention", "-c", config)
    said = navette("verify", str(number), "-c", config)
    assert said.code == 0
    assert "✓ Certificat authentique" in said.out
    assert "a quitté Navette" in said.out
    assert "« general »" in said.out
    chain = navette("verify", "--chain", "-c", config).out
    assert "✓ La chaîne des certificats est entière" in chain
    told = [line for line in chain.splitlines() if line.startswith("  - ")]
    assert all("deposited_at" in line for line in told)  # the moments by which this world was made old


def test_without_a_rule_nothing_leaves_and_that_is_shown(navette: Navette, old: world.World) -> None:
    said = navette("retention", "-c", old.config)
    assert said.code == 0
    assert "rien ne part" in said.out


def test_a_channel_is_tried(navette: Navette, old: world.World, monkeypatch: pytest.MonkeyPatch) -> None:
    with web_hook() as hook:
        (old.home / "url").write_text(f"json://127.0.0.1:{hook.port}/x\n")
        config = configured(old, '[notifications.essai]\nurl_file = "url"\n')
        said = navette("notify", "--test", "essai", "-c", config)
        assert (said.code, len(hook.hooks)) == (0, 1)
        assert "remis" in said.out
        hook.refuses = True
        refused = navette("notify", "--test", "essai", "-c", config)
        assert refused.code == 1
        assert "avis:essai : le service a répondu HTTP 500" in refused.out
        monkeypatch.setenv("NAVETTE_LOCALE", "en")
        refused = navette("notify", "--test", "essai", "-c", config)
        assert "channel essai: Failed to send JSON" in refused.out
        assert "avis" not in refused.out
        assert navette("notify", "--test", "autre", "-c", config).code == 3


def test_what_waits_is_sent_once(navette: Navette, old: world.World) -> None:
    with web_hook() as hook:
        (old.home / "url").write_text(f"json://127.0.0.1:{hook.port}/x\n")
        config = configured(old, '[notifications.essai]\nurl_file = "url"\n')
        assert [navette("notify", "-c", config).code for _ in range(2)] == [0, 0]
        assert len(hook.hooks) == 1


def test_without_a_channel_the_table_to_add_is_named(navette: Navette, old: world.World) -> None:
    said = navette("notify", "-c", old.config)
    assert said.code == 0
    assert "[notifications" in said.out
