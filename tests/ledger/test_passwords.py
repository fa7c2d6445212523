"""What an account changes of itself: its password, the hash of it, its language; nothing of another account."""

from datetime import timedelta

import pytest

from domain.compte import EtatCompte, JournalEntry, LinkPurpose
from domain.errors import LedgerError
from domain.text import Locale
from ledger import Ledger
from ledger.accounts import journal
from ledger.accounts.registered import Credentials
from tests.ledger.facts import NOW
from tests.ledger.test_accounts import active, entries, new

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
RESET, CONFIRM = LinkPurpose.REINITIALISATION, LinkPurpose.CONFIRMATION


def hashes(ledger: Ledger, *ids: int) -> list[str]:
    return [ledger.accounts.by_id(id_).mot_de_passe for id_ in ids]


def connected(ledger: Ledger, *digests: str) -> list[bool]:
    return [ledger.sessions.current(digest, NOW, HOUR, DAY) is not None for digest in digests]


def test_a_link_of_confirmation_tells_whose_it_is_until_its_end_and_once_used(ledger: Ledger) -> None:
    mine = ledger.accounts.register(new(), "d1", NOW + DAY, NOW, "")
    other = ledger.accounts.register(new("dominique@essai.example"), "d2", NOW + DAY, NOW, "")
    assert mine is not None
    assert other is not None
    assert ledger.accounts.to_confirm("d1", NOW) == Credentials(compte=mine, mot_de_passe="hash")
    assert ledger.accounts.to_confirm("d2", NOW + DAY - timedelta(seconds=1)) == Credentials(
        compte=other, mot_de_passe="hash"
    )
    assert ledger.accounts.to_confirm("d1", NOW + DAY) is None, "too old"
    assert ledger.accounts.to_confirm("d9", NOW) is None
    assert ledger.accounts.confirm("d1", "hash", NOW, "") is not None
    found = ledger.accounts.to_confirm("d1", NOW + 2 * DAY)
    assert found is not None
    assert (found.compte.id, found.compte.etat) == (mine.id, EtatCompte.ACTIF)
    assert ledger.accounts.by_id(other.id).compte.etat is EtatCompte.A_CONFIRMER


def test_a_link_for_something_else_confirms_nobody(ledger: Ledger) -> None:
    mine = active(ledger, "camille@essai.example")
    ledger.accounts.send_link(mine.id, RESET, "d1", NOW + HOUR)
    assert ledger.accounts.to_confirm("d1", NOW) is None
    assert ledger.accounts.reset_password("d1", "new", NOW, "") is not None
    assert ledger.accounts.to_confirm("d1", NOW) is None, "used, for something else"


def test_another_password_ends_every_other_session_and_every_link_that_would_change_it(ledger: Ledger) -> None:
    mine, other = active(ledger, "camille@essai.example"), active(ledger, "dominique@essai.example")
    for owner, digest in ((mine, "s1"), (mine, "s2"), (other, "s3")):
        ledger.sessions.begin(owner.id, digest, "c", "", NOW)
    for owner, purpose, digest in (
        (mine, RESET, "d1"),
        (mine, RESET, "d2"),
        (mine, CONFIRM, "d3"),
        (other, RESET, "d4"),
    ):
        ledger.accounts.send_link(owner.id, purpose, digest, NOW + HOUR)
    ledger.accounts.change_password(mine.id, "new", NOW, actor="essai", address="203.0.113.7", keep="s2")
    assert hashes(ledger, mine.id, other.id) == ["new", "hash"]
    assert connected(ledger, "s1", "s2", "s3") == [False, True, True]
    assert [ledger.accounts.owner(digest, RESET, NOW) for digest in ("d1", "d2", "d4")] == [None, None, other]
    assert ledger.accounts.owner("d3", CONFIRM, NOW) == mine
    newest = ledger.accounts.journal_of(mine.id)[0]
    assert (newest.entry, newest.at, newest.compte_id) == (JournalEntry.MOT_DE_PASSE, NOW, mine.id)
    assert (newest.actor, newest.address) == ("essai", "203.0.113.7")
    assert JournalEntry.MOT_DE_PASSE not in entries(ledger, other)
    ledger.accounts.change_password(mine.id, "newer", NOW)
    assert connected(ledger, "s1", "s2", "s3") == [False, False, True]


def test_the_password_of_no_account_is_not_changed(ledger: Ledger) -> None:
    mine = active(ledger, "camille@essai.example")
    with pytest.raises(LedgerError):
        ledger.accounts.change_password(mine.id + 1, "new", NOW)
    assert hashes(ledger, mine.id) == ["hash"]
    assert ledger.accounts.journal_of(mine.id + 1) == ()


