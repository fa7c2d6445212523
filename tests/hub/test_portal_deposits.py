"""Deposits made in the portal: each draft becomes one deposit, decided as a night decides it, or stays a draft."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from domain.brouillon import Brouillon, EtatBrouillon, SourceBrouillon
from domain.deposit import TO_DEPOSITORS, Disposition, Effect
from domain.errors import NavetteError, NotAllowed
from domain.feed import FeedItem
from domain.manual_entry import ManualEntry
from domain.perimetre import Perimetre
from domain.portal_depositor import deposits_of
from domain.status import FluxStatus, Status
from hub.brouillons import sending, uploads
from hub.brouillons.at_once import AtOnce, follow_deposit
from hub.brouillons.sending import NotSent, Sent, preview, send
from hub.inspect.verify import Outcome, prove
from hub.runtime.station import Station, open_station
from ledger.accounts.registered import NewCompte
from ledger.batch import Batch
from samples.make import cases
from tests.hub import doutes, inline
from tests.hub.world import ALONE, World, lay_out

PAPETERIE, TRAITEUR = "99900011000018", "99900033400014"
SAMPLES = {case.name: case.content for found in cases().values() for case in found}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return lay_out(tmp_path, run=ALONE)


@pytest.fixture
def station(world: World) -> Station:
    return open_station(world.config, pool=False)


def draft(
    station: Station, content: bytes, name: str = "facture.pdf", structure: str = PAPETERIE, **entries: str
) -> Brouillon:
    compte = station.ledger.accounts.create(
        NewCompte(courriel=f"{uuid4().hex}@essai.example", prenom="Camille", nom="Essai", mot_de_passe="-"),
        station.clock(),
        "essai",
    )
    assert compte is not None
    file = uploads.keep(station.store, name, [content], 2**20)
    found = [ManualEntry(field=field, text=text) for field, text in entries.items()]
    ledger = station.ledger
    return ledger.drafts.add(compte.id, structure, SourceBrouillon.FICHIER, file, station.clock(), entries=found)


def as_it_is(station: Station, one: Brouillon) -> Brouillon:
    found = station.ledger.drafts.one(one.id, one.compte_id)
    assert found is not None
    return found


def sent(answer: Sent | NotSent) -> Sent:
    assert isinstance(answer, Sent)
    return answer


def test_a_sent_draft_is_certified_at_once_and_brought_to_its_recipient(station: Station, world: World) -> None:
    one = draft(station, SAMPLES["texte-classique.pdf"])
    found = sent(send(station, one, only_accepted=True))
    (invoice,) = found.invoices
    assert invoice.status is Status.DEPOSEE
    assert found.deposit.status is FluxStatus.IN_INTEGRE
    assert as_it_is(station, one).deposit_id == found.deposit.id
    assert invoice.certificate
    certificate = station.ledger.certificates.by_number(invoice.certificate)
    assert prove(station.ledger, station.store, invoice.certificate, certificate).outcome is Outcome.PROVEN
    assert follow_deposit(station, found.deposit.id) == ()
    assert station.ledger.invoices.by_id(invoice.id).status is Status.MISE_A_DISPOSITION
    assert not station.ledger.outbox.waiting()
    inline.night(world.config)
    assert len(station.ledger.invoices.of_deposits(found.deposit.id)) == 1


def test_nothing_is_left_for_a_depositor_who_has_no_folder(station: Station) -> None:
    found = sent(send(station, draft(station, SAMPLES["texte-classique.pdf"]), only_accepted=True))
    waiting = station.ledger.outbox.waiting()
    assert waiting.keys() == {Effect.DELIVER}
    assert not TO_DEPOSITORS & waiting.keys()
    assert found.deposit.taken
    assert [one.deposit.id for one in decided_of(station) if one.deposit] == [found.deposit.id]
    with station.ledger.batch() as batch:
        batch.report_again(found.deposit.id, station.clock())
    assert station.ledger.outbox.waiting().keys() == {Effect.DELIVER}


def decided_of(station: Station) -> tuple[FeedItem, ...]:
    """What the feed of the structure says of its files."""
    drops = (deposits_of(PAPETERIE),)
    return station.ledger.search.feed(None, size=50, within=Perimetre(), drops=drops, newest=True).items


def test_a_draft_is_sent_once_by_two_windows(station: Station) -> None:
    one = draft(station, SAMPLES["texte-classique.pdf"])
    with ThreadPoolExecutor(4) as windows:
        answers = list(windows.map(lambda _: sent(send(station, one, only_accepted=True)), range(4)))
    assert len({answer.deposit.id for answer in answers}) == 1
    assert station.ledger.deposits.last() == answers[0].deposit.id
    assert sent(send(station, as_it_is(station, one), only_accepted=True)).deposit == answers[0].deposit


@pytest.mark.parametrize("name", ["ttc-faux.xml", "siret-destinataire-inconnu.xml", "tronquee.xml", "chiffree.pdf"])
def test_what_would_be_refused_is_told_and_not_deposited(station: Station, name: str) -> None:
    one = draft(station, SAMPLES[name], name)
    answer = send(station, one, only_accepted=True)
    assert isinstance(answer, NotSent)
    assert answer.preview.findings
    assert not answer.preview.is_acceptable
    assert not station.ledger.deposits.last()
    assert as_it_is(station, one) == one


def test_a_program_may_deposit_what_is_refused_and_has_its_reasons(station: Station) -> None:
    found = sent(send(station, draft(station, SAMPLES["ttc-faux.xml"], "ttc-faux.xml"), only_accepted=False))
    assert found.invoices[0].status is Status.REJETEE
    assert found.invoices[0].findings
    assert found.deposit.status is FluxStatus.IN_REJETE


def test_a_structure_deposits_its_own_invoices_only(station: Station) -> None:
    one = draft(station, SAMPLES["texte-classique.pdf"], structure=TRAITEUR)
    answer = send(station, one, only_accepted=True)
    assert isinstance(answer, NotSent)
    assert "DRO-01" in {finding.code for finding in answer.preview.findings}


def test_an_invoice_that_is_there_already_is_told_before_it_is_sent(station: Station) -> None:
    send(station, draft(station, SAMPLES["texte-classique.pdf"]), only_accepted=True)
    again = draft(station, SAMPLES["texte-classique.pdf"], "la-meme.pdf")
    shown = preview(station, again)
    assert shown.settled is not None
    assert shown.settled.disposition is Disposition.DOUBLON
    assert isinstance(send(station, again, only_accepted=True), NotSent)


def test_a_doubt_is_settled_by_what_is_entered_and_its_trace_stays(station: Station) -> None:
    one = draft(station, doutes.page(), code_service="")
    assert not preview(station, one).is_acceptable
    saved = station.ledger.drafts.save(
        one.id, one.compte_id, [ManualEntry(field="code_service", text=doutes.SERVICE)], "", station.clock()
    )
    assert saved is not None
    assert preview(station, saved).is_acceptable
    (invoice,) = sent(send(station, saved, only_accepted=True)).invoices
    assert invoice.values["code_service"] == doutes.SERVICE
    (correction,) = station.ledger.invoices.corrections_of([invoice.id])[invoice.id]
    assert (correction.field, correction.old, correction.new) == ("code_service", None, doutes.SERVICE)
    assert correction.actor == f"portail:{one.compte_id}:{PAPETERIE}"
    assert invoice.certificate
    found = station.ledger.certificates.by_number(invoice.certificate)
    assert found is not None
    assert found.content.saisies == "code_service"


def test_what_the_page_says_clearly_is_replaced_with_a_reason_only(station: Station) -> None:
    one = draft(station, doutes.clear(), numero_facture="AUTRE-1")
    shown = preview(station, one)
    assert [finding.code for finding in shown.findings][:1] == ["SAI-03"]
    assert isinstance(send(station, one, only_accepted=True), NotSent)
    because = station.ledger.drafts.save(one.id, one.compte_id, one.entries, "numéro mal imprimé", station.clock())
    assert because is not None
    (invoice,) = sent(send(station, because, only_accepted=True)).invoices
    assert invoice.values["numero_facture"] == "AUTRE-1"


def test_values_are_not_entered_in_place_of_those_of_an_xml(station: Station) -> None:
    one = draft(station, SAMPLES["ubl-facture.xml"], "ubl-facture.xml", numero_facture="AUTRE-1")
    answer = send(station, one, only_accepted=True)
    assert isinstance(answer, NotSent)
    assert "SAI-05" in {finding.code for finding in answer.preview.findings}


def test_a_draft_that_changed_in_another_window_is_not_sent(station: Station) -> None:
    one = draft(station, doutes.page(), code_service=doutes.SERVICE)
    station.ledger.drafts.save(one.id, one.compte_id, [], "", station.clock())
    with pytest.raises(NotAllowed):
        send(station, one, only_accepted=False)
    assert not station.ledger.deposits.last()


def test_a_draft_given_up_is_not_sent(station: Station) -> None:
    one = draft(station, doutes.clear())
    assert station.ledger.drafts.give_up(one.id, one.compte_id, station.clock())
    with pytest.raises(NotAllowed):
        send(station, one, only_accepted=False)
    assert as_it_is(station, one).etat is EtatBrouillon.ABANDONNE


STEPS = ("receive", "record", "supplied_at_deposit", "conclude", "send_draft")


@pytest.mark.parametrize("step", STEPS)
def test_stopped_at_any_step_it_is_a_draft_as_before(
    station: Station, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = draft(station, doutes.page(), code_service=doutes.SERVICE)
    with monkeypatch.context() as stopped:
        stopped.setattr(Batch, step, _raises)
        with pytest.raises(KeyboardInterrupt):
            send(station, one, only_accepted=True)
    assert as_it_is(station, one) == one
    assert not station.ledger.deposits.last()
    assert sent(send(station, one, only_accepted=True)).invoices[0].status is Status.DEPOSEE


def _raises(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_lot_is_decided_at_once_each_of_its_invoices_once(station: Station) -> None:
    one = draft(station, SAMPLES["lot-partiel.tar.gz"], "lot.tar.gz", structure=TRAITEUR)
    found = sent(send(station, one, only_accepted=True))
    assert found.deposit.status is FluxStatus.IN_RECU
    follow_deposit(station, found.deposit.id)
    decided = station.ledger.deposits.by_id(found.deposit.id)
    assert decided.status in {FluxStatus.IN_INTEGRE_PARTIEL, FluxStatus.IN_REJETE, FluxStatus.IN_INTEGRE}
    invoices = station.ledger.invoices.of_deposits(decided.id)
    assert invoices
    follow_deposit(station, found.deposit.id)
    assert station.ledger.invoices.of_deposits(decided.id) == invoices


def test_a_lot_left_by_a_portal_that_was_stopped_is_decided_by_the_night(station: Station, world: World) -> None:
    found = sent(send(station, draft(station, SAMPLES["lot-partiel.tar.gz"], "lot.tar.gz"), only_accepted=True))
    inline.night(world.config)
    assert station.ledger.deposits.by_id(found.deposit.id).status is not FluxStatus.IN_RECU
    assert not station.ledger.deposits.undecided()


def test_several_deposits_are_followed_by_one_thread_and_a_fault_of_one_holds_up_no_other(station: Station) -> None:
    said: list[str] = []
    thread = AtOnce(station, said.append)
    found = sent(send(station, draft(station, SAMPLES["texte-classique.pdf"]), only_accepted=True))
    thread.follow(987654)
    thread.follow(found.deposit.id)
    thread.close()
    assert station.ledger.invoices.by_id(found.invoices[0].id).status is Status.MISE_A_DISPOSITION
    assert len(said) == 1


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\temp\\facture.pdf", "a\0b", "", "x" * 999])
def test_a_name_from_outside_is_a_name_and_no_path(station: Station, name: str) -> None:
    kept = uploads.keep(station.store, name, [b"x"], 10)
    assert kept.name
    assert "/" not in kept.name
    assert "\\" not in kept.name
    assert len(kept.name) <= 255


def pieces(count: int) -> Iterator[bytes]:
    for _ in range(count):
        yield bytes(1000)


@pytest.mark.parametrize(("count", "error"), [(0, uploads.EmptyFile), (3, uploads.TooLarge)])
def test_a_file_that_is_empty_or_too_large_leaves_nothing(
    station: Station, count: int, error: type[NavetteError]
) -> None:
    with pytest.raises(error):
        uploads.keep(station.store, "x", pieces(count), 2000)
    assert not list(station.store.staging().glob("portail-*"))


def test_a_draft_of_somebody_else_is_not_there(station: Station) -> None:
    one = draft(station, doutes.clear())
    assert station.ledger.drafts.one(one.id, one.compte_id + 1) is None
    assert station.ledger.drafts.save(one.id, one.compte_id + 1, [], "", station.clock()) is None
    assert not station.ledger.drafts.give_up(one.id, one.compte_id + 1, station.clock())


def test_a_program_that_asks_twice_makes_one_draft(station: Station) -> None:
    one = draft(station, doutes.clear())
    assert one.file is not None
    again = [
        station.ledger.drafts.add(
            one.compte_id, PAPETERIE, SourceBrouillon.FICHIER, one.file, station.clock(), key="clé-1"
        )
        for _ in range(2)
    ]
    assert again[0] == again[1] != one
    assert sending.preview(station, replace(again[0])).is_acceptable
