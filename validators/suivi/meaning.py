"""The statuses a line means, given the invoice it is about.

« Rejetée » depends on the invoice: refused by its recipient, refused by its valideur, or, for a works piece, only a
wrong addressee (seed 003), because amounts are corrected by the next actor in its own piece. Only a fournisseur may
refuse a décompte général for another reason.
"""

from domain.enum_tables import Partial
from domain.finding import Finding
from domain.motif import AMOUNT, WRONG_VALIDEUR, is_addressing
from domain.status import MADE_AVAILABLE, WRONG_ADDRESSEE, Status
from domain.status_facts import REFUSALS
from domain.suivi import Acteur, Standing, Statement
from domain.travaux import ETAPES, Etape, Role, available, wrong_addressee
from validators.suivi import rules
from validators.suivi.actors import may_say

S = Status
_ROUTING = WRONG_ADDRESSEE | {S.A_RECYCLER}
_VALIDATIONS = Partial(
    {
        S.A_VALIDER_1: (S.VALIDEE_1, S.REFUSEE_1, S.ERREUR_FOURNISSEUR_SUR_VALIDEUR),
        S.A_VALIDER_2: (S.VALIDEE_2, S.REFUSEE_2, S.ERREUR_COTRAITANT_SUR_VALIDEUR),
    }
)
"""Agreed, refused, wrong valideur."""
_TAKEN = Partial(
    {
        Role.MOE: S.PRISE_EN_COMPTE_MOE,
        Role.MOA: S.PRISE_EN_COMPTE_MOA,
        Role.SERVICE_FINANCIER: S.PRISE_EN_COMPTE_DESTINATAIRE,
    }
)
_CODES = {
    Role.MOE: ("MAUVAISE_MOE",),
    Role.MOA: ("MAUVAISE_MOA",),
    Role.FOURNISSEUR: ("MAUVAIS_FOURNISSEUR",),
    Role.SERVICE_FINANCIER: ("MAUVAIS_DESTINATAIRE",),
}


def meant_statuses(statement: Statement, invoice: Standing, acteur: Acteur) -> tuple[Status, ...] | Finding:
    """The statuses the line may mean for this invoice, most likely first; or the finding why it means none."""
    if answers := _VALIDATIONS.get(invoice.status):
        return _at_validation(statement, invoice, acteur, answers)
    etape = ETAPES.get(invoice.cadre or "")
    return _of_travaux(statement, etape) if etape else statement.asked


def _at_validation(
    statement: Statement, invoice: Standing, acteur: Acteur, answers: tuple[Status, Status, Status]
) -> tuple[Status, ...]:
    _, refused, wrong = answers
    if not may_say(acteur, invoice, refused) or REFUSALS.isdisjoint(statement.asked):
        return statement.asked
    return (wrong,) if WRONG_VALIDEUR in statement.motif_codes else (refused,)


def _of_travaux(statement: Statement, etape: Etape) -> tuple[Status, ...] | Finding:
    asked = statement.asked
    if not REFUSALS.isdisjoint(asked):
        return _refusal(statement, etape)
    if not MADE_AVAILABLE.isdisjoint(asked):
        return (available(etape.cadre),)
    taken = _TAKEN.get(etape.destinataire)
    return (taken,) if taken and not set(_TAKEN.values()).isdisjoint(asked) else asked


def _refusal(statement: Statement, etape: Etape) -> tuple[Status, ...] | Finding:
    codes = statement.motif_codes
    if is_addressing(codes) or statement.asked[0] in _ROUTING:
        return (wrong_addressee(etape.cadre),)
    if not AMOUNT.isdisjoint(codes):
        return rules.NOT_FOR_AMOUNT.finding()
    if etape.destinataire is Role.FOURNISSEUR:
        return (S.REFUSEE_FOURNISSEUR,)
    return rules.ONLY_WRONG_ADDRESSEE.finding(codes=_CODES[etape.destinataire])
