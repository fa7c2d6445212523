"""Identities of providers: one account each, what was begun is used once, what waits is linked by its owner."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from domain.compte import EtatCompte, JournalEntry, LinkPurpose
from ledger import Ledger
from ledger.accounts.identities import Demande, Liaison
from tests.ledger.facts import NOW
from tests.ledger.test_accounts import active, entries, new

LATER = NOW + timedelta(minutes=10)
ISSUER = "https://identites.essai.example"
ALL = Demande(after="/etats", compte_id=None)


def test_what_was_begun_is_used_once_whoever_comes_at_the_same_time(ledger: Ledger) -> None:
    ledger.identities.begin("d", "b", ALL, LATER, NOW)
    assert ledger.identities.use("d", "another", NOW) is None
    assert ledger.identities.use("d", "b", LATER) is None
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: ledger.identities.use("d", "b", NOW), range(8)))
    assert sorted(each is None for each in found) == [False] + [True] * 7
    assert ALL in found


def test_what_is_over_is_removed(ledger: Ledger) -> None:
    mine = active(ledger, "camille@essai.example")
    liaison = Liaison(compte_id=mine.id, issuer=ISSUER, sub="s", after="/")
    ledger.identities.begin("d1", "b", ALL, LATER, NOW)
    ledger.identities.wait("l1", liaison, LATER, NOW)
    ledger.identities.begin("d1", "b", ALL, LATER + timedelta(minutes=10), LATER)
    ledger.identities.wait("l1", liaison, LATER + timedelta(minutes=10), LATER)
    assert ledger.identities.use("d1", "b", LATER) == ALL
    assert ledger.identities.waiting("l1", LATER) == liaison


def test_an_identity_is_of_one_account(ledger: Ledger) -> None:
    made = ledger.identities.create(new(mot_de_passe="", etat=EtatCompte.ACTIF), ISSUER, "s", NOW, "")
    assert made is not None
    assert ledger.identities.create(new("autre@essai.example"), ISSUER, "s", NOW, "") is None
    assert ledger.identities.create(new("CAMILLE@essai.example"), ISSUER, "t", NOW, "") is None
    other = active(ledger, "autre@essai.example")
    assert not ledger.identities.link(other.id, ISSUER, "s", NOW, "")
    assert ledger.identities.link(made.id, ISSUER, "s", NOW, ""), "it is linked already"
    assert ledger.identities.find(ISSUER, "s") == made
    assert ledger.identities.find("https://ailleurs.example", "s") is None
    assert not ledger.identities.unlink(other.id, ISSUER, "s", NOW, "")
    assert ledger.identities.unlink(made.id, ISSUER, "s", NOW, "")
    assert ledger.identities.of_account(made.id) == ()
    assert entries(ledger, made) == [JournalEntry.INSCRIPTION, JournalEntry.IDENTITE]


def test_a_letter_links_what_waits_for_its_account_and_no_other(ledger: Ledger) -> None:
    mine, other = active(ledger, "camille@essai.example"), active(ledger, "autre@essai.example")
    ledger.identities.wait("l", Liaison(compte_id=mine.id, issuer=ISSUER, sub="s", after="/"), LATER, NOW)
    ledger.accounts.send_link(other.id, LinkPurpose.LIAISON, "theirs", LATER)
    ledger.accounts.send_link(mine.id, LinkPurpose.REINITIALISATION, "password", LATER)
    ledger.accounts.send_link(mine.id, LinkPurpose.LIAISON, "mine", LATER)
    for waiting, letter in (("l", "theirs"), ("l", "password"), ("x", "mine")):
        assert ledger.identities.link_by_letter(waiting, letter, NOW, "") is None
    assert ledger.identities.find(ISSUER, "s") is None
    assert ledger.identities.link_by_letter("l", "mine", NOW, "") == mine
    assert ledger.identities.find(ISSUER, "s") == mine
    assert ledger.identities.link_by_letter("l", "mine", NOW, "") is None
    assert ledger.accounts.by_id(mine.id).mot_de_passe == "hash", "a confirmed account keeps its password"


def test_nothing_is_linked_to_an_account_that_was_closed_meanwhile(ledger: Ledger) -> None:
    mine = active(ledger, "camille@essai.example")
    ledger.identities.wait("l", Liaison(compte_id=mine.id, issuer=ISSUER, sub="s", after="/"), LATER, NOW)
    ledger.accounts.send_link(mine.id, LinkPurpose.LIAISON, "mine", LATER)
    ledger.accounts.set_state(mine.id, EtatCompte.FERME, NOW, "essai")
    assert ledger.identities.link_by_letter("l", "mine", NOW, "") is None
    assert ledger.identities.find(ISSUER, "s") is None
