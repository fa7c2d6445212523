"""A report: a table of typed columns, described once for the CSV and the workbook."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from domain.text import Locale, Text

T = TypeVar("T")
Value = str | int | Decimal | date | datetime | None


class ColumnKind(StrEnum):
    """What the cells of a column hold. A value that is no amount or no date is written as text."""

    TEXT = "text"
    AMOUNT = "amount"
    """A ``Decimal`` or a plain decimal as text."""
    INT = "int"
    DATE = "date"
    """A ``date`` or one in ISO 8601 as text."""
    MOMENT = "moment"
    """An aware ``datetime``; people read it in Paris."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[T]):
    """A heading, and the value of a fact under it."""

    label: Text
    value: Callable[[T, Locale], Value]
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 16
    """Of the workbook's column, in characters."""
    first: bool = False
    """Whether the workbook has it among the columns that are seen and printed, on lines that are broken in its width;
    when a report has such columns, the others are folded behind them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Generic[T]):
    """One report: a row for each fact."""

    key: str
    """Of the file's name, in ASCII."""
    title: Text
    """Of the workbook's sheet; at most 27 characters, without ``[]:*?/\\``."""
    columns: tuple[Column[T], ...]
    separator: str = ";"
    """Of the CSV: one character."""
