"""Archives that suppliers really make come out whole."""

import gzip
import io
import shutil
import subprocess
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.finding import Level, Severity
from parsers.archives import reader
from parsers.archives.reader import ArchiveLimits, Finding
from tests.conftest import examples
from tests.parsers.archive.fabrique import INVOICES, codes, come_out, members, tar_of, tarred, tgz, zipped

GOOD = {
    "deflated zip": zipped(),
    "stored zip": zipped(method=zipfile.ZIP_STORED),
    "tar.gz": tgz(),
    "pax tar": tarred(),
    "gnu tar": tarred(kind=tarfile.GNU_FORMAT),
    "ustar": tarred(kind=tarfile.USTAR_FORMAT),
    "gzip in two parts": gzip.compress(tarred()[:1000]) + gzip.compress(tarred()[1000:]),
    "gzip padded with zeros": tgz() + bytes(512),
    "zip padded with zeros": zipped() + bytes(512),
}


@pytest.mark.parametrize("kind", GOOD)
def test_every_member_comes_out_in_order(kind: str) -> None:
    assert reader.recognises(GOOD[kind][: reader.HEAD])
    found = come_out(GOOD[kind])
    assert list(members(found).items()) == list(INVOICES.items())
    assert codes(found) == []


def test_a_zip_written_as_a_stream_with_sizes_after_the_data() -> None:
    class Pipe(io.RawIOBase):
        data = b""

        def writable(self) -> bool:
            return True

        def write(self, chunk: bytes) -> int:  # type: ignore[override]
            self.data += bytes(chunk)
            return len(chunk)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as made:  # type: ignore[arg-type]
        for name, content in INVOICES.items():
            made.writestr(name, content)
    assert members(come_out(pipe.data)) == INVOICES


def test_a_zip64_archive() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made, made.open("facture.xml", "w", force_zip64=True) as file:
        file.write(b"<a/>")
    assert members(come_out(out.getvalue())) == {"facture.xml": b"<a/>"}


def test_a_zip_of_more_than_65535_members() -> None:
    many = {f"{n}.xml": b"" for n in range(65_600)}
    found = come_out(zipped(many, zipfile.ZIP_STORED), ArchiveLimits(members=100_000))
    assert len(members(found)) == 65_600


def test_a_zip_with_a_comment_that_looks_like_an_end() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("facture.xml", b"<a/>")
        made.comment = b"PK\x05\x06" + b"x" * 40
    assert members(come_out(out.getvalue())) == {"facture.xml": b"<a/>"}


@pytest.mark.skipif(not shutil.which("zip"), reason="the program zip is not installed")
def test_what_the_zip_program_makes(tmp_path: Path) -> None:
    folder = tmp_path / "lot"
    folder.mkdir()
    for n in range(3):
        (folder / f"facture-é-{n}.xml").write_bytes(b"<a/>" * 500)
    subprocess.run(["zip", "-q", "-r", "lot.zip", "lot"], cwd=tmp_path, check=True)
    found = come_out((tmp_path / "lot.zip").read_bytes())
    assert sorted(members(found)) == [f"lot/facture-é-{n}.xml" for n in range(3)]
    assert codes(found) == ["ARC-30"]


@pytest.mark.skipif(not shutil.which("tar"), reason="the program tar is not installed")
@pytest.mark.parametrize("form", ["gnu", "ustar", "pax", "v7"])
def test_what_the_tar_program_makes(tmp_path: Path, form: str) -> None:
    long = "x" * 60
    (tmp_path / "lot").mkdir()
    name = f"lot/{long if form != 'v7' else 'x'}.xml"
    (tmp_path / name).write_bytes(b"<a/>" * 500)
    subprocess.run(["tar", f"--format={form}", "-czf", "lot.tgz", "-C", tmp_path, "./lot"], cwd=tmp_path, check=True)
    found = come_out((tmp_path / "lot.tgz").read_bytes())
    assert members(found) == {name: b"<a/>" * 500}
    assert codes(found) == ["ARC-30"], "the folders ./ and lot/ are named as left aside"


