"""Archives that are broken, hostile or too much: a clear reason, never a crash, never half a lot."""

import gzip
import io
import stat
import struct
import tarfile
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.finding import Level, Pack, Severity
from parsers.archives import reader
from parsers.archives.reader import RULES, ArchiveLimits, Finding, Member, MemberFinding
from tests.conftest import examples
from tests.parsers.archive.fabrique import INVOICES, codes, come_out, encrypted, members, tar_of, tarred, tgz, zipped

GOOD = {"good.xml": b"<good/>"}


def with_info(name: str, content: bytes, **facts: int) -> bytes:
    """A ZIP of one special entry and one good one."""
    out = io.BytesIO()
    info = zipfile.ZipInfo(name)
    for fact, value in facts.items():
        setattr(info, fact, value)
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(info, content)
        made.writestr(zipfile.ZipInfo("good.xml"), GOOD["good.xml"])
    return out.getvalue()


def special(name: str, kind: bytes) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, "/etc/passwd"
    return info, b""


@pytest.mark.parametrize("make", [zipped, tarred, tgz])
@pytest.mark.parametrize(
    "name",
    [
        "../facture.xml",
        "a/../../facture.xml",
        "a/..",
        "..\\facture.xml",
        "/etc/facture.xml",
        "\\\\serveur\\facture.xml",
        "C:\\facture.xml",
        "c:facture.xml",
        "facture\n.xml",
        "facture\x1b[31m.xml",
        "facture\u202elmx.pdf",
        "x" * 600,
        ".",
    ],
)
def test_an_unsafe_name_refuses_that_member_alone(make: object, name: str) -> None:
    found = come_out(make({name: b"<bad/>", **GOOD}))  # type: ignore[operator]
    assert members(found) == GOOD
    (finding,) = (piece for piece in found if isinstance(piece, MemberFinding))
    assert (finding.code, finding.level, finding.severity) == ("ARC-20", Level.FACTURE, Severity.FATAL)
    assert finding.member == name
    assert "\x1b" not in finding.message.fr and "\n" not in finding.message.fr


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_in_zip(kind: int) -> None:
    found = come_out(with_info("lien.xml", b"/etc/passwd", external_attr=(kind | 0o777) << 16, create_system=3))
    assert members(found) == GOOD
    assert codes(found) == ["ARC-21"]


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, b"Q"]
)
@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_links_and_devices_in_tar(kind: bytes, form: int) -> None:
    data = tar_of(special("lien.xml", kind), (tarfile.TarInfo("good.xml"), GOOD["good.xml"]), kind=form)
    found = come_out(data)
    assert members(found) == GOOD
    assert codes(found) == ["ARC-21"]


def test_a_pipe_without_content_is_refused_alone() -> None:
    found = come_out(with_info("tuyau.xml", b"", external_attr=(stat.S_IFIFO | 0o600) << 16, create_system=3))
    assert members(found) == GOOD
    assert codes(found) == ["ARC-21"]


def test_a_folder_with_a_content_is_not_left_aside() -> None:
    assert codes(come_out(with_info("dossier/", b"<Invoice/>"))) == ["ARC-21"]


@pytest.mark.parametrize("make", ["zip", "tar"])
def test_two_members_of_one_name_are_both_refused(make: str) -> None:
    if make == "zip":
        out = io.BytesIO()
        with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as made:
            warnings.simplefilter("ignore")
            made.writestr("a.xml", b"<one/>")
            made.writestr("./a.xml", b"<two/>")
            made.writestr("good.xml", GOOD["good.xml"])
        data = out.getvalue()
    else:
        both = [(tarfile.TarInfo(name), b"<a/>") for name in ("a.xml", "a.xml")]
        data = tar_of(*both, (tarfile.TarInfo("good.xml"), GOOD["good.xml"]))
    found = come_out(data)
    assert members(found) == GOOD
    assert codes(found) == ["ARC-22", "ARC-22"]


@pytest.mark.parametrize(
    "inner", [zipped(), tgz(), tarred(), b"7z\xbc\xaf\x27\x1c" + bytes(50), gzip.compress(b"x", mtime=0)]
)
@pytest.mark.parametrize("make", [zipped, tgz])
def test_an_archive_in_the_archive_is_not_opened(make: object, inner: bytes) -> None:
    found = come_out(make({"lot.zip": inner, **GOOD}))  # type: ignore[operator]
    assert members(found) == GOOD
    assert codes(found) == ["ARC-23"]
    assert codes(come_out(gzip.compress(zipped()))) == ["ARC-23"]


