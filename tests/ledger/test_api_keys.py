"""Keys of programs and their tokens: until when, of whom, and who ends them."""

from datetime import datetime, timedelta

import pytest

from domain.compte import ApiKey, EtatCompte, JournalEntry
from domain.espace import Droit, EtatRattachement, RoleRattachement
from ledger import Ledger
from ledger.accounts.rights import Doer
from tests.ledger.facts import NOW
from tests.ledger.test_accounts import OPERATOR, OTHER, STRUCTURE, active, attached

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
MOMENT, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
BY = Doer(name="Camille", address="203.0.113.7")
R = RoleRattachement


def add(ledger: Ledger, owner: int, digest: str, droit: Droit = Droit.CONSULTATION, until: datetime = NOW + DAY) -> int:
    """The id of a new key."""
    ledger.api_keys.add(owner, digest, f"nvt_{digest}", f"clé {digest}", droit, until, NOW, BY)
    return ledger.api_keys.of_account(owner)[0].id


def by_token(ledger: Ledger, *digests: str, at: datetime = NOW) -> list[str | None]:
    """The prefix of the key of each token."""
    found = [ledger.api_keys.of_token(digest, at) for digest in digests]
    return [key.prefix if key else None for key in found]


def test_a_key_is_what_was_added(ledger: Ledger) -> None:
    mine = active(ledger, "camille@essai.example")
    id_ = add(ledger, mine.id, "d1", Droit.MODIFICATION)
    key = ApiKey(
        id=id_,
        compte=mine,
        prefix="nvt_d1",
        name="clé d1",
        droit=Droit.MODIFICATION,
        created_at=NOW,
        until=NOW + DAY,
        ended_at=None,
    )
    assert ledger.api_keys.current("d1", NOW) == key
    assert ledger.api_keys.still(id_, NOW) == key
    assert ledger.api_keys.of_account(mine.id) == (key,)
    noted = ledger.accounts.journal_of(mine.id)[0]
    assert (noted.entry, noted.detail) == (JournalEntry.CLE_API, "nvt_d1 modification")
    assert (noted.actor, noted.address, noted.structure, noted.at) == ("Camille", "203.0.113.7", "", NOW)


def test_a_token_is_of_its_key_until_its_end(ledger: Ledger) -> None:
    mine, other = active(ledger, "camille@essai.example").id, active(ledger, "dominique@essai.example").id
    first, second = add(ledger, mine, "d1"), add(ledger, other, "d2")
    for key, digest, until in ((first, "t1", NOW + HOUR), (second, "t2", NOW + HOUR), (first, "t3", NOW + 2 * HOUR)):
        ledger.api_keys.add_token(key, digest, until)
    assert by_token(ledger, "t1", "t2", "t3", "t9") == ["nvt_d1", "nvt_d2", "nvt_d1", None]
    assert by_token(ledger, "t1", "t3", at=NOW + HOUR - MOMENT) == ["nvt_d1", "nvt_d1"]
    assert by_token(ledger, "t1", "t3", at=NOW + HOUR) == [None, "nvt_d1"]
    assert by_token(ledger, "d1") == [None], "a key is no token"
    assert ledger.api_keys.current("t1", NOW) is None, "nor a token a key"


def test_a_token_is_of_no_use_without_its_key(ledger: Ledger) -> None:
    mine, closed = active(ledger, "camille@essai.example").id, active(ledger, "dominique@essai.example").id
    keys = [add(ledger, mine, "d1"), add(ledger, mine, "d2", until=NOW + HOUR), add(ledger, closed, "d3")]
    for rank, key in enumerate((*keys, add(ledger, mine, "d4")), 1):
        ledger.api_keys.add_token(key, f"t{rank}", NOW + DAY)
    assert ledger.api_keys.end(mine, keys[0], NOW, BY)
    assert by_token(ledger, "t2", at=NOW + HOUR - MOMENT) == ["nvt_d2"]
    ledger.accounts.set_state(closed, EtatCompte.FERME, NOW, "essai")
    assert by_token(ledger, "t1", "t2", "t3", "t4", at=NOW + HOUR) == [None, None, None, "nvt_d4"]


