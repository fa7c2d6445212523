"""Bytes are kept whole or not at all, and what comes back is what was kept."""

import os
import stat
import subprocess
import sys
import threading
import zipfile
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import LedgerError, Unavailable
from ledger import ContentStore
from ledger.content_store import store
from ledger.content_store.location import parse
from tests.conftest import ROOT
from tests.english import english

DAY = date(2026, 11, 21)
SHA = "ab" * 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def kept(folder: Path) -> ContentStore:
    return ContentStore(folder, lambda: DAY)


def item(content: bytes) -> tuple[str, bytes]:
    return sha256(content).hexdigest(), content


def spooled(kept: ContentStore, content: bytes, name: str = "spool") -> Path:
    path = kept.staging() / name
    path.write_bytes(content)
    return path


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")


def test_many_documents_are_one_file(kept: ContentStore, folder: Path) -> None:
    contents = [b"<Invoice/>", b"%PDF-1.7", b"", b"x" * 100_000, b"<Invoice/>"]
    places = kept.put_many(item(content) for content in contents)
    assert len(places) == 4
    assert len(files(folder)) == 1
    for content in contents:
        assert kept.get(places[item(content)[0]]) == content
        with kept.open(places[item(content)[0]]) as file:
            assert (file.read(3), file.seek(0), file.read()) == (content[:3], 0, content)
    assert all(place.startswith("packs/2026-11-21/") for place in places.values())
    with zipfile.ZipFile(files(folder)[0]) as pack:
        assert pack.testzip() is None, "any zip tool opens it"


@settings(max_examples=40, deadline=None)
@given(contents=st.lists(st.binary(max_size=300), max_size=12))
def test_whatever_is_kept_comes_back(tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]) -> None:
    kept = ContentStore(tmp_path_factory.mktemp("store"))
    places = kept.put_many(map(item, contents))
    assert {sha: kept.get(place) for sha, place in places.items()} == dict(map(item, contents))


def test_nothing_given_nothing_written(kept: ContentStore, folder: Path) -> None:
    assert kept.put_many([]) == {}
    assert files(folder) == []


def test_run_twice_it_leaves_one_pack(kept: ContentStore, folder: Path) -> None:
    items = [item(b"one"), item(b"two")]
    assert kept.put_many(items) == kept.put_many(reversed(items))
    assert len(files(folder)) == 1
    assert kept.get(kept.put_many(items)[items[0][0]]) == b"one"


def test_a_large_file_is_taken_over(kept: ContentStore, folder: Path) -> None:
    content = os.urandom(300_000)
    path = spooled(kept, content)
    place = kept.adopt(path, item(content)[0])
    assert place == f"files/{item(content)[0][:2]}/{item(content)[0]}"
    assert not path.exists()
    assert kept.get(place) == content
    assert kept.adopt(spooled(kept, content), item(content)[0]) == place
    assert files(folder) == [folder / place]


def test_for_the_owners_eyes_only(kept: ContentStore, folder: Path) -> None:
    os.umask(0o022)
    kept.put_many([item(b"one")])
    kept.adopt(spooled(kept, b"two"), item(b"two")[0])
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*")) if path.is_dir()} == {0o700}


def test_bytes_that_are_not_those_of_their_digest_are_not_kept(kept: ContentStore, folder: Path) -> None:
    with pytest.raises(LedgerError, check=english("not those of")):
        kept.put_many([item(b"one"), (SHA, b"two")])
    assert files(folder) == []
    path = spooled(kept, b"two")
    with pytest.raises(LedgerError, check=english("does not hold")):
        kept.adopt(path, SHA)
    assert path.read_bytes() == b"two"
    with pytest.raises(LedgerError, check=english("no SHA-256")):
        kept.adopt(path, "../../etc/passwd")


@pytest.mark.parametrize("fault", [OSError(28, "full"), zipfile.BadZipFile("theirs"), KeyError("theirs")])
def test_a_fault_of_the_source_is_not_taken_for_the_stores(kept: ContentStore, folder: Path, fault: Exception) -> None:
    def broken():
        yield item(b"one")
        raise fault

    with pytest.raises(type(fault)) as raised:
        kept.put_many(broken())
    assert raised.value is fault
    assert files(folder) == []


def test_any_damaged_byte_of_a_member_is_noticed(kept: ContentStore, folder: Path) -> None:
    items = [item(b"A" * 50), item(b"B" * 50)]
    places = kept.put_many(items)
    file = files(folder)[0]
    whole = file.read_bytes()
    for offset in range(len(whole)):
        file.write_bytes(whole[:offset] + bytes([whole[offset] ^ 0xFF]) + whole[offset + 1 :])
        for sha, content in items:
            try:
                assert ContentStore(folder).get(places[sha]) == content
            except LedgerError as error:
                assert "backup" in error.remedy.en


