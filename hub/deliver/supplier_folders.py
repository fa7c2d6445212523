"""Folders of suppliers in the folders of services: named at the first delivery, and kept in the ledger."""

from collections.abc import Iterable, Sequence

from domain.deposit import Effect, Task
from exporters.common import file_names
from hub.runtime.connections import is_by_supplier
from hub.runtime.station import Station


def of_tasks(station: Station, tasks: Sequence[Task]) -> dict[int, str]:
    """By invoice, the name of its supplier's folder, for the deliveries to recipients that want one.

    A supplier that has none yet gets one: written in the ledger before anything is delivered to it, so that two runs,
    or a run that is cut, name it once.
    """
    wanted = [
        task.subject
        for task in tasks
        if task.effect is Effect.DELIVER and is_by_supplier(station.settings, task.target)
    ]
    if not wanted:
        return {}
    suppliers = station.ledger.invoices.suppliers_of(wanted)
    known = station.ledger.invoices.supplier_folders()
    fresh = {
        one.key: file_names.supplier_folder(one.nom, one.key)
        for _, one in sorted(suppliers.items(), reverse=True)  # of several invoices, the oldest gives the name
        if one.key not in known
    }
    if fresh:
        with station.ledger.batch() as batch:
            known |= batch.name_supplier_folders(fresh, station.clock())
    return {id_: known[one.key] for id_, one in suppliers.items()}


def known_of(station: Station, invoice_ids: Iterable[int]) -> dict[int, str]:
    """By invoice, the name of its supplier's folder, for suppliers that have one somewhere."""
    known = station.ledger.invoices.supplier_folders()
    if not known:
        return {}
    suppliers = station.ledger.invoices.suppliers_of(invoice_ids)
    return {id_: known[one.key] for id_, one in suppliers.items() if one.key in known}