def test_forty_two_zip() -> None:
    data = zipped({f"{n}.xml": bytes(100_000) for n in range(16)})
    for _ in range(3):
        data = zipped({f"lib {n}.zip": data for n in range(16)})
    assert codes(come_out(data)) == ["ARC-23"] * 16


def test_a_bomb_is_refused_before_unpacking() -> None:
    huge = bytes(60 * 2**20)
    for data in (zipped({"a.xml": huge}), tgz({"a.xml": huge}), gzip.compress(huge)):
        assert len(data) < 100_000
        assert codes(come_out(data)) == ["ARC-05"]
    assert codes(come_out(tgz({"a.xml": huge}), ArchiveLimits(total_bytes=2**20))) == ["ARC-04"]
    spread = {f"{n}.xml": bytes(2**20) for n in range(9)}
    assert codes(come_out(zipped(spread), ArchiveLimits(total_bytes=8 * 2**20, ratio=2000))) == ["ARC-04"]


def test_a_member_that_lies_about_its_size_is_cut_at_what_it_announced() -> None:
    data = bytearray(zipped({"a.xml": bytes(50 * 2**20), **GOOD}))
    central = data.index(b"PK\x01\x02")
    data[22:26] = data[central + 24 : central + 28] = struct.pack("<L", 1000)
    found = come_out(bytes(data))
    assert members(found) == GOOD
    assert codes(found) == ["ARC-24"]


def test_entries_that_share_their_bytes_are_refused() -> None:
    data = bytearray(zipped({"a.xml": b"x" * 100, "b.xml": b"x" * 100}, zipfile.ZIP_STORED))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[second + 42 : second + 46] = struct.pack("<L", 0)
    assert codes(come_out(bytes(data))) == ["ARC-10"]


def test_archives_joined_end_to_end_are_refused_not_half_read() -> None:
    first, second = {"a.xml": b"<a/>"}, {"b.xml": b"<b/>"}
    for make in (zipped, tarred, tgz):
        assert codes(come_out(make(first) + make(second))) == ["ARC-10"]
    cut = zipped({"c.xml": b"<c/>" * 100})
    assert codes(come_out(zipped(first) + cut[:60])) == ["ARC-10"]


def test_an_entry_that_the_table_does_not_name_is_noticed() -> None:
    data = zipped({"a.xml": b"<a/>", "b.xml": b"<b/>", "c.xml": b"<c/>"}, zipfile.ZIP_STORED)
    start = data.index(b"PK\x01\x02")
    lines = data[start : data.index(b"PK\x05\x06")].split(b"PK\x01\x02")[1:]
    for left_out in range(3):
        table = b"".join(b"PK\x01\x02" + line for rank, line in enumerate(lines) if rank != left_out)
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(table), start, 0)
        assert codes(come_out(data[:start] + table + end)) == ["ARC-10"]


def test_a_name_that_only_the_table_calls_a_system_file_is_not_left_aside() -> None:
    data = zipped({"aafacture.xml": b"<a/>", **GOOD})
    table = data.index(b"PK\x01\x02")
    found = come_out(data[:table] + data[table:].replace(b"aafacture", b"._facture"))
    assert members(found) == GOOD
    assert codes(found) == ["ARC-24"]


def test_an_encrypted_zip_is_refused_whole_and_one_encrypted_member_alone() -> None:
    assert codes(come_out(encrypted(zipped(GOOD), b"good.xml"))) == ["ARC-09"]
    both = encrypted(encrypted(zipped({"a.xml": b"<a/>", **GOOD}), b"a.xml"), b"good.xml")
    assert codes(come_out(both)) == ["ARC-09"]
    for rank in range(3):
        others = {f"{n}.xml": b"<facture/>" for n in range(3) if n != rank}
        found = come_out(encrypted(zipped({f"{n}.xml": b"<facture/>" for n in range(3)}), b"%d.xml" % rank))
        assert members(found) == others
        (refused,) = (one for one in found if isinstance(one, MemberFinding))
        assert (refused.code, refused.member) == ("ARC-27", f"{rank}.xml")


