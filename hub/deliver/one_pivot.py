"""The pivot of one accepted invoice for who asks for it, the same file that its recipient may receive."""

from dataclasses import dataclass, field

from domain.delivery_format import DeliveryFormat
from domain.deposit import DepositedInvoice
from domain.manual_entry import in_force
from exporters import pivot
from exporters.pivot import limits
from hub.deliver.parcels import Consignment, parcels
from hub.deliver.pivot import moe_since
from hub.runtime.station import Station


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFile:
    """A file and its name."""

    name: str
    content: bytes = field(repr=False)


def pivot_of(station: Station, invoice: DepositedInvoice) -> NamedFile:
    """The pivot, or the note that says why there is none; made in a worker within the budgets of a night.

    Raises what keeps it from being made: :class:`domain.errors.NavetteError`.
    """
    later = station.ledger.follow_up.complements_of([invoice.id]).get(invoice.id, ())
    supplied = station.ledger.invoices.corrections_of([invoice.id]).get(invoice.id, ())
    wanted = Consignment(
        invoice=invoice,
        folder="",
        complements=later,
        format=DeliveryFormat.CPP_PIVOT,
        entries=in_force(supplied),
        moe_since=moe_since(station, invoice),
    )
    (parcel,) = parcels(station, [wanted])
    if parcel.fault is not None:
        raise parcel.fault
    (found,) = (each for each in parcel.items if each.name.endswith((pivot.SUFFIX, limits.SUFFIX)))
    content = found.content
    return NamedFile(name=found.name, content=content if isinstance(content, bytes) else content.read_bytes())
