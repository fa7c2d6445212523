"""Where the ledger keeps bytes, and what a rule of retention let leave before its invoice; the marks beside it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest

from domain.brouillon import SourceBrouillon, StoredFile
from domain.deposit import Deposit, DepositedInvoice, DepositKind, Effect
from domain.errors import LedgerError
from domain.retention import Departing, Departure, RetentionAction
from domain.status import Status
from domain.suivi import Action, Complement, HistoryNote
from ledger import Ledger
from ledger.content_store.stores import LeftComplement
from tests.ledger.facts import NOW, ROUTE, claim, digest, follow_up, received, record, settled
from tests.ledger.test_accounts import active

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
MOMENT, LATER = timedelta(microseconds=1), NOW + timedelta(days=400)
PURGED = Departure(at=LATER, action=RetentionAction.PURGE, rule="complements")


def at(content: str) -> str:
    sha = digest(content)
    return f"files/{sha[:2]}/{sha}"


def suspended(ledger: Ledger, name: str = "facture.xml") -> DepositedInvoice:
    document = record(ledger, settled(received(ledger, name)))[0]
    ledger.outbox.done(claim(ledger, Effect.DELIVER), NOW)
    ledger.lifecycle.change(document.id, Status.SUSPENDUE, ROUTE.siret, "il manque le bon", NOW)
    return document


def completed(ledger: Ledger, one: DepositedInvoice, *contents: str, moment: datetime = NOW) -> Deposit:
    """Completed by files taken out of an archive, at the places of ``contents``; the archive."""
    name = f"{one.id}-{ledger.deposits.last()}.zip"
    deposit = follow_up(ledger, name, DepositKind.COMPLEMENTS, "complements:x")
    files = [
        Complement(name=f"{content}.pdf", sha256=digest(content), location=at(content), place=(deposit.id, rank))
        for rank, content in enumerate(contents, 1)
    ]
    with ledger.batch() as batch:
        batch.complete(deposit.id, 1, one.id, files, "", "atelier", moment)
    return deposit


def suspend_again(ledger: Ledger, one: DepositedInvoice) -> None:
    ledger.lifecycle.change(one.id, Status.SUSPENDUE, ROUTE.siret, "encore", NOW)


def left(
    ledger: Ledger, one: DepositedInvoice, moment: datetime, detail: str = "purge", action: Action = Action.ARCHIVAGE
) -> None:
    """The history of the invoice tells that something of it left."""
    with ledger.batch() as batch:
        batch.note([HistoryNote(invoice_id=one.id, action=action, actor="navette", detail=detail)], moment)


def told(ledger: Ledger, *contents: str) -> list[tuple[str, datetime, str]]:
    found = ledger.stores.left_of({at(content) for content in contents})
    return sorted((one.name, one.at, one.detail) for one in found)


def kept(ledger: Ledger) -> set[str]:
    locations = list(ledger.stores.locations())
    assert locations == sorted(set(locations))
    assert ledger.stores.count() == len(locations)
    return set(locations)


def leave(ledger: Ledger, locations: Iterable[str]) -> None:
    """These bytes leave by a rule."""
    found = ledger.retention.references(tuple(locations))
    departing = [Departing(location=one, references=names, departure=PURGED) for one, names in found.items()]
    assert ledger.retention.record_departures(departing, LATER) == found.keys()


def test_a_complement_that_left_by_a_rule_is_told_with_its_rule(ledger: Ledger) -> None:
    one = suspended(ledger)
    completed(ledger, one, "bon", "releve")
    assert ledger.stores.left_of({at("bon"), at("inconnu")}) == ()
    leave(ledger, [at("bon")])
    assert ledger.stores.left_of({at("bon")}) == (
        LeftComplement(location=at("bon"), name="bon.pdf", at=LATER, detail="purge (complements)"),
    )
    assert ledger.stores.left_of(()) == ()


def test_what_left_before_a_complement_came_says_nothing_of_it(ledger: Ledger) -> None:
    one, other = suspended(ledger, "a.xml"), suspended(ledger, "b.xml")
    completed(ledger, one, "avant")
    suspend_again(ledger, one)
    left(ledger, one, LATER)
    completed(ledger, one, "apres", moment=LATER + MOMENT)
    completed(ledger, other, "autre")
    left(ledger, other, LATER, action=Action.CODE_RECU)
    assert told(ledger, "avant", "apres", "autre") == [("avant.pdf", LATER, "purge")]
    left(ledger, one, LATER + MOMENT, "purge suivante")
    assert told(ledger, "avant", "apres") == [
        ("apres.pdf", LATER + MOMENT, "purge suivante"),
        ("avant.pdf", LATER + MOMENT, "purge suivante"),
    ]


def test_only_what_is_asked_for_is_told(ledger: Ledger) -> None:
    one = suspended(ledger)
    completed(ledger, one, "bon", "releve")
    left(ledger, one, LATER)
    assert [name for name, _, _ in told(ledger, "bon")] == ["bon.pdf"]
    elsewhere = f"packs/2026-11-21/{'0' * 32}.zip#{digest('bon')}"
    assert ledger.stores.left_of({elsewhere}) == (), "the same bytes, kept at another place"


def test_what_is_kept_for_anything_else_has_not_left(ledger: Ledger) -> None:
    one, other = suspended(ledger, "a.xml"), suspended(ledger, "b.xml")
    completed(ledger, one, "bon", "facture", "brouillon")
    left(ledger, one, LATER)
    record(ledger, settled(received(ledger, "c.xml"), content="facture"))
    mine = active(ledger, "camille@essai.example").id
    file = StoredFile(name="f.pdf", size=1, sha256=digest("brouillon"), location=at("brouillon"))
    draft = ledger.drafts.add(mine, "12345678200018", SourceBrouillon.FICHIER, file, NOW)
    assert [name for name, _, _ in told(ledger, "bon", "facture", "brouillon")] == ["bon.pdf"]
    completed(ledger, other, "bon")
    assert told(ledger, "bon", "facture", "brouillon") == [], "the complement of another invoice stays"
    ledger.drafts.give_up(draft.id, mine, NOW)
    assert [name for name, _, _ in told(ledger, "bon", "facture", "brouillon")] == ["brouillon.pdf"]


def test_bytes_are_kept_for_open_drafts_documents_files_and_complements(ledger: Ledger) -> None:
    assert kept(ledger) == set()
    one = suspended(ledger)
    archive = completed(ledger, one, "bon")
    everything = {one.location, at("facture.xml"), at("bon"), archive.location}
    assert kept(ledger) == everything
    mine = active(ledger, "camille@essai.example").id
    file = StoredFile(name="f.pdf", size=1, sha256=digest("brouillon"), location=at("brouillon"))
    draft = ledger.drafts.add(mine, "12345678200018", SourceBrouillon.FICHIER, file, NOW)
    ledger.drafts.add(mine, "12345678200018", SourceBrouillon.SAISIE, None, NOW)
    ledger.drafts.add_given_up(mine, "12345678200018", file, NOW)
    assert kept(ledger) == everything | {at("brouillon")}
    ledger.drafts.give_up(draft.id, mine, NOW)
    assert kept(ledger) == everything


def test_a_document_takes_its_complements_with_it_and_a_file_what_is_at_its_place(ledger: Ledger) -> None:
    one, other = suspended(ledger, "a.xml"), suspended(ledger, "b.xml")
    archives = [completed(ledger, one, "bon"), completed(ledger, other, "autre")]
    whole = record(ledger, settled(received(ledger, "c.xml"), content="c.xml"))[0]
    before = kept(ledger)
    leave(ledger, [one.location])
    assert kept(ledger) == before - {one.location, at("bon")}
    leave(ledger, [whole.location])
    assert kept(ledger) == before - {one.location, at("bon"), whole.location}
    leave(ledger, [archives[1].location])
    assert kept(ledger) == before - {one.location, at("bon"), whole.location, archives[1].location}


def test_a_store_takes_the_place_of_the_one_in_force_only(ledger: Ledger) -> None:
    with pytest.raises(LedgerError):
        ledger.stores.succeed("first", "second", NOW)
    assert (ledger.stores.mark(), ledger.stores.marks(), ledger.stores.since()) == (None, frozenset(), None)
