"""Drafts of deposits: of one account each, changed while they are open, and sent once."""

from datetime import timedelta

import pytest
from sqlalchemy import insert

from domain.brouillon import Brouillon, EtatBrouillon, SourceBrouillon, StoredFile
from domain.manual_entry import ManualEntry
from ledger import Ledger
from ledger.database.schema import brouillons
from ledger.deposits.drafts import MOST
from tests.ledger.facts import NOW, digest, received
from tests.ledger.test_accounts import active

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
HOUR = timedelta(hours=1)
STRUCTURE = "12345678200018"
FILE = StoredFile(name="facture.pdf", size=12, sha256=digest("a"), location=f"files/aa/{digest('a')}")
SENT = StoredFile(name="envoyee.pdf", size=34, sha256=digest("b"), location=f"files/bb/{digest('b')}")
ENTRIES = (ManualEntry(field="numero_facture", text="F-1"), ManualEntry(field="devise", text="EUR"))


def two(ledger: Ledger) -> tuple[int, int]:
    """Two accounts."""
    return active(ledger, "camille@essai.example").id, active(ledger, "dominique@essai.example").id


def draft(ledger: Ledger, mine: int, key: str | None = None, after: timedelta = timedelta()) -> Brouillon:
    return ledger.drafts.add(mine, STRUCTURE, SourceBrouillon.FICHIER, FILE, NOW + after, key=key)


def send(ledger: Ledger, id_: int, deposit_id: int) -> None:
    with ledger.batch() as batch:
        batch.send_draft(id_, deposit_id, SENT, NOW + HOUR)


def stands(ledger: Ledger, id_: int) -> Brouillon | None:
    with ledger.batch() as batch:
        return batch.draft(id_)


def test_a_draft_is_what_was_added(ledger: Ledger) -> None:
    mine, other = two(ledger)
    made = ledger.drafts.add(mine, STRUCTURE, SourceBrouillon.SAISIE, None, NOW, entries=ENTRIES)
    assert made == Brouillon(
        id=1,
        compte_id=mine,
        structure=STRUCTURE,
        source=SourceBrouillon.SAISIE,
        file=None,
        entries=ENTRIES,
        reason="",
        etat=EtatBrouillon.EN_COURS,
        deposit_id=None,
        created_at=NOW,
        changed_at=NOW,
    )
    assert made.is_open
    assert draft(ledger, other).file == FILE
    assert (ledger.drafts.one(1, mine), ledger.drafts.one(1, other), ledger.drafts.one(9, mine)) == (made, None, None)
    assert stands(ledger, 1) == made, "a transaction that sends it asks no account"
    assert stands(ledger, 9) is None


def test_a_program_that_asks_twice_makes_one_whatever_became_of_it(ledger: Ledger) -> None:
    mine, other = two(ledger)
    first = draft(ledger, mine, "cle-1")
    assert draft(ledger, mine, "cle-1", HOUR) == first
    ids = [
        draft(ledger, owner, key).id for owner, key in ((mine, "cle-2"), (other, "cle-1"), (mine, None), (mine, None))
    ]
    assert ids == [2, 3, 4, 5]
    assert ledger.drafts.give_up(first.id, mine, NOW)
    again = draft(ledger, mine, "cle-1")
    assert (again.id, again.etat) == (first.id, EtatBrouillon.ABANDONNE)


def test_open_drafts_of_an_account_are_listed_the_last_changed_first(ledger: Ledger) -> None:
    mine, other = two(ledger)
    assert ledger.drafts.open_of(mine) == ()
    oldest, given_up, became, twin, same = (
        draft(ledger, mine, after=minutes * timedelta(minutes=1)).id for minutes in (0, 9, 9, 1, 1)
    )
    theirs = draft(ledger, other)
    ledger.drafts.give_up(given_up, mine, NOW)
    send(ledger, became, received(ledger).id)
    ledger.drafts.add_given_up(mine, STRUCTURE, FILE, NOW)
    assert [one.id for one in ledger.drafts.open_of(mine)] == [same, twin, oldest]
    ledger.drafts.save(oldest, mine, ENTRIES, "", NOW + HOUR)
    assert [one.id for one in ledger.drafts.open_of(mine)] == [oldest, same, twin]
    assert ledger.drafts.open_of(other) == (theirs,)


