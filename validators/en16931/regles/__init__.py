"""The sentences of EN 16931: every rule of the standard itself (``BR-``), which both syntaxes ask."""

from domain.finding import Rule
from validators.en16931.regles import (
    decimales,
    entete,
    lignes,
    listes,
    paiement,
    parties,
    remises,
    totaux,
    tva,
    tva_seules,
)

RULES: tuple[Rule, ...] = (
    *entete.RULES,
    *parties.RULES,
    *totaux.RULES,
    *remises.RULES,
    *lignes.RULES,
    *paiement.RULES,
    *tva.RULES,
    *tva_seules.RULES,
    *decimales.RULES,
    *listes.RULES,
)
"""One sentence a code; both syntaxes ask the same."""
