"""The cadres de facturation A1 to A25, and who deposits the piece of each.

Source: labels of ``CPPFacturePivot_V2_02.xsd``, API enum ``cadreFacturation``. A11 is obsolete (absent
from the XSD); A19, A20 and A25 are the MOA's whatever the label of the XSD.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.invoice import Invoice


class Deposant(StrEnum):
    """Role of the depositor of a piece."""

    FOURNISSEUR = "fournisseur"
    SOUS_TRAITANT = "sous-traitant"
    COTRAITANT = "cotraitant"
    MOE = "MOE"
    MOA = "MOA"
    BENEFICIAIRE = "beneficiaire"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadre:
    """One cadre; ``travaux`` is its ``typeFactureTravaux``, ``None`` for a cadre outside works."""

    code: str
    deposant: Deposant
    piece: str
    travaux: str | None = None
    obsolete: bool = False


D = Deposant
CADRES: dict[str, Cadre] = {
    code: Cadre(code=code, deposant=deposant, piece=piece, travaux=travaux, obsolete=code == "A11")
    for code, deposant, piece, travaux in (
        ("A1", D.FOURNISSEUR, "facture", None),
        ("A2", D.FOURNISSEUR, "facture déjà payée", None),
        ("A3", D.FOURNISSEUR, "mémoire de frais de justice", None),
        ("A4", D.FOURNISSEUR, "projet de décompte mensuel", "PROJET_DECOMPTE_MENSUEL"),
        ("A5", D.FOURNISSEUR, "état d'acompte", "ETAT_ACOMPTE"),
        ("A6", D.FOURNISSEUR, "état d'acompte validé", "ETAT_ACOMPTE_VALIDE"),
        ("A7", D.FOURNISSEUR, "projet de décompte final", "PROJET_DECOMPTE_FINAL"),
        ("A8", D.FOURNISSEUR, "décompte général signé", "DECOMPTE_GENERAL_SIGNE"),
        ("A9", D.SOUS_TRAITANT, "facture", None),
        ("A10", D.SOUS_TRAITANT, "demande de paiement", "DP_DE_SOUSTRAITANT_TRAVAUX"),
        ("A11", D.SOUS_TRAITANT, "projet de décompte final", None),
        ("A12", D.COTRAITANT, "facture", None),
        ("A13", D.COTRAITANT, "projet de décompte mensuel", "PROJET_DECOMPTE_MENSUEL"),
        ("A14", D.COTRAITANT, "projet de décompte final", "PROJET_DECOMPTE_FINAL"),
        ("A15", D.MOE, "état d'acompte", "ETAT_ACOMPTE"),
        ("A16", D.MOE, "état d'acompte validé", "ETAT_ACOMPTE_VALIDE"),
        ("A17", D.MOE, "projet de décompte général", "PROJET_DECOMPTE_GENERAL"),
        ("A18", D.MOE, "décompte général", "DECOMPTE_GENERAL"),
        ("A19", D.MOA, "état d'acompte validé", "ETAT_ACOMPTE_VALIDE"),
        ("A20", D.MOA, "décompte général", "DECOMPTE_GENERAL"),
        ("A21", D.BENEFICIAIRE, "demande de remboursement TIC", None),
        ("A22", D.FOURNISSEUR, "projet de décompte général (tacite)", "PROJET_DECOMPTE_GENERAL_PROCEDURE_TACITE"),
        ("A23", D.FOURNISSEUR, "décompte général et définitif tacite", "DECOMPTE_GENERAL_DEFINITIF_TACITE"),
        ("A24", D.MOE, "décompte général et définitif tacite", "DECOMPTE_GENERAL_DEFINITIF_TACITE"),
        (
            "A25",
            D.MOA,
            "décompte général et définitif (procédure tacite)",
            "DECOMPTE_GENERAL_DEFINITIF_PROCEDURE_TACITE",
        ),
    )
}
"""Cadres by code."""

CADRES_REFORME = frozenset("B1 S1 M1 B2 S2 M2 S3 B4 S4 M4 S5 S6 B7 S7 B8 S8 M8 B9 S9 M9".split())
"""Values of BT-23 in the regime of 2026 (BR-FR-08), accepted in addition to the cadres of Chorus Pro."""

DEJA_PAYES = frozenset({"A2", "B2", "S2", "M2"})
"""Cadres of invoices that were paid before deposit."""


def cadre_of(invoice: Invoice) -> Cadre:
    """The Chorus Pro cadre of ``invoice``; A1 when BT-23 is absent or no cadre."""
    return CADRES.get(invoice.cadre_facturation or "A1", CADRES["A1"])
