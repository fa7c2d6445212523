"""The coded reasons to choose among for each status that takes one: those that say the status and no other.

What is wrong with the address (SIRET, service, engagement) is no reason to refuse but to send back, so that the same
invoice comes again; what is wrong with the amount is none to refuse a works piece (:mod:`validators.suivi.meaning`).
"""

from domain.enum_tables import Partial
from domain.motif import ADDRESSING, AMOUNT, WRONG_VALIDEUR, codes_for_message
from domain.motif import LABELS as MOTIF_LABELS
from domain.status import WRONG_ADDRESSEE, Status

S = Status
_ADDRESS = ("SIRET_ERR", "CODE_ROUTAGE_ERR", "CMD_ERR")
"""Reasons to send an invoice back, whoever its addressee is."""
_SUSPENSION, _REFUSAL = "208", "210"
"""Status codes of XP Z12-012."""
_WRONG: tuple[tuple[str, str], ...] = (("MOE", "MAUVAISE_MOE"), ("MOA", "MAUVAISE_MOA"), ("", "MAUVAIS_FOURNISSEUR"))
"""By the end of a status's name, what is wrong with the addressee of a works piece."""


def _allowed(status_code: str, without: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Those of the reform's life cycle, in the order of their labels, the one that says nothing last."""
    codes = (code for code in codes_for_message(status_code, MOTIF_LABELS) if code not in without)
    return tuple(sorted(codes, key=lambda code: (code == "AUTRE", MOTIF_LABELS[code])))


def _wrong_addressee(status: Status) -> tuple[str, ...]:
    return next(code for end, code in _WRONG if status.value.endswith(end)), *_ADDRESS


_CHOICES: Partial[Status, tuple[str, ...]] = Partial(
    {
        S.SUSPENDUE: _allowed(_SUSPENSION),
        S.REJETEE: _allowed(_REFUSAL, ADDRESSING),
        S.REFUSEE_1: _allowed(_REFUSAL, ADDRESSING),
        S.REFUSEE_2: _allowed(_REFUSAL, ADDRESSING),
        S.REFUSEE_FOURNISSEUR: _allowed(_REFUSAL, ADDRESSING | AMOUNT),
        S.ERREUR_FOURNISSEUR_SUR_VALIDEUR: (WRONG_VALIDEUR,),
        S.ERREUR_COTRAITANT_SUR_VALIDEUR: (WRONG_VALIDEUR,),
        S.A_RECYCLER: ("MAUVAIS_DESTINATAIRE", *_ADDRESS),
        **{status: _wrong_addressee(status) for status in WRONG_ADDRESSEE},
    }
)


def codes_of_status(status: Status) -> tuple[str, ...]:
    """The codes (:data:`domain.motif.LABELS`) that somebody who declares ``status`` chooses among; empty: none."""
    return _CHOICES.get(status, ())
