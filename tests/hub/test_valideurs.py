"""Invoices that somebody validates first: brought to ``a_valider/``, then to the recipient, or kept from it."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from domain.paris_time import PARIS
from domain.status import Status
from domain.suivi import Action
from flows import steps
from hub.follow_up import deadlines
from hub.runtime.station import Station, open_station
from samples.invoices.demo import DemoInvoice
from samples.invoices.travaux import piece
from tests.hub.chantier import COMPTES, Chantier, dit, ouvre
from tests.hub.world import names

S = Status
JOUR = date(2026, 9, 30)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chantier:
    """A site whose runs read its clock."""
    found = ouvre(tmp_path)

    def paced(config: Path, *, pool: bool = True) -> Station:
        return replace(open_station(config, pool=pool), clock=lambda: found.maintenant)

    monkeypatch.setattr(steps, "open_station", paced)
    return found


def facture(numero: str = "SST-1") -> DemoInvoice:
    """An invoice of the sous-traitant, validated by the titulaire."""
    return piece("A9", numero, JOUR)


def a_valider(site: Chantier) -> list[str]:
    return names(site.world.recipients / COMPTES["fournisseur"] / "a_valider")


def at_the_desk(site: Chantier, numero: str) -> list[Path]:
    return site.recu("moa", numero)


def warnings(site: Chantier, numero: str) -> list[str]:
    (found,) = site.world.ledger().invoices.find(numero)
    return [done.detail for done in found.actions if done.action is Action.RAPPEL_ECHEANCE]


def test_the_valideur_has_it_first_and_the_recipient_once_it_is_validated(site: Chantier) -> None:
    site.depose("sous-traitant", facture())
    assert site.statut("SST-1") is S.A_VALIDER_1
    assert any("SST-1" in name and name.endswith(".xml") for name in a_valider(site))
    assert at_the_desk(site, "SST-1") == []
    site.repond("fournisseur", dit(facture(), "Validée"))
    assert site.statut("SST-1") is S.MISE_A_DISPOSITION
    assert any(path.suffix == ".xml" for path in at_the_desk(site, "SST-1"))
    assert "Validée" in site.vie("SST-1")


def test_one_the_valideur_refuses_never_comes_to_the_recipient_and_the_supplier_gets_the_reason(site: Chantier) -> None:
    site.depose("sous-traitant", facture())
    site.repond("fournisseur", dit(facture(), S.REFUSEE_1, "Travaux non faits"))
    site.passent(30)
    assert site.statut("SST-1") is S.REFUSEE_1
    assert at_the_desk(site, "SST-1") == []
    assert any("Travaux non faits" in path.read_text("utf-8-sig") for path in site.retours("sous-traitant", "chang*"))


def test_only_the_valideur_validates(site: Chantier) -> None:
    site.depose("sous-traitant", facture())
    for compte in ("moa", "moe", "sous-traitant"):
        site.repond(compte, dit(facture(), "Validée"))
        assert site.statut("SST-1") is S.A_VALIDER_1


def test_fifteen_days_of_silence_are_an_acceptance_warned_of_once(site: Chantier) -> None:
    site.maintenant = datetime(2026, 10, 16, 21, 0, tzinfo=PARIS)  # the night of 25 October has an hour more
    site.depose("sous-traitant", facture())
    site.passent(11)
    assert warnings(site, "SST-1") == []
    for _ in range(4):
        site.passent(1)
    assert warnings(site, "SST-1") == ["VALIDATION_1 2026-10-31"]
    assert site.statut("SST-1") is S.A_VALIDER_1
    site.passent(1)
    assert S.ABSENCE_VALIDATION_1_HORS_DELAI in [
        event.status for event in site.world.ledger().invoices.find("SST-1")[0].events
    ]
    assert site.statut("SST-1") is S.MISE_A_DISPOSITION
    assert any(path.suffix == ".xml" for path in at_the_desk(site, "SST-1"))


def test_a_warning_is_counted_the_day_it_is_given(site: Chantier) -> None:
    site.depose("sous-traitant", facture())
    site.passent(12)
    (found,) = site.world.ledger().follow_up.to_validate()
    again = deadlines.watch(steps.here(site.world.config))
    assert (len(warnings(site, "SST-1")), again.lapsed, again.warned) == (1, (), ())
    assert found.status is S.A_VALIDER_1


def test_a_late_answer_of_the_valideur_changes_nothing(site: Chantier) -> None:
    site.depose("sous-traitant", facture())
    site.passent(16)
    site.repond("fournisseur", dit(facture(), S.REFUSEE_1, "Trop tard"))
    assert site.statut("SST-1") is S.MISE_A_DISPOSITION