@pytest.mark.parametrize("make", [zipped, tarred, tgz])
def test_a_member_that_is_too_large_is_refused_alone(make: Callable[[dict[str, bytes]], bytes]) -> None:
    data = make({"first.xml": b"<a/>", "large.xml": bytes(range(256)) * 4, "last.xml": b"<b/>"})
    found = come_out(data, ArchiveLimits(member_bytes=1000))
    assert members(found) == {"first.xml": b"<a/>", "last.xml": b"<b/>"}
    (refused,) = (one for one in found if isinstance(one, MemberFinding))
    assert (refused.code, refused.member, refused.level) == ("ARC-26", "large.xml", Level.FACTURE)
    assert codes(come_out(data, ArchiveLimits(member_bytes=1024))) == []
    assert codes(come_out(data, ArchiveLimits(member_bytes=3))) == ["ARC-03"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_compressions_refuse_the_member(method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.xml", b"<a/>", method)
        made.writestr("good.xml", GOOD["good.xml"])
    found = come_out(out.getvalue())
    assert members(found) == GOOD
    assert codes(found) == ["ARC-25"]


def test_a_wrong_checksum_refuses_the_member_of_a_zip_and_the_whole_of_a_tar_gz() -> None:
    data = zipped({"a.xml": b"<aaaaaaaa/>", **GOOD}, zipfile.ZIP_STORED)
    found = come_out(data.replace(b"<aaaaaaaa/>", b"<aaaabaaa/>"))
    assert members(found) == GOOD
    assert codes(found) == ["ARC-24"]
    packed = bytearray(tgz())
    packed[-6] ^= 1
    assert codes(come_out(bytes(packed))) == ["ARC-07"]


def test_too_much() -> None:
    assert codes(come_out(zipped(), ArchiveLimits(archive_bytes=100))) == ["ARC-01"]
    for data in (zipped(), tarred(), tgz()):
        assert codes(come_out(data, ArchiveLimits(members=2))) == ["ARC-02"]
        assert codes(come_out(data, ArchiveLimits(total_bytes=2000))) == ["ARC-04"]
        assert codes(come_out(data, ArchiveLimits(members=3))) == []
    assert codes(come_out(gzip.compress(bytes(range(256)) * 8), ArchiveLimits(member_bytes=1000))) == ["ARC-03"]


def test_a_hundred_thousand_members_are_counted_and_refused() -> None:
    many = {f"{n}.xml": b"" for n in range(100_000)}
    for data in (zipped(many, zipfile.ZIP_STORED), gzip.compress(tarred(many, tarfile.USTAR_FORMAT), 1)):
        (finding,) = come_out(data)
        assert isinstance(finding, Finding)
        assert finding.code == "ARC-02"
        assert finding.message.fr == "L'archive contient 100000 fichiers ; le maximum est 500."


@pytest.mark.parametrize("data", [zipped({}), zipped({"dossier/": b""}), tarred({".DS_Store": b"x"})])
def test_an_archive_without_invoices(data: bytes) -> None:
    assert codes(come_out(data)) == ["ARC-11"]


@pytest.mark.parametrize(
    ("head", "kind"),
    [(b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a\x07\x01\x00", "RAR"), (b"BZh91AY", "BZIP2"), (b"\xfd7zXZ\x00", "XZ")],
)
def test_other_kinds_of_archives_are_named_and_refused(head: bytes, kind: str) -> None:
    assert reader.recognises(head)
    (finding,) = come_out(head + bytes(100))
    assert isinstance(finding, Finding)
    assert finding.code == "ARC-08"
    assert kind in finding.message.fr


def test_office_documents_are_not_lots() -> None:
    assert codes(come_out(zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}))) == ["ARC-12"]
    assert codes(come_out(zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "a.xml": b""}))) == ["ARC-12"]


def test_a_volume_of_several() -> None:
    data = bytearray(zipped())
    end = data.rindex(b"PK\x05\x06")
    data[end + 4] = 2
    assert codes(come_out(bytes(data))) == ["ARC-13"]


def test_damaged_headers_of_tar() -> None:
    negative = tarfile.TarInfo("a.xml")
    block = bytearray(negative.tobuf(tarfile.GNU_FORMAT))
    block[124:136] = b"\xff" * 12
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    assert codes(come_out(bytes(block) + bytes(1024))) == ["ARC-07"]
    middle = bytearray(tarred())
    middle[middle.index(b"lot/facture-2.pdf")] ^= 1
    assert codes(come_out(bytes(middle))) == ["ARC-07"], "the standard library would stop there without a word"


@pytest.mark.parametrize("records", [b"9999 path=x\n", b"0 path=x\n", b"x path=y\n", b"12 size=9e9\n", b"8 path\n\n"])
def test_damaged_extended_headers_of_tar(records: bytes) -> None:
    info = tarfile.TarInfo("pax")
    info.type = tarfile.XHDTYPE
    data = tar_of((info, records), (tarfile.TarInfo("good.xml"), GOOD["good.xml"]), kind=tarfile.USTAR_FORMAT)
    assert codes(come_out(data)) == ["ARC-07"]


