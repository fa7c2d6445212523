"""Deliveries as the follow-up asks of them: who was given invoices and may speak of them, what nobody took yet."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, select, union

from domain.deposit import DepositedInvoice
from ledger.questions import PAGE
from ledger.remembered import DOCUMENTS, invoices_from
from ledger.schema import documents

_D = documents.c


def speakers(connection: Connection) -> tuple[str, ...]:
    """The SIRET of every structure an invoice was accepted for, or that validates one, in order."""
    columns = (_D.route_siret, _D.valideur_1, _D.valideur_2)
    known = union(*(select(column.label("siret")).where(column.is_not(None)).distinct() for column in columns))
    return tuple(siret for siret in sorted(connection.execute(known).scalars()) if siret)


def untaken(connection: Connection, since: datetime) -> Iterator[DepositedInvoice]:
    """The invoices made available since then that nobody is known to have downloaded, desk by desk."""
    query = DOCUMENTS.where(_D.integrated, _D.downloaded_at.is_(None), _D.available_at >= since)
    by_desk = query.order_by(_D.route_siret, _D.route_code_service, _D.invoice_id)
    for page in connection.execute(by_desk.execution_options(yield_per=PAGE)).partitions():
        yield from invoices_from(connection, page)
