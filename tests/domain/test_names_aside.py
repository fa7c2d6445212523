"""The names that are no invoice's are the same in drops, in archives and in folders given to ``--bulk``."""

import errno
import io
import os
import zipfile
from pathlib import Path

import pytest

from connectors import Entry, quiet
from domain.errors import AccessRefused
from domain.finding import Finding
from domain.names_aside import is_half_written, is_system, is_system_folder
from hub.intake.bulk_files import bulk_files
from tests.parsers.archive.fabrique import codes, come_out, members

SYSTEM = [
    "Thumbs.db", "THUMBS.DB", "desktop.ini", "Desktop.ini", ".DS_Store", "._facture.xml", "~$facture.xlsx",
    ".~lock.facture.ods#", ".nfs000000000123", "ehthumbs.db",
]  # fmt: skip
UNFINISHED = [
    f"facture.xml{ending}"
    for ending in (
        ".part", ".tmp", ".filepart", ".partial", ".a1b2c3d4.partial", ".writing", ".inprogress", ".inProgress",
        ".uploading", ".upload", ".temp", ".crdownload", ".incomplete", ".camelLock", ".lock", ".swp", "~", ".PART",
        ".!ut", ".!qB", ".bc!", ".aria2", ".download", ".opdownload", ".unfinished", ".swx", ".~1~",
        ".partial-1234", ".partial2", ".tmp.123", ".tmp42", ".TMP_7", ".tmp-5f3a91", ".part-Frag12", ".part.3",
        ".filepart~1", ".crdownload.2",
    )
] + [
    "~facture.xml", "~WRL0001.xml", ".in.facture.xml", ".syncthing.facture.xml.tmp", ".goutputstream-W1B2C3",
    ".facture.xml.Ab12Cd", ".facture.xml.x9Kq2Z",
]  # fmt: skip
INVOICES = [
    "facture.xml", "part.xml", "partial.pdf", "tmp.zip", "f.part.xml", "temp", "writing.xml", "thumbs.db.xml",
    "upload.xml", "facture~1.xml", "desktop.ini.pdf", "locks.xml", "part1.xml", "F.part-2.xml", "lot.zip.part1",
    "lot.part01", "facture.tmp.p7m", "facture.xml.Ab12Cd", "aria2.xml", "F.tmp.2026.pdf", "facture.xml.20261130",
    "counterpart", "F-partial-1234", "F.temporaire", "F.parties",
]  # fmt: skip


def taken_from_a_drop(name: str) -> bool:
    look = [Entry(name=name, size=5, modified=0.0)]
    return bool(quiet(look, look)[0])


def taken_from_an_archive(name: str) -> bool:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(name, b"<a/>")
        made.writestr("autre.xml", b"<b/>")
    return name in members(come_out(out.getvalue()))


def taken_from_a_folder(name: str, folder: Path) -> bool:
    (folder / "novembre").mkdir()
    (folder / "novembre" / name).write_bytes(b"<a/>")
    return [path.name for path in bulk_files(folder).files] == [name]


@pytest.mark.parametrize(
    ("name", "expected"), [(n, False) for n in (*SYSTEM, *UNFINISHED)] + [(n, True) for n in INVOICES]
)
def test_every_way_in_has_the_same_list(tmp_path: Path, name: str, expected: bool) -> None:
    assert (not (is_system(name) or is_half_written(name))) is expected
    assert taken_from_a_drop(name) is expected
    assert taken_from_an_archive(name) is expected
    assert taken_from_a_folder(name, tmp_path) is expected


def taken(sizes: dict[str, int], folder: Path) -> list[set[str]]:
    """What is taken of these files, from a drop, from an archive and from a folder given to ``--bulk``."""
    look = [Entry(name=name, size=size, modified=0.0) for name, size in sizes.items()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("autre.xml", b"<b/>")
        for name, size in sizes.items():
            made.writestr(name, b"x" * size)
            (folder / name).write_bytes(b"x" * size)
    return [
        {entry.name for entry in quiet(look, look)[0]},
        set(members(come_out(out.getvalue()))) - {"autre.xml"},
        {path.name for path in bulk_files(folder).files},
    ]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({"f.xml": 5, "f.xml.aria2": 5}, set()),
        ({"F.XML": 5, "f.xml.ARIA2": 5}, set()),
        ({"f.xml": 5, "f.xml.lftp-pget-status": 5}, set()),
        ({"f.xml": 5, "f.xml.st": 5}, set()),
        ({"f.xml": 0, "f.xml.part": 5}, set()),  # Firefox keeps the name
        ({"f.xml": 5, "f.xml.part": 5}, {"f.xml"}),  # WinSCP sends a new version; this one is whole
        ({"f.xml": 5, "f.xml.filepart": 5}, {"f.xml"}),
        ({"f.xml": 5, "g.xml.aria2": 5}, {"f.xml"}),
        ({"f.xml": 5, "f.xml.p7s": 5}, {"f.xml", "f.xml.p7s"}),
        ({"releve.st": 5}, {"releve.st"}),
    ],
)
def test_a_program_s_notes_beside_a_file_say_that_it_is_not_whole(
    tmp_path: Path, sizes: dict[str, int], expected: set[str]
) -> None:
    assert taken(sizes, tmp_path) == [expected] * 3


