"""The documents of an invoice as *pièces justificatives*: identifier, name, description, compressed content.

Source: ``Class_PJ.xsd`` and ``Simple_Type.xsd`` of the schemas PES V2 4.71 (DGFiP): ``IdUnique`` of 50 letters and
digits, ``NomPJ`` of 100 characters that end in an extension of 2 to 4, ``Description`` of 250, ``Fichier`` gzip then
base64.
"""

import gzip
import hashlib
import re
from base64 import b32encode
from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.deposit import DepositedInvoice
from domain.file_types import types_of
from domain.pes import id_unique
from exporters.common import file_names
from exporters.common.number_formats import day, one_line
from exporters.pivot.attachments import Piece

NAME, DESCRIPTION = 100, 250
"""Characters at most."""
_NAMED = re.compile(r".+\.[A-Za-z0-9]{2,4}").fullmatch
_PACKED = frozenset("pdf zip gz gzip tgz bz2 png jpg jpeg docx xlsx pptx odt ods odp".split())
"""Extensions of files that compressing well does not make much smaller."""
_ENDINGS = {
    types_of(ending)[0]: ending for ending in ("pdf", "xml", "jpg", "png", "tiff", "csv", "txt", "xlsx", "docx")
}
"""Extension of each type that attachments of invoices have."""
_ADDED = 5
_DIGITS = 8
"""Of what tells the other pieces of an invoice from the first: 40 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PesPiece:
    """One ``PJ``; the same document of the same invoice is always the same."""

    id_unique: str
    name: str
    description: str
    mime: str
    content: bytes = field(repr=False)
    """As it came."""
    packed: bytes = field(repr=False)
    """In gzip."""


def pes_pieces(deposited: DepositedInvoice, pieces: Sequence[Piece]) -> tuple[PesPiece, ...]:
    """``pieces`` as the accountant receives them, the invoice itself first; a document that is there twice comes once.

    The invoice has the identifier of :func:`domain.pes.id_unique`; the others have it too, and 8 characters after it.
    """
    mark = id_unique(deposited.certificate or "")
    found: dict[str, PesPiece] = {}
    for rank, piece in enumerate(pieces):
        name = _name(piece)
        own = mark if rank == 0 else mark + _digest(name, piece.content)
        found.setdefault(own, _piece(deposited, piece, own, name, main=rank == 0))
    return tuple(found.values())


def _piece(deposited: DepositedInvoice, piece: Piece, own: str, name: str, *, main: bool) -> PesPiece:
    ending = name.rpartition(".")[2].lower()
    return PesPiece(
        id_unique=own,
        name=name,
        description=_description(deposited, piece, name, main=main),
        mime="".join((piece.mime or types_of(ending)[0]).split()) or types_of("")[0],
        content=piece.content,
        packed=gzip.compress(piece.content, compresslevel=1 if ending in _PACKED else 6, mtime=0),
    )


def _name(piece: Piece) -> str:
    """A safe name whose extension the schema takes; after another extension, or none, that of its type is added."""
    safe = file_names.original_name(piece.name, NAME - _ADDED)
    return safe if _NAMED(safe) else f"{safe}.{_ENDINGS.get(piece.mime or '', 'bin')}"


def _digest(name: str, content: bytes) -> str:
    digest = hashlib.sha256(f"{name}\n".encode() + hashlib.sha256(content).digest()).digest()
    return b32encode(digest).decode()[:_DIGITS]


def _description(deposited: DepositedInvoice, piece: Piece, name: str, *, main: bool) -> str:
    """``Facture n° 2026-014 du 11/03/2026 – PAPETERIE EXEMPLE``; what another piece is comes before it."""
    values = deposited.values
    dated = day(values.get("date_facture") or "")
    parts = (f"Facture n° {values.get('numero_facture') or ''}", f"du {dated}" if dated else "")
    invoice = " – ".join(filter(None, (" ".join(filter(None, parts)), values.get("nom_fournisseur"))))
    what = "" if main else piece.category or name
    return one_line(f"{what} – {invoice}" if what else invoice)[:DESCRIPTION].strip()
