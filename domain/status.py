"""Statuses of an invoice and of a deposit, with their tables of next statuses.

Values are Chorus Pro's own names (``recupererEtatsPossiblesPourTraitement``, API enum of statuses).
"""

from enum import StrEnum


class Status(StrEnum):
    """Status of an invoice."""

    DEPOSEE = "DEPOSEE"
    A_COMPLETER = "A_COMPLETER"
    """Received and not integrated: fields of its page are ambiguous and a person must supply them."""
    EN_COURS_ACHEMINEMENT = "EN_COURS_ACHEMINEMENT"
    MISE_A_DISPOSITION = "MISE_A_DISPOSITION"
    A_VALIDER_1 = "A_VALIDER_1"
    VALIDEE_1 = "VALIDEE_1"
    REFUSEE_1 = "REFUSEE_1"
    ERREUR_FOURNISSEUR_SUR_VALIDEUR = "ERREUR_FOURNISSEUR_SUR_VALIDEUR"
    ABSENCE_VALIDATION_1_HORS_DELAI = "ABSENCE_VALIDATION_1_HORS_DELAI"
    A_VALIDER_2 = "A_VALIDER_2"
    VALIDEE_2 = "VALIDEE_2"
    REFUSEE_2 = "REFUSEE_2"
    ERREUR_COTRAITANT_SUR_VALIDEUR = "ERREUR_COTRAITANT_SUR_VALIDEUR"
    ABSENCE_VALIDATION_2_HORS_DELAI = "ABSENCE_VALIDATION_2_HORS_DELAI"
    A_RECYCLER = "A_RECYCLER"
    SUSPENDUE = "SUSPENDUE"
    COMPLETEE = "COMPLETEE"
    REJETEE = "REJETEE"
    SERVICE_FAIT = "SERVICE_FAIT"
    MANDATEE = "MANDATEE"
    MISE_A_DISPOSITION_COMPTABLE = "MISE_A_DISPOSITION_COMPTABLE"
    COMPTABILISEE = "COMPTABILISEE"
    MISE_EN_PAIEMENT = "MISE_EN_PAIEMENT"
    PRISE_EN_COMPTE_DESTINATAIRE = "PRISE_EN_COMPTE_DESTINATAIRE"
    MISE_A_DISPOSITION_MOE = "MISE_A_DISPOSITION_MOE"
    MISE_A_DISPOSITION_MOA = "MISE_A_DISPOSITION_MOA"
    MISE_A_DISPOSITION_FOURNISSEUR = "MISE_A_DISPOSITION_FOURNISSEUR"
    """A label of seed 003 that is missing from the API's enum."""
    PRISE_EN_COMPTE_MOE = "PRISE_EN_COMPTE_MOE"
    PRISE_EN_COMPTE_MOA = "PRISE_EN_COMPTE_MOA"
    ASSOCIEE = "ASSOCIEE"
    ERREUR_FOURNISSEUR_SUR_MOE = "ERREUR_FOURNISSEUR_SUR_MOE"
    ERREUR_FOURNISSEUR_SUR_MOA = "ERREUR_FOURNISSEUR_SUR_MOA"
    ERREUR_MOE_SUR_MOA = "ERREUR_MOE_SUR_MOA"
    ERREUR_MOE_SUR_FOURNISSEUR = "ERREUR_MOE_SUR_FOURNISSEUR"
    ERREUR_MOA_SUR_FOURNISSEUR = "ERREUR_MOA_SUR_FOURNISSEUR"
    REFUSEE_MOE = "REFUSEE_MOE"
    REFUSEE_MOA = "REFUSEE_MOA"
    REFUSEE_FOURNISSEUR = "REFUSEE_FOURNISSEUR"
    REMPLACEE_PAR_A22 = "REMPLACEE_PAR_A22"
    A_ASSOCIER_FOURNISSEUR = "A_ASSOCIER_FOURNISSEUR"
    ABSENCE_VALIDATION_MOE_DELAI_REGLEMENTAIRE = "ABSENCE_VALIDATION_MOE_DELAI_REGLEMENTAIRE"


