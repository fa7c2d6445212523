"""How findings are shown to a person: by cause, each with its code, its sentence, what to do, the codes behind it."""

from collections.abc import Iterable

from rich.text import Text as Line

from cli.show.lines import LineWriter
from domain.causes import Cause, by_cause
from domain.finding import Finding, Severity
from domain.text import Locale, Text
from exporters.common.cause_sentences import also, sentence, tone

COLOURS = {Severity.FATAL: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
SEVERITIES = {
    Severity.FATAL: Text("refus", "refusal"),
    Severity.WARNING: Text("avertissement", "warning"),
    Severity.INFO: Text("information", "information"),
}
REMEDY = Text("Que faire : ", "What to do: ")
CODE = 10
"""Columns a rule's code takes."""


def show_findings(writer: LineWriter, findings: Iterable[Finding], locale: Locale, *, indent: int) -> None:
    """Writes the causes of ``findings`` ``indent`` columns from the left, the remedy of each below."""
    for cause in by_cause(findings):
        _show(writer, cause, locale, indent)


def _show(writer: LineWriter, cause: Cause, locale: Locale, indent: int) -> None:
    finding, beside = cause.headline, indent + CODE + 1
    line = Line.assemble((f"{finding.code:{CODE}} ", COLOURS[tone(cause)]), sentence(cause, locale))
    if finding.pack:
        line.append(f" [{finding.pack.value}]", style="dim")
    writer.write(line, indent=indent, hanging=beside)
    remedy = finding.remedy.in_(locale)
    if remedy:
        writer.write(Line(REMEDY.in_(locale) + remedy, style="dim"), indent=beside)
    if cause.codes:
        writer.write(Line(also(cause, locale), style="dim"), indent=beside)
