"""Families of hostile documents, each drawn from a source of chance: the same seed gives the same bytes."""

import gzip
import io
import tarfile
import warnings
import zipfile
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from random import Random

from bench.hostile import changes, pdf_objects, xml_trees
from domain.text import Text
from samples.invoices import bases
from samples.invoices.builder import build
from samples.layouts.page import pdf
from samples.layouts.scan import scanned
from samples.make import cases

type_file = tuple[str, bytes]
"""A name and its bytes."""


class Family(StrEnum):
    """What is attacked."""

    XML = "xml"
    PDF = "pdf"
    BYTES = "bytes"
    ARCHIVES = "archives"
    SIGNATURES = "signatures"
    OCR = "ocr"

    @property
    def text(self) -> Text:
        """In words."""
        return _WORDS[self]


_WORDS = {
    Family.XML: Text("XML : arbre et octets", "XML: tree and bytes"),
    Family.PDF: Text("PDF : objets et octets", "PDF: objects and bytes"),
    Family.BYTES: Text("octets sans format", "bytes of no format"),
    Family.ARCHIVES: Text("archives", "archives"),
    Family.SIGNATURES: Text("documents signés puis changés", "signed documents, changed"),
    Family.OCR: Text("pages en images", "pages as pictures"),
}
_HEADS = (
    b"%PDF-1.7\n", b"<?xml version='1.0'?>", b"\xff\xfe<\0", b"PK\x03\x04", b"\x1f\x8b\x08", b"\xff\xd8\xff\xe0",
    b"<CPPFactures>", b"0\x82", b"\xd0\xcf\x11\xe0", b"ftypheic", b"MIME-Version: 1.0\r\n", b"", b"\0" * 20,
    b"<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'>", b"JVBERi0xLjQK",
)  # fmt: skip
_NAMES = (
    "facture.xml", "../facture.xml", "/etc/facture.xml", "a" * 300 + ".xml", "", ".", "dossier/", "é\u202e.xml", "CON",
    "facture.xml\0.pdf", "x/../../y.pdf", "lot.zip", "facture.p7s", "Thumbs.db", "-rf", "\n.xml", "facture.pdf",
)  # fmt: skip


@cache
def _samples() -> Mapping[str, tuple[type_file, ...]]:
    """The samples of this project, by kind."""
    every = {folder: [(case.name, case.content) for case in found] for folder, found in cases().items()}
    plain = [one for folder in ("factures", "averties", "travaux", "a_completer") for one in every[folder]]
    return {
        "xml": tuple(one for one in plain if one[0].endswith(".xml")),
        "pdf": tuple(one for one in plain if one[0].endswith(".pdf")),
        "lots": tuple(every["lots"]),
        "signees": tuple(every["signees"]),
    }


def _xml(chance: Random) -> type_file:
    name, content = chance.choice(_samples()["xml"])
    if chance.random() < 0.7:
        content = xml_trees.changed(chance, content)
    if chance.random() < 0.5:
        content = changes.changed(chance, content)
    return name, content


def _pdf(chance: Random) -> type_file:
    name, content = chance.choice(_samples()["pdf"])
    if chance.random() < 0.7:
        content = pdf_objects.changed(chance, content)
    if chance.random() < 0.5:
        content = changes.changed(chance, content)
    return name, content


def _bytes(chance: Random) -> type_file:
    body = b"".join(
        chance.choice(_HEADS) + chance.randbytes(chance.choice([0, 10, 1000, 20_000]))
        for _ in range(chance.randrange(1, 5))
    )
    return f"inconnu.{chance.choice(['xml', 'pdf', 'zip', 'bin', 'p7m'])}", body


def _archive(chance: Random) -> type_file:
    if chance.random() < 0.3:
        name, content = chance.choice(_samples()["lots"])
        return name, changes.changed(chance, content)
    members = [
        (chance.choice(_NAMES), chance.choice((_xml, _pdf, _bytes))(chance)[1]) for _ in range(chance.randrange(5))
    ]
    if chance.random() < 0.5:
        name, content = "lot.zip", _zipped(chance, members)
    else:
        name, content = "lot.tar.gz", _tarred(chance, members)
    return name, changes.changed(chance, content) if chance.random() < 0.5 else content


def _zipped(chance: Random, members: list[type_file]) -> bytes:
    body = io.BytesIO()
    warnings.filterwarnings("ignore", "Duplicate name", UserWarning)
    with zipfile.ZipFile(body, "w", chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])) as lot:
        for name, content in members:
            facts = zipfile.ZipInfo(name or "x", (chance.choice([1980, 2026, 2107]), 1, 1, 0, 0, 0))
            facts.external_attr = chance.choice([0, 0o120777 << 16, 0o40755 << 16, 0o10644 << 16])
            lot.writestr(facts, content)
    return body.getvalue()


def _tarred(chance: Random, members: list[type_file]) -> bytes:
    body = io.BytesIO()
    kinds = (tarfile.REGTYPE,) * 4 + (
        tarfile.SYMTYPE,
        tarfile.LNKTYPE,
        tarfile.FIFOTYPE,
        tarfile.CHRTYPE,
        tarfile.DIRTYPE,
    )
    with tarfile.open(fileobj=body, mode="w") as lot:
        for name, content in members:
            facts = tarfile.TarInfo(name.replace("\0", "") or "x")
            facts.type, facts.size, facts.linkname = chance.choice(kinds), len(content), chance.choice(_NAMES[:4])
            facts.size = facts.size if facts.type == tarfile.REGTYPE else 0
            lot.addfile(facts, io.BytesIO(content) if facts.type == tarfile.REGTYPE else None)
    return gzip.compress(body.getvalue(), mtime=0)


def _signed(chance: Random) -> type_file:
    name, content = chance.choice(_samples()["signees"])
    return name, changes.changed(chance, content)


def _picture(chance: Random) -> type_file:
    page = pdf(build(bases.PAPETERIE), embedded=True)
    content = scanned(page, dpi=chance.choice([10, 40, 75, 110]))
    return "page.pdf", changes.changed(chance, content) if chance.random() < 0.6 else content


DRAWN: Mapping[Family, Callable[[Random], type_file]] = {
    Family.XML: _xml,
    Family.PDF: _pdf,
    Family.BYTES: _bytes,
    Family.ARCHIVES: _archive,
    Family.SIGNATURES: _signed,
    Family.OCR: _picture,
}
_SHARES = {
    Family.XML: 30, Family.PDF: 30, Family.BYTES: 10, Family.ARCHIVES: 15, Family.SIGNATURES: 14, Family.OCR: 1,
}  # fmt: skip
"""Percent of a campaign; a page as a picture takes seconds."""


def draw(seed: int, rank: int) -> tuple[Family, str, bytes]:
    """The document of this rank: its family, a name for it, its bytes."""
    chance = Random(f"{seed}-{rank}")  # noqa: S311 - reproducible, and no secret
    family = chance.choices(list(_SHARES), list(_SHARES.values()))[0]
    name, content = DRAWN[family](chance)
    return family, name, content
