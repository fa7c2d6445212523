"""Whose documents a report covers, and the amounts it counts."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal_column

from domain.cadre import DEJA_PAYES
from domain.dashboard import ReportScope
from domain.invoice import AVOIRS
from domain.travaux import ETAPES, Role
from ledger.database.schema import OPEN, documents

_D = documents.c
_AVOIR = _D.type_facture.in_(sorted(AVOIRS))
_NOT_PAYABLE = sorted(
    DEJA_PAYES | {cadre for cadre, etape in ETAPES.items() if etape.destinataire is not Role.SERVICE_FINANCIER}
)
"""Cadres of what is paid already, or is a step towards the piece that is paid."""
SUPPLIER = func.coalesce(_D.siret_fournisseur, _D.tva_fournisseur, _D.key_supplier, literal_column("''"))
"""The supplier's SIRET, or else another identifier; empty when the document gives none."""
SIGNED = case((and_(_AVOIR, _D.ttc_cents > 0), -_D.ttc_cents), else_=func.coalesce(_D.ttc_cents, 0))
"""What an invoice adds to a total, in cents: a credit note takes off."""
PAYABLE = and_(~func.coalesce(_AVOIR, False), func.coalesce(_D.cadre_facturation, "").not_in(_NOT_PAYABLE))
"""Whether there is something to pay once the recipient has it."""
_PART = 10**9


def within(scope: ReportScope) -> ColumnElement[bool]:
    """The documents of a structure (what it was given), or of a drop or of everybody (what was refused at
    integration too); only as they stand."""
    if scope.siret is not None:
        mine = and_(_D.route_siret == scope.siret, _D.integrated)
        return mine if scope.drop is None else and_(mine, _D.drop_name == scope.drop)
    counted = and_(_D.current, _D.status.is_not(None))
    return counted if scope.drop is None else and_(_D.drop_name == scope.drop, counted)


def not_paid(query: Select[Any], scope: ReportScope) -> Select[Any]:
    """``query`` of documents, none of them paid, read by the index of those: of a structure, or of everybody."""
    if scope.drop is not None:
        return query
    index = "documents_open" if scope.siret is None else "documents_open_of_structure"
    return query.where(OPEN).with_hint(documents, f"INDEXED BY {index}", "sqlite")


SUM = (func.sum(SIGNED // _PART), func.sum(SIGNED % _PART))
"""The sum of :data:`SIGNED` in two parts: as one it would not fit 64 bits whatever suppliers write."""


def total(high: int, low: int) -> int:
    """The two parts of :data:`SUM`, in cents."""
    return int(high) * _PART + int(low)
