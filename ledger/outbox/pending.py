"""Deposits and invoices with a task that is not done: the bytes such a task may read do not leave."""

from dataclasses import dataclass

from sqlalchemy import Connection, select, union_all

from domain.deposit import Effect
from ledger.database.bulk_lookup import among
from ledger.database.schema import GIVEN_UP, TODO, events, outbox

_OF_DEPOSIT = frozenset({Effect.TAKE, Effect.REPORT})
_C = outbox.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """The deposits and invoices of tasks that are to do, or were given up."""

    deposits: frozenset[int]
    invoices: frozenset[int]

    def of_deposit(self, deposit_id: int) -> bool:
        """Whether the deposited file is still to be taken or reported."""
        return deposit_id in self.deposits

    def of_invoice(self, invoice_id: int) -> bool:
        """Whether the invoice is still to be delivered, certified, submitted or reported."""
        return invoice_id in self.invoices


def pending(connection: Connection) -> Pending:
    """Every effect that is not done, those given up too. Two queries: each has an index of its own."""
    query = union_all(*(select(_C.effect, _C.subject).where(state) for state in (TODO, GIVEN_UP)))
    deposits: set[int] = set()
    invoices: set[int] = set()
    event_ids: set[int] = set()
    for effect, subject in connection.execute(query):
        kind = Effect(effect)
        (deposits if kind in _OF_DEPOSIT else event_ids if kind is Effect.STATUS else invoices).add(subject)
    return Pending(deposits=frozenset(deposits), invoices=frozenset(invoices | _invoices(connection, event_ids)))


def _invoices(connection: Connection, event_ids: set[int]) -> set[int]:
    if not event_ids:
        return set()
    query = select(events.c.invoice_id).where(among(connection, events.c.id, sorted(event_ids)))
    return set(connection.execute(query).scalars())
