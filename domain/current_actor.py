"""The actor who must act next on an invoice, from its status and cadre."""

from enum import StrEnum

from domain.phase import Phase
from domain.status import Status
from domain.status_facts import PHASES
from domain.text import Text
from domain.travaux import ETAPES, Role, depositor_role

S = Status


class CurrentActor(StrEnum):
    """Actor who must act next."""

    DESTINATAIRE = "destinataire"
    FOURNISSEUR = "fournisseur"
    MOE = "moe"
    MOA = "moa"
    VALIDEUR = "valideur"
    PERSONNE = "personne"
    """Nobody: being routed, paid, refused, or continued by another piece of its dossier."""


NAMES: dict[CurrentActor, Text] = {
    CurrentActor.DESTINATAIRE: Text("Destinataire", "Recipient"),
    CurrentActor.FOURNISSEUR: Text("Fournisseur", "Supplier"),
    CurrentActor.MOE: Text("Maîtrise d'œuvre", "Maîtrise d'œuvre (MOE)"),
    CurrentActor.MOA: Text("Maîtrise d'ouvrage", "Maîtrise d'ouvrage (MOA)"),
    CurrentActor.VALIDEUR: Text("Valideur", "Valideur"),
    CurrentActor.PERSONNE: Text("Personne", "Nobody"),
}
"""Displayed names."""

_OF_ROLE = {
    Role.SERVICE_FINANCIER: CurrentActor.DESTINATAIRE,
    Role.FOURNISSEUR: CurrentActor.FOURNISSEUR,
    Role.MOE: CurrentActor.MOE,
    Role.MOA: CurrentActor.MOA,
}


def current_actor(status: Status, cadre: str | None) -> CurrentActor:
    """Actor who must act next on an invoice of this cadre in this status."""
    etape = ETAPES.get(cadre or "")
    match PHASES[status]:
        case Phase.ACHEMINEMENT if status is S.A_COMPLETER:
            return CurrentActor.FOURNISSEUR
        case Phase.ACHEMINEMENT:
            return CurrentActor.VALIDEUR if status in (S.A_VALIDER_1, S.A_VALIDER_2) else CurrentActor.PERSONNE
        case Phase.A_TRAITER:
            return _OF_ROLE[etape.destinataire] if etape else CurrentActor.DESTINATAIRE
        case Phase.EN_COURS:
            return CurrentActor.DESTINATAIRE
        case Phase.CHEZ_LE_FOURNISSEUR:
            if etape is None or status is S.A_ASSOCIER_FOURNISSEUR:
                return CurrentActor.FOURNISSEUR
            return _OF_ROLE[depositor_role(etape.cadre)]
        case _:
            return CurrentActor.PERSONNE
