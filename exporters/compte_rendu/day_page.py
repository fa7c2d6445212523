"""The *compte rendu* of a day as a page: what to correct first, then what waits, what changed, what was accepted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from domain.day_report import DayReport
from domain.deposit import Deposit
from domain.finding import Severity
from domain.motif import reason_text
from domain.paris_time import PARIS, shown_day
from domain.status import FLUX_LABELS
from domain.status_facts import LABELS
from domain.suivi import StatusChange
from domain.text import Locale, Text
from domain.worklist import SetAside
from exporters.common.actor_names import actor_name
from exporters.common.next_steps import next_step
from exporters.compte_rendu.day_outcomes import DayOutcomes, conclusion, sorted_by_outcome, tone
from exporters.compte_rendu.day_tables import Line, LineTable, invoice_table, line_table, refused_table
from exporters.compte_rendu.invoice_rows import KNOWN_HEADINGS, WAITING_HEADINGS, InvoiceTable
from exporters.compte_rendu.page_parts import CountItem, counts, findings_of, style
from exporters.compte_rendu.usual_supplier import usual_supplier, without
from exporters.html.environment import as_bytes, template
from exporters.html.shown import Outside, Sentence, outside

_TEMPLATE = template("compte_rendu/day.html.j2")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPage:
    """Everything the page shows."""

    style: Markup
    title: Text
    account: Outside
    """Displayed name of the account; empty when it is that of the supplier."""
    supplier: Sentence | None
    """Who issued nearly all documents; ``None`` when they have several suppliers, which each names."""
    tone: str
    conclusion: Text
    counts: tuple[CountItem, ...]
    to_correct: InvoiceTable | None
    refused_lines: LineTable | None
    waiting: InvoiceTable | None
    received: LineTable | None
    changes: LineTable | None
    accepted: InvoiceTable | None
    doublons: InvoiceTable | None
    replaced: InvoiceTable | None
    set_aside: LineTable | None
    files: LineTable | None
    foot: Text


def as_html(report: DayReport, locale: Locale) -> bytes:
    """The page: no network, no script; its links are to certificates beside it."""
    found = sorted_by_outcome(report)
    names = {deposit.id: deposit.name for deposit in report.deposits}
    to_correct = refused_table(TO_CORRECT, found.to_correct, found.files_to_correct, names, locale)
    waiting = invoice_table(WAITING, WAITING_HEADINGS, found.waiting, names, locale, note=WAITING_NOTE)
    accepted = invoice_table(ACCEPTED, KNOWN_HEADINGS, found.accepted, names, locale)
    doublons = invoice_table(DOUBLONS, KNOWN_HEADINGS, found.doublons, names, locale, note=DOUBLONS_NOTE)
    replaced = refused_table(REPLACED, found.replaced, (), names, locale)
    tables = (to_correct, waiting, accepted, doublons, replaced)
    supplier = usual_supplier(tables)
    to_correct, waiting, accepted, doublons, replaced = (without(table, supplier) for table in tables)
    view = DayPage(
        style=style(),
        title=page_title(report.day, locale),
        account=outside("" if supplier and supplier.name.text == report.account else report.account),
        supplier=Sentence(SUPPLIED_BY.with_({"name": supplier.named.text}).in_(locale)) if supplier else None,
        tone=tone(found),
        conclusion=conclusion(found),
        counts=counts(_numbers(report, found), locale),
        to_correct=to_correct,
        refused_lines=_refused_lines(found, locale),
        waiting=waiting,
        received=_received(found, locale),
        changes=_changes(found.changes, locale),
        accepted=accepted,
        doublons=doublons,
        replaced=replaced,
        set_aside=_set_aside(report.set_aside, locale),
        files=_files(report, locale),
        foot=FOOT,
    )
    return as_bytes(_TEMPLATE, view, locale)


def _numbers(report: DayReport, found: DayOutcomes) -> tuple[tuple[Text, int, bool], ...]:
    return (
        (Text("Fichiers déposés", "Deposited files"), len(report.deposits) + len(report.follow_up), True),
        (Text("Factures intégrées", "Invoices integrated"), len(found.accepted), True),
        (TO_CORRECT, len(found.to_correct) + len(found.files_to_correct), True),
        (WAITING, len(found.waiting), False),
        (DOUBLONS, len(found.doublons), False),
    )


def _refused_lines(found: DayOutcomes, locale: Locale) -> LineTable | None:
    rows = tuple(
        Line(
            name=outside(line.number) or UNNAMED if line else outside(deposit.name),
            small=outside(deposit.name) if line else "",
            cells=(outside(line.code) if line else "–",),
            findings=findings_of(line.findings if line else deposit.findings, locale),
        )
        for deposit, line in found.refused_lines
    )
    return line_table(REFUSED_LINES, (INVOICE, Text("Demandé", "Asked"), WHY), rows, locale)


def _received(found: DayOutcomes, locale: Locale) -> LineTable | None:
    rows = tuple(Line(name=outside(one.name), small="", cells=(one.number, _hour(one))) for one in found.received)
    return line_table(RECEIVED, (FILE, NUMBER, HOUR), rows, locale)


def _changes(changes: Iterable[StatusChange], locale: Locale) -> LineTable | None:
    rows = tuple(
        Line(
            name=outside(change.numero_facture) or UNNAMED,
            small=outside(change.nom_destinataire),
            cells=(
                LABELS[change.status],
                outside(reason_text(change.motif, change.motif_codes)),
                next_step(change) or "",
            ),
        )
        for change in changes
    )
    return line_table(
        CHANGED, (INVOICE, Text("État", "Status"), Text("Motif", "Reason"), TO_DO), rows, locale, in_csv=False
    )


def _set_aside(found: Iterable[SetAside], locale: Locale) -> LineTable | None:
    rows = tuple(
        Line(
            name=outside(one.numero_facture or one.file),
            small=outside(one.file if one.numero_facture else ""),
            cells=(outside(actor_name(one.actor)), outside(one.reason)),
        )
        for one in found
    )
    headings = (Text("Facture ou fichier", "Invoice or file"), BY, Text("Motif", "Reason"))
    return line_table(ASIDE, headings, rows, locale, in_csv=False)


def _files(report: DayReport, locale: Locale) -> LineTable | None:
    """Every file of the day, with its deposit's number; what is remarked about it and is no refusal."""
    deposits = (*report.deposits, *(file.deposit for file in report.follow_up))
    rows = tuple(
        Line(
            name=outside(one.name),
            small="",
            cells=(one.number, _hour(one), FLUX_LABELS[one.status]),
            findings=findings_of([f for f in one.findings if f.severity is not Severity.FATAL], locale),
        )
        for one in deposits
    )
    return line_table(FILES, (FILE, NUMBER, HOUR, Text("État", "Status")), rows, locale)


