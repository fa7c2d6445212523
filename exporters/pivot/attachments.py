"""``PJ`` of the pivot: the deposited document, its attachments, later complements.

Source: DSE 1.0 section 4.1.1.2: the invoice itself first (type 01), then the complements (02), a page to read among
them. In the formats of Chorus Pro the invoice is the document they carry as such, and the flux around it a complement.
"""

import io
import zipfile
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from domain.deposit import DepositedInvoice
from domain.document import Format
from domain.file_types import types_of
from domain.invoice import Attachment, Invoice
from exporters.common import file_names
from exporters.common.xml_elements import group, put, sound

FACTURE, COMPLEMENT = "01", "02"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every member: the same documents give the same bytes."""
_LONGEST = 50
_PACKED = frozenset("zip gz gzip tgz bz2 png jpg jpeg docx xlsx pptx odt ods odp".split())
"""Extensions of files that are compressed already."""
_LARGE = 2**20
"""Bytes above which compressing well takes too long."""
_FLUX = frozenset({Format.CPP_MIXTE, Format.CPP_PIVOT})
_LABELS = frozenset({"facture", "pièce complémentaire"})
"""Descriptions that only repeat the type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One document inside; ``name`` is that given by its author."""

    name: str
    content: bytes = field(repr=False)
    mime: str | None = None
    kind: str = COMPLEMENT
    category: str | None = None


def pieces_of(invoice: Invoice, deposited: DepositedInvoice, original: bytes) -> tuple[Piece, ...]:
    """The document ``original`` and everything attached to it, the readable invoice first."""
    carried = tuple(_carried(invoice.attachments))
    own = tuple(piece for piece in carried if piece.kind == FACTURE) if deposited.format in _FLUX else ()
    others = tuple(piece for piece in carried if piece not in own)
    name = _original_name(deposited)
    if own:
        return (*own, *others, Piece(name=name, content=original, category="Flux d'origine"))
    return (Piece(name=name, content=original, kind=FACTURE), *others)


def lisible(name: str, page: bytes) -> Piece:
    """The page made for an invoice that has none."""
    return Piece(name=name, content=page, category="Lisible")


def signature(name: str, content: bytes) -> Piece:
    """A detached signature deposited beside the document."""
    return Piece(name=name.rpartition("/")[2], content=content, category="Signature")


def complement(name: str, content: bytes) -> Piece:
    """What the supplier sent later to complete the invoice."""
    return Piece(name=name, content=content, category="Complément")


def write(unit: Element, pieces: Sequence[Piece]) -> None:
    """Writes an element for each piece, under a unique name."""
    taken: set[str] = set()
    for rank, piece in enumerate(pieces, start=1):
        name = _unique(file_names.attachment_name(Attachment(filename=piece.name)), taken)
        element = group(unit, "PJ", {"NumOrdre": str(rank)})
        group(element, "Contenu").text = b64encode(_zipped(name, piece.content)).decode("ascii")
        put(element, "NomPJ", name)
        if piece.name != name and len(piece.name) <= _LONGEST and piece.kind != FACTURE:
            put(element, "NomPJOrigine", piece.name)
        put(element, "CategoriePJ", (piece.category or "")[:_LONGEST])
        put(element, "TypePJ", piece.kind)
        group(element, "MimeTypePJ").text = sound(piece.mime or types_of(_ending(name))[0])


def _carried(attachments: Sequence[Attachment]) -> Iterator[Piece]:
    for each in attachments:
        if each.content is not None:
            category = each.description
            yield Piece(
                name=each.filename or each.reference or "",
                content=each.content,
                mime=each.mime,
                kind=FACTURE if each.kind == FACTURE else COMPLEMENT,
                category=None if category in _LABELS else category,
            )


def _original_name(deposited: DepositedInvoice) -> str:
    """The file's own name, under the extension of what it is."""
    path = (deposited.member or deposited.deposit_name).partition("#")[0] or deposited.deposit_name
    name, ending = path.rpartition("/")[2], file_names.EXTENSIONS.get(deposited.format, "")
    return name if name.lower().endswith(ending) else name + ending


def _unique(name: str, taken: set[str]) -> str:
    stem, dot, suffix = name.rpartition(".")
    stem, ending = (stem, dot + suffix) if stem else (name, "")
    rank, found = 1, name
    while found.casefold() in taken:
        rank += 1
        mark = f"~{rank}{ending}"
        found = stem[: _LONGEST - len(mark)] + mark
    taken.add(found.casefold())
    return found


def _zipped(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    member = zipfile.ZipInfo(name, _EPOCH)
    member.external_attr = 0o644 << 16
    member.compress_type = zipfile.ZIP_STORED if _ending(name) in _PACKED else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(member, content, compresslevel=1 if len(content) > _LARGE else 6)
    return packed.getvalue()


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
