"""What refers to kept bytes, and the record that they left, on both engines."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from domain.deposit import Deposit, DepositKind, Disposition, Effect
from domain.retention import Departing, Departure, Reference, RetentionAction
from domain.search_criteria import SearchCriteria
from domain.status import Status
from domain.suivi import Action, Complement
from domain.text import NOTHING
from ledger import Ledger
from tests.ledger.facts import NOW, arrival, claim, conclude, finding, invoice, received, record, settled
from tests.ledger.tampering import by_hand

LATER = NOW + timedelta(days=400)
DEPART = Departure(
    at=LATER, action=RetentionAction.ARCHIVE, rule="general", file="factures_2036-11_0123456789abcdef.zip"
)


def everything_done(ledger: Ledger) -> None:
    """Every effect that waits is done, as a night does them."""
    for effect in Effect:
        while tasks := claim(ledger, effect, LATER, limit=500):
            ledger.outbox.done(tasks, NOW)


def finished(ledger: Ledger, name: str = "facture.xml") -> tuple[Deposit, str]:
    """A deposit of one invoice that was paid, and where its bytes are."""
    deposit = received(ledger, name)
    document = record(ledger, settled(deposit))[0]
    conclude(ledger, deposit)
    everything_done(ledger)
    ledger.lifecycle.change(document.id, Status.MISE_EN_PAIEMENT, "20005384900017", "", NOW + timedelta(days=30))
    everything_done(ledger)
    return deposit, document.location


def only(ledger: Ledger, location: str) -> Reference:
    (found,) = ledger.retention.references([location])[location]
    return found


def test_a_paid_invoice_is_at_its_end_from_its_last_step(ledger: Ledger) -> None:
    _, location = finished(ledger)
    found = only(ledger, location)
    assert found.settled
    assert found.since == NOW + timedelta(days=30)
    assert (found.disposition, found.kind, found.structure) == (
        Disposition.ACCEPTED,
        DepositKind.FACTURES,
        "20005384900017",
    )
    assert found.numero_facture.startswith("F-")
    assert found.certificate
    assert found.left is None


@pytest.mark.parametrize("given_up", [False, True])
@pytest.mark.parametrize("effect", [Effect.TAKE, Effect.DELIVER, Effect.CERTIFY, Effect.REPORT])
def test_an_effect_left_to_do_keeps_the_bytes(ledger: Ledger, effect: Effect, given_up: bool) -> None:
    deposit = received(ledger)
    document = record(ledger, settled(deposit, disposition=Disposition.ACCEPTED))[0]
    conclude(ledger, deposit)
    for other in Effect:
        if other is not effect:
            ledger.outbox.done(claim(ledger, other), NOW)
    if effect is not Effect.DELIVER:
        ledger.lifecycle.change(document.id, Status.MISE_EN_PAIEMENT, "20005384900017", "", NOW)
        ledger.outbox.done(claim(ledger, Effect.STATUS), NOW)
    if given_up:
        ledger.outbox.give_up(claim(ledger, effect), NOTHING, NOW)
    assert not only(ledger, document.location).settled


def test_a_step_not_yet_sent_to_the_supplier_keeps_the_bytes(ledger: Ledger) -> None:
    deposit = received(ledger)
    document = record(ledger, settled(deposit))[0]
    conclude(ledger, deposit)
    everything_done(ledger)
    ledger.lifecycle.change(document.id, Status.MISE_EN_PAIEMENT, "x", "", NOW)
    if ledger.outbox.waiting().get(Effect.STATUS):
        assert not only(ledger, document.location).settled
    everything_done(ledger)
    assert only(ledger, document.location).settled


def test_an_undecided_deposit_stays(ledger: Ledger) -> None:
    deposit = received(ledger)
    found = only(ledger, deposit.location)
    assert (found.settled, found.document_id) == (False, None)


def test_a_lot_is_kept_for_each_of_its_documents(ledger: Ledger) -> None:
    deposit = received(ledger, "lot.zip")
    record(ledger, settled(deposit, 0), settled(deposit, 1, disposition=Disposition.REJECTED))
    conclude(ledger, deposit)
    everything_done(ledger)
    found = ledger.retention.references([deposit.location])[deposit.location]
    assert [(one.own, one.settled) for one in found] == [(False, False), (False, True)]


def test_a_file_that_was_refused_whole_is_irrecevable(ledger: Ledger) -> None:
    deposit = received(ledger, "bombe.zip")
    conclude(ledger, deposit, finding())
    everything_done(ledger)
    found = only(ledger, deposit.location)
    assert (found.disposition, found.settled, found.since) == (Disposition.IRRECEVABLE, True, NOW)


def test_the_same_bytes_kept_elsewhere_are_another_matter(ledger: Ledger) -> None:
    _, location = finished(ledger)
    elsewhere = f"packs/2020-01-01/{'0' * 32}.zip#{location.rpartition('/')[2]}"
    assert ledger.retention.references([elsewhere]) == {}


def test_two_documents_of_the_same_bytes_are_two_references(ledger: Ledger) -> None:
    first, second = received(ledger, "a.xml"), received(ledger, "b.xml")
    record(
        ledger,
        settled(first, content="same"),
        settled(second, what=invoice("F-2"), content="same", disposition=Disposition.DOUBLON),
    )
    location = ledger.invoices.of_deposits(first.id)[0].location
    assert [one.deposit_id for one in ledger.retention.references([location])[location]] == [first.id, second.id]


def test_a_departure_is_written_once_and_the_proof_stays(ledger: Ledger) -> None:
    deposit, location = finished(ledger)
    departing = Departing(
        location=location, references=ledger.retention.references([location])[location], departure=DEPART
    )
    assert ledger.retention.record_departures([departing], LATER) == {location}
    assert only(ledger, location).left == DEPART
    document = ledger.invoices.of_deposits(deposit.id)[0]
    assert document.certificate
    assert ledger.retention.departure_of(document.certificate) == DEPART
    assert ledger.certificates.verify_chain() is None
    (history,) = ledger.invoices.find(document.values["numero_facture"] or "")
    assert [event.status for event in history.events][-1] is Status.MISE_EN_PAIEMENT
    (done,) = [one for one in history.actions if one.action is Action.ARCHIVAGE]
    assert DEPART.file in done.detail
    assert [one.id for one in ledger.search.page(SearchCriteria(archivee=True)).invoices] == [document.id]
    assert ledger.search.page(SearchCriteria(archivee=False)).total == 0
    assert ledger.retention.record_departures([departing], LATER) == frozenset(), (
        "what was judged is no longer what stands"
    )


def test_what_changed_since_it_was_judged_does_not_leave(ledger: Ledger) -> None:
    _, location = finished(ledger)
    judged = ledger.retention.references([location])[location]
    again = ledger.deposits.receive([replace(arrival("z.xml"), sha256=judged[0].sha256, location=location)], LATER)
    assert (
        ledger.retention.record_departures([Departing(location=location, references=judged, departure=DEPART)], LATER)
        == frozenset()
    )
    found = ledger.retention.references([location])[location]
    assert [one.left for one in found] == [None, None]
    assert found[1].deposit_id == again[0].id


def test_a_purge_is_recorded_as_such(ledger: Ledger) -> None:
    deposit = received(ledger, "bombe.zip")
    conclude(ledger, deposit, finding())
    everything_done(ledger)
    departure = Departure(at=LATER, action=RetentionAction.PURGE, rule="irrecevables")
    judged = ledger.retention.references([deposit.location])[deposit.location]
    assert ledger.retention.record_departures(
        [Departing(location=deposit.location, references=judged, departure=departure)], LATER
    )
    assert only(ledger, deposit.location).left == departure


def test_what_left_before_its_invoice_is_kept_no_more(ledger: Ledger) -> None:
    """A rule for complements may be shorter: a store that moves does not look for them any more."""
    came = replace(arrival("F-1__bon.pdf"), kind=DepositKind.COMPLEMENTS)
    deposit, (other,) = received(ledger), ledger.deposits.receive([came], NOW)
    document = record(ledger, settled(deposit))[0]
    conclude(ledger, deposit)
    everything_done(ledger)
    ledger.lifecycle.change(document.id, Status.SUSPENDUE, "20005384900017", "motif", NOW)
    file = Complement(name="bon.pdf", sha256=other.sha256, location=other.location, place=(other.id, 1))
    with ledger.batch() as batch:
        batch.complete(other.id, 1, document.id, [file], "", "atelier", NOW)
        batch.conclude(other.id, (), NOW)
    before = set(ledger.stores.locations())
    assert {document.location, other.location} <= before
    judged = ledger.retention.references([other.location])[other.location]
    assert {one.kind for one in judged} == {DepositKind.COMPLEMENTS}
    assert ledger.retention.record_departures(
        [Departing(location=other.location, references=judged, departure=DEPART)], LATER
    )
    assert set(ledger.stores.locations()) == before - {other.location}


def test_the_pieces_of_an_open_dossier_stay_together(ledger: Ledger, url: str) -> None:
    """The first piece is associated; the second one still waits: both stay, and both date from the last change."""
    first, second = received(ledger, "a4.xml"), received(ledger, "a15.xml")
    pieces = record(
        ledger,
        settled(first, what=invoice("A4-1", cadre_facturation="A4")),
        settled(second, what=invoice("A15-1", cadre_facturation="A15")),
    )
    for deposit in (first, second):
        conclude(ledger, deposit)
    everything_done(ledger)
    statement = "UPDATE documents SET dossier_id = :dossier, status = :status, changed_at = :at WHERE id = :id"
    with by_hand(url) as connection:
        for piece, status, day in (
            (pieces[0], "ASSOCIEE", "2027-01-01"),
            (pieces[1], "MISE_A_DISPOSITION_MOA", "2027-02-01"),
        ):
            connection.execute(
                text(statement),
                {
                    "dossier": pieces[0].id,
                    "status": status,
                    "id": piece.id,
                    "at": f"{day} 00:00:00+00:00" if connection.dialect.name != "sqlite" else f"{day} 00:00:00.000000",
                },
            )
    found = [only(ledger, piece.location) for piece in pieces]
    assert [one.settled for one in found] == [False, False]
    assert found[0].since == found[1].since
    with by_hand(url) as connection:
        connection.execute(text("UPDATE documents SET status = 'REFUSEE_MOA' WHERE id = :id"), {"id": pieces[1].id})
    assert [only(ledger, piece.location).settled for piece in pieces] == [True, True]
