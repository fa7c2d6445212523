"""What became of a status file, or of the files that complete an invoice: the facts behind its *compte rendu*."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.deposit import Deposit, DepositKind
from domain.enum_tables import Partial
from domain.finding import Severity
from domain.suivi import LigneSuivi, Outcome
from domain.text import Text

SUITES: dict[Outcome, Text] = {
    Outcome.REFUSED: Text("Refusée", "Refused"),
    Outcome.APPLIED: Text("Appliquée", "Applied"),
    Outcome.NOTED: Text("Gardée", "Kept"),
    Outcome.ALREADY: Text("Déjà connue", "Known already"),
}
"""The outcome of a line in words, refusals first."""
_OF_STATUSES = Text("Compte rendu du fichier de statuts", "Report of status file")
TITLES: Partial[DepositKind, Text] = Partial(
    {
        DepositKind.STATUTS: _OF_STATUSES,
        DepositKind.COMPLEMENTS: Text("Compte rendu du complément", "Report of complement"),
    }
)
_UNREADABLE = Text("Aucune ligne n'a été appliquée.", "No line was applied.")
_NOTHING = Text("Ce fichier ne change rien.", "This file changes nothing.")
_ALL = Text("Toutes les lignes ont été prises en compte.", "Every line was taken into account.")
_PART = Text(
    "Des lignes ont été refusées ; les autres ont été prises en compte. Corrigez les lignes refusées et déposez-les "
    "seules : ce qui est déjà appliqué ne l'est pas deux fois.",
    "Some lines were refused; the others were taken into account. Correct the refused lines and deposit them alone: "
    "what is applied already is not applied twice.",
)
_NONE = Text("Toutes les lignes ont été refusées : rien n'a changé.", "Every line was refused: nothing has changed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusFileSummary:
    """The lines by outcome, each group in the order of the file."""

    refused: tuple[LigneSuivi, ...]
    applied: tuple[LigneSuivi, ...]
    noted: tuple[LigneSuivi, ...]
    already: tuple[LigneSuivi, ...]

    @property
    def lines(self) -> tuple[LigneSuivi, ...]:
        """All of them, those to look at first."""
        return (*self.refused, *self.applied, *self.noted, *self.already)

    @property
    def taken(self) -> int:
        """How many lines were taken into account."""
        return len(self.applied) + len(self.noted) + len(self.already)


def summarise(lines: Sequence[LigneSuivi]) -> StatusFileSummary:
    """The lines of one file, sorted by outcome."""
    ranked = sorted(lines, key=lambda line: line.rank)

    def having(outcome: Outcome) -> tuple[LigneSuivi, ...]:
        return tuple(line for line in ranked if line.outcome is outcome)

    return StatusFileSummary(
        refused=having(Outcome.REFUSED),
        applied=having(Outcome.APPLIED),
        noted=having(Outcome.NOTED),
        already=having(Outcome.ALREADY),
    )


def conclusion(deposit: Deposit, found: StatusFileSummary) -> Text:
    """One sentence for the sender: what happened, and what is left to do."""
    if any(finding.severity is Severity.FATAL for finding in deposit.findings):
        return _UNREADABLE
    if not found.lines:
        return _NOTHING
    if not found.refused:
        return _ALL
    return _PART if found.taken else _NONE


def title(deposit: Deposit) -> Text:
    """The title of the report."""
    return TITLES.get(deposit.kind, _OF_STATUSES)


def sender(deposit: Deposit) -> str:
    """Who sent it: the name of the deposit folder without what it is for (``statuts:``)."""
    return deposit.drop.partition(":")[2] or deposit.drop
