"""Properties of a document that select packs: syntax, profile, countries, regime, day."""

from dataclasses import dataclass
from datetime import date

from domain.cadre import CADRES_REFORME
from domain.decision import Reading
from domain.document import Format
from domain.paris_time import paris_day
from domain.tree import Syntax
from validators.engine.context import Context

EXTENSION = "extension"
"""Profile of an unknown extension of EN 16931."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentProfile:
    """Properties of a document used by :data:`validators.packs.scope.TABLE`."""

    syntax: Syntax | None
    """``None`` when it is neither UBL nor CII."""
    profile: str | None
    """Short name of the profile of BT-24."""
    seller: str | None
    """Country."""
    buyer: str | None
    """Country."""
    public: bool
    """Whether it is for a public body (B2G)."""
    reform: bool
    """Whether its cadre (BT-23) is of the regime of 2026."""
    today: date
    """Day in Paris."""


_WITH_SCHEMA = frozenset({Format.UBL_INVOICE, Format.UBL_CREDITNOTE, Format.CII, Format.FACTURX})
_NORM = "urn:cen.eu:en16931:2017"
_PUBLIC = ("1", "2")
"""First digits of the SIREN of French public bodies (INSEE)."""


def document_profile(reading: Reading, context: Context) -> DocumentProfile:
    """Profile of a document that was read."""
    invoice = reading.invoice
    seller = invoice.seller.address if invoice else None
    buyer = invoice.buyer.address if invoice else None
    siret = (invoice.siret_destinataire if invoice else None) or ""
    return DocumentProfile(
        syntax=reading.syntax,
        profile=reading.profile or _base_profile(invoice.customization if invoice else None),
        seller=seller.country if seller else None,
        buyer=buyer.country if buyer else None,
        public=not siret or siret.startswith(_PUBLIC) or _is_known(siret, context),
        reform=invoice is not None and invoice.cadre_facturation in CADRES_REFORME,
        today=paris_day(context.now),
    )


def has_schema(reading: Reading) -> bool:
    """Whether the document is, or embeds, XML of a vocabulary whose schema is installed."""
    return reading.format in _WITH_SCHEMA


def _is_known(siret: str, context: Context) -> bool:
    return context.annuaire is not None and context.annuaire.structure(siret) is not None


def _base_profile(customization: str | None) -> str | None:
    """Base profile named by a specification identifier (BT-24) of an unknown profile."""
    wanted = (customization or "").strip().lower()
    if not wanted.startswith(_NORM):
        return None
    return EXTENSION if "#conformant#" in wanted else "en16931"
