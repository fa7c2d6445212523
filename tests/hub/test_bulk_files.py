"""Which files of a folder given to ``--bulk`` are deposits, and what is said of those that are none."""

import os
from pathlib import Path

import pytest

from domain.errors import AccessRefused
from domain.text import Locale
from hub.intake import bulk_files as module
from hub.intake.bulk_files import bulk_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One file of each kind, beside two that are deposits."""
    home = tmp_path / "lot"
    (home / "b" / "__MACOSX").mkdir(parents=True)
    for name in ("z.xml", "b/a.xml", ".cache.xml", "facture.xml.part", "Thumbs.db", "b/__MACOSX/a.xml"):
        (home / name).write_bytes(b"x")
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "ailleurs" / "dedans.xml").write_bytes(b"x")
    (home / "b" / "lien.xml").symlink_to(home / "z.xml")
    (home / "b" / "mort.xml").symlink_to(tmp_path / "absent")
    (home / "dossier").symlink_to(tmp_path / "ailleurs")
    os.mkfifo(home / "tube.xml")
    return home


@pytest.mark.parametrize("locale", Locale)
def test_each_that_is_no_deposit_is_told_with_its_own_reason(folder: Path, locale: Locale) -> None:
    found = bulk_files(folder)
    assert found.files == (folder / "b" / "a.xml", folder / "z.xml")
    assert [one.in_(locale) for one in found.remarks] == [
        f"{reason.in_(locale)}{colon}{names}"
        for colon in (" : " if locale is Locale.FR else ": ",)
        for reason, names in (
            (module._LINKS, "'dossier', 'b/lien.xml', 'b/mort.xml'"),
            (module._UNFINISHED, "'.cache.xml', 'facture.xml.part'"),
            (module._SPECIAL, "'tube.xml'"),
        )
    ]


@pytest.mark.parametrize(("count", "end"), [(10, "'.9.xml'"), (11, "et 1 de plus")])
def test_a_remark_names_ten(tmp_path: Path, count: int, end: str) -> None:
    for rank in range(count):
        (tmp_path / f".{rank:x}.xml").write_bytes(b"x")
    (remark,) = bulk_files(tmp_path).remarks
    assert remark.fr.replace("\u00a0", " ").replace("\u202f", " ").endswith(end)
    assert remark.fr.count(".xml'") == min(count, 10)


def test_a_file_that_is_given_itself_is_a_deposit_whatever_its_name(folder: Path) -> None:
    for name in (".cache.xml", "b/lien.xml"):
        found = bulk_files(folder / name)
        assert (found.files, found.remarks) == ((folder / name,), ())


def test_what_cannot_be_seen_ends_it_with_its_reason(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.lstat

    def refuse(path: Path) -> os.stat_result:
        if path.name == "z.xml":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "lstat", refuse)
    with pytest.raises(AccessRefused):
        bulk_files(folder)
