"""The pivot of Chorus Pro as a file of a parcel, or the note that says why there is none."""

from dataclasses import dataclass, field
from datetime import date

from domain.deposit import DepositedInvoice
from domain.echeance import mise_a_disposition_moe
from domain.invoice import Invoice
from domain.text import Locale
from domain.travaux import is_travaux
from exporters import pivot
from exporters.pivot import limits
from exporters.pivot.attachments import Piece
from hub.runtime.station import Station


@dataclass(frozen=True, slots=True, kw_only=True)
class PivotInputs:
    """What goes into the pivot beside the data."""

    original: bytes = field(repr=False)
    pages: tuple[tuple[str, bytes], ...] = ()
    """Name and bytes of the page made for people."""
    later: tuple[tuple[str, bytes], ...] = ()
    """Those that came to complete the invoice."""
    signatures: tuple[tuple[str, bytes], ...] = ()
    """Those that sign the original."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PivotFile:
    """A file; ``suffix`` is added to the stem of the delivered invoice's name."""

    suffix: str
    content: bytes = field(repr=False)
    is_pivot: bool
    """When false: it is the note, and the original has to be delivered."""


def pivot_file(
    invoice: Invoice, deposited: DepositedInvoice, inputs: PivotInputs, moe_since: date | None, locale: Locale
) -> PivotFile:
    """The pivot of ``invoice``, or the note when the pivot cannot hold it."""
    if why := pivot.obstacles(invoice):
        return PivotFile(suffix=limits.SUFFIX, content=limits.note(why, locale), is_pivot=False)
    pieces = pieces_of(invoice, deposited, inputs)
    content = pivot.as_xml(invoice, deposited, pieces, completed=len(inputs.later), moe_since=moe_since)
    return PivotFile(suffix=pivot.SUFFIX, content=content, is_pivot=True)


def pieces_of(invoice: Invoice, deposited: DepositedInvoice, inputs: PivotInputs) -> tuple[Piece, ...]:
    """Every document of the invoice, the invoice itself first."""
    return (
        *pivot.pieces_of(invoice, deposited, inputs.original),
        *(pivot.signature(name, content) for name, content in inputs.signatures),
        *(pivot.lisible(name, page) for name, page in inputs.pages),
        *(pivot.complement(name, content) for name, content in inputs.later),
    )


def moe_since(station: Station, invoice: DepositedInvoice) -> date | None:
    """The day the MOE first had one of the works pieces before this one in its dossier; ``None``: no such piece."""
    if not is_travaux(invoice.values.get("cadre_facturation")) or not invoice.dossier:
        return None
    dossiers = station.ledger.follow_up.dossiers(invoice.dossier)
    mine = next((each for each in dossiers if each.id == invoice.dossier_id), None)
    return mise_a_disposition_moe(mine, before=invoice.id) if mine else None
