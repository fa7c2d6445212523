"""The *compte rendu* of a status file back to its sender: each line, what became of it, why, and what to do.

Three forms of the same facts: HTML for people, JSON for programs, CSV for spreadsheets. Files that complete an invoice
are reported in the same way.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from domain.causes import Cause, by_cause
from domain.deposit import Deposit
from domain.status import Status
from domain.status_facts import LABELS
from domain.suivi import LigneSuivi, Outcome
from domain.text import Locale, Text
from exporters.common.cause_sentences import sentence
from exporters.common.finding_json import findings_as_json
from exporters.common.labels import SEVERITY_LABELS
from exporters.compte_rendu import status_file_html
from exporters.compte_rendu.json_parts import JsonObject, as_bytes, file_keys
from exporters.compte_rendu.status_file_summary import SUITES, conclusion, sender, summarise
from exporters.reports import csv_writer
from exporters.reports.report import Column, ColumnKind, Report, Value

SCHEMA = "navette/compte-rendu-statuts/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLine:
    """One line of the CSV: a cause in a line, of the file (no line), or a line without findings."""

    deposit: Deposit
    line: LigneSuivi | None
    cause: Cause | None


def as_html(deposit: Deposit, lines: Sequence[LigneSuivi], locale: Locale = Locale.FR) -> bytes:
    """The report as one page that needs nothing else: no network, no script; it prints well."""
    return status_file_html.page(deposit, summarise(lines), locale)


def as_csv(deposit: Deposit, lines: Sequence[LigneSuivi], locale: Locale = Locale.FR) -> bytes:
    """The report for spreadsheets: refused lines first; a line for each cause, one for a line without any."""
    return csv_writer.as_csv(COMPTE_RENDU_STATUTS, _lines(deposit, lines), locale)


def as_json(deposit: Deposit, lines: Sequence[LigneSuivi], locale: Locale = Locale.FR) -> bytes:
    """The report for programs, in UTF-8, lines in the order of the file; every key is always present."""
    found = summarise(lines)
    body: JsonObject = {
        "schema": SCHEMA,
        "numeroFluxDepot": deposit.number,
        "nature": deposit.kind.value,
        **file_keys(deposit, sender(deposit)),
        "conclusion": conclusion(deposit, found).in_(locale),
        "compteurs": {outcome.value: sum(line.outcome is outcome for line in lines) for outcome in Outcome},
        "listeErreurTechnique": findings_as_json(deposit.findings, locale),
        "lignes": [_line(line, locale) for line in sorted(lines, key=lambda one: one.rank)],
    }
    return as_bytes(body)


def _line(line: LigneSuivi, locale: Locale) -> JsonObject:
    return {
        "ligne": line.rank,
        "numeroDP": line.number or None,
        "statutDemande": line.code,
        "suite": line.outcome.value,
        "statutAvant": line.before.value if line.before else None,
        "statutApres": line.after.value if line.after else None,
        "erreurs": findings_as_json(line.findings, locale),
    }


def _lines(deposit: Deposit, lines: Sequence[LigneSuivi]) -> Iterator[StatusLine]:
    for cause in by_cause(deposit.findings):
        yield StatusLine(deposit=deposit, line=None, cause=cause)
    for line in summarise(lines).lines:
        causes: tuple[Cause | None, ...] = by_cause(line.findings)
        for found_cause in causes or (None,):
            yield StatusLine(deposit=deposit, line=line, cause=found_cause)


def _of_line(
    label: Text, value: Callable[[LigneSuivi, Locale], Value], kind: ColumnKind = ColumnKind.TEXT
) -> Column[StatusLine]:
    return Column(label=label, value=lambda row, locale: value(row.line, locale) if row.line else None, kind=kind)


def _of_cause(
    label: Text, value: Callable[[Cause, Locale], Value], kind: ColumnKind = ColumnKind.TEXT
) -> Column[StatusLine]:
    return Column(label=label, value=lambda row, locale: value(row.cause, locale) if row.cause else None, kind=kind)


def _label(status: Status | None) -> str:
    return LABELS[status] if status else ""


COMPTE_RENDU_STATUTS: Report[StatusLine] = Report(
    key="compte-rendu-statuts",
    title=Text("Compte rendu", "Report"),
    columns=(
        Column(label=Text("Fichier déposé", "Deposited file"), value=lambda row, _: row.deposit.name),
        Column(
            label=Text("Date dépôt", "Deposited at"),
            value=lambda row, _: row.deposit.received_at,
            kind=ColumnKind.MOMENT,
        ),
        _of_line(Text("Ligne", "Line"), lambda line, _: line.rank, ColumnKind.INT),
        _of_line(Text("Numéro facture", "Invoice number"), lambda line, _: line.number),
        _of_line(Text("Demandé", "Asked"), lambda line, _: line.code),
        _of_line(Text("Suite", "Outcome"), lambda line, locale: SUITES[line.outcome].in_(locale)),
        _of_line(Text("Statut avant", "Status before"), lambda line, _: _label(line.before)),
        _of_line(Text("Statut après", "Status after"), lambda line, _: _label(line.after)),
        _of_cause(
            Text("Gravité", "Severity"), lambda cause, locale: SEVERITY_LABELS[cause.headline.severity].in_(locale)
        ),
        _of_cause(Text("Code", "Code"), lambda cause, _: cause.headline.code),
        _of_cause(Text("Raison", "Why"), sentence),
        _of_cause(Text("Remède", "Remedy"), lambda cause, locale: cause.headline.remedy.in_(locale)),
        _of_cause(Text("Autres codes", "Other codes"), lambda cause, _: ", ".join(cause.codes)),
    ),
)
