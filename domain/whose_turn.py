"""Whose turn it is: who has to act on an invoice, from its status and its cadre."""

from enum import StrEnum

from domain.phase import PHASES, Phase
from domain.status import Status
from domain.text import Text
from domain.travaux import ETAPES, Role, depositor_role

S = Status


class Tour(StrEnum):
    """Who has to act now."""

    DESTINATAIRE = "destinataire"
    FOURNISSEUR = "fournisseur"
    MOE = "moe"
    MOA = "moa"
    VALIDEUR = "valideur"
    PERSONNE = "personne"
    """Nobody: on its way, paid, refused, or gone on as another piece of its dossier."""


NAMES: dict[Tour, Text] = {
    Tour.DESTINATAIRE: Text("Destinataire", "Recipient"),
    Tour.FOURNISSEUR: Text("Fournisseur", "Supplier"),
    Tour.MOE: Text("Maîtrise d'œuvre", "Maîtrise d'œuvre (MOE)"),
    Tour.MOA: Text("Maîtrise d'ouvrage", "Maîtrise d'ouvrage (MOA)"),
    Tour.VALIDEUR: Text("Valideur", "Valideur"),
    Tour.PERSONNE: Text("Personne", "Nobody"),
}
"""What people read."""

_OF_ROLE = {
    Role.SERVICE_FINANCIER: Tour.DESTINATAIRE,
    Role.FOURNISSEUR: Tour.FOURNISSEUR,
    Role.MOE: Tour.MOE,
    Role.MOA: Tour.MOA,
}


def tour(status: Status, cadre: str | None) -> Tour:
    """Who has to act on an invoice of this cadre in this status."""
    etape = ETAPES.get(cadre or "")
    match PHASES[status]:
        case Phase.ACHEMINEMENT if status is S.A_COMPLETER:
            return Tour.FOURNISSEUR
        case Phase.ACHEMINEMENT:
            return Tour.VALIDEUR if status in (S.A_VALIDER_1, S.A_VALIDER_2) else Tour.PERSONNE
        case Phase.A_TRAITER:
            return _OF_ROLE[etape.destinataire] if etape else Tour.DESTINATAIRE
        case Phase.EN_COURS:
            return Tour.DESTINATAIRE
        case Phase.CHEZ_LE_FOURNISSEUR:
            if etape is None or status is S.A_ASSOCIER_FOURNISSEUR:
                return Tour.FOURNISSEUR
            return _OF_ROLE[depositor_role(etape.cadre)]
        case _:
            return Tour.PERSONNE