def test_a_key_lasts_until_its_end_its_withdrawal_or_that_of_its_account(ledger: Ledger) -> None:
    mine, closed = active(ledger, "camille@essai.example").id, active(ledger, "dominique@essai.example").id
    one, ended, theirs = add(ledger, mine, "d1"), add(ledger, mine, "d2"), add(ledger, closed, "d3")
    assert ledger.api_keys.end(mine, ended, NOW, BY)
    ledger.accounts.set_state(closed, EtatCompte.FERME, NOW, "essai")
    for at, last in ((NOW, True), (NOW + DAY - MOMENT, True), (NOW + DAY, False)):
        found = [ledger.api_keys.current(digest, at) is not None for digest in ("d1", "d2", "d3", "d9")]
        assert found == [last, False, False, False]
        assert [ledger.api_keys.still(id_, at) is not None for id_ in (one, ended, theirs, theirs + 1)] == found


def test_an_account_ends_its_own_keys_once(ledger: Ledger) -> None:
    mine, other = active(ledger, "camille@essai.example").id, active(ledger, "dominique@essai.example").id
    first, second, theirs = add(ledger, mine, "d1"), add(ledger, mine, "d2"), add(ledger, other, "d3")
    assert ledger.api_keys.end(mine, theirs, NOW, BY) is False
    assert ledger.api_keys.end(mine, theirs + 1, NOW, BY) is False
    assert ledger.api_keys.end(mine, first, NOW + HOUR, BY) is True
    assert ledger.api_keys.end(mine, first, NOW + DAY, BY) is False
    assert [(key.id, key.ended_at) for key in ledger.api_keys.of_account(mine)] == [
        (second, None),
        (first, NOW + HOUR),
    ]
    assert [key.ended_at for key in ledger.api_keys.of_account(other)] == [None]
    assert [line.detail for line in ledger.accounts.journal_of(mine)][:2] == ["nvt_d1 -", "nvt_d2 consultation"]


def test_the_keys_that_see_a_structure_are_those_of_who_is_attached_to_it_now(ledger: Ledger) -> None:
    b, a, gone, elsewhere, asks = (
        attached(ledger, f"{name}@essai.example", R.UTILISATEUR, structure)
        for name, structure in (
            ("b", STRUCTURE),
            ("a", STRUCTURE),
            ("c", STRUCTURE),
            ("d", OTHER),
            ("e", OTHER),
        )
    )
    ledger.rights.ask(asks.id, STRUCTURE, "", NOW, BY)
    ledger.rights.attach(gone.id, STRUCTURE, R.UTILISATEUR, EtatRattachement.RETIRE, NOW, OPERATOR)
    ids = [add(ledger, owner.id, f"d{rank}") for rank, owner in enumerate((b, a, gone, elsewhere, asks, b, b))]
    assert ledger.api_keys.end(b.id, ids[5], NOW, BY)
    assert [key.id for key in ledger.api_keys.of_structure(STRUCTURE)] == [ids[1], ids[6], ids[0]]
    assert ledger.api_keys.end_for(STRUCTURE, ids[2], NOW, OPERATOR) is False, "attached no more"
    assert ledger.api_keys.end_for(STRUCTURE, ids[5], NOW, OPERATOR) is False, "ended"
    assert ledger.api_keys.end_for(STRUCTURE, ids[0], NOW + HOUR, OPERATOR) is True
    assert [key.id for key in ledger.api_keys.of_structure(STRUCTURE)] == [ids[1], ids[6]]
    assert {key.id: key.ended_at for key in ledger.api_keys.of_account(b.id)} == {
        ids[0]: NOW + HOUR,
        ids[5]: NOW,
        ids[6]: None,
    }
    noted = ledger.accounts.journal_of_structure(STRUCTURE)[0]
    assert (noted.compte_id, noted.detail, noted.actor) == (b.id, "nvt_d0 -", OPERATOR.name)
