"""What became of a draft that was sent."""

from dataclasses import dataclass, replace

from fastapi import APIRouter, Response

from domain.brouillon import Brouillon
from domain.causes import by_cause
from domain.deposit import INTEGRATED, Deposit, DepositedInvoice
from domain.espace import Droit, Espace
from domain.paris_time import moment_text
from domain.status import FluxStatus
from domain.text import NOTHING, Text
from exporters import certificat
from exporters.common import file_names
from exporters.common.cause_sentences import sentence
from exporters.common.labels import SUITES
from exporters.common.number_formats import by_four, count, identifiant
from exporters.common.state_labels import STATUS_LABELS
from exporters.html.shown import NOTHING as EMPTY
from exporters.html.shown import Outside, outside
from hub.decide.claimed_pieces import decided_elsewhere
from portail.acces.asker import AnyMember, Member, NotFound
from portail.acces.depositing import SPACES
from portail.depots.draft_view import BASE
from portail.depots.own import own_draft
from portail.downloads import download
from portail.render import Notice, page, to
from portail.states import flux_state, waits_for
from portail.views import Fact, Link, State

router = APIRouter()

SHOWN_DOCUMENTS = 100
"""Documents of a lot that the page lists."""


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
    waits_for: Text
    """For what it waits; empty when it does not, or for this process alone."""
    here: str
    links: tuple[Link, ...]
    heading: Text = Text("Envoyé", "Sent")
    reload: Text = Text("Actualiser", "Reload")
    documents_heading: Text = Text("Factures", "Invoices")
    number: Text = Text("Numéro", "Number")
    outcome: Text = Text("Suite", "Outcome")
    certificate: Text = Text("Certificat de dépôt", "Certificate of deposit")
    why: Text = Text("Motif", "Reason")


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
    state = flux_state(deposit.status)
    view = ReceiptView(
        name=outside(deposit.name),
        state=replace(state, label=WAITS) if waits else state,
        facts=_facts(draft, deposit, invoices),
        rows=tuple(_row(who, draft, one) for one in invoices[:SHOWN_DOCUMENTS]),
        rest=REST.with_({"count": count(len(invoices) - SHOWN_DOCUMENTS, who.locale)})
        if len(invoices) > SHOWN_DOCUMENTS
        else NOTHING,
        waits=waits,
        waits_for=waits_for(decided_elsewhere(ledger, deposit.id), who.locale) if waits else NOTHING,
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
