"""Sessions and tries at their limits: the last moment one is used, which ones end, whose they are."""

from datetime import datetime, timedelta

import pytest

from domain.compte import EtatCompte, JournalEntry
from ledger import Ledger
from ledger.accounts.sessions import SEEN_EVERY
from ledger.database.column_types import LONGEST_INDEXED
from tests.ledger.facts import NOW
from tests.ledger.test_accounts import active, entries

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
MOMENT, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


def connected(ledger: Ledger, *digests: str, at: datetime = NOW) -> list[bool]:
    return [ledger.sessions.current(digest, at, HOUR, DAY) is not None for digest in digests]


def begun(ledger: Ledger) -> tuple[int, int]:
    """Two accounts; the first has the sessions ``a``, ``b`` and ``c``, the other ``d``."""
    mine, other = active(ledger, "camille@essai.example").id, active(ledger, "dominique@essai.example").id
    for owner, digest in ((mine, "a"), (mine, "b"), (mine, "c"), (other, "d")):
        ledger.sessions.begin(owner, digest, f"csrf-{digest}", "203.0.113.7", NOW)
    return mine, other


def test_every_session_of_an_account_ends_but_the_one_that_is_kept(ledger: Ledger) -> None:
    mine, _ = begun(ledger)
    ledger.sessions.end_all(mine, NOW, keep="b")
    assert connected(ledger, "a", "b", "c", "d") == [False, True, False, True]
    ledger.sessions.end_all(mine, NOW)
    assert connected(ledger, "a", "b", "c", "d") == [False, False, False, True]


def test_a_session_ends_once_and_no_other_with_it(ledger: Ledger) -> None:
    mine, other = begun(ledger)
    for _ in range(2):
        ledger.sessions.end("a", NOW, "203.0.113.9")
    ledger.sessions.end("unknown", NOW, "")
    assert connected(ledger, "a", "b", "c", "d") == [False, True, True, True]
    ended = [line for line in ledger.accounts.journal_of(mine) if line.entry is JournalEntry.DECONNEXION]
    assert [(line.at, line.address) for line in ended] == [(NOW, "203.0.113.9")]
    assert JournalEntry.DECONNEXION not in entries(ledger, ledger.accounts.by_id(other).compte)


def test_a_session_is_what_began_it(ledger: Ledger) -> None:
    mine, other = begun(ledger)
    for digest, owner in (("b", mine), ("d", other)):
        found = ledger.sessions.current(digest, NOW, HOUR, DAY)
        assert found is not None
        assert (found.compte.id, found.csrf, found.begun_at) == (owner, f"csrf-{digest}", NOW)
    assert ledger.accounts.journal_of(other)[0].address == "203.0.113.7"


def test_the_last_moment_of_a_session_nobody_uses(ledger: Ledger) -> None:
    begun(ledger)
    assert connected(ledger, "a", "b", at=NOW + HOUR) == [False, False]
    assert connected(ledger, "a", at=NOW + HOUR - MOMENT) == [True]
    assert connected(ledger, "a", "b", at=NOW + HOUR) == [True, False], "used meanwhile, the other was not"
    assert connected(ledger, "a", at=NOW + 2 * HOUR) == [False]


def test_the_last_moment_of_a_session_that_is_used(ledger: Ledger) -> None:
    begun(ledger)
    asked = [ledger.sessions.current("a", at, 2 * DAY, DAY) is not None for at in (NOW + DAY - MOMENT, NOW + DAY)]
    assert asked == [True, False]


def test_that_a_session_is_used_is_written_every_minute(ledger: Ledger) -> None:
    begun(ledger)
    assert connected(ledger, "a", at=NOW + SEEN_EVERY - MOMENT) == [True]
    assert connected(ledger, "a", at=NOW + HOUR) == [False], "nothing was written"
    assert connected(ledger, "a", at=NOW + SEEN_EVERY) == [True]
    assert connected(ledger, "a", at=NOW + HOUR) == [True]


def test_only_an_active_account_is_connected(ledger: Ledger) -> None:
    mine, _ = begun(ledger)
    ledger.accounts.set_state(mine, EtatCompte.FERME, NOW, "essai")
    ledger.sessions.begin(mine, "e", "c", "", NOW)
    assert connected(ledger, "d", "e") == [True, False]


def test_tries_of_one_subject_are_counted_apart(ledger: Ledger) -> None:
    assert [ledger.sessions.tried(subject, NOW, HOUR) for subject in ("a", "b", "a", "a")] == [1, 1, 2, 3]
    ledger.sessions.forget("a")
    assert ledger.sessions.tries("a", NOW, HOUR) == (0, NOW)
    assert ledger.sessions.tries("b", NOW, HOUR) == (1, NOW)


@pytest.mark.parametrize(
    ("after", "runs"),
    [(HOUR - MOMENT, True), (HOUR, False), (-HOUR, True), (-HOUR - MOMENT, False)],
)
def test_a_window_of_tries_runs_until_its_end_and_as_long_before(ledger: Ledger, after: timedelta, runs: bool) -> None:
    at = NOW + after
    ledger.sessions.tried("a", NOW, HOUR)
    assert ledger.sessions.tries("a", at, HOUR) == ((1, NOW) if runs else (0, None))
    assert ledger.sessions.tried("a", at, HOUR) == (2 if runs else 1)
    assert ledger.sessions.tries("a", at, HOUR) == ((2, NOW) if runs else (1, at))


def test_subjects_that_are_too_long_for_an_index_are_told_apart(ledger: Ledger) -> None:
    long = "a" * LONGEST_INDEXED
    for subject in (f"{long}b", f"{long}b", f"{long}c"):
        ledger.sessions.tried(subject, NOW, HOUR)
    assert [ledger.sessions.tries(f"{long}{end}", NOW, HOUR)[0] for end in ("b", "c", "d")] == [2, 1, 0]
    ledger.sessions.forget(f"{long}b")
    assert [ledger.sessions.tries(f"{long}{end}", NOW, HOUR)[0] for end in ("b", "c")] == [0, 1]
