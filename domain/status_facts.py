"""Facts of each status: label, phase, what its reader has to do, codes of the life-cycle messages.

One table, :data:`FACTS`, from which the modules that use a fact derive their own. Next statuses are in
:mod:`domain.status`; what depends on the cadre is in :mod:`domain.travaux` and ``exporters.statuts.cdar_codes``.
"""

from dataclasses import dataclass
from functools import partial

from domain.notification_subject import Subject
from domain.phase import Phase
from domain.status import NEXT, Status
from domain.text import Text

S = Status


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusFacts:
    """Facts of one status, whatever the invoice."""

    label: Text
    """Displayed label; the French one is that of CPPStatut V1_19 and of the portal's dashboard."""
    phase: Phase
    """Who has the invoice: on its way, its recipient who has done nothing yet (``A_TRAITER``) or works on it
    (``EN_COURS``, a dispute included), its supplier who must act; or paid, or ended.
    """
    subject: Subject = Subject.STATUTS
    """Subject of a digest that lists the step; ``STATUTS``: counted, not listed."""
    to_do: Text | None = None
    """What the depositor does next (column *À faire*); ``None``: nothing."""
    waiting: Text | None = None
    """Why an actor that asks for another status may declare none now; ``None``: another actor has to act."""
    needs_motif: bool = False
    """Whether a status file that declares it must give a motif."""
    by_navette: bool = False
    """Whether a deposit, a delivery or a deadline sets it, so that no actor may declare it."""
    sends_back: bool = False
    """Whether it sends the invoice back to its author: refused, or wrongly addressed."""
    stops_delays: bool = False
    """Whether the deadlines are stopped because the supplier must act: payment delay, décompte général."""
    cpp: int | None = None
    """``IdStatut`` (CPPStatut) it is sent with; ``None``: sent by CSV only."""
    cdar: str | None = None
    """``ProcessConditionCode`` it is sent with; ``None``: none, or it depends on the cadre. A code that no status had
    also needs its reasons in ``domain.motif`` (``_ALLOWED``).
    """
    cdar_in: tuple[str, ...] = ()
    """``ProcessConditionCode`` values that may declare it."""


_DEPOSIT_A_NEW_ONE = Text(
    "Déposer une nouvelle facture sous un nouveau numéro", "Deposit a new invoice under a new number"
)
_DEPOSIT_IT_AGAIN = Text(
    "Corriger le destinataire, le service ou l'engagement, et redéposer sous le même numéro",
    "Correct the recipient, service or engagement, and deposit again under the same number",
)
_REFUSED = Text(
    "Elle a été refusée : le fournisseur doit déposer une nouvelle facture sous un nouveau numéro.",
    "It was refused: the supplier has to deposit a new invoice under a new number.",
)
_COMES_AGAIN = Text(
    "Attendez qu'elle revienne, corrigée, sous le même numéro.",
    "Wait for it to come again, corrected, under the same number.",
)
_NOT_YET = Text(
    "Elle n'est pas encore chez son destinataire : redonnez ce statut quand elle y sera.",
    "Its recipient does not have it yet: give this status again when it does.",
)
_VALIDEUR = Text("Attendez la réponse de son valideur.", "Wait for the answer of its valideur.")
_NEXT_PIECE = Text(
    "La suite de son dossier de facturation est portée par la pièce suivante.",
    "The next piece of its dossier carries on.",
)

