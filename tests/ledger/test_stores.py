"""The marks of a ledger's content stores: the last one recorded is in force, and no other ledger's is taken."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from domain.errors import LedgerError, Unavailable
from ledger import ContentStore, Ledger
from ledger.content_store.folder import FolderObjects
from ledger.content_store.mark import closed
from tests.english import english

NOW = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)


def test_the_last_mark_is_in_force_whatever_the_clock_of_the_machine(ledger: Ledger, tmp_path: Path) -> None:
    first = ledger.stores.claim(tmp_path / "store", NOW)
    ledger.stores.succeed(first, "next", NOW - timedelta(minutes=15))
    assert ledger.stores.mark() == "next"
    ledger.stores.succeed("next", "last", NOW - timedelta(minutes=15))
    assert ledger.stores.mark() == "last"


def test_an_operator_may_go_back_to_a_store_that_was_left(ledger: Ledger, tmp_path: Path) -> None:
    """Restored from before the move, or closed by it; a process that knew its mark before writes nothing to it."""
    store = FolderObjects(tmp_path / "store")
    first = ledger.stores.claim(store.where, NOW)
    for mark in (first, closed(first)):
        ledger.stores.succeed(str(ledger.stores.mark()), f"bucket{len(mark)}", NOW)
        store.set_mark(mark)
        adopted = ledger.stores.adopt(store.where, NOW)
        assert ledger.stores.claim(store.where, NOW) == adopted == store.mark() == ledger.stores.mark()
        with pytest.raises(LedgerError):
            ContentStore(store.where, mark=first).put_many([(sha256(b"").hexdigest(), b"")])


def test_a_new_ledger_does_not_take_the_store_that_another_one_filled(ledger: Ledger, tmp_path: Path) -> None:
    """What one of the two lets go by a retention rule, the other would have lost."""
    store = FolderObjects(tmp_path / "store")
    store.set_mark("of another ledger")
    ContentStore(store.where, mark="of another ledger").put_many([(sha256(b"").hexdigest(), b"")])
    with pytest.raises(LedgerError, check=english("is the one of another ledger")) as caught:
        ledger.stores.claim(store.where, NOW)
    assert not isinstance(caught.value, Unavailable)
    assert store.mark() == "of another ledger"
    assert ledger.stores.adopt(store.where, NOW) == "of another ledger"
    assert ledger.stores.claim(store.where, NOW) == "of another ledger"


def test_a_mark_that_cannot_be_read_is_not_written_over(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderObjects(tmp_path / "store")
    store.set_mark("of another ledger")

    def refuses(self: Path, *_: object) -> object:
        raise PermissionError(13, "refused")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refuses)
        for take in (ledger.stores.claim, ledger.stores.adopt):
            with pytest.raises(Unavailable):
                take(store.where, NOW)
    assert store.mark() == "of another ledger"