@pytest.mark.parametrize("folder", ["__MACOSX", "@eaDir", "$RECYCLE.BIN", ".AppleDouble", "#recycle"])
def test_folders_of_systems_are_left_aside_with_what_they_hold(tmp_path: Path, folder: str) -> None:
    assert taken_from_an_archive(f"{folder}/facture.xml") is False
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "facture.xml").write_bytes(b"<a/>")
    assert bulk_files(tmp_path).files == ()


HIDDEN = [".facture.signed", ".facture.xml", ".facture.202611", ".facture.SIGNED"]


@pytest.mark.parametrize("name", HIDDEN)
def test_a_name_that_is_only_hidden_waits_where_programs_write_and_is_a_document_in_an_archive(
    tmp_path: Path, name: str
) -> None:
    assert not is_half_written(name)
    assert not taken_from_a_drop(name)
    assert not taken_from_a_folder(name, tmp_path)
    assert taken_from_an_archive(name)


@pytest.mark.parametrize("folder", ["._novembre", "~$novembre", "Thumbs.db", ".directory", ".nfs-novembre"])
def test_a_folder_that_is_called_as_a_file_of_a_system_holds_invoices(tmp_path: Path, folder: str) -> None:
    assert not is_system_folder(folder)
    assert taken_from_an_archive(f"{folder}/facture.xml")
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "facture.xml").write_bytes(b"<a/>")
    assert [path.name for path in bulk_files(tmp_path).files] == ["facture.xml"]


@pytest.mark.parametrize("name", ["#recycle", "lost+found", "@eaDir"])
def test_a_file_that_is_called_as_a_folder_of_a_system_is_a_deposit(tmp_path: Path, name: str) -> None:
    assert taken_from_a_drop(name)
    assert taken_from_an_archive(name)
    assert taken_from_a_folder(name, tmp_path)


def test_a_folder_that_cannot_be_listed_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "novembre").mkdir()
    (tmp_path / "novembre" / "facture.xml").write_bytes(b"<a/>")
    listed = os.scandir

    def refusing(folder: str) -> "os._ScandirIterator[str]":
        if Path(folder).name == "novembre":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), folder)
        return listed(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(AccessRefused, match=r"novembre.*accès refusé"):
        bulk_files(tmp_path)


def test_the_icon_of_a_macos_folder_refuses_nothing() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in ("Icon\r", "__MACOSX/._Icon\r", "bonne.xml"):
            made.writestr(name, b"<a/>")
    found = come_out(out.getvalue())
    assert codes(found) == ["ARC-30"]
    assert list(members(found)) == ["bonne.xml"]


def test_each_unfinished_transfer_of_an_archive_is_named() -> None:
    names = [f"{'tres-long-nom-' * 4}{rank}.xml.part" for rank in range(12)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in (*names, "bonne.xml"):
            made.writestr(name, b"<a/>")
    (told,) = [one for one in come_out(out.getvalue()) if getattr(one, "code", "") == "ARC-32"]
    assert isinstance(told, Finding)
    assert all(name in told.message.fr for name in names)


@pytest.mark.parametrize("folder", [".~tmp~", ".rsync-partial"])
def test_folders_in_which_a_transfer_writes_are_told(tmp_path: Path, folder: str) -> None:
    assert taken_from_an_archive(f"{folder}/facture.xml") is False
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "facture.xml").write_bytes(b"<a/>")
    found = bulk_files(tmp_path)
    assert found.files == ()
    assert f"{folder}/facture.xml" in found.remarks[0].fr


def test_an_archive_tells_what_it_leaves_aside() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in ("Thumbs.db", "facture.xml.writing", "bonne.xml"):
            made.writestr(name, b"<a/>")
    found = come_out(out.getvalue())
    assert codes(found) == ["ARC-30", "ARC-32"]
    assert "facture.xml.writing" in next(p.message.fr for p in found if getattr(p, "code", "") == "ARC-32")
    assert list(members(found)) == ["bonne.xml"]


def test_a_folder_given_to_bulk_follows_no_link_and_says_so(tmp_path: Path) -> None:
    source, elsewhere = tmp_path / "envoi", tmp_path / "ailleurs"
    source.mkdir()
    elsewhere.mkdir()
    (elsewhere / "secret.xml").write_bytes(b"<secret/>")
    (source / "f.xml").write_bytes(b"<a/>")
    (source / "lien.xml").symlink_to(elsewhere / "secret.xml")
    (source / "dossier").symlink_to(elsewhere)
    (source / ".cachee.xml").write_bytes(b"<b/>")
    (source / "Thumbs.db").write_bytes(b"x")
    os.mkfifo(source / "tuyau.xml")
    found = bulk_files(source)
    assert [path.name for path in found.files] == ["f.xml"]
    said = " | ".join(remark.fr for remark in found.remarks)
    assert all(name in said for name in ("'lien.xml'", "'dossier'", "'.cachee.xml'", "'tuyau.xml'"))
    assert "Thumbs.db" not in said
    assert [path.name for path in bulk_files(source / "lien.xml").files] == ["lien.xml"]  # it was named itself
