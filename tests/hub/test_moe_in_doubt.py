"""A demande de paiement whose page names two MOE waits: it goes to neither, nor to the owner, until one is said."""

from pathlib import Path

from domain.manual_entry import ManualEntry
from domain.status import Status
from hub import settings
from hub.follow_up.manual_completion import CompletionAction, complete, waiting_one
from hub.runtime.station import Station
from samples.invoices.chantier import AUTRE_MOE
from tests.hub.chantier import ouvre
from tests.hub.doutes import MOES, for_moe
from tests.hub.world import proven


def test_it_waits_for_its_moe_and_goes_to_the_one_supplied(tmp_path: Path) -> None:
    site = ouvre(tmp_path)
    world = site.world
    world.drop("fournisseur", "demande.pdf", for_moe("CHA-2026-07", *MOES))
    site.soir()
    ledger = world.ledger()
    station = Station(settings=settings.load(world.config), ledger=ledger, store=world.store(), pool=None)
    (one,) = ledger.invoices.awaiting_completion()
    assert [(each.field, {rival.text for rival in each.rivals}) for each in one.doubts] == [("siret_moe", {*MOES})]
    entry = ManualEntry(field="siret_moe", text=AUTRE_MOE.siret)
    answer = complete(station, one.invoice.id, [entry], CompletionAction(by="marie"))
    assert [(each.field, each.old, each.new) for each in answer.supplied] == [("siret_moe", None, AUTRE_MOE.siret)]
    assert waiting_one(station, one.invoice.id) is None
    site.soir()
    assert site.statut("CHA-2026-07") is Status.MISE_A_DISPOSITION_MOE
    assert site.recu("autre-moe", "CHA-2026-07")
    assert not site.recu("moe", "CHA-2026-07")
    assert not site.recu("moa", "CHA-2026-07")
    (found,) = ledger.invoices.find("CHA-2026-07")
    assert found.invoice.moe == AUTRE_MOE.siret
    assert ledger.certificates.by_number(found.invoice.certificate).content.saisies == "siret_moe"
    assert proven(world)
