"""Identities of providers row by row: until when, once, whose; and what nobody else's row says."""

from datetime import timedelta

import pytest

from domain.compte import EtatCompte, Identite, JournalEntry, LinkPurpose
from ledger import Ledger
from ledger.accounts.identities import Demande, Liaison
from tests.ledger.facts import NOW
from tests.ledger.test_accounts import active, entries, new

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
MOMENT, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
ISSUER, OTHER = "https://identites.essai.example", "https://ailleurs.essai.example"
UNTIL = NOW + HOUR


def two(ledger: Ledger) -> tuple[int, int]:
    """Two accounts."""
    return active(ledger, "camille@essai.example").id, active(ledger, "dominique@essai.example").id


def wait(ledger: Ledger, digest: str, compte_id: int, sub: str) -> Liaison:
    liaison = Liaison(compte_id=compte_id, issuer=ISSUER, sub=sub, after=f"/{sub}")
    ledger.identities.wait(digest, liaison, UNTIL, NOW)
    return liaison


def connected(ledger: Ledger, *digests: str) -> list[bool]:
    return [ledger.sessions.current(digest, NOW, HOUR, DAY) is not None for digest in digests]


def test_what_a_browser_was_sent_with_is_its_own_until_its_end(ledger: Ledger) -> None:
    mine, _ = two(ledger)
    first, second = Demande(after="/etats", compte_id=mine), Demande(after="/", compte_id=None)
    ledger.identities.begin("d1", "b1", first, UNTIL, NOW)
    ledger.identities.begin("d2", "b2", second, UNTIL, NOW)
    assert ledger.identities.use("d1", "b2", NOW) is None
    assert ledger.identities.use("d3", "b1", NOW) is None
    assert ledger.identities.use("d1", "b1", UNTIL) is None
    assert ledger.identities.use("d1", "b1", UNTIL - MOMENT) == first
    assert ledger.identities.use("d1", "b1", NOW) is None, "once"
    assert ledger.identities.use("d2", "b2", NOW) == second


def test_what_is_over_is_removed_and_nothing_else(ledger: Ledger) -> None:
    mine, _ = two(ledger)
    ledger.identities.begin("d1", "b", Demande(after="/", compte_id=None), UNTIL, NOW)
    wait(ledger, "l1", mine, "s")
    ledger.identities.begin("d2", "b", Demande(after="/", compte_id=None), UNTIL + DAY, UNTIL - MOMENT)
    ledger.identities.wait(
        "l2", Liaison(compte_id=mine, issuer=ISSUER, sub="t", after="/"), UNTIL + DAY, UNTIL - MOMENT
    )
    assert ledger.identities.use("d1", "b", NOW) is not None
    assert ledger.identities.waiting("l1", NOW) is not None
    ledger.identities.begin("d3", "b", Demande(after="/", compte_id=None), UNTIL + DAY, UNTIL)
    ledger.identities.wait("l3", Liaison(compte_id=mine, issuer=ISSUER, sub="u", after="/"), UNTIL + DAY, UNTIL)
    assert ledger.identities.waiting("l1", NOW) is None
    assert ledger.identities.waiting("l2", NOW) is not None
    assert ledger.identities.use("d2", "b", NOW) is not None


def test_an_identity_waits_until_its_end(ledger: Ledger) -> None:
    mine, other = two(ledger)
    first, second = wait(ledger, "l1", mine, "s"), wait(ledger, "l2", other, "t")
    assert (ledger.identities.waiting("l1", NOW), ledger.identities.waiting("l2", NOW)) == (first, second)
    assert ledger.identities.waiting("l3", NOW) is None
    assert ledger.identities.waiting("l1", UNTIL - MOMENT) == first
    assert ledger.identities.waiting("l1", UNTIL) is None


def test_what_its_owner_linked_waits_no_more(ledger: Ledger) -> None:
    mine, other = two(ledger)
    wait(ledger, "l1", mine, "s")
    second = wait(ledger, "l2", other, "t")
    assert ledger.identities.link(mine, ISSUER, "s", NOW, "203.0.113.7", waiting="l1") is True
    assert (ledger.identities.waiting("l1", NOW), ledger.identities.waiting("l2", NOW)) == (None, second)
    noted = ledger.accounts.journal_of(mine)[0]
    assert (noted.entry, noted.detail, noted.address) == (JournalEntry.IDENTITE, f"{ISSUER} +", "203.0.113.7")
    assert ledger.identities.link(mine, ISSUER, "s", NOW, "") is True
    assert len(ledger.accounts.journal_of(mine)) == 2, "noted once"
    assert ledger.identities.link(other, ISSUER, "s", NOW, "") is False
    assert ledger.identities.of_account(other) == ()


