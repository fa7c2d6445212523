"""What a label can announce, and whose address or identifier it can open."""

from enum import Enum, auto
from typing import NamedTuple


class LabelKind(Enum):
    """What a label announces."""

    NUMERO = auto()
    ORIGINE = auto()
    DATE = auto()
    ECHEANCE = auto()
    ENGAGEMENT = auto()
    MARCHE = auto()
    CODE_SERVICE = auto()
    CADRE = auto()
    TYPE = auto()
    DEVISE = auto()
    FACTURE = auto()
    """A title; says the type of the document."""
    AVOIR = auto()
    RECTIFICATIVE = auto()
    ACOMPTE = auto()
    AUTRE_PIECE = auto()
    """A title of what is no invoice."""
    HT = auto()
    TVA = auto()
    TTC = auto()
    TOTAL = auto()
    A_PAYER = auto()
    DEJA_PAYE = auto()
    DEDUIT = auto()
    """Retained or discounted after the total."""
    AVANT_REMISE = auto()
    TAUX = auto()
    COLONNE = auto()
    """A column of a table of lines."""
    SANS_TVA = auto()
    IDENTIFIANT = auto()
    """A SIRET, SIREN or VAT number; the role says whose."""
    NOM = auto()
    BLOC = auto()
    """Opens an address; the role says whose."""
    MENTION = auto()
    """A legal notice, which a supplier writes about itself."""
    IBAN = auto()
    AUTRE = auto()
    """Anything else that has a label: ends what stands before it."""


TITLES = frozenset({LabelKind.FACTURE, LabelKind.AVOIR, LabelKind.RECTIFICATIVE, LabelKind.ACOMPTE})
"""What a document that counts as an invoice calls itself."""


class Role(Enum):
    """Whose identifier or address it is."""

    FOURNISSEUR = auto()
    DESTINATAIRE = auto()
    MOE = auto()
    """The *maître d'œuvre* of a works piece."""
    TIERS = auto()
    """Delivery, contractor's supervisor, factor, tax representative, and so on."""


THIRDS = frozenset({Role.MOE, Role.TIERS})
"""Neither the supplier nor the recipient."""


class Label(NamedTuple):
    """What a phrase announces; ``strength`` says how sure it is that what follows is the field."""

    kind: LabelKind
    strength: float = 1.0
    role: Role | None = None
