"""The espaces of invoices: lists with their filters, one invoice with all that happened to it, its files."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from domain.causes import by_cause
from domain.deposit import DepositedInvoice, History
from domain.espace import ESPACE_LABELS, Espace
from domain.paris_time import day_text, moment_text, paris_day
from domain.search_criteria import Page
from domain.sollicitation import ETAT_SOLLICITATION_LABELS, MOTIF_LABELS, KindObjet
from domain.sollicitation_rights import about_invoice
from domain.text import Locale, Text
from exporters import certificat
from exporters.common import file_names
from exporters.common.number_formats import amount, by_four, count, day, identifiant
from exporters.html.shown import Outside, outside
from exporters.reports.status_report import STATUTS
from hub.inspect import readable
from portail.acces.asker import AnyMember, Member, NotFound
from portail.acces.own_questions import portee_of
from portail.depots.works import may_follow
from portail.downloads import as_csv, as_workbook, download
from portail.espaces import has_files, history_of, kept, open_espace, perimetre_of
from portail.findings import FindingView, finding_view
from portail.forms import FormView
from portail.pages.criteria import Asked, asked, criteria, fields
from portail.pages.steps import Step, steps_of
from portail.pages.suivi.pieces import ATTACHMENTS, other_files
from portail.pages.suivi.recherches import SaveForm, save_form, saved_links
from portail.pages.suivi.suite import NextView, what_next
from portail.pages.traitement.actions import AT_ONCE, modifiable
from portail.pages.traitement.links import action_links
from portail.render import Notice, page
from portail.states import state_of
from portail.structures import structure_names
from portail.views import Fact, Link, State

router = APIRouter()
SIZE = 50
"""Invoices of a page."""
EXPORTED = 10_000
"""Invoices of an export."""
Criteria = Annotated[Asked, Depends(asked)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An invoice of a list."""

    href: str
    number: Outside
    supplier: Outside
    recipient: Outside
    service: Outside
    amount: Outside
    deposited: Text
    state: State
    since: Text
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A page of invoices."""

    heading: Text
    action: str
    first: FormView
    more: FormView
    more_open: bool
    total: Text
    rows: tuple[Row, ...]
    next: str
    """Address of the next page; empty on the last."""
    exports: tuple[Link, ...]
    waiting: str
    saved: tuple[Link, ...]
    save: SaveForm
    more_label: Text = Text("Autres critères", "More criteria")
    search: Text = Text("Rechercher", "Search")
    reset: Text = Text("Réinitialiser", "Reset")
    waiting_label: Text = Text("Seulement ce qui attend", "Only what waits")
    next_label: Text = Text("Page suivante", "Next page")
    first_label: Text = Text("Première page", "First page")
    number: Text = Text("Numéro", "Number")
    supplier: Text = Text("Fournisseur", "Supplier")
    recipient: Text = Text("Destinataire", "Recipient")
    amount: Text = Text("Montant TTC", "Amount with VAT")
    deposited: Text = Text("Déposée le", "Deposited on")
    state: Text = Text("État", "Status")
    list_label: Text = Text("Factures", "Invoices")
    treat: str = ""
    """Where the invoices that are checked are treated; empty: nowhere."""
    treat_label: Text = Text("Traiter les factures cochées", "Treat the invoices that are checked")
    pick: Text = Text("Cocher", "Check")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLink:
    """A question about the invoice."""

    href: str
    number: str
    motif: Text
    state: Text
    changed: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceView:
    """One invoice."""

    heading: Text
    back: Link
    state: State
    next: NextView
    facts: tuple[Fact, ...]
    findings: tuple[FindingView, ...]
    steps: tuple[Step, ...]
    files: tuple[Link, ...]
    questions: tuple[QuestionLink, ...]
    ask: Link | None
    """``None`` for who may not ask."""
    actions: tuple[Link, ...] = ()
    """What one may do about it."""
    following: Link | None = None
    """Where the next works piece is deposited."""
    actions_heading: Text = Text("Traiter", "Treat")
    questions_heading: Text = Text("Sollicitations", "Questions")
    attachments: Link | None
    findings_heading: Text = Text("Ce qui a été relevé", "What was found")
    steps_heading: Text = Text("Ce qui s'est passé", "What happened")
    files_heading: Text = Text("Fichiers", "Files")


@router.get("/{espace}")
def listed(who: AnyMember, espace: str, found: Criteria, suite: str = "") -> Response:
    """A page of the invoices that one may see."""
    here = open_espace(who, espace)
    wanted, faults = criteria(found, here, paris_day(who.portail.clock()))
    perimetre = perimetre_of(who, here, found.structure)
    answer = who.portail.ledger.search.page(wanted, after=suite or None, size=SIZE, within=perimetre)
    mine = who.acces.where(here)
    names = structure_names(who, mine) if len(mine) > 1 else {}
    structures = tuple((each, _named(each, name)) for each, name in sorted(names.items()))
    first, more = fields(found, faults, structures)
    view = ListView(
        heading=ESPACE_LABELS[here],
        action=f"/{here.value}",
        first=FormView(action=f"/{here.value}", fields=first, button=SEARCH, method="get"),
        more=FormView(action=f"/{here.value}", fields=more, button=SEARCH, method="get"),
        more_open=any(getattr(found, field.name) for field in more),
        total=_total(answer, who.locale),
        rows=tuple(_row(here, one, who.locale) for one in answer.invoices),
        next=f"/{here.value}?{found.query(suite=answer.next)}" if answer.next else "",
        exports=tuple(
            Link(href=f"/{here.value}/export.{ending}?{found.query()}", label=_export(ending, answer.more, who.locale))
            for ending in ("csv", "xlsx")
        ),
        waiting=f"/{here.value}?a_traiter=1",
        treat=f"/{here.value}/traiter" if here in AT_ONCE and modifiable(who, here).parts else "",
        saved=saved_links(who, here),
        save=save_form(here, found),
    )
    notice = Notice(words=NOT_UNDERSTOOD, tone="bad") if faults else None
    return page(who, "liste", view, title=view.heading, notice=notice)


@router.get("/{espace}/export.csv")
def exported(who: AnyMember, espace: str, found: Criteria) -> Response:
    """The same invoices as a file for a spreadsheet, with every column of the status report."""
    here = open_espace(who, espace)
    return as_csv(who, STATUTS, _every(who, here, found), here.value)


@router.get("/{espace}/export.xlsx")
def exported_workbook(who: AnyMember, espace: str, found: Criteria) -> Response:
    """The same as a workbook."""
    here = open_espace(who, espace)
    return as_workbook(who, STATUTS, _every(who, here, found), here.value)


@router.get("/{espace}/{invoice_id:rang}")
def shown(who: AnyMember, espace: str, invoice_id: int) -> Response:
    """One invoice, with all that happened to it."""
    here = open_espace(who, espace)
    history = history_of(who, here, invoice_id)
    invoice, locale = history.invoice, who.locale
    may_ask = bool(about_invoice(who.acces, invoice))
    view = InvoiceView(
        heading=INVOICE.with_({"number": invoice.values["numero_facture"] or "?"}),
        back=Link(href=f"/{here.value}", label=ESPACE_LABELS[here]),
        state=state_of(invoice),
        next=what_next(who, here, invoice),
        facts=_facts(invoice, locale),
        findings=tuple(finding_view(cause, locale) for cause in by_cause(invoice.findings)),
        steps=steps_of(who, history),
        questions=_questions(who, invoice),
        ask=Link(href=f"/sollicitations/nouvelle?facture={invoice.id}", label=ASK) if may_ask else None,
        files=_files(who, here, history),
        attachments=Link(href=f"/{here.value}/{invoice.id}/pieces-jointes", label=ATTACHMENTS)
        if has_files(history)
        else None,
        actions=action_links(who, here, history),
        following=_following(who, here, invoice),
    )
    return page(who, "facture", view, title=view.heading)


@router.get("/{espace}/{invoice_id:rang}/original")
def original(who: AnyMember, espace: str, invoice_id: int) -> Response:
    """The document as it was deposited, to be kept: a browser does not open it here."""
    invoice = kept(history_of(who, open_espace(who, espace), invoice_id))
    content = who.portail.store.get(invoice.location)
    ending = file_names.extension(invoice.member or invoice.deposit_name, invoice.format)
    return download(content, f"{_stem(invoice)}{ending}", "application/octet-stream")


@router.get("/{espace}/{invoice_id:rang}/lisible")
def as_pages(who: AnyMember, espace: str, invoice_id: int) -> Response:
    """The invoice as pages."""
    invoice = kept(history_of(who, open_espace(who, espace), invoice_id))
    content = readable.as_pages(who.portail.station, invoice, who.locale)
    return download(content, f"{_stem(invoice)}_lisible.pdf", "application/pdf")


@router.get("/{espace}/{invoice_id:rang}/certificat")
def certificate(who: AnyMember, espace: str, invoice_id: int) -> Response:
    """Its certificate of deposit."""
    invoice = history_of(who, open_espace(who, espace), invoice_id).invoice
    found = who.portail.ledger.certificates.of_invoices([invoice.id]).get(invoice.id)
    if found is None:
        raise NotFound
    content = certificat.as_pdf(found, who.locale)
    return download(content, f"certificat_{file_names.certificate_stem(found)}.pdf", "application/pdf")


# --- helpers ------------------------------------------------------------------------------------------------------


def _every(who: Member, espace: Espace, found: Asked) -> Iterator[DepositedInvoice]:
    """The invoices of every page, up to :data:`EXPORTED`."""
    wanted, _ = criteria(found, espace, paris_day(who.portail.clock()))
    perimetre, after = perimetre_of(who, espace, found.structure), None
    for _ in range(EXPORTED // 1000):
        answer = who.portail.ledger.search.page(wanted, after=after, size=1000, within=perimetre)
        yield from answer.invoices
        after = answer.next
        if after is None:
            return


def _export(ending: str, is_cut: bool, locale: Locale) -> Text:
    words = EXPORT_FIRST if is_cut else EXPORT
    return words.with_({"count": count(EXPORTED, locale), "kind": ending.upper()})


def _named(structure: str, name: str) -> Text:
    shown = f"{name} ({identifiant(structure)})" if name else identifiant(structure)
    return Text(shown, shown)


def _stem(invoice: DepositedInvoice) -> str:
    return file_names.delivered_stem(invoice)


def _total(answer: Page, locale: Locale) -> Text:
    words = MORE if answer.more else ONE if answer.total == 1 else SOME
    return words.with_({"count": count(answer.total, locale)})


def _row(espace: Espace, one: DepositedInvoice, locale: Locale) -> Row:
    values, route = one.values, one.route
    return Row(
        href=f"/{espace.value}/{one.id}",
        id=str(one.id),
        number=outside(values["numero_facture"]),
        supplier=outside(values["nom_fournisseur"] or values["siret_fournisseur"]),
        recipient=outside(route.raison_sociale or route.siret if route else values["nom_destinataire"]),
        service=outside(route.nom_service or route.code_service if route else values["code_service"]),
        amount=outside(amount(values["montant_ttc"] or "", values["devise"] or "", locale)),
        deposited=day_text(paris_day(one.deposited_at)),
        state=state_of(one),
        since=day_text(paris_day(one.status_at) if one.status_at else None),
    )


def _facts(one: DepositedInvoice, locale: Locale) -> tuple[Fact, ...]:
    values, route, devise = one.values, one.route, one.values["devise"] or ""
    siret = values["siret_fournisseur"] or ""
    found = [
        Fact(label=SUPPLIER, value=outside(values["nom_fournisseur"]), detail=outside(identifiant(siret))),
        Fact(
            label=RECIPIENT,
            value=outside(route.raison_sociale if route else values["nom_destinataire"]),
            detail=outside(identifiant(route.siret if route else values["siret_destinataire"] or "")),
        ),
        Fact(
            label=SERVICE,
            value=outside(route.code_service if route else values["code_service"]),
            detail=outside(route.nom_service if route else ""),
        ),
        Fact(label=DATE, value=outside(day(values["date_facture"] or "", locale))),
        Fact(label=WITHOUT_VAT, value=outside(amount(values["montant_ht"] or "", devise, locale))),
        Fact(label=VAT, value=outside(amount(values["montant_tva"] or "", devise, locale))),
        Fact(label=WITH_VAT, value=outside(amount(values["montant_ttc"] or "", devise, locale))),
        Fact(label=DUE, value=outside(amount(values["montant_a_payer"] or "", devise, locale))),
        Fact(label=ENGAGEMENT, value=outside(values["numero_engagement"])),
        Fact(label=MARCHE, value=outside(values["numero_marche"])),
        Fact(label=CADRE, value=outside(values["cadre_facturation"])),
        Fact(label=DOSSIER, value=outside(one.dossier)),
        Fact(label=DEPOSITED, value=moment_text(one.deposited_at), detail=outside(one.deposit_name)),
        Fact(label=CERTIFICATE, value=outside(by_four(one.certificate or ""))),
        Fact(label=MANDAT, value=outside(one.mandat)),
    ]
    return tuple(fact for fact in found if fact.value)


def _questions(who: Member, invoice: DepositedInvoice) -> tuple[QuestionLink, ...]:
    """Those one may see."""
    if not who.opens(Espace.SOLLICITATIONS):
        return ()
    found = who.portail.ledger.sollicitations.about(KindObjet.FACTURE, invoice.id, portee_of(who))
    return tuple(
        QuestionLink(
            href=f"/sollicitations/{one.id}",
            number=one.number,
            motif=MOTIF_LABELS[one.motif],
            state=ETAT_SOLLICITATION_LABELS[one.etat],
            changed=moment_text(one.changed_at),
        )
        for one in found
    )


def _following(who: Member, espace: Espace, invoice: DepositedInvoice) -> Link | None:
    is_works = espace is Espace.FACTURES_DE_TRAVAUX and may_follow(who, invoice)
    return Link(href=f"/deposer?apres={invoice.id}", label=NEXT_PIECE) if is_works else None


def _files(who: Member, espace: Espace, history: History) -> tuple[Link, ...]:
    invoice = history.invoice
    base = f"/{espace.value}/{invoice.id}"
    proof = (Link(href=f"{base}/certificat", label=CERTIFICATE_FILE),) if invoice.certificate else ()
    if not has_files(history):
        return proof
    own = (Link(href=f"{base}/lisible", label=AS_PAGES), Link(href=f"{base}/original", label=ORIGINAL))
    return (*own, *proof, *other_files(who, espace, invoice))


# --- words --------------------------------------------------------------------------------------------------------

SEARCH = Text("Rechercher", "Search")
NEXT_PIECE = Text("Associer la pièce suivante", "Associate the next piece")
EXPORT = Text("Exporter les résultats ({kind})", "Export the results ({kind})")
EXPORT_FIRST = Text("Exporter les {count} plus récentes ({kind})", "Export the {count} newest ({kind})")
INVOICE = Text("Facture {number}", "Invoice {number}")
MORE = Text("Plus de {count} factures", "More than {count} invoices")
SOME = Text("{count} factures", "{count} invoices")
ONE = Text("Une facture", "One invoice")
NOT_UNDERSTOOD = Text(
    "Un critère n'a pas été compris : il est laissé de côté.", "A criterion was not understood and is left out."
)
SUPPLIER = Text("Fournisseur", "Supplier")
RECIPIENT = Text("Destinataire", "Recipient")
SERVICE = Text("Service", "Service")
DATE = Text("Date de la facture", "Date of the invoice")
WITHOUT_VAT = Text("Montant HT", "Amount without VAT")
VAT = Text("TVA", "VAT")
WITH_VAT = Text("Montant TTC", "Amount with VAT")
DUE = Text("Montant à payer", "Amount to be paid")
ENGAGEMENT = Text("Numéro d'engagement", "Engagement number")
MARCHE = Text("Numéro de marché", "Contract number")
CADRE = Text("Cadre de facturation", "Cadre de facturation")
DOSSIER = Text("Dossier de facturation", "Works dossier")
DEPOSITED = Text("Déposée le", "Deposited on")
CERTIFICATE = Text("Certificat de dépôt", "Certificate of deposit")
MANDAT = Text("Mandat", "Mandate")
ASK = Text("Poser une question", "Ask a question")
AS_PAGES = Text("Facture lisible (PDF)", "Readable invoice (PDF)")
ORIGINAL = Text("Fichier déposé, tel quel", "File as it was deposited")
CERTIFICATE_FILE = Text("Certificat de dépôt (PDF)", "Certificate of deposit (PDF)")
