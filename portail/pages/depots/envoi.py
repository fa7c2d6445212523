"""Sending a draft: the summary to confirm, the sending itself, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Response

from domain.brouillon import ETAT_LABELS, Brouillon, EtatBrouillon
from domain.causes import by_cause
from domain.deposit import INTEGRATED, Deposit, DepositedInvoice
from domain.errors import NavetteError, NotAllowed
from domain.espace import Droit, Espace
from domain.invoice import fields
from domain.paris_time import moment_text
from domain.status import FluxStatus
from domain.text import NOTHING, Text
from exporters import certificat
from exporters.common import file_names
from exporters.common.cause_sentences import sentence
from exporters.common.labels import FIELD_LABELS, SUITES
from exporters.common.number_formats import amount, by_four, count, day, identifiant
from exporters.common.state_labels import FLUX_STATUS_LABELS, STATUS_LABELS
from exporters.html.shown import NOTHING as EMPTY
from exporters.html.shown import Attribute, Outside, outside
from hub.brouillons.sending import NotSent, Preview, send
from portail.acces.asker import AnyMember, Member, NotFound, Sender
from portail.acces.caller_first import CallerFirst
from portail.acces.depositing import SPACES
from portail.depots.draft_form import AMOUNTS, CHOICES
from portail.depots.draft_view import BASE, VERDICT, file_facts
from portail.depots.entries import version_of
from portail.depots.own import own_draft, shown
from portail.downloads import download
from portail.findings import FindingView, finding_view
from portail.pages.depots.brouillon import REFUSED, cannot_tell
from portail.render import Notice, page, to
from portail.views import Fact, Link, State

router = APIRouter(route_class=CallerFirst)
Given = Annotated[str, Form()]
SUMMARY = (
    "numero_facture",
    "date_facture",
    "type_facture",
    "cadre_facturation",
    "nom_fournisseur",
    "siret_fournisseur",
    "nom_destinataire",
    "siret_destinataire",
    "code_service",
    "numero_engagement",
    "numero_marche",
    "numero_facture_origine",
    "montant_ht",
    "montant_tva",
    "montant_ttc",
    "montant_a_payer",
)
"""The fields of the summary, in its order."""
SHOWN_DOCUMENTS = 100
"""Documents of a lot that the page lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmView:
    """The summary, before it is sent."""

    name: Outside
    action: str
    version: Attribute
    lead: Text
    facts: tuple[Fact, ...]
    findings: tuple[FindingView, ...]
    back: Link
    banner: Text = ETAT_LABELS[EtatBrouillon.EN_COURS]
    heading: Text = Text("Récapitulatif", "Summary")
    findings_heading: Text = Text("À savoir", "To be known")
    send: Text = Text("Confirmer l'envoi", "Confirm and send")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document of a file."""

    number: Outside
    name: Outside
    href: str
    outcome: State
    certificate: str
    """Where its certificate is; empty when it has none."""
    why: Outside


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptView:
    """What became of a draft."""

    name: Outside
    state: State
    facts: tuple[Fact, ...]
    rows: tuple[DocumentRow, ...]
    rest: Text
    """How many documents are not listed."""
    waits: bool
    """Whether it is not decided yet: the page loads itself again."""
    here: str
    links: tuple[Link, ...]
    heading: Text = Text("Envoyé", "Sent")
    reload: Text = Text("Actualiser", "Reload")
    documents_heading: Text = Text("Factures", "Invoices")
    number: Text = Text("Numéro", "Number")
    outcome: Text = Text("Suite", "Outcome")
    certificate: Text = Text("Certificat de dépôt", "Certificate of deposit")
    why: Text = Text("Motif", "Reason")


@router.get(BASE + "/{draft_id:rang}/confirmation")
def confirm(who: AnyMember, draft_id: int) -> Response:
    """The summary of what would be sent; the form again when it would not be accepted."""
    draft = own_draft(who, draft_id)
    if not draft.is_open:
        return to(f"{BASE}/{draft.id}")
    try:
        found = shown(who, draft)
    except NavetteError as error:
        return cannot_tell(who, draft, error)
    if not found.is_acceptable:
        return to(f"{BASE}/{draft.id}?fait={REFUSED}#{VERDICT}")
    view = ConfirmView(
        name=outside(draft.file.name if draft.file else ""),
        action=f"{BASE}/{draft.id}/envoyer",
        version=Attribute(version_of(draft)),
        lead=OF_LOT if found.is_lot else OF_ONE,
        facts=(*file_facts(who, draft, found), *_summary(who, found)),
        findings=tuple(finding_view(cause, who.locale) for cause in by_cause(found.findings)),
        back=Link(href=f"{BASE}/{draft.id}", label=CHANGE),
    )
    return page(who, "confirmation", view, title=view.heading)


@router.post(BASE + "/{draft_id:rang}/envoyer")
def send_draft(who: Sender, draft_id: int, version: Given = "") -> Response:
    """Sends it, once: a second click, another window or the same form again lead to the same page."""
    draft = own_draft(who, draft_id)
    here = f"{BASE}/{draft.id}"
    if draft.is_open and version != version_of(draft):
        return to(f"{here}?fait=change")
    portail = who.portail
    try:
        with portail.reading():
            answer = send(portail.station, draft, only_accepted=True)
    except NotAllowed:
        return to(f"{here}?fait=change")
    except NavetteError as error:
        return cannot_tell(who, draft, error)
    if isinstance(answer, NotSent):
        return to(f"{here}?fait={REFUSED}#{VERDICT}")
    portail.at_once.follow(answer.deposit.id)
    return to(f"{here}/recu")


@router.get(BASE + "/{draft_id:rang}/recu")
def receipt(who: AnyMember, draft_id: int) -> Response:
    """What became of the draft: its number, its certificates, or why an invoice of it is refused."""
    draft = own_draft(who, draft_id)
    if draft.deposit_id is None:
        return to(f"{BASE}/{draft.id}")
    ledger = who.portail.ledger
    deposit = ledger.deposits.by_id(draft.deposit_id)
    invoices = ledger.invoices.of_deposits(deposit.id)
    waits = deposit.status is FluxStatus.IN_RECU
    here = f"{BASE}/{draft.id}/recu"
    view = ReceiptView(
        name=outside(deposit.name),
        state=State(label=WAITS if waits else FLUX_STATUS_LABELS[deposit.status], tone=TONES[deposit.status]),
        facts=_facts(draft, deposit, invoices),
        rows=tuple(_row(who, draft, one) for one in invoices[:SHOWN_DOCUMENTS]),
        rest=REST.with_({"count": count(len(invoices) - SHOWN_DOCUMENTS, who.locale)})
        if len(invoices) > SHOWN_DOCUMENTS
        else NOTHING,
        waits=waits,
        here=here,
        links=_links(who),
    )
    notice = Notice(words=DONE) if not waits and deposit.status is FluxStatus.IN_INTEGRE else None
    return page(who, "recu", view, title=view.heading, notice=notice)


@router.get(BASE + "/{draft_id:rang}/certificat/{invoice_id:rang}")
def certificate(who: AnyMember, draft_id: int, invoice_id: int) -> Response:
    """The certificate of deposit of an invoice of one's own draft."""
    draft = own_draft(who, draft_id)
    ledger = who.portail.ledger
    mine = ledger.invoices.of_deposits(draft.deposit_id) if draft.deposit_id is not None else ()
    found = ledger.certificates.of_invoices([one.id for one in mine if one.id == invoice_id]).get(invoice_id)
    if found is None:
        raise NotFound
    content = certificat.as_pdf(found, who.locale)
    return download(content, f"certificat_{file_names.certificate_stem(found)}.pdf", "application/pdf")