@pytest.mark.parametrize("kind", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_names_in_tar(kind: int) -> None:
    name = "dossier/" * 30 + "facture-é.xml"
    assert members(come_out(tarred({name: b"x"}, kind))) == {name: b"x"}


def test_one_invoice_gzipped_alone_takes_the_name_of_the_deposit() -> None:
    found = come_out(gzip.compress(b"<Invoice/>"), name="facture 12.xml.gz")
    assert members(found) == {"facture 12.xml": b"<Invoice/>"}


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("été.xml".encode(), "été.xml"),
        ("été.xml".encode("cp850"), "été.xml"),
        ("été.xml".encode("cp437"), "été.xml"),
        ("été.xml".encode("latin-1"), "été.xml"),
        ("reçu n° 4.xml".encode(), "reçu n° 4.xml"),
        ("e\u0301te\u0301.xml".encode(), "été.xml"),
    ],
)
def test_names_in_the_letters_of_every_system(raw: bytes, name: str) -> None:
    data = zipped({"N" * len(raw): b"x"}).replace(b"N" * len(raw), raw)
    assert members(come_out(data)) == {name: b"x"}
    info = tarfile.TarInfo(raw.decode("utf-8", "surrogateescape"))
    assert members(come_out(tar_of((info, b"x"), kind=tarfile.GNU_FORMAT))) == {name: b"x"}


def test_what_systems_leave_behind_is_left_aside_and_reported() -> None:
    junk = {"__MACOSX/._facture.xml": b"x", ".DS_Store": b"x", "lot/Thumbs.db": b"x", "lot/": b""}
    found = come_out(zipped({**junk, "lot/facture.xml": b"<a/>"}))
    assert members(found) == {"lot/facture.xml": b"<a/>"}
    (said,) = (piece for piece in found if isinstance(piece, Finding))
    assert (said.code, said.severity, said.level) == ("ARC-30", Severity.INFO, Level.DEPOT)
    assert "laissées de côté, 4 : " in said.message.fr
    assert ".DS_Store" in said.message.fr


def test_a_file_that_only_begins_with_a_dot_is_read() -> None:
    assert members(come_out(zipped({".facture.xml": b"<a/>"}))) == {".facture.xml": b"<a/>"}


def test_folders_named_with_backslashes_are_read_and_reported() -> None:
    found = come_out(zipped({"lot\\facture.xml": b"<a/>"}))
    assert members(found) == {"lot/facture.xml": b"<a/>"}
    assert codes(found) == ["ARC-31"]


@pytest.mark.parametrize("head", [b"", b"PK", b"%PDF-1.7", b"<?xml version='1.0'?>", b"\xef\xbb\xbf<a/>", bytes(512)])
def test_what_is_no_archive_is_not_taken_for_one(head: bytes) -> None:
    assert not reader.recognises(head)
    assert not reader.recognises((head + b" " * 600)[: reader.HEAD])


def test_no_document_of_others_is_taken_for_an_archive(corpus: Path) -> None:
    for path in corpus.rglob("*"):
        if path.suffix.lower() in (".xml", ".pdf"):
            with path.open("rb") as file:
                assert not reader.recognises(file.read(reader.HEAD)), path


@pytest.mark.parametrize("make", [zipped, tgz])
def test_only_one_member_is_in_memory(make: object, tmp_path: Path) -> None:
    content = bytes(range(256)) * 8192
    path = tmp_path / "lot"
    path.write_bytes(make({f"{n}.pdf": content + bytes([n]) for n in range(60)}))  # type: ignore[operator]
    tracemalloc.start()
    with path.open("rb") as file:
        count = sum(1 for _ in reader.unpack(file, "lot", ArchiveLimits(ratio=10**6)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 60
    assert peak < 5 * len(content), "60 members of 2 MB, never more than a few in memory"


names = st.text(alphabet="abcé -_.()0123456789", min_size=1, max_size=20).filter(lambda n: n.strip(". ") == n)


@given(st.dictionaries(names, st.binary(max_size=2000), min_size=1, max_size=8))
@settings(max_examples=examples(25), deadline=None)
def test_whatever_is_packed_comes_out_the_same(packed: dict[str, bytes]) -> None:
    for data in (zipped(packed), zipped(packed, zipfile.ZIP_STORED), tarred(packed), tgz(packed)):
        found = come_out(data)
        wanted = {n: c for n, c in packed.items() if not reader.recognises(c[: reader.HEAD])}
        assert members(found) == wanted
        assert codes(found) == ["ARC-23"] * (len(packed) - len(wanted))
