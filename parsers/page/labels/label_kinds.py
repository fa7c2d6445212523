"""Kinds of labels, and the party whose address or identifier a label begins."""

from enum import Enum, auto
from typing import NamedTuple


class LabelKind(Enum):
    """The kind of value that a label announces."""

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
    """A title; gives the type of the document."""
    AVOIR = auto()
    RECTIFICATIVE = auto()
    ACOMPTE = auto()
    AUTRE_PIECE = auto()
    """A title of a document that is no invoice."""
    HT = auto()
    TVA = auto()
    TTC = auto()
    TOTAL = auto()
    A_PAYER = auto()
    DEJA_PAYE = auto()
    DEDUIT = auto()
    """Retained or discounted after the total."""
    AJOUTE = auto()
    """Added after the total: a previous balance, a deposit on packaging, a disbursement."""
    AVANT_REMISE = auto()
    TAUX = auto()
    COLONNE = auto()
    """A column of a table of lines."""
    SANS_TVA = auto()
    IDENTIFIANT = auto()
    """A SIRET, SIREN or VAT number, of the party ``role``."""
    NOM = auto()
    BLOC = auto()
    """The beginning of an address, of the party ``role``."""
    MENTION = auto()
    """A legal notice, about the supplier."""
    IBAN = auto()
    AUTRE = auto()
    """Any other label: it ends the value before it."""


TITLES = frozenset({LabelKind.FACTURE, LabelKind.AVOIR, LabelKind.RECTIFICATIVE, LabelKind.ACOMPTE})
"""Titles of documents that count as invoices."""


class Role(Enum):
    """The party an identifier or address belongs to."""

    FOURNISSEUR = auto()
    DESTINATAIRE = auto()
    MOE = auto()
    """The *maître d'œuvre* of a works piece."""
    TIERS = auto()
    """Delivery, contractor's supervisor, factor, tax representative and others."""


THIRDS = frozenset({Role.MOE, Role.TIERS})
"""Neither the supplier nor the recipient."""


class Label(NamedTuple):
    """The meaning of a phrase; ``strength`` (0 to 1) is the confidence that the value after it is the field."""

    kind: LabelKind
    strength: float = 1.0
    role: Role | None = None
