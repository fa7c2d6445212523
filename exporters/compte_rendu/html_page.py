"""The *compte rendu* as a page: refusals first, every name from outside escaped and kept in its own direction."""

from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

from domain.deposit import Deposit, DepositedInvoice
from domain.finding import Finding
from domain.paris_time import moment
from domain.status import FLUX_LABELS
from domain.text import Locale, Text
from exporters.common.number_formats import count, size
from exporters.compte_rendu.columns import KNOWN_COLUMNS, REFUSED_COLUMNS, WAITING_COLUMNS, Columns, outside, say, why
from exporters.compte_rendu.summary import DepositSummary, conclusion


def page(deposit: Deposit, found: DepositSummary, locale: Locale) -> bytes:
    """The report as one page of HTML: no network, no script, no style but its own."""
    title = f"{say(TITLE, locale)} {escape(deposit.number)}"
    body = "".join(
        (
            f"<h1>{title}</h1>",
            _lead(deposit, found, locale),
            identity(deposit, locale),
            _counts(found, locale),
            file_findings(deposit.findings, locale),
            _table(REFUSED, None, REFUSED_COLUMNS, found.refused, locale),
            _table(WAITING, WAITING_NOTE, WAITING_COLUMNS, found.waiting, locale),
            _table(DOUBLONS, DOUBLONS_NOTE, KNOWN_COLUMNS, found.doublons, locale),
            _table(RECYCLED, RECYCLED_NOTE, KNOWN_COLUMNS, found.recycled, locale),
            _table(ACCEPTED, None, KNOWN_COLUMNS, found.accepted, locale),
            f"<footer>{say(FOOT, locale)}</footer>",
        )
    )
    return document(title, body, locale)


def document(title: str, body: str, locale: Locale) -> bytes:
    """A page of this house: ``title`` and ``body`` are finished markup."""
    return (
        f'<!doctype html>\n<html lang="{locale.value}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_style()}</style></head><body><main>{body}</main></body></html>\n"
    ).encode("utf-8", "replace")


def _lead(deposit: Deposit, found: DepositSummary, locale: Locale) -> str:
    left = bool(found.refused or found.waiting)
    tone = "part" if left and (found.integrated or found.waiting) else "good" if found.total and not left else "bad"
    state = f"{FLUX_LABELS[deposit.status]} ({deposit.status.value})"
    return f'<p class="lead {tone}"><strong>{escape(state)}</strong>{say(conclusion(deposit, found), locale)}</p>'


def identity(deposit: Deposit, locale: Locale) -> str:
    """Which file this is about."""
    pairs = (
        (Text("Déposant", "Depositor"), deposit.drop),
        (Text("Fichier déposé", "Deposited file"), deposit.name),
        (Text("Taille", "Size"), size(deposit.size, locale)),
        (Text("Déposé le", "Deposited on"), f"{moment(deposit.received_at)} {say(PARIS, locale)}"),
        (Text("SHA-256", "SHA-256"), deposit.sha256),
    )
    return f"<dl>{''.join(f'<dt>{say(label, locale)}</dt><dd>{outside(value)}</dd>' for label, value in pairs)}</dl>"


def _counts(found: DepositSummary, locale: Locale) -> str:
    numbers = (
        (Text("Documents", "Documents"), found.total, True),
        (Text("Factures intégrées", "Invoices integrated"), found.integrated, True),
        (Text("dont recyclées", "of which recycled"), len(found.recycled), False),
        (Text("Refusées", "Refused"), len(found.refused), True),
        (Text("À compléter", "To be completed"), len(found.waiting), False),
        (Text("Doublons", "Duplicates"), len(found.doublons), False),
    )
    items = (
        f"<li><b>{count(number, locale)}</b> {say(label, locale)}</li>"
        for label, number, always in numbers
        if number or always
    )
    return f'<ul class="counts">{"".join(items)}</ul>'


def file_findings(findings: Sequence[Finding], locale: Locale) -> str:
    """What is said of the file itself; nothing when nothing is."""
    return f"<section><h2>{say(FILE, locale)}</h2>{why(findings, locale)}</section>" if findings else ""


def _table(
    title: Text, note: Text | None, columns: Columns, invoices: Sequence[DepositedInvoice], locale: Locale
) -> str:
    if not invoices:
        return ""
    heads = "".join(f'<th scope="col"{_class(kind)}>{say(label, locale)}</th>' for label, kind, _ in columns)
    rows = "".join(f"<tr>{_row(columns, invoice, locale)}</tr>" for invoice in invoices)
    caption = f"<caption>{say(note, locale)}</caption>" if note else ""
    return (
        f'<section><h2>{say(title, locale)} ({count(len(invoices), locale)})</h2><div class="wide"><table>{caption}'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></section>"
    )


def _row(columns: Columns, invoice: DepositedInvoice, locale: Locale) -> str:
    (_, _, first), *others = columns
    cells = (f"<td{_class(kind)}>{shown(invoice, locale)}</td>" for _, kind, shown in others)
    return f'<th scope="row">{first(invoice, locale)}</th>{"".join(cells)}'


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


@cache
def _style() -> str:
    return Path(__file__).with_name("compte_rendu.css").read_text(encoding="utf-8")


TITLE = Text("Compte rendu du dépôt", "Report of deposit")
PARIS = Text("(heure de Paris)", "(Paris time)")
FILE = Text("Le fichier", "The file")
REFUSED = Text("Factures refusées", "Invoices refused")
WAITING = Text("Factures à compléter", "Invoices to be completed")
WAITING_NOTE = Text(
    "La lecture de ces documents laisse un doute, et rien n'a été deviné : ils attendent. Communiquez à l'exploitant "
    "la valeur des champs ci-dessous, avec le numéro de ce dépôt ; ou déposez un fichier corrigé (PDF sans ambiguïté, "
    "Factur-X ou XML) sous le même numéro de facture : il remplacera celui qui attend.",
    "Reading these documents leaves a doubt, and nothing was guessed: they wait. Tell the operator the value of the "
    "fields below, with the number of this deposit; or deposit a corrected file (a PDF without ambiguity, Factur-X or "
    "XML) under the same invoice number: it will replace the one that waits.",
)
DOUBLONS = Text("Doublons", "Duplicates")
DOUBLONS_NOTE = Text(
    "Ces documents étaient déjà intégrés : rien n'est fait une seconde fois.",
    "These documents were integrated already: nothing is done twice.",
)
RECYCLED = Text("Factures recyclées", "Invoices recycled")
RECYCLED_NOTE = Text(
    "Renvoyées à la demande du destinataire : une nouvelle version est intégrée.",
    "Sent again as the recipient asked: a new version is integrated.",
)
ACCEPTED = Text("Factures intégrées", "Invoices integrated")
FOOT = Text(
    "Une facture intégrée a été reçue et transmise à son destinataire ; celui-ci peut encore la refuser. "
    "Suivez son statut dans les rapports déposés dans votre dossier de retours.",
    "An integrated invoice was received and passed on to its recipient, who may still refuse it. "
    "Follow its status in the reports left in your returns folder.",
)
