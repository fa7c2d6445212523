"""Column types and text that both engines store the same way: aware moments, any file name, text a supplier
controls.
"""

import json
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

from domain.text import Text as Sentence

LONGEST = 4_000
"""Characters kept of one field of an invoice: far above every limit of the field, small enough to store."""
LONGEST_INDEXED = 200
"""Characters of a text an index holds as it is (PostgreSQL refuses index rows above 2,704 bytes)."""

SIRET = 14
"""Digits of a SIRET."""

Id = BigInteger().with_variant(Integer, "sqlite")


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC, aware in UTC on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Raises ``ValueError`` on a naive moment: its time zone is unknown."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("the ledger keeps aware moments only")
        return value.astimezone(UTC)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        """A batch writes the same few moments thousands of times: each is made into text once."""
        made = super().bind_processor(dialect)
        return lru_cache(maxsize=64)(made) if made else None

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """SQLite returns it naive, PostgreSQL in the zone of the session."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Name(TypeDecorator[str]):
    """A file name, kept so that it comes back exactly: it must be found again in the drop.

    A name no database takes (bytes that are no UTF-8, a NUL) is kept as a JSON string, quotes included.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _: Dialect) -> str | None:
        """The name itself, or its JSON form."""
        if value is None or (not value.startswith('"') and clean(value) == value):
            return value
        return json.dumps(value)

    def process_result_value(self, value: str | None, _: Dialect) -> str | None:
        """The name as it was given."""
        if value is None or not value.startswith('"'):
            return value
        return str(json.loads(value))


_REFUSED = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}


def clean(text: str) -> str:
    """``text`` without what no database takes: NUL and halves of surrogate pairs become U+FFFD."""
    return text if text.isprintable() else text.translate(_REFUSED)


def both_languages(text: Sentence) -> str:
    """A sentence as a text column holds it: its French and its English in one JSON array."""
    return json.dumps([clean(text.fr), clean(text.en)], ensure_ascii=False)


def in_both_languages(column: str) -> Sentence:
    """The sentence :func:`both_languages` wrote; a text that an earlier version wrote is the same in both."""
    try:
        french, english = json.loads(column)
    except ValueError:
        return Sentence(column, column)
    return Sentence(str(french), str(english))


def kept(text: str | None) -> str | None:
    """A field as the ledger keeps it: clean, and cut with an ellipsis when no field of an invoice is that long."""
    if text is None or (len(text) <= LONGEST and text.isprintable()):
        return text
    text = clean(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def indexed(text: str) -> str:
    """``text`` as an index holds it: itself, or its beginning and its digest when it is too long for one."""
    text = clean(text)
    if len(text) <= LONGEST_INDEXED:
        return text
    return f"{text[: LONGEST_INDEXED - 65]}#{sha256(text.encode()).hexdigest()}"


def sought(number: str) -> str:
    """An invoice number as it is searched: blanks around it and capitals make no difference."""
    return indexed(number.strip().casefold())


def folder_siret(text: str | None) -> str:
    """``text`` when it is written as a SIRET, else nothing: folders are named after it, and it is untrusted."""
    return text if text and len(text) == SIRET and text.isascii() and text.isdigit() else ""


@lru_cache(maxsize=10_000)
def folded(name: str) -> str:
    """A name as it is searched: capitals, accents, the kind of apostrophe and blanks make no difference."""
    bare = unicodedata.normalize("NFKD", clean(name).replace("’", "'").casefold())
    return " ".join("".join(char for char in bare if not unicodedata.combining(char)).split())


LARGEST = 9 * 10**17
"""Cents beyond which an amount is left out: sums must fit the 64 bits both engines count in."""
_CENT = Decimal("0.01")
_BOUND = Decimal(LARGEST) / 100


def cents(amount: Decimal | None) -> int | None:
    """``amount`` in cents, half a cent rounded away from zero; ``None`` when there is none that can be counted."""
    if amount is None or not amount.is_finite() or abs(amount) > _BOUND:
        return None
    return int(amount.quantize(_CENT, ROUND_HALF_UP).scaleb(2))


def euros(amount: int | None) -> Decimal | None:
    """The amount of a column in hundredths; ``None`` for none."""
    return None if amount is None else Decimal(amount).scaleb(-2)
