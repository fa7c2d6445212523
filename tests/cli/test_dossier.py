"""``navette dossier`` shows a works dossier: actors, pieces, dates, deadlines, and who must act next."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from cli import dossier
from domain.echeance import Delai, echeances
from domain.status import Status
from flows import steps
from hub.runtime.station import Station, open_station
from samples.invoices.chantier import MOA, MOE, TITULAIRE
from samples.invoices.travaux import circuit
from tests.cli.conftest import Navette
from tests.hub.chantier import Chantier, dit, ouvre


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Chantier:
    """A dossier at its second piece, suspended then completed; another one just begun. To read only."""
    found = ouvre(tmp_path_factory.mktemp("chantier"))

    def paced(config: Path, *, pool: bool = True) -> Station:
        return replace(open_station(config, pool=pool), clock=lambda: found.maintenant)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "open_station", paced)
        a4, a15 = circuit("CHA-2026-01", date(2026, 9, 30), ["A4", "A15"])
        found.depose("fournisseur", a4)
        found.depose("moe", a15)
        found.passent(2)
        found.repond("moa", dit(a15, Status.SUSPENDUE, "Il manque le constat"))
        found.complete("moe", "CHA-2026-01-EA__constat.pdf", b"%PDF-1.4 constat")
        (a7,) = circuit("CHA-2026-02", date(2026, 9, 30), ["A7"])
        found.depose("fournisseur", a7)
    return found


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossier, "today", lambda: date(2026, 10, 31))


def test_the_story_from_any_of_its_pieces(site: Chantier, navette: Navette) -> None:
    said = navette("dossier", "cha-2026-01-ea", "--config", site.world.config)
    assert said.code == 0
    for words in (
        "Dossier de facturation CHA-2026-01\n",
        MOE.nom,
        f"{MOA.nom} {MOA.siret} TRAVAUX",
        "Associée (par moe)",
        f"Suspendue (par {MOA.nom}, {MOA.siret}) : Il manque le constat",
        "Complété",
        "constat.pdf",
        f"La MOA (SIRET {MOA.siret}) dépose l'état d'acompte validé (A19).",
    ):
        assert words in said.out, words
    assert said.out.index("(A4)") < said.out.index("(A15)")
    assert "None" not in said.out


def due_on(site: Chantier, number: str, delai: Delai) -> date:
    (found,) = site.world.ledger().follow_up.dossiers(number)
    return next(each.due_on for each in echeances(found) if each.delai is delai)


def test_deadlines_show_how_many_days_are_left(
    site: Chantier, navette: Navette, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = due_on(site, "CHA-2026-02", Delai.DECOMPTE_GENERAL)
    monkeypatch.setattr(dossier, "today", lambda: due - timedelta(days=2))
    said = navette("dossier", "CHA-2026-02", "--config", site.world.config).out
    assert (
        f"Notification du décompte général par la MOA, CHA-2026-02 : jusqu'au {due:%d/%m/%Y} (encore 2 jours)" in said
    )
    assert f"La MOE (SIRET {MOE.siret}) dépose le projet de décompte général (A17)" in said


def test_a_deadline_that_passed_is_marked_with_what_is_allowed_then(
    site: Chantier, navette: Navette, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = due_on(site, "CHA-2026-02", Delai.DECOMPTE_GENERAL)
    monkeypatch.setattr(dossier, "today", lambda: due + timedelta(days=2))
    said = navette("dossier", "CHA-2026-02", "--config", site.world.config).out
    assert "dépassé de 2 jours" in said
    assert f"Le fournisseur (SIRET {TITULAIRE.siret}) peut déposer" in said


def test_programs_read_the_same(site: Chantier, navette: Navette) -> None:
    (found,) = navette("dossier", "CHA-2026-01", "--json", "--config", site.world.config).json
    assert found["number"] == "CHA-2026-01"
    assert [(piece["cadre"], piece["status"]) for piece in found["pieces"]] == [
        ("A4", "ASSOCIEE"),
        ("A15", "COMPLETEE"),
    ]
    assert found["pieces"][1]["after"] == [found["pieces"][0]["id"]]
    assert [event["status"] for event in found["pieces"][1]["events"]] == [
        "DEPOSEE",
        "MISE_A_DISPOSITION_MOA",
        "SUSPENDUE",
        "COMPLETEE",
    ]
    (payment,) = found["deadlines"]
    due = due_on(site, "CHA-2026-01", Delai.PAIEMENT)
    assert (payment["deadline"], payment["due_on"]) == ("PAIEMENT", due.isoformat())
    assert payment["days_left"] == (due - date(2026, 10, 31)).days
    assert found["next"][0]["who"] == MOA.siret


def test_a_certificate_names_its_dossier(site: Chantier, navette: Navette) -> None:
    (history,) = site.world.ledger().invoices.find("CHA-2026-01-EA")
    said = navette("dossier", history.invoice.certificate or "", "--config", site.world.config)
    assert said.out.startswith("Dossier de facturation CHA-2026-01\n")


def test_what_is_no_works_piece_is_not_found(site: Chantier, navette: Navette) -> None:
    said = navette("dossier", "NUMERO-\x1b[31m", "--config", site.world.config)
    assert said.code == 1
    assert said.out == ""
    assert "Aucune pièce de travaux" in said.err
    assert "\x1b" not in said.err
    assert navette("dossier", "NADA", "--json", "--config", site.world.config).json == []


@pytest.mark.parametrize("width", [80, 200])
def test_no_line_is_wider_than_the_terminal(
    site: Chantier, navette: Navette, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("FORCE_COLOR", "1")
    said = navette("dossier", "CHA-2026-01", "--config", site.world.config).out
    plain = re.sub(r"\x1b\[[0-9;]*m", "", said)
    assert max(len(line) for line in plain.splitlines()) <= width
