"""Properties of a document that select packs: syntax, profile, countries, regime, day."""

from dataclasses import dataclass
from datetime import date

from domain.cadre import CADRES_REFORME
from domain.decision import Reading
from domain.document import Format
from domain.finding import Pack
from domain.invoice import Invoice
from domain.paris_time import paris_day
from domain.specification import Specification, specification
from domain.tree import Syntax
from validators.engine.context import Context

EXTENSION = "extension"
"""Profile of an unknown extension of EN 16931."""
UNKNOWN = "unknown"
"""Profile of an XML that names no specification, or one that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentProfile:
    """Properties of a document used by :data:`validators.packs.scope.TABLE`."""

    syntax: Syntax | None
    """``None`` when it is neither UBL nor CII."""
    profile: str | None
    """Short name of the profile of BT-24; ``None`` for the UBL of Chorus Pro older than EN 16931."""
    seller: str | None
    """Country."""
    buyer: str | None
    """Country."""
    public: bool
    """Whether it is for a public body (B2G), or for a recipient that routing will refuse as unknown."""
    reform: bool
    """Whether its cadre (BT-23) is of the regime of 2026."""
    today: date
    """Day in Paris."""
    attached: bool = False
    """Whether it is the XML of a Factur-X PDF."""


_WITH_SCHEMA = frozenset({Format.UBL_INVOICE, Format.UBL_CREDITNOTE, Format.CII, Format.FACTURX})
_BASE = {
    Specification.KNOWN: "en16931",
    Specification.EXTENSION: EXTENSION,
    Specification.OLD_CHORUS: None,
    Specification.UNKNOWN: UNKNOWN,
    Specification.MISSING: UNKNOWN,
}
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
        profile=reading.profile or _base_profile(invoice, reading.syntax),
        seller=seller.country if seller else None,
        buyer=buyer.country if buyer else None,
        public=not siret or siret.startswith(_PUBLIC) or _may_be_public(siret, context),
        reform=invoice is not None and invoice.cadre_facturation in CADRES_REFORME,
        today=paris_day(context.now),
        attached=reading.format is Format.FACTURX,
    )


def has_schema(reading: Reading) -> bool:
    """Whether the document is, or embeds, XML of a vocabulary whose schema is installed."""
    return reading.format in _WITH_SCHEMA


def _may_be_public(siret: str, context: Context) -> bool:
    """Whether the directory knows this SIRET, or is asked and does not: then ACH-01 refuses, and what the recipient
    would call for is not known.
    """
    if context.annuaire is None:
        return False
    return Pack.ACHEMINEMENT in context.packs or context.annuaire.structure(siret) is not None


def _base_profile(invoice: Invoice | None, syntax: Syntax | None) -> str | None:
    """The profile that applies for a specification (BT-24) without a profile of its own."""
    return None if invoice is None else _BASE[specification(invoice, syntax)]
