"""A bucket: what is asked of its server, what its answers may be, and what two processes may do at once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path, PurePosixPath

import pytest

from domain.errors import Absent, Unavailable
from ledger import ContentStore
from ledger.content_store import bucket_requests
from ledger.content_store.bucket import REMOVALS, BucketObjects
from tests.conftest import ROOT
from tests.english import english
from tests.s3_server import Misbehaviour, S3Server, served

DAY = date(2026, 11, 21)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    monkeypatch.setattr(bucket_requests, "WAITS", (0.01,) * 6)
    with served(tmp_path / "s3") as server:
        yield server


@pytest.fixture
def kept(server: S3Server, tmp_path: Path) -> ContentStore:
    return ContentStore(server.bucket(tmp_path / "here"), lambda: DAY)


def item(content: bytes) -> tuple[str, bytes]:
    return sha256(content).hexdigest(), content


def spooled(kept: ContentStore, content: bytes) -> Path:
    path = kept.staging() / "spool"
    path.write_bytes(content)
    return path


def age(server: S3Server, key: str | PurePosixPath, days: float) -> None:
    moment = time.time() - days * 86_400
    os.utime(server.folder / key, (moment, moment))


def test_a_pack_is_one_request_and_so_is_a_member(server: S3Server, kept: ContentStore) -> None:
    contents = [os.urandom(9_000) for _ in range(40)]
    places = kept.put_many(map(item, contents))
    assert [one[0] for one in server.asked] == ["PUT"]
    kept.get(places[item(contents[0])[0]])
    server.asked.clear()
    for content in (contents[30], contents[7], contents[20], contents[1]):
        assert kept.get(places[item(content)[0]]) == content
    assert [method for method, _, _ in server.asked] == ["GET"] * 4
    assert all(asked for _, _, asked in server.asked)


def test_documents_read_one_after_the_other_come_together(server: S3Server, kept: ContentStore) -> None:
    """A chunk of a night costs a few requests, not one a document: latency is not the night's."""
    contents = [os.urandom(9_000) for _ in range(300)]
    places = kept.put_many(map(item, contents))
    server.asked.clear()
    for content in contents:
        assert kept.get(places[item(content)[0]]) == content
    assert len(server.asked) < 10
    assert kept.get(places[item(contents[5])[0]]) == contents[5]


def test_the_files_of_a_bucket_are_those_of_a_folder(server: S3Server, kept: ContentStore, tmp_path: Path) -> None:
    """A store moves by copying."""
    folder = ContentStore(tmp_path / "folder", lambda: DAY)
    for store in (kept, folder):
        store.put_many(map(item, (b"one", b"two")))
        store.adopt(spooled(store, b"large"), item(b"large")[0])
    roots = server.folder, tmp_path / "folder"
    found = [
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()} for root in roots
    ]
    found[1].pop(Path("files/.lock"))
    assert found[0] == found[1]


@pytest.mark.parametrize("fault", ["404", "500", "503", "half"])
def test_a_server_that_always_fails_is_unavailable_within_bounds(
    server: S3Server, kept: ContentStore, fault: str
) -> None:
    place = kept.put_many([item(b"one")])[item(b"one")[0]]
    server.misbehaviour = Misbehaviour(one_in=1, faults=(fault,))
    server.asked.clear()
    with pytest.raises(Unavailable) as caught:
        kept.get(place)
    assert isinstance(caught.value, Absent) == (fault == "404")
    assert "secrete" not in f"{caught.value.text}"
    assert len(server.asked) == 7
    with pytest.raises(Unavailable):
        kept.put_many([item(b"two")])
    if fault != "404":
        assert len(server.asked) == 8, "a server that is lost is not waited for again for each document"
    server.misbehaviour = None
    assert kept.get(place) == b"one"
    assert list(kept.staging().iterdir()) == [], "what could not be sent does not fill the disk"


def test_a_server_that_is_too_slow_is_unavailable(server: S3Server, tmp_path: Path) -> None:
    kept = ContentStore(server.bucket(tmp_path / "here", timeout=0.3))
    place = kept.put_many([item(b"one")])[item(b"one")[0]]
    server.misbehaviour = Misbehaviour(one_in=1, faults=("slow",), slow=1.0)
    with pytest.raises(Unavailable, check=english("does not answer")):
        kept.get(place)


def test_no_server_and_no_bucket_are_told(server: S3Server, kept: ContentStore, tmp_path: Path) -> None:
    (server.root / "navette").rename(server.root / "autre")
    with pytest.raises(Absent, check=english("refuses .*NoSuchBucket")):
        kept.put_many([item(b"one")])
    with pytest.raises(Unavailable, check=english("does not answer .*Connect")):
        nowhere = ContentStore(S3Server(root=tmp_path, port=1, asked=[]).bucket(tmp_path / "here"))
        nowhere.put_many([item(b"one")])


