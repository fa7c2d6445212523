"""Parcels: the files delivered for one invoice, made in a worker; names depend only on the invoice and certificate."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import parsers
from connectors import Put
from domain.delivery_format import PIVOTS, DeliveryFormat
from domain.deposit import DepositedInvoice
from domain.errors import NavetteError, Undecided
from domain.invoice import Attachment, Invoice
from domain.manual_entry import ManualEntry
from domain.pes import PesAccount
from domain.suivi import Complement
from domain.text import Locale, Text
from exporters import facture_json, lisible
from exporters import pivot as cpp_pivot
from exporters.common import file_names
from hub.context.terms import Terms, context_of
from hub.decide.chunks import store_at
from hub.decide.signature_lookup import Bounds, Lot, beside
from hub.deliver.pes import pes_files
from hub.deliver.pivot import PivotFile, PivotInputs, pivot_file
from hub.runtime.connections import joined
from hub.runtime.loss import Loss
from hub.runtime.station import Station
from hub.runtime.unexpected import as_fault
from hub.runtime.worker_pool import WorkerPool
from hub.runtime.worker_starts import no_workers
from ledger import MarkedStore
from parsers import manual_entry

BATCH = 25
"""Invoices sent to a worker at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consignment:
    """An invoice to deliver, the folder it goes to, and what came to complete it."""

    invoice: DepositedInvoice
    folder: str
    complements: tuple[Complement, ...] = ()
    format: DeliveryFormat = DeliveryFormat.ORIGINAL
    entries: tuple[ManualEntry, ...] = ()
    """Values supplied by hand for fields in doubt."""
    moe_since: date | None = None
    """The day the MOE first had its works dossier; written in the pivot."""
    pes: PesAccount | None = None
    """What its recipient's public accountant knows it by, for the format ``pes-pj``."""
    lot: Lot | None = None
    """The lot it came in, when a file of that lot may sign the invoice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelOptions:
    """How parcels are made: from which store, with which extras, in which language."""

    store: MarkedStore
    readable: bool
    """Whether an invoice that comes as XML only gets a page people can read."""
    facture_json: bool
    """Whether the values of each invoice go with it as JSON."""
    locale: Locale
    terms: Terms
    """Settings and directory with which originals are read again, this time with the lines of text pages."""
    bounds: Bounds
    """Bounds within which lots are read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What is delivered to a recipient for one invoice; ``fault`` is why nothing can be."""

    invoice_id: int
    items: tuple[Put, ...] = ()
    fault: NavetteError | None = None


def parcels(station: Station, consignments: Sequence[Consignment]) -> Iterable[Parcel]:
    """One parcel for each consignment, in their order; made by the worker pool, or in this process without one."""
    chosen = station.settings
    options = ParcelOptions(
        store=station.store.place,
        readable=chosen.recipients.readable,
        facture_json=chosen.recipients.facture_json,
        locale=chosen.locale,
        terms=station.terms(None),
        bounds=Bounds.of(chosen),
    )
    work = partial(_wrap_all, options)
    if station.pool is None:
        return (_alone(work, one) for one in consignments)
    return _by_pool(station.pool, work, consignments)


def _alone(work: "partial[list[Parcel]]", consignment: Consignment) -> Parcel:
    """``work`` on one consignment in this process, whose memory may be too small for it."""
    try:
        return work((consignment,))[0]
    except MemoryError:
        return _lost(consignment, Loss.MEMORY)


def _by_pool(pool: WorkerPool, work: "partial[list[Parcel]]", consignments: Sequence[Consignment]) -> Iterator[Parcel]:
    return pool.map(work, consignments, BATCH, _lost)


def delivery_folder(base: str, invoice: DepositedInvoice, supplier: str = "") -> str | None:
    """The folder of the recipient's service an invoice is delivered to, or that of its ``supplier`` in it; ``None``
    when it cannot be determined.
    """
    return joined(base, invoice.route.folder, supplier) if invoice.route else None


def original_name(invoice: DepositedInvoice) -> str:
    """The file name of the original in its recipient's folder."""
    ending = file_names.extension(invoice.member or invoice.deposit_name, invoice.format)
    return f"{file_names.delivered_stem(invoice)}{ending}"


def pivot_name(invoice: DepositedInvoice) -> str:
    """The file name of the pivot in its recipient's folder."""
    return f"{file_names.delivered_stem(invoice)}{cpp_pivot.SUFFIX}"


def _wrap_all(options: ParcelOptions, consignments: tuple[Consignment, ...]) -> list[Parcel]:
    return [_wrap(options, one) for one in consignments]


