"""What kept bytes are referred to by, field by field: drafts, deposited files, their documents, complements."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.brouillon import EtatBrouillon, SourceBrouillon, StoredFile
from domain.deposit import DepositKind, Disposition, Effect
from domain.retention import Departure, Reference, RetentionAction
from domain.status import Status
from domain.suivi import Complement
from domain.text import NOTHING
from ledger import Ledger
from ledger.retention.references import departure_from
from tests.ledger.facts import NOW, ROUTE, arrival, claim, conclude, digest, invoice, lapse, received, record, settled
from tests.ledger.test_accounts import active

LATER = NOW + timedelta(days=1)
SHA = digest("brouillon")
DRAFTED = StoredFile(name="facture.pdf", size=12, sha256=SHA, location=f"files/{SHA[:2]}/{SHA}")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/navette.db"


def everything_done(ledger: Ledger, *, but: Effect | None = None) -> None:
    for effect in Effect:
        if effect is not but:
            ledger.outbox.done(claim(ledger, effect), NOW)


def of(ledger: Ledger, location: str) -> tuple[Reference, ...]:
    return ledger.retention.references([location]).get(location, ())


def test_a_draft_keeps_its_file_until_it_is_given_up_or_sent(ledger: Ledger) -> None:
    mine = active(ledger, "camille@essai.example").id
    draft, given_up = (
        ledger.drafts.add(mine, "12345678200018", SourceBrouillon.FICHIER, DRAFTED, NOW) for _ in range(2)
    )
    open_ = Reference(
        location=DRAFTED.location,
        sha256=SHA,
        kind=DepositKind.FACTURES,
        deposit_id=0,
        deposited_at=NOW,
        since=NOW,
        settled=False,
        own=False,
        file="facture.pdf",
        draft=EtatBrouillon.EN_COURS,
    )
    assert of(ledger, DRAFTED.location) == (open_, open_)
    assert ledger.drafts.give_up(given_up.id, mine, LATER)
    ended = replace(open_, settled=True, since=LATER, draft=EtatBrouillon.ABANDONNE)
    assert of(ledger, DRAFTED.location) == (open_, ended)
    deposit = received(ledger)
    with ledger.batch() as batch:
        batch.send_draft(draft.id, deposit.id, DRAFTED, NOW)
    assert of(ledger, DRAFTED.location) == (ended,), "what it became refers to it"


def test_a_deposited_file_without_document_is_kept_for_itself(ledger: Ledger) -> None:
    deposit = received(ledger, "bombe.zip")
    waits = Reference(
        location=deposit.location,
        sha256=deposit.sha256,
        kind=DepositKind.FACTURES,
        deposit_id=deposit.id,
        deposited_at=NOW,
        since=NOW,
        settled=False,
        own=False,
        whole=True,
        file="bombe.zip",
    )
    assert of(ledger, deposit.location) == (waits,)
    conclude(ledger, deposit)
    refused = replace(waits, disposition=Disposition.IRRECEVABLE)
    assert of(ledger, deposit.location) == (refused,), "it is to be taken and reported"
    everything_done(ledger)
    assert of(ledger, deposit.location) == (replace(refused, settled=True),)


def test_a_status_file_that_was_used_is_not_refused(ledger: Ledger) -> None:
    (deposit,) = ledger.deposits.receive([replace(arrival("s.csv"), kind=DepositKind.STATUTS)], NOW)
    conclude(ledger, deposit)
    everything_done(ledger)
    (found,) = of(ledger, deposit.location)
    assert (found.kind, found.disposition, found.settled) == (DepositKind.STATUTS, None, True)


def test_a_document_that_is_the_whole_file_is_one_reference(ledger: Ledger) -> None:
    deposit = received(ledger)
    (document,) = record(ledger, settled(deposit, content="facture.xml"))
    assert document.location == deposit.location
    (found,) = of(ledger, deposit.location)
    assert found == Reference(
        location=deposit.location,
        sha256=deposit.sha256,
        kind=DepositKind.FACTURES,
        deposit_id=deposit.id,
        deposited_at=NOW,
        since=NOW,
        settled=False,
        document_id=document.id,
        invoice_id=document.id,
        own=True,
        whole=True,
        disposition=Disposition.ACCEPTED,
        structure=ROUTE.siret,
        cadre="A1",
        status=Status.DEPOSEE,
        file="facture.xml",
        member="0.xml",
        numero_facture="F-1-0",
        date_facture="2026-11-03",
        fournisseur="12345678200018",
        certificate=document.certificate or "",
    )


def test_a_lot_is_kept_for_what_was_taken_out_of_it_and_for_what_could_not_be(ledger: Ledger) -> None:
    """Of a member that could not be read nothing is kept but the archive it is in."""
    deposit = received(ledger, "lot.zip")
    taken_out, unread = settled(deposit, 0), settled(deposit, 1, disposition=Disposition.IRRECEVABLE)
    first, _ = record(ledger, taken_out, replace(unread, location=deposit.location))
    found = of(ledger, deposit.location)
    alike = sorted((one.document_id, one.own, one.whole) for one in found)
    assert set(alike) == {(1, False, True), (2, True, True)}
    (own,) = of(ledger, first.location)
    assert (own.own, own.whole, own.document_id) == (True, False, 1)


@pytest.mark.parametrize("disposition", [Disposition.REJECTED, Disposition.DOUBLON])
def test_what_was_not_integrated_is_at_its_end_once_its_deposit_is(ledger: Ledger, disposition: Disposition) -> None:
    deposit = received(ledger)
    (document,) = record(ledger, settled(deposit, what=invoice("F-1"), disposition=disposition))
    everything_done(ledger)
    (found,) = of(ledger, document.location)
    assert (found.settled, found.structure, found.certificate) == (False, ROUTE.siret, "")
    conclude(ledger, deposit)
    everything_done(ledger, but=Effect.REPORT)
    assert [one.settled for one in of(ledger, document.location)] == [False]
    ledger.outbox.done(claim(ledger, Effect.REPORT), NOW)
    assert [one.settled for one in of(ledger, document.location)] == [True]


def test_what_is_left_to_do_of_another_deposit_keeps_nothing_of_this_one(ledger: Ledger) -> None:
    one, other = (received(ledger, name) for name in ("a.zip", "b.zip"))
    for deposit in (one, other):
        conclude(ledger, deposit)
    for effect in (Effect.TAKE, Effect.REPORT):
        ledger.outbox.done([task for task in claim(ledger, effect) if task.subject == one.id], NOW)
        lapse(ledger)
    assert [of(ledger, deposit.location)[0].settled for deposit in (one, other)] == [True, False]
    ledger.outbox.give_up(claim(ledger, Effect.REPORT), NOTHING, NOW)
    ledger.outbox.done(claim(ledger, Effect.TAKE), NOW)
    assert [of(ledger, deposit.location)[0].settled for deposit in (one, other)] == [True, False]


def test_a_complement_is_kept_as_long_as_the_invoice_it_completes(ledger: Ledger) -> None:
    deposit = received(ledger)
    (document,) = record(ledger, settled(deposit))
    conclude(ledger, deposit)
    everything_done(ledger)
    ledger.lifecycle.change(document.id, Status.SUSPENDUE, ROUTE.siret, "il manque le bon", NOW)
    (other,) = ledger.deposits.receive([replace(arrival("F-1__bon.pdf"), kind=DepositKind.COMPLEMENTS)], NOW)
    sha = digest("bon de commande")
    inside = Complement(name="bon.pdf", sha256=sha, location=f"files/{sha[:2]}/{sha}", place=(other.id, 1))
    with ledger.batch() as batch:
        batch.complete(other.id, 1, document.id, [inside], "", "atelier", LATER)
        batch.conclude(other.id, (), LATER)
    (found,) = of(ledger, inside.location)
    assert found == Reference(
        location=inside.location,
        sha256=sha,
        kind=DepositKind.COMPLEMENTS,
        deposit_id=other.id,
        deposited_at=LATER,
        since=LATER,
        settled=False,
        invoice_id=document.id,
        disposition=Disposition.ACCEPTED,
        structure=ROUTE.siret,
        cadre="A1",
        status=Status.COMPLETEE,
        file="bon.pdf",
        numero_facture="F-1-0",
        date_facture="2026-11-03",
        fournisseur="12345678200018",
    )
    for effect in Effect:
        ledger.outbox.done(claim(ledger, effect, LATER), LATER)
    ledger.lifecycle.change(document.id, Status.MISE_EN_PAIEMENT, ROUTE.siret, "", LATER)
    for effect in Effect:
        ledger.outbox.done(claim(ledger, effect, LATER), LATER)
    assert [one.settled for one in of(ledger, inside.location)] == [True]
    with ledger.batch() as batch:
        batch.report_again(other.id, LATER)
    assert [one.settled for one in of(ledger, inside.location)] == [False], "its own deposit is to be reported"
    assert [one.settled for one in of(ledger, document.location)] == [True]


def test_only_what_is_asked_for_is_told(ledger: Ledger) -> None:
    one, other = received(ledger, "a.zip"), received(ledger, "b.zip")
    unknown = f"files/{SHA[:2]}/{SHA}"
    assert ledger.retention.references([one.location, unknown]).keys() == {one.location}
    assert ledger.retention.references([one.location, other.location]).keys() == {one.location, other.location}
    assert ledger.retention.references([]) == {}


@pytest.mark.parametrize(
    ("text", "departure"),
    [
        ("archive general f.zip", Departure(at=NOW, action=RetentionAction.ARCHIVE, rule="general", file="f.zip")),
        ("archive general f g.zip", Departure(at=NOW, action=RetentionAction.ARCHIVE, rule="general", file="f g.zip")),
        ("purge refus", Departure(at=NOW, action=RetentionAction.PURGE, rule="refus")),
        (None, Departure(at=NOW, action=RetentionAction.ARCHIVE, rule="")),
        ("", Departure(at=NOW, action=RetentionAction.ARCHIVE, rule="")),
    ],
)
def test_a_departure_is_read_as_it_was_written(text: str | None, departure: Departure) -> None:
    assert departure_from(NOW, text) == departure
    assert departure_from(None, text) is None
