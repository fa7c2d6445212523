"""*Brouillons*: what is being made ready in the portal and was sent to nobody."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.manual_entry import ManualEntry
from domain.text import Text


class EtatBrouillon(StrEnum):
    """Where a draft stands."""

    EN_COURS = "en-cours"
    """Nothing is sent."""
    ENVOYE = "envoye"
    """It is a deposit."""
    ABANDONNE = "abandonne"


NEXT: dict[EtatBrouillon, frozenset[EtatBrouillon]] = {
    EtatBrouillon.EN_COURS: frozenset({EtatBrouillon.ENVOYE, EtatBrouillon.ABANDONNE}),
    EtatBrouillon.ENVOYE: frozenset(),
    EtatBrouillon.ABANDONNE: frozenset(),
}
"""What may follow each state."""
ETAT_LABELS: dict[EtatBrouillon, Text] = {
    EtatBrouillon.EN_COURS: Text("Brouillon : rien n'est envoyé", "Draft: nothing is sent"),
    EtatBrouillon.ENVOYE: Text("Envoyé", "Sent"),
    EtatBrouillon.ABANDONNE: Text("Abandonné", "Given up"),
}


class SourceBrouillon(StrEnum):
    """What a draft is made from."""

    FICHIER = "fichier"
    """A file that was dropped."""
    SAISIE = "saisie"
    """Values alone: the invoice is made from them when it is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file of the content store, by the name it came under."""

    name: str
    """Given from outside: never to be joined to a path unchecked."""
    size: int
    """Bytes."""
    sha256: str
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brouillon:
    """One draft of one account, for one structure."""

    id: int
    compte_id: int
    structure: str
    """Who deposits: SIRET, SIREN, or ``scheme:value``."""
    source: SourceBrouillon
    file: StoredFile | None
    """``None`` only for a SAISIE that was not sent."""
    entries: tuple[ManualEntry, ...] = ()
    """Of a FICHIER: values supplied for fields of its page. Of a SAISIE: the fields of its form, as written."""
    reason: str = ""
    """Why values that the page says clearly are replaced."""
    etat: EtatBrouillon = EtatBrouillon.EN_COURS
    deposit_id: int | None = None
    """Once it is sent."""
    created_at: datetime
    changed_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether it may still be changed, sent or given up."""
        return self.etat is EtatBrouillon.EN_COURS