def _wrap(options: ParcelOptions, consignment: Consignment) -> Parcel:
    try:
        return _parcel(options, consignment)
    except BaseException as error:  # noqa: BLE001 - whatever one invoice raises, or a disk under it, holds up no other
        name = consignment.invoice.member or consignment.invoice.deposit_name
        return Parcel(invoice_id=consignment.invoice.id, fault=as_fault(error, name))


def _parcel(options: ParcelOptions, consignment: Consignment) -> Parcel:
    deposited, kept = consignment.invoice, store_at(options.store)
    content = kept.get(deposited.location)
    later = [(one.name, kept.get(one.location)) for one in consignment.complements]
    signed = beside(kept, consignment.lot, deposited.member, options.bounds) if consignment.lot else ()
    reading = manual_entry.completed(
        parsers.read(content, reading_options=replace(context_of(options.terms).reading_options, lines=True)),
        consignment.entries,
    )
    read = reading.invoice or Invoice()
    stem = file_names.delivered_stem(deposited)
    inputs = PivotInputs(
        original=content,
        pages=tuple(_readable(options, read, deposited)),
        later=tuple(later),
        signatures=tuple((each.name, each.content) for each in signed),
    )
    pivot = _pivot(options, consignment, read, inputs)
    alone = pivot is not None and pivot.is_pivot and consignment.format is DeliveryFormat.CPP_PIVOT
    files = [] if alone else list(_loose(deposited, read, inputs))
    files += [(f"{stem}{pivot.suffix}", pivot.content)] if pivot else []
    if consignment.format is DeliveryFormat.PES_PJ:
        files += pes_files(read, deposited, inputs, consignment.pes, options.locale)
    if options.facture_json:
        files.append((f"{stem}.facture.json", facture_json.as_json(read, deposited)))
    return Parcel(
        invoice_id=deposited.id,
        items=tuple(Put(folder=consignment.folder, name=name, content=data) for name, data in files),
    )


def _loose(deposited: DepositedInvoice, read: Invoice, inputs: PivotInputs) -> Iterator[tuple[str, bytes]]:
    """The original and everything delivered with it, each as a file."""
    stem = file_names.delivered_stem(deposited)
    yield original_name(deposited), inputs.original
    for rank, (name, data) in enumerate(inputs.signatures, start=1):
        yield f"{stem}_signature{rank:02d}_{file_names.original_name(name, file_names.ATTACHMENT)}", data
    yield from ((f"{stem}_{name}", data) for name, data in _attachments(read.attachments))
    for rank, (name, data) in enumerate(inputs.later, start=1):
        yield f"{stem}_complement{rank:02d}_{file_names.original_name(name, file_names.ATTACHMENT)}", data
    yield from ((f"{stem}_{name}", data) for name, data in inputs.pages)


def _pivot(options: ParcelOptions, consignment: Consignment, read: Invoice, inputs: PivotInputs) -> PivotFile | None:
    """The pivot, or the note that says why there is none; ``None`` when the recipient does not receive it."""
    if consignment.format not in PIVOTS:
        return None
    return pivot_file(read, consignment.invoice, inputs, consignment.moe_since, options.locale)


def _attachments(attachments: Iterable[Attachment]) -> Iterator[tuple[str, bytes]]:
    """Each carried attachment under a safe name of its own, in the invoice's order."""
    for rank, attachment in enumerate(attachments, start=1):
        if attachment.content is not None:
            yield f"pj{rank:02d}_{file_names.attachment_name(attachment)}", attachment.content


def _readable(options: ParcelOptions, read: Invoice, deposited: DepositedInvoice) -> Iterator[tuple[str, bytes]]:
    """A readable page when the original has none."""
    if options.readable and lisible.is_wanted(read, deposited.format):
        yield lisible.SUFFIX.removeprefix("_"), lisible.as_pdf(read, deposited, options.locale)


def _lost(consignment: Consignment, loss: Loss) -> Parcel:
    id_ = consignment.invoice.id
    if loss is Loss.NO_WORKER:
        return Parcel(invoice_id=id_, fault=no_workers())
    fault = Undecided.about(  # tried again: another run may have more time
        str(id_),
        Text(
            f"La relecture de la facture {{name}} a échoué ({loss.text.fr}).",
            f"Reading invoice {{name}} again failed ({loss.text.en}).",
        ),
        Text(
            "Ses octets sont à l'abri dans le stockage ; signalez ceci.",
            "Its bytes are safe in the store; report this.",
        ),
    )
    return Parcel(invoice_id=id_, fault=fault)