S = Status
TREATMENT = frozenset(
    {
        S.SUSPENDUE,
        S.A_RECYCLER,
        S.REJETEE,
        S.SERVICE_FAIT,
        S.MANDATEE,
        S.MISE_A_DISPOSITION_COMPTABLE,
        S.COMPTABILISEE,
        S.MISE_EN_PAIEMENT,
    }
)
"""Statuses a public recipient gives, from the mise à disposition to the payment."""
WRONG_ADDRESSEE = frozenset(
    {
        S.ERREUR_FOURNISSEUR_SUR_MOE,
        S.ERREUR_FOURNISSEUR_SUR_MOA,
        S.ERREUR_MOE_SUR_MOA,
        S.ERREUR_MOE_SUR_FOURNISSEUR,
        S.ERREUR_MOA_SUR_FOURNISSEUR,
    }
)
"""A works piece sent back because of a wrong addressee; to be deposited again under the same number."""
REFUSED = frozenset({S.REFUSEE_MOE, S.REFUSEE_MOA, S.REFUSEE_FOURNISSEUR})
"""A works piece refused for another reason: its circuit ends."""
MADE_AVAILABLE = frozenset(
    {
        S.MISE_A_DISPOSITION,
        S.MISE_A_DISPOSITION_MOE,
        S.MISE_A_DISPOSITION_MOA,
        S.MISE_A_DISPOSITION_FOURNISSEUR,
    }
)
"""Statuses of mise à disposition, from which deadlines run."""
_WORKS_AT_MOE = frozenset(
    {
        S.PRISE_EN_COMPTE_MOE,
        S.ASSOCIEE,
        S.SUSPENDUE,
        S.ERREUR_FOURNISSEUR_SUR_MOE,
        S.REFUSEE_MOE,
        S.REMPLACEE_PAR_A22,
        S.ABSENCE_VALIDATION_MOE_DELAI_REGLEMENTAIRE,
    }
)
_WORKS_AT_MOA = frozenset(
    {
        S.PRISE_EN_COMPTE_MOA,
        S.ASSOCIEE,
        S.SUSPENDUE,
        S.ERREUR_FOURNISSEUR_SUR_MOA,
        S.ERREUR_MOE_SUR_MOA,
        S.REFUSEE_MOA,
        S.REMPLACEE_PAR_A22,
        S.A_ASSOCIER_FOURNISSEUR,
    }
)
_WORKS_AT_FOURNISSEUR = frozenset(
    {
        S.ASSOCIEE,
        S.SUSPENDUE,
        S.ERREUR_MOE_SUR_FOURNISSEUR,
        S.ERREUR_MOA_SUR_FOURNISSEUR,
        S.REFUSEE_FOURNISSEUR,
    }
)
_AFTER_VALIDATION = frozenset({S.EN_COURS_ACHEMINEMENT, S.MISE_A_DISPOSITION, S.MISE_A_DISPOSITION_MOE})

