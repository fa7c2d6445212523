"""What people and reports ask of the ledger."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from domain.deposit import DepositedInvoice, History
from ledger import life
from ledger.actions import actions_of
from ledger.chain import written
from ledger.kinds import sought
from ledger.listed import among
from ledger.remembered import DOCUMENTS, invoices, invoices_from
from ledger.schema import certificates, documents

PAGE = 1000
"""Rows held in memory while a report is streamed."""

_D = documents.c
_IN_ORDER = (_D.deposited_at, _D.invoice_id)


def invoices_of(connection: Connection, deposit_ids: Sequence[int]) -> tuple[DepositedInvoice, ...]:
    """Every document of the deposits, in the order of the deposits and of each one's documents, as decided there.

    A later deposit may have recycled one: what is said here is the version its own deposit brought.
    """
    mine = among(connection, _D.deposit_id, deposit_ids)
    return invoices(connection, DOCUMENTS.where(mine).order_by(_D.deposit_id, _D.position))


def by_ids(connection: Connection, ids: Sequence[int]) -> tuple[DepositedInvoice, ...]:
    """The invoices of ``ids`` the ledger has, each once, as they stand, in the order of their ids."""
    mine = among(connection, _D.invoice_id, ids)
    return invoices(connection, DOCUMENTS.where(mine, _D.current).order_by(_D.invoice_id))


def find(connection: Connection, text: str) -> tuple[History, ...]:
    """The life of every invoice of this number, or of the one this certificate was given for; oldest first."""
    certified = (
        select(_D.invoice_id)
        .join_from(certificates, documents, _D.id == certificates.c.document_id)
        .where(certificates.c.number == written(text))
    )
    numbered = select(_D.invoice_id).where(_D.number_sought == sought(text), _D.current)
    ids = connection.execute(numbered.union(certified)).scalars().all()
    mine = among(connection, _D.invoice_id, ids)
    found = invoices(connection, DOCUMENTS.where(mine, _D.current).order_by(*_IN_ORDER))
    told = life.events_of(connection, [one.id for one in found])
    done = actions_of(connection, [one.id for one in found])
    return tuple(History(invoice=one, events=told.get(one.id, ()), actions=done.get(one.id, ())) for one in found)


def recipients(connection: Connection) -> tuple[str, ...]:
    """The SIRET of every structure an invoice was accepted for, in order."""
    query = select(_D.route_siret).where(_D.route_siret.is_not(None)).distinct().order_by(_D.route_siret)
    return tuple(connection.execute(query).scalars())


def status_rows(
    connection: Connection, since: datetime | None, siret: str | None, drop: str | None
) -> Iterator[DepositedInvoice]:
    """The rows of a status report, in the order of deposit, a page at a time.

    For a structure, the invoices it was given; for a drop, or for all, every document whatever was decided.
    ``since`` keeps those whose status changed (or that were deposited, without a status) at that moment or later.
    """
    query = DOCUMENTS.where(_D.current).order_by(*_IN_ORDER)
    if siret is not None:
        query = query.where(_D.route_siret == siret, _D.integrated)
    if drop is not None:
        query = query.where(_D.drop_name == drop)
    if since is not None:
        query = query.where(_D.changed_at >= since)
    for page in connection.execute(query.execution_options(yield_per=PAGE)).partitions():
        yield from invoices_from(connection, page)
