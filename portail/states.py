"""A status in words, and its colour."""

from domain.deposit import DepositedInvoice
from domain.phase import Phase
from domain.status import Status
from domain.status_facts import PHASES
from exporters.common.state_labels import REFUSED, STATUS_LABELS
from portail.views import State

_TONES: dict[Phase, str] = {
    Phase.ACHEMINEMENT: "",
    Phase.A_TRAITER: "part",
    Phase.EN_COURS: "",
    Phase.CHEZ_LE_FOURNISSEUR: "bad",
    Phase.PAYEE: "good",
    Phase.CLOSE: "",
}


def tone_of(status: Status) -> str:
    """Its colour: ``good``, ``bad``, ``part`` or none."""
    return _TONES[PHASES[status]]


def state_of(one: DepositedInvoice) -> State:
    """That of an invoice."""
    if one.status is None:
        return State(label=REFUSED, tone="bad")
    return State(label=STATUS_LABELS[one.status], tone=tone_of(one.status))
