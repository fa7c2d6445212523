"""Names of the works pieces with their article, in French and English."""

from dataclasses import dataclass

from domain.cadre import CADRES
from domain.text import Text
from domain.travaux import ETAPES


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceNoun:
    """The name of a cadre's piece."""

    fr: str
    en: str
    demande: bool = False
    """Whether it is a payment request that the MOE may take into account."""


_ENGLISH = {
    "PROJET_DECOMPTE_MENSUEL": "draft monthly account",
    "DP_DE_SOUSTRAITANT_TRAVAUX": "subcontractor's payment request",
    "ETAT_ACOMPTE": "interim payment statement",
    "ETAT_ACOMPTE_VALIDE": "validated interim payment statement",
    "PROJET_DECOMPTE_FINAL": "draft final account",
    "PROJET_DECOMPTE_GENERAL": "draft general account",
    "PROJET_DECOMPTE_GENERAL_PROCEDURE_TACITE": "draft general account of the tacit procedure",
    "DECOMPTE_GENERAL": "general account",
    "DECOMPTE_GENERAL_SIGNE": "signed general account",
    "DECOMPTE_GENERAL_DEFINITIF_TACITE": "tacit final general account",
    "DECOMPTE_GENERAL_DEFINITIF_PROCEDURE_TACITE": "final general account of the tacit procedure",
}
_PAYMENT_REQUESTS = frozenset({"A4", "A10", "A13"})
PIECES: dict[str, PieceNoun] = {
    cadre: PieceNoun(
        fr=CADRES[cadre].piece, en=_ENGLISH[CADRES[cadre].travaux or ""], demande=cadre in _PAYMENT_REQUESTS
    )
    for cadre in ETAPES
}
"""By cadre."""


def the(cadre: str) -> Text:
    """« le projet de décompte mensuel », « l'état d'acompte », « la demande de paiement »."""
    nom = PIECES[cadre]
    article = "l'" if nom.fr[0] in "aeéiou" else "la " if nom.fr.startswith("demande") else "le "
    return Text(f"{article}{nom.fr}", f"the {nom.en}")


def indefinite(cadre: str) -> Text:
    """« un projet de décompte général (tacite) »."""
    nom = PIECES[cadre]
    return Text(f"{'une' if nom.fr.startswith('demande') else 'un'} {nom.fr}", f"{_a(nom.en)} {nom.en}")


def _a(name: str) -> str:
    return "an" if name[0] in "aeiou" else "a"
