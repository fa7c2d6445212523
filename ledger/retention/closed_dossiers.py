"""Works dossiers for retention: whether one is at its end, and when a piece of it last changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from domain.retention import is_settled
from domain.status import Status
from ledger.database.bulk_lookup import among
from ledger.database.row_mapping import AnyRow
from ledger.database.schema import documents, links

_D = documents.c


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDossiers:
    """The dossiers of some invoices."""

    open: frozenset[int]
    """Those with a piece somebody still has to act on."""
    moved: dict[int, datetime]
    """When the last piece of each changed."""
    followed: frozenset[int]
    """Invoices another piece is associated with."""

    def is_open(self, dossier_id: int | None) -> bool:
        """Whether a piece of the dossier is not at its end."""
        return dossier_id in self.open

    def is_followed(self, invoice_id: int) -> bool:
        """Whether another piece is associated with this one."""
        return invoice_id in self.followed

    def last_change(self, dossier_id: int | None, own: datetime) -> datetime:
        """When the invoice, or the last piece of its dossier, changed."""
        return max(own, self.moved.get(dossier_id, own)) if dossier_id is not None else own


def closed_dossiers(connection: Connection, rows: Iterable[AnyRow]) -> ClosedDossiers:
    """The dossiers of documents' rows (``invoice_id``, ``dossier_id``)."""
    dossiers = {row.dossier_id for row in rows if row.dossier_id is not None}
    if not dossiers:
        return ClosedDossiers(open=frozenset(), moved={}, followed=frozenset())
    query = select(_D.invoice_id, _D.dossier_id, _D.cadre_facturation, _D.status, _D.changed_at)
    mine = among(connection, _D.dossier_id, sorted(dossiers))
    pieces = connection.execute(query.where(mine, _D.current, _D.integrated)).all()
    followed = _followed(connection, [piece.invoice_id for piece in pieces])
    moved: dict[int, datetime] = {}
    for piece in pieces:
        moved[piece.dossier_id] = max(piece.changed_at, moved.get(piece.dossier_id, piece.changed_at))
    waiting = {piece.dossier_id for piece in pieces if not _is_settled(piece, followed)}
    return ClosedDossiers(open=frozenset(waiting), moved=moved, followed=followed)


def _followed(connection: Connection, ids: Iterable[int]) -> frozenset[int]:
    query = select(links.c.previous_id).where(among(connection, links.c.previous_id, ids))
    return frozenset(connection.execute(query).scalars())


def _is_settled(piece: AnyRow, followed: frozenset[int]) -> bool:
    status = Status(piece.status) if piece.status else None
    return is_settled(piece.cadre_facturation, status, associated=piece.invoice_id in followed)
