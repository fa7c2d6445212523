"""The *compte rendu* of a status file back to its sender: each line, what became of it, why, and what to do.

Three forms of the same facts: HTML for people, JSON for programs, CSV for spreadsheets. Files that complete an invoice
are told in the same way.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from domain.certificate import instant
from domain.deposit import Deposit
from domain.finding import Finding
from domain.paris_time import moment
from domain.status import FLUX_LABELS, LABELS, Status
from domain.suivi import LigneSuivi, Outcome
from domain.text import Locale, Text
from exporters.common.csv_cells import BOM, NEWLINE, SEPARATOR, text
from exporters.common.labels import SEVERITY_LABELS
from exporters.compte_rendu import status_file_html
from exporters.compte_rendu.status_file_summary import SUITES, bilan, conclusion, sender
from exporters.compte_rendu.summary import in_order

SCHEMA = "navette/compte-rendu-statuts/1"
Told = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLine:
    """One line of the CSV: a finding of a line, of the file (no line), or a line without findings."""

    deposit: Deposit
    line: LigneSuivi | None
    finding: Finding | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusColumn:
    """A heading, and the finished cell of an entry under it."""

    label: Text
    cell: Callable[[StatusLine, Locale], str]


def as_html(deposit: Deposit, lignes: Sequence[LigneSuivi], locale: Locale = Locale.FR) -> bytes:
    """The report as one page that needs nothing else: no network, no script; it prints well."""
    return status_file_html.page(deposit, bilan(lignes), locale)


def as_csv(deposit: Deposit, lignes: Sequence[LigneSuivi], locale: Locale = Locale.FR) -> bytes:
    """The report for spreadsheets: refused lines first; a line for each finding, one for a line without any."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=SEPARATOR, lineterminator=NEWLINE)
    writer.writerow([column.label.in_(locale) for column in COLUMNS])
    writer.writerows([column.cell(entry, locale) for column in COLUMNS] for entry in _entries(deposit, lignes))
    return BOM + target.getvalue().encode("utf-8", "replace")


def as_json(deposit: Deposit, lignes: Sequence[LigneSuivi], locale: Locale = Locale.FR) -> bytes:
    """The report for programs, in UTF-8, lines in the order of the file; every key is always present."""
    found = bilan(lignes)
    told: Told = {
        "schema": SCHEMA,
        "numeroFluxDepot": deposit.number,
        "nature": deposit.kind.value,
        "deposant": sender(deposit),
        "nomFichier": deposit.name,
        "tailleFichier": deposit.size,
        "sha256": deposit.sha256,
        "dateDepotFlux": instant(deposit.received_at),
        "etatCourantDepotFlux": deposit.status.value,
        "libelleEtatCourantDepotFlux": FLUX_LABELS[deposit.status],
        "conclusion": conclusion(deposit, found).in_(locale),
        "compteurs": {outcome.value: sum(line.outcome is outcome for line in lignes) for outcome in Outcome},
        "listeErreurTechnique": [_error(finding, locale) for finding in in_order(deposit.findings)],
        "lignes": [_line(line, locale) for line in sorted(lignes, key=lambda one: one.rank)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def _line(line: LigneSuivi, locale: Locale) -> Told:
    return {
        "ligne": line.rank,
        "numeroDP": line.number or None,
        "statutDemande": line.code,
        "suite": line.outcome.value,
        "statutAvant": line.before.value if line.before else None,
        "statutApres": line.after.value if line.after else None,
        "erreurs": [_error(finding, locale) for finding in in_order(line.findings)],
    }


def _error(finding: Finding, locale: Locale) -> Told:
    return {
        "code": finding.code,
        "gravite": finding.severity.value,
        "champ": finding.field,
        "message": finding.message.in_(locale),
        "remede": finding.remedy.in_(locale),
    }


def _entries(deposit: Deposit, lignes: Sequence[LigneSuivi]) -> Iterator[StatusLine]:
    for said in in_order(deposit.findings):
        yield StatusLine(deposit=deposit, line=None, finding=said)
    for line in bilan(lignes).lines:
        told: list[Finding | None] = [*in_order(line.findings)]
        for finding in told or [None]:
            yield StatusLine(deposit=deposit, line=line, finding=finding)


def _of_line(told: Callable[[LigneSuivi, Locale], str]) -> Callable[[StatusLine, Locale], str]:
    return lambda entry, locale: text(told(entry.line, locale)) if entry.line else ""


def _of_finding(told: Callable[[Finding, Locale], str]) -> Callable[[StatusLine, Locale], str]:
    return lambda entry, locale: text(told(entry.finding, locale)) if entry.finding else ""


def _label(status: Status | None) -> str:
    return LABELS[status] if status else ""


COLUMNS = (
    StatusColumn(label=Text("Fichier déposé", "Deposited file"), cell=lambda entry, _: text(entry.deposit.name)),
    StatusColumn(label=Text("Date dépôt", "Deposited at"), cell=lambda entry, _: moment(entry.deposit.received_at)),
    StatusColumn(label=Text("Ligne", "Line"), cell=lambda entry, _: str(entry.line.rank) if entry.line else ""),
    StatusColumn(label=Text("Numéro facture", "Invoice number"), cell=_of_line(lambda line, _: line.number)),
    StatusColumn(label=Text("Demandé", "Asked"), cell=_of_line(lambda line, _: line.code)),
    StatusColumn(label=Text("Suite", "Outcome"), cell=_of_line(lambda line, locale: SUITES[line.outcome].in_(locale))),
    StatusColumn(label=Text("Statut avant", "Status before"), cell=_of_line(lambda line, _: _label(line.before))),
    StatusColumn(label=Text("Statut après", "Status after"), cell=_of_line(lambda line, _: _label(line.after))),
    StatusColumn(
        label=Text("Gravité", "Severity"),
        cell=_of_finding(lambda finding, locale: SEVERITY_LABELS[finding.severity].in_(locale)),
    ),
    StatusColumn(label=Text("Code", "Code"), cell=_of_finding(lambda finding, _: finding.code)),
    StatusColumn(label=Text("Raison", "Why"), cell=_of_finding(lambda finding, locale: finding.message.in_(locale))),
    StatusColumn(label=Text("Remède", "Remedy"), cell=_of_finding(lambda finding, locale: finding.remedy.in_(locale))),
)
