"""The code lists of the French rules, as data."""

from validators.common.french_document_types import TYPES

SOURCE = "XP Z12-012, règles BR-FR (Flux 2)"
VERSION = "1.4.0.04 (2026-09-03)"

TYPES_DOCUMENT = TYPES
"""BT-3 and the types of invoices referred to (BR-FR-04)."""

AUTOFACTURES = frozenset("389 501 500 471 473 261 502".split())
"""Self-billed invoices, advance payments included (BR-FR-21, BR-FR-22)."""

CADRES = frozenset("B1 S1 M1 B2 S2 M2 S3 B4 S4 M4 S5 S6 B7 S7 B8 S8 M8 B9 S9 M9".split())
"""BT-23 (BR-FR-08)."""

CADRES_PAYES = frozenset("B2 S2 M2".split())
"""Already paid when the invoice is made (BR-FR-CO-09)."""

CADRES_APRES_ACOMPTE = frozenset("B4 S4 M4".split())
"""Final invoice after an advance (BR-FR-CO-08)."""

CADRES_MULTI_VENDEURS = frozenset("B8 S8 M8".split())
CADRES_BIDIRECTIONNELS = frozenset("B9 S9 M9".split())

TRAITEMENTS = frozenset("B2B B2BINT B2C B2CINT OUTOFSCOPE ARCHIVEONLY".split())
"""Values of a note BAR (BR-FR-20)."""

CATEGORIES_TVA = frozenset("S E AE K G O Z".split())
"""In use in France (BR-FR-15)."""

CATEGORIES_ETRANGERES = frozenset("L M".split())
"""The taxes of the Canary Islands, of Ceuta and Melilla."""

TAUX = frozenset(
    "0 0.0 0.00 10 10.0 10.00 13 13.0 13.00 20 20.0 20.00 8.5 8.50 19.6 19.60 2.1 2.10 5.5 5.50 7 7.0 7.00 20.6 20.60 "
    "1.05 0.9 0.90 1.75 9.2 9.20 9.6 9.60".split()
)
"""Rates of VAT as they may be written (BR-FR-16)."""

PIECES_JOINTES = frozenset(
    "RIB LISIBLE FEUILLE_DE_STYLE PJA BORDEREAU_SUIVI DOCUMENT_ANNEXE BON_LIVRAISON BON_COMMANDE "
    "BORDEREAU_SUIVI_VALIDATION ETAT_ACOMPTE FACTURE_PAIEMENT_DIRECT RECAPITULATIF_COTRAITANCE".split()
)
"""Types of an attached document (BT-123, BR-FR-17)."""
