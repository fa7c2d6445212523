"""Searching invoices, newest deposit first.

SQLite has no statistics here and would choose badly among twenty indexes. So the criteria are counted in their
indexes, up to few; one that few documents meet is read whole. Else what is frequent among the newest documents is found
soon by reading in order. PostgreSQL knows by its statistics.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from heapq import nlargest
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Subquery,
    and_,
    func,
    literal,
    select,
    tuple_,
    type_coerce,
    union,
)
from sqlalchemy import Text as TextType
from sqlalchemy.sql.elements import Tuple

from domain.errors import Unsearchable
from domain.perimetre import Perimetre
from domain.search_criteria import MOST, Count, Page, SearchCriteria
from domain.text import Text
from ledger.database.bulk_lookup import among
from ledger.database.column_types import Id, Moment, clean
from ledger.database.row_mapping import DOCUMENTS, invoices
from ledger.database.schema import documents
from ledger.search import page_token
from ledger.search.criteria import IN_ORDER, criteria
from ledger.search.page_token import PagePosition
from ledger.search.perimetre import within
from ledger.search.roles import Branch, Criterion, holds

LONGEST_PAGE = 1_000
FEW = 60_000
"""A criterion met by no more documents is read whole."""
FEWER = FEW // 10
"""So few are read whole even if there is an index in the order of deposit."""
GLANCE = 20_000
"""Newest documents that are looked at to learn what is frequent."""
FREQUENT = GLANCE // 10
COMMON = GLANCE // 100
_D = documents.c
_PLACE = (_D.deposited_at, _D.invoice_id)
_NEWEST = (_D.deposited_at.desc(), _D.invoice_id.desc())


def search(
    connection: Connection,
    asked: SearchCriteria,
    after: str | None,
    size: int,
    perimetre: Perimetre | None = None,
    most: int = MOST,
) -> Page:
    """The page of ``size`` invoices after the page token ``after``, or the first; of ``perimetre`` only, when one is
    given. They are counted to ``most``.

    Raises :class:`domain.errors.Unsearchable` for a page token of another search, and for what cannot be looked for.
    """
    if not 1 <= size <= LONGEST_PAGE:
        raise Unsearchable(
            Text(
                f"Une page de {size} factures ne peut pas être montrée.", f"A page of {size} invoices cannot be shown."
            ),
            Text(f"Demandez-en de 1 à {LONGEST_PAGE}.", f"Ask for 1 to {LONGEST_PAGE}."),
        )
    asked = _searchable(asked)
    place = page_token.place_of(asked, after) if after is not None else None
    plan = _planned(connection, asked, perimetre)
    total, mine = plan.first(connection, size, most)
    if place is not None:
        mine = plan.after(connection, place, size)
    query = DOCUMENTS.where(among(connection, _D.id, mine[:size])).order_by(*_NEWEST)
    shown = invoices(connection, query)
    return Page(
        invoices=shown,
        total=min(total, most),
        more=total > most,
        next=page_token.given(asked, (shown[-1].deposited_at, shown[-1].id)) if len(mine) > size else None,
    )


def count(connection: Connection, asked: SearchCriteria, perimetre: Perimetre | None = None, most: int = MOST) -> Count:
    """How many invoices :func:`search` finds: its ``total`` and ``more``, without a page of them.

    Raises :class:`domain.errors.Unsearchable` for what cannot be looked for.
    """
    total = _planned(connection, _searchable(asked), perimetre).total(connection, most)
    return Count(total=min(total, most), more=total > most)


def _planned(connection: Connection, asked: SearchCriteria, perimetre: Perimetre | None) -> "InOrder | Narrow":
    wanted = criteria(connection, asked)
    if perimetre is not None:
        wanted = (within(perimetre), *wanted)
    return _plan(connection, wanted) if connection.dialect.name == "sqlite" else InOrder(wanted, index=None)


def _searchable(asked: SearchCriteria) -> SearchCriteria:
    """The criteria without what no database takes: the ledger has none of it."""
    texts = {each.name: value for each in fields(asked) if isinstance(value := getattr(asked, each.name), str)}
    plain = {name: clean(value) for name, value in texts.items() if not value.isprintable()}
    return replace(asked, **plain) if plain else asked  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class InOrder:
    """Documents are read from the newest on, by an index in that order, until there are enough."""

    criteria: tuple[Criterion, ...]
    index: str | None

    def first(self, connection: Connection, size: int, most: int) -> tuple[int, list[int]]:
        """How many there are, counted a little further than ``most``, and the ids of the first and one more. To count
        few they are read, once; many are counted apart.
        """
        if most <= FEWER:
            ids = self._ids(connection, None, max(size, most) + 1)
            return len(ids), ids[: size + 1]
        ids = self._ids(connection, None, size + 1)
        return (len(ids) if len(ids) <= size else self.total(connection, most)), ids

    def total(self, connection: Connection, most: int) -> int:
        """How many there are, counted to one more than ``most``."""
        return _size(connection, _read(self.index, literal(1)).where(*_all(self.criteria)).limit(most + 1))

    def after(self, connection: Connection, place: PagePosition | None, size: int) -> list[int]:
        """The ids of the first after ``place``, and one more."""
        return self._ids(connection, place, size + 1)

    def _ids(self, connection: Connection, place: PagePosition | None, most: int) -> list[int]:
        later = () if place is None else (tuple_(*_PLACE) < _moment(place),)
        query = _read(self.index, _D.id).where(*_all(self.criteria), *later)
        return list(connection.execute(query.order_by(*_NEWEST).limit(most)).scalars())


@dataclass(frozen=True, slots=True)
class Narrow:
    """Every document that meets one criterion is read, and put in order."""

    criterion: Criterion
    rest: tuple[Criterion, ...]
    common: bool = False
    """Whether the newest documents hold a page of what is wanted: they are then read in order for it."""

    def first(self, connection: Connection, size: int, most: int) -> tuple[int, list[int]]:
        """As :meth:`InOrder.first`. What can be counted to its end was read whole: it is put in order here."""
        reach = max(most, FEWER)
        found = self._found(reach + 1)
        at = type_coerce(found.c.deposited_at, TextType)
        rows = connection.execute(select(at, found.c.invoice_id, found.c.id).limit(reach + 1)).all()
        if len(rows) > reach:
            return len(rows), self.after(connection, None, size)
        return len(rows), [id_ for *_, id_ in nlargest(size + 1, map(tuple, rows))]

    def total(self, connection: Connection, most: int) -> int:
        """As :meth:`InOrder.total`."""
        found = self._found(most + 1)
        return _size(connection, select(found.c.id).limit(most + 1))

    def after(self, connection: Connection, place: PagePosition | None, size: int) -> list[int]:
        """As :meth:`InOrder.after`."""
        if self.common:
            return InOrder((self.criterion, *self.rest), IN_ORDER).after(connection, place, size)
        found = self._found()
        later = () if place is None else (tuple_(found.c.deposited_at, found.c.invoice_id) < _moment(place),)
        newest = (found.c.deposited_at.desc(), found.c.invoice_id.desc())
        return list(connection.execute(select(found.c.id).where(*later).order_by(*newest).limit(size + 1)).scalars())

    def _found(self, most: int | None = None) -> Subquery:
        """All of them; with ``most``, all when they are fewer, else some, no fewer than that."""
        reads = [_read(each.index, _D.id, *_PLACE).where(each.holds, *_all(self.rest)) for each in self.criterion]
        if len(reads) == 1:
            return reads[0].subquery("found")
        parts = reads if most is None else [select(each.limit(most).subquery()) for each in reads]
        return union(*parts).subquery("found")


def _plan(connection: Connection, wanted: tuple[Criterion, ...]) -> InOrder | Narrow:
    ordered = [each[0].index for each in wanted if len(each) == 1 and each[0].ordered]
    most = FEWER if ordered else FEW
    wanted = _not_paid(wanted)
    found = [each for each in wanted if all(branch.index and not branch.scanned for branch in each)]
    fewest, first = _fewest(connection, found, most)
    if fewest <= FEWER:
        return _narrow(first, wanted)
    if ordered:
        return InOrder(wanted, ordered[0])
    met = _met(connection, wanted)
    if met >= FREQUENT:
        return InOrder(wanted, IN_ORDER)
    covering = [each for each in wanted if all(branch.covering for branch in each)]
    if fewest <= FEW or covering:
        return _narrow(first if fewest <= FEW else covering[0], wanted, common=met > COMMON)
    return InOrder(wanted, IN_ORDER)


def _narrow(criterion: Criterion, wanted: tuple[Criterion, ...], *, common: bool = False) -> Narrow:
    return Narrow(criterion, tuple(each for each in wanted if each is not criterion), common)


def _not_paid(wanted: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    """The same, each read by its index of what is not paid when nothing else is asked for."""
    asked = [each[0].holds for each in wanted if len(each) == 1 and each[0].is_open]
    if not asked:
        return wanted

    def narrowed(branch: Branch) -> Branch:
        if branch.open_index is None:
            return branch
        return replace(branch, holds=and_(branch.holds, asked[0]), index=branch.open_index, ordered=False)

    return tuple(tuple(map(narrowed, each)) for each in wanted)


def _fewest(connection: Connection, found: Iterable[Criterion], most: int) -> tuple[int, Criterion]:
    """The criterion that fewest documents meet, and how many, up to one more than ``most``: none is counted further
    than the best before it.
    """
    best: tuple[int, Criterion] = (FEW + 1, ())
    for each in found:
        counted = _counted(connection, each, min(most, best[0]))
        if counted < best[0]:
            best = counted, each
    return best


def _counted(connection: Connection, criterion: Criterion, most: int) -> int:
    """How many documents meet it, each way of it counted up to one more than ``most``."""
    return sum(_count(connection, branch, most) for branch in criterion)


def _count(connection: Connection, branch: Branch, most: int) -> int:
    return _size(connection, _read(branch.index, literal(1)).where(branch.holds).limit(most + 1))


def _size(connection: Connection, query: Select[Any]) -> int:
    """The number of its rows."""
    return connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()


def _met(connection: Connection, wanted: Iterable[Criterion]) -> int:
    """How many of the newest documents (of the period that is asked) are wanted."""
    dated = [branch.holds for each in wanted for branch in each if branch.index == IN_ORDER]
    met = and_(*_all(wanted)).label("met")
    newest = _read(IN_ORDER, met).where(*dated).order_by(*_NEWEST).limit(GLANCE).subquery()
    return connection.execute(select(func.count()).select_from(newest).where(newest.c.met)).scalar_one()


def _read(index: str | None, *columns: ColumnElement[Any]) -> Select[tuple[object, ...]]:
    query = select(*columns).select_from(documents)
    return query.with_hint(documents, f"INDEXED BY {index}", "sqlite") if index else query


def _all(wanted: Iterable[Criterion]) -> Iterable[ColumnElement[bool]]:
    return (_D.current, _D.number_sought.is_not(None), *(holds(each) for each in wanted))


def _moment(place: PagePosition) -> Tuple:
    return tuple_(literal(place[0], Moment), literal(place[1], Id))
