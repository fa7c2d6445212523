"""The accounting export: the invoices a payer books, one line for each rate of VAT."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection, Integer, and_, func, select

from domain.accounting import AccountingFacts, LigneComptable, VatShare
from domain.dashboard import ReportScope
from domain.status_facts import REFUSALS
from domain.travaux import ETAPES, Role
from ledger.database.bulk_lookup import listed
from ledger.database.paris_days import midnight
from ledger.database.row_mapping import DOCUMENTS, PAGE, DocumentPosition, invoices_from
from ledger.database.schema import documents, reglements, ventilations
from ledger.reports.scope import within

_D, _R, _V = documents.c, reglements.c, ventilations.c
_STEPS = sorted(cadre for cadre, etape in ETAPES.items() if etape.destinataire is not Role.SERVICE_FINANCIER)
"""Cadres of works pieces that lead to the piece that is booked."""
_SENT_BACK = sorted(status.value for status in REFUSALS)
_BOOKED = and_(func.coalesce(_D.cadre_facturation, "").not_in(_STEPS), func.coalesce(_D.status, "").not_in(_SENT_BACK))
"""What was refused or sent back for a wrong addressee is not booked: what replaces it is."""


def comptable(connection: Connection, scope: ReportScope, first: date, last: date) -> Iterator[LigneComptable]:
    """The invoices and credit notes that came from ``first`` to ``last`` (days in Paris, both included), in the order
    of deposit, streamed; one whose VAT by rate is not known has one line without a rate. Those that were refused or
    sent back are left out.
    """
    period = (_D.deposited_at >= midnight(first), _D.deposited_at < midnight(last + timedelta(1)))
    query = DOCUMENTS.where(within(scope), _D.integrated, _BOOKED, *period)
    query = query.order_by(_D.deposited_at, _D.invoice_id)
    for page in connection.execute(query.execution_options(yield_per=PAGE)).partitions():
        found = _facts_at(connection, [(row.deposit_id, row.position) for row in page])
        for invoice in invoices_from(connection, page):
            facts = found.get((invoice.deposit_id, invoice.position), AccountingFacts())
            for share in facts.shares or (VatShare(),):
                yield LigneComptable(invoice=invoice, facts=facts, share=share)


def _facts_at(connection: Connection, places: Sequence[DocumentPosition]) -> Mapping[DocumentPosition, AccountingFacts]:
    """What is kept for each of ``places``; nothing for an invoice that came before these facts were kept."""
    if not places:
        return {}
    wanted = listed(connection, places, deposit_id=Integer, position=Integer)
    of_place = (_V.deposit_id == wanted.c.deposit_id) & (_V.position == wanted.c.position)
    order = (_V.deposit_id, _V.position, _V.rank)
    shares: dict[DocumentPosition, list[VatShare]] = {}
    for row in connection.execute(select(ventilations).join_from(wanted, ventilations, of_place).order_by(*order)):
        share = VatShare(
            category=row.category, rate=_number(row.rate), base=_number(row.base), amount=_number(row.amount)
        )
        shares.setdefault((row.deposit_id, row.position), []).append(share)
    same = (_R.deposit_id == wanted.c.deposit_id) & (_R.position == wanted.c.position)
    return {
        (row.deposit_id, row.position): AccountingFacts(
            accounts=tuple(row.accounts.split()),
            bic=row.bic,
            due_date=date.fromisoformat(row.due_date) if row.due_date else None,
            shares=tuple(shares.get((row.deposit_id, row.position), ())),
        )
        for row in connection.execute(select(reglements).join_from(wanted, reglements, same))
    }


def _number(text: str | None) -> Decimal | None:
    return None if text is None or text.endswith("…") else Decimal(text)
