"""A content store moved to another folder: all of it, read back, and no store taken that is another ledger's."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from domain.errors import Absent, LedgerError
from domain.text import Text
from ledger import ContentStore, Ledger
from ledger.content_store.copying import Moved
from ledger.content_store.folder import FolderObjects
from ledger.content_store.mark import check_moving, closed, successor
from ledger.content_store.move import move
from tests.ledger.facts import arrival

NOW = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
CONTENTS = [b"first", b"second" * 1000, b""]


class Silent:
    def expect(self, step: str, count: int) -> None: ...

    def advance(self, step: str, count: int) -> None: ...


@dataclass
class Place:
    """A ledger, its store with three deposited files, and an empty folder."""

    ledger: Ledger
    source: FolderObjects
    target: FolderObjects
    mark: str
    locations: dict[bytes, str]

    def moved(self, target: FolderObjects | None = None) -> Moved:
        return move(self.ledger.stores, self.source, target or self.target, NOW, Silent())

    def read(self, objects: FolderObjects) -> list[bytes]:
        store = ContentStore(objects.where, mark=objects.mark())
        return [store.get(self.locations[content]) for content in CONTENTS]


@pytest.fixture
def place(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr(FolderObjects, "written_within", 0.0)
    source = FolderObjects(tmp_path / "store")
    mark = ledger.stores.claim(source.where, NOW)
    digests = {content: sha256(content).hexdigest() for content in CONTENTS}
    kept = ContentStore(source.where, mark=mark).put_many([(digest, content) for content, digest in digests.items()])
    locations = {content: kept[digest] for content, digest in digests.items()}
    arrivals = [
        replace(arrival(f"{rank}.xml"), sha256=digests[content], location=locations[content])
        for rank, content in enumerate(CONTENTS)
    ]
    ledger.deposits.receive(arrivals, NOW)
    return Place(ledger, source, FolderObjects(tmp_path / "other"), mark, locations)


def test_everything_is_there_and_the_ledger_knows_the_new_store(place: Place) -> None:
    answer = place.moved()
    assert (answer.checked, answer.faults, answer.left) == (len(CONTENTS), (), ())
    assert place.read(place.target) == CONTENTS
    assert place.ledger.stores.mark() == place.target.mark() == successor(place.mark)
    assert place.source.mark() == closed(place.mark)
    again = place.moved()
    assert (again.copied, again.checked, again.faults) == (0, len(CONTENTS), ())


def test_the_target_is_reserved_before_anything_is_copied(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def stops(self: FolderObjects, *_: object) -> object:
        raise Absent(Text("parti", "gone"), Text("plus tard", "later"))

    monkeypatch.setattr(FolderObjects, "shelves", stops)
    with pytest.raises(Absent):
        place.moved()
    assert place.target.mark() == closed(successor(place.mark))
    assert place.source.mark() == place.mark


@pytest.mark.parametrize("of_another", ["another", closed("another")])
def test_the_store_of_another_ledger_is_not_taken(place: Place, of_another: str) -> None:
    place.target.set_mark(of_another)
    with pytest.raises(LedgerError):
        place.moved()
    assert place.target.mark() == of_another
    assert place.ledger.stores.mark() == place.source.mark() == place.mark


def test_what_neither_place_has_is_told_and_the_ledger_keeps_its_store(place: Place) -> None:
    for path in place.source.where.rglob("*"):
        if path.is_file() and path.stat().st_size > 1000:
            path.unlink()
    answer = place.moved()
    assert answer.faults
    assert place.ledger.stores.mark() == place.source.mark() == place.mark


def test_a_truncated_source_writes_over_no_whole_copy(place: Place) -> None:
    place.moved()
    files = [path for path in place.target.where.rglob("*") if path.is_file() and path.stat().st_size > 100]
    assert files
    whole = {path: path.read_bytes() for path in files}
    for path in files:
        cut = place.source.where / path.relative_to(place.target.where)
        cut.chmod(0o600)
        cut.write_bytes(path.read_bytes()[:50])
    place.moved()
    assert {path: path.read_bytes() for path in files} == whole


@pytest.mark.parametrize(
    ("found", "is_well"), [("mine", True), (closed("mine"), True), ("other", False), (closed("other"), False)]
)
def test_a_store_that_is_moved_is_open_or_closed_and_no_other(tmp_path: Path, found: str, is_well: bool) -> None:
    objects = FolderObjects(tmp_path)
    objects.set_mark(found)
    if is_well:
        check_moving(objects, "mine")
    else:
        with pytest.raises(LedgerError):
            check_moving(objects, "mine")
