"""The expected values of a page: printed ones, and others that are true without being printed."""

import json
from dataclasses import dataclass
from decimal import Decimal

from domain.invoice import FIELDS


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueField:
    """A field and its value: a plain decimal, an ISO 8601 date, or text."""

    name: str
    """One of :data:`domain.invoice.FIELDS`."""
    value: str
    printed: bool
    """Whether the page prints it; a value that is not printed may be deduced and is not counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueLine:
    """A line of the invoice's table; ``rate`` and ``percent`` (a discount) are in percent, ``unit`` is a code."""

    name: str
    amount: Decimal
    quantity: Decimal
    price: Decimal
    rate: Decimal
    unit: str
    percent: Decimal
    columns: frozenset[str]
    """Those of ``quantity``, ``price``, ``rate``, ``unit`` and ``percent`` that the table prints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """The expected values of one page, in the order of the fields; other fields are absent from the document."""

    fields: tuple[TrueField, ...]
    partial: bool = False
    """Whether the document may have other fields (values from a lesser profile)."""
    lines: tuple[TrueLine, ...] = ()
    """The lines of the table that the page prints; none when it has no table."""

    def field(self, name: str) -> TrueField | None:
        """The expected value of one field; ``None`` without one."""
        return next((field for field in self.fields if field.name == name), None)

    def as_json(self) -> bytes:
        """The printed fields, in the format of ``navette check``."""
        shown = {field.name: field.value for field in self.fields if field.printed}
        return (json.dumps({name: shown.get(name) for name in FIELDS}, ensure_ascii=False, indent=1) + "\n").encode()
