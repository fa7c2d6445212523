"""``navette search``: what a person types in French finds what the night brought, page by page."""

import json
from pathlib import Path

import pytest

from domain.deposit import Effect
from domain.finding import Level
from ledger import Ledger
from tests.cli.conftest import Navette
from tests.hub import world
from tests.ledger.empty import empty_file
from tests.ledger.facts import NOW, ROUTE, accepted, claim, conclude, finding, invoice, received, record, settled


@pytest.fixture
def asks(navette: Navette, tmp_path: Path) -> Navette:
    """A ledger of five invoices, and the command in its folder."""
    (tmp_path / "navette.toml").write_text('[ledger]\nurl = "sqlite:///navette.db"\n', encoding="utf-8")
    ledger = empty_file(f"sqlite:///{tmp_path}/navette.db")
    for rank in range(3):
        accepted(ledger, f"{rank}.xml", invoice(f"F2026-{rank}45"))
    ledger.outbox.done(claim(ledger, Effect.DELIVER), NOW)
    lot = received(ledger, "lot.zip")
    record(
        ledger, settled(lot, 0, invoice("[red]F-9\x1b[31m")), settled(lot, 1, invoice("A10", cadre_facturation="A10"))
    )
    ledger.close()
    return navette


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ((), 5),
        (("*45",), 3),
        (("f2026-1*",), 1),
        (("--statut", "Mise à disposition"), 3),
        (("--statut", "MISE_A_DISPOSITION", "--statut", "déposée"), 5),
        (("--structure", "200 053 849", "--role", "destinataire"), 5),
        (("--structure", "123456782", "--role", "fournisseur"), 5),
        (("--destinataire", ROUTE.siret, "--service", "DAF"), 5),
        (("--fournisseur", "l'ESSAI"), 5),
        (("--from", "21/11/2026", "--to", "2026-11-21"), 5),
        (("--date", "facture", "--from", "03/11/2026", "--to", "03/11/2026"), 5),
        (("--ttc-min", "119,99", "--ttc-max", "1 000,00 €"), 5),
        (("--ht-min", "100", "--ht-max", "100"), 5),
        (("--piece", "travaux"), 1),
        (("--cadre", "a10"), 1),
        (("--dossier", "a10"), 1),
        (("--engagement", "123456", "--drop", "atelier"), 5),
    ],
)
def test_every_option_finds(asks: Navette, words: tuple[str, ...], count: int) -> None:
    said = asks("search", *words, "--json")
    assert (said.code, said.json["total"]) == (0, count)


@pytest.mark.parametrize("words", [("nope*",), ("--to", "2020-01-01"), ("--statut", "suspendue"), ("--marche", "x")])
def test_nothing_found_is_exit_1(asks: Navette, words: tuple[str, ...]) -> None:
    said = asks("search", *words)
    assert (said.code, said.out) == (1, "Aucune facture ne répond à ces critères.\n")
    assert asks("search", *words, "--json").json["invoices"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("--structure", "12"),
        ("--role", "moe"),
        ("--statut", "en vacances"),
        ("--from", "31/11/2026"),
        ("--ttc-min", "beaucoup"),
        ("--ttc-min", "nan"),
        ("--piece", "devis"),
        ("--after", "nowhere"),
        ("--page-size", "0"),
        ("--date", "demain"),
        ("*a" * 9,),
    ],
    ids=" ".join,
)
def test_what_cannot_be_looked_for_is_exit_2(asks: Navette, words: tuple[str, ...]) -> None:
    said = asks("search", *words)
    assert said.code == 2
    assert "Traceback" not in said.err


def test_pages_follow_one_another(asks: Navette) -> None:
    first = asks("search", "--page-size", "3", "--json").json
    second = asks("search", "--page-size", "3", "--after", first["next"], "--json").json
    numbers = [one["numero_facture"] for page in (first, second) for one in page["invoices"]]
    assert len(numbers) == len(set(numbers)) == 5
    assert second["next"] is None
    shown = asks("search", "--page-size", "3").out
    assert f"3 sur 5\nLa suite : ajoutez --after {first['next']}\n" in shown


def test_the_table_fits_80_columns_and_a_number_is_only_text(asks: Navette, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    narrow = asks("search").out
    assert max(map(len, narrow.splitlines()[:-1])) <= 80
    assert "120,00\u00a0€" in narrow
    assert "Cadre" not in narrow
    assert "[red]F-9?[31m" in narrow
    assert "\x1b" not in narrow
    monkeypatch.setenv("COLUMNS", "200")
    wide = asks("search").out
    assert "Région des Essais" in wide
    assert "DAF" in wide


def test_a_night_is_found(night: world.World, navette: Navette) -> None:
    found = navette("search", "--config", night.config, "--json").json
    assert found["total"] == 4
    refused = navette("search", "--config", night.config, "--statut", "Rejetée", "--json").json["invoices"]
    assert [one["recipient"] for one in refused] == [None]
    assert json.dumps(refused)


@pytest.fixture
def refused(asks: Navette, tmp_path: Path) -> Navette:
    """The same, and a file that was refused as a file: it is no invoice, and has no number."""
    ledger = Ledger.open(f"sqlite:///{tmp_path}/navette.db")
    conclude(ledger, received(ledger, "catalogue.docx"), finding("LEC-018", level=Level.DEPOT))
    ledger.close()
    return asks


def test_a_file_refused_as_a_file_is_found_with_its_reason(refused: Navette) -> None:
    said = refused("search", "--deposit", "catalogue.docx")
    assert said.code == 0
    for expected in ("catalogue.docx : Rejeté", "LEC-018", "Déjà déposée.", "Changez de numéro."):
        assert expected in said.out
    (found,) = refused("search", "--deposit", "catalogue*", "--json").json["deposits"]
    assert [one["code"] for one in found["findings"]] == ["LEC-018"]
    assert refused("search", "--deposit", found["deposit"], "--drop", "atelier").out == said.out


def test_a_file_s_name_in_the_place_of_a_number_is_understood(refused: Navette) -> None:
    said = refused("search", "catalogue.docx")
    assert said.code == 0
    assert "Aucune facture" in said.out
    assert "LEC-018" in said.out


def test_the_documents_of_a_file_are_shown_with_it(refused: Navette) -> None:
    said = refused("search", "--deposit", "lot.zip")
    assert "0.xml › [red]F-9?[31m : Déposée" in said.out
    assert "1.xml › A10" in said.out


def test_no_file_of_that_name_is_exit_1(refused: Navette) -> None:
    assert refused("search", "--deposit", "nope").code == 1
    assert refused("search", "--deposit", "nope", "--json").json == {"deposits": []}


def test_files_and_invoices_are_not_asked_for_together(refused: Navette) -> None:
    said = refused("search", "--deposit", "lot.zip", "--statut", "suspendue")
    assert said.code == 2
    assert "--drop" in said.err