# Statuses that differ by their label and few codes share the rest of their facts.
_refused = partial(
    StatusFacts,
    phase=Phase.CLOSE,
    subject=Subject.REFUS,
    to_do=_DEPOSIT_A_NEW_ONE,
    waiting=_REFUSED,
    needs_motif=True,
    sends_back=True,
    cpp=5,
)
_wrong_addressee = partial(
    StatusFacts,
    phase=Phase.CHEZ_LE_FOURNISSEUR,
    subject=Subject.RECYCLAGE,
    to_do=_DEPOSIT_IT_AGAIN,
    waiting=_COMES_AGAIN,
    needs_motif=True,
    sends_back=True,
    cpp=4,
    cdar="221",
)
_wrong_valideur = partial(
    StatusFacts,
    phase=Phase.CHEZ_LE_FOURNISSEUR,
    subject=Subject.RECYCLAGE,
    to_do=_DEPOSIT_A_NEW_ONE,
    waiting=_REFUSED,
    needs_motif=True,
    cpp=4,
    cdar="221",
)
FACTS: dict[Status, StatusFacts] = {
    S.DEPOSEE: StatusFacts(
        label=Text("Déposée", "Deposited"),
        phase=Phase.ACHEMINEMENT,
        by_navette=True,
        waiting=_NOT_YET,
        cpp=1,
        cdar="200",
    ),
    S.A_COMPLETER: StatusFacts(
        label=Text("À compléter", "To be completed"),
        phase=Phase.ACHEMINEMENT,
        by_navette=True,
        subject=Subject.SUSPENSION,
        waiting=_NOT_YET,
    ),
    S.EN_COURS_ACHEMINEMENT: StatusFacts(
        label=Text("En cours d'acheminement", "On its way"),
        phase=Phase.ACHEMINEMENT,
        by_navette=True,
        waiting=_NOT_YET,
        cpp=2,
        cdar="201",
    ),
    S.MISE_A_DISPOSITION: StatusFacts(
        label=Text("Mise à disposition", "Made available"),
        phase=Phase.A_TRAITER,
        by_navette=True,
        cpp=3,
        cdar="203",
        cdar_in=("203",),
    ),
    S.A_VALIDER_1: StatusFacts(
        label=Text("À valider", "To be validated"), phase=Phase.ACHEMINEMENT, by_navette=True, waiting=_VALIDEUR
    ),
    S.VALIDEE_1: StatusFacts(
        label=Text("Validée", "Validated"), phase=Phase.ACHEMINEMENT, waiting=_NOT_YET, cdar_in=("205", "214")
    ),
    S.REFUSEE_1: _refused(label=Text("Refusée", "Refused"), cdar_in=("206", "210")),
    S.ERREUR_FOURNISSEUR_SUR_VALIDEUR: _wrong_valideur(
        label=Text("Erreur de valideur par le fournisseur", "Wrong valideur named by the supplier")
    ),
    S.ABSENCE_VALIDATION_1_HORS_DELAI: StatusFacts(
        label=Text("Validation automatique hors délai", "Validated automatically after the deadline"),
        phase=Phase.ACHEMINEMENT,
        by_navette=True,
        subject=Subject.ECHEANCE,
        waiting=_NOT_YET,
    ),
    S.A_VALIDER_2: StatusFacts(
        label=Text("À valider par le mandataire", "To be validated by the mandataire"),
        phase=Phase.ACHEMINEMENT,
        by_navette=True,
        waiting=_VALIDEUR,
    ),
    S.VALIDEE_2: StatusFacts(
        label=Text("Validée par mandataire", "Validated by the mandataire"),
        phase=Phase.ACHEMINEMENT,
        waiting=_NOT_YET,
        cdar_in=("205", "214"),
    ),
    S.REFUSEE_2: _refused(label=Text("Refusée par mandataire", "Refused by the mandataire"), cdar_in=("206", "210")),
    S.ERREUR_COTRAITANT_SUR_VALIDEUR: _wrong_valideur(
        label=Text("Erreur de valideur par le cotraitant", "Wrong valideur named by the cotraitant")
    ),
    S.ABSENCE_VALIDATION_2_HORS_DELAI: StatusFacts(
        label=Text(
            "Validation mandataire automatique hors délai",
            "Validated automatically for the mandataire after the deadline",
        ),
        phase=Phase.ACHEMINEMENT,
        by_navette=True,
        subject=Subject.ECHEANCE,
        waiting=_NOT_YET,
    ),
    S.A_RECYCLER: _wrong_addressee(label=Text("À recycler", "To be recycled"), stops_delays=True, cdar_in=("221",)),
    S.SUSPENDUE: StatusFacts(
        label=Text("Suspendue", "Suspended"),
        phase=Phase.CHEZ_LE_FOURNISSEUR,
        subject=Subject.SUSPENSION,
        to_do=Text(
            "Déposer les pièces ou le commentaire qui manquent dans « complements »",
            "Leave the missing attachments or comment in “complements”",
        ),
        waiting=Text(
            "Attendez que le fournisseur la complète ; elle pourra alors être suspendue de nouveau, refusée ou payée.",
            "Wait for the supplier to complete it; it can then be suspended again, refused or paid.",
        ),
        needs_motif=True,
        stops_delays=True,
        cpp=6,
        cdar="208",
        cdar_in=("208",),
    ),
    S.COMPLETEE: StatusFacts(
        label=Text("Complétée", "Completed"), phase=Phase.A_TRAITER, cpp=12, cdar="209", cdar_in=("209", "227")
    ),
    S.REJETEE: _refused(label=Text("Rejetée", "Rejected"), cdar="210", cdar_in=("210", "213")),
    S.SERVICE_FAIT: StatusFacts(
        label=Text("Service fait", "Service rendered"), phase=Phase.EN_COURS, cpp=7, cdar="204", cdar_in=("205",)
    ),
    S.MANDATEE: StatusFacts(label=Text("Mandatée", "Ordered for payment"), phase=Phase.EN_COURS, cpp=8, cdar="204"),
    S.MISE_A_DISPOSITION_COMPTABLE: StatusFacts(
        label=Text("Mise à disposition du comptable", "Made available to the accountant"),
        phase=Phase.EN_COURS,
        cpp=9,
        cdar="204",
    ),
    S.COMPTABILISEE: StatusFacts(
        label=Text("Comptabilisée", "Entered in the accounts"), phase=Phase.EN_COURS, cpp=10, cdar="204"
    ),
    S.MISE_EN_PAIEMENT: StatusFacts(
        label=Text("Mise en paiement", "In payment"),
        phase=Phase.PAYEE,
        waiting=Text("Elle est en paiement : rien ne suit.", "It is being paid: nothing follows."),
        cpp=11,
        cdar="211",
        cdar_in=("211",),
    ),
    S.PRISE_EN_COMPTE_DESTINATAIRE: StatusFacts(
        label=Text("Prise en compte par le destinataire", "Taken into account by the recipient"),
        phase=Phase.A_TRAITER,
        cdar="204",
        cdar_in=("204",),
    ),
    S.MISE_A_DISPOSITION_MOE: StatusFacts(
        label=Text("Mise à disposition de la MOE", "Made available to the MOE"),
        phase=Phase.A_TRAITER,
        by_navette=True,
        cpp=3,
        cdar="203",
    ),
    S.MISE_A_DISPOSITION_MOA: StatusFacts(
        label=Text("Mise à disposition de la MOA", "Made available to the MOA"),
        phase=Phase.A_TRAITER,
        by_navette=True,
        cpp=3,
        cdar="203",
    ),
    S.MISE_A_DISPOSITION_FOURNISSEUR: StatusFacts(
        label=Text("Mise à disposition du fournisseur", "Made available to the supplier"),
        phase=Phase.A_TRAITER,
        by_navette=True,
        cpp=3,
        cdar="203",
    ),
    S.PRISE_EN_COMPTE_MOE: StatusFacts(
        label=Text("Prise en compte par la MOE", "Taken into account by the MOE"), phase=Phase.A_TRAITER, cdar="204"
    ),
    S.PRISE_EN_COMPTE_MOA: StatusFacts(
        label=Text("Prise en compte par la MOA", "Taken into account by the MOA"), phase=Phase.A_TRAITER, cdar="204"
    ),
    S.ASSOCIEE: StatusFacts(
        label=Text("Associée", "Associated"), phase=Phase.CLOSE, by_navette=True, waiting=_NEXT_PIECE
    ),
    S.ERREUR_FOURNISSEUR_SUR_MOE: _wrong_addressee(
        label=Text(
            "Refusée par la MOE pour erreur dans les données d'acheminement",
            "Refused by the MOE for an error in the routing data",
        )
    ),
    S.ERREUR_FOURNISSEUR_SUR_MOA: _wrong_addressee(
        label=Text(
            "Refusée par la MOA pour erreur dans les données d'acheminement (fournisseur)",
            "Refused by the MOA for an error in the routing data (supplier)",
        )
    ),
    S.ERREUR_MOE_SUR_MOA: _wrong_addressee(
        label=Text(
            "Refusée par la MOA pour erreur dans les données d'acheminement",
            "Refused by the MOA for an error in the routing data",
        )
    ),
    S.ERREUR_MOE_SUR_FOURNISSEUR: _wrong_addressee(
        label=Text(
            "Refusée par le fournisseur pour erreur dans les données d'acheminement (MOE)",
            "Refused by the supplier for an error in the routing data (MOE)",
        )
    ),
    S.ERREUR_MOA_SUR_FOURNISSEUR: _wrong_addressee(
        label=Text(
            "Refusée par le fournisseur pour erreur dans les données d'acheminement",
            "Refused by the supplier for an error in the routing data",
        )
    ),
    S.REFUSEE_MOE: _refused(
        label=Text("Refusée par la MOE pour autre motif", "Refused by the MOE for another reason"), cdar="210"
    ),
    S.REFUSEE_MOA: _refused(
        label=Text("Refusée par la MOA pour autre motif", "Refused by the MOA for another reason"), cdar="210"
    ),
    S.REFUSEE_FOURNISSEUR: _refused(
        label=Text("Refusée par le fournisseur pour autre motif", "Refused by the supplier for another reason"),
        cdar="210",
    ),
    S.REMPLACEE_PAR_A22: StatusFacts(
        label=Text(
            "Remplacée par un projet de décompte général tacite (A22)",
            "Replaced by a draft general account of the tacit procedure (A22)",
        ),
        phase=Phase.CLOSE,
        by_navette=True,
        waiting=_NEXT_PIECE,
    ),
    S.A_ASSOCIER_FOURNISSEUR: StatusFacts(
        label=Text(
            "Décompte général et définitif tacite : à associer par le fournisseur",
            "Tacit final general account: to be associated by the supplier",
        ),
        phase=Phase.CHEZ_LE_FOURNISSEUR,
        by_navette=True,
        subject=Subject.ECHEANCE,
        to_do=Text(
            "Déposer la pièce suivante du dossier de travaux, qui s'associe à celle-ci",
            "Deposit the next piece of the works dossier, which is associated with this one",
        ),
        waiting=_NEXT_PIECE,
    ),
    S.ABSENCE_VALIDATION_MOE_DELAI_REGLEMENTAIRE: StatusFacts(
        label=Text("Absence de validation de la MOE dans le délai", "Not validated by the MOE within the deadline"),
        phase=Phase.A_TRAITER,
        by_navette=True,
        subject=Subject.ECHEANCE,
    ),
}
"""Facts by status, in the order of :class:`~domain.status.Status`."""

LABELS: dict[Status, str] = {status: facts.label.fr for status, facts in FACTS.items()}
"""Displayed labels in French, which exports use."""
PHASES: dict[Status, Phase] = {status: facts.phase for status, facts in FACTS.items()}
"""Phase by status."""
BY_NAVETTE = frozenset(status for status, facts in FACTS.items() if facts.by_navette)
"""Statuses set by a deposit, a delivery or a deadline, which no actor may declare."""
REFUSALS = frozenset(status for status, facts in FACTS.items() if facts.sends_back)
"""Statuses that send an invoice back to its author."""
TO_CORRECT = frozenset(
    status for status, facts in FACTS.items() if facts.phase is Phase.CHEZ_LE_FOURNISSEUR and NEXT[status]
)
"""Statuses in which the supplier must act and the same invoice goes on afterwards."""
TO_REPLACE = frozenset(status for status, facts in FACTS.items() if facts.to_do is not None and not NEXT[status])
"""Final statuses of an invoice in whose place the supplier has to deposit another one."""
STOPPED = frozenset(status for status, facts in FACTS.items() if facts.stops_delays)
"""Statuses in which the supplier must act: the payment delay is stopped, the invoice is not late."""