NEXT: dict[Status, frozenset[Status]] = {
    S.DEPOSEE: MADE_AVAILABLE | {S.EN_COURS_ACHEMINEMENT, S.A_VALIDER_1},
    S.A_COMPLETER: frozenset({S.DEPOSEE, S.REJETEE}),
    S.EN_COURS_ACHEMINEMENT: MADE_AVAILABLE,
    S.A_VALIDER_1: frozenset(
        {S.VALIDEE_1, S.REFUSEE_1, S.ERREUR_FOURNISSEUR_SUR_VALIDEUR, S.ABSENCE_VALIDATION_1_HORS_DELAI}
    ),
    S.VALIDEE_1: _AFTER_VALIDATION | {S.A_VALIDER_2},
    S.ABSENCE_VALIDATION_1_HORS_DELAI: _AFTER_VALIDATION | {S.A_VALIDER_2},
    S.A_VALIDER_2: frozenset(
        {S.VALIDEE_2, S.REFUSEE_2, S.ERREUR_COTRAITANT_SUR_VALIDEUR, S.ABSENCE_VALIDATION_2_HORS_DELAI}
    ),
    S.VALIDEE_2: _AFTER_VALIDATION,
    S.ABSENCE_VALIDATION_2_HORS_DELAI: _AFTER_VALIDATION,
    S.MISE_A_DISPOSITION: TREATMENT | {S.PRISE_EN_COMPTE_DESTINATAIRE},
    S.PRISE_EN_COMPTE_DESTINATAIRE: TREATMENT,
    S.COMPLETEE: TREATMENT | _WORKS_AT_MOE | _WORKS_AT_MOA | _WORKS_AT_FOURNISSEUR | {S.PRISE_EN_COMPTE_DESTINATAIRE},
    S.SUSPENDUE: frozenset({S.COMPLETEE}),
    S.A_RECYCLER: frozenset({S.DEPOSEE}),
    S.SERVICE_FAIT: TREATMENT - {S.SERVICE_FAIT},
    S.MANDATEE: TREATMENT - {S.SERVICE_FAIT, S.MANDATEE},
    S.MISE_A_DISPOSITION_COMPTABLE: frozenset({S.COMPTABILISEE, S.MISE_EN_PAIEMENT}),
    S.COMPTABILISEE: frozenset({S.MISE_EN_PAIEMENT}),
    S.REFUSEE_1: frozenset(),
    S.REFUSEE_2: frozenset(),
    S.ERREUR_FOURNISSEUR_SUR_VALIDEUR: frozenset(),
    S.ERREUR_COTRAITANT_SUR_VALIDEUR: frozenset(),
    S.REJETEE: frozenset(),
    S.MISE_EN_PAIEMENT: frozenset(),
    S.MISE_A_DISPOSITION_MOE: _WORKS_AT_MOE,
    S.PRISE_EN_COMPTE_MOE: _WORKS_AT_MOE - {S.PRISE_EN_COMPTE_MOE},
    S.ABSENCE_VALIDATION_MOE_DELAI_REGLEMENTAIRE: frozenset({S.PRISE_EN_COMPTE_MOE, S.ASSOCIEE, S.REMPLACEE_PAR_A22}),
    S.MISE_A_DISPOSITION_MOA: _WORKS_AT_MOA,
    S.PRISE_EN_COMPTE_MOA: _WORKS_AT_MOA - {S.PRISE_EN_COMPTE_MOA},
    S.A_ASSOCIER_FOURNISSEUR: frozenset({S.ASSOCIEE}),
    S.MISE_A_DISPOSITION_FOURNISSEUR: _WORKS_AT_FOURNISSEUR,
    **dict.fromkeys(WRONG_ADDRESSEE, frozenset({S.DEPOSEE})),
    **dict.fromkeys(REFUSED, frozenset()),
    S.ASSOCIEE: frozenset({S.REMPLACEE_PAR_A22}),
    S.REMPLACEE_PAR_A22: frozenset(),
}
"""Next statuses by status; an empty set marks a terminal status."""

FIRST = frozenset({S.DEPOSEE, S.A_COMPLETER, S.REJETEE})
"""First statuses: integrated, to be completed, or refused at integration."""


def may_follow(current: Status | None, new: Status) -> bool:
    """Whether an invoice in ``current`` (``None``: not yet known) may become ``new``."""
    return new in (FIRST if current is None else NEXT[current])


class FluxStatus(StrEnum):
    """Status of a deposit (flux); Chorus Pro's ``etatCourantDepotFlux``."""

    IN_RECU = "IN_RECU"
    IN_INTEGRE = "IN_INTEGRE"
    IN_INTEGRE_PARTIEL = "IN_INTEGRE_PARTIEL"
    IN_REJETE = "IN_REJETE"


FLUX_NEXT: dict[FluxStatus, frozenset[FluxStatus]] = {
    FluxStatus.IN_RECU: frozenset({FluxStatus.IN_INTEGRE, FluxStatus.IN_INTEGRE_PARTIEL, FluxStatus.IN_REJETE}),
    FluxStatus.IN_INTEGRE: frozenset(),
    FluxStatus.IN_INTEGRE_PARTIEL: frozenset({FluxStatus.IN_INTEGRE, FluxStatus.IN_REJETE}),
    FluxStatus.IN_REJETE: frozenset(),
}
"""Next statuses of a flux; one integrated in part may have had documents to complete."""

FLUX_LABELS: dict[FluxStatus, str] = {
    FluxStatus.IN_RECU: "Reçu",
    FluxStatus.IN_INTEGRE: "Intégré",
    FluxStatus.IN_INTEGRE_PARTIEL: "Intégré partiellement",
    FluxStatus.IN_REJETE: "Rejeté",
}
