"""Parcels: the files brought for one invoice, made in a worker, under names that are always the same."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import parsers
from connectors import Put
from domain.deposit import DepositedInvoice
from domain.errors import LedgerError, NavetteError
from domain.invoice import Attachment, Invoice
from domain.suivi import Complement
from domain.text import Locale
from exporters import facture_json, lisible, noms
from hub.deciding import store_at
from hub.doors import joined
from hub.station import Station
from hub.workers import Crew, Loss

BATCH = 25
"""Invoices of one trip to a worker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consignment:
    """An invoice to bring, the folder it goes to, and what came to complete it."""

    invoice: DepositedInvoice
    folder: str
    complements: tuple[Complement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How parcels are made: from which store, with which extras, in which language."""

    store: Path
    readable: bool
    """Whether an invoice that comes as XML only gets a page people can read."""
    locale: Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What is brought to a recipient for one invoice; ``fault`` says why nothing can be."""

    invoice_id: int
    items: tuple[Put, ...] = ()
    fault: NavetteError | None = None


def parcels(place: Station, consignments: Sequence[Consignment]) -> Iterable[Parcel]:
    """One for each, in their order; by the crew, or here when there is none."""
    chosen = place.settings
    manner = Manner(store=chosen.store.folder, readable=chosen.recipients.readable, locale=chosen.locale)
    work = partial(_wrap_all, manner)
    if place.crew is None:
        return work(tuple(consignments))
    return _by_crew(place.crew, work, consignments)


def _by_crew(crew: Crew, work: "partial[list[Parcel]]", consignments: Sequence[Consignment]) -> Iterator[Parcel]:
    return crew.map(work, consignments, BATCH, _lost)


def desk_of(base: str, invoice: DepositedInvoice) -> str | None:
    """The folder of the desk an invoice is brought to; ``None`` when nothing says which."""
    return joined(base, invoice.route.folder) if invoice.route else None


def original_name(invoice: DepositedInvoice) -> str:
    """The name the original bears at its desk."""
    ending = noms.extension(invoice.member or invoice.deposit_name, invoice.format)
    return f"{noms.delivered_stem(invoice)}{ending}"


def _wrap_all(manner: Manner, consignments: tuple[Consignment, ...]) -> list[Parcel]:
    return [_wrap(manner, one) for one in consignments]


def _wrap(manner: Manner, consignment: Consignment) -> Parcel:
    deposited, kept = consignment.invoice, store_at(manner.store)
    try:
        content = kept.get(deposited.location)
        later = [(one.name, kept.get(one.location)) for one in consignment.complements]
    except LedgerError as fault:
        return Parcel(invoice_id=deposited.id, fault=fault)
    read = parsers.read(content).invoice or Invoice()
    stem = noms.delivered_stem(deposited)
    files = [(original_name(deposited), content)]
    files += [(f"{stem}_{name}", data) for name, data in _attachments(read.attachments)]
    files += [
        (f"{stem}_complement{rank:02d}_{noms.original_name(name, noms.ATTACHMENT)}", data)
        for rank, (name, data) in enumerate(later, start=1)
    ]
    files += [(f"{stem}{name}", data) for name, data in _readable(manner, read, deposited)]
    files.append((f"{stem}.facture.json", facture_json.as_json(read, deposited)))
    return Parcel(
        invoice_id=deposited.id,
        items=tuple(Put(folder=consignment.folder, name=name, content=data) for name, data in files),
    )


def _attachments(attachments: Iterable[Attachment]) -> Iterator[tuple[str, bytes]]:
    """Each carried attachment under a safe name of its own, in the invoice's order."""
    for rank, attachment in enumerate(attachments, start=1):
        if attachment.content is not None:
            yield f"pj{rank:02d}_{noms.attachment_name(attachment)}", attachment.content


def _readable(manner: Manner, read: Invoice, deposited: DepositedInvoice) -> Iterator[tuple[str, bytes]]:
    """A page for people when the original has none."""
    if manner.readable and lisible.is_wanted(read, deposited.format):
        yield lisible.SUFFIX, lisible.as_pdf(read, deposited, manner.locale)


def _lost(consignment: Consignment, loss: Loss) -> Parcel:
    id_ = consignment.invoice.id
    fault = LedgerError(
        f"Reading invoice {id_} again failed ({loss.value}).", "Its bytes are safe in the store; report this."
    )
    return Parcel(invoice_id=id_, fault=fault)
