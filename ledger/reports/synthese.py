"""The *synthese*: what waits for treatment, with the two filters of the portal (seed 003)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_

from domain.dashboard import ReportScope
from domain.deposit import DepositedInvoice
from domain.paris_time import paris_day
from domain.status import Status
from domain.travaux import ETAPES, is_over
from ledger.database.paris_days import midnight
from ledger.database.row_mapping import DOCUMENTS, PAGE, invoices_from
from ledger.database.schema import RARE, documents
from ledger.reports.scope import not_paid, within

REFUSED_DAYS = 10
"""A refusal is old after so many days."""
_D = documents.c
_REFUSED = sorted(status.value for status in Status if is_over(status))
_DONE = [Status.MISE_EN_PAIEMENT.value, Status.ASSOCIEE.value, Status.REMPLACEE_PAR_A22.value]


def synthese(
    connection: Connection,
    scope: ReportScope,
    *,
    hide_old_refusals: bool,
    hide_downloaded: bool,
    only_works: bool,
    now: datetime,
) -> Iterator[DepositedInvoice]:
    """What is neither paid nor gone on as another piece of its dossier, in the order of deposit, streamed."""
    query = DOCUMENTS.where(within(scope), _D.status.not_in(_DONE)).order_by(_D.deposited_at, _D.invoice_id)
    query = query.where(RARE, _D.cadre_facturation.in_(sorted(ETAPES))) if only_works else not_paid(query, scope)
    if hide_old_refusals:
        oldest = midnight(paris_day(now) - timedelta(days=REFUSED_DAYS))
        query = query.where(~and_(_D.status.in_(_REFUSED), _D.status_at < oldest))
    if hide_downloaded:
        query = query.where(_D.downloaded_at.is_(None))
    for page in connection.execute(query.execution_options(yield_per=PAGE)).partitions():
        yield from invoices_from(connection, page)
