"""Phases: the forty statuses grouped by who must act."""

from enum import StrEnum

from domain.status import REFUSED, WRONG_ADDRESSEE, Status

S = Status


class Phase(StrEnum):
    """Phases of an invoice, in order."""

    ACHEMINEMENT = "acheminement"
    """Deposited, to be completed, being routed or with its valideur: not available to the recipient yet."""
    A_TRAITER = "a_traiter"
    """Available to its addressee, which has not decided yet."""
    EN_COURS = "en_cours"
    """Service fait, mandated, with the accountant."""
    CHEZ_LE_FOURNISSEUR = "chez_le_fournisseur"
    """The supplier (or the depositor of the piece) must complete, recycle or correct."""
    PAYEE = "payee"
    CLOSE = "close"
    """Refused, or continued by another piece of its dossier."""


_ORDER = {
    Phase.ACHEMINEMENT: (
        S.DEPOSEE,
        S.A_COMPLETER,
        S.EN_COURS_ACHEMINEMENT,
        S.A_VALIDER_1,
        S.VALIDEE_1,
        S.ABSENCE_VALIDATION_1_HORS_DELAI,
        S.A_VALIDER_2,
        S.VALIDEE_2,
        S.ABSENCE_VALIDATION_2_HORS_DELAI,
    ),
    Phase.A_TRAITER: (
        S.MISE_A_DISPOSITION,
        S.MISE_A_DISPOSITION_MOE,
        S.MISE_A_DISPOSITION_MOA,
        S.MISE_A_DISPOSITION_FOURNISSEUR,
        S.PRISE_EN_COMPTE_DESTINATAIRE,
        S.PRISE_EN_COMPTE_MOE,
        S.PRISE_EN_COMPTE_MOA,
        S.ABSENCE_VALIDATION_MOE_DELAI_REGLEMENTAIRE,
        S.COMPLETEE,
    ),
    Phase.EN_COURS: (S.SERVICE_FAIT, S.MANDATEE, S.MISE_A_DISPOSITION_COMPTABLE, S.COMPTABILISEE),
    Phase.CHEZ_LE_FOURNISSEUR: (
        S.SUSPENDUE,
        S.A_RECYCLER,
        S.A_ASSOCIER_FOURNISSEUR,
        S.ERREUR_FOURNISSEUR_SUR_VALIDEUR,
        S.ERREUR_COTRAITANT_SUR_VALIDEUR,
        *sorted(WRONG_ADDRESSEE),
    ),
    Phase.PAYEE: (S.MISE_EN_PAIEMENT,),
    Phase.CLOSE: (S.REJETEE, S.REFUSEE_1, S.REFUSEE_2, *sorted(REFUSED), S.ASSOCIEE, S.REMPLACEE_PAR_A22),
}

PHASES: dict[Status, Phase] = {status: phase for phase, statuses in _ORDER.items() for status in statuses}
"""Phase by status."""

UNPAID = frozenset({Phase.A_TRAITER, Phase.EN_COURS, Phase.CHEZ_LE_FOURNISSEUR})
"""Phases of invoices available to the recipient and neither paid nor refused."""
