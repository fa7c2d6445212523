"""The head of the chain, published with each night outside the ledger, and what it proves afterwards."""

import sqlite3
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from domain.errors import SettingsError
from domain.text import Locale
from hub import settings
from hub.inspect import chain
from hub.notify import chain_head
from hub.report import morning
from hub.report.morning import Reader, ReaderKind
from hub.runtime.station import open_station
from samples.invoices.people import RECIPIENTS
from tests.conftest import ROOT
from tests.english import english
from tests.hub import inline
from tests.hub.time_stamp_server import Authority, authority
from tests.hub.world import World, lay_out
from tests.parsers.signature.fabrique import racine

INVOICE = (ROOT / "samples/factures/ubl-facture.xml").read_bytes()


@pytest.fixture
def tsa() -> Iterator[Authority]:
    with authority() as server:
        yield server


def night(tmp_path: Path, tables: str) -> World:
    world = lay_out(tmp_path, tables=tables)
    world.drop("operateur-edi", "a.xml", INVOICE)
    inline.night(world.config)
    return world


def published(world: World) -> tuple[list[Path], list[str]]:
    """The files of the folder, and the sentences of the step."""
    counts = chain_head.publish(open_station(world.config, pool=False))
    said = [text.in_(Locale.EN) for text in (*counts.troubles, *counts.remarks)]
    folder = world.home / "ancres"
    return (sorted(folder.iterdir()) if folder.is_dir() else []), said


def test_a_file_of_one_line_a_night(tmp_path: Path) -> None:
    world = night(tmp_path, '[chain]\nfolder = "ancres"')
    (path,), said = published(world)
    head = world.ledger().certificates.head()
    assert said == []
    assert path.read_text() == f"1 {head.number}\n"
    assert path.name.endswith("_1.txt")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert published(world) == ([path], []), "again: nothing new"


def test_without_a_folder_or_a_certificate_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert published(night(tmp_path / "a", "")) == ([], [])
    assert published(lay_out(tmp_path / "b", tables='[chain]\nfolder = "ancres"')) == ([], [])


def test_an_authority_stamps_what_the_file_says(tmp_path: Path, tsa: Authority) -> None:
    world = night(tmp_path, f'[chain]\nfolder = "ancres"\ntimestamp_url = "{tsa.url}"')
    (token, line), said = published(world)
    assert said == []
    assert (token.suffix, line.suffix) == (".tsr", ".txt")
    assert tsa.asked == [sha256(line.read_bytes()).digest()]
    published(world)
    assert len(tsa.asked) == 1, "what is there is not asked for again"
    for path in (token, line):
        shown = chain.published_in(path)
        assert shown is not None
        found = chain.verify(world.ledger(), settings.load(world.config), shown)
        assert found.holds
        assert found.stamp is not None
        assert (found.stamp.at, found.stamp.who) == ("2026-11-21T04:00:00Z", "Horodatage d'essai")
        assert not found.stamp.trusted, "no trust list"


def test_the_trust_list_knows_the_authority(tmp_path: Path, tsa: Authority) -> None:
    trusted = tmp_path / "confiance"
    trusted.mkdir()
    (trusted / "racine.pem").write_bytes(racine().certificate.public_bytes(Encoding.PEM))
    tables = f'[signatures]\ntrust = "{trusted}"\n[chain]\nfolder = "ancres"\ntimestamp_url = "{tsa.url}"'
    (tmp_path / "monde-1").mkdir()
    world = night(tmp_path / "monde-1", tables)
    (token, _), _ = published(world)
    found = chain.verify(world.ledger(), settings.load(world.config), chain.published_in(token))
    assert found.stamp is not None
    assert found.stamp.trusted


@pytest.mark.parametrize("answer", ["other", "garbage", "error"])
def test_an_authority_that_fails_is_said_and_asked_again(tmp_path: Path, tsa: Authority, answer: str) -> None:
    world = night(tmp_path, f'[chain]\nfolder = "ancres"\ntimestamp_url = "{tsa.url}"')
    tsa.answer = answer
    (path,), said = published(world)
    assert path.suffix == ".txt"
    assert len(said) == 1
    assert "time stamp" in said[0]
    tsa.answer = "granted"
    files, said = published(world)
    assert len(files) == 2
    assert said == []


def test_no_authority_at_all_stops_no_night(tmp_path: Path) -> None:
    world = night(tmp_path, '[chain]\nfolder = "ancres"\ntimestamp_url = "http://127.0.0.1:9/tsa"\ntimeout = 0.5')
    (path,), said = published(world)
    assert path.suffix == ".txt"
    assert len(said) == 1


def test_a_stamp_of_another_head_proves_nothing(tmp_path: Path, tsa: Authority) -> None:
    world = night(tmp_path, f'[chain]\nfolder = "ancres"\ntimestamp_url = "{tsa.url}"')
    (token, line), _ = published(world)
    line.write_text(f"1 {'A' * 52}\n")
    found = chain.verify(world.ledger(), settings.load(world.config), chain.published_in(token))
    assert found.stamp is None
    assert not found.goes_on
    assert not found.holds


def test_a_ledger_put_in_the_place_of_another_is_a_trouble(tmp_path: Path) -> None:
    """What the chain by itself cannot see: a whole other ledger, or an older copy of this one."""
    world = night(tmp_path, '[chain]\nfolder = "ancres"')
    published(world)
    (tmp_path / "autre").mkdir()
    other = lay_out(tmp_path / "autre").home / "navette.db"
    with sqlite3.connect(other) as base, sqlite3.connect(world.home / "navette.db") as here:
        base.backup(here)
    counts = chain_head.publish(open_station(world.config, pool=False))
    (trouble,) = counts.troubles
    assert "rewritten or replaced" in trouble.in_(Locale.EN)


def test_a_chain_rewritten_whole_is_a_trouble(tmp_path: Path) -> None:
    world = night(tmp_path, '[chain]\nfolder = "ancres"')
    published(world)
    with sqlite3.connect(world.home / "navette.db") as base:
        for (name,) in base.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            base.execute(f'drop trigger "{name}"')
        base.execute("update certificates set number = ?", ("B" * 52,))
        base.execute("update documents set certificate = ? where certificate is not null", ("B" * 52,))
    counts = chain_head.publish(open_station(world.config, pool=False))
    assert len(counts.troubles) == 1


def test_a_folder_that_cannot_be_written_is_a_remark(tmp_path: Path) -> None:
    world = night(tmp_path, '[chain]\nfolder = "ancres"')
    (world.home / "ancres").write_text("a file in its place")
    counts = chain_head.publish(open_station(world.config, pool=False))
    assert counts.troubles == ()
    assert len(counts.remarks) == 1


def test_the_dashboard_has_the_line(tmp_path: Path) -> None:
    world = night(tmp_path, "")
    station = open_station(world.config, pool=False)
    (siret,) = station.ledger.invoices.recipients()
    morning.write(station, Reader(kind=ReaderKind.STRUCTURE, name=siret), None)
    (page,) = world.recipients.glob("*/rapports/tableau-de-bord_*.html")
    number = world.ledger().certificates.head().number
    assert f"{number[:4]} {number[4:8]}" in page.read_text(encoding="utf-8")
    assert RECIPIENTS


def test_an_authority_needs_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "navette.toml"
    file.write_text('[chain]\ntimestamp_url = "https://tsa.example"\n')
    with pytest.raises(SettingsError, check=english("needs folder")):
        settings.load(file)
