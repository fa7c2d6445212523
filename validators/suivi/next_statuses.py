"""Remedies: the statuses this actor may declare now, or what the invoice is waiting for."""

from domain.enum_tables import Partial
from domain.status import Status
from domain.status_facts import FACTS, LABELS
from domain.suivi import Acteur, Standing
from domain.text import Text
from validators.suivi.possible import possible_statuses

_WAITING: Partial[Status, Text] = Partial(
    {status: facts.waiting for status, facts in FACTS.items() if facts.waiting is not None}
)
_WAITING_FOR_OTHERS = Text(
    "D'autres que vous ont la main sur cette facture.", "This invoice is in other hands than yours."
)


def remedy(invoice: Standing, acteur: Acteur) -> Text:
    """Sentence with the statuses ``acteur`` may declare of the invoice now."""
    possible = sorted(LABELS[status] for status in possible_statuses(acteur, invoice))
    if not possible:
        return _WAITING.get(invoice.status, _WAITING_FOR_OTHERS)
    listed = ", ".join(f"« {label} »" for label in possible)
    return Text(f"Vous pouvez maintenant dire : {listed}.", f"You can now say: {listed}.")
