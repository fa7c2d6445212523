"""What each action is called, and what it brings about, in plain words."""

from collections.abc import Iterator

from domain.deposit import DepositedInvoice
from domain.enum_tables import Partial
from domain.portal_depositor import is_of_portal
from domain.status import NEXT, WRONG_ADDRESSEE, Status
from domain.status_facts import FACTS
from domain.suivi import FIRST_VALIDATION
from domain.text import Text
from exporters.common.state_labels import STATUS_LABELS

S = Status
_REFUSE = Text("Refuser", "Refuse")
_VALIDATE = Text("Valider", "Validate")
_TAKE = Text("Prendre en compte", "Take into account")
_VALIDEUR = Text("Signaler une erreur de valideur", "Report a wrong valideur")
ACTION_NAMES: Partial[Status, Text] = Partial(
    {
        S.VALIDEE_1: _VALIDATE,
        S.REFUSEE_1: _REFUSE,
        S.ERREUR_FOURNISSEUR_SUR_VALIDEUR: _VALIDEUR,
        S.VALIDEE_2: _VALIDATE,
        S.REFUSEE_2: _REFUSE,
        S.ERREUR_COTRAITANT_SUR_VALIDEUR: _VALIDEUR,
        S.PRISE_EN_COMPTE_DESTINATAIRE: _TAKE,
        S.PRISE_EN_COMPTE_MOE: _TAKE,
        S.PRISE_EN_COMPTE_MOA: _TAKE,
        S.SERVICE_FAIT: Text("Constater le service fait", "State that the service was rendered"),
        S.MANDATEE: Text("Mandater", "Order the payment"),
        S.MISE_A_DISPOSITION_COMPTABLE: Text("Mettre à disposition du comptable", "Hand over to the accountant"),
        S.COMPTABILISEE: Text("Comptabiliser", "Enter in the accounts"),
        S.MISE_EN_PAIEMENT: Text("Mettre en paiement", "Put in payment"),
        S.SUSPENDUE: Text("Suspendre", "Suspend"),
        S.COMPLETEE: Text("Compléter", "Complete"),
        S.A_RECYCLER: Text("Renvoyer pour recyclage", "Send back to be recycled"),
        S.REJETEE: Text("Rejeter", "Reject"),
        S.REFUSEE_FOURNISSEUR: _REFUSE,
        S.REFUSEE_MOE: _REFUSE,
        S.REFUSEE_MOA: _REFUSE,
        **dict.fromkeys(WRONG_ADDRESSEE, Text("Renvoyer : mauvais destinataire", "Send back: wrong addressee")),
    }
)
"""By the status that is declared; whole for those that an actor may declare."""
_IN_PORTAL = Partial(
    {S.SUSPENDUE: Text("Envoyer les pièces ou le commentaire qui manquent", "Send the missing attachments or comment")}
)
"""What a depositor does where it is not what it does in folders."""
BECOMES = Text("L'état devient « {label} ».", "The status becomes “{label}”.")
FINAL = Text("C'est définitif : cet état n'en a pas d'autre après lui.", "This is final: no status comes after it.")
DELAYS_STOP = Text(
    "Le délai de paiement s'arrête tant que le fournisseur n'a pas répondu.",
    "The payment delay is stopped until the supplier answers.",
)
ASKED_OF = Text("Ce qui sera demandé à qui l'a déposée : {to_do}.", "What its depositor will be asked: {to_do}.")
TOLD_HERE = Text("Qui l'a déposée le lira dans le portail.", "Its depositor will read it in the portal.")
TOLD_BY_MESSAGE = Text(
    "Qui l'a déposée en recevra le message dans ses retours.", "Its depositor will get the message in its folder."
)
NEXT_VALIDEUR = Text("Elle sera présentée au valideur suivant.", "It will be brought to the next valideur.")
TO_RECIPIENT = Text("Elle sera remise à son destinataire.", "It will be handed over to its recipient.")


def to_do(status: Status) -> Text | None:
    """What the depositor does next; ``None``: nothing."""
    return _IN_PORTAL.get(status) or FACTS[status].to_do


def what_follows(status: Status, *, next_valideur: bool) -> tuple[Text, ...]:
    """What a declaration of ``status`` brings about, whatever the invoice."""
    return tuple(_what_follows(status, next_valideur))


def who_is_told(invoice: DepositedInvoice) -> Text:
    """How the depositor of the invoice learns of it."""
    return TOLD_HERE if is_of_portal(invoice.drop) else TOLD_BY_MESSAGE


def _what_follows(status: Status, next_valideur: bool) -> Iterator[Text]:
    facts = FACTS[status]
    label = STATUS_LABELS[status]
    yield Text(BECOMES.fr.format(label=label.fr), BECOMES.en.format(label=label.en))
    if not NEXT[status]:
        yield FINAL
    if facts.stops_delays:
        yield DELAYS_STOP
    if (asked := to_do(status)) is not None:
        yield Text(ASKED_OF.fr.format(to_do=asked.fr), ASKED_OF.en.format(to_do=asked.en))
    if status in {S.VALIDEE_1, S.VALIDEE_2}:
        yield NEXT_VALIDEUR if next_valideur and status in FIRST_VALIDATION else TO_RECIPIENT
