"""Delivery: the original byte for byte, its attachments and ``facture.json``, to the recipient's folder.

Names come from the invoice and its certificate: delivering twice writes the same files again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import parsers
from connectors import Put
from domain.deposit import DepositedInvoice, Effect, Task
from domain.errors import LedgerError, NavetteError, SettingsError
from domain.invoice import Attachment, Invoice
from exporters import facture_json, noms
from hub import outbox
from hub.deciding import store_at
from hub.doors import recipient_door
from hub.station import Station
from hub.tally import Count, Tally, total
from hub.workers import Crew, Loss

BATCH = 25
"""Invoices of one trip to a worker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What is brought to a recipient for one invoice; ``fault`` says why nothing can be."""

    invoice_id: int
    items: tuple[Put, ...] = ()
    fault: NavetteError | None = None


def deliver(place: Station, siret: str) -> tuple[Tally, ...]:
    """Everything due to the recipient ``siret``; one tally for each drop the invoices came from."""
    return total(
        tally for tasks in outbox.claimed(place, Effect.DELIVER, siret) for tally in _group(place, siret, tasks)
    )


def _group(place: Station, siret: str, tasks: tuple[Task, ...]) -> Iterator[Tally]:
    invoices = {invoice.id: invoice for invoice in place.ledger.invoices([task.subject for task in tasks])}
    faults = _send(place, siret, tasks, invoices)
    outbox.settle(place, tasks, faults)
    for task in tasks:
        fault = faults.get(task.id)
        yield Tally(
            drop=invoices[task.subject].drop,
            counts={} if fault else {Count.DELIVERED: 1},
            troubles=(f"{siret} : {fault}",) if fault else (),
        )


def _send(
    place: Station, siret: str, tasks: Sequence[Task], invoices: dict[int, DepositedInvoice]
) -> dict[int, NavetteError]:
    door = recipient_door(place.settings, siret)
    if door is None:
        unknown = SettingsError(f"No door for the recipient {siret}.", "Add [recipients] door = ... to the settings.")
        return dict.fromkeys((task.id for task in tasks), unknown)
    name, base = door
    task_of = {task.subject: task.id for task in tasks}
    parcels = list(_parcels(place, base, [invoices[task.subject] for task in tasks]))
    faults = {task_of[parcel.invoice_id]: parcel.fault for parcel in parcels if parcel.fault}
    owner = {id(item): task_of[parcel.invoice_id] for parcel in parcels for item in parcel.items}
    try:
        with place.door(name) as connector:
            for item, fault in connector.put(item for parcel in parcels for item in parcel.items):
                if fault is not None:
                    faults[owner[id(item)]] = fault
    except NavetteError as fault:
        return dict.fromkeys((task.id for task in tasks), fault)
    return faults


def _parcels(place: Station, base: str, invoices: Sequence[DepositedInvoice]) -> Iterable[Parcel]:
    work = partial(_wrap_all, place.settings.store.folder, base)
    if place.crew is None:
        return work(tuple(invoices))
    return _by_crew(place.crew, work, invoices)


def _by_crew(crew: Crew, work: "partial[list[Parcel]]", invoices: Sequence[DepositedInvoice]) -> Iterator[Parcel]:
    return crew.map(work, invoices, BATCH, _lost)


def _wrap_all(store: Path, base: str, invoices: tuple[DepositedInvoice, ...]) -> list[Parcel]:
    return [_wrap(store, base, invoice) for invoice in invoices]


def _wrap(store: Path, base: str, deposited: DepositedInvoice) -> Parcel:
    try:
        content = store_at(store).get(deposited.location)
    except LedgerError as fault:
        return Parcel(invoice_id=deposited.id, fault=fault)
    read = parsers.read(content).invoice or Invoice()
    route = deposited.route
    if route is None:
        lost = LedgerError(f"Invoice {deposited.id} has no route.", "Report this: an accepted invoice always has one.")
        return Parcel(invoice_id=deposited.id, fault=lost)
    folder = f"{base}/{route.folder}" if base else route.folder
    stem = noms.delivered_stem(deposited)
    files = [(f"{stem}{noms.extension(deposited.member or deposited.deposit_name, deposited.format)}", content)]
    files += [(f"{stem}_{name}", data) for name, data in _attachments(read.attachments)]
    files.append((f"{stem}.facture.json", facture_json.as_json(read, deposited)))
    return Parcel(
        invoice_id=deposited.id, items=tuple(Put(folder=folder, name=name, content=data) for name, data in files)
    )


def _attachments(attachments: Iterable[Attachment]) -> Iterator[tuple[str, bytes]]:
    """Each carried attachment under a safe name of its own, in the invoice's order."""
    for rank, attachment in enumerate(attachments, start=1):
        if attachment.content is not None:
            yield f"pj{rank:02d}_{noms.attachment_name(attachment)}", attachment.content


def _lost(deposited: DepositedInvoice, loss: Loss) -> Parcel:
    fault = LedgerError(
        f"Reading invoice {deposited.id} again failed ({loss.value}).", "Its bytes are safe in the store; report this."
    )
    return Parcel(invoice_id=deposited.id, fault=fault)
