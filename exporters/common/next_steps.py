"""What the depositor of an invoice does after a status change."""

from domain.status import Status
from domain.status_facts import FACTS
from domain.suivi import StatusChange
from domain.text import Text

NEVER_INTEGRATED = Text(
    "Rien si un autre dépôt la remplace ; sinon, redéposer la facture corrigée : son numéro peut resservir",
    "Nothing if another deposit replaces it; else deposit the corrected invoice: its number can be used again",
)
"""Of what was refused while it waited to be completed."""


def next_step(change: StatusChange) -> Text | None:
    """``None`` when there is nothing to do."""
    return NEVER_INTEGRATED if change.previous is Status.A_COMPLETER else FACTS[change.status].to_do
