"""How a finding is shown to a person: its code, its sentence, and what to do about it."""

from rich.text import Text as Line

from cli.show.lines import LineWriter
from domain.finding import Finding, Severity
from domain.text import Locale, Text

COLOURS = {Severity.FATAL: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
SEVERITIES = {
    Severity.FATAL: Text("refus", "refusal"),
    Severity.WARNING: Text("avertissement", "warning"),
    Severity.INFO: Text("information", "information"),
}
REMEDY = Text("Que faire : ", "What to do: ")
CODE = 10
"""Columns a rule's code takes."""


def show_finding(writer: LineWriter, finding: Finding, locale: Locale, *, indent: int) -> None:
    """Writes the finding ``indent`` columns from the left, its remedy below."""
    beside = indent + CODE + 1
    line = Line.assemble((f"{finding.code:{CODE}} ", COLOURS[finding.severity]), finding.message.in_(locale))
    if finding.pack:
        line.append(f" [{finding.pack.value}]", style="dim")
    writer.write(line, indent=indent, hanging=beside)
    remedy = finding.remedy.in_(locale)
    if remedy:
        writer.write(Line(REMEDY.in_(locale) + remedy, style="dim"), indent=beside)
