"""Attachments that harm: what a zip hides is found, and an ordinary zip is left in peace."""

import io
import zipfile

import pytest

from domain.invoice import Attachment
from tests.validators.cases import CONTEXT, attached, zipped
from validators import check

PROGRAM = b"MZ" + bytes(58) + b"\x40\0\0\0PE\0\0" + bytes(64)


def codes(name: str, content: bytes) -> list[str]:
    one = attached(Attachment(reference="1", filename=name, content=content))
    return [finding.code for finding in check(one, CONTEXT, ()) if finding.code in ("PJ-11", "PJ-14")]


def test_a_program_in_a_zip_is_found_behind_a_file_nobody_can_read() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("secret.txt", b"chiffre")
        archive.writestr("dossier/bordereau.pdf", PROGRAM)
    content = bytearray(packed.getvalue())
    content[content.index(b"PK\x01\x02") + 8] |= 1  # the first one asks for a password
    assert codes("pieces.zip", bytes(content)) == ["PJ-11"]


@pytest.mark.parametrize("name", ["plans.zip", "note.docx"])
def test_an_ordinary_zip_passes(name: str) -> None:
    assert codes(name, zipped("word/document.xml", b"<a>MZ</a>")) == []


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04", b"PK\x03\x04" + bytes(100), zipped("a.txt", b"abc")[:-30]],
    ids=["signature", "zeros", "cut"],
)
def test_a_damaged_zip_is_no_danger(content: bytes) -> None:
    assert codes("plans.zip", content) == []
