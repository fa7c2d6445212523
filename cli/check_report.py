"""What ``navette check`` shows a person: each document, its verdict, every reason and its remedy, and the sums."""

from collections import Counter

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from domain.decision import Decision, Verdict
from domain.finding import Finding, Severity
from domain.text import Locale, Text
from hub.checking import Checked

MARKS = {
    Verdict.ACCEPTED: ("✓", "bold green", Text("acceptée", "accepted")),
    Verdict.REJECTED: ("✗", "bold red", Text("rejetée", "rejected")),
    Verdict.IRRECEVABLE: ("✗", "bold magenta", Text("irrecevable", "inadmissible")),
}
COLOURS = {Severity.FATAL: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
NOTHING = Text("Aucun fichier à lire.", "No file to read.")
REMEDY = Text("Que faire : ", "What to do: ")


class CheckReport:
    """A report written as decisions come."""

    def __init__(self, locale: Locale, console: Console | None = None) -> None:
        self._locale = locale
        self._console = console or Console(highlight=False)
        self._counts: Counter[Verdict] = Counter()

    def add(self, checked: Checked) -> None:
        """Shows one decision."""
        decision = checked.decision
        self._counts[decision.verdict] += 1
        self._console.print(self._headline(decision), soft_wrap=True)
        for finding in decision.findings:
            self._console.print(Padding(self._finding(finding), (0, 0, 0, 4)))

    def close(self) -> None:
        """Shows the sums."""
        if not self._counts:
            self._console.print(NOTHING.in_(self._locale))
            return
        sums = ", ".join(f"{n} {MARKS[v][2].in_(self._locale)}{_plural(n)}" for v, n in sorted(self._counts.items()))
        self._console.print(Line(sums, style="bold"))

    def _headline(self, decision: Decision) -> Line:
        mark, style, word = MARKS[decision.verdict]
        line = Line(f"{mark} {word.in_(self._locale)}", style=style)
        name = decision.path if decision.member is None else f"{decision.path} › {decision.member}"
        line.append(f"  {_printable(name)}", style="bold default")
        line.append(f"  {' '.join(part for part in (decision.format.value, decision.profile) if part)}", style="dim")
        if decision.route:
            service = decision.route.code_service or ""
            line.append(f"  → {decision.route.raison_sociale} {service}".rstrip(), style="green")
        return line

    def _finding(self, finding: Finding) -> Line:
        line = Line(f"{finding.code:10} ", style=COLOURS[finding.severity])
        line.append(finding.message.in_(self._locale), style="default")
        remedy = finding.remedy.in_(self._locale)
        if remedy:
            line.append(f"\n{'':11}{REMEDY.in_(self._locale)}{remedy}", style="dim")
        return line


def _plural(count: int) -> str:
    return "s" if count > 1 else ""


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name)
