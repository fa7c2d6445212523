"""A demo invoice: parties, articles and references in some twenty fields.

Amounts and breakdowns are computed from it (:mod:`samples.invoices.amounts`), as is the whole invoice
(:mod:`samples.invoices.builder`).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from domain.invoice import Attachment, Period, PrecedingInvoice
from samples.invoices.people import Destinataire, Fournisseur


class Places(Enum):
    """Places of the identifiers (section 5.5 of the Chorus Pro facts)."""

    CHORUS = "chorus"
    """Legacy: SIRET of 14 digits under scheme 0002 as legal registration, code service in BT-10."""
    REFORME = "reforme"
    """2026: SIRET under 0009, SIREN under 0002, code service under 0224 beside BT-10."""
    UN_IDENTIFIANT = "un identifiant"
    """2026 in a profile that allows one identifier: code service in BT-10 only."""
    ANCIEN = "ancien"
    """First UBL flows: SIRET under scheme 1, code service in the buyer's contact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One line: name, quantity, unit price before VAT, VAT rate in percent."""

    nom: str
    quantite: Decimal = Decimal(1)
    prix: Decimal
    taux: Decimal = Decimal(20)
    unite: str = "C62"
    reference: str | None = None
    description: str | None = None
    remise: Decimal = Decimal(0)
    """Discount on the line, in the invoice's currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoInvoice:
    """The inputs of an invoice; amounts and breakdowns are computed. A credit note has positive amounts."""

    numero: str
    jour: date
    fournisseur: Fournisseur
    destinataire: Destinataire
    articles: tuple[Article, ...]
    cadre: str | None = "A1"
    type_facture: str = "380"
    devise: str = "EUR"
    engagement: str | None = None
    marche: str | None = None
    origine: PrecedingInvoice | None = None
    """BG-3: the invoice it corrects, or the works piece it follows."""
    autres_origines: tuple[PrecedingInvoice, ...] = ()
    """Further preceding invoices (BG-3)."""
    moe: Fournisseur | None = None
    """The *maîtrise d'œuvre* of the works (agent of the buyer)."""
    valideur: Fournisseur | None = None
    """The company of the supplier's group that validates first (agent of the seller)."""
    places: Places = Places.REFORME
    customization: str | None = "urn:cen.eu:en16931:2017"
    remise: Decimal | None = None
    """Discount on the whole invoice, percent."""
    port: Decimal | None = None
    """Carriage, before VAT at 20 %."""
    deja_paye: Decimal | None = None
    """Amount already paid (BT-113)."""
    acquittee: bool = False
    """Whether it is entirely paid, as required by cadre A2."""
    exoneration: str | None = None
    """BT-120: reason for no VAT; lines must then have rate 0."""
    exoneration_code: str | None = None
    encaissements: bool = False
    """VAT due when paid (BT-8 = 432)."""
    mode: str | None = "30"
    """BT-81; ``None`` for none, and credit notes have none."""
    livraison: date | None = None
    """BT-72; the invoice date by default."""
    periode: Period | None = None
    pieces_jointes: tuple[Attachment, ...] = ()
    note: str | None = None

    @property
    def avoir(self) -> bool:
        """Whether it is a credit note."""
        return self.type_facture == "381"
