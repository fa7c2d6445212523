"""How one page writes dates, amounts and identifiers: drawn once, kept over the page."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

_MOIS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_JOURS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
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
_NOMBRES = (("\xa0", ","), ("\xa0", ","), (" ", ","), ("\u202f", ","), ("", ","), (".", ","), (" ", "."), ("", "."))
_FINE = "\u202f"
_DEVISES = (("", "\xa0€"), ("", " €"), ("", "€"), ("€ ", ""), ("", " EUR"), ("", " euros"), ("", ""))
_SIRETS = ((3, 3, 3, 5), (14,), (9, 5), (3, 3, 3, 5), (14,), (3, 3, 3, 2, 3))


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The habits of one page."""

    dates: str
    """A ``strftime`` pattern, ``lettres`` (3 mars 2026) or ``jour`` (mardi 3 mars 2026)."""
    millier: str
    virgule: str
    avant: str
    """Written before an amount."""
    apres: str
    siret: tuple[int, ...]
    """How digits are grouped."""
    deux_points: str
    """Between a label and its value."""

    @classmethod
    def tire(cls, chance: Random, *, fines: bool = True) -> "Style":
        """A page's habits; without ``fines``, no thin spaces (the fonts of every PDF reader have none)."""
        millier, virgule = chance.choice(_NOMBRES)
        if millier == _FINE and not fines:
            millier = "\xa0"
        avant, apres = chance.choice(_DEVISES)
        return cls(
            dates=chance.choice(_DATES),
            millier=millier,
            virgule=virgule,
            avant=avant,
            apres=apres,
            siret=chance.choice(_SIRETS),
            deux_points=chance.choice((" : ", " : ", ": ", " ")),
        )

    @property
    def dit_euros(self) -> bool:
        """Whether amounts carry their currency."""
        return bool(self.avant or self.apres)

    def date(self, day: date) -> str:
        """The day."""
        if self.dates not in ("lettres", "jour"):
            return day.strftime(self.dates)
        said = f"{'1er' if day.day == 1 else day.day} {_MOIS[day.month - 1]} {day.year}"
        return f"{_JOURS[day.weekday()]} {said}" if self.dates == "jour" else said

    def nombre(self, value: Decimal) -> str:
        """An amount without its currency."""
        return f"{value:,.2f}".replace(",", "_").replace(".", self.virgule).replace("_", self.millier)

    def montant(self, value: Decimal) -> str:
        """An amount."""
        return f"{self.avant}{self.nombre(value)}{self.apres}"

    def taux(self, value: Decimal) -> str:
        """A VAT rate."""
        return f"{format(value.normalize(), 'f').replace('.', self.virgule)} %"

    def groupe(self, digits: str) -> str:
        """A SIRET or SIREN as this page groups digits."""
        parts, rest = [], digits
        for size in self.siret:
            parts.append(rest[:size])
            rest = rest[size:]
        return " ".join(part for part in (*parts, rest) if part)


def par_quatre(text: str) -> str:
    """An IBAN by groups of four."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