def _hour(deposit: Deposit) -> str:
    return f"{deposit.received_at.astimezone(PARIS):%H:%M}"


def page_title(day: date, locale: Locale) -> Text:
    """``Compte rendu du 21/11/2026``."""
    shown = shown_day(day, locale)
    return Text(f"Compte rendu du {shown}", f"Report of {shown}")


SUPPLIED_BY = Text("Fournisseur : {name}", "Supplier: {name}")
TO_CORRECT = Text("À corriger", "To correct")
WAITING = Text("À compléter", "To be completed")
WAITING_NOTE = Text(
    "La lecture de ces documents laisse un doute : ils attendent. Communiquez à l'exploitant la valeur des champs "
    "ci-dessous, avec le numéro du dépôt ; ou déposez un fichier corrigé sous le même numéro de facture.",
    "Reading these documents leaves a doubt: they wait. Tell the operator the value of the fields below, with the "
    "number of the deposit; or deposit a corrected file under the same invoice number.",
)
ACCEPTED = Text("Factures intégrées", "Invoices integrated")
DOUBLONS = Text("Doublons", "Duplicates")
DOUBLONS_NOTE = Text(
    "Ces documents étaient déjà intégrés : rien n'est fait une seconde fois.",
    "These documents were integrated already: nothing is done twice.",
)
REPLACED = Text("Refusées, et remplacées depuis", "Refused, and replaced since")
REFUSED_LINES = Text("Statuts et compléments refusés", "Statuses and complements refused")
RECEIVED = Text("Reçus, en cours de traitement", "Received, being processed")
CHANGED = Text("Ce qui a changé", "What changed")
ASIDE = Text("Mis de côté", "Set aside")
FILES = Text("Les fichiers du jour", "The files of the day")
INVOICE = Text("Facture", "Invoice")
UNNAMED = Text("(facture non nommée)", "(invoice not named)")
FILE = Text("Fichier", "File")
NUMBER = Text("N° de dépôt", "Deposit no.")
HOUR = Text("Déposé à", "Deposited at")
WHY = Text("Raisons et remèdes", "Reasons and remedies")
TO_DO = Text("Que faire", "What to do")
BY = Text("Par", "By")
FOOT = Text(
    "Cette page est refaite à chaque passage du jour, et quand ce qui y est à corriger est remplacé ou mis de côté. "
    "Le certificat de dépôt de chaque facture intégrée est un fichier à côté d'elle : conservez-le, il fait preuve. "
    "Une facture intégrée a été transmise à son destinataire, qui peut encore la refuser. Les heures sont celles de "
    "Paris.",
    "This page is made anew by each run of the day, and when what is to correct on it is replaced or set aside. The "
    "certificate of deposit of each integrated invoice is a file beside it: keep it, it is the proof. An integrated "
    "invoice was passed on to its recipient, who may still refuse it. Hours are those of Paris.",
)