# --- helpers ------------------------------------------------------------------------------------------------------


def _summary(who: Member, found: Preview) -> tuple[Fact, ...]:
    decision = found.settled.decision if found.settled else None
    if decision is None or decision.invoice is None:
        return ()
    values = fields(decision.invoice)
    entered = frozenset(decision.supplied)
    return tuple(
        Fact(
            label=FIELD_LABELS[field],
            value=outside(_shown(field, value, values, who)),
            detail=ENTERED if field in entered else "",
        )
        for field in SUMMARY
        if (value := values[field])
    )


def _shown(field: str, value: str, values: Mapping[str, str | None], who: Member) -> str:
    if field in AMOUNTS:
        return amount(value, values["devise"] or "", who.locale)
    if field == "date_facture":
        return day(value, who.locale)
    if label := dict(CHOICES.get(field, ())).get(value):
        return label.in_(who.locale)
    return identifiant(value) if field.startswith("siret") else value


def _facts(draft: Brouillon, deposit: Deposit, invoices: tuple[DepositedInvoice, ...]) -> tuple[Fact, ...]:
    facts = [
        Fact(label=DEPOSIT, value=deposit.number, detail=moment_text(deposit.received_at)),
        Fact(label=STRUCTURE, value=outside(identifiant(draft.structure))),
    ]
    if len(invoices) == 1 and invoices[0].certificate:
        facts.append(Fact(label=CERTIFICATE, value=outside(by_four(invoices[0].certificate)), detail=VERIFY))
    return tuple(facts)


