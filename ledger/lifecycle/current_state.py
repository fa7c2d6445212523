"""Invoices as they stand while steps are taken: what decides whether a step is allowed, and what follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, select

from domain.status import Status
from domain.travaux import may_become
from ledger.database.bulk_lookup import among
from ledger.database.row_mapping import AnyRow
from ledger.database.schema import documents

_D = documents.c
_allowed = lru_cache(maxsize=4096)(may_become)
"""Cached: a status file calls it with the same few arguments thousands of times."""


@dataclass(slots=True, kw_only=True)
class InvoiceState:
    """One invoice; it changes with each step."""

    document_id: int
    """Of the version that stands."""
    invoice_id: int
    status: Status | None
    """``None``: it was not integrated."""
    cadre: str | None
    drop: str
    destinataire: str
    """SIRET."""
    valideur_1: str
    valideur_2: str
    mandat: str | None
    available_at: datetime | None
    motif: str = ""
    """Said with the last step."""

    def may(self, new: Status) -> bool:
        """Whether ``new`` may follow for an invoice of this cadre, by a step: DEPOSEE comes by a deposit only."""
        return self.status is not None and new is not Status.DEPOSEE and _allowed(self.cadre, self.status, new)


def current_states(connection: Connection, invoice_ids: Iterable[int]) -> dict[int, InvoiceState]:
    """By invoice id, those the ledger has."""
    query = select(
        _D.id,
        _D.invoice_id,
        _D.status,
        _D.cadre_facturation,
        _D.drop_name,
        _D.route_siret,
        _D.valideur_1,
        _D.valideur_2,
        _D.mandat,
        _D.available_at,
    ).where(among(connection, _D.invoice_id, invoice_ids), _D.current)
    return {row.invoice_id: _state(row) for row in connection.execute(query.order_by(_D.invoice_id))}


def _state(row: AnyRow) -> InvoiceState:
    return InvoiceState(
        document_id=row.id,
        invoice_id=row.invoice_id,
        status=Status(row.status) if row.status else None,
        cadre=row.cadre_facturation,
        drop=row.drop_name,
        destinataire=row.route_siret or "",
        valideur_1=row.valideur_1 or "",
        valideur_2=row.valideur_2 or "",
        mandat=row.mandat,
        available_at=row.available_at,
    )
