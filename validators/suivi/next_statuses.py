"""Remedies: the statuses this actor may declare now, or what the invoice is waiting for."""

from domain.enum_tables import Partial
from domain.status import LABELS, REFUSED, WRONG_ADDRESSEE, Status
from domain.suivi import Acteur, Standing, declarable
from domain.text import Text
from validators.suivi.actors import may_say

S = Status
_NEW_NUMBER = Text(
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
_WAITING: Partial[Status, Text] = Partial(
    {
        S.DEPOSEE: _NOT_YET,
        S.A_COMPLETER: _NOT_YET,
        S.EN_COURS_ACHEMINEMENT: _NOT_YET,
        S.VALIDEE_1: _NOT_YET,
        S.VALIDEE_2: _NOT_YET,
        S.ABSENCE_VALIDATION_1_HORS_DELAI: _NOT_YET,
        S.ABSENCE_VALIDATION_2_HORS_DELAI: _NOT_YET,
        S.A_VALIDER_1: _VALIDEUR,
        S.A_VALIDER_2: _VALIDEUR,
        S.SUSPENDUE: Text(
            "Attendez que le fournisseur la complète ; elle pourra alors être suspendue de nouveau, refusée ou payée.",
            "Wait for the supplier to complete it; it can then be suspended again, refused or paid.",
        ),
        S.MISE_EN_PAIEMENT: Text("Elle est en paiement : rien ne suit.", "It is being paid: nothing follows."),
        S.ASSOCIEE: _NEXT_PIECE,
        S.REMPLACEE_PAR_A22: _NEXT_PIECE,
        S.A_ASSOCIER_FOURNISSEUR: _NEXT_PIECE,
        **dict.fromkeys((S.A_RECYCLER, *WRONG_ADDRESSEE), _COMES_AGAIN),
        **dict.fromkeys(
            (
                S.REJETEE,
                S.REFUSEE_1,
                S.REFUSEE_2,
                S.ERREUR_FOURNISSEUR_SUR_VALIDEUR,
                S.ERREUR_COTRAITANT_SUR_VALIDEUR,
                *REFUSED,
            ),
            _NEW_NUMBER,
        ),
    }
)
_WAITING_FOR_OTHERS = Text(
    "D'autres que vous ont la main sur cette facture.", "This invoice is in other hands than yours."
)


def remedy(invoice: Standing, acteur: Acteur) -> Text:
    """Sentence with the statuses ``acteur`` may declare of the invoice now."""
    possible = sorted(
        LABELS[status] for status in declarable(invoice.cadre, invoice.status) if may_say(acteur, invoice, status)
    )
    if not possible:
        return _WAITING.get(invoice.status, _WAITING_FOR_OTHERS)
    listed = ", ".join(f"« {label} »" for label in possible)
    return Text(f"Vous pouvez maintenant dire : {listed}.", f"You can now say: {listed}.")
