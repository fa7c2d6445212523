"""What the mails of an account are about, as its owner chose: nothing unless chosen."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.compte import Compte
from domain.espace import Espace
from domain.feed import FeedItem
from domain.status import MADE_AVAILABLE, Status
from domain.suivi import Action
from domain.text import Text


class Notice(StrEnum):
    """What a daily mail may tell."""

    RECUES = "recues"
    """Invoices that were brought to one's services."""
    STATUTS = "statuts"
    """Statuses of the invoices one issued, those that were refused among them."""
    ECHEANCES = "echeances"
    """Reminders of deadlines."""
    SOLLICITATIONS = "sollicitations"


NOTICE_LABELS: dict[Notice, Text] = {
    Notice.RECUES: Text("Nouvelles factures reçues", "New invoices received"),
    Notice.STATUTS: Text("Suivi des factures émises", "Statuses of invoices issued"),
    Notice.ECHEANCES: Text("Échéances proches", "Deadlines that come close"),
    Notice.SOLLICITATIONS: Text("Sollicitations", "Questions"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """An account that chose to be told something."""

    compte: Compte
    notices: frozenset[Notice]
    since: datetime
    """When it chose: nothing before is told."""


OFFERED = (Notice.RECUES, Notice.STATUTS, Notice.ECHEANCES)
"""What may be chosen; there is nothing to tell of the others yet."""
LINES = 20
"""Lines of a kind in one letter; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldNotice:
    """What a letter tells of one kind."""

    notice: Notice
    items: tuple[FeedItem, ...]
    """The newest, at most :data:`LINES`."""
    total: int


def notice_of(item: FeedItem, espace: Espace) -> Notice | None:
    """Which kind something that happened is, for who sees the invoice in this espace; ``None``: nothing to write."""
    if item.action is not None:
        return Notice.ECHEANCES if item.action.action is Action.RAPPEL_ECHEANCE else None
    if item.event is None:
        return None
    status = item.event.status
    if espace is not Espace.FACTURES_EMISES and status in _BROUGHT:
        return Notice.RECUES
    of_issuer = espace in {Espace.FACTURES_EMISES, Espace.FACTURES_DE_TRAVAUX}
    return Notice.STATUTS if of_issuer and status not in _OWN_DOING else None


_BROUGHT = MADE_AVAILABLE | {Status.A_VALIDER_1, Status.A_VALIDER_2}
_OWN_DOING = frozenset({Status.DEPOSEE, Status.EN_COURS_ACHEMINEMENT, Status.COMPLETEE})
