"""What happened to the invoices and files that somebody may see, in the order it was recorded.

Rows are read by their numbers. Whoever adds a status, an action or a *compte rendu* holds the writers' lock of the
ledger from before it takes a number until it is committed (:meth:`ledger.database.engine.Database.write`): a higher
number is committed later, on PostgreSQL too. So nothing appears behind a place that a reader has passed, and nothing is
read twice. A page looks at no more than :data:`WINDOW` numbers of each kind, whatever it finds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select

from domain.deposit import DepositKind, Effect
from domain.feed import FeedInvoice, FeedItem, FeedPage, FeedPosition
from domain.perimetre import Perimetre
from domain.suivi import Action, RecordedAction
from ledger.database.bulk_lookup import among
from ledger.database.row_mapping import AnyRow, deposits_from, status_event
from ledger.database.schema import actions, deposits, documents, events, outbox
from ledger.search.perimetre import within
from ledger.search.roles import holds

WINDOW = 20_000
"""Row numbers of a kind that one page looks at."""
_D = documents.c
_E = events.c
_A = actions.c
_O = outbox.c
_ABOUT = (
    _D.numero_facture,
    _D.nom_fournisseur,
    func.coalesce(_D.route_raison_sociale, _D.nom_destinataire).label("recipient"),
)
_BY_INVOICE = "INDEXED BY documents_of_invoice"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What was read of one kind between two numbers: the first is excluded, the last included."""

    low: int
    high: int
    end: int
    """The last number there is."""
    items: tuple[FeedItem, ...]
    """In the order of the page, one more than it holds at most."""

    def rest(self, taken: int, *, newest: bool) -> int:
        """Where the next page begins once ``taken`` items were shown."""
        if taken == len(self.items):
            return self.low if newest else self.high
        row = self.items[taken].row  # the first that was not shown
        return row if newest else row - 1

    def goes_on(self, place: int, *, newest: bool) -> bool:
        """Whether there is something beyond ``place``."""
        return place > 0 if newest else place < self.end


def page(
    connection: Connection,
    cursor: FeedPosition | None,
    size: int,
    perimetre: Perimetre,
    drops: Sequence[str],
    *,
    newest: bool,
) -> FeedPage:
    """What happened after ``cursor`` (``None``: from the beginning), the oldest first; with ``newest``, what happened
    at ``cursor`` and before (``None``: from the end), the newest first. ``drops``: accounts whose files may be seen.
    """
    seen = holds(within(perimetre))

    def of(table: Table, place: int | None, rows: Callable[[Select[Any]], tuple[FeedItem, ...]]) -> _Read:
        end = connection.execute(select(func.max(table.c.id))).scalar() or 0
        if newest:
            high = end if place is None else min(place, end)
            low = max(0, high - WINDOW)
        else:
            low = min(place or 0, end)
            high = min(end, low + WINDOW)
        order = table.c.id.desc() if newest else table.c.id
        window = select(table).where(table.c.id > low, table.c.id <= high).order_by(order).limit(size + 1)
        return _Read(low=low, high=high, end=end, items=rows(window))

    def steps(window: Select[Any]) -> tuple[FeedItem, ...]:
        return tuple(map(_step, connection.execute(_about(window, events).where(seen))))

    def done(window: Select[Any]) -> tuple[FeedItem, ...]:
        return tuple(map(_done, connection.execute(_about(window, actions).where(seen))))

    def decided(window: Select[Any]) -> tuple[FeedItem, ...]:
        return _decided(connection, window, drops)

    reads = (
        of(events, cursor.event if cursor else None, steps),
        of(actions, cursor.action if cursor else None, done),
        of(outbox, cursor.account if cursor else None, decided),
    )
    taken, items = _merged([each.items for each in reads], size, newest=newest)
    event, action, account = (each.rest(many, newest=newest) for each, many in zip(reads, taken, strict=True))
    position = FeedPosition(event=event, action=action, account=account)
    places = (event, action, account)
    more = any(each.goes_on(place, newest=newest) for each, place in zip(reads, places, strict=True))
    return FeedPage(items=items, position=position, more=more)


def _merged(
    streams: Sequence[tuple[FeedItem, ...]], size: int, *, newest: bool
) -> tuple[list[int], tuple[FeedItem, ...]]:
    """Up to ``size`` items by their moments, those of one kind in the order of their numbers; how many of each."""
    taken = [0] * len(streams)
    items: list[FeedItem] = []
    while len(items) < size:
        heads = [(stream[taken[rank]].at, rank) for rank, stream in enumerate(streams) if taken[rank] < len(stream)]
        if not heads:
            break
        _, rank = max(heads) if newest else min(heads)
        items.append(streams[rank][taken[rank]])
        taken[rank] += 1
    return taken, tuple(items)


def _about(window: Select[Any], table: Table) -> Select[Any]:
    """The rows of a window with the invoice they are about; invoices are looked up by number, not searched."""
    query = window.add_columns(*_ABOUT).join_from(table, documents, (_D.invoice_id == table.c.invoice_id) & _D.current)
    return query.with_hint(documents, _BY_INVOICE, "sqlite")


def _decided(connection: Connection, window: Select[Any], drops: Sequence[str]) -> tuple[FeedItem, ...]:
    if not drops:
        return ()
    mine = among(connection, deposits.c.drop_name, drops)
    kind = deposits.c.kind == DepositKind.FACTURES.value
    query = window.where(_O.effect == Effect.REPORT.value).join_from(outbox, deposits, deposits.c.id == _O.subject)
    rows = connection.execute(query.where(mine, kind)).all()
    ids = {row.subject for row in rows}
    found = connection.execute(select(deposits).where(among(connection, deposits.c.id, ids))).all() if ids else []
    files = {each.id: each for each in deposits_from(connection, found)}
    return tuple(
        FeedItem(row=row.id, at=row.added_at or files[row.subject].received_at, deposit=files[row.subject])
        for row in rows
    )


def _step(row: AnyRow) -> FeedItem:
    return FeedItem(row=row.id, at=row.at, invoice=_invoice(row), event=status_event(row))


def _done(row: AnyRow) -> FeedItem:
    action = RecordedAction(action=Action(row.action), at=row.at, actor=row.actor, detail=row.detail)
    return FeedItem(row=row.id, at=row.at, invoice=_invoice(row), action=action)


def _invoice(row: AnyRow) -> FeedInvoice:
    return FeedInvoice(
        id=row.invoice_id,
        numero_facture=row.numero_facture or "",
        nom_fournisseur=row.nom_fournisseur or "",
        nom_destinataire=row.recipient or "",
    )
