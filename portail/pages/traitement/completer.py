"""Completing a suspended invoice: the documents and the comment that its recipient waits for."""

from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from domain.deposit import DepositedInvoice
from domain.espace import Espace
from domain.portal_depositor import PortalDepositor
from domain.status import Status
from domain.suivi import LONGEST_MOTIF
from domain.text import NOTHING, Text
from exporters.html.shown import Attribute, Outside, outside
from hub.follow_up.completed import complete
from hub.intake.portal_files import is_sending, new_sending
from portail.acces.asker import AnyMember, Member, NotFound, member, sender
from portail.acces.bodies import LARGEST_UPLOAD
from portail.acces.caller_first import CallerFirst
from portail.espaces import open_espace
from portail.forms import Field, tidy
from portail.pages.traitement.actions import Treatable, treatables
from portail.render import Notice, page, to
from portail.uploads import files_of
from portail.views import Fact, Link
from validators.chorus_pro.pieces_jointes import EXTENSIONS

router = APIRouter(route_class=CallerFirst)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteView:
    """The form."""

    heading: Text
    back: Link
    facts: tuple[Fact, ...]
    """What its recipient asked for."""
    action: str
    comment: Field
    sending: Field
    fault: Text = NOTHING
    lines: tuple[Text, ...]
    types: Text
    files_label: Text = Text("Documents", "Documents")
    button: Text = Text("Envoyer", "Send")


@router.get("/{espace}/{invoice_id:rang}/completer")
def asked_for(who: AnyMember, espace: str, invoice_id: int) -> Response:
    """What is asked for, and the form that answers."""
    here = open_espace(who, espace)
    one = _suspended(who, here, invoice_id)
    return page(who, "completer", _view(here, one.invoice, ""), title=COMPLETE)


@router.post("/{espace}/{invoice_id:rang}/completer", dependencies=[Depends(member)])
async def send(request: Request, espace: str, invoice_id: int) -> Response:
    """Completes it, whole or not at all. The same form again has the same answer, also once it is completed. Nothing is
    read of what somebody sends who is not connected.
    """
    async with request.form() as form:
        return await run_in_threadpool(_send, request, espace, invoice_id, form)


def _send(request: Request, espace: str, invoice_id: int, form: FormData) -> Response:
    who, envoi = sender(member(request), _text(form, "csrf")), _text(form, "envoi")
    here = open_espace(who, espace)
    (one,) = treatables(who, here, [invoice_id])
    if not one.is_for(Status.COMPLETEE) or not is_sending(envoi) or not one.invoice.certificate:
        raise NotFound
    files, comment = files_of(form.getlist("fichiers")), tidy(_text(form, "commentaire"), 4 * LONGEST_MOTIF)
    if not files and not comment:
        view = _view(here, one.invoice, comment, NOTHING_GIVEN)
        return page(who, "completer", view, title=COMPLETE, notice=Notice(words=NOTHING_GIVEN, tone="bad"), status=400)
    depositor = PortalDepositor(structure=one.structure(Status.COMPLETEE), compte_id=who.compte.id)
    done = complete(who.portail.station, depositor, one.invoice.certificate, files, comment, envoi)
    who.portail.at_once.follow_invoices([invoice_id])
    return to(f"/{here.value}/traiter/resultat?{urlencode([('depot', each.deposit.id) for each in done])}")


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _suspended(who: Member, espace: Espace, invoice_id: int) -> Treatable:
    """Raises :class:`NotFound` for an invoice that waits for no document."""
    (one,) = treatables(who, espace, [invoice_id])
    if Status.COMPLETEE not in one.by_status:
        raise NotFound
    return one


def _view(espace: Espace, invoice: DepositedInvoice, comment: str, fault: Text = NOTHING) -> CompleteView:
    number = invoice.values["numero_facture"] or "?"
    return CompleteView(
        heading=HEADING.with_({"number": number}),
        back=Link(href=f"/{espace.value}/{invoice.id}", label=INVOICE.with_({"number": number})),
        facts=(Fact(label=ASKED, value=_asked(invoice)),),
        action=f"/{espace.value}/{invoice.id}/completer",
        comment=Field(
            name="commentaire", label=COMMENT, kind="textarea", value=Attribute(comment),
            hint=COMMENT_HINT.with_({"limit": LONGEST_MOTIF}), longest=str(LONGEST_MOTIF),
        ),
        sending=Field(name="envoi", label=NOTHING, value=Attribute(new_sending()), kind="hidden"),
        fault=fault,
        lines=(WHOLE, TOLD),
        types=TYPES.with_({"types": ", ".join(sorted(EXTENSIONS)), "size": LARGEST_UPLOAD >> 20}),
    )  # fmt: skip


def _asked(invoice: DepositedInvoice) -> Outside:
    return outside(invoice.motif or "–")


COMPLETE = Text("Compléter", "Complete")
HEADING = Text("Compléter la facture {number}", "Complete invoice {number}")
INVOICE = Text("Facture {number}", "Invoice {number}")
ASKED = Text("Ce que demande son destinataire", "What its recipient asks for")
COMMENT = Text("Commentaire", "Comment")
COMMENT_HINT = Text("{limit} caractères au plus.", "At most {limit} characters.")
TYPES = Text(
    "Plusieurs fichiers à la fois s'il le faut, {size} Mo en tout au plus : {types}.",
    "Several files at once where needed, at most {size} MB in all: {types}.",
)
WHOLE = Text(
    "Envoyez tout en une fois : dès que c'est reçu, la facture est « Complétée » et remise de nouveau à son "
    "destinataire, avec ce que vous joignez. Si un fichier est refusé, rien n'est envoyé.",
    "Send everything at once: as soon as it is received, the invoice is “Completed” and handed over to its recipient "
    "again, with what you attach. If a file is refused, nothing is sent.",
)
TOLD = Text("Le délai de paiement reprend alors.", "The payment delay then goes on.")
NOTHING_GIVEN = Text(
    "Rien n'est envoyé : joignez un document, ou écrivez un commentaire.",
    "Nothing is sent: attach a document, or write a comment.",
)
