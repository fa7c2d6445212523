"""Names at a door: what may name a file, the spare names of a move, what is left for a later visit."""

import errno
import os
from pathlib import Path

import pytest

from connectors import Entry, quiet
from connectors.local import renaming
from connectors.names import LONGEST, SPARE_NAMES, another_part_name, part_name, safe_name, spare_names, steps
from connectors.quiet import EMPTY_FOR
from domain.errors import AccessRefused
from tests.english import english

MOMENT = Entry(name="x", size=1, modified=1_767_225_600.0)


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/", "a\0b"])
def test_what_names_no_file_of_the_folder_is_refused_in_both_languages(name: str) -> None:
    with pytest.raises(AccessRefused, check=english("cannot name a file.*Use a name without")):
        safe_name(name)


@pytest.mark.parametrize("name", ["...", ".a", "a..b", "-", "a b", "é"])
def test_other_names_are_names(name: str) -> None:
    assert safe_name(name) == name
    assert steps(f"{name}/x") == (name, "x")
    assert steps("") == ()


@pytest.mark.parametrize(
    ("name", "second", "third"),
    [
        ("facture.xml", "facture.2026-01-01T000000Z.xml", "facture.2026-01-01T000000Z-2.xml"),
        ("lot.tar.gz", "lot.2026-01-01T000000Z.tar.gz", "lot.2026-01-01T000000Z-2.tar.gz"),
        ("LOT.TAR.GZ", "LOT.2026-01-01T000000Z.TAR.GZ", "LOT.2026-01-01T000000Z-2.TAR.GZ"),
        ("v1.2.pdf", "v1.2.2026-01-01T000000Z.pdf", "v1.2.2026-01-01T000000Z-2.pdf"),
        ("sans", "sans.2026-01-01T000000Z", "sans.2026-01-01T000000Z-2"),
    ],
)
def test_a_move_finds_a_name_that_keeps_the_extension(name: str, second: str, third: str) -> None:
    tried = list(spare_names(name, MOMENT))
    assert tried[:3] == [name, second, third]
    assert len(tried) == len(set(tried)) == SPARE_NAMES
    assert tried[-1] == second.replace("Z", f"Z-{SPARE_NAMES - 1}", 1)


@pytest.mark.parametrize("letter", ["a", "é", "\udce9"])
def test_a_spare_name_is_as_long_as_a_file_system_takes(letter: str) -> None:
    stem = letter * 400
    for tried in list(spare_names(f"{stem}.xml", MOMENT))[1:]:
        size = len(tried.encode("utf-8", "surrogateescape"))
        assert LONGEST - len(letter.encode("utf-8", "surrogateescape")) < size <= LONGEST
        assert tried.endswith(".xml")


def test_a_moment_that_is_no_date_is_a_number() -> None:
    assert list(spare_names("a.xml", Entry(name="a.xml", size=1, modified=1e20)))[1] == f"a.{1e20:.0f}.xml"


def test_hidden_names_are_those_of_their_bytes(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"x" * (2**20 + 1))
    assert part_name("a.xml", tmp_path / "f") == part_name("a.xml", b"x" * (2**20 + 1))
    assert len({part_name(name, content) for name in ("a", "b") for content in (b"1", b"2")}) == 4
    part = part_name("a", b"1")
    assert part.startswith(".") and part.endswith(".part") and len(part) == 1 + 24 + len(".part")
    other = another_part_name(part)
    assert other != another_part_name(part)
    assert other.startswith(part.removesuffix(".part")) and len(other) == len(part) + 17


@pytest.mark.parametrize(
    ("entry", "now", "taken"),
    [
        (Entry(name="a.xml", size=0, modified=0.0), EMPTY_FOR, True),
        (Entry(name="a.xml", size=0, modified=0.0), EMPTY_FOR - 0.5, False),
        (Entry(name="a.xml", size=1, modified=0.0), 1.0, True),
        (Entry(name="a.xml", size=0, modified=0.0), None, True),
        (Entry(name=".a.xml", size=1, modified=0.0), None, False),
        (Entry(name="~a.xml", size=1, modified=0.0), None, False),
    ],
)
def test_an_empty_file_is_one_after_a_minute(entry: Entry, now: float | None, taken: bool) -> None:
    ready, later = quiet([entry], [entry], now=now)
    assert (bool(ready), bool(later)) == (taken, not taken)


def test_a_file_that_changed_between_two_looks_is_left() -> None:
    before, after = Entry(name="a", size=1, modified=0.0), Entry(name="a", size=2, modified=0.0)
    assert quiet([before], [after]) == ((), (after,))
    assert quiet([], [after]) == ((), (after,))


@pytest.mark.parametrize("refusal", [errno.ENOSYS, errno.EINVAL, None])
def test_a_rename_overwrites_nothing_where_the_system_cannot_promise_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: int | None
) -> None:
    if refusal is None:
        monkeypatch.setattr(renaming, "_renameat2", None)
    else:
        monkeypatch.setattr(renaming, "_atomic", lambda *_: refusal)
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "b").write_bytes(b"b")
    folder = os.open(tmp_path, os.O_RDONLY)
    try:
        with pytest.raises(FileExistsError):
            renaming.rename_new(folder, "a", folder, "b")
        assert (tmp_path / "b").read_bytes() == b"b"
        renaming.rename_new(folder, "a", folder, "c")
        assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "c"]
        with pytest.raises(FileNotFoundError):
            renaming.rename_new(folder, "a", folder, "d")
    finally:
        os.close(folder)


def test_a_refusal_of_the_system_is_that_of_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renaming, "_atomic", lambda *_: errno.EACCES)
    with pytest.raises(PermissionError):
        renaming.rename_new(0, "a", 0, "b")
