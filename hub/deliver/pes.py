"""The flux of *pièces justificatives* as files of a parcel, or the note that says why there is none."""

from domain.deposit import DepositedInvoice
from domain.invoice import Invoice
from domain.pes import SUFFIX, PesAccount
from domain.text import Locale
from exporters import pes_pj
from exporters.common import file_names
from exporters.pes_pj import limits
from hub.deliver.pivot import PivotInputs, pieces_of


def pes_files(
    invoice: Invoice,
    deposited: DepositedInvoice,
    inputs: PivotInputs,
    account: PesAccount | None,
    locale: Locale,
) -> list[tuple[str, bytes]]:
    """Name and bytes of each: the flux, or several where one would be too large, and the table of pieces; or a note."""
    stem = file_names.delivered_stem(deposited)
    pieces = pes_pj.pes_pieces(deposited, pieces_of(invoice, deposited, inputs))
    if (why := limits.obstacles(deposited, account, pieces)) or account is None:
        return [(f"{stem}{limits.NOTE}", limits.note(why, locale))]
    files, listed = [], []
    for rank, part in enumerate(pes_pj.fluxes(pieces), start=1):
        name = f"{stem}{SUFFIX}{'' if rank == 1 else rank}.xml"
        files.append((name, pes_pj.as_xml(name, deposited, account, part)))
        listed += [(name, piece) for piece in part]
    return [*files, (f"{stem}{SUFFIX}.csv", pes_pj.as_csv(listed, deposited, locale))]
