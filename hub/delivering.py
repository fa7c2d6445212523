"""Delivery: the original byte for byte, its attachments and ``facture.json``, to the recipient's folder.

What came later to complete it goes with it. An invoice that somebody validates first is brought to that one's
``a_valider/``. Names come from the invoice and its certificate: delivering twice writes the same files again.
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
from domain.suivi import Complement
from exporters import facture_json, noms
from hub import outbox
from hub.deciding import store_at
from hub.doors import A_VALIDER, joined, recipient_door
from hub.station import Station
from hub.tally import Count, Tally, total
from hub.workers import Crew, Loss

GROUP = 200
"""Invoices delivered at once: their bytes are in memory, and several rounds go side by side."""
BATCH = 25
"""Invoices of one trip to a worker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consignment:
    """An invoice to bring, the folder it goes to, and what came to complete it."""

    invoice: DepositedInvoice
    folder: str
    complements: tuple[Complement, ...] = ()


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
    effect: Effect = Effect.DELIVER
    """DELIVER or SUBMIT."""


def rounds(place: Station, recipients: Sequence[str], share: int, effect: Effect = Effect.DELIVER) -> tuple[Round, ...]:
    """The rounds that serve those of ``recipients`` that have a door, at most ``share`` for each, side by side."""
    behind: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for siret in recipients:
        if door := recipient_door(place.settings, siret):
            behind[door].append(siret)
    return tuple(
        Round(door=door, folder=folder, recipients=tuple(sirets[start::share]), effect=effect)
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
            for tasks in outbox.claimed(place, way.effect, way.recipients, GROUP)
            for tally in _group(place, connector, way, tasks)
        )


def desk_of(base: str, invoice: DepositedInvoice) -> str | None:
    """The folder of the desk an invoice is brought to; ``None`` when nothing says which."""
    return joined(base, invoice.route.folder) if invoice.route else None


def original_name(invoice: DepositedInvoice) -> str:
    """The name the original bears at its desk."""
    ending = noms.extension(invoice.member or invoice.deposit_name, invoice.format)
    return f"{noms.delivered_stem(invoice)}{ending}"


def _group(place: Station, connector: Connector, way: Round, tasks: tuple[Task, ...]) -> Iterator[Tally]:
    ids = [task.subject for task in tasks]
    invoices = {invoice.id: invoice for invoice in place.ledger.invoices(ids)}
    completed = place.ledger.complements_of(ids)
    task_of = {task.subject: task.id for task in tasks}
    faults: dict[int, NavetteError] = {}
    consignments: list[Consignment] = []
    for task in tasks:
        invoice = invoices[task.subject]
        folder = (
            joined(way.folder, task.target, A_VALIDER) if way.effect is Effect.SUBMIT else desk_of(way.folder, invoice)
        )
        if folder is None:
            faults[task.id] = _nowhere(invoice)
        else:
            later = completed.get(invoice.id, ())
            consignments.append(Consignment(invoice=invoice, folder=folder, complements=later))
    for invoice_id, fault in _left(connector, _parcels(place, consignments)):
        faults[task_of[invoice_id]] = fault
    outbox.settle(place, tasks, faults)
    count = Count.SUBMITTED if way.effect is Effect.SUBMIT else Count.DELIVERED
    for task in tasks:
        fault_ = faults.get(task.id)
        yield Tally(
            drop=invoices[task.subject].drop,
            counts={} if fault_ else {count: 1},
            troubles=(f"{task.target} : {fault_}",) if fault_ else (),
        )


def _nowhere(invoice: DepositedInvoice) -> LedgerError:
    return LedgerError(f"Invoice {invoice.id} has no route.", "Report this: an accepted invoice always has one.")


def _left(connector: Connector, parcels: Iterable[Parcel]) -> Iterator[tuple[int, NavetteError]]:
    """The invoices (by id) that could not be left whole, and why."""
    whole = list(parcels)
    yield from ((parcel.invoice_id, parcel.fault) for parcel in whole if parcel.fault)
    owner = {id(item): parcel.invoice_id for parcel in whole for item in parcel.items}
    for item, fault in connector.put(item for parcel in whole for item in parcel.items):
        if fault is not None:
            yield owner[id(item)], fault


def _parcels(place: Station, consignments: Sequence[Consignment]) -> Iterable[Parcel]:
    work = partial(_wrap_all, place.settings.store.folder)
    if place.crew is None:
        return work(tuple(consignments))
    return _by_crew(place.crew, work, consignments)


def _by_crew(crew: Crew, work: "partial[list[Parcel]]", consignments: Sequence[Consignment]) -> Iterator[Parcel]:
    return crew.map(work, consignments, BATCH, _lost)


def _wrap_all(store: Path, consignments: tuple[Consignment, ...]) -> list[Parcel]:
    return [_wrap(store, one) for one in consignments]


def _wrap(store: Path, consignment: Consignment) -> Parcel:
    deposited, kept = consignment.invoice, store_at(store)
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


def _lost(consignment: Consignment, loss: Loss) -> Parcel:
    id_ = consignment.invoice.id
    fault = LedgerError(
        f"Reading invoice {id_} again failed ({loss.value}).", "Its bytes are safe in the store; report this."
    )
    return Parcel(invoice_id=id_, fault=fault)
