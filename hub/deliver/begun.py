"""Deliveries that began before: a run was cut or failed, or the invoice is delivered again with what completes it.

The settings may have changed since. An invoice goes where its files are already, whatever the settings say of the
folders of suppliers now, and never to two folders. Once it is delivered whole for the first time, what an attempt left
under other names (another format) or in another folder is removed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from connectors import Connector, Entry
from domain.deposit import DepositedInvoice, Effect, Task
from domain.errors import NavetteError, Vanished
from exporters.common import file_names
from hub.deliver.parcels import delivery_folder
from hub.deliver.supplier_folders import known_of
from hub.runtime.station import Station


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """Where the files of an invoice are already."""

    places: Mapping[str, str]
    """By folder it may have been delivered to, relative to the door's root, the supplier's folder in it."""
    files: Mapping[str, tuple[Entry, ...]]
    """By folder, the invoice's own files there."""
    is_first: bool
    """Whether it was never delivered whole."""

    def supplier(self, wanted: str) -> str:
        """The supplier's folder it goes to, empty for that of the service: ``wanted``, unless all its files are in the
        other one.
        """
        there = [name for folder, name in self.places.items() if self.files.get(folder)]
        return there[0] if len(there) == 1 else wanted

    def left_over(self, folder: str, names: frozenset[str]) -> tuple[tuple[str, Entry], ...]:
        """Its files that are not those of ``names`` in ``folder``, once these are delivered; none of an invoice that
        was delivered whole before, whose files are its recipient's.
        """
        if not self.is_first:
            return ()
        return tuple(
            (place, entry)
            for place, entries in self.files.items()
            for entry in entries
            if place != folder or entry.name not in names
        )


def begun(
    station: Station, connector: Connector, base: str, tasks: Sequence[Task], invoices: Mapping[int, DepositedInvoice]
) -> dict[int, Begun | NavetteError]:
    """By invoice, where its delivery began, of those of ``tasks`` that were tried before; or why nobody can see it."""
    again = [
        invoices[task.subject]
        for task in tasks
        if task.effect is Effect.DELIVER and (task.tried or invoices[task.subject].available_at is not None)
    ]
    if not again:
        return {}
    suppliers = known_of(station, [invoice.id for invoice in again])
    places = {invoice.id: _places(base, invoice, suppliers.get(invoice.id, "")) for invoice in again}
    seen = dict(connector.listings(dict.fromkeys(folder for one in places.values() for folder in one)))
    return {invoice.id: _seen(invoice, places[invoice.id], seen) for invoice in again}


def clear(connector: Connector, left_over: Sequence[tuple[str, Entry]]) -> NavetteError | None:
    """Removes what is left over; the first fault when something stays. What is gone was taken by its recipient."""
    faults: list[NavetteError] = []
    for folder, entry in left_over:
        try:
            connector.remove(folder, entry)
        except Vanished:
            continue
        except NavetteError as fault:
            faults.append(fault)
    return faults[0] if faults else None


def _places(base: str, invoice: DepositedInvoice, supplier: str) -> dict[str, str]:
    found = {delivery_folder(base, invoice, name): name for name in dict.fromkeys(("", supplier))}
    return {folder: name for folder, name in found.items() if folder is not None}


def _seen(
    invoice: DepositedInvoice, places: Mapping[str, str], seen: Mapping[str, tuple[Entry, ...] | NavetteError]
) -> Begun | NavetteError:
    stem = file_names.delivered_stem(invoice)
    files: dict[str, tuple[Entry, ...]] = {}
    for folder in places:
        entries = seen[folder]
        if isinstance(entries, tuple):
            files[folder] = tuple(entry for entry in entries if entry.name.startswith(stem))
        elif not isinstance(entries, Vanished):
            return entries
    return Begun(places=places, files=files, is_first=invoice.available_at is None)
