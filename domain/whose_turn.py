"""Whose turn it is: who has to act on an invoice, from its status and its cadre."""

from enum import StrEnum

from domain.phase import PHASES, Phase
from domain.status import Status
from domain.text import Text
from domain.travaux import ETAPES, Role, depositor_role

S = Status


class WhoseTurn(StrEnum):
    """Who has to act now."""

    DESTINATAIRE = "destinataire"
    FOURNISSEUR = "fournisseur"
    MOE = "moe"
    MOA = "moa"
    VALIDEUR = "valideur"
    PERSONNE = "personne"
    """Nobody: on its way, paid, refused, or gone on as another piece of its dossier."""


NAMES: dict[WhoseTurn, Text] = {
    WhoseTurn.DESTINATAIRE: Text("Destinataire", "Recipient"),
    WhoseTurn.FOURNISSEUR: Text("Fournisseur", "Supplier"),
    WhoseTurn.MOE: Text("Maîtrise d'œuvre", "Maîtrise d'œuvre (MOE)"),
    WhoseTurn.MOA: Text("Maîtrise d'ouvrage", "Maîtrise d'ouvrage (MOA)"),
    WhoseTurn.VALIDEUR: Text("Valideur", "Valideur"),
    WhoseTurn.PERSONNE: Text("Personne", "Nobody"),
}
"""What people read."""

_OF_ROLE = {
    Role.SERVICE_FINANCIER: WhoseTurn.DESTINATAIRE,
    Role.FOURNISSEUR: WhoseTurn.FOURNISSEUR,
    Role.MOE: WhoseTurn.MOE,
    Role.MOA: WhoseTurn.MOA,
}


def tour(status: Status, cadre: str | None) -> WhoseTurn:
    """Who has to act on an invoice of this cadre in this status."""
    etape = ETAPES.get(cadre or "")
    match PHASES[status]:
        case Phase.ACHEMINEMENT if status is S.A_COMPLETER:
            return WhoseTurn.FOURNISSEUR
        case Phase.ACHEMINEMENT:
            return WhoseTurn.VALIDEUR if status in (S.A_VALIDER_1, S.A_VALIDER_2) else WhoseTurn.PERSONNE
        case Phase.A_TRAITER:
            return _OF_ROLE[etape.destinataire] if etape else WhoseTurn.DESTINATAIRE
        case Phase.EN_COURS:
            return WhoseTurn.DESTINATAIRE
        case Phase.CHEZ_LE_FOURNISSEUR:
            if etape is None or status is S.A_ASSOCIER_FOURNISSEUR:
                return WhoseTurn.FOURNISSEUR
            return _OF_ROLE[depositor_role(etape.cadre)]
        case _:
            return WhoseTurn.PERSONNE
