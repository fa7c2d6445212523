"""Delivery: the original byte for byte, its attachments and ``facture.json``, to the recipient's folder.

An original that is XML only comes with a PDF to read. Files that completed it later go with it. A recipient may
receive the pivot of Chorus Pro instead of the original, or with it. An invoice that a valideur checks first is
delivered to the ``a_valider/`` of that valideur. Names come from the invoice and its certificate: delivering twice
writes the same files.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from connectors import Connector, Put
from domain.delivery_format import PIVOTS, DeliveryFormat
from domain.deposit import DepositedInvoice, Effect, Task
from domain.errors import LedgerError, NavetteError, Unavailable
from domain.manual_entry import in_force
from domain.text import Text
from hub.decide.signature_lookup import Lot, may_be_signed
from hub.deliver import begun, supplier_folders
from hub.deliver.begun import Begun
from hub.deliver.parcels import Consignment, Parcel, delivery_folder, parcels
from hub.deliver.pivot import moe_since
from hub.runtime import outbox_tasks
from hub.runtime.connections import A_VALIDER, joined, pes_account, recipient_door, recipient_format
from hub.runtime.run_counts import Count, RunCounts, of_fault, total
from hub.runtime.station import Station
from hub.runtime.troubles import Trouble
from hub.runtime.unexpected import as_fault

GROUP = 200
"""Invoices delivered at once: their bytes are in memory, and several rounds run in parallel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Deliveries through one connection to a door: the recipients, and the folder that holds their folders."""

    door: str
    folder: str
    recipients: tuple[str, ...]
    effect: Effect = Effect.DELIVER
    """DELIVER or SUBMIT."""


def rounds(
    station: Station, recipients: Sequence[str], parts: int, effect: Effect = Effect.DELIVER
) -> tuple[Round, ...]:
    """The rounds that serve those of ``recipients`` that have a door, at most ``share`` for each, side by side."""
    behind: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for siret in recipients:
        if door := recipient_door(station.settings, siret):
            behind[door].append(siret)
    return tuple(
        Round(door=door, folder=folder, recipients=tuple(sirets[start::parts]), effect=effect)
        for (door, folder), sirets in behind.items()
        for start in range(min(parts, len(sirets)))
    )


_NO_DOOR = Text(
    "pas de porte pour ce destinataire : ajoutez [recipients] door = ... aux réglages",
    "no door for this recipient: add [recipients] door = ... to the settings",
)


def without_door(station: Station, recipients: Sequence[str]) -> tuple[RunCounts, ...]:
    """A trouble for each of ``recipients`` that has no door in the settings: its invoices wait in the ledger."""
    return tuple(
        RunCounts(drop=siret, troubles=(Trouble(text=_NO_DOOR),))
        for siret in recipients
        if recipient_door(station.settings, siret) is None
    )


def deliver(station: Station, delivery_round: Round) -> tuple[RunCounts, ...]:
    """Everything due to the recipients of the round; one RunCounts for each drop the invoices came from.

    Raises :class:`domain.errors.DoorClosed` when the door does not open; nothing is claimed then.
    """
    with (
        station.door(delivery_round.door) as connector,
        outbox_tasks.claimed_groups(station, delivery_round.effect, delivery_round.recipients, GROUP) as claimed,
    ):
        return total(
            drop_counts for tasks in claimed for drop_counts in _group(station, connector, delivery_round, tasks)
        )


def _group(
    station: Station, connector: Connector, delivery_round: Round, tasks: tuple[Task, ...]
) -> Iterator[RunCounts]:
    ids = [task.subject for task in tasks]
    invoices = {invoice.id: invoice for invoice in station.ledger.invoices.by_ids(ids)}
    completed = station.ledger.follow_up.complements_of(ids)
    supplied = station.ledger.invoices.corrections_of(ids)
    lots = _lots(station, invoices.values())
    task_of = {task.subject: task.id for task in tasks}
    folders = supplier_folders.of_tasks(station, tasks)
    earlier = begun.begun(station, connector, delivery_round.folder, tasks, invoices)
    faults: dict[int, NavetteError] = {}
    consignments: list[Consignment] = []
    for task in tasks:
        invoice = invoices[task.subject]
        try:
            supplier = _supplier(folders.get(invoice.id, ""), earlier.get(invoice.id))
            one = _consignment(station, delivery_round, task, invoice, supplier)
            mine = in_force(supplied.get(invoice.id, ()))
            later = completed.get(invoice.id, ())
            consignments.append(replace(one, complements=later, entries=mine, lot=lots.get(invoice.id)))
        except Unavailable:  # the ledger itself: the whole task is tried again
            raise
        except BaseException as error:  # noqa: BLE001 - whatever one invoice raises holds up no other
            faults[task.id] = as_fault(error, invoice.member or invoice.deposit_name)
    made: dict[int, tuple[Put, ...]] = {}
    check = outbox_tasks.check_of(station, tasks)
    for invoice_id, fault in _left(connector, _noted(parcels(station, consignments), earlier, made), check):
        faults[task_of[invoice_id]] = fault
    for invoice_id, items in made.items():
        if task_of[invoice_id] not in faults and (stays := _cleared(connector, earlier[invoice_id], items)):
            faults[task_of[invoice_id]] = stays
    outbox_tasks.finish(station, tasks, faults)
    count = Count.SUBMITTED if delivery_round.effect is Effect.SUBMIT else Count.DELIVERED
    for task in tasks:
        drop = invoices[task.subject].drop
        if fault_ := faults.get(task.id):
            yield of_fault(drop, fault_, recipient=task.target)
        else:
            yield RunCounts(drop=drop, counts={count: 1})


def _supplier(wanted: str, earlier: Begun | NavetteError | None) -> str:
    """The supplier's folder an invoice goes to. Raises :class:`NavetteError` when it cannot be seen where it began."""
    if isinstance(earlier, NavetteError):
        raise earlier
    return earlier.supplier(wanted) if earlier else wanted


