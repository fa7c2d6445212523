"""Random formats of dates, amounts and identifiers, constant on one page."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
_DATES = (
    "%d/%m/%Y",
    "%d/%m/%Y",
    "%d/%m/%Y",
    "lettres",
    "lettres",
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%d/%m/%y",
    "%d.%m.%y",
    "%d-%m-%Y",
    "jour",
)
_NUMBERS = (("\xa0", ","), ("\xa0", ","), (" ", ","), ("\u202f", ","), ("", ","), (".", ","), (" ", "."), ("", "."))
_THIN_SPACE = "\u202f"
_CURRENCIES = (("", "\xa0€"), ("", " €"), ("", "€"), ("€ ", ""), ("", " EUR"), ("", " euros"), ("", ""))
_SIRETS = ((3, 3, 3, 5), (14,), (9, 5), (3, 3, 3, 5), (14,), (3, 3, 3, 2, 3))


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The formats of one page."""

    dates: str
    """A ``strftime`` pattern, ``lettres`` (3 mars 2026) or ``jour`` (mardi 3 mars 2026)."""
    thousands: str
    decimal_mark: str
    before: str
    """Written before an amount."""
    after: str
    siret: tuple[int, ...]
    """Sizes of the groups of digits."""
    colon: str
    """Between a label and its value."""

    @classmethod
    def draw(cls, rng: Random, *, thin_spaces: bool = True) -> "Style":
        """A random style; without ``thin_spaces``, no thin spaces (absent from the standard PDF fonts)."""
        thousands, decimal_mark = rng.choice(_NUMBERS)
        if thousands == _THIN_SPACE and not thin_spaces:
            thousands = "\xa0"
        before, after = rng.choice(_CURRENCIES)
        return cls(
            dates=rng.choice(_DATES),
            thousands=thousands,
            decimal_mark=decimal_mark,
            before=before,
            after=after,
            siret=rng.choice(_SIRETS),
            colon=rng.choice((" : ", " : ", ": ", " ")),
        )

    @property
    def shows_currency(self) -> bool:
        """Whether amounts are printed with their currency."""
        return bool(self.before or self.after)

    def date(self, day: date) -> str:
        """The day."""
        if self.dates not in ("lettres", "jour"):
            return day.strftime(self.dates)
        text = f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"
        return f"{_WEEKDAYS[day.weekday()]} {text}" if self.dates == "jour" else text

    def number(self, value: Decimal) -> str:
        """An amount without its currency."""
        return f"{value:,.2f}".replace(",", "_").replace(".", self.decimal_mark).replace("_", self.thousands)

    def amount(self, value: Decimal) -> str:
        """An amount."""
        return f"{self.before}{self.number(value)}{self.after}"

    def rate(self, value: Decimal) -> str:
        """A VAT rate."""
        return f"{format(value.normalize(), 'f').replace('.', self.decimal_mark)} %"

    def grouped(self, digits: str) -> str:
        """A SIRET or SIREN with grouped digits."""
        parts, rest = [], digits
        for size in self.siret:
            parts.append(rest[:size])
            rest = rest[size:]
        return " ".join(part for part in (*parts, rest) if part)


def in_fours(text: str) -> str:
    """An IBAN by groups of four."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