def test_the_identities_of_an_account_are_listed_the_oldest_first(ledger: Ledger) -> None:
    mine, other = two(ledger)
    for issuer, sub, at in ((ISSUER, "b", HOUR), (OTHER, "z", timedelta()), (ISSUER, "a", HOUR), (OTHER, "c", HOUR)):
        ledger.identities.link(mine, issuer, sub, NOW + at, "")
    ledger.identities.link(other, ISSUER, "z", NOW, "")
    assert ledger.identities.of_account(mine) == (
        Identite(issuer=OTHER, sub="z", linked_at=NOW),
        Identite(issuer=OTHER, sub="c", linked_at=NOW + HOUR),
        Identite(issuer=ISSUER, sub="a", linked_at=NOW + HOUR),
        Identite(issuer=ISSUER, sub="b", linked_at=NOW + HOUR),
    )
    found = [ledger.identities.find(issuer, "z") for issuer in (ISSUER, OTHER)]
    assert [one and one.id for one in found] == [other, mine]


def test_an_identity_that_connects_no_more_ends_the_other_sessions_of_its_account(ledger: Ledger) -> None:
    mine, other = two(ledger)
    for owner, sub in ((mine, "s"), (mine, "t"), (other, "u")):
        ledger.identities.link(owner, ISSUER, sub, NOW, "")
    for owner, digest in ((mine, "s1"), (mine, "s2"), (other, "s3")):
        ledger.sessions.begin(owner, digest, "c", "", NOW)
    assert ledger.identities.unlink(mine, ISSUER, "u", NOW, "") is False
    assert ledger.identities.unlink(mine, OTHER, "s", NOW, "") is False
    assert connected(ledger, "s1", "s2", "s3") == [True, True, True]
    assert ledger.identities.unlink(mine, ISSUER, "s", NOW, "203.0.113.7", keep="s2") is True
    assert ledger.identities.unlink(mine, ISSUER, "s", NOW, "") is False
    assert connected(ledger, "s1", "s2", "s3") == [False, True, True]
    assert [one.sub for one in ledger.identities.of_account(mine)] == ["t"]
    assert [one.sub for one in ledger.identities.of_account(other)] == ["u"]
    noted = ledger.accounts.journal_of(mine)[0]
    assert (noted.entry, noted.detail, noted.address) == (JournalEntry.IDENTITE, f"{ISSUER} -", "203.0.113.7")


@pytest.mark.parametrize(("etat", "left"), [(EtatCompte.A_CONFIRMER, ""), (EtatCompte.ACTIF, "hash")])
def test_a_letter_confirms_an_address_and_takes_the_password_of_before(
    ledger: Ledger, etat: EtatCompte, left: str
) -> None:
    made = ledger.accounts.create(new(etat=etat), NOW, "essai")
    other = active(ledger, "dominique@essai.example").id
    assert made is not None
    wait(ledger, "l1", made.id, "s")
    second = wait(ledger, "l2", other, "t")
    for owner, digest in ((made.id, "d1"), (made.id, "d2"), (other, "d3")):
        ledger.accounts.send_link(owner, LinkPurpose.LIAISON, digest, UNTIL)
    assert ledger.identities.link_by_letter("l1", "d1", UNTIL, "") is None
    assert ledger.identities.link_by_letter("l1", "d3", NOW, "") is None
    found = ledger.identities.link_by_letter("l1", "d1", NOW, "203.0.113.7")
    assert found is not None
    assert (found.id, found.etat) == (made.id, EtatCompte.ACTIF)
    assert ledger.accounts.by_id(made.id).mot_de_passe == left
    assert ledger.accounts.by_id(other).mot_de_passe == "hash"
    assert [ledger.accounts.owner(digest, LinkPurpose.LIAISON, NOW) is None for digest in ("d1", "d2", "d3")] == [
        True,
        True,
        False,
    ]
    assert (ledger.identities.waiting("l1", NOW), ledger.identities.waiting("l2", NOW)) == (None, second)
    confirmed = JournalEntry.CONFIRMATION in entries(ledger, found)
    assert confirmed is (etat is EtatCompte.A_CONFIRMER)


def test_an_identity_of_another_account_is_linked_by_no_letter(ledger: Ledger) -> None:
    mine, other = two(ledger)
    ledger.identities.link(other, ISSUER, "s", NOW, "")
    liaison = wait(ledger, "l1", mine, "s")
    ledger.accounts.send_link(mine, LinkPurpose.LIAISON, "d1", UNTIL)
    assert ledger.identities.link_by_letter("l1", "d1", NOW, "") is None
    assert ledger.accounts.owner("d1", LinkPurpose.LIAISON, NOW) is not None, "nothing is done"
    assert ledger.identities.waiting("l1", NOW) == liaison
