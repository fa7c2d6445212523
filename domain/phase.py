"""Phases: the statuses grouped by who must act. The phase of each is in :mod:`domain.status_facts`."""

from enum import StrEnum


class Phase(StrEnum):
    """Phases of an invoice, in order."""

    ACHEMINEMENT = "acheminement"
    """Deposited, to be completed, being routed or with its valideur: not available to the recipient yet."""
    A_TRAITER = "a_traiter"
    """Available to its addressee, which has not decided yet."""
    EN_COURS = "en_cours"
    """Service fait, mandated, with the accountant."""
    CHEZ_LE_FOURNISSEUR = "chez_le_fournisseur"
    """The supplier (or the depositor of the piece) must complete, recycle or correct."""
    PAYEE = "payee"
    CLOSE = "close"
    """Refused, or continued by another piece of its dossier."""


UNPAID = frozenset({Phase.A_TRAITER, Phase.EN_COURS, Phase.CHEZ_LE_FOURNISSEUR})
"""Phases of invoices available to the recipient and neither paid nor refused."""
