"""Documents that wait to be completed: listed, dismissed, or replaced by another deposit of the same invoice."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Integer, select, update
from sqlalchemy import Text as TextType

from domain.deposit import INTEGRATED, Deposit, Disposition, Settled
from domain.errors import LedgerError
from domain.manual_entry import AwaitingCompletion
from domain.status import Status
from domain.text import Text
from ledger.database.bulk_lookup import among, listed
from ledger.database.column_types import indexed
from ledger.database.row_mapping import DOCUMENTS, AnyRow, invoices
from ledger.database.schema import WAITING, documents
from ledger.deposits import conclusion
from ledger.invoices.corrections import corrections_of_documents
from ledger.invoices.doubtful_fields import doubts_at
from ledger.lifecycle.current_state import current_states
from ledger.lifecycle.transitions import NAVETTE, Step, take

_D = documents.c
_COMES = INTEGRATED | {Disposition.A_COMPLETER}
"""What another deposit of a document that waits must be to replace it; one that is refused changes nothing."""
_SAME = (
    _D.invoice_id,
    _D.deposit_id,
    _D.position,
    _D.drop_name,
    _D.sha256,
    _D.key_supplier,
    _D.key_year,
    _D.key_number,
)


def list_all(connection: Connection, *only: ColumnElement[bool]) -> tuple[AwaitingCompletion, ...]:
    """Every document that waits (among ``only``), in the order of deposit."""
    found = invoices(connection, DOCUMENTS.where(WAITING, _D.current, *only).order_by(_D.deposited_at, _D.invoice_id))
    doubts = doubts_at(connection, [(one.deposit_id, one.position) for one in found])
    supplied = corrections_of_documents(connection, [one.id for one in found])
    return tuple(
        AwaitingCompletion(
            invoice=one,
            doubts=tuple(
                doubt
                for doubt in doubts.get((one.deposit_id, one.position), ())
                if doubt.field not in {each.field for each in supplied.get(one.id, ())}
            ),
            corrections=supplied.get(one.id, ()),
        )
        for one in found
    )


def find_one(connection: Connection, invoice_id: int) -> AwaitingCompletion | None:
    """The invoice if it waits."""
    return next(iter(list_all(connection, _D.invoice_id == invoice_id)), None)


def replace(connection: Connection, settled: Sequence[Settled], deposits: Mapping[int, Deposit], now: datetime) -> None:
    """Dismisses what waits when another deposit brings the same invoice: by its bytes, or by its key.

    One that waits too must come later and from the same account: the supplier may be the doubtful field.
    """
    if connection.execute(select(_D.id).where(WAITING).limit(1)).first() is None:
        return
    comes = [one for one in settled if one.disposition in _COMES]
    overtaken = {row.invoice_id: by for row in _same(connection, comes) if (by := _by(row, comes, deposits))}
    dismiss(connection, {id_: _motif(one) for id_, one in overtaken.items()}, NAVETTE, now)


def dismiss_one(connection: Connection, invoice_id: int, actor: str, motif: str, now: datetime) -> None:
    """:func:`dismiss` for one invoice. Raises :class:`domain.errors.LedgerError` when it does not wait."""
    if find_one(connection, invoice_id) is None:
        raise LedgerError(
            Text(
                f"La facture {invoice_id} n'attend pas d'être complétée.",
                f"Invoice {invoice_id} does not wait to be completed.",
            ),
            Text("Listez ce qui attend : `navette complete --list`.", "List what waits: `navette complete --list`."),
        )
    dismiss(connection, {invoice_id: motif}, actor, now)


def dismiss(connection: Connection, motifs: Mapping[int, str], actor: str, now: datetime) -> None:
    """Each invoice is REJETEE for its motif, and the status of its deposit is computed again.

    Raises :class:`domain.errors.LedgerError` for one that does not wait.
    """
    if not motifs:
        return
    steps = [Step(invoice_id=id_, new=Status.REJETEE, actor=actor, motif=motif) for id_, motif in motifs.items()]
    take(connection, current_states(connection, motifs), steps, now)
    mine = among(connection, _D.invoice_id, motifs)
    connection.execute(update(documents).where(mine, _D.current).values(disposition=Disposition.REJECTED.value))
    conclusion.revise(connection, connection.execute(select(_D.deposit_id).where(mine, _D.current)).scalars(), now)


def _same(connection: Connection, comes: Sequence[Settled]) -> Sequence[AnyRow]:
    """Documents that wait and have the bytes or the key of one of ``comes``."""
    keys = [key for one in comes if (key := _key(one))]
    wanted = listed(connection, keys, supplier=TextType, year=Integer, number=TextType)
    by_key = select(*_SAME).join_from(
        wanted,
        documents,
        (_D.key_supplier == wanted.c.supplier) & (_D.key_year == wanted.c.year) & (_D.key_number == wanted.c.number),
    )
    by_bytes = select(*_SAME).where(among(connection, _D.sha256, {one.decision.sha256 for one in comes}))
    found = [row for query in (by_key, by_bytes) for row in connection.execute(query.where(WAITING, _D.current))]
    return sorted(found, key=lambda row: (row.deposit_id, row.position))


def _by(row: AnyRow, comes: Sequence[Settled], deposits: Mapping[int, Deposit]) -> Settled | None:
    """The document that replaces the one of ``row``, if any."""
    standing, here = (row.key_supplier, row.key_year, row.key_number), (row.deposit_id, row.position)
    for one in comes:
        place = (one.deposit_id, one.position)
        later = place > here and deposits[one.deposit_id].drop == row.drop_name
        may = place != here if one.disposition in INTEGRATED else later
        if may and (one.decision.sha256 == row.sha256 or _key(one) == standing):
            return one
    return None


def _key(one: Settled) -> tuple[str, int, str] | None:
    return (indexed(one.key.supplier), one.key.year, indexed(one.key.number)) if one.key else None


def _motif(one: Settled) -> str:
    return f"Remplacée par le dépôt n° {one.deposit_id:015d}."