def test_a_newer_hash_of_the_same_password_ends_nothing(ledger: Ledger) -> None:
    mine, other = active(ledger, "camille@essai.example"), active(ledger, "dominique@essai.example")
    ledger.sessions.begin(mine.id, "s1", "c", "", NOW)
    ledger.accounts.send_link(mine.id, RESET, "d1", NOW + HOUR)
    before = entries(ledger, mine)
    ledger.accounts.rehash(mine.id, "newer hash")
    assert hashes(ledger, mine.id, other.id) == ["newer hash", "hash"]
    assert connected(ledger, "s1") == [True]
    assert ledger.accounts.owner("d1", RESET, NOW) == mine
    assert entries(ledger, mine) == before


def test_an_account_reads_the_language_it_chose(ledger: Ledger) -> None:
    mine, other = active(ledger, "camille@essai.example"), active(ledger, "dominique@essai.example")
    for locale in (Locale.EN, Locale.FR, Locale.EN):
        ledger.accounts.set_locale(mine.id, locale)
        assert [one.locale for one in ledger.accounts.every()] == [locale, Locale.FR]
    assert ledger.accounts.by_id(other.id).compte == other


def test_a_link_that_resets_a_password_confirms_the_address_and_ends_every_session(ledger: Ledger) -> None:
    mine = ledger.accounts.register(new(), "d0", NOW + DAY, NOW, "")
    other = active(ledger, "dominique@essai.example")
    assert mine is not None
    for owner, digest in ((mine, "s1"), (mine, "s2"), (other, "s3")):
        ledger.sessions.begin(owner.id, digest, "c", "", NOW)
    for owner, digest in ((mine, "d1"), (mine, "d2"), (other, "d3")):
        ledger.accounts.send_link(owner.id, RESET, digest, NOW + HOUR)
    assert ledger.accounts.reset_password("d1", "new", NOW + HOUR, "") is None, "too old"
    assert ledger.accounts.by_id(mine.id).compte.etat is EtatCompte.A_CONFIRMER
    found = ledger.accounts.reset_password("d1", "new", NOW, "203.0.113.7")
    assert found is not None
    assert (found.id, found.etat) == (mine.id, EtatCompte.ACTIF)
    assert hashes(ledger, mine.id, other.id) == ["new", "hash"]
    assert connected(ledger, "s1", "s2", "s3") == [False, False, True]
    assert ledger.accounts.reset_password("d2", "newer", NOW, "") is None, "used up with the other"
    assert ledger.accounts.reset_password("d3", "newer", NOW, "") == other


@pytest.mark.parametrize(
    ("before", "left"),
    [(EtatCompte.A_CONFIRMER, ""), (EtatCompte.ACTIF, "hash")],
)
def test_a_password_from_before_the_address_was_confirmed_is_none_once_the_account_is_closed(
    ledger: Ledger, before: EtatCompte, left: str
) -> None:
    made = ledger.accounts.create(new(etat=before), NOW, "essai")
    other = active(ledger, "dominique@essai.example")
    assert made is not None
    for owner, digest in ((made, "s1"), (other, "s2")):
        ledger.sessions.begin(owner.id, digest, "c", "", NOW)
    assert ledger.accounts.set_state(made.id, EtatCompte.FERME, NOW, "essai", "203.0.113.7") is True
    assert ledger.accounts.set_state(made.id, EtatCompte.FERME, NOW, "essai") is False
    assert hashes(ledger, made.id, other.id) == [left, "hash"]
    assert connected(ledger, "s2") == [True]
    closed = [line for line in ledger.accounts.journal_of(made.id) if line.entry is JournalEntry.ETAT]
    assert [(line.actor, line.address, line.detail) for line in closed] == [("essai", "203.0.113.7", "ferme")]
    assert ledger.accounts.set_state(made.id, EtatCompte.ACTIF, NOW, "essai") is True
    assert connected(ledger, "s1") == [False], "its sessions ended"


def test_the_journal_shows_its_newest_lines(ledger: Ledger) -> None:
    mine, other = active(ledger, "camille@essai.example"), active(ledger, "dominique@essai.example")
    with ledger.accounts._database.write() as connection:
        for rank in range(journal.MOST + 1):
            journal.write(connection, JournalEntry.ECHEC, NOW, compte_id=mine.id, detail=str(rank))
    ledger.accounts.note(JournalEntry.BLOCAGE, NOW, other.id, "203.0.113.7", "essai")
    found = ledger.accounts.journal_of(mine.id)
    assert [line.detail for line in found] == [str(rank) for rank in range(journal.MOST, 0, -1)]
    noted = ledger.accounts.journal_of(other.id)[0]
    assert (noted.entry, noted.address, noted.detail) == (JournalEntry.BLOCAGE, "203.0.113.7", "essai")
    assert ledger.accounts.journal_of_operator() == ()
