"""A status in words, and its colour."""

from domain.deposit import DepositedInvoice
from domain.phase import Phase
from domain.status import FluxStatus, Status
from domain.status_facts import PHASES
from domain.text import NOTHING, Locale, Text
from exporters.common.number_formats import count
from exporters.common.state_labels import FLUX_STATUS_LABELS, REFUSED, STATUS_LABELS
from portail.views import State

_TONES: dict[Phase, str] = {
    Phase.ACHEMINEMENT: "",
    Phase.A_TRAITER: "part",
    Phase.EN_COURS: "",
    Phase.CHEZ_LE_FOURNISSEUR: "bad",
    Phase.PAYEE: "good",
    Phase.CLOSE: "",
}
_FLUX_TONES: dict[FluxStatus, str] = {
    FluxStatus.IN_RECU: "part",
    FluxStatus.IN_INTEGRE: "good",
    FluxStatus.IN_INTEGRE_PARTIEL: "bad",
    FluxStatus.IN_REJETE: "bad",
}


def tone_of(status: Status) -> str:
    """Its colour: ``good``, ``bad``, ``part`` or none."""
    return _TONES[PHASES[status]]


def state_of(one: DepositedInvoice) -> State:
    """That of an invoice."""
    if one.status is None:
        return State(label=REFUSED, tone="bad")
    return State(label=STATUS_LABELS[one.status], tone=tone_of(one.status))


def flux_state(status: FluxStatus) -> State:
    """That of a deposited file."""
    return State(label=FLUX_STATUS_LABELS[status], tone=_FLUX_TONES[status])


def waits_for(documents: int, locale: Locale) -> Text:
    """For what a deposit waits of which another process decides on so many documents; empty for none."""
    if not documents:
        return NOTHING
    return (ONE_HELD if documents == 1 else HELD).with_({"count": count(documents, locale)})


ONE_HELD = Text(
    "Un autre passage de Navette décide d'un de ses documents : la suite viendra d'elle-même dès sa fin.",
    "Another run of Navette decides on one of its documents: what follows comes by itself once it has ended.",
)
HELD = Text(
    "Un autre passage de Navette décide de {count} de ses documents : la suite viendra d'elle-même dès sa fin.",
    "Another run of Navette decides on {count} of its documents: what follows comes by itself once it has ended.",
)
