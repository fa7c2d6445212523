"""The life of an invoice and of a deposit, as enums with a table of next steps.

Values are Chorus Pro's own names (``recupererEtatsPossiblesPourTraitement``, API enum of statuses).
"""

from enum import StrEnum


class Status(StrEnum):
    """Where an invoice stands."""

    DEPOSEE = "DEPOSEE"
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


S = Status
_TREATMENT = frozenset(
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
_AFTER_VALIDATION = frozenset({S.EN_COURS_ACHEMINEMENT, S.MISE_A_DISPOSITION})

NEXT: dict[Status, frozenset[Status]] = {
    S.DEPOSEE: frozenset({S.EN_COURS_ACHEMINEMENT, S.MISE_A_DISPOSITION, S.A_VALIDER_1}),
    S.EN_COURS_ACHEMINEMENT: frozenset({S.MISE_A_DISPOSITION}),
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
    S.MISE_A_DISPOSITION: _TREATMENT,
    S.COMPLETEE: _TREATMENT,
    S.SUSPENDUE: frozenset({S.COMPLETEE}),
    S.A_RECYCLER: frozenset({S.DEPOSEE}),
    S.SERVICE_FAIT: _TREATMENT - {S.SERVICE_FAIT},
    S.MANDATEE: _TREATMENT - {S.SERVICE_FAIT, S.MANDATEE},
    S.MISE_A_DISPOSITION_COMPTABLE: frozenset({S.COMPTABILISEE, S.MISE_EN_PAIEMENT}),
    S.COMPTABILISEE: frozenset({S.MISE_EN_PAIEMENT}),
    S.REFUSEE_1: frozenset(),
    S.REFUSEE_2: frozenset(),
    S.ERREUR_FOURNISSEUR_SUR_VALIDEUR: frozenset(),
    S.ERREUR_COTRAITANT_SUR_VALIDEUR: frozenset(),
    S.REJETEE: frozenset(),
    S.MISE_EN_PAIEMENT: frozenset(),
}
"""From a status to those that may follow it; an empty set is a terminal status."""

FIRST = frozenset({S.DEPOSEE, S.REJETEE})
"""The statuses an invoice may be born with: integrated, or refused at integration."""

LABELS: dict[Status, str] = {
    S.DEPOSEE: "Déposée",
    S.EN_COURS_ACHEMINEMENT: "En cours d'acheminement",
    S.MISE_A_DISPOSITION: "Mise à disposition",
    S.A_VALIDER_1: "À valider",
    S.VALIDEE_1: "Validée",
    S.REFUSEE_1: "Refusée",
    S.ERREUR_FOURNISSEUR_SUR_VALIDEUR: "Erreur de valideur par le fournisseur",
    S.ABSENCE_VALIDATION_1_HORS_DELAI: "Validation automatique hors délai",
    S.A_VALIDER_2: "À valider par le mandataire",
    S.VALIDEE_2: "Validée par mandataire",
    S.REFUSEE_2: "Refusée par mandataire",
    S.ERREUR_COTRAITANT_SUR_VALIDEUR: "Erreur de valideur par le cotraitant",
    S.ABSENCE_VALIDATION_2_HORS_DELAI: "Validation mandataire automatique hors délai",
    S.A_RECYCLER: "À recycler",
    S.SUSPENDUE: "Suspendue",
    S.COMPLETEE: "Complétée",
    S.REJETEE: "Rejetée",
    S.SERVICE_FAIT: "Service fait",
    S.MANDATEE: "Mandatée",
    S.MISE_A_DISPOSITION_COMPTABLE: "Mise à disposition du comptable",
    S.COMPTABILISEE: "Comptabilisée",
    S.MISE_EN_PAIEMENT: "Mise en paiement",
}
"""What people read (labels of CPPStatut V1_19 and of the portal's dashboard)."""


def may_follow(current: Status | None, new: Status) -> bool:
    """Whether an invoice in ``current`` (``None``: not yet known) may become ``new``."""
    return new in (FIRST if current is None else NEXT[current])


class FluxStatus(StrEnum):
    """Where a deposit (flux) stands; Chorus Pro's ``etatCourantDepotFlux``."""

    IN_RECU = "IN_RECU"
    IN_INTEGRE = "IN_INTEGRE"
    IN_INTEGRE_PARTIEL = "IN_INTEGRE_PARTIEL"
    IN_REJETE = "IN_REJETE"


FLUX_NEXT: dict[FluxStatus, frozenset[FluxStatus]] = {
    FluxStatus.IN_RECU: frozenset({FluxStatus.IN_INTEGRE, FluxStatus.IN_INTEGRE_PARTIEL, FluxStatus.IN_REJETE}),
    FluxStatus.IN_INTEGRE: frozenset(),
    FluxStatus.IN_INTEGRE_PARTIEL: frozenset(),
    FluxStatus.IN_REJETE: frozenset(),
}
"""From a flux status to those that may follow it."""

FLUX_LABELS: dict[FluxStatus, str] = {
    FluxStatus.IN_RECU: "Reçu",
    FluxStatus.IN_INTEGRE: "Intégré",
    FluxStatus.IN_INTEGRE_PARTIEL: "Intégré partiellement",
    FluxStatus.IN_REJETE: "Rejeté",
}
