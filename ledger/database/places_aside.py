"""Whether what is at a place of a deposit was set aside, as conditions of queries."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, exists

from ledger.database.schema import mises_de_cote


def in_force(rows: FromClause) -> ColumnElement[bool]:
    """Whether a row is the last one of its place."""
    later = mises_de_cote.alias()
    return ~exists().where(
        later.c.deposit_id == rows.c.deposit_id, later.c.position == rows.c.position, later.c.id > rows.c.id
    )


def aside_at(deposit_id: ColumnElement[Any], position: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether what is at this place is set aside."""
    row = mises_de_cote.alias()
    return exists().where(row.c.deposit_id == deposit_id, row.c.position == position, row.c.aside, in_force(row))
