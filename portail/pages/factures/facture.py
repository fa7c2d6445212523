"""One invoice, with all that happened to it."""

from dataclasses import dataclass

from fastapi import APIRouter, Response

from domain.causes import by_cause
from domain.deposit import DepositedInvoice
from domain.espace import ESPACE_LABELS, Espace
from domain.paris_time import moment_text
from domain.sollicitation import ETAT_SOLLICITATION_LABELS, MOTIF_LABELS, KindObjet
from domain.sollicitation_rights import about_invoice
from domain.text import Text
from portail.acces.asker import AnyMember, Member
from portail.acces.own_questions import portee_of
from portail.depots.works import may_follow
from portail.espaces import has_files, history_of, open_espace
from portail.findings import FindingView, finding_view
from portail.pages.factures.faits import facts_of
from portail.pages.factures.fichiers import file_links
from portail.pages.steps import Step, steps_of
from portail.pages.suivi.pieces import ATTACHMENTS
from portail.pages.suivi.suite import NextView, what_next
from portail.pages.traitement.links import action_links
from portail.render import page
from portail.states import state_of
from portail.views import Fact, Link, State

router = APIRouter()


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
        facts=facts_of(invoice, locale),
        findings=tuple(finding_view(cause, locale) for cause in by_cause(invoice.findings)),
        steps=steps_of(who, history),
        questions=_questions(who, invoice),
        ask=Link(href=f"/sollicitations/nouvelle?facture={invoice.id}", label=ASK) if may_ask else None,
        files=file_links(who, here, history),
        attachments=Link(href=f"/{here.value}/{invoice.id}/pieces-jointes", label=ATTACHMENTS)
        if has_files(history)
        else None,
        actions=action_links(who, here, history),
        following=_following(who, here, invoice),
    )
    return page(who, "facture", view, title=view.heading)


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


NEXT_PIECE = Text("Associer la pièce suivante", "Associate the next piece")
INVOICE = Text("Facture {number}", "Invoice {number}")
ASK = Text("Poser une question", "Ask a question")
