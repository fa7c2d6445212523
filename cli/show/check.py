"""What ``navette check`` shows a person: each document, its verdict, every reason and its remedy, and the sums."""

from collections import Counter

from rich.text import Text as Line

from cli.show.console import Console
from cli.show.findings import show_findings
from cli.show.lines import LineWriter, printable
from domain.decision import Decision, Verdict
from domain.document import Format
from domain.text import Locale, Text
from hub.inspect.check import Checked

MARKS = {
    Verdict.ACCEPTED: ("✓", "bold green", Text("acceptée", "accepted")),
    Verdict.UNDECIDED: ("?", "bold cyan", Text("indécise", "undecided")),
    Verdict.TO_COMPLETE: ("?", "bold yellow", Text("à compléter", "to be completed")),
    Verdict.REJECTED: ("✗", "bold red", Text("rejetée", "rejected")),
    Verdict.IRRECEVABLE: ("✗", "bold magenta", Text("irrecevable", "inadmissible")),
}
SUMS = {
    Verdict.ACCEPTED: (Text("acceptée", "accepted"), Text("acceptées", "accepted")),
    Verdict.UNDECIDED: (Text("indécise", "undecided"), Text("indécises", "undecided")),
    Verdict.TO_COMPLETE: (Text("à compléter", "to be completed"), Text("à compléter", "to be completed")),
    Verdict.REJECTED: (Text("rejetée", "rejected"), Text("rejetées", "rejected")),
    Verdict.IRRECEVABLE: (Text("irrecevable", "inadmissible"), Text("irrecevables", "inadmissible")),
}
"""The label of one document, and of several."""
UNKNOWN_FORMAT = Text("format inconnu", "unknown format")
NOTHING = Text("Aucun fichier à lire.", "No file to read.")
TOTAL = Text("Total {count} : ", "Total {count}: ")


class CheckReport:
    """A report written as decisions come."""

    def __init__(self, locale: Locale, console: Console | None = None) -> None:
        self._locale = locale
        self._writer = LineWriter(console)
        self._counts: Counter[Verdict] = Counter()

    def add(self, checked: Checked) -> None:
        """Shows one decision."""
        decision = checked.decision
        self._counts[decision.verdict] += 1
        self._writer.write(headline(decision, self._locale), hanging=2)
        show_findings(self._writer, decision.findings, self._locale, indent=4)

    def close(self) -> None:
        """Shows the sums."""
        if not self._counts:
            self._writer.write(Line(NOTHING.in_(self._locale)))
            return
        counted = [(SUMS[verdict][self._counts[verdict] > 1], self._counts[verdict]) for verdict in MARKS]
        sums = ", ".join(f"{count} {word.in_(self._locale)}" for word, count in counted if count)
        total = TOTAL.with_({"count": self._counts.total()}).in_(self._locale)
        self._writer.write(Line(total + sums, style="bold"))


def headline(decision: Decision, locale: Locale) -> Line:
    """A document, what becomes of it and, accepted, where it goes."""
    mark, style, word = MARKS[decision.verdict]
    line = Line.assemble((f"{mark} {word.in_(locale)}", style))
    name = decision.path if decision.member is None else f"{decision.path} › {decision.member}"
    line.append(f"  {printable(name)}", style="bold")
    form = UNKNOWN_FORMAT.in_(locale) if decision.format is Format.UNKNOWN else decision.format.value
    line.append(f"  {' '.join(part for part in (form, decision.profile) if part)}", style="dim")
    if decision.route:
        service = decision.route.code_service or ""
        line.append(f"  → {decision.route.raison_sociale} {service}".rstrip(), style="green")
    return line