@pytest.mark.parametrize("data", [zipped(), tarred(), tgz(), gzip.compress(b"<Invoice/>" * 50, mtime=0)])
def test_an_archive_cut_anywhere_gives_no_member(data: bytes) -> None:
    whole = data.rstrip(b"\0")
    for cut in range(1, len(whole), 7):
        if reader.recognises(data[:cut][: reader.HEAD]):
            found = come_out(data[:cut])
            # Without its two closing blocks, only the very end of a plain archive may be dispensed with.
            assert not members(found), cut
            assert codes(found)[0] in {"ARC-05", "ARC-06", "ARC-07", "ARC-10"}, cut


def test_the_label_of_a_tar_is_no_member() -> None:
    label = tarfile.TarInfo("FACTURES DE NOVEMBRE")
    label.type = b"V"
    found = come_out(tar_of((label, b""), (tarfile.TarInfo("good.xml"), GOOD["good.xml"])))
    assert (codes(found), members(found)) == ([], GOOD)


@pytest.mark.parametrize("start", [2**64 - 1, 2**63, 2**62, 10**6])
def test_an_entry_of_a_zip64_that_begins_nowhere_is_refused_on_a_disk_too(tmp_path: Path, start: int) -> None:
    """No file can be positioned so far; memory can, up to 2**63."""
    plain = zipped({"a.xml": b"<a/>"})
    at, end = plain.index(b"PK\x01\x02"), plain.index(b"PK\x05\x06")
    entry = bytearray(plain[at:end])
    entry[42:46] = b"\xff" * 4
    entry += struct.pack("<HHQ", 1, 8, start)
    entry[30:32] = struct.pack("<H", 12)
    closing = bytearray(plain[end:])
    closing[12:16] = struct.pack("<L", len(entry))
    (tmp_path / "lot.zip").write_bytes(plain[:at] + entry + closing)
    with (tmp_path / "lot.zip").open("rb") as file:
        assert codes(list(reader.unpack(file, "lot.zip"))) == ["ARC-10"]


TRUTH = set(INVOICES.values())


@given(data=st.data())
@settings(max_examples=examples(130), deadline=None)
def test_flipped_bytes_never_crash_and_never_give_a_wrong_content(data: st.DataObject) -> None:
    good = data.draw(st.sampled_from([zipped(), zipped(method=zipfile.ZIP_STORED), tgz()]))
    damaged = bytearray(good)
    for _ in range(data.draw(st.integers(1, 3))):
        damaged[data.draw(st.integers(0, len(good) - 1))] ^= data.draw(st.integers(1, 255))
    if data.draw(st.booleans()):
        del damaged[data.draw(st.integers(1, len(good))) :]
    found = come_out(bytes(damaged))
    assert {piece.content for piece in found if isinstance(piece, Member)} <= TRUTH
    refused = sum(isinstance(piece, MemberFinding) for piece in found)
    irrecevable = any(c < "ARC-20" for c in codes(found))
    assert irrecevable or len(members(found)) + refused == len(INVOICES), "no invoice is lost in silence"


@given(st.binary(max_size=3000), st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"", tarred()[:512]]))
@settings(max_examples=examples(100), deadline=None)
def test_any_bytes_are_answered(tail: bytes, head: bytes) -> None:
    assert come_out(head + tail)


@given(st.binary(max_size=2000))
@settings(max_examples=examples(40), deadline=None)
def test_any_bytes_in_a_sound_gzip_are_answered(inside: bytes) -> None:
    assert come_out(gzip.compress(tarred()[:512] + inside))


def test_the_checksum_of_a_gzip_is_asked_before_any_member() -> None:
    tar = tarred()
    engine = zlib.compressobj(wbits=31)
    data = engine.compress(tar) + engine.flush(zlib.Z_FULL_FLUSH)
    assert codes(come_out(data)) == ["ARC-06"], "all members are there, the end is not"


def test_rules_are_stable_and_bilingual() -> None:
    assert [rule.code for rule in RULES] == [
        *(f"ARC-{n:02d}" for n in range(1, 14)),
        *(f"ARC-{n:02d}" for n in range(20, 28)),
        "ARC-30",
        "ARC-31",
        "ARC-32",
    ]
    for rule in RULES:
        assert rule.pack is Pack.LECTURE
        assert all((*rule.message, *rule.remedy, rule.source))
        assert rule.message.fr != rule.message.en
