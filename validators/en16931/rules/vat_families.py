"""VAT categories (UNTDID 5305) as families of rules, with their requirements."""

from enum import Enum
from typing import NamedTuple

from domain.text import Text


class Sellers(Enum):
    """Parties that need a tax identification when the category is used."""

    TAXED = "BT-31, BT-32 or BT-63"
    REVERSED = "BT-31, BT-32 or BT-63, and BT-48 or BT-47"
    ABROAD = "BT-31 or BT-63"
    WITHIN = "BT-31 or BT-63, and BT-48"
    NOBODY = "neither BT-31, BT-63 nor BT-48"


class Rate(Enum):
    """Allowed VAT rate."""

    POSITIVE = "above zero"
    ANY = "zero or more"
    ZERO = "zero"
    NONE = "not there"


class VatFamily(NamedTuple):
    """A category: tag of its rules, code, name, and requirements."""

    tag: str
    """``BR-<tag>-01``."""
    code: str
    name: Text
    sellers: Sellers
    rate: Rate
    exempt: bool
    """Whether an exemption reason is required; otherwise it is forbidden."""

    @property
    def by_rate(self) -> bool:
        """Whether it has one group of the breakdown for each rate; otherwise one group only."""
        return self.rate in (Rate.POSITIVE, Rate.ANY)


VAT_FAMILIES = (
    VatFamily(
        "S", "S", Text("taux normal ou réduit", "standard or reduced rate"), Sellers.TAXED, Rate.POSITIVE, exempt=False
    ),
    VatFamily("Z", "Z", Text("taux zéro", "zero rate"), Sellers.TAXED, Rate.ZERO, exempt=False),
    VatFamily("E", "E", Text("exonération", "exemption"), Sellers.TAXED, Rate.ZERO, exempt=True),
    VatFamily("AE", "AE", Text("autoliquidation", "reverse charge"), Sellers.REVERSED, Rate.ZERO, exempt=True),
    VatFamily(
        "IC",
        "K",
        Text("livraison intracommunautaire", "intra-community supply"),
        Sellers.WITHIN,
        Rate.ZERO,
        exempt=True,
    ),
    VatFamily(
        "G", "G", Text("export hors de l'Union", "export outside the Union"), Sellers.ABROAD, Rate.ZERO, exempt=True
    ),
    VatFamily(
        "O", "O", Text("hors champ de la TVA", "outside the scope of VAT"), Sellers.NOBODY, Rate.NONE, exempt=True
    ),
    VatFamily("AF", "L", Text("IGIC, Canaries", "IGIC, Canary Islands"), Sellers.TAXED, Rate.ANY, exempt=False),
    VatFamily(
        "AG", "M", Text("IPSI, Ceuta et Melilla", "IPSI, Ceuta and Melilla"), Sellers.TAXED, Rate.ANY, exempt=False
    ),
)
"""The families, in the order of the standard."""
