"""What the accounting export needs of integrated invoices: accounts, due date, VAT by rate."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import Connection, insert

from domain.accounting import VatShare, accounting_facts
from domain.deposit import INTEGRATED, Settled
from ledger.database.column_types import clean, kept
from ledger.database.schema import reglements, ventilations

Row = dict[str, object]


def write(connection: Connection, settled: Sequence[Settled]) -> None:
    """Keeps the facts of the integrated invoices of ``settled``; each is integrated once."""
    terms: list[Row] = []
    shares: list[Row] = []
    for one in settled:
        if one.decision.invoice is None or one.disposition not in INTEGRATED:
            continue
        facts = accounting_facts(one.decision.invoice)
        place: Row = {"deposit_id": one.deposit_id, "position": one.position}
        due = facts.due_date.isoformat() if facts.due_date else None
        accounts = kept(" ".join(facts.accounts))
        terms.append(place | {"accounts": accounts, "bic": clean(facts.bic), "due_date": due})
        shares += [place | {"rank": rank, **_share(share)} for rank, share in enumerate(facts.shares)]
    for table, rows in ((reglements, terms), (ventilations, shares)):
        if rows:
            connection.execute(insert(table), rows)


def _share(share: VatShare) -> Row:
    numbers = {"rate": share.rate, "base": share.base, "amount": share.amount}
    return {"category": kept(share.category), **{name: _text(number) for name, number in numbers.items()}}


def _text(number: Decimal | None) -> str | None:
    return None if number is None else kept(format(number, "f"))
