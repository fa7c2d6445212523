"""The legal deadlines there are: how many days, what people call them, and what silence means.

Source: seed 003; section 8 of the Chorus Pro facts; code de la commande publique R.2193-12 and -13 (valideur);
CCAG Travaux 2021, article 12.4 (décompte général).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.enum_tables import Partial
from domain.status import Status
from domain.travaux import Role

S = Status


class Delai(StrEnum):
    """The deadlines there are."""

    VALIDATION_1 = "VALIDATION_1"
    """15 days of the titulaire (or cotraitant) to validate a sous-traitant's piece; then tacit acceptance."""
    VALIDATION_2 = "VALIDATION_2"
    """15 days of the mandataire; then tacit acceptance."""
    VERIFICATION_MOE = "VERIFICATION_MOE"
    """7 days of the MOE to verify a demande de paiement (A4, A10, A13)."""
    DECOMPTE_GENERAL = "DECOMPTE_GENERAL"
    """30 days of the MOA to notify the decompte general, from the projet de decompte final."""
    ACCEPTATION_TITULAIRE = "ACCEPTATION_TITULAIRE"
    """30 days of the titulaire to accept or refuse the decompte general (A18, A20)."""
    DECOMPTE_TACITE = "DECOMPTE_TACITE"
    """10 days of the MOA after an A22; then the decompte general et definitif is tacit."""
    PAIEMENT = "PAIEMENT"
    """30 days to pay (a setting of each structure), from the mise a disposition of the MOE in a works dossier, from
    the mise a disposition of the recipient otherwise."""


DAYS: dict[Delai, int] = {
    Delai.VALIDATION_1: 15,
    Delai.VALIDATION_2: 15,
    Delai.VERIFICATION_MOE: 7,
    Delai.DECOMPTE_GENERAL: 30,
    Delai.ACCEPTATION_TITULAIRE: 30,
    Delai.DECOMPTE_TACITE: 10,
    Delai.PAIEMENT: 30,
}

LIBELLES: dict[Delai, str] = {
    Delai.VALIDATION_1: "Validation par le titulaire",
    Delai.VALIDATION_2: "Validation par le mandataire",
    Delai.VERIFICATION_MOE: "Vérification par la MOE",
    Delai.DECOMPTE_GENERAL: "Notification du décompte général par la MOA",
    Delai.ACCEPTATION_TITULAIRE: "Acceptation du décompte général par le titulaire",
    Delai.DECOMPTE_TACITE: "Réponse de la MOA avant décompte tacite",
    Delai.PAIEMENT: "Paiement",
}
"""What people read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tacite:
    """What an invoice becomes when a deadline passes in silence."""

    new: Status
    motif: str
    """What its history says; ``{days}`` and ``{since}`` are filled in."""


TACITES: Partial[Delai, Tacite] = Partial(
    {
        Delai.VALIDATION_1: Tacite(
            new=S.ABSENCE_VALIDATION_1_HORS_DELAI,
            motif="Sans réponse du valideur dans les {days} jours depuis le {since} : acceptation tacite",
        ),
        Delai.VALIDATION_2: Tacite(
            new=S.ABSENCE_VALIDATION_2_HORS_DELAI,
            motif="Sans réponse du mandataire dans les {days} jours depuis le {since} : acceptation tacite",
        ),
        Delai.DECOMPTE_TACITE: Tacite(
            new=S.A_ASSOCIER_FOURNISSEUR,
            motif="Sans réponse de la maîtrise d'ouvrage dans les {days} jours depuis le {since} : "
            "décompte général et définitif tacite",
        ),
    }
)
"""The deadlines whose silence is an acceptance; the other deadlines only warn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Echeance:
    """One running deadline of one invoice."""

    invoice_id: int
    delai: Delai
    since: date
    """In Paris."""
    due_on: date
    """The last day, included."""
    who: str
    """SIRET of who must act; empty when nobody is known."""
    role: Role | None = None
    """In a works dossier."""

    def days_left(self, today: date) -> int:
        """Days until ``due_on``; 0 on the last day, negative beyond."""
        return (self.due_on - today).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """A deadline that passed in silence, and what the invoice becomes; nothing when it is no longer ``expected``."""

    invoice_id: int
    expected: Status
    new: Status
    motif: str
    """What people read in the history: which deadline, and since when."""
