"""The *compte rendu* of a status file as a page: refusals first, every name from outside escaped."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from domain.deposit import Deposit
from domain.status import FLUX_LABELS, LABELS
from domain.suivi import LigneSuivi, Outcome
from domain.text import Locale, Text
from exporters.common.number_formats import count, identifiant
from exporters.compte_rendu.columns import outside, say, why
from exporters.compte_rendu.html_page import document, file_findings, identity
from exporters.compte_rendu.status_file_summary import StatusFileSummary, conclusion, sender, title


def page(deposit: Deposit, found: StatusFileSummary, locale: Locale) -> bytes:
    """The report as one page of HTML: no network, no script, no style but its own."""
    heading = f"{say(title(deposit), locale)} {escape(deposit.number)}"
    body = "".join(
        (
            f"<h1>{heading}</h1>",
            _lead(deposit, found, locale),
            identity(replace(deposit, drop=identifiant(sender(deposit))), locale),
            _counts(found, locale),
            file_findings(deposit.findings, locale),
            _table(REFUSED, found.refused, locale),
            _table(APPLIED, found.applied, locale),
            _table(NOTED, found.noted, locale),
            _table(ALREADY, found.already, locale),
            f"<footer>{say(FOOT, locale)}</footer>" if found.lines else "",
        )
    )
    return document(heading, body, locale)


def _lead(deposit: Deposit, found: StatusFileSummary, locale: Locale) -> str:
    tone = "good" if not found.refused else "part" if found.taken else "bad"
    tone = "bad" if not found.lines and deposit.findings else tone
    state = f"{FLUX_LABELS[deposit.status]} ({deposit.status.value})"
    return f'<p class="lead {tone}"><strong>{escape(state)}</strong>{say(conclusion(deposit, found), locale)}</p>'


def _counts(found: StatusFileSummary, locale: Locale) -> str:
    numbers = (
        (Text("Lignes", "Lines"), len(found.lines), True),
        (Text("Appliquées", "Applied"), len(found.applied), True),
        (Text("Refusées", "Refused"), len(found.refused), True),
        (Text("Gardées dans l'historique", "Kept in the history"), len(found.noted), False),
        (Text("Déjà connues", "Known already"), len(found.already), False),
    )
    items = (
        f"<li><b>{count(number, locale)}</b> {say(label, locale)}</li>"
        for label, number, always in numbers
        if number or always
    )
    return f'<ul class="counts">{"".join(items)}</ul>'


def _table(heading: Text, lines: Sequence[LigneSuivi], locale: Locale) -> str:
    if not lines:
        return ""
    heads = "".join(f'<th scope="col">{say(label, locale)}</th>' for label in HEADS)
    rows = "".join(_row(line, locale) for line in lines)
    return (
        f'<section><h2>{say(heading, locale)} ({count(len(lines), locale)})</h2><div class="wide"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></section>"
    )


def _row(line: LigneSuivi, locale: Locale) -> str:
    number = outside(line.number) or say(UNNAMED, locale)
    rank = f"<small>{say(LINE, locale)} {line.rank}</small>"
    return (
        f'<tr><th scope="row">{number}{rank}</th><td>{outside(line.code)}</td><td>{_statuses(line, locale)}</td>'
        f'<td class="why">{why(line.findings, locale)}</td></tr>'
    )


def _statuses(line: LigneSuivi, locale: Locale) -> str:
    """What the invoice became, and what it was."""
    before = escape(LABELS[line.before]) if line.before else ""
    if line.outcome is not Outcome.APPLIED or line.after is None:
        return before
    was = f"<small>{say(WAS, locale)} {before}</small>" if before else ""
    return f"{escape(LABELS[line.after])}{was}"


UNNAMED = Text("(facture non nommée)", "(invoice not named)")
LINE = Text("ligne", "line")
WAS = Text("avant :", "before:")
HEADS = (
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
