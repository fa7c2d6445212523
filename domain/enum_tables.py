"""Tables keyed by an enum: whole, or declared partial.

A dict keyed by an enum is whole: it has a value for each member, and ``tests/test_enum_tables.py`` fails when a member
is added and a table forgets it. A table of some members only is a :class:`Partial`, which has no ``[]``: whoever looks
a member up states what the absence of a value means.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Generic, TypeVar, overload

Key = TypeVar("Key", bound=Enum)
Value = TypeVar("Value")
Other = TypeVar("Other")


class Partial(Generic[Key, Value]):
    """Values of some members of an enum, in the order given; read-only."""

    __slots__ = ("_table",)

    def __init__(self, table: Mapping[Key, Value]) -> None:
        self._table = dict(table)

    @overload
    def get(self, key: Key | None) -> Value | None: ...
    @overload
    def get(self, key: Key | None, other: Other) -> Value | Other: ...
    def get(self, key: Key | None, other: object = None) -> object:
        """The value of ``key``; ``other`` when the table has none."""
        return other if key is None else self._table.get(key, other)

    def require(self, key: Key) -> Value:
        """The value of ``key``, for callers that know it is there. Raises :class:`LookupError` naming it otherwise."""
        if key not in self._table:
            raise LookupError(f"There is no value for {key!r}.")
        return self._table[key]

    def __contains__(self, key: object) -> bool:
        return key in self._table

    def __iter__(self) -> Iterator[Key]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)

    def items(self) -> tuple[tuple[Key, Value], ...]:
        """Every member of the table with its value."""
        return tuple(self._table.items())

    def values(self) -> tuple[Value, ...]:
        """Every value of the table."""
        return tuple(self._table.values())
