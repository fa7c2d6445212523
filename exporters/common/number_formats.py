"""How people in France (and, as an option, elsewhere) read amounts, dates, identifiers and foreign text.

Whatever does not have the expected shape is shown as it is: an export never hides a value it does not understand.
"""

import re
import unicodedata
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from domain.paris_time import french_date, french_datetime
from domain.text import Locale

DECIMAL = re.compile(r"(-?)(\d+)(?:\.(\d+))?")
"""A plain decimal, as :func:`domain.invoice.fields` writes it."""
ESPACE_FINE = "\u202f"
"""Narrow no-break space, between thousands."""
INSECABLE = "\u00a0"
SYMBOLS = {"EUR": "€"}
_INVISIBLE = frozenset({"Cc", "Cf"})


def amount(value: str, devise: str, locale: Locale = Locale.FR) -> str:
    """``value`` (a plain decimal) with its currency (ISO 4217): ``1 234,56 €``, ``€1,234.56``; empty when empty."""
    match = DECIMAL.fullmatch(value)
    if match is None:
        return f"{value}{INSECABLE}{devise}" if value and devise else value
    sign, units, decimals = match[1], f"{int(match[2]):,}", (match[3] or "").ljust(2, "0")
    symbol = SYMBOLS.get(devise, devise)
    if locale is Locale.EN:
        return f"{sign}{symbol}{INSECABLE if symbol.isalpha() else ''}{units}.{decimals}"
    return f"{sign}{units.replace(',', ESPACE_FINE)},{decimals}{INSECABLE}{symbol}".rstrip(INSECABLE)


def devise_of(code: str) -> str:
    """``code`` when it has the shape of a currency's (three capitals); the sign of an unknown currency otherwise."""
    return code if len(code) == 3 and code.isascii() and code.isalpha() and code.isupper() else "¤"


def rounded(value: Decimal, devise: str, locale: Locale = Locale.FR) -> str:
    """``value`` to the unit: ``1 235 €``."""
    whole = amount(str(value.quantize(Decimal(1), ROUND_HALF_UP)), devise, locale)
    return whole.replace(",00" if locale is Locale.FR else ".00", "")


def compact(value: Decimal, devise: str, locale: Locale = Locale.FR) -> str:
    """``value`` in a few characters, for charts: ``950 €``, ``12,4 k€``, ``3,2 M€``."""
    units = (("Md" if locale is Locale.FR else "bn", 10**9), ("M", 10**6), ("k", 10**3))
    prefix, unit = next(((prefix, unit) for prefix, unit in units if abs(value) * 20_000 >= unit * 19_999), ("", 1))
    if unit == 1:
        return rounded(value, devise, locale)
    few = f"{value / unit:.1f}"
    symbol = SYMBOLS.get(devise, devise)
    if locale is Locale.EN:
        return f"{symbol}{INSECABLE if symbol.isalpha() else ''}{few}{prefix}"
    return f"{few.replace('.', ',')}{INSECABLE}{prefix}{symbol if len(symbol) < 2 else INSECABLE + symbol}"


def count(number: int, locale: Locale = Locale.FR) -> str:
    """A whole number with its thousands apart."""
    return f"{number:,}" if locale is Locale.EN else f"{number:,}".replace(",", ESPACE_FINE)


def size(octets: int, locale: Locale = Locale.FR) -> str:
    """A size in bytes as people read it: ``812 octets``, ``1,2 Mo``."""
    french = locale is Locale.FR
    if octets < 1000:
        return f"{octets}{INSECABLE}{'octets' if french else 'bytes'}"
    power = min((len(str(octets)) - 1) // 3, 4)
    shown = f"{octets / 1000**power:.1f}{INSECABLE}{' kMGT'[power]}{'o' if french else 'B'}"
    return shown.replace(".", ",") if french else shown


def day(value: str, locale: Locale = Locale.FR) -> str:
    """``value`` (ISO 8601 date) as ``jj/mm/aaaa``; English keeps ISO 8601, which cannot be misread."""
    try:
        read = date.fromisoformat(value)
    except ValueError:
        return value
    return value if locale is Locale.EN else french_date(read)


def instant(value: str) -> str:
    """``value`` (ISO 8601, with an offset) as ``jj/mm/aaaa hh:mm:ss`` in Paris."""
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        return value
    return french_datetime(read) if read.tzinfo else value


def identifiant(value: str) -> str:
    """A SIRET as ``123 456 789 00012`` and a SIREN as ``123 456 789``; any other identifier unchanged."""
    if not (value.isascii() and value.isdigit() and len(value) in {9, 14}):
        return value
    return INSECABLE.join(filter(None, (value[:3], value[3:6], value[6:9], value[9:])))


def by_four(value: str) -> str:
    """``value`` in groups of four, as long numbers are read aloud."""
    return " ".join(value[at : at + 4] for at in range(0, len(value), 4))


def one_line(value: str) -> str:
    """``value`` in composed form, on one line, without what is invisible or turns the reading direction; a
    byte that is no UTF-8 is shown as U+FFFD.
    """
    composed = unicodedata.normalize("NFC", value)
    if composed.isprintable() or _spaced(composed).isprintable():
        return composed.strip()
    return "".join(_visible(char) for char in composed).strip()


def _spaced(text: str) -> str:
    """``text`` without the no-break spaces of our own numbers, which Python does not call printable."""
    return text.replace(INSECABLE, " ").replace(ESPACE_FINE, " ")


def _visible(char: str) -> str:
    if char in "\t\r\n":
        return " "
    category = unicodedata.category(char)
    if category == "Cs":  # a byte of a name that is no UTF-8: there is something, which nobody can tell
        return "\ufffd"
    return " " if category in {"Zl", "Zp"} else "" if category in _INVISIBLE else char
