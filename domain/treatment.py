"""Which statuses each espace of the portal is for: who may treat what a structure receives says nothing in its name as
a supplier or as a valideur.
"""

from domain.espace import Espace
from domain.perimetre import Part
from domain.status import Status
from domain.suivi import FIRST_VALIDATION, SECOND_VALIDATION

_VALIDATIONS = FIRST_VALIDATION | SECOND_VALIDATION
_BY_SUPPLIER = frozenset({Status.COMPLETEE})


def is_for(part: Part, status: Status) -> bool:
    """Whether ``status`` is declared in the espace of ``part``. In that of works all actors of a dossier meet; a right
    for one service is one to receive.
    """
    match part.espace:
        case Espace.FACTURES_A_VALIDER:
            return status in _VALIDATIONS
        case Espace.FACTURES_EMISES:
            return status in _BY_SUPPLIER
        case Espace.FACTURES_RECUES:
            return status not in _VALIDATIONS | _BY_SUPPLIER
        case Espace.FACTURES_DE_TRAVAUX:
            return status not in _VALIDATIONS and (part.service is None or status not in _BY_SUPPLIER)
        case _:
            return False
