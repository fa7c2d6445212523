"""The *compte rendu* of a deposit as a page: refusals first."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.deposit import Deposit, DepositedInvoice
from domain.status import FLUX_LABELS
from domain.text import Locale, Text
from exporters.common.number_formats import count
from exporters.compte_rendu.invoice_rows import (
    KNOWN_HEADINGS,
    REFUSED_HEADINGS,
    SUPPLIER,
    WAITING_HEADINGS,
    Heading,
    InvoiceTable,
    row,
)
from exporters.compte_rendu.page_parts import DEPOSIT, CompteRenduPage, Labelled, counts, findings_of, identity, style
from exporters.compte_rendu.summary import DepositSummary, conclusion
from exporters.compte_rendu.usual_supplier import UsualSupplier, usual_supplier, without
from exporters.html.environment import as_bytes, template

_TEMPLATE = template("compte_rendu/deposit.html.j2")


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositPage(CompteRenduPage):
    """What this page shows besides."""

    tables: tuple[InvoiceTable, ...]
    foot: Text


def page(deposit: Deposit, found: DepositSummary, locale: Locale) -> bytes:
    """The report as one page of HTML: no network, no script, no style but its own."""
    tables = _tables(found, locale)
    supplier = usual_supplier(tables)
    view = DepositPage(
        style=style(),
        title=TITLE,
        number=deposit.number,
        tone=_tone(found),
        state=f"{FLUX_LABELS[deposit.status]} ({deposit.status.value})",
        conclusion=conclusion(deposit, found),
        deposit_title=DEPOSIT,
        identity=(*identity(deposit, deposit.drop, locale), *_supplier(supplier)),
        counts=counts(_numbers(found), locale),
        findings_title=FILE,
        findings=findings_of(deposit.findings, locale),
        tables=tuple(filter(None, (without(table, supplier) for table in tables))),
        foot=FOOT,
    )
    return as_bytes(_TEMPLATE, view, locale)


def _supplier(usual: UsualSupplier | None) -> tuple[Labelled, ...]:
    return (Labelled(label=SUPPLIER.label, value=usual.named),) if usual else ()


def _tone(found: DepositSummary) -> str:
    left = bool(found.refused or found.waiting)
    return "part" if left and (found.integrated or found.waiting) else "good" if found.total and not left else "bad"


def _numbers(found: DepositSummary) -> tuple[tuple[Text, int, bool], ...]:
    return (
        (Text("Documents", "Documents"), found.total, True),
        (Text("Factures intégrées", "Invoices integrated"), found.integrated, True),
        (Text("dont recyclées", "of which recycled"), len(found.recycled), False),
        (Text("Refusées", "Refused"), len(found.refused), True),
        (Text("À compléter", "To be completed"), len(found.waiting), False),
        (Text("Doublons", "Duplicates"), len(found.doublons), False),
    )


def _tables(found: DepositSummary, locale: Locale) -> tuple[InvoiceTable, ...]:
    """A table for each outcome that documents had."""
    groups: tuple[tuple[Text, Text | None, tuple[Heading, ...], Sequence[DepositedInvoice]], ...] = (
        (REFUSED, None, REFUSED_HEADINGS, found.refused),
        (WAITING, WAITING_NOTE, WAITING_HEADINGS, found.waiting),
        (DOUBLONS, DOUBLONS_NOTE, KNOWN_HEADINGS, found.doublons),
        (RECYCLED, RECYCLED_NOTE, KNOWN_HEADINGS, found.recycled),
        (ACCEPTED, None, KNOWN_HEADINGS, found.accepted),
    )
    return tuple(
        InvoiceTable(
            title=title,
            count=count(len(invoices), locale),
            note=note,
            headings=headings,
            rows=tuple(row(invoice, locale) for invoice in invoices),
        )
        for title, note, headings, invoices in groups
        if invoices
    )


TITLE = Text("Compte rendu du dépôt", "Report of deposit")
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
