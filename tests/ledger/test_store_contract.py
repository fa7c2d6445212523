"""What every kind of content store keeps to: a folder, and a bucket of a real server, whole or misbehaving."""

import os
import pickle
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from domain.errors import Absent, LedgerError, Unavailable
from ledger import Bucket, ContentStore, MarkedStore, Where
from ledger.content_store import mark
from ledger.content_store.opening import objects_at
from tests.english import english
from tests.s3_server import Misbehaviour, served

DAY = date(2026, 11, 21)
LATER = datetime(2037, 1, 1, tzinfo=UTC)
SHA = "ab" * 32


@pytest.fixture(params=["folder", "bucket", "misbehaving"])
def where(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Where]:
    if request.param == "folder":
        yield tmp_path / "store"
        return
    monkeypatch.setattr("ledger.content_store.bucket_requests.WAITS", (0.01,) * 6)
    bad = Misbehaviour(one_in=5, seed=7, slow=0.01) if request.param == "misbehaving" else None
    with served(tmp_path / "s3", bad) as server:
        bucket = server.bucket(tmp_path / "here")
        yield replace(bucket, region="misbehaves") if bad else bucket


@pytest.fixture
def kept(where: Where) -> ContentStore:
    return ContentStore(where, lambda: DAY)


def item(content: bytes) -> tuple[str, bytes]:
    return sha256(content).hexdigest(), content


def adopted(kept: ContentStore, content: bytes) -> str:
    path = kept.staging() / "spool"
    path.write_bytes(content)
    place = kept.adopt(path, item(content)[0])
    assert not path.exists()
    return place


def later(where: Where) -> ContentStore:
    """The store as another process sees it."""
    return ContentStore.at(pickle.loads(pickle.dumps(ContentStore(where).place)))  # noqa: S301


def test_what_is_put_comes_back_at_the_same_locations_in_each_kind(kept: ContentStore, where: Where) -> None:
    contents = [b"<Invoice/>", b"", b"x" * 100_000, os.urandom(200_000), b"<Invoice/>"]
    places = kept.put_many(map(item, contents))
    name = sha256("".join(sorted(places)).encode()).hexdigest()[:32]
    for content in contents:
        sha = item(content)[0]
        assert places[sha] == f"packs/2026-11-21/{name}.zip#{sha}"
        assert kept.get(places[sha]) == later(where).get(places[sha]) == content
        with kept.open(places[sha]) as file:
            assert (file.read(3), file.seek(0), file.read()) == (content[:3], 0, content)
    assert kept.put_many([]) == {}


def test_put_again_in_another_order_it_is_one_pack(kept: ContentStore, where: Where) -> None:
    items = [item(b"one"), item(b"two")]
    assert kept.put_many(items) == kept.put_many(reversed(items))
    assert len(objects_at(where).packs("2026-11-21")) == 1
    assert kept.get(kept.put_many(items)[items[0][0]]) == b"one"


def test_a_spooled_file_is_taken_over_as_often_as_it_comes(kept: ContentStore, where: Where) -> None:
    content = os.urandom(300_000)
    place = adopted(kept, content)
    assert place == adopted(kept, content) == f"files/{item(content)[0][:2]}/{item(content)[0]}"
    assert later(where).get(place) == content
    with kept.open(place) as file:
        assert (file.seek(299_990), file.read()) == (299_990, content[-10:])


def test_a_damaged_pack_is_mended_by_the_same_bytes(kept: ContentStore, where: Where) -> None:
    place = kept.put_many([item(b"one")])[item(b"one")[0]]
    key = next(iter(objects_at(where).packs("2026-11-21")))
    bad = kept.staging() / "bad"
    bad.write_bytes(b"PK, no more")
    objects_at(where).replace_pack(bad, key)
    with pytest.raises(LedgerError) as caught:
        later(where).get(place)
    assert not isinstance(caught.value, Unavailable)
    kept.put_many([item(b"one")])
    assert later(where).get(place) == b"one"


def test_what_is_missing_is_absent_and_no_verdict(kept: ContentStore) -> None:
    kept.put_many([item(b"one")])
    for location in (f"files/ab/{SHA}", f"packs/2026-11-21/{'0' * 32}.zip#{SHA}"):
        with pytest.raises(Unavailable) as caught:
            kept.get(location)
        if not isinstance(kept.place.where, Bucket) or kept.place.where.region != "misbehaves":
            assert isinstance(caught.value, Absent)


def test_bytes_that_are_not_those_of_their_digest_are_not_kept(kept: ContentStore) -> None:
    with pytest.raises(LedgerError, check=english("not those of")):
        kept.put_many([item(b"one"), (SHA, b"two")])
    path = kept.staging() / "spool"
    path.write_bytes(b"two")
    with pytest.raises(LedgerError, check=english("does not hold")):
        kept.adopt(path, SHA)
    assert path.read_bytes() == b"two"
    path.unlink()
    assert list(kept.staging().iterdir()) == []


