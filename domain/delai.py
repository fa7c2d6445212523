"""The legal deadlines: duration in days, label, and tacit effect when they pass.

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
    """The legal deadlines."""

    VALIDATION_1 = "VALIDATION_1"
    """15 days for the titulaire (or cotraitant) to validate a sous-traitant's piece; then tacit acceptance."""
    VALIDATION_2 = "VALIDATION_2"
    """15 days for the mandataire to validate; then tacit acceptance."""
    VERIFICATION_MOE = "VERIFICATION_MOE"
    """7 days for the MOE to verify a demande de paiement (A4, A10, A13)."""
    DECOMPTE_GENERAL = "DECOMPTE_GENERAL"
    """30 days for the MOA to notify the décompte général, from the projet de décompte final."""
    ACCEPTATION_TITULAIRE = "ACCEPTATION_TITULAIRE"
    """30 days for the titulaire to accept or refuse the décompte général (A18, A20)."""
    DECOMPTE_TACITE = "DECOMPTE_TACITE"
    """10 days for the MOA after an A22; then the décompte général et définitif is tacit."""
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

DELAI_LABELS: dict[Delai, str] = {
    Delai.VALIDATION_1: "Validation par le titulaire",
    Delai.VALIDATION_2: "Validation par le mandataire",
    Delai.VERIFICATION_MOE: "Vérification par la MOE",
    Delai.DECOMPTE_GENERAL: "Notification du décompte général par la MOA",
    Delai.ACCEPTATION_TITULAIRE: "Acceptation du décompte général par le titulaire",
    Delai.DECOMPTE_TACITE: "Réponse de la MOA avant décompte tacite",
    Delai.PAIEMENT: "Paiement",
}
"""Displayed labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TacitAcceptance:
    """What an invoice becomes when a deadline passes without an answer."""

    new: Status
    motif: str
    """The line added to its history, with ``{days}`` and ``{since}`` filled in."""


TACIT_ACCEPTANCES: Partial[Delai, TacitAcceptance] = Partial(
    {
        Delai.VALIDATION_1: TacitAcceptance(
            new=S.ABSENCE_VALIDATION_1_HORS_DELAI,
            motif="Sans réponse du valideur dans les {days} jours depuis le {since} : acceptation tacite",
        ),
        Delai.VALIDATION_2: TacitAcceptance(
            new=S.ABSENCE_VALIDATION_2_HORS_DELAI,
            motif="Sans réponse du mandataire dans les {days} jours depuis le {since} : acceptation tacite",
        ),
        Delai.DECOMPTE_TACITE: TacitAcceptance(
            new=S.A_ASSOCIER_FOURNISSEUR,
            motif="Sans réponse de la maîtrise d'ouvrage dans les {days} jours depuis le {since} : "
            "décompte général et définitif tacite",
        ),
    }
)
"""The deadlines whose end without an answer is an acceptance; the other deadlines only warn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Echeance:
    """One running deadline of one invoice."""

    invoice_id: int
    delai: Delai
    since: date
    """First day, in Paris time."""
    due_on: date
    """The last day, included."""
    who: str
    """SIRET of the actor who must act; empty when unknown."""
    role: Role | None = None
    """Role of that actor in a works dossier."""

    def days_left(self, today: date) -> int:
        """Days until ``due_on``; 0 on the last day, negative beyond."""
        return (self.due_on - today).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """A tacit deadline that has passed, and the status it gives; not applied when the status is no longer
    ``expected``.
    """

    invoice_id: int
    expected: Status
    new: Status
    motif: str
    """Motif in the history: which deadline, and since when."""
