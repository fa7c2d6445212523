"""Searching invoices, newest deposit first.

SQLite has no statistics here and would choose badly among twenty indexes. So: a look at the newest documents tells
whether what is asked is frequent; then reading in order finds it soon. If not, the criterion that the fewest documents
meet, as its index counts them, is read whole. PostgreSQL knows by its statistics.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import CTE, ColumnElement, Connection, Select, func, literal, select, tuple_, union
from sqlalchemy.sql.elements import Tuple

from domain.errors import LedgerError
from domain.recherche import MOST, Page, Recherche
from ledger import bookmark
from ledger.bookmark import Place
from ledger.criteria import IN_ORDER, NUMBER, Branch, Criterion, criteria, holds
from ledger.kinds import Id, Moment
from ledger.listed import among
from ledger.remembered import DOCUMENTS, AnyRow, invoices
from ledger.schema import documents

LONGEST_PAGE = 1_000
GLANCE = 20_000
"""Newest documents that are looked at first."""
FREQUENT = GLANCE // 10
"""Found among them, what is asked is frequent."""
FEW = 40_000
"""A criterion met by no more documents is read whole."""
_D = documents.c
_PLACE = (_D.deposited_at, _D.invoice_id)
_NEWEST = (_D.deposited_at.desc(), _D.invoice_id.desc())
_SHOWN = (_D.current, _D.number_sought.is_not(None))
Rows = Sequence[AnyRow]
"""(id, moment of deposit, invoice id)."""


def search(connection: Connection, asked: Recherche, after: str | None, size: int) -> Page:
    """The page of ``size`` invoices after the bookmark ``after``, or the first.

    Raises :class:`domain.errors.LedgerError` for a bookmark of another search, and for what cannot be looked for.
    """
    if not 1 <= size <= LONGEST_PAGE:
        raise LedgerError(f"A page of {size} invoices cannot be shown.", f"Ask for 1 to {LONGEST_PAGE}.")
    place = bookmark.place_of(asked, after) if after is not None else None
    wanted = criteria(connection, asked)
    plan = _plan(connection, wanted) if connection.dialect.name == "sqlite" else InOrder(wanted, index=None)
    rows = plan.page(connection, place, size + 1)
    total = plan.count(connection, MOST + 1)
    shown = rows[:size]
    query = DOCUMENTS.where(among(connection, _D.id, [row.id for row in shown])).order_by(*_NEWEST)
    return Page(
        invoices=invoices(connection, query),
        total=min(total, MOST),
        more=total > MOST,
        next=bookmark.given(asked, (shown[-1].deposited_at, shown[-1].invoice_id)) if len(rows) > size else None,
    )


@dataclass(frozen=True, slots=True)
class InOrder:
    """Documents are read from the newest on until the page is full."""

    criteria: tuple[Criterion, ...]
    index: str | None

    def page(self, connection: Connection, place: Place | None, size: int) -> Rows:
        """The first ``size`` after ``place``."""
        query = _read(self.index, _D.id, *_PLACE).where(*_all(self.criteria), *_after(place))
        return connection.execute(query.order_by(*_NEWEST).limit(size)).all()

    def count(self, connection: Connection, most: int) -> int:
        """How many there are, counted up to ``most``."""
        found = _read(self.index, literal(1)).where(*_all(self.criteria)).limit(most)
        return connection.execute(select(func.count()).select_from(found.subquery())).scalar_one()


@dataclass(frozen=True, slots=True)
class Narrow:
    """Every document that meets one criterion is read, and put in order."""

    first: Criterion
    rest: tuple[Criterion, ...]

    def page(self, connection: Connection, place: Place | None, size: int) -> Rows:
        """The first ``size`` after ``place``."""
        found = self._found()
        later = () if place is None else (tuple_(found.c.deposited_at, found.c.invoice_id) < _moment(place),)
        newest = (found.c.deposited_at.desc(), found.c.invoice_id.desc())
        return connection.execute(select(found).where(*later).order_by(*newest).limit(size)).all()

    def count(self, connection: Connection, most: int) -> int:
        """How many there are, counted up to ``most``."""
        found = select(self._found().c.id).limit(most).subquery()
        return connection.execute(select(func.count()).select_from(found)).scalar_one()

    def _found(self) -> CTE:
        reads = [_read(branch.index, _D.id, *_PLACE).where(branch.holds, *_all(self.rest)) for branch in self.first]
        return (reads[0] if len(reads) == 1 else union(*reads)).cte("found")


def _plan(connection: Connection, wanted: tuple[Criterion, ...]) -> InOrder | Narrow:
    in_order = InOrder(wanted, IN_ORDER)
    if not wanted or _is_frequent(connection, wanted):
        return in_order
    counted = [(_counted(connection, each), each) for each in wanted if all(branch.index for branch in each)]
    fewest, first = min(counted, key=lambda pair: pair[0], default=(FEW + 1, ()))
    if fewest <= FEW:
        return Narrow(first, tuple(each for each in wanted if each is not first))
    numbered = [each for each in wanted if each[0].index == NUMBER]
    if numbered:  # its index has all that the order needs
        return InOrder(wanted, NUMBER)
    return in_order


def _is_frequent(connection: Connection, wanted: Iterable[Criterion]) -> bool:
    dated = [branch.holds for each in wanted for branch in each if branch.index == IN_ORDER]
    newest = _read(IN_ORDER, _D.id).where(*dated).order_by(*_NEWEST).limit(GLANCE).subquery()
    query = select(func.count()).select_from(documents).join(newest, newest.c.id == _D.id).where(*_all(wanted))
    return connection.execute(query).scalar_one() >= FREQUENT


def _counted(connection: Connection, criterion: Criterion) -> int:
    """How many documents meet it, counted up to one more than few."""
    return sum(_count(connection, branch) for branch in criterion)


def _count(connection: Connection, branch: Branch) -> int:
    found = _read(branch.index, literal(1)).where(branch.holds).limit(FEW + 1).subquery()
    return connection.execute(select(func.count()).select_from(found)).scalar_one()


def _read(index: str | None, *columns: ColumnElement[object]) -> Select[tuple[object, ...]]:
    query = select(*columns).select_from(documents)
    return query.with_hint(documents, f"INDEXED BY {index}", "sqlite") if index else query


def _all(wanted: Iterable[Criterion]) -> Iterable[ColumnElement[bool]]:
    return (*_SHOWN, *(holds(each) for each in wanted))


def _after(place: Place | None) -> Iterable[ColumnElement[bool]]:
    return () if place is None else (tuple_(*_PLACE) < _moment(place),)


def _moment(place: Place) -> Tuple:
    return tuple_(literal(place[0], Moment), literal(place[1], Id))
