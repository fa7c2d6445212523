"""The VAT categories (UNTDID 5305) as families of rules, and what each asks."""

from enum import Enum
from typing import NamedTuple

from domain.text import Text


class Sellers(Enum):
    """Who must be known for VAT when the category is used."""

    TAXED = "BT-31, BT-32 or BT-63"
    REVERSED = "BT-31, BT-32 or BT-63, and BT-48 or BT-47"
    ABROAD = "BT-31 or BT-63"
    WITHIN = "BT-31 or BT-63, and BT-48"
    NOBODY = "neither BT-31, BT-63 nor BT-48"


class Rate(Enum):
    """What the VAT rate may be."""

    POSITIVE = "above zero"
    ANY = "zero or more"
    ZERO = "zero"
    NONE = "not there"


class Famille(NamedTuple):
    """A category: what its rules are called by, its code, its name, and what it asks."""

    tag: str
    """``BR-<tag>-01``."""
    code: str
    name: Text
    sellers: Sellers
    rate: Rate
    exempt: bool
    """Whether the reason why no VAT is charged must be said; otherwise it must not."""

    @property
    def by_rate(self) -> bool:
        """Whether it has one group of the breakdown for each rate; otherwise one group only."""
        return self.rate in (Rate.POSITIVE, Rate.ANY)


FAMILLES = (
    Famille(
        "S", "S", Text("taux normal ou réduit", "standard or reduced rate"), Sellers.TAXED, Rate.POSITIVE, exempt=False
    ),
    Famille("Z", "Z", Text("taux zéro", "zero rate"), Sellers.TAXED, Rate.ZERO, exempt=False),
    Famille("E", "E", Text("exonération", "exemption"), Sellers.TAXED, Rate.ZERO, exempt=True),
    Famille("AE", "AE", Text("autoliquidation", "reverse charge"), Sellers.REVERSED, Rate.ZERO, exempt=True),
    Famille(
        "IC",
        "K",
        Text("livraison intracommunautaire", "intra-community supply"),
        Sellers.WITHIN,
        Rate.ZERO,
        exempt=True,
    ),
    Famille(
        "G", "G", Text("export hors de l'Union", "export outside the Union"), Sellers.ABROAD, Rate.ZERO, exempt=True
    ),
    Famille("O", "O", Text("hors champ de la TVA", "outside the scope of VAT"), Sellers.NOBODY, Rate.NONE, exempt=True),
    Famille("AF", "L", Text("IGIC, Canaries", "IGIC, Canary Islands"), Sellers.TAXED, Rate.ANY, exempt=False),
    Famille(
        "AG", "M", Text("IPSI, Ceuta et Melilla", "IPSI, Ceuta and Melilla"), Sellers.TAXED, Rate.ANY, exempt=False
    ),
)
"""The families, in the order of the standard."""
