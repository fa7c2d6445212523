"""Completing by hand, from the drop to the recipient's folder."""

import json
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest

from domain.deposit import DepositedInvoice
from domain.errors import LedgerError, SettingsError
from domain.manual_entry import AwaitingCompletion, ManualEntry
from domain.status import FluxStatus, Status
from hub import settings
from hub.follow_up import manual_completion
from hub.follow_up.manual_completion import CompletionAction, CompletionAnswer
from hub.runtime.station import Station
from ledger import Ledger
from tests.english import english
from tests.hub import inline
from tests.hub.doutes import OTHER, SERVICE, clear, page
from tests.hub.test_page_findings import page as printed
from tests.hub.world import World, certificates, chained, lay_out, proven

ACTE = CompletionAction(by="marie", reason="appel du fournisseur")


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A night in which one invoice came that waits; to be copied."""
    world = lay_out(tmp_path_factory.mktemp("attente"))
    world.drop("papeterie", "scan.pdf", page())
    inline.night(world.config)
    return world


@pytest.fixture
def world(after: World, tmp_path: Path) -> World:
    return World(home=Path(shutil.copytree(after.home, tmp_path / "monde")))


def station_of(world: World) -> Station:
    return Station(settings=settings.load(world.config), ledger=world.ledger(), store=world.store(), pool=None)


def waiting(world: World) -> AwaitingCompletion:
    (one,) = world.ledger().invoices.awaiting_completion()
    return one


def supply(world: World, acte: CompletionAction = ACTE, **values: str) -> CompletionAnswer:
    entries = [ManualEntry(field=field, text=text) for field, text in values.items()]
    return manual_completion.complete(station_of(world), waiting(world).invoice.id, entries, acte)


def delivered(world: World) -> list[Path]:
    return sorted(world.recipients.rglob("*.facture.json"))


def account(world: World) -> Any:
    (path,) = world.account("papeterie", "retours").glob("compte-rendu_*scan.json")
    return json.loads(path.read_bytes())


def test_a_doubtful_page_waits_with_the_fields_to_supply(world: World) -> None:
    one = waiting(world)
    assert one.invoice.status is Status.A_COMPLETER
    assert [(doubt.field, {each.text for each in doubt.rivals}) for doubt in one.doubts] == [
        ("code_service", {SERVICE, OTHER})
    ]
    assert delivered(world) == []
    assert not list(world.account("papeterie", "retours").glob("certificat*"))
    assert [path.name for path in world.account("papeterie", "traites").iterdir()] == ["scan.pdf"]
    told = account(world)
    assert told["etatCourantDepotFlux"] == FluxStatus.IN_INTEGRE_PARTIEL
    (listed,) = told["listeDPACompleter"]
    assert any(OTHER in error["message"] for error in listed["erreurs"])


def test_completed_it_is_delivered_certified_and_reported(world: World) -> None:
    answer = supply(world, code_service=SERVICE)
    assert answer.reasons == ()
    assert [(each.field, each.old, each.new, each.actor) for each in answer.supplied] == [
        ("code_service", None, SERVICE, "marie")
    ]
    assert answer.invoice.status is Status.DEPOSEE
    inline.night(world.config)
    (data,) = delivered(world)
    assert data.parent.name == SERVICE
    assert json.loads(data.read_bytes())["en16931"]["code_service"] == SERVICE
    assert world.ledger().invoices.by_id(answer.invoice.id).status is Status.MISE_A_DISPOSITION
    told = account(world)
    assert told["etatCourantDepotFlux"] == FluxStatus.IN_INTEGRE
    (listed,) = told["listeDPIntegrees"]
    assert "SAI-04" in [each["code"] for each in listed["avertissements"]]
    assert proven(world)
    assert chained(world)
    (certificate,) = certificates(world)
    assert certificate.content.saisies == "code_service"


def test_a_value_the_rules_refuse_changes_nothing_and_gives_every_reason(world: World) -> None:
    before = waiting(world)
    answer = supply(world, CompletionAction(by="marie", force=True), code_service="NULLEPART", montant_ttc="1,00")
    codes = [finding.code for finding in answer.reasons if finding.severity.value == "fatal"]
    assert "ACH-04" in codes
    assert len(codes) > 1
    assert waiting(world) == before
    assert supply(world, code_service=SERVICE).reasons == ()


def test_what_the_page_prints_clearly_needs_force(world: World) -> None:
    assert [each.code for each in supply(world, code_service=SERVICE, numero_facture="AUTRE-1").reasons] == ["SAI-03"]
    answer = supply(world, CompletionAction(by="marie", force=True), code_service=SERVICE, numero_facture="AUTRE-1")
    assert answer.invoice.values["numero_facture"] == "AUTRE-1"
    assert [(each.field, each.old) for each in answer.supplied if each.field == "numero_facture"] == [
        ("numero_facture", "PAP-2026-0199")
    ]


def test_nothing_supplied_it_is_decided_again_and_waits(world: World) -> None:
    before = waiting(world)
    answer = supply(world)
    assert "LEC-057" in [finding.code for finding in answer.reasons]
    assert waiting(world) == before


def test_done_twice_it_is_done_once(world: World) -> None:
    id_ = waiting(world).invoice.id
    first = supply(world, code_service=SERVICE)
    again = manual_completion.complete(
        station_of(world), id_, [ManualEntry(field="code_service", text=f" {SERVICE}")], ACTE
    )
    assert again == CompletionAnswer(invoice=first.invoice)
    with pytest.raises(LedgerError, check=english("does not wait")):
        manual_completion.complete(station_of(world), id_, [ManualEntry(field="code_service", text=OTHER)], ACTE)
    with pytest.raises(LedgerError, check=english("does not wait")):
        manual_completion.reject(station_of(world), id_, "marie", "trop tard")
    assert len(world.ledger().invoices.corrections_of([id_])[id_]) == 1


def test_twice_at_once_it_is_done_once(world: World) -> None:
    id_ = waiting(world).invoice.id
    answers: list[DepositedInvoice] = []
    start = threading.Barrier(2)

    def work(by: str) -> None:
        station = station_of(world)
        start.wait()
        entries = [ManualEntry(field="code_service", text=SERVICE)]
        answers.append(manual_completion.complete(station, id_, entries, CompletionAction(by=by)).invoice)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("marie", "paul")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.status for one in answers] == [Status.DEPOSEE] * 2
    assert len(world.ledger().invoices.corrections_of([id_])[id_]) == 1
    assert world.ask("select count(*) from certificates") == [(1,)]
    assert world.ask("select count(*) from outbox where effect = 'deliver'") == [(1,)]


def test_a_crash_between_leaves_it_as_it_was(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = waiting(world)

    def fails(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr("ledger.invoices.manual_completion.conclusion.revise", fails)
        with pytest.raises(MemoryError):
            supply(world, code_service=SERVICE)
    assert waiting(world) == before
    assert world.ask("select count(*) from certificates") == [(0,)]
    assert supply(world, code_service=SERVICE).invoice.status is Status.DEPOSEE
    assert chained(world)


def test_refused_by_hand_its_supplier_is_notified(world: World) -> None:
    stands = manual_completion.reject(
        station_of(world), waiting(world).invoice.id, "marie", "Le fournisseur ne répond pas"
    )
    assert (stands.status, stands.motif) == (Status.REJETEE, "Le fournisseur ne répond pas")
    inline.night(world.config)
    assert account(world)["etatCourantDepotFlux"] == FluxStatus.IN_REJETE
    changes = [path.read_text("utf-8-sig") for path in world.account("papeterie", "retours").glob("*.csv")]
    assert any("Le fournisseur ne répond pas" in text for text in changes)


def test_a_corrected_file_takes_its_place(world: World) -> None:
    old = waiting(world).invoice
    world.drop("papeterie", "corrigee.pdf", clear())
    inline.night(world.config)
    assert world.ledger().invoices.awaiting_completion() == ()
    stands = world.ledger().invoices.by_id(old.id)
    assert stands.status is Status.REJETEE
    assert stands.motif.startswith("Remplacée par le dépôt")
    assert len(delivered(world)) == 1


def test_the_same_file_again_waits_once(world: World) -> None:
    world.drop("papeterie", "encore.pdf", page())
    inline.night(world.config)
    assert waiting(world).invoice.deposit_name == "encore.pdf"


def test_the_account_that_deposited_must_still_be_known(world: World) -> None:
    ledger: Ledger = world.ledger()
    id_ = waiting(world).invoice.id
    text = world.config.read_text("utf-8").replace('name = "papeterie"', 'name = "papeterie-2"')
    world.config.write_text(text, "utf-8")
    with pytest.raises(SettingsError, check=english("no drop")):
        manual_completion.complete(station_of(world), id_, [ManualEntry(field="code_service", text=SERVICE)], ACTE)
    assert len(ledger.invoices.awaiting_completion()) == 1


def test_supplied_in_part_it_waits_for_the_rest_and_keeps_what_was_supplied(tmp_path: Path) -> None:
    world = lay_out(tmp_path)
    world.drop("operateur-edi", "vide.pdf", printed(head=("Facture n° :", "Date de facture :")))
    inline.night(world.config)
    assert {doubt.field for doubt in waiting(world).doubts} == {"numero_facture", "date_facture"}
    first = supply(world, numero_facture="FA-77")
    assert (first.invoice.status, [each.field for each in first.supplied]) == (Status.A_COMPLETER, ["numero_facture"])
    assert [(each.field, each.new) for each in waiting(world).corrections] == [("numero_facture", "FA-77")]
    assert delivered(world) == []
    second = supply(world, date_facture="03/03/2026")
    assert (second.reasons, second.invoice.status) == ((), Status.DEPOSEE)
    assert (second.invoice.values["numero_facture"], second.invoice.values["date_facture"]) == ("FA-77", "2026-03-03")