def test_nothing_is_written_where_the_mark_is_not(where: Where) -> None:
    objects = objects_at(where)
    assert (objects.mark(), objects.is_used()) == (None, False)
    mine = mark.write(objects)
    assert objects.mark() == mine
    mark.check(objects, mine)
    ContentStore.at(MarkedStore(where=where, mark=mine)).put_many([item(b"one")])
    assert objects.is_used()
    mark.write(objects)
    with pytest.raises(LedgerError, check=english("not the one of this ledger")):
        ContentStore.at(MarkedStore(where=where, mark=mine)).put_many([item(b"two")])


def test_what_leaves_is_gone_and_what_stays_is_read(kept: ContentStore, where: Where) -> None:
    contents = [b"A" * 500, b"B" * 20, b"C" * 30]
    places = {content: kept.put_many(map(item, contents))[item(content)[0]] for content in contents}
    reader = later(where)
    assert reader.get(places[b"C" * 30]) == b"C" * 30
    assert [one for one in kept.containers.before(DAY) if one.packed] == []
    (container,) = kept.containers.before(LATER.date())
    assert {(one.location, one.size) for one in kept.containers.holdings(container)} == {
        (place, len(content)) for content, place in places.items()
    }
    assert kept.containers.take_out(container, {places[b"A" * 500]}, LATER, at_once=False) > 500
    for content in (b"B" * 20, b"C" * 30):
        assert kept.get(places[content]) == reader.get(places[content]) == content
    with pytest.raises(LedgerError):
        reader.get(places[b"A" * 500])
    assert kept.containers.take_out(container, {places[b"B" * 20], places[b"C" * 30]}, LATER, at_once=False) > 50
    assert list(kept.containers.before(LATER.date())) == []


def test_a_spooled_file_that_was_brought_just_now_stays(kept: ContentStore) -> None:
    place = adopted(kept, b"large")
    (container,) = kept.containers.before(LATER.date())
    assert [one.location for one in kept.containers.holdings(container)] == [place]
    now = datetime.now(UTC)
    assert kept.containers.take_out(container, {place}, now, at_once=True) == 0
    assert kept.get(place) == b"large"
    assert kept.containers.take_out(container, {place}, now + timedelta(days=3), at_once=True) == 5
    assert kept.containers.take_out(container, {place}, now + timedelta(days=3), at_once=True) == 0
    with pytest.raises(Unavailable):
        kept.get(place)


def test_one_run_empties_at_a_time(kept: ContentStore, where: Where) -> None:
    with (
        kept.containers.emptied(),
        pytest.raises(Unavailable, check=english("at work")),
        later(where).containers.emptied(),
    ):
        pass


def test_a_pack_is_a_plain_zip(kept: ContentStore, where: Where) -> None:
    kept.put_many([item(b"one"), item(b"two")])
    (key,) = objects_at(where).packs("2026-11-21")
    with objects_at(where).fetch(key) as file, zipfile.ZipFile(BytesIO(file.read())) as pack:
        assert pack.testzip() is None
        assert sorted(pack.namelist()) == sorted(item(content)[0] for content in (b"one", b"two"))


def test_a_file_that_machines_share_is_kept_by_its_bytes_anew_now_and_then_and_not_for_ever(
    kept: ContentStore, where: Where, tmp_path: Path
) -> None:
    def put(content: bytes, day: date) -> str:
        spooled = kept.staging() / "spool"
        spooled.write_bytes(content)
        name = kept.shared.put(spooled, day)
        assert not spooled.exists()
        return name

    def fetched(name: str) -> bytes:
        target = tmp_path / "fetched"
        target.unlink(missing_ok=True)
        later(where).shared.fetch(name, target)
        assert target.stat().st_mode & 0o077 == 0
        return target.read_bytes()

    first = put(b"one", DAY)
    assert put(b"one", DAY + timedelta(days=9)) == first
    assert fetched(first) == b"one"
    second = put(b"two", DAY + timedelta(days=9))
    again = put(b"one", DAY + timedelta(days=11))
    assert len({first, second, again}) == 3
    put(b"three", DAY + timedelta(days=31))
    assert fetched(second) + fetched(again) == b"twoone"
    with pytest.raises(Absent):
        fetched(first)


def test_a_shared_file_that_was_altered_is_given_to_nobody(tmp_path: Path) -> None:
    kept = ContentStore(tmp_path / "store", lambda: DAY)
    spooled = kept.staging() / "spool"
    spooled.write_bytes(b"one")
    name = kept.shared.put(spooled, DAY)
    (tmp_path / "store" / "shared" / name).write_bytes(b"two")
    with pytest.raises(LedgerError, match="n'a plus ses octets"):
        kept.shared.fetch(name, tmp_path / "fetched")
    assert not (tmp_path / "fetched").exists()
