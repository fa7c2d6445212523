"""Downloads: a delivered invoice that is no longer in its folder was downloaded by its recipient. Nothing is concluded
from a folder that is missing or cannot be listed.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.delivery_format import DeliveryFormat
from domain.deposit import DepositedInvoice
from domain.errors import DoorClosed, NavetteError, Vanished
from domain.suivi import Action, HistoryNote
from domain.text import Text
from hub.deliver.parcels import delivery_folder, original_name, pivot_name
from hub.deliver.supplier_folders import known_of
from hub.runtime.connections import joined, recipient_door, recipient_format
from hub.runtime.run_counts import Count, RunCounts, of_fault
from hub.runtime.station import Station

NOTES = 2000
"""Downloads of one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredInvoice:
    """An invoice that was delivered to a folder."""

    invoice_id: int
    drop: str
    siret: str
    names: tuple[str, ...]
    """The names it may have there; it was downloaded when none of them is there any more."""
    folders: tuple[str, ...]
    """Relative to the door's root: the folder of its service, and that of its supplier in it, when there may be one."""


def watch(station: Station) -> tuple[RunCounts, ...]:
    """Notes every download since the last look, each folder listed once; one RunCounts for each drop the invoices came
    from.

    A door that fails on the way is a remark: the deliveries through it report the trouble.
    """
    if not station.settings.recipients.watch:
        return ()
    all_counts: list[RunCounts] = []
    for door, delivered in _delivered(station).items():
        try:
            taken = _taken(station, door, delivered)
        except DoorClosed as fault:
            all_counts.append(of_fault(door, fault))
            continue
        except NavetteError as fault:
            all_counts.append(RunCounts(drop=door, remarks=(_unwatched(fault),)))
            continue
        _note(station, taken)
        counted = Counter(one.drop for one in taken)
        all_counts += [RunCounts(drop=drop, counts={Count.DOWNLOADED: count}) for drop, count in counted.items()]
    return tuple(all_counts)


def _unwatched(fault: NavetteError) -> Text:
    return Text(f"téléchargements non suivis : {fault.text.fr}", f"downloads not followed: {fault.text.en}")


def _delivered(station: Station) -> dict[str, list[DeliveredInvoice]]:
    """By door, the invoices delivered through it and not recorded as downloaded."""
    since = station.clock() - timedelta(days=station.settings.recipients.watch_days)
    found: defaultdict[str, list[DeliveredInvoice]] = defaultdict(list)
    for invoice in station.ledger.invoices.not_downloaded(since):
        siret = invoice.route.siret if invoice.route else ""
        behind = recipient_door(station.settings, siret)
        folder = delivery_folder(behind[1], invoice) if behind else None
        if behind and folder:
            names = _names(station, siret, invoice)
            delivered = DeliveredInvoice(
                invoice_id=invoice.id, drop=invoice.drop, siret=siret, names=names, folders=(folder,)
            )
            found[behind[0]].append(delivered)
    suppliers = known_of(station, [one.invoice_id for delivered in found.values() for one in delivered])
    if suppliers:
        return {door: [_in_both(one, suppliers) for one in delivered] for door, delivered in found.items()}
    return found


def _in_both(one: DeliveredInvoice, suppliers: Mapping[int, str]) -> DeliveredInvoice:
    """With the folder of its supplier beside that of the service, whatever the settings were when it was delivered."""
    supplier = suppliers.get(one.invoice_id)
    return replace(one, folders=(*one.folders, joined(one.folders[0], supplier))) if supplier else one


def _names(station: Station, siret: str, invoice: DepositedInvoice) -> tuple[str, ...]:
    """The file names the delivered invoice may have, the likeliest first. A recipient of both formats has downloaded
    the invoice when the original is gone, so only the original's name counts.
    """
    match recipient_format(station.settings, siret):
        case DeliveryFormat.BOTH:
            return (original_name(invoice),)
        case DeliveryFormat.CPP_PIVOT:
            return pivot_name(invoice), original_name(invoice)
        case _:
            return original_name(invoice), pivot_name(invoice)


def _taken(station: Station, door: str, delivered: Sequence[DeliveredInvoice]) -> list[DeliveredInvoice]:
    """Those that are in none of their folders. The folder of the service must be there and say so; that of a supplier
    may be gone, with what was in it.
    """
    wanted = dict.fromkeys(folder for one in delivered for folder in one.folders)
    with station.door(door) as connector:
        seen = dict(connector.listings(wanted))
    there = {
        folder: {entry.name for entry in entries} for folder, entries in seen.items() if isinstance(entries, tuple)
    }
    gone = {folder for folder, fault in seen.items() if isinstance(fault, Vanished)}

    def is_taken(one: DeliveredInvoice) -> bool:
        service, *of_supplier = one.folders
        if service not in there or any(folder not in there and folder not in gone for folder in of_supplier):
            return False
        return all(there.get(folder, set()).isdisjoint(one.names) for folder in one.folders)

    return [one for one in delivered if is_taken(one)]


def _note(station: Station, taken: Sequence[DeliveredInvoice]) -> None:
    for start in range(0, len(taken), NOTES):
        notes = [
            HistoryNote(
                invoice_id=one.invoice_id, action=Action.TELECHARGEMENT_FACTURE, actor=one.siret, detail=one.names[0]
            )
            for one in taken[start : start + NOTES]
        ]
        with station.ledger.batch() as batch:
            batch.note(notes, station.clock())
