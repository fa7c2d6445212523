"""Labels of what the ledger stores, in both languages. The French ones are those of the domain, which exports use."""

from domain import delai, suivi
from domain.deposit import DepositedInvoice, Disposition
from domain.echeance import Delai
from domain.status import FLUX_LABELS, FluxStatus
from domain.status_facts import FACTS
from domain.suivi import Action
from domain.text import Locale, Text
from domain.travaux import Role

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
    Action.MISE_DE_COTE: "Set aside",
    Action.REPRISE: "To be corrected again",
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
_FLUX: dict[FluxStatus, str] = {
    FluxStatus.IN_RECU: "Received",
    FluxStatus.IN_INTEGRE: "Integrated",
    FluxStatus.IN_INTEGRE_PARTIEL: "Integrated in part",
    FluxStatus.IN_REJETE: "Refused",
}
STATUS_LABELS = {status: facts.label for status, facts in FACTS.items()}
FLUX_STATUS_LABELS = {one: Text(FLUX_LABELS[one], _FLUX[one]) for one in FluxStatus}
ACTION_LABELS = {one: Text(suivi.ACTION_LABELS[one], _ACTION[one]) for one in Action}
DEADLINE_LABELS = {one: Text(delai.DELAI_LABELS[one], _DEADLINE[one]) for one in Delai}
ROLE_LABELS: dict[Role, Text] = {
    Role.FOURNISSEUR: Text("fournisseur", "supplier"),
    Role.MOE: Text("MOE", "MOE"),
    Role.MOA: Text("MOA", "MOA"),
    Role.SERVICE_FINANCIER: Text("service financier", "payer"),
}
REFUSED = Text("Refusée au dépôt", "Refused at deposit")
DUPLICATE = Text("Doublon (notice)", "Duplicate (notice)")


def state_label(invoice: DepositedInvoice, locale: Locale) -> str:
    """Where the invoice stands."""
    if invoice.disposition is Disposition.DOUBLON:
        return DUPLICATE.in_(locale)
    return (STATUS_LABELS[invoice.status] if invoice.status else REFUSED).in_(locale)
