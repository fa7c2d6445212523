"""The deposited files of an account, with both counts in one line: a file that is integrated may hold invoices that are
refused.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Response

from domain.causes import by_cause
from domain.deposit import INTEGRATED, Deposit, DepositedInvoice
from domain.espace import ESPACE_LABELS, Espace
from domain.paris_time import moment_text
from domain.text import Locale, Text
from exporters.common.cause_sentences import sentence
from exporters.html.shown import Outside, outside
from exporters.reports.deposited_files import FICHIERS, DepositedFile
from portail.acces.asker import MOST_ID, AnyMember, Member, NotFound
from portail.acces.own_drops import drops_of
from portail.acces.own_questions import may_ask_about_file
from portail.downloads import as_csv, as_workbook
from portail.render import page
from portail.states import flux_state
from portail.views import Link, State

router = APIRouter()
SIZE = 50
EXPORTED = 10_000
"""Files of an export."""
Before = Annotated[int, Query(ge=0, le=MOST_ID)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A deposited file."""

    number: str
    name: Outside
    drop: Outside
    received: Text
    state: State
    counts: Text
    why: Outside
    ask: str
    """Where one asks about it; empty for who may not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesView:
    """The page of the files."""

    rows: tuple[FileRow, ...]
    next: str = ""
    back: Link | None = None
    heading: Text = ESPACE_LABELS[Espace.SUIVI_DES_FLUX]
    lead: Text = Text(
        "Un fichier intégré n'est pas une facture acceptée : chaque ligne dit les deux.",
        "A file that is integrated is no invoice that is accepted: each line tells both.",
    )
    none: Text = Text("Aucun fichier déposé.", "No file was deposited.")
    file: Text = Text("Fichier", "File")
    received: Text = Text("Reçu le", "Received on")
    state: Text = Text("Fichier", "File")
    invoices: Text = Text("Factures", "Invoices")
    why: Text = Text("Motif", "Reason")
    ask: Text = Text("Poser une question", "Ask a question")
    next_label: Text = Text("Page suivante", "Next page")
    exports: tuple[Link, ...] = ()


@router.get("/suivi-des-flux")
def files(who: AnyMember, avant: Before = 0) -> Response:
    """The newest files first; ``avant``: older than this deposit."""
    if not who.opens(Espace.SUIVI_DES_FLUX):
        raise NotFound
    drops = drops_of(who.acces, who.portail.settings.drops)
    found = who.portail.ledger.deposits.newest(drops, before=avant or None, size=SIZE + 1)
    view = FilesView(
        rows=file_rows(who, found[:SIZE]),
        next=f"/suivi-des-flux?avant={found[SIZE - 1].id}" if len(found) > SIZE else "",
        exports=EXPORTS if found else (),
    )
    return page(who, "flux", view, title=view.heading)


@router.get("/suivi-des-flux/export.csv")
def exported(who: AnyMember) -> Response:
    """The newest files as a file for a spreadsheet."""
    return as_csv(who, FICHIERS, _counted(who), Espace.SUIVI_DES_FLUX.value)


@router.get("/suivi-des-flux/export.xlsx")
def exported_workbook(who: AnyMember) -> Response:
    """The same as a workbook."""
    return as_workbook(who, FICHIERS, _counted(who), Espace.SUIVI_DES_FLUX.value)


def _counted(who: Member) -> Iterator[DepositedFile]:
    """The newest files, up to :data:`EXPORTED`. Raises :class:`NotFound` at once for who may not follow them."""
    if not who.opens(Espace.SUIVI_DES_FLUX):
        raise NotFound
    return _pages(who)


def _pages(who: Member) -> Iterator[DepositedFile]:
    drops, before = drops_of(who.acces, who.portail.settings.drops), None
    for _ in range(EXPORTED // 1000):
        found = who.portail.ledger.deposits.newest(drops, before=before, size=1000)
        good: Counter[int] = Counter()
        every: Counter[int] = Counter()
        for one in who.portail.ledger.invoices.of_deposits(*(deposit.id for deposit in found)):
            every[one.deposit_id] += 1
            good[one.deposit_id] += one.disposition in INTEGRATED
        yield from (DepositedFile(deposit=each, accepted=good[each.id], total=every[each.id]) for each in found)
        if len(found) < 1000:
            return
        before = found[-1].id


def file_rows(who: Member, found: Sequence[Deposit]) -> tuple[FileRow, ...]:
    """The files, each with what became of it and of its invoices."""
    documents: dict[int, list[DepositedInvoice]] = {}
    for one in who.portail.ledger.invoices.of_deposits(*(deposit.id for deposit in found)):
        documents.setdefault(one.deposit_id, []).append(one)
    return tuple(_row(who, deposit, documents.get(deposit.id, [])) for deposit in found)


def _row(who: Member, deposit: Deposit, documents: list[DepositedInvoice]) -> FileRow:
    kinds = Counter(one.disposition in INTEGRATED for one in documents)
    return FileRow(
        number=deposit.number,
        name=outside(deposit.name),
        drop=outside(deposit.drop),
        received=moment_text(deposit.received_at),
        state=flux_state(deposit.status),
        counts=COUNTS.with_({"good": kinds[True], "all": len(documents)}) if documents else NO_INVOICE,
        why=outside(_why(deposit, documents, who.locale)),
        ask=f"/sollicitations/nouvelle?depot={deposit.id}" if may_ask_about_file(who, deposit) else "",
    )


def _why(deposit: Deposit, documents: Sequence[DepositedInvoice], locale: Locale) -> str:
    """What is wrong with the file; else with the first of its invoices that is not accepted, by its number when it has
    several.
    """
    if causes := by_cause(deposit.findings):
        return sentence(causes[0], locale)
    for one in documents:
        if one.disposition not in INTEGRATED and (causes := by_cause(one.findings)):
            words, number = sentence(causes[0], locale), one.values["numero_facture"]
            return Text(words, words).about(number).in_(locale) if number and len(documents) > 1 else words
    return ""


EXPORTS = tuple(
    Link(
        href=f"/suivi-des-flux/export.{ending}",
        label=Text(f"Exporter ({ending.upper()})", f"Export ({ending.upper()})"),
    )
    for ending in ("csv", "xlsx")
)
COUNTS = Text("{good} acceptées sur {all}", "{good} accepted of {all}")
NO_INVOICE = Text("aucune", "none")
