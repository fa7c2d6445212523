"""Searches that an account saves: under one name an espace, so many at most, and its own alone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.espace import Espace
from domain.saved_search import MOST, SavedSearch, Saving
from ledger import Ledger
from ledger.database.schema import recherches_portail
from tests.ledger.facts import NOW
from tests.ledger.test_accounts import active

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
LATER = NOW + timedelta(days=1)
RECUES, EMISES = Espace.FACTURES_RECUES, Espace.FACTURES_EMISES


def two(ledger: Ledger) -> tuple[int, int]:
    """Two accounts."""
    return active(ledger, "camille@essai.example").id, active(ledger, "dominique@essai.example").id


def save(ledger: Ledger, mine: int, name: str, query: str = "statut=SUSPENDUE", espace: Espace = RECUES) -> Saving:
    return ledger.saved_searches.save(mine, espace, name, query, NOW)


def names(ledger: Ledger, mine: int, espace: Espace = RECUES) -> list[str]:
    return [one.name for one in ledger.saved_searches.of(mine, espace)]


def ended(ledger: Ledger) -> dict[str, object]:
    """By name, when each search was deleted."""
    columns = (recherches_portail.c.name, recherches_portail.c.ended_at)
    with ledger.saved_searches._database.read() as connection:
        return {row.name: row.ended_at for row in connection.execute(select(*columns))}


def test_a_search_is_kept_as_it_was_saved(ledger: Ledger) -> None:
    mine, _ = two(ledger)
    assert ledger.saved_searches.of(mine, RECUES) == ()
    assert save(ledger, mine, "Suspendues") is Saving.SAVED
    kept = SavedSearch(id=1, espace=RECUES, name="Suspendues", query="statut=SUSPENDUE", created_at=NOW)
    assert ledger.saved_searches.of(mine, RECUES) == (kept,)


def test_searches_are_listed_by_name_for_their_account_and_espace(ledger: Ledger) -> None:
    mine, other = two(ledger)
    for name in ("b", "c", "a"):
        save(ledger, mine, name)
    save(ledger, mine, "d", espace=EMISES)
    save(ledger, other, "e")
    assert names(ledger, mine) == ["a", "b", "c"]
    assert names(ledger, mine, EMISES) == ["d"]
    assert names(ledger, other) == ["e"]


def test_the_same_search_saved_twice_is_kept_once_and_another_does_not_replace_it(ledger: Ledger) -> None:
    mine, other = two(ledger)
    assert [save(ledger, mine, "a", query) for query in ("q=1", "q=1", "q=2")] == [
        Saving.SAVED,
        Saving.SAVED,
        Saving.TAKEN,
    ]
    assert [one.query for one in ledger.saved_searches.of(mine, RECUES)] == ["q=1"]
    assert save(ledger, mine, "a", "q=2", EMISES) is Saving.SAVED, "a name is of one espace"
    assert save(ledger, other, "a", "q=2") is Saving.SAVED, "and of one account"
    assert save(ledger, mine, "b", "q=1") is Saving.SAVED, "two names may have one query"


def test_an_empty_search_has_a_name_too(ledger: Ledger) -> None:
    mine, _ = two(ledger)
    assert [save(ledger, mine, "tout", query) for query in ("", "", "q=1")] == [
        Saving.SAVED,
        Saving.SAVED,
        Saving.TAKEN,
    ]
    assert names(ledger, mine) == ["tout"]


def test_what_no_database_takes_is_replaced_in_a_name_and_found_again(ledger: Ledger) -> None:
    mine, _ = two(ledger)
    assert [save(ledger, mine, "a\0", query) for query in ("q=1", "q=2")] == [Saving.SAVED, Saving.TAKEN]
    assert names(ledger, mine) == ["a\ufffd"]
    assert ledger.saved_searches.rename(mine, 1, "b\0") is Saving.SAVED
    assert names(ledger, mine) == ["b\ufffd"]


def test_an_account_keeps_so_many_in_all_its_espaces_those_that_ended_left_out(ledger: Ledger) -> None:
    mine, other = two(ledger)
    save(ledger, other, "a")
    save(ledger, mine, "z", espace=EMISES)
    assert {save(ledger, mine, f"{rank:02d}") for rank in range(1, MOST)} == {Saving.SAVED}
    assert save(ledger, mine, "plus") is Saving.TOO_MANY
    assert save(ledger, mine, "plus", espace=EMISES) is Saving.TOO_MANY
    assert save(ledger, mine, "01") is Saving.SAVED, "it is there"
    assert save(ledger, other, "plus") is Saving.SAVED
    assert names(ledger, mine) == [f"{rank:02d}" for rank in range(1, MOST)]
    (z,) = ledger.saved_searches.of(mine, EMISES)
    assert ledger.saved_searches.delete(mine, z.id, LATER)
    assert save(ledger, mine, "plus") is Saving.SAVED
    assert save(ledger, mine, "encore") is Saving.TOO_MANY


def test_a_search_gets_a_name_that_no_other_of_its_espace_has(ledger: Ledger) -> None:
    mine, other = two(ledger)
    save(ledger, mine, "a", "q=1")
    save(ledger, mine, "b", "q=2")
    save(ledger, mine, "c", "q=3", EMISES)
    save(ledger, other, "d", "q=4")
    a, b = (one.id for one in ledger.saved_searches.of(mine, RECUES))
    assert ledger.saved_searches.rename(mine, a, "b") is Saving.TAKEN
    assert ledger.saved_searches.rename(mine, a, "a") is Saving.SAVED, "its own"
    assert names(ledger, mine) == ["a", "b"]
    for name in ("c", "d", "e"):
        assert ledger.saved_searches.rename(mine, a, name) is Saving.SAVED
    assert [(one.id, one.name, one.query) for one in ledger.saved_searches.of(mine, RECUES)] == [
        (b, "b", "q=2"),
        (a, "e", "q=1"),
    ]
    assert (names(ledger, mine, EMISES), names(ledger, other)) == (["c"], ["d"])


def test_only_its_own_searches_that_stand_are_renamed(ledger: Ledger) -> None:
    mine, other = two(ledger)
    save(ledger, mine, "a")
    save(ledger, other, "b")
    (theirs,) = ledger.saved_searches.of(other, RECUES)
    assert ledger.saved_searches.rename(mine, theirs.id, "c") is Saving.ABSENT
    assert ledger.saved_searches.rename(mine, theirs.id + 1, "c") is Saving.ABSENT
    assert ledger.saved_searches.delete(other, theirs.id, NOW)
    assert ledger.saved_searches.rename(other, theirs.id, "c") is Saving.ABSENT
    assert ended(ledger).keys() == {"a", "b"}


def test_a_search_is_deleted_once_by_its_account(ledger: Ledger) -> None:
    mine, other = two(ledger)
    save(ledger, mine, "a")
    save(ledger, mine, "b")
    a, b = (one.id for one in ledger.saved_searches.of(mine, RECUES))
    assert ledger.saved_searches.delete(other, a, NOW) is False
    assert ledger.saved_searches.delete(mine, b + 1, NOW) is False
    assert ended(ledger) == {"a": None, "b": None}
    assert ledger.saved_searches.delete(mine, a, NOW) is True
    assert ledger.saved_searches.delete(mine, a, LATER) is False
    assert ended(ledger) == {"a": NOW, "b": None}
    assert names(ledger, mine) == ["b"]


def test_the_name_of_a_deleted_search_may_be_given_again(ledger: Ledger) -> None:
    mine, _ = two(ledger)
    save(ledger, mine, "a", "q=1")
    assert ledger.saved_searches.delete(mine, 1, NOW)
    assert save(ledger, mine, "a", "q=2") is Saving.SAVED
    assert [(one.id, one.query) for one in ledger.saved_searches.of(mine, RECUES)] == [(2, "q=2")]
    save(ledger, mine, "b")
    assert ledger.saved_searches.delete(mine, 3, NOW)
    assert ledger.saved_searches.rename(mine, 2, "b") is Saving.SAVED