@pytest.mark.parametrize("size", [0, 1, 40, 120])
def test_a_truncated_pack_is_noticed(kept: ContentStore, folder: Path, size: int) -> None:
    place = kept.put_many([item(b"A" * 50)])[item(b"A" * 50)[0]]
    assert kept.get(place) == b"A" * 50
    os.truncate(files(folder)[0], size)
    for reader in (kept, ContentStore(folder)):
        with pytest.raises(LedgerError, check=english(r"not those that were deposited|damaged")):
            reader.get(place)


def test_a_damaged_or_missing_file_is_noticed(kept: ContentStore, folder: Path) -> None:
    place = kept.adopt(spooled(kept, b"two"), item(b"two")[0])
    (folder / place).write_bytes(b"owt")
    with pytest.raises(LedgerError, check=english("not those that were deposited")):
        kept.open(place)
    (folder / place).unlink()
    with pytest.raises(LedgerError, check=english("missing")):
        kept.open(place)
    with pytest.raises(LedgerError, check=english("missing")):
        kept.get(f"packs/2026-11-21/{'0' * 32}.zip#{SHA}")


@pytest.mark.parametrize(
    "location",
    [
        "",
        "files/ab/../../../etc/passwd",
        f"files/cd/{SHA}",
        f"files/ab/{SHA.upper()}",
        f"/files/ab/{SHA}",
        f"files/ab/{SHA}\n",
        f"packs/../{'0' * 32}.zip#{SHA}",
        f"packs/2026-11-21/{'0' * 32}.zip",
        f"packs/٢٠٢٦-11-21/{'0' * 32}.zip#{SHA}",
        f"packs/2026-11-21/../x.zip#{SHA}",
        f"files/ab/{SHA}#{SHA}",
    ],
)
def test_a_location_is_parsed_strictly(kept: ContentStore, location: str) -> None:
    with pytest.raises(LedgerError, check=english("no place of the content store")):
        kept.get(location)


@pytest.mark.parametrize("location", [f"files/ab/{SHA}", f"packs/2026-11-21/{'0' * 32}.zip#{SHA}"])
def test_a_location_reads_as_it_is_written(location: str) -> None:
    assert str(parse(location)) == location


def test_only_so_many_directories_are_remembered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PACKS_KNOWN", 3)
    kept = ContentStore(folder)
    places = [kept.put_many([item(b"%d" % rank)]) for rank in range(10)]
    for _ in range(2):
        assert [kept.get(next(iter(place.values()))) for place in places] == [b"%d" % rank for rank in range(10)]
    assert len(kept._directories._known) == 3


def test_threads_read_and_write_at_once(kept: ContentStore) -> None:
    wrong: list[int] = []

    def work(rank: int) -> None:
        for turn in range(10):
            content = b"%d/%d" % (rank, turn)
            if kept.get(kept.put_many([item(content), item(b"same")])[item(content)[0]]) != content:
                wrong.append(rank)

    threads = [threading.Thread(target=work, args=(rank,)) for rank in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_what_a_crash_left_in_staging_is_swept(kept: ContentStore) -> None:
    now = datetime.now(UTC)
    old, new = spooled(kept, b"old", "old.part"), spooled(kept, b"new", "new.part")
    past = (now - timedelta(days=3)).timestamp()
    os.utime(old, (past, past))
    assert kept.sweep(now) == 1
    assert (old.exists(), new.exists()) == (False, True)


def test_two_runs_may_sweep_and_write_at_once(kept: ContentStore) -> None:
    ended = threading.Event()

    def write() -> None:
        for number in range(60):
            kept.put_many([item(b"%d" % number)])
        ended.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not ended.is_set():
        assert kept.sweep(datetime.now(UTC)) == 0
    writer.join()


FULL = """
import resource, signal, sys
from pathlib import Path
from hashlib import sha256
from domain.errors import Unavailable
from ledger import ContentStore
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
items = [(sha256(bytes([n]) * 9000).hexdigest(), bytes([n]) * 9000) for n in range(20)]
try:
    ContentStore(Path(sys.argv[1])).put_many(items)
except Unavailable as error:
    sys.exit(f"unavailable: {error}")
"""


def test_no_room_leaves_nothing_half_written(folder: Path) -> None:
    """A limit on file size stops the writing in the middle, as a full disk does."""
    done = subprocess.run([sys.executable, "-c", FULL, folder], cwd=ROOT, capture_output=True, text=True)
    assert "unavailable: Le stockage des contenus n'a plus de place" in done.stderr
    assert files(folder) == []


@pytest.mark.skipif(os.getuid() != 0, reason="mounting a small disk takes root")
def test_a_full_disk_may_pass(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"this machine lets nobody mount a small disk: {mounted.stderr.decode().strip()}")
    try:
        kept = ContentStore(disk / "store")
        with pytest.raises(Unavailable, check=english("no room left")):
            kept.put_many([item(bytes([rank]) * 9_000) for rank in range(20)])
        assert files(disk) == []
        assert kept.get(kept.put_many([item(b"small")])[item(b"small")[0]]) == b"small"
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_folder_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(LedgerError, check=english("cannot be used")):
        ContentStore(tmp_path / "file" / "store").put_many([item(b"one")])
