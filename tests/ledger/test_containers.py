"""Removing bytes from containers: what is needed stays readable, beside a night that runs, at whatever moment it
stops.
"""

import os
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import LedgerError, Unavailable
from ledger import ContentStore
from ledger.content_store.files import Container
from tests.conftest import examples
from tests.english import english

DAY = date(2026, 11, 21)
LATER = datetime(2037, 1, 1, tzinfo=UTC)


def item(content: bytes) -> tuple[str, bytes]:
    return sha256(content).hexdigest(), content


def stored(folder: Path, *contents: bytes) -> tuple[ContentStore, dict[bytes, str]]:
    """A store with one pack, and where each content is."""
    store = ContentStore(folder, lambda: DAY)
    places = store.put_many(map(item, contents))
    return store, {content: places[item(content)[0]] for content in contents}


def adopted(store: ContentStore, content: bytes, age: timedelta = timedelta()) -> str:
    path = store.staging() / "spool"
    path.write_bytes(content)
    place = store.adopt(path, item(content)[0])
    moment = datetime.now(UTC).timestamp() - age.total_seconds()
    os.utime(store.place.where / place, (moment, moment))
    return place


def containers(store: ContentStore) -> list[Container]:
    return list(store.containers.before(LATER.date()))


def test_only_days_that_are_over_are_emptied(tmp_path: Path) -> None:
    store, _ = stored(tmp_path, b"one")
    assert [container for container in store.containers.before(DAY) if container.packed] == []
    assert len(containers(store)) == 1


def test_what_a_container_holds(tmp_path: Path) -> None:
    store, places = stored(tmp_path, b"one", b"three")
    alone = adopted(store, b"large")
    (tmp_path / "files" / alone.split("/")[1] / "stranger").write_text("?")
    packed, spooled = containers(store)
    assert {(one.location, one.size) for one in store.containers.holdings(packed)} == {
        (places[b"one"], 3),
        (places[b"three"], 5),
    }
    assert [(one.location, one.size) for one in store.containers.holdings(spooled)] == [(alone, 5)]


@settings(max_examples=examples(25), deadline=None)
@given(st.data())
def test_what_stays_is_read_and_what_left_a_light_pack_is_gone(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    contents = data.draw(st.lists(st.binary(min_size=1, max_size=60), unique=True, min_size=1, max_size=8))
    gone = data.draw(st.sets(st.sampled_from(contents)))
    at_once = data.draw(st.booleans())
    folder = tmp_path_factory.mktemp("store")
    store, places = stored(folder, *contents)
    assert all(store.get(place) for place in places.values()), "a reader that remembers the pack's directory"
    (container,) = containers(store)
    freed = store.containers.take_out(container, {places[one] for one in gone}, LATER, at_once=at_once)
    for content in set(contents) - gone:
        assert store.get(places[content]) == content
        assert ContentStore(folder).get(places[content]) == content
    needed = sum(len(one) for one in set(contents) - gone)
    emptied = bool(gone) and (at_once or gone == set(contents) or needed * 2 < sum(map(len, contents)))
    assert (freed > 0) == emptied
    for content in gone:
        if emptied:
            with pytest.raises(LedgerError):
                ContentStore(folder).get(places[content])
    assert list((folder / "staging").iterdir() if (folder / "staging").exists() else []) == []
    assert (
        store.containers.take_out(container, set(), LATER, at_once=True) == 0
        if needed
        else not (folder / container.place).exists()
    )


def test_another_reader_finds_the_pack_that_was_written_anew(tmp_path: Path) -> None:
    """A worker that runs for days remembers where the members were."""
    store, places = stored(tmp_path, b"A" * 500, b"B" * 20, b"C" * 30)
    worker = ContentStore(tmp_path)
    assert worker.get(places[b"C" * 30]) == b"C" * 30
    (container,) = containers(store)
    assert store.containers.take_out(container, {places[b"A" * 500]}, LATER, at_once=False) > 0
    assert worker.get(places[b"C" * 30]) == b"C" * 30
    assert worker.get(places[b"B" * 20]) == b"B" * 20


def test_a_damaged_pack_is_not_written_anew(tmp_path: Path) -> None:
    store, places = stored(tmp_path, b"A" * 500, b"B" * 20)
    (container,) = containers(store)
    path = tmp_path / container.place
    path.write_bytes(path.read_bytes().replace(b"B" * 20, b"X" * 20))
    before = path.read_bytes()
    with pytest.raises(LedgerError, check=english("not those that were deposited")):
        store.containers.take_out(container, {places[b"A" * 500]}, LATER, at_once=True)
    assert path.read_bytes() == before
    assert list((tmp_path / "staging").iterdir()) == []


def test_a_file_that_was_brought_again_just_now_stays(tmp_path: Path) -> None:
    """The night has spooled the same bytes once more, and the ledger has not spoken of them yet."""
    store, _ = stored(tmp_path)
    now = datetime.now(UTC)
    place = adopted(store, b"large", age=timedelta(days=3650))
    (container,) = containers(store)
    adopted(store, b"large")
    assert store.containers.take_out(container, {place}, now, at_once=True) == 0
    assert store.get(place) == b"large"
    adopted(store, b"large", age=timedelta(days=3))
    assert store.containers.take_out(container, {place}, now, at_once=True) == 5
    assert store.containers.take_out(container, {place}, now, at_once=True) == 0


def test_one_run_empties_at_a_time(tmp_path: Path) -> None:
    store, _ = stored(tmp_path, b"one")
    with (
        store.containers.emptied(),
        pytest.raises(Unavailable, check=english("at work")),
        ContentStore(tmp_path).containers.emptied(),
    ):
        pass
    with ContentStore(tmp_path).containers.emptied():
        pass
