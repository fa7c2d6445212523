"""Invoices their payer has and has not paid."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from domain.ageing import Unpaid
from domain.dashboard import ReportScope
from domain.phase import UNPAID
from domain.status import Status
from domain.status_facts import PHASES
from domain.travaux import ETAPES, Role
from ledger.database.column_types import euros
from ledger.database.row_mapping import PAGE, AnyRow
from ledger.database.schema import documents, events
from ledger.reports.scope import PAYABLE, SUPPLIER, not_paid, within

_D = documents.c
_OPEN = sorted(status.value for status, phase in PHASES.items() if phase in UNPAID)
_AT_MOE = sorted(cadre for cadre, etape in ETAPES.items() if etape.destinataire is Role.MOE)
_FIRST = documents.alias("demande")
_STARTED = (
    select(func.min(_FIRST.c.available_at))
    .where(_FIRST.c.dossier_id == _D.dossier_id, _FIRST.c.integrated, _FIRST.c.cadre_facturation.in_(_AT_MOE))
    .correlate(documents)
    .scalar_subquery()
)
"""When the MOE first had the demande de paiement: the delay to pay runs from there (seed 003)."""
_COMPLETED = (
    select(func.max(events.c.at))
    .where(events.c.invoice_id == _D.invoice_id, events.c.status == Status.COMPLETEE.value)
    .correlate(documents)
    .scalar_subquery()
)
_SERVICE_FAIT = (
    select(func.max(func.coalesce(events.c.said_at, events.c.at)))
    .where(events.c.invoice_id == _D.invoice_id, events.c.status == Status.SERVICE_FAIT.value)
    .correlate(documents)
    .scalar_subquery()
)
_UNPAID = select(
    _D.invoice_id,
    _D.numero_facture,
    SUPPLIER.label("fournisseur"),
    _D.nom_fournisseur,
    _D.route_siret,
    _D.route_raison_sociale,
    _D.route_code_service,
    _D.status,
    _D.devise,
    _D.ttc_cents,
    _D.due_cents,
    func.coalesce(_STARTED, _D.available_at).label("available"),
    _COMPLETED.label("completed"),
    _SERVICE_FAIT.label("service_fait"),
    _D.certificate,
    _D.numero_engagement,
    _D.numero_marche,
).where(_D.integrated, _D.available_at.is_not(None), _D.status.in_(_OPEN), PAYABLE)


def unpaid(connection: Connection, scope: ReportScope) -> Iterator[Unpaid]:
    """Every unpaid invoice, in the order of deposit, streamed: of works dossiers the piece that is paid.

    Credit notes, what was paid before it was billed and pieces that others follow are not to be paid.
    """
    query = not_paid(_UNPAID, scope).where(within(scope)).order_by(_D.deposited_at, _D.invoice_id)
    for page in connection.execute(query.execution_options(yield_per=PAGE)).partitions():
        yield from map(_unpaid_row, page)


def _unpaid_row(row: AnyRow) -> Unpaid:
    return Unpaid(
        invoice_id=row.invoice_id,
        numero_facture=row.numero_facture or "",
        fournisseur=row.fournisseur,
        nom_fournisseur=row.nom_fournisseur or "",
        destinataire=row.route_siret or "",
        nom_destinataire=row.route_raison_sociale or "",
        code_service=row.route_code_service or "",
        status=Status(row.status),
        devise=row.devise or "",
        ttc=euros(row.ttc_cents),
        due=euros(row.due_cents),
        available_at=row.available,
        completed_at=row.completed,
        service_fait_at=row.service_fait,
        certificate=row.certificate or "",
        numero_engagement=row.numero_engagement or "",
        numero_marche=row.numero_marche or "",
    )