def test_so_many_open_drafts_are_listed(ledger: Ledger) -> None:
    mine, _ = two(ledger)
    row = {"compte_id": mine, "structure": STRUCTURE, "source": "fichier", "name": "", "size": 0, "sha256": ""}
    row |= {"location": "", "entries": "[]", "reason": "", "etat": "en-cours", "created_at": NOW, "changed_at": NOW}
    with ledger.drafts._database.write() as connection:
        connection.execute(insert(brouillons), [row] * (MOST + 1))
    assert [one.id for one in ledger.drafts.open_of(mine)] == list(range(MOST + 1, 1, -1))


def test_what_was_entered_is_kept_in_an_open_draft_of_the_account(ledger: Ledger) -> None:
    mine, other = two(ledger)
    one, untouched = draft(ledger, mine), draft(ledger, mine)
    assert ledger.drafts.save(one.id, other, ENTRIES, "", NOW + HOUR) is None
    assert ledger.drafts.save(9, mine, ENTRIES, "", NOW + HOUR) is None
    assert stands(ledger, one.id) == one
    saved = ledger.drafts.save(one.id, mine, ENTRIES, "le cachet\0", NOW + HOUR)
    assert saved is not None
    assert saved == stands(ledger, one.id)
    assert (saved.entries, saved.reason, saved.file) == (ENTRIES, "le cachet\ufffd", FILE)
    assert (saved.created_at, saved.changed_at) == (NOW, NOW + HOUR)
    assert stands(ledger, untouched.id) == untouched
    emptied = ledger.drafts.save(one.id, mine, [ManualEntry(field="devise", text="\0")], "", NOW)
    assert emptied is not None
    assert (emptied.entries, emptied.reason) == ((ManualEntry(field="devise", text="\ufffd"),), "")


def test_a_draft_is_given_up_once_by_its_account(ledger: Ledger) -> None:
    mine, other = two(ledger)
    one, untouched = draft(ledger, mine), draft(ledger, mine)
    assert ledger.drafts.give_up(one.id, other, NOW + HOUR) is False
    assert ledger.drafts.give_up(9, mine, NOW + HOUR) is False
    assert stands(ledger, one.id) == one
    assert ledger.drafts.give_up(one.id, mine, NOW + HOUR) is True
    assert ledger.drafts.give_up(one.id, mine, NOW + 2 * HOUR) is False
    given_up = stands(ledger, one.id)
    assert given_up is not None
    assert (given_up.etat, given_up.is_open, given_up.changed_at) == (EtatBrouillon.ABANDONNE, False, NOW + HOUR)
    assert ledger.drafts.save(one.id, mine, ENTRIES, "", NOW) is None
    assert stands(ledger, untouched.id) == untouched


def test_a_file_deposited_for_nobody_is_a_draft_given_up(ledger: Ledger) -> None:
    mine, other = two(ledger)
    ledger.drafts.add_given_up(mine, STRUCTURE, FILE, NOW)
    assert ledger.drafts.one(1, mine) == Brouillon(
        id=1,
        compte_id=mine,
        structure=STRUCTURE,
        source=SourceBrouillon.FICHIER,
        file=FILE,
        etat=EtatBrouillon.ABANDONNE,
        created_at=NOW,
        changed_at=NOW,
    )
    assert (ledger.drafts.one(1, other), ledger.drafts.open_of(mine)) == (None, ())


def test_an_open_draft_becomes_one_deposit_of_the_file_that_was_sent(ledger: Ledger) -> None:
    mine, _ = two(ledger)
    first, second = received(ledger, "a.pdf"), received(ledger, "b.pdf")
    one, untouched = draft(ledger, mine), draft(ledger, mine)
    send(ledger, one.id, first.id)
    became = stands(ledger, one.id)
    assert became is not None
    assert (became.etat, became.deposit_id, became.file) == (EtatBrouillon.ENVOYE, first.id, SENT)
    assert (became.created_at, became.changed_at) == (NOW, NOW + HOUR)
    assert ledger.drafts.of_deposit(first.id) == became
    send(ledger, one.id, second.id)
    assert stands(ledger, one.id) == became, "it was sent"
    assert ledger.drafts.of_deposit(second.id) is None
    assert stands(ledger, untouched.id) == untouched
    assert ledger.drafts.save(one.id, mine, ENTRIES, "", NOW) is None
    assert ledger.drafts.give_up(one.id, mine, NOW) is False
    ledger.drafts.give_up(untouched.id, mine, NOW)
    send(ledger, untouched.id, second.id)
    assert ledger.drafts.of_deposit(second.id) is None, "given up"
