"""The *liste fiscale*: every invoice exchanged in a period, with its identifiers, its moments and its certificate."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from domain.dashboard import LigneFiscale, ReportScope
from domain.status import Status
from ledger.database.paris_days import midnight
from ledger.database.row_mapping import PAGE, AnyRow
from ledger.database.schema import documents
from ledger.reports.scope import SUPPLIER, within

_D = documents.c
_TEXTS = ("numero_facture", "type_facture", "date_facture", "devise", "montant_ht", "montant_tva", "montant_ttc")
_LINES = select(
    _D.invoice_id,
    _D.deposit_id,
    _D.certificate,
    _D.sha256,
    SUPPLIER.label("fournisseur"),
    _D.nom_fournisseur,
    _D.route_siret,
    _D.route_raison_sociale,
    _D.cadre_facturation,
    _D.route_code_service,
    _D.numero_engagement,
    _D.numero_marche,
    *(func.coalesce(_D[name], "").label(name) for name in _TEXTS),
    _D.deposited_at,
    _D.available_at,
    _D.status,
    _D.status_at,
).where(_D.integrated)


def liste_fiscale(connection: Connection, scope: ReportScope, first: date, last: date) -> Iterator[LigneFiscale]:
    """The invoices integrated that came from ``first`` to ``last`` (days in Paris, both included), in the order of
    deposit, streamed. One that was recycled counts on the day it came again."""
    period = (_D.deposited_at >= midnight(first), _D.deposited_at < midnight(last + timedelta(1)))
    query = _LINES.where(within(scope), *period).order_by(_D.deposited_at, _D.invoice_id)
    for page in connection.execute(query.execution_options(yield_per=PAGE)).partitions():
        yield from map(_line, page)


def _line(row: AnyRow) -> LigneFiscale:
    return LigneFiscale(
        invoice_id=row.invoice_id,
        deposit=f"{row.deposit_id:015d}",
        certificate=row.certificate or "",
        sha256=row.sha256,
        fournisseur=row.fournisseur,
        nom_fournisseur=row.nom_fournisseur or "",
        destinataire=row.route_siret or "",
        nom_destinataire=row.route_raison_sociale or "",
        numero_facture=row.numero_facture,
        type_facture=row.type_facture,
        cadre=row.cadre_facturation or "",
        date_facture=row.date_facture,
        devise=row.devise,
        ht=row.montant_ht,
        tva=row.montant_tva,
        ttc=row.montant_ttc,
        deposited_at=row.deposited_at,
        available_at=row.available_at,
        status=Status(row.status),
        code_service=row.route_code_service or "",
        numero_engagement=row.numero_engagement or "",
        numero_marche=row.numero_marche or "",
        status_at=row.status_at,
    )