def _row(who: Member, draft: Brouillon, one: DepositedInvoice) -> DocumentRow:
    causes = () if one.disposition in INTEGRATED else by_cause(one.findings)
    good = one.disposition in INTEGRATED
    label = STATUS_LABELS[one.status] if good and one.status else SUITES[one.disposition]
    return DocumentRow(
        number=outside(one.values["numero_facture"] or one.member or one.deposit_name),
        name=outside(one.member or ""),
        href=_page_of(who, one),
        outcome=State(label=label, tone="good" if good else "bad"),
        certificate=f"{BASE}/{draft.id}/certificat/{one.id}" if one.certificate else "",
        why=outside(sentence(causes[0], who.locale)) if causes else EMPTY,
    )


def _page_of(who: Member, one: DepositedInvoice) -> str:
    """Its page in an espace that shows it; empty when none does."""
    mine = who.acces.perimetre(Droit.CONSULTATION)
    for espace in SPACES:
        if who.acces.may_somewhere(espace) and who.portail.ledger.invoices.one(one.id, mine.only(espace)) is not None:
            return f"/{espace.value}/{one.id}"
    return ""


def _links(who: Member) -> tuple[Link, ...]:
    found = [Link(href=BASE, label=ANOTHER)]
    if who.opens(Espace.SUIVI_DES_FLUX):
        found.append(Link(href=f"/{Espace.SUIVI_DES_FLUX.value}", label=FLUX))
    return tuple(found)


# --- words --------------------------------------------------------------------------------------------------------

TONES: dict[FluxStatus, str] = {
    FluxStatus.IN_RECU: "part",
    FluxStatus.IN_INTEGRE: "good",
    FluxStatus.IN_INTEGRE_PARTIEL: "bad",
    FluxStatus.IN_REJETE: "bad",
}
OF_ONE = Text(
    "Relisez, puis confirmez : la facture part alors chez son destinataire, et le certificat de dépôt est fait.",
    "Read it again, then confirm: the invoice then goes to its recipient, and the certificate of deposit is made.",
)
OF_LOT = Text(
    "Le fichier contient plusieurs factures. Une fois envoyé, chacune est décidée : celles qui sont acceptées ont leur "
    "certificat, les autres leur motif.",
    "The file holds several invoices. Once it is sent, each is decided on: those accepted have their certificate, the "
    "others their reason.",
)
CHANGE = Text("Revenir au brouillon", "Back to the draft")
ENTERED = Text("Saisi par vous", "Entered by you")
DONE = Text("La facture est déposée. Voici son certificat.", "The invoice is deposited. Here is its certificate.")
WAITS = Text("Reçu, en cours de décision", "Received, being decided on")
DEPOSIT = Text("Numéro de dépôt", "Deposit number")
STRUCTURE = Text("Déposé pour", "Deposited for")
CERTIFICATE = Text("Certificat de dépôt", "Certificate of deposit")
VERIFY = Text(
    "Se vérifie par ce numéro : navette verify, ou le code QR du certificat.",
    "Verified by this number: navette verify, or the QR code of the certificate.",
)
REST = Text("Et {count} de plus : voyez le suivi des flux.", "And {count} more: see the deposited files.")
ANOTHER = Text("Déposer un autre fichier", "Deposit another file")
FLUX = Text("Suivi des flux", "Deposited files")
