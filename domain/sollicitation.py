"""A *sollicitation*: a question about an invoice or a deposited file, addressed to a structure, answered and closed.

Source: the menus of the portal of seeds 003 and 004 (*Sollicitations émises*, *Sollicitations reçues*).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.text import Text

LONGEST_MESSAGE = 2_000
"""Characters of a message."""


class MotifSollicitation(StrEnum):
    """What a question is about."""

    DELAI_DE_TRAITEMENT = "delai-de-traitement"
    SUSPENSION = "suspension"
    REFUS = "refus"
    PAIEMENT = "paiement"
    ERREUR_DE_DESTINATAIRE = "erreur-de-destinataire"
    PIECE_JUSTIFICATIVE = "piece-justificative"
    AUTRE = "autre"


class EtatSollicitation(StrEnum):
    """Where a question stands."""

    OUVERTE = "ouverte"
    """Waits for the structure it is addressed to."""
    REPONDUE = "repondue"
    CLOSE = "close"


NEXT: dict[EtatSollicitation, frozenset[EtatSollicitation]] = {
    EtatSollicitation.OUVERTE: frozenset(EtatSollicitation),
    EtatSollicitation.REPONDUE: frozenset(EtatSollicitation),
    EtatSollicitation.CLOSE: frozenset(),
}
"""What may follow each state; one that is closed stays closed, another one is asked."""


class Cote(StrEnum):
    """A side of the conversation."""

    EMETTEUR = "emetteur"
    """Who asks."""
    DESTINATAIRE = "destinataire"
    """Who is asked."""

    @property
    def other(self) -> "Cote":
        """The other side."""
        return Cote.DESTINATAIRE if self is Cote.EMETTEUR else Cote.EMETTEUR


_AFTER_MESSAGE: dict[Cote, EtatSollicitation] = {
    Cote.EMETTEUR: EtatSollicitation.OUVERTE,
    Cote.DESTINATAIRE: EtatSollicitation.REPONDUE,
}


class RolePartie(StrEnum):
    """As what a structure has to do with the invoice or the file."""

    FOURNISSEUR = "fournisseur"
    DESTINATAIRE = "destinataire"
    MOE = "moe"
    VALIDEUR = "valideur"
    EXPLOITANT = "exploitant"
    """Who runs Navette: answers for a file, or an invoice, that no recipient has."""


class KindObjet(StrEnum):
    """What a question may be tied to."""

    FACTURE = "facture"
    DEPOT = "depot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Partie:
    """A side: a structure, and its service when the question is for one."""

    role: RolePartie
    structure: str
    """SIRET; SIREN of a supplier that names no establishment; ``scheme:value`` of one without either; empty for
    :attr:`RolePartie.EXPLOITANT`.
    """
    service: str | None = None
    nom: str = ""
    """As it was named when the question was asked."""

    @property
    def code(self) -> str:
        """What tells it from any other."""
        return f"{self.role.value}|{self.structure}|{self.service or ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Objet:
    """The invoice, or the deposited file, that is asked about."""

    kind: KindObjet
    id: int
    """Of the invoice, or of the deposit."""
    name: str = ""
    """The invoice's number, or the file's name."""
    certificate: str = ""
    fournisseur: str = ""
    """The supplier's SIRET, or else another identifier; empty for a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message; nobody changes it."""

    at: datetime
    compte_id: int
    author: str
    """First and last name of the account; empty when it has none."""
    cote: Cote
    texte: str
    """Empty for who closes without a word."""
    etat: EtatSollicitation
    """Where the question stands after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sollicitation:
    """A question with its messages, oldest first."""

    id: int
    objet: Objet
    motif: MotifSollicitation
    emetteur: Partie
    destinataire: Partie
    etat: EtatSollicitation
    asked_at: datetime
    changed_at: datetime
    messages: tuple[Message, ...] = ()
    """Empty in lists."""

    @property
    def number(self) -> str:
        """As people read it: 9 digits."""
        return f"{self.id:09d}"

    def side(self, cote: Cote) -> Partie:
        """The structure of that side."""
        return self.emetteur if cote is Cote.EMETTEUR else self.destinataire


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneSollicitation:
    """A line of the report: one message of one question."""

    sollicitation: Sollicitation
    message: Message


def after(etat: EtatSollicitation, cote: Cote, texte: str, *, closes: bool) -> EtatSollicitation | None:
    """The state after that side writes, or closes; ``None`` when it cannot: a message has words, who is asked does not
    close without an answer, and what is closed stays closed.
    """
    waits = etat is EtatSollicitation.OUVERTE and cote is Cote.DESTINATAIRE
    if not texte and (not closes or waits):
        return None
    found = EtatSollicitation.CLOSE if closes else _AFTER_MESSAGE[cote]
    return found if found in NEXT[etat] else None


MOTIF_LABELS: dict[MotifSollicitation, Text] = {
    MotifSollicitation.DELAI_DE_TRAITEMENT: Text("Délai de traitement", "Time it takes"),
    MotifSollicitation.SUSPENSION: Text("Motif de suspension", "Reason of a suspension"),
    MotifSollicitation.REFUS: Text("Motif de refus ou de rejet", "Reason of a refusal"),
    MotifSollicitation.PAIEMENT: Text("Paiement", "Payment"),
    MotifSollicitation.ERREUR_DE_DESTINATAIRE: Text("Erreur de destinataire", "Wrong recipient"),
    MotifSollicitation.PIECE_JUSTIFICATIVE: Text("Pièce justificative", "Supporting document"),
    MotifSollicitation.AUTRE: Text("Autre", "Other"),
}
ETAT_SOLLICITATION_LABELS: dict[EtatSollicitation, Text] = {
    EtatSollicitation.OUVERTE: Text("Ouverte", "Open"),
    EtatSollicitation.REPONDUE: Text("Répondue", "Answered"),
    EtatSollicitation.CLOSE: Text("Close", "Closed"),
}
ROLE_PARTIE_LABELS: dict[RolePartie, Text] = {
    RolePartie.FOURNISSEUR: Text("Fournisseur", "Supplier"),
    RolePartie.DESTINATAIRE: Text("Destinataire", "Recipient"),
    RolePartie.MOE: Text("Maître d'œuvre", "Maître d'œuvre (MOE)"),
    RolePartie.VALIDEUR: Text("Valideur", "Valideur"),
    RolePartie.EXPLOITANT: Text("Exploitant du portail", "Operator of the portal"),
}
