"""What archivers really write: ZIP64 ends with true values, members read from pipes, sparse files of GNU tar."""

import io
import os
import stat
import struct
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import require
from tests.parsers.archive.fabrique import INVOICES, codes, come_out, members, zipped

END, END_64, LOCATOR = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"


def always_64(data: bytes, *, own: bytes = b"", **changes: int) -> bytes:
    """A ZIP with ZIP64 end records beside its plain one, which keeps its true values; ``changes`` are to the former."""
    at = data.rindex(END)
    *_, count, length, start, _ = struct.unpack("<4s4H2LH", data[at : at + 22])
    said = {"count": count, "length": length, "start": start, "disk": 0, **changes}
    wide = struct.pack(
        "<4sQ2H2L4Q",
        END_64,
        44 + len(own),
        45,
        45,
        said["disk"],
        0,
        said["count"],
        said["count"],
        said["length"],
        said["start"],
    )
    return data[:at] + wide + own + struct.pack("<4sLQL", LOCATOR, 0, at, 1) + data[at:]


def test_zip64_ends_with_true_values_change_nothing() -> None:
    found = come_out(always_64(zipped()))
    assert members(found) == INVOICES
    assert codes(found) == []


def test_a_zip64_end_may_have_data_of_its_own() -> None:
    assert members(come_out(always_64(zipped(), own=b"\1\0\4\0data"))) == INVOICES


@pytest.mark.parametrize("what", ["count", "length", "start"])
def test_two_ends_that_contradict_each_other_are_refused(what: str) -> None:
    found = come_out(always_64(zipped(), **{what: 1}))
    assert members(found) == {}
    assert codes(found)[0] in {"ARC-07", "ARC-10"}


def test_bytes_between_the_ends_are_noticed() -> None:
    data = always_64(zipped())
    at = data.rindex(LOCATOR)
    found = come_out(data[:at] + zipped({"cachee.xml": b"<Invoice/>"})[:60] + data[at:])
    assert members(found) == {}


def test_a_zip64_end_before_a_plain_one_of_all_bits_set() -> None:
    data = bytearray(always_64(zipped()))
    at = data.rindex(END)
    data[at + 8 : at + 20] = b"\xff" * 12
    assert members(come_out(bytes(data))) == INVOICES


# --- pipes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_content_read_from_a_pipe_is_a_file(method: int) -> None:
    out = io.BytesIO()
    info = zipfile.ZipInfo("facture.xml")
    info.external_attr, info.create_system = (stat.S_IFIFO | 0o644) << 16, 3
    with zipfile.ZipFile(out, "w", method) as made:
        made.writestr(info, INVOICES["facture-1.xml"], method)
    found = come_out(out.getvalue())
    assert members(found) == {"facture.xml": INVOICES["facture-1.xml"]}
    assert codes(found) == []


@pytest.mark.parametrize("to_pipe", [False, True])
@pytest.mark.parametrize("from_fifo", [False, True])
def test_the_zip_program_fed_by_a_pipe(tmp_path: Path, from_fifo: bool, to_pipe: bool) -> None:
    program = str(require("zip", "/usr/bin/zip"))
    (tmp_path / "f.xml").write_bytes(INVOICES["facture-1.xml"])
    source = "f.xml |" if not from_fifo else "f.xml > p.xml &"
    if from_fifo:
        os.mkfifo(tmp_path / "p.xml")
    name = "-FI lot.zip p.xml" if from_fifo else "lot.zip -"
    command = f"cat {source} {program} -q {name.replace('lot.zip', '-') if to_pipe else name}"
    subprocess.run(["sh", "-c", f"{command} | cat > lot.zip" if to_pipe else command], cwd=tmp_path, check=True)
    found = come_out((tmp_path / "lot.zip").read_bytes())
    assert list(members(found).values()) == [INVOICES["facture-1.xml"]]
    assert codes(found) == []


# --- sparse files -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["oldgnu", "gnu", "posix"])
@pytest.mark.parametrize("holes", [1, 9, 60])
def test_a_sparse_file_of_gnu_tar_is_refused_alone(tmp_path: Path, form: str, holes: int) -> None:
    """Many holes make a map that goes on in blocks of its own after the header."""
    program = require("tar", "/usr/bin/tar", "/bin/tar")
    for name, content in (("a.xml", b"<a/>"), ("z.xml", b"<z/>" * 300)):
        (tmp_path / name).write_bytes(content)
    with (tmp_path / "trou.bin").open("wb") as file:
        for hole in range(holes):
            file.seek(hole * 200_000 + 100_000)
            file.write(b"fin")
    names = ["a.xml", "trou.bin", "z.xml"]
    subprocess.run([program, f"--format={form}", "-S", "-cf", "lot.tar", *names], cwd=tmp_path, check=True)
    data = (tmp_path / "lot.tar").read_bytes()
    with tarfile.open(fileobj=io.BytesIO(data)) as made:
        if not any(one.issparse() for one in made):
            pytest.skip("this file system keeps no holes")
    found = come_out(data, name="lot.tar")
    assert members(found) == {"a.xml": b"<a/>", "z.xml": b"<z/>" * 300}
    assert codes(found) == ["ARC-21"]
    assert "trou.bin" in next(piece.message.fr for piece in found if not hasattr(piece, "content"))