def test_a_bucket_shows_no_secret(server: S3Server, tmp_path: Path) -> None:
    bucket = server.bucket(tmp_path)
    assert "secrete" not in f"{bucket!r} {bucket} {BucketObjects(bucket)!r}"


def test_variables_of_another_program_change_nothing(
    server: S3Server, kept: ContentStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (
        ("ENDPOINT_URL", "http://127.0.0.1:1"),
        ("ACCESS_KEY_ID", "autre"),
        ("SESSION_TOKEN", "autre"),
        ("CONDITIONAL_PUT", "disabled"),
        ("SKIP_SIGNATURE", "true"),
    ):
        monkeypatch.setenv(f"AWS_{name}", value)
    store = ContentStore(server.bucket(tmp_path / "here"), lambda: DAY)
    assert kept.get(store.put_many([item(b"one")])[item(b"one")[0]]) == b"one"


def test_a_large_file_is_sent_in_parts(server: S3Server, kept: ContentStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bucket_requests, "AT_ONCE", 2**20)
    monkeypatch.setattr(bucket_requests, "PART", 5 * 2**20)
    monkeypatch.setattr(bucket_requests, "PIECE", 2**20)
    content = os.urandom(12 * 2**20)
    place = kept.adopt(spooled(kept, content), item(content)[0])
    assert sum("uploadId" in path for _, path, _ in server.asked) >= 4
    assert kept.get(place) == content


@pytest.mark.parametrize("moment", range(6))
def test_a_file_that_is_brought_while_it_is_removed_is_kept(
    server: S3Server, kept: ContentStore, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """Whatever the moment at which another process brings it: before the note, before the removal, or after it."""
    monkeypatch.setattr("ledger.content_store.bucket.PATIENCE", 0.0)
    sha, content = item(b"large")
    place = kept.adopt(spooled(kept, content), sha)
    age(server, place, 30)
    remover = BucketObjects(kept.place.where)  # type: ignore[arg-type]
    real, brought = remover._requests._tried, []
    moments = iter(range(9))

    def tried(what: object, ask: Callable[[], object]) -> object:
        if next(moments) == moment:
            try:
                brought.append(kept.adopt(spooled(kept, content), sha))
            except Unavailable:
                brought.append("")
        return real(what, ask)

    monkeypatch.setattr(remover._requests, "_tried", tried)
    remover.remove_file(PurePosixPath(place), datetime.now(UTC) - timedelta(days=2))
    assert len(brought) == (moment < 5), "one that asks for nothing more is removed"
    if any(brought):
        assert kept.get(place) == content
    assert kept.get(kept.adopt(spooled(kept, content), sha)) == content


def test_the_note_of_who_died_holds_nobody_up_for_ever(server: S3Server, kept: ContentStore) -> None:
    sha, content = item(b"large")
    note = server.folder / REMOVALS / f"files/{sha[:2]}/{sha}"
    note.parent.mkdir(parents=True)
    note.touch()
    age(server, note.relative_to(server.folder), 1)
    assert kept.get(kept.adopt(spooled(kept, content), sha)) == content
    assert not note.exists()


PUT = """
import sys
from hashlib import sha256
from pathlib import Path
from ledger import Bucket, ContentStore
bucket = Bucket(endpoint=sys.argv[1], region="fr", name="navette", prefix="registre/a", access_key="a", secret_key="b",
                folder=Path(sys.argv[2]))
store = ContentStore(bucket)
for turn in range(10_000):
    items = [bytes([turn % 256, turn // 256, n]) * 20_000 for n in range(5)]
    found = store.put_many((sha256(one).hexdigest(), one) for one in items)
    print(*found.values(), flush=True)
"""


@pytest.mark.parametrize("after", [0, 3])
def test_killed_in_a_put_what_was_told_is_whole(
    server: S3Server, kept: ContentStore, tmp_path: Path, after: int
) -> None:
    server.misbehaviour = Misbehaviour(one_in=2, faults=("slow",), slow=0.02)
    place = f"http://127.0.0.1:{server.port}"
    with subprocess.Popen(
        [sys.executable, "-c", PUT, place, tmp_path / "here"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout
        told = [child.stdout.readline() for _ in range(after)]
        asked = len(server.asked)
        while len(server.asked) == asked:
            time.sleep(0.001)
        child.send_signal(signal.SIGKILL)
        told += child.stdout.read().splitlines()
    server.misbehaviour = None
    for line in told:
        for location in line.split():
            assert len(kept.get(location)) == 60_000
    for container in kept.containers.before(date(2099, 1, 1)):
        for held in kept.containers.holdings(container):
            assert len(kept.get(held.location)) == held.size
    kept.sweep(datetime.now(UTC) + timedelta(days=3))
    assert list(kept.staging().iterdir()) == []
