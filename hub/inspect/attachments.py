"""What an invoice carries: its attachments, read again from its bytes in a worker, under safe names."""

from dataclasses import dataclass, field
from functools import partial

import parsers
from domain.deposit import DepositedInvoice
from domain.errors import NavetteError
from domain.invoice import Attachment, Invoice
from exporters.common import file_names
from hub.context.terms import Terms, context_of
from hub.decide import unreadable_files
from hub.decide.chunks import store_at
from hub.runtime.loss import Loss
from hub.runtime.station import Station
from hub.runtime.unexpected import as_fault
from ledger import MarkedStore


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedFile:
    """An attachment of an invoice."""

    rank: int
    """From 1, in the invoice's order."""
    name: str
    """A safe name (:func:`exporters.common.file_names.attachment_name`)."""
    description: str
    size: int | None
    """Bytes; ``None``: the invoice only says where it is, which is never followed."""
    content: bytes = field(default=b"", repr=False)
    """Of the one that was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    invoice: DepositedInvoice
    store: MarkedStore
    terms: Terms
    rank: int | None


_Answer = tuple[CarriedFile, ...] | NavetteError


def carried_by(station: Station, invoice: DepositedInvoice, rank: int | None = None) -> tuple[CarriedFile, ...]:
    """The attachments of the invoice; that of ``rank`` with its bytes. Read within the budgets of a night.

    Raises what keeps it from being read: :class:`domain.errors.NavetteError`.
    """
    wanted = _Wanted(invoice=invoice, store=station.store.place, terms=station.terms(None), rank=rank)
    if station.pool is None:
        (answer,) = _read_all((wanted,))
    else:
        (answer,) = station.pool.map(_read_all, [wanted], 1, partial(_lost, invoice.deposit_name))
    if isinstance(answer, NavetteError):
        raise answer
    return answer


def _read_all(wanted: tuple[_Wanted, ...]) -> list[_Answer]:
    return [_read(each) for each in wanted]


def _read(wanted: _Wanted) -> _Answer:
    try:
        content = store_at(wanted.store).get(wanted.invoice.location)
        options = context_of(wanted.terms).reading_options
        read = parsers.read(content, reading_options=options).invoice or Invoice()
        found = enumerate(read.attachments, start=1)
        return tuple(_carried(rank, each, is_asked=rank == wanted.rank) for rank, each in found)
    except BaseException as error:  # noqa: BLE001 - whatever one invoice raises is its own answer
        return as_fault(error, wanted.invoice.deposit_name)


def _carried(rank: int, attachment: Attachment, *, is_asked: bool) -> CarriedFile:
    content = attachment.content
    return CarriedFile(
        rank=rank,
        name=file_names.attachment_name(attachment),
        description=attachment.description or "",
        size=None if content is None else len(content),
        content=content if is_asked and content is not None else b"",
    )


def _lost(name: str, _: _Wanted, loss: Loss) -> NavetteError:
    return unreadable_files.undecided(name, loss)
