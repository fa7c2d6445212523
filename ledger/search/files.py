"""Searching deposited files, newest first: by the deposit's number, or by the name of the file or of a lot's member."""

from collections.abc import Iterator

from sqlalchemy import Column, ColumnElement, Connection, Text, func, or_, select, type_coerce

from domain.deposit import Deposit
from ledger.database.column_types import LARGEST
from ledger.database.row_mapping import deposits_from
from ledger.database.schema import deposits, documents
from ledger.search.criteria import like

DIGITS = 15
"""Of a deposit's number, as people read it."""
MOST = 50
"""Files that are shown at most; more names than that ask for a better one."""


def find(connection: Connection, text: str, drop: str | None) -> tuple[Deposit, ...]:
    """The files that ``text`` names; ``*`` stands for any characters, and letters count in either case.

    There is no index on names: every file of the ledger is read.
    Raises :class:`domain.errors.Unsearchable` for a text that is too long.
    """
    query = select(deposits).where(or_(*_named(text.strip())))
    if drop is not None:
        query = query.where(deposits.c.drop_name == drop)
    return deposits_from(connection, connection.execute(query.order_by(deposits.c.id.desc()).limit(MOST)).all())


def _named(text: str) -> Iterator[ColumnElement[bool]]:
    if text.isascii() and text.isdigit() and len(text) <= DIGITS and int(text) <= LARGEST:
        yield deposits.c.id == int(text)
    yield _is_called(deposits.c.name, text)
    lots = select(documents.c.deposit_id).where(
        documents.c.member.is_not(None),
        or_(_is_called(documents.c.member, text), _is_called(documents.c.member, f"*/{text}")),
    )
    yield deposits.c.id.in_(lots)


def _is_called(column: Column[str], text: str) -> ColumnElement[bool]:
    """Both as it is and in small letters: SQLite's own know ASCII only."""
    name = type_coerce(column, Text)
    return or_(like(name, text, str), like(func.lower(name), text, str.lower))
