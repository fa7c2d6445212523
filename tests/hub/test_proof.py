"""A certificate is proven against itself, the ledger, the chain and the bytes; every change is reported."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from domain.certificate import Certificate, seal
from domain.text import Locale
from exporters import certificat
from hub.inspect.verify import Outcome, is_our_page, prove
from ledger import ContentStore, Ledger
from tests.hub import inline, world

SAMPLES = world.ROOT / "samples"


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> world.World:
    laid = world.lay_out(tmp_path_factory.mktemp("preuve"))
    for name in ("ubl-facture.xml", "ubl-avoir.xml"):
        laid.drop("papeterie", name, (SAMPLES / "factures" / name).read_bytes())
    inline.night(laid.config)
    return laid


@pytest.fixture
def sealed(night: world.World) -> Certificate:
    return world.certificates(night)[0]


def asked(night: world.World, number: str, shown: Certificate | None = None, pdf: bytes | None = None) -> Outcome:
    return prove(night.ledger(), night.store(), number, shown, pdf).outcome


@pytest.mark.parametrize("locale", Locale)
def test_what_navette_gave_is_proven(night: world.World, sealed: Certificate, locale: Locale) -> None:
    assert asked(night, sealed.number) is Outcome.PROVEN
    assert asked(night, sealed.number, sealed, certificat.as_pdf(sealed, locale)) is Outcome.PROVEN


@pytest.mark.parametrize("field", ["montant_ttc", "numero_facture", "destinataire", "deposited_at", "sha256", "member"])
def test_any_changed_field_is_refuted(night: world.World, sealed: Certificate, field: str) -> None:
    changed = replace(sealed, content=replace(sealed.content, **{field: "9"}))
    assert asked(night, changed.number, changed) is Outcome.REFUTED


def test_a_change_sealed_anew_is_unknown_here(night: world.World, sealed: Certificate) -> None:
    forged = seal(replace(sealed.content, montant_ttc="9"), sealed.previous, sealed.sequence)
    assert asked(night, forged.number, forged) is Outcome.UNKNOWN


def test_the_number_of_another_certificate_does_not_lend_its_proof(night: world.World) -> None:
    one, other = world.certificates(night)
    assert asked(night, one.number, other) is Outcome.REFUTED


def test_the_page_of_another_certificate_does_not_pass(night: world.World) -> None:
    one, other = world.certificates(night)
    assert asked(night, one.number, one, certificat.as_pdf(other)) is Outcome.DIFFERS


def test_a_page_sealed_over_a_changed_amount_does_not_pass(night: world.World, sealed: Certificate) -> None:
    """The page says another amount; what it carries inside is the genuine certificate."""
    changed = replace(sealed, content=replace(sealed.content, montant_ttc="9999.00"))
    assert asked(night, sealed.number, sealed, certificat.as_pdf(changed)) is Outcome.DIFFERS


def test_bytes_lost_or_changed_are_reported(night: world.World, sealed: Certificate, tmp_path: Path) -> None:
    copytree(night.home / "store", tmp_path / "changed")
    for pack in (tmp_path / "changed" / "packs").rglob("*.zip"):
        pack.write_bytes(pack.read_bytes().replace(b"525.14", b"925.14"))
    proof = prove(night.ledger(), ContentStore(tmp_path / "changed"), sealed.number, sealed)
    assert proof.outcome is Outcome.REFUTED
    assert "SHA-256" in proof.reasons[0].in_(Locale.EN) or "digest" in proof.reasons[0].en


def test_bytes_that_cannot_be_had_now_prove_and_refute_nothing(
    night: world.World, sealed: Certificate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.runtime.patience.time.sleep", lambda seconds: None)
    proof = prove(night.ledger(), ContentStore(tmp_path / "empty"), sealed.number, sealed)
    assert proof.outcome is Outcome.UNDECIDED
    assert "missing from the content store" in proof.reasons[-1].en


def test_a_tampered_ledger_proves_nothing(night: world.World, sealed: Certificate, tmp_path: Path) -> None:
    with sqlite3.connect(night.home / "navette.db") as base, sqlite3.connect(tmp_path / "copy.db") as copy:
        base.backup(copy)
        for (trigger,) in copy.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            copy.execute(f'drop trigger "{trigger}"')
        row = copy.execute("select * from certificates where number = ?", (sealed.number,)).fetchone()
        assert row
        columns = [name for _, name, *_ in copy.execute("pragma table_info(certificates)")]
        texts = [name for name, value in zip(columns, row, strict=True) if isinstance(value, str) and "525.14" in value]
        assert texts, json.dumps(columns)
        for name in texts:
            copy.execute(f"update certificates set {name} = replace({name}, '525.14', '925.14')")  # noqa: S608
    proof = prove(Ledger.open(f"sqlite:///{tmp_path / 'copy.db'}"), night.store(), sealed.number, None)
    assert proof.outcome is Outcome.REFUTED


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n", b"\x00" * 100])
def test_what_is_no_page_is_not_ours(sealed: Certificate, pdf: bytes) -> None:
    assert not is_our_page(pdf, sealed)
