"""What accounts chose to be told by mail: nothing unless chosen, nothing from before, and ended by a link."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from domain.compte import EtatCompte, LinkPurpose
from domain.subscription import Notice, Subscription
from ledger import Ledger
from tests.ledger.facts import NOW
from tests.ledger.tampering import by_hand
from tests.ledger.test_accounts import active, new

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
HOUR = timedelta(hours=1)
NONE: frozenset[Notice] = frozenset()
SOME = frozenset({Notice.STATUTS, Notice.RECUES})
OTHERS = frozenset({Notice.ECHEANCES})
END = LinkPurpose.DESABONNEMENT


def since(ledger: Ledger) -> list[object]:
    return [one.since for one in ledger.subscriptions.active()]


def test_nothing_is_told_unless_it_was_chosen(ledger: Ledger) -> None:
    mine, other = active(ledger, "camille@essai.example"), active(ledger, "dominique@essai.example")
    assert ledger.subscriptions.of(mine.id) == NONE
    ledger.subscriptions.choose(mine.id, SOME, NOW)
    assert (ledger.subscriptions.of(mine.id), ledger.subscriptions.of(other.id)) == (SOME, NONE)
    ledger.subscriptions.choose(other.id, OTHERS, NOW)
    assert (ledger.subscriptions.of(mine.id), ledger.subscriptions.of(other.id)) == (SOME, OTHERS)
    ledger.subscriptions.choose(mine.id, NONE, NOW)
    assert (ledger.subscriptions.of(mine.id), ledger.subscriptions.of(other.id)) == (NONE, OTHERS)


def test_what_happened_before_somebody_chose_is_not_told(ledger: Ledger) -> None:
    mine = active(ledger, "camille@essai.example").id
    ledger.subscriptions.choose(mine, SOME, NOW)
    ledger.subscriptions.choose(mine, SOME, NOW + HOUR)
    assert since(ledger) == [NOW]
    ledger.subscriptions.choose(mine, OTHERS, NOW + 2 * HOUR)
    assert since(ledger) == [NOW], "another choice goes on from the first"
    ledger.subscriptions.choose(mine, NONE, NOW + 3 * HOUR)
    assert since(ledger) == []
    ledger.subscriptions.choose(mine, SOME, NOW + 4 * HOUR)
    assert since(ledger) == [NOW + 4 * HOUR]


def test_who_first_chose_nothing_is_told_from_the_first_choice_on(ledger: Ledger) -> None:
    mine = active(ledger, "camille@essai.example").id
    ledger.subscriptions.choose(mine, NONE, NOW)
    assert ledger.subscriptions.active() == ()
    ledger.subscriptions.choose(mine, OTHERS, NOW + HOUR)
    assert since(ledger) == [NOW + HOUR]


def test_active_accounts_alone_are_told_in_the_order_they_were_made(ledger: Ledger) -> None:
    first, second, closed = (active(ledger, f"{name}@essai.example") for name in ("z", "a", "m"))
    waiting = ledger.accounts.create(new("q@essai.example"), NOW, "essai")
    assert waiting is not None
    for compte in (closed, second, waiting, first):
        ledger.subscriptions.choose(compte.id, SOME, NOW)
    ledger.accounts.set_state(closed.id, EtatCompte.FERME, NOW, "essai")
    assert ledger.subscriptions.active() == (
        Subscription(compte=first, notices=SOME, since=NOW),
        Subscription(compte=second, notices=SOME, since=NOW),
    )


def test_a_link_ends_everything_its_owner_chose_and_says_so_again(ledger: Ledger) -> None:
    mine, other = active(ledger, "camille@essai.example"), active(ledger, "dominique@essai.example")
    for compte, digest in ((mine, "d1"), (mine, "d2"), (other, "d3")):
        ledger.subscriptions.choose(compte.id, SOME, NOW)
        ledger.accounts.send_link(compte.id, END, digest, NOW + HOUR)
    assert ledger.subscriptions.end_by_link("d9", NOW) is None
    assert ledger.subscriptions.end_by_link("d1", NOW + HOUR) is None, "too old"
    assert ledger.subscriptions.of(mine.id) == SOME
    assert ledger.subscriptions.end_by_link("d1", NOW) == mine
    assert (ledger.subscriptions.of(mine.id), ledger.subscriptions.of(other.id)) == (NONE, SOME)
    assert ledger.subscriptions.end_by_link("d1", NOW + 2 * HOUR) == mine, "it was used"
    assert ledger.subscriptions.end_by_link("d2", NOW + 2 * HOUR) == mine, "so were the others of the account"
    assert ledger.subscriptions.end_by_link("d3", NOW) == other
    assert ledger.subscriptions.active() == ()


def test_a_used_link_does_not_undo_what_its_owner_chose_since(ledger: Ledger) -> None:
    mine = active(ledger, "camille@essai.example").id
    ledger.subscriptions.choose(mine, SOME, NOW)
    ledger.accounts.send_link(mine, END, "d1", NOW + HOUR)
    assert ledger.subscriptions.end_by_link("d1", NOW) is not None
    ledger.subscriptions.choose(mine, OTHERS, NOW)
    assert ledger.subscriptions.end_by_link("d1", NOW) is None
    assert ledger.subscriptions.of(mine) == OTHERS


@pytest.mark.parametrize("purpose", [purpose for purpose in LinkPurpose if purpose is not END])
def test_a_link_for_something_else_ends_nothing(ledger: Ledger, purpose: LinkPurpose) -> None:
    mine = active(ledger, "camille@essai.example").id
    ledger.subscriptions.choose(mine, SOME, NOW)
    ledger.accounts.send_link(mine, purpose, "d1", NOW + HOUR)
    assert ledger.subscriptions.end_by_link("d1", NOW) is None
    assert ledger.subscriptions.of(mine) == SOME
    assert ledger.accounts.owner("d1", purpose, NOW) is not None


def test_a_link_of_who_chose_nothing_is_a_link(ledger: Ledger) -> None:
    mine = active(ledger, "camille@essai.example")
    ledger.accounts.send_link(mine.id, END, "d1", NOW + HOUR)
    assert [ledger.subscriptions.end_by_link("d1", NOW) for _ in range(2)] == [mine, mine]


def test_what_is_no_more_told_is_left_out(ledger: Ledger, url: str) -> None:
    mine = active(ledger, "camille@essai.example").id
    ledger.subscriptions.choose(mine, SOME, NOW)
    with by_hand(url) as connection:
        connection.execute(text("UPDATE abonnements_portail SET notices = 'ancien echeances'"))
    assert ledger.subscriptions.of(mine) == OTHERS
    assert [one.notices for one in ledger.subscriptions.active()] == [OTHERS]
