"""The *fil d'événements*: what happened, in the order it was recorded, from where a reader stopped."""

import re
from dataclasses import dataclass
from datetime import datetime

from domain.deposit import Deposit, StatusEvent
from domain.errors import Unsearchable
from domain.suivi import RecordedAction
from domain.text import Text

_CURSOR = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})\.([0-9]{1,18})")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPosition:
    """Numbers of the last rows read: of status events, of actions, and of *comptes rendus* of deposits."""

    event: int = 0
    action: int = 0
    account: int = 0

    @property
    def cursor(self) -> str:
        """As a reader sends it back."""
        return f"{self.event}.{self.action}.{self.account}"

    @classmethod
    def of(cls, cursor: str) -> "FeedPosition":
        """Raises :class:`domain.errors.Unsearchable` for what no feed gave."""
        found = _CURSOR.fullmatch(cursor) if cursor.isascii() else None
        if found is None:
            raise Unsearchable(
                Text(
                    "Ce n'est pas un repère du fil d'événements.",
                    "This is no place in the events.",
                ),
                Text("Reprenez tel quel celui que le fil a donné.", "Use the one the events gave, as it is."),
            )
        event, action, account = (int(number) for number in found.groups())
        return cls(event=event, action=action, account=account)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedInvoice:
    """The invoice something happened to."""

    id: int
    numero_facture: str
    nom_fournisseur: str
    nom_destinataire: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One thing that happened: exactly one of ``event``, ``action`` and ``deposit`` is there."""

    row: int
    """Number of its row among those of its kind."""
    at: datetime
    invoice: FeedInvoice | None = None
    event: StatusEvent | None = None
    action: RecordedAction | None = None
    deposit: Deposit | None = None
    """A deposited file that was decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPage:
    """A page of what happened."""

    items: tuple[FeedItem, ...]
    position: FeedPosition
    """Where the next page begins; it goes on even when nothing of a page may be seen."""
    more: bool
    """Whether there is something after (or before) that was not looked at yet."""
