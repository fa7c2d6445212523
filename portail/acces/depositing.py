"""For which structures somebody may deposit."""

from domain.espace import Droit, Espace
from domain.habilitation import Acces

SPACES = (Espace.FACTURES_EMISES, Espace.FACTURES_DE_TRAVAUX)
"""Espaces in which one deposits: what a structure issues, and the pieces of works."""


def structures_to_deposit_for(acces: Acces) -> tuple[str, ...]:
    """Those for which it may act in one of :data:`SPACES`, for all services, in order: a deposit is of the whole
    structure.
    """
    return tuple(sorted({each for espace in SPACES for each in acces.whole(espace, Droit.MODIFICATION)}))
