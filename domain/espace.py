"""The *espaces* of the portal, the rights one may have in them, and who may be attached to a structure.

Source: seed 003 (AIFE, *factures de travaux pour les MOE*): accounts are attached to structures and to some of their
services, and each espace is opened in *Consultation* or in *Modification*.
"""

from enum import StrEnum

from domain.text import Text


class Espace(StrEnum):
    """A part of the portal; the value is its address."""

    FACTURES_RECUES = "factures-recues"
    FACTURES_EMISES = "factures-emises"
    FACTURES_DE_TRAVAUX = "factures-de-travaux"
    FACTURES_A_VALIDER = "factures-a-valider"
    SOLLICITATIONS = "sollicitations"
    SUIVI_DES_FLUX = "suivi-des-flux"
    ACTIVITES_DU_GESTIONNAIRE = "activites-du-gestionnaire"
    RACCORDEMENTS = "raccordements"
    MON_COMPTE = "mon-compte"


class Droit(StrEnum):
    """What one may do in an espace."""

    CONSULTATION = "consultation"
    MODIFICATION = "modification"

    def covers(self, asked: "Droit") -> bool:
        """Whether it is enough for what is asked."""
        return self is Droit.MODIFICATION or asked is Droit.CONSULTATION


class RoleRattachement(StrEnum):
    """As what somebody is attached to a structure."""

    GESTIONNAIRE_PRINCIPAL = "gestionnaire-principal"
    GESTIONNAIRE_SECONDAIRE = "gestionnaire-secondaire"
    UTILISATEUR = "utilisateur"


class EtatRattachement(StrEnum):
    """Where an attachment stands."""

    DEMANDE = "demande"
    """Asked for, not answered yet."""
    ACTIF = "actif"
    REFUSE = "refuse"
    RETIRE = "retire"
    """It was active, and is no more."""


NEXT: dict[EtatRattachement, frozenset[EtatRattachement]] = {
    EtatRattachement.DEMANDE: frozenset({EtatRattachement.ACTIF, EtatRattachement.REFUSE, EtatRattachement.RETIRE}),
    EtatRattachement.ACTIF: frozenset({EtatRattachement.RETIRE}),
    EtatRattachement.REFUSE: frozenset({EtatRattachement.DEMANDE, EtatRattachement.ACTIF}),
    EtatRattachement.RETIRE: frozenset({EtatRattachement.DEMANDE, EtatRattachement.ACTIF}),
}
"""What may follow each state."""

GESTIONNAIRES = frozenset({RoleRattachement.GESTIONNAIRE_PRINCIPAL, RoleRattachement.GESTIONNAIRE_SECONDAIRE})
OF_INVOICES = (
    Espace.FACTURES_RECUES,
    Espace.FACTURES_EMISES,
    Espace.FACTURES_DE_TRAVAUX,
    Espace.FACTURES_A_VALIDER,
)
"""The espaces that show invoices, in the order of the menu."""
GRANTED = tuple(espace for espace in Espace if espace is not Espace.MON_COMPTE)
"""The espaces one needs a right for; one's own account needs none."""

ESPACE_LABELS: dict[Espace, Text] = {
    Espace.FACTURES_RECUES: Text("Factures reçues", "Invoices received"),
    Espace.FACTURES_EMISES: Text("Factures émises", "Invoices issued"),
    Espace.FACTURES_DE_TRAVAUX: Text("Factures de travaux", "Works invoices"),
    Espace.FACTURES_A_VALIDER: Text("Factures à valider", "Invoices to validate"),
    Espace.SOLLICITATIONS: Text("Sollicitations", "Questions"),
    Espace.SUIVI_DES_FLUX: Text("Suivi des flux", "Deposited files"),
    Espace.ACTIVITES_DU_GESTIONNAIRE: Text("Activités du gestionnaire", "Administration"),
    Espace.RACCORDEMENTS: Text("Raccordements EDI et API", "EDI and API connections"),
    Espace.MON_COMPTE: Text("Mon compte", "My account"),
}
DROIT_LABELS: dict[Droit, Text] = {
    Droit.CONSULTATION: Text("Consultation", "Read only"),
    Droit.MODIFICATION: Text("Modification", "Read and act"),
}
ROLE_LABELS: dict[RoleRattachement, Text] = {
    RoleRattachement.GESTIONNAIRE_PRINCIPAL: Text("Gestionnaire principal", "Main administrator"),
    RoleRattachement.GESTIONNAIRE_SECONDAIRE: Text("Gestionnaire secondaire", "Second administrator"),
    RoleRattachement.UTILISATEUR: Text("Utilisateur", "User"),
}
ETAT_LABELS: dict[EtatRattachement, Text] = {
    EtatRattachement.DEMANDE: Text("Demandé, en attente d'un gestionnaire", "Asked for, waits for an administrator"),
    EtatRattachement.ACTIF: Text("Actif", "Active"),
    EtatRattachement.REFUSE: Text("Refusé", "Refused"),
    EtatRattachement.RETIRE: Text("Retiré", "Withdrawn"),
}