def _noted(
    parcels: Iterable[Parcel], earlier: Mapping[int, Begun | NavetteError], made: dict[int, tuple[Put, ...]]
) -> Iterator[Parcel]:
    """``parcels``; the folders and names of those that began ``earlier`` are noted in ``made``."""
    for parcel in parcels:
        if parcel.invoice_id in earlier and parcel.items:
            made[parcel.invoice_id] = tuple(replace(item, content=b"") for item in parcel.items)
        yield parcel


def _cleared(connector: Connector, earlier: Begun | NavetteError, items: tuple[Put, ...]) -> NavetteError | None:
    if isinstance(earlier, NavetteError):
        return earlier
    return begun.clear(connector, earlier.left_over(items[0].folder, frozenset(item.name for item in items)))


def _consignment(
    station: Station,
    delivery_round: Round,
    task: Task,
    invoice: DepositedInvoice,
    supplier: str,
) -> Consignment:
    """An invoice in the format of its recipient, in the folder of its ``supplier`` when that is named; a valideur
    always receives the original. Raises :class:`LedgerError` when the invoice has no route.
    """
    if delivery_round.effect is Effect.SUBMIT:
        folder, kind = joined(delivery_round.folder, task.target, A_VALIDER), DeliveryFormat.ORIGINAL
    else:
        found = delivery_folder(delivery_round.folder, invoice, supplier)
        if found is None:
            raise _nowhere(invoice)
        folder, kind = found, recipient_format(station.settings, task.target)
    since = moe_since(station, invoice) if kind in PIVOTS else None
    account = pes_account(station.settings, task.target) if kind is DeliveryFormat.PES_PJ else None
    return Consignment(invoice=invoice, folder=folder, format=kind, moe_since=since, pes=account)


def _lots(station: Station, invoices: Iterable[DepositedInvoice]) -> dict[int, Lot]:
    """By invoice, the lot it came in; only invoices that a file of the lot may sign."""
    packs = frozenset(station.settings.rules.packs)
    signed = [one for one in invoices if may_be_signed(one, packs)]
    kept = (
        {one.id: one for one in station.ledger.deposits.by_ids(sorted({one.deposit_id for one in signed}))}
        if signed
        else {}
    )
    return {
        one.id: Lot(location=kept[one.deposit_id].location, name=kept[one.deposit_id].name)
        for one in signed
        if one.deposit_id in kept
    }


def _nowhere(invoice: DepositedInvoice) -> LedgerError:
    return LedgerError.about(
        str(invoice.id),
        Text("La facture {name} n'a pas d'acheminement.", "Invoice {name} has no route."),
        Text(
            "Signalez ceci : une facture acceptée en a toujours un.", "Report this: an accepted invoice always has one."
        ),
    )


def _left(
    connector: Connector, parcels: Iterable[Parcel], check: Callable[[], None]
) -> Iterator[tuple[int, NavetteError]]:
    """The invoices (by id) that could not be delivered completely, and why. Parcels are made while others are being
    sent.

    Raises what ``check`` raises, before another parcel is sent; :class:`NavetteError` when not all could be made: those
    delivered already are delivered again.
    """
    faults: list[tuple[int, NavetteError]] = []
    owner: dict[int, int] = {}
    complete = False
    stopped: NavetteError | None = None

    def unpacked() -> Iterator[Put]:
        nonlocal complete, stopped
        for parcel in parcels:
            try:
                check()
            except NavetteError as fault:
                stopped = fault
                return
            if parcel.fault:
                faults.append((parcel.invoice_id, parcel.fault))
            owner.update((id(item), parcel.invoice_id) for item in parcel.items)
            yield from parcel.items
        complete = True

    for item, fault in connector.put(unpacked()):
        invoice_id = owner.pop(id(item))
        if fault is not None:
            yield invoice_id, fault
    if stopped:
        raise stopped
    if not complete:  # a connector may take what stops its source for a fault of its own
        raise NavetteError(
            Text("Les paquets n'ont pas tous pu être faits.", "Parcels could not all be made."),
            Text(
                "Le prochain passage les refera ; signalez ceci si cela dure.",
                "The next run makes them again; report this if it lasts.",
            ),
        )
    yield from faults
