"""What was refused and nobody will correct is set aside by its supplier, and taken up again; nothing is erased."""

from typing import Annotated

from fastapi import APIRouter, Form, Response

from domain.deposit import History
from domain.espace import Espace
from domain.portal_depositor import actor_of
from domain.text import NOTHING, Text
from exporters.html.shown import Attribute
from portail.acces.asker import AnyMember, Member, NotFound, Sender
from portail.acces.caller_first import CallerFirst
from portail.espaces import open_espace
from portail.forms import Field, FormView, tidy
from portail.pages.traitement.actions import history_to_modify, modifiable
from portail.pages.traitement.links import is_aside, is_refused
from portail.render import Notice, page, to
from portail.views import FormPage, Link

router = APIRouter(route_class=CallerFirst)
Given = Annotated[str, Form()]


@router.get("/{espace}/{invoice_id:rang}/de-cote")
def form(who: AnyMember, espace: str, invoice_id: int) -> Response:
    """Asks why."""
    return _shown(who, open_espace(who, espace), _refused(who, espace, invoice_id))


@router.post("/{espace}/{invoice_id:rang}/de-cote")
def change(who: Sender, espace: str, invoice_id: int, motif: Given = "", vers: Given = "") -> Response:
    """Sets aside (``vers``: ``de-cote``), or takes up again (``reprise``); done already: nothing more."""
    history = _refused(who, espace, invoice_id)
    here, reason = open_espace(who, espace), tidy(motif)
    if not reason:
        return _shown(who, here, history, Notice(words=SAY_WHY, tone="bad"), 400)
    invoice, portail = history.invoice, who.portail
    parts = (part for part in modifiable(who, here).parts if part.holds(invoice))
    actor = actor_of(who.compte.id, min(part.structure for part in parts))
    with portail.ledger.batch() as batch:
        write = batch.take_up if vers == "reprise" else batch.set_aside
        new = write(invoice.deposit_id, invoice.position, actor, reason, portail.clock())
        if new and portail.settings.drop(invoice.drop).gathered:
            batch.report_again(invoice.deposit_id, portail.clock())
    return to(f"/{here.value}/{invoice.id}")


def _refused(who: Member, espace: str, invoice_id: int) -> History:
    """Raises :class:`NotFound` for what was not refused, or is not one's to treat."""
    here = open_espace(who, espace)
    history = history_to_modify(who, here, invoice_id)
    if here is not Espace.FACTURES_EMISES or not is_refused(history.invoice):
        raise NotFound
    return history


def _shown(who: Member, espace: Espace, history: History, notice: Notice | None = None, status: int = 200) -> Response:
    aside, invoice = is_aside(history), history.invoice
    number = invoice.values["numero_facture"] or invoice.deposit_name
    fields = (
        Field(name="motif", label=WHY, required=True, value=Attribute("")),
        Field(name="vers", label=NOTHING, value=Attribute("reprise" if aside else "de-cote"), kind="hidden"),
    )
    view = FormPage(
        heading=(TAKE_UP if aside else SET_ASIDE).with_({"number": number}),
        lines=(TAKE_UP_LEAD if aside else SET_ASIDE_LEAD,),
        form=FormView(action=f"/{espace.value}/{invoice.id}/de-cote", fields=fields, button=DO),
        links=(Link(href=f"/{espace.value}/{invoice.id}", label=INVOICE.with_({"number": number})),),
    )
    return page(who, "formulaire", view, title=view.heading, notice=notice, status=status)


SET_ASIDE = Text("Mettre de côté la facture {number}", "Set invoice {number} aside")
TAKE_UP = Text("Reprendre la facture {number}", "Take invoice {number} up again")
SET_ASIDE_LEAD = Text(
    "Elle n'est plus montrée parmi ce qui est à corriger, mais à la fin, avec ce motif. Rien n'est effacé, et vous "
    "pouvez la reprendre.",
    "It is shown no more among what is to be corrected, but at the end, with this reason. Nothing is erased, and you "
    "can take it up again.",
)
TAKE_UP_LEAD = Text("Elle est de nouveau à corriger.", "It is to be corrected again.")
WHY = Text("Pourquoi", "Why")
DO = Text("Confirmer", "Confirm")
INVOICE = Text("Facture {number}", "Invoice {number}")
SAY_WHY = Text("Rien n'est changé : dites pourquoi.", "Nothing is changed: say why.")
