"""Whose reports somebody may read."""

from domain.espace import Droit, Espace
from domain.habilitation import Acces
from domain.siret import has_shape

_BOTH = (Espace.FACTURES_RECUES, Espace.FACTURES_DE_TRAVAUX)
"""A report has works pieces beside other invoices: it is for who may see both."""


def readable_structures(acces: Acces) -> tuple[str, ...]:
    """Those whose invoices, works pieces among them, one may see whatever their service."""
    return tuple(each for each in acces.where(Espace.FACTURES_RECUES) if may_read_reports(acces, each))


def may_read_reports(acces: Acces, structure: str) -> bool:
    """Whether the reports of the structure, a SIRET, may be read."""
    return has_shape(structure) and all(acces.may(each, Droit.CONSULTATION, structure) for each in _BOTH)
