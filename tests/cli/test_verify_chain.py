"""``navette verify --head`` and ``--chain``: what was published, what the chain holds, what the tables say."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Navette
from tests.hub.world import World


@pytest.fixture
def copied(night: World, tmp_path: Path) -> World:
    """The night's ledger to tamper with, its triggers taken away."""
    world = World(home=tmp_path / "copie")
    world.home.mkdir()
    shutil.copy(night.config, world.config)
    with sqlite3.connect(night.home / "navette.db") as base, sqlite3.connect(world.home / "navette.db") as copy:
        base.backup(copy)
        for (name,) in copy.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            copy.execute(f'drop trigger "{name}"')
    return world


def change(world: World, statement: str) -> None:
    with sqlite3.connect(world.home / "navette.db") as base:
        base.execute(statement)


def test_the_head_is_printed_alone(night: World, navette: Navette) -> None:
    head = night.ledger().certificates.head()
    assert navette("verify", "--head", "-c", night.config).out == f"{head.count} {head.number}\n"
    assert navette("verify", "--head", "--json", "-c", night.config).json == {"count": 2, "head": head.number}


def test_the_chain_is_held_to_what_was_published(night: World, navette: Navette, tmp_path: Path) -> None:
    head = night.ledger().certificates.head()
    said = navette("verify", "--chain", "--published", head.line, "--json", "-c", night.config)
    assert (said.code, said.json["goes_on"], said.json["published"]) == (0, True, head.line)
    note = tmp_path / "note.txt"
    note.write_text(f"Tête de novembre : {head.line}\n")
    assert navette("verify", "--chain", "--published", note, "-c", night.config).code == 0
    other = navette("verify", "--chain", "--published", f"1 {'A' * 52}", "-c", night.config)
    assert other.code == 1
    assert "n'est plus celle qui fut publiée" in other.out
    assert navette("verify", "--chain", "--published", "rien", "-c", night.config).code == 2
    assert navette("verify", "--published", head.line, "-c", night.config).code == 2
    assert navette("verify", "--head", "--chain", "-c", night.config).code == 2


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        ("update documents set montant_ttc = '1.00' where certificate is not null", "montant_ttc"),
        ("update documents set route_siret = '99999999999999' where certificate is not null", "siret_destinataire"),
        ("delete from events where id = (select max(id) from events)", "statut"),
    ],
)
def test_tables_that_say_otherwise_refute_the_chain(
    copied: World, navette: Navette, statement: str, shown: str
) -> None:
    assert navette("verify", "--chain", "-c", copied.config).code == 0
    change(copied, statement)
    said = navette("verify", "--chain", "-c", copied.config)
    assert said.code == 1
    assert shown in said.out
    body = navette("verify", "--chain", "--json", "-c", copied.config).json
    assert body["chain"] == "holds"
    assert shown in {one["field"] for one in body["differences"]}


def test_a_shorter_chain_is_whole_and_not_the_one_published(copied: World, navette: Navette) -> None:
    head = navette("verify", "--head", "-c", copied.config).out.strip()
    with sqlite3.connect(copied.home / "navette.db") as base:
        (id_,) = base.execute("select document_id from certificates order by sequence desc limit 1").fetchone()
        base.execute("pragma foreign_keys = off")
        base.execute("delete from certificates where document_id = ?", (id_,))
        base.execute("delete from events where invoice_id = ?", (id_,))
        base.execute("delete from documents where id = ?", (id_,))
    assert navette("verify", "--chain", "-c", copied.config).code == 0
    assert navette("verify", "--chain", "--published", head, "-c", copied.config).code == 1
