"""Downloads: a delivered invoice that is no longer in its folder was downloaded by its recipient. Nothing is concluded
from a folder that is missing or cannot be listed.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.delivery_format import DeliveryFormat
from domain.deposit import DepositedInvoice
from domain.errors import DoorClosed, NavetteError
from domain.suivi import Action, HistoryNote
from domain.text import Text
from hub.deliver.parcels import delivery_folder, original_name, pivot_name
from hub.runtime.connections import recipient_door, recipient_format
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


DeliveredByFolder = dict[str, list[DeliveredInvoice]]
"""By folder, relative to the door's root, the invoices delivered there and not recorded as downloaded."""


def watch(station: Station) -> tuple[RunCounts, ...]:
    """Notes every download since the last look, each folder listed once; one RunCounts for each drop the invoices came
    from.

    A door that fails on the way is a remark: the deliveries through it report the trouble.
    """
    if not station.settings.recipients.watch:
        return ()
    all_counts: list[RunCounts] = []
    for door, by_folder in _delivered(station).items():
        try:
            taken = _taken(station, door, by_folder)
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


def _delivered(station: Station) -> dict[str, DeliveredByFolder]:
    since = station.clock() - timedelta(days=station.settings.recipients.watch_days)
    found: defaultdict[str, DeliveredByFolder] = defaultdict(dict)
    for invoice in station.ledger.invoices.not_downloaded(since):
        siret = invoice.route.siret if invoice.route else ""
        behind = recipient_door(station.settings, siret)
        folder = delivery_folder(behind[1], invoice) if behind else None
        if behind and folder:
            names = _names(station, siret, invoice)
            delivered = DeliveredInvoice(invoice_id=invoice.id, drop=invoice.drop, siret=siret, names=names)
            found[behind[0]].setdefault(folder, []).append(delivered)
    return found


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


def _taken(station: Station, door: str, by_folder: DeliveredByFolder) -> list[DeliveredInvoice]:
    with station.door(door) as connector:
        looks = [(folder, seen) for folder, seen in connector.listings(by_folder) if isinstance(seen, tuple)]
    there = {folder: {entry.name for entry in seen} for folder, seen in looks}
    return [
        delivered
        for folder, names in there.items()
        for delivered in by_folder[folder]
        if names.isdisjoint(delivered.names)
    ]


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
