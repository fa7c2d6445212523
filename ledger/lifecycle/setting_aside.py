"""Refused documents and files that somebody set aside: rows that are only added, of a place the last one in force."""

from datetime import datetime

from sqlalchemy import Connection, and_, insert, or_, select

from domain.deposit import Disposition
from domain.errors import LedgerError
from domain.status import FluxStatus
from domain.status_facts import TO_REPLACE
from domain.suivi import Action, HistoryNote
from domain.text import Text
from ledger.database.column_types import clean, kept
from ledger.database.schema import OWN, deposits, documents, mises_de_cote
from ledger.lifecycle.history import note

Place = tuple[int, int | None]
"""A deposit and the rank of a document in it; ``None``: the file itself."""
_D, _P = documents.c, deposits.c
_TO_REPLACE = sorted(status.value for status in TO_REPLACE)
_REFUSED = (Disposition.REJECTED.value, Disposition.IRRECEVABLE.value)


def set_aside(connection: Connection, place: Place, actor: str, reason: str, now: datetime) -> bool:
    """Sets what is at ``place`` aside; ``False`` when it is already.

    Raises :class:`domain.errors.LedgerError` when nothing was refused there.
    """
    refused = _document(connection, place) if place[1] is not None else _file(connection, place[0])
    if refused is None:
        raise LedgerError(
            Text(f"Rien n'est refusé à cette place du dépôt {place[0]}.", f"Nothing is refused there in {place[0]}."),
            Text("Voyez ce qui est à corriger : `navette dismiss --list`.", "List it: `navette dismiss --list`."),
        )
    return _write(connection, place, (True, Action.MISE_DE_COTE), actor, reason, now)


def take_up(connection: Connection, place: Place, actor: str, reason: str, now: datetime) -> bool:
    """What is at ``place`` is set aside no more; ``False`` when it is not."""
    return _write(connection, place, (False, Action.REPRISE), actor, reason, now)


def _write(
    connection: Connection, place: Place, new: tuple[bool, Action], actor: str, reason: str, now: datetime
) -> bool:
    deposit_id, position = place
    table = mises_de_cote.c
    here = (table.deposit_id == deposit_id, table.position == (OWN if position is None else position))
    last = connection.execute(select(table.aside).where(*here).order_by(table.id.desc()).limit(1)).scalar()
    if bool(last) is new[0]:
        return False
    row = {"deposit_id": deposit_id, "position": OWN if position is None else position, "aside": new[0]}
    words = {"at": now, "actor": clean(actor), "reason": kept(reason) or ""}
    connection.execute(insert(mises_de_cote), [{**row, **words}])
    if document := _document(connection, place):
        note(connection, [HistoryNote(invoice_id=document, action=new[1], actor=actor, detail=reason)], now)
    return True


def _document(connection: Connection, place: Place) -> int | None:
    """The invoice id of the document at ``place`` that was refused, by Navette or by its recipient."""
    query = select(_D.invoice_id).where(_D.deposit_id == place[0], _D.position == place[1], _D.current)
    refused = or_(_D.disposition.in_(_REFUSED), and_(_D.integrated, _D.status.in_(_TO_REPLACE)))
    return connection.execute(query.where(refused)).scalar()


def _file(connection: Connection, deposit_id: int) -> int | None:
    """The deposit, when it was refused as a file."""
    query = select(_P.id).where(_P.id == deposit_id, _P.status == FluxStatus.IN_REJETE.value)
    return connection.execute(query).scalar()
