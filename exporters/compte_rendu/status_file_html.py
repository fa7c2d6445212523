"""The *compte rendu* of a status file as a page: refused lines first."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.deposit import Deposit
from domain.status import FLUX_LABELS
from domain.status_facts import LABELS
from domain.suivi import LigneSuivi, Outcome
from domain.text import Locale, Text
from exporters.common.number_formats import count, identifiant
from exporters.compte_rendu.page_parts import (
    DEPOSIT,
    CompteRenduPage,
    FindingItem,
    counts,
    findings_of,
    identity,
    style,
)
from exporters.compte_rendu.status_file_summary import StatusFileSummary, conclusion, sender, title
from exporters.html.environment import as_bytes, template
from exporters.html.shown import Outside, Shown, outside

_TEMPLATE = template("compte_rendu/status_file.html.j2")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One line of the file; what is empty is not shown."""

    number: Shown
    rank: str
    code: Outside
    """The status requested."""
    status: str
    """What the invoice is now: the status of an applied line, the former one of another."""
    before: str
    """The former status of an applied line."""
    findings: tuple[FindingItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTable:
    """The lines of one outcome."""

    title: Text
    count: str
    rows: tuple[LineRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusFilePage(CompteRenduPage):
    """What this page shows besides."""

    headings: tuple[Text, ...]
    line: Text
    was: Text
    tables: tuple[LineTable, ...]
    foot: Text | None


def page(deposit: Deposit, found: StatusFileSummary, locale: Locale) -> bytes:
    """The report as one page of HTML: no network, no script, no style but its own."""
    view = StatusFilePage(
        style=style(),
        title=title(deposit),
        number=deposit.number,
        tone=_tone(deposit, found),
        state=f"{FLUX_LABELS[deposit.status]} ({deposit.status.value})",
        conclusion=conclusion(deposit, found),
        deposit_title=DEPOSIT,
        identity=identity(deposit, identifiant(sender(deposit)), locale),
        counts=counts(_numbers(found), locale),
        findings_title=FILE,
        findings=findings_of(deposit.findings, locale),
        headings=HEADINGS,
        line=LINE,
        was=WAS,
        tables=_tables(found, locale),
        foot=FOOT if found.lines else None,
    )
    return as_bytes(_TEMPLATE, view, locale)


def _tone(deposit: Deposit, found: StatusFileSummary) -> str:
    if not found.lines and deposit.findings:
        return "bad"
    return "good" if not found.refused else "part" if found.taken else "bad"


def _numbers(found: StatusFileSummary) -> tuple[tuple[Text, int, bool], ...]:
    return (
        (Text("Lignes", "Lines"), len(found.lines), True),
        (Text("Appliquées", "Applied"), len(found.applied), True),
        (Text("Refusées", "Refused"), len(found.refused), True),
        (Text("Gardées dans l'historique", "Kept in the history"), len(found.noted), False),
        (Text("Déjà connues", "Known already"), len(found.already), False),
    )


def _tables(found: StatusFileSummary, locale: Locale) -> tuple[LineTable, ...]:
    """A table for each outcome that lines had."""
    groups: tuple[tuple[Text, Sequence[LigneSuivi]], ...] = (
        (REFUSED, found.refused),
        (APPLIED, found.applied),
        (NOTED, found.noted),
        (ALREADY, found.already),
    )
    return tuple(
        LineTable(title=title, count=count(len(lines), locale), rows=tuple(_row(line, locale) for line in lines))
        for title, lines in groups
        if lines
    )


def _row(line: LigneSuivi, locale: Locale) -> LineRow:
    before = LABELS[line.before] if line.before else ""
    after = LABELS[line.after] if line.outcome is Outcome.APPLIED and line.after else ""
    return LineRow(
        number=outside(line.number) or UNNAMED,
        rank=str(line.rank),
        code=outside(line.code),
        status=after or before,
        before=before if after else "",
        findings=findings_of(line.findings, locale),
    )


FILE = Text("Le fichier", "The file")
UNNAMED = Text("(facture non nommée)", "(invoice not named)")
LINE = Text("ligne", "line")
WAS = Text("avant :", "before:")
HEADINGS = (
    Text("Facture", "Invoice"),
    Text("Demandé", "Asked"),
    Text("Statut de la facture", "Status of the invoice"),
    Text("Raisons et remèdes", "Reasons and remedies"),
)
REFUSED = Text("Lignes refusées", "Lines refused")
APPLIED = Text("Lignes appliquées", "Lines applied")
NOTED = Text("Gardées dans l'historique", "Kept in the history")
ALREADY = Text("Déjà connues", "Known already")
FOOT = Text(
    "Les lignes sont comptées à partir de celle qui suit les titres des colonnes, ou du premier statut du message.",
    "Lines are counted from the one below the headings, or from the first status of the message.",
)
