"""Delivery: the original byte for byte, its attachments and ``facture.json``, to the recipient's folder.

Names come from the invoice and its certificate: delivering twice writes the same files again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import parsers
from connectors import Connector, Put
from domain.deposit import DepositedInvoice, Effect, Task
from domain.errors import LedgerError, NavetteError
from domain.invoice import Attachment, Invoice
from exporters import facture_json, noms
from hub import outbox
from hub.deciding import store_at
from hub.doors import recipient_door
from hub.station import Station
from hub.tally import Count, Tally, total
from hub.workers import Crew, Loss

GROUP = 200
"""Invoices delivered at once: their bytes are in memory, and several rounds go side by side."""
BATCH = 25
"""Invoices of one trip to a worker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What is brought to a recipient for one invoice; ``fault`` says why nothing can be."""

    invoice_id: int
    items: tuple[Put, ...] = ()
    fault: NavetteError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One way through a door: the recipients served, and the folder theirs are in."""

    door: str
    folder: str
    recipients: tuple[str, ...]


def rounds(place: Station, recipients: Sequence[str], share: int) -> tuple[Round, ...]:
    """The rounds that serve those of ``recipients`` that have a door, at most ``share`` for each, side by side."""
    behind: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for siret in recipients:
        if door := recipient_door(place.settings, siret):
            behind[door].append(siret)
    return tuple(
        Round(door=door, folder=folder, recipients=tuple(sirets[start::share]))
        for (door, folder), sirets in behind.items()
        for start in range(min(share, len(sirets)))
    )


def homeless(place: Station, recipients: Sequence[str]) -> tuple[Tally, ...]:
    """A trouble for each of ``recipients`` the settings name no door for: its invoices wait in the ledger."""
    return tuple(
        Tally(drop=siret, troubles=("no door for this recipient: add [recipients] door = ... to the settings",))
        for siret in recipients
        if recipient_door(place.settings, siret) is None
    )


def deliver(place: Station, way: Round) -> tuple[Tally, ...]:
    """Everything due to the recipients of the round; one tally for each drop the invoices came from.

    Raises :class:`NavetteError` when the door does not open; nothing was claimed then.
    """
    with place.door(way.door) as connector:
        return total(
            tally
            for tasks in outbox.claimed(place, Effect.DELIVER, way.recipients, GROUP)
            for tally in _group(place, connector, way, tasks)
        )


def _group(place: Station, connector: Connector, way: Round, tasks: tuple[Task, ...]) -> Iterator[Tally]:
    invoices = {invoice.id: invoice for invoice in place.ledger.invoices([task.subject for task in tasks])}
    task_of = {task.subject: task.id for task in tasks}
    faults: dict[int, NavetteError] = {}
    for invoice_id, fault in _left(connector, _parcels(place, way.folder, list(invoices.values()))):
        faults[task_of[invoice_id]] = fault
    outbox.settle(place, tasks, faults)
    for task in tasks:
        fault_ = faults.get(task.id)
        yield Tally(
            drop=invoices[task.subject].drop,
            counts={} if fault_ else {Count.DELIVERED: 1},
            troubles=(f"{task.target} : {fault_}",) if fault_ else (),
        )


def _left(connector: Connector, parcels: Iterable[Parcel]) -> Iterator[tuple[int, NavetteError]]:
    """The invoices (by id) that could not be left whole, and why."""
    whole = list(parcels)
    yield from ((parcel.invoice_id, parcel.fault) for parcel in whole if parcel.fault)
    owner = {id(item): parcel.invoice_id for parcel in whole for item in parcel.items}
    for item, fault in connector.put(item for parcel in whole for item in parcel.items):
        if fault is not None:
            yield owner[id(item)], fault


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
