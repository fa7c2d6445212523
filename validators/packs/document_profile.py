"""What a document is, as far as the table of packs looks: syntax, profile, countries, regime, day."""

from dataclasses import dataclass
from datetime import date

from domain.cadre import CADRES_REFORME
from domain.decision import Reading
from domain.document import Format
from domain.paris_time import jour_a_paris
from domain.tree import Syntax
from validators.engine.context import Context

EXTENSION = "extension"
"""The profile of an extension of EN 16931 that is none of the known ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a document is, as far as the table looks."""

    syntax: Syntax | None
    """``None`` when it is neither UBL nor CII."""
    profile: str | None
    """BT-24 in short."""
    seller: str | None
    """Country."""
    buyer: str | None
    """Country."""
    public: bool
    """Whether it is for a public body (B2G)."""
    reform: bool
    """Whether its cadre (BT-23) is of the regime of 2026."""
    today: date
    """In Paris."""


_WITH_SCHEMA = frozenset({Format.UBL_INVOICE, Format.UBL_CREDITNOTE, Format.CII, Format.FACTURX})
_NORM = "urn:cen.eu:en16931:2017"
_PUBLIC = ("1", "2")
"""How the SIREN of French public bodies begin (INSEE)."""


def circumstances(reading: Reading, context: Context) -> Circumstances:
    """What the table looks at in a document that was read."""
    invoice = reading.invoice
    seller = invoice.seller.address if invoice else None
    buyer = invoice.buyer.address if invoice else None
    siret = (invoice.siret_destinataire if invoice else None) or ""
    return Circumstances(
        syntax=reading.syntax,
        profile=reading.profile or _followed(invoice.customization if invoice else None),
        seller=seller.country if seller else None,
        buyer=buyer.country if buyer else None,
        public=not siret or siret.startswith(_PUBLIC) or _is_known(siret, context),
        reform=invoice is not None and invoice.cadre_facturation in CADRES_REFORME,
        today=jour_a_paris(context.now),
    )


def has_schema(reading: Reading) -> bool:
    """Whether the document is XML of a vocabulary whose schema is here, or carries such XML."""
    return reading.format in _WITH_SCHEMA


def _is_known(siret: str, context: Context) -> bool:
    return context.annuaire is not None and context.annuaire.structure(siret) is not None


def _followed(customization: str | None) -> str | None:
    """What a specification identifier (BT-24) of no profile we know by name says it follows."""
    wanted = (customization or "").strip().lower()
    if not wanted.startswith(_NORM):
        return None
    return EXTENSION if "#conformant#" in wanted else "en16931"
