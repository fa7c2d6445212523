"""Look-ups of invoices for people and reports."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, or_, select, union

from domain.deposit import DepositedInvoice, History
from domain.perimetre import Perimetre
from domain.supplier_identity import is_doubtful
from ledger.certificates.chain import written
from ledger.database.bulk_lookup import among
from ledger.database.column_types import sought
from ledger.database.row_mapping import DOCUMENTS, PAGE, invoices, invoices_from
from ledger.database.schema import certificates, documents
from ledger.lifecycle import transitions
from ledger.lifecycle.history import actions_of
from ledger.search.perimetre import within
from ledger.search.roles import holds

_D = documents.c
_IN_ORDER = (_D.deposited_at, _D.invoice_id)


def of_deposits(connection: Connection, deposit_ids: Sequence[int]) -> tuple[DepositedInvoice, ...]:
    """Every document of the deposits, in the order of the deposits and of each one's documents, as decided there.

    A later deposit may have recycled one: the version returned is that of its own deposit.
    """
    mine = among(connection, _D.deposit_id, deposit_ids)
    return invoices(connection, DOCUMENTS.where(mine).order_by(_D.deposit_id, _D.position))


def by_ids(connection: Connection, ids: Sequence[int]) -> tuple[DepositedInvoice, ...]:
    """The invoices of ``ids`` the ledger has, each once, as they stand, in the order of their ids."""
    mine = among(connection, _D.invoice_id, ids)
    return invoices(connection, DOCUMENTS.where(mine, _D.current).order_by(_D.invoice_id))


def find(connection: Connection, text: str) -> tuple[History, ...]:
    """The history of every invoice of this number, or of the one this certificate was given for; oldest first."""
    certified = (
        select(_D.invoice_id)
        .join_from(certificates, documents, _D.id == certificates.c.document_id)
        .where(certificates.c.number == written(text))
    )
    numbered = select(_D.invoice_id).where(_D.number_sought == sought(text), _D.current)
    ids = connection.execute(numbered.union(certified)).scalars().all()
    mine = among(connection, _D.invoice_id, ids)
    found = invoices(connection, DOCUMENTS.where(mine, _D.current).order_by(*_IN_ORDER))
    events = transitions.events_of(connection, [one.id for one in found])
    done = actions_of(connection, [one.id for one in found])
    return tuple(History(invoice=one, events=events.get(one.id, ()), actions=done.get(one.id, ())) for one in found)


def one(connection: Connection, invoice_id: int, perimetre: Perimetre) -> History | None:
    """The invoice of this id with its history, when it is of ``perimetre``."""
    seen = holds(within(perimetre))
    found = invoices(connection, DOCUMENTS.where(_D.invoice_id == invoice_id, _D.current, seen))
    if not found:
        return None
    events, done = transitions.events_of(connection, [invoice_id]), actions_of(connection, [invoice_id])
    return History(invoice=found[0], events=events.get(invoice_id, ()), actions=done.get(invoice_id, ()))


def seen(connection: Connection, invoice_ids: Iterable[int], perimetre: Perimetre) -> frozenset[int]:
    """Those of the ids that are of ``perimetre``."""
    mine = among(connection, _D.invoice_id, invoice_ids)
    query = select(_D.invoice_id).where(mine, _D.current, holds(within(perimetre)))
    return frozenset(connection.execute(query).scalars())


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


def with_doubtful_suppliers(connection: Connection) -> Iterator[DepositedInvoice]:
    """The accepted invoices whose supplier the document may give otherwise now, in the order of deposit, a page at a
    time.
    """
    key, tva = _D.key_supplier, _D.tva_fournisseur
    may_be = or_(*(key.like(f"{some}%") for some in ("%:", "000", "S3 000")), tva.not_like("FR%"))
    query = DOCUMENTS.where(_D.integrated, may_be).order_by(*_IN_ORDER)
    for page in connection.execute(query.execution_options(yield_per=PAGE)).partitions():
        doubtful = [row for row in page if is_doubtful(row.key_supplier or "", row.tva_fournisseur)]
        yield from invoices_from(connection, doubtful)


def recipients_and_valideurs(connection: Connection) -> tuple[str, ...]:
    """The SIRET of every structure an invoice was accepted for, or that validates one, in order."""
    columns = (_D.route_siret, _D.valideur_1, _D.valideur_2)
    known = union(*(select(column.label("siret")).where(column.is_not(None)).distinct() for column in columns))
    return tuple(siret for siret in sorted(connection.execute(known).scalars()) if siret)


def not_downloaded(connection: Connection, since: datetime) -> Iterator[DepositedInvoice]:
    """The invoices made available since then that nobody is known to have downloaded, by recipient and service."""
    query = DOCUMENTS.where(_D.integrated, _D.downloaded_at.is_(None), _D.available_at >= since)
    by_desk = query.order_by(_D.route_siret, _D.route_code_service, _D.invoice_id)
    for page in connection.execute(by_desk.execution_options(yield_per=PAGE)).partitions():
        yield from invoices_from(connection, page)
