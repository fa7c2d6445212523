"""Labels of what the ledger stores, in both languages. The French ones are those of the domain, which exports use."""

from domain import delai, status, suivi
from domain.deposit import DepositedInvoice, Disposition, Effect
from domain.echeance import Delai
from domain.status import Status
from domain.suivi import Action
from domain.text import Locale, Text
from domain.travaux import Role

S = Status
_STATUS: dict[Status, str] = {
    S.DEPOSEE: "Deposited",
    S.A_COMPLETER: "To be completed",
    S.EN_COURS_ACHEMINEMENT: "On its way",
    S.MISE_A_DISPOSITION: "Made available",
    S.A_VALIDER_1: "To be validated",
    S.VALIDEE_1: "Validated",
    S.REFUSEE_1: "Refused",
    S.ERREUR_FOURNISSEUR_SUR_VALIDEUR: "Wrong valideur named by the supplier",
    S.ABSENCE_VALIDATION_1_HORS_DELAI: "Validated automatically after the deadline",
    S.A_VALIDER_2: "To be validated by the mandataire",
    S.VALIDEE_2: "Validated by the mandataire",
    S.REFUSEE_2: "Refused by the mandataire",
    S.ERREUR_COTRAITANT_SUR_VALIDEUR: "Wrong valideur named by the cotraitant",
    S.ABSENCE_VALIDATION_2_HORS_DELAI: "Validated automatically for the mandataire after the deadline",
    S.A_RECYCLER: "To be recycled",
    S.SUSPENDUE: "Suspended",
    S.COMPLETEE: "Completed",
    S.REJETEE: "Rejected",
    S.SERVICE_FAIT: "Service rendered",
    S.MANDATEE: "Ordered for payment",
    S.MISE_A_DISPOSITION_COMPTABLE: "Made available to the accountant",
    S.COMPTABILISEE: "Entered in the accounts",
    S.MISE_EN_PAIEMENT: "In payment",
    S.PRISE_EN_COMPTE_DESTINATAIRE: "Taken into account by the recipient",
    S.MISE_A_DISPOSITION_MOE: "Made available to the MOE",
    S.MISE_A_DISPOSITION_MOA: "Made available to the MOA",
    S.MISE_A_DISPOSITION_FOURNISSEUR: "Made available to the supplier",
    S.PRISE_EN_COMPTE_MOE: "Taken into account by the MOE",
    S.PRISE_EN_COMPTE_MOA: "Taken into account by the MOA",
    S.ASSOCIEE: "Associated",
    S.ERREUR_FOURNISSEUR_SUR_MOE: "Refused by the MOE for an error in the routing data",
    S.ERREUR_FOURNISSEUR_SUR_MOA: "Refused by the MOA for an error in the routing data (supplier)",
    S.ERREUR_MOE_SUR_MOA: "Refused by the MOA for an error in the routing data",
    S.ERREUR_MOE_SUR_FOURNISSEUR: "Refused by the supplier for an error in the routing data (MOE)",
    S.ERREUR_MOA_SUR_FOURNISSEUR: "Refused by the supplier for an error in the routing data",
    S.REFUSEE_MOE: "Refused by the MOE for another reason",
    S.REFUSEE_MOA: "Refused by the MOA for another reason",
    S.REFUSEE_FOURNISSEUR: "Refused by the supplier for another reason",
    S.REMPLACEE_PAR_A22: "Replaced by a draft general account of the tacit procedure (A22)",
    S.A_ASSOCIER_FOURNISSEUR: "Tacit final general account: to be associated by the supplier",
    S.ABSENCE_VALIDATION_MOE_DELAI_REGLEMENTAIRE: "Not validated by the MOE within the deadline",
}
_ACTION: dict[Action, str] = {
    Action.TELECHARGEMENT_FACTURE: "Downloaded",
    Action.ACQUITTEMENT_REJET: "Rejection acknowledged",
    Action.ACQUITTEMENT_SUSPENSION: "Suspension acknowledged",
    Action.TRAITEMENT_REJET: "Rejection dealt with",
    Action.COMPLEMENT: "Complement received",
    Action.CODE_RECU: "Code received",
    Action.RAPPEL_ECHEANCE: "Reminder of a deadline",
    Action.ARCHIVAGE: "Archived",
    Action.SAISIE: "Completed by hand",
}
_DEADLINE: dict[Delai, str] = {
    Delai.VALIDATION_1: "Validation by the titulaire",
    Delai.VALIDATION_2: "Validation by the mandataire",
    Delai.VERIFICATION_MOE: "Verification by the MOE",
    Delai.DECOMPTE_GENERAL: "Notification of the general account by the MOA",
    Delai.ACCEPTATION_TITULAIRE: "Acceptance of the general account by the titulaire",
    Delai.DECOMPTE_TACITE: "Answer of the MOA before the account is tacit",
    Delai.PAIEMENT: "Payment",
}
STATUS_LABELS = {one: Text(status.LABELS[one], _STATUS[one]) for one in Status}
ACTION_LABELS = {one: Text(suivi.ACTION_LABELS[one], _ACTION[one]) for one in Action}
DEADLINE_LABELS = {one: Text(delai.DELAI_LABELS[one], _DEADLINE[one]) for one in Delai}
ROLE_LABELS: dict[Role, Text] = {
    Role.FOURNISSEUR: Text("fournisseur", "supplier"),
    Role.MOE: Text("MOE", "MOE"),
    Role.MOA: Text("MOA", "MOA"),
    Role.SERVICE_FINANCIER: Text("service financier", "payer"),
}
EFFECT_LABELS: dict[Effect, tuple[Text, Text]] = {
    Effect.TAKE: (
        Text("fichier à retirer de son dépôt", "file to take out of its drop"),
        Text("fichiers à retirer de leur dépôt", "files to take out of their drops"),
    ),
    Effect.DELIVER: (
        Text("facture à remettre", "invoice to deliver"),
        Text("factures à remettre", "invoices to deliver"),
    ),
    Effect.CERTIFY: (
        Text("certificat à rendre", "certificate to return"),
        Text("certificats à rendre", "certificates to return"),
    ),
    Effect.REPORT: (
        Text("compte rendu à rendre", "report of deposit to return"),
        Text("comptes rendus à rendre", "reports of deposit to return"),
    ),
    Effect.SUBMIT: (
        Text("facture à soumettre à son valideur", "invoice to submit to its valideur"),
        Text("factures à soumettre à leur valideur", "invoices to submit to their valideurs"),
    ),
    Effect.STATUS: (
        Text("changement de statut à annoncer", "status change to announce"),
        Text("changements de statut à annoncer", "status changes to announce"),
    ),
}
"""What an effect is called, one of it and several."""
REFUSED = Text("Refusée au dépôt", "Refused at deposit")
DUPLICATE = Text("Doublon (notice)", "Duplicate (notice)")


def state_label(invoice: DepositedInvoice, locale: Locale) -> str:
    """Where the invoice stands."""
    if invoice.disposition is Disposition.DOUBLON:
        return DUPLICATE.in_(locale)
    return (STATUS_LABELS[invoice.status] if invoice.status else REFUSED).in_(locale)
