"""Subjects of notifications (*avis*)."""

from enum import StrEnum


class Subject(StrEnum):
    """Subjects of a digest, in their order."""

    REFUS = "refus"
    SUSPENSION = "suspension"
    RECYCLAGE = "recyclage"
    ECHEANCE = "echeance"
    """Deadlines that are near, and tacit statuses of those that passed."""
    STATUTS = "statuts"
    """Counts of all other steps."""
    INCIDENTS = "incidents"
    """Failures of a run, for operators."""
