"""What somebody is told by mail: the choice, in one's account, and the link of each letter that ends it."""

from typing import Annotated

from fastapi import APIRouter, Form, Response

from domain.subscription import NOTICE_LABELS, OFFERED, Notice
from domain.text import NOTHING, Text
from exporters.html.shown import Attribute
from hub.comptes import secrets
from hub.comptes.messages import is_mailed
from portail.acces.asker import AnyMember, AnyVisitor, Sender
from portail.acces.caller_first import CallerFirst
from portail.forms import Field, FormView
from portail.render import Notice as Said
from portail.render import page, to
from portail.views import FormPage, Link

router = APIRouter(route_class=CallerFirst)
Given = Annotated[str, Form()]
PLACE = "/mon-compte/avis"
END = "/avis/desabonnement"


@router.get(PLACE)
def choices(who: AnyMember, fait: str = "") -> Response:
    """What one is told."""
    chosen = who.portail.ledger.subscriptions.of(who.compte.id)
    fields = tuple(
        Field(
            name=each.value, label=NOTICE_LABELS[each], kind="checkbox", value=Attribute("1" if each in chosen else "")
        )
        for each in OFFERED
    )
    lines = (LEAD,) if is_mailed(who.portail.settings) else (LEAD, NO_MAIL)
    view = FormPage(
        heading=HEADING,
        lines=lines,
        form=FormView(action=PLACE, fields=fields, button=SAVE),
        links=(Link(href="/mon-compte", label=BACK),),
    )
    return page(who, "formulaire", view, title=HEADING, notice=Said(words=SAVED) if fait else None)


@router.post(PLACE)
def choose(who: Sender, recues: Given = "", statuts: Given = "", echeances: Given = "") -> Response:
    """Keeps the choice."""
    given = ((Notice.RECUES, recues), (Notice.STATUTS, statuts), (Notice.ECHEANCES, echeances))
    chosen = frozenset(notice for notice, value in given if value)
    who.portail.ledger.subscriptions.choose(who.compte.id, chosen, who.portail.clock())
    return to(f"{PLACE}?fait=1")


@router.get(END)
def end_page(who: AnyVisitor, lien: str = "") -> Response:
    """One button: programs that look at links in mails follow them, and must end nothing."""
    link = Field(name="lien", label=NOTHING, kind="hidden", value=Attribute(lien))
    view = FormPage(heading=END_HEADING, lines=(END_LEAD,), form=FormView(action=END, fields=(link,), button=END_IT))
    return page(who, "formulaire", view, title=END_HEADING)


@router.post(END)
def end(who: AnyVisitor, lien: Given = "") -> Response:
    """Ends them, for the account of the link; without connecting."""
    found = who.portail.ledger.subscriptions.end_by_link(secrets.digest_of(lien), who.portail.clock())
    lines, status = ((ENDED,), 200) if found is not None else ((TOO_OLD,), 400)
    view = FormPage(heading=END_HEADING, lines=lines, links=(Link(href=PLACE, label=HEADING),))
    return page(who, "formulaire", view, title=END_HEADING, status=status)


HEADING = Text("Mes avis par courriel", "My notices by mail")
LEAD = Text(
    "Un message par jour au plus, après la nuit, et aucun quand rien ne s'est passé. Il dit des numéros et des "
    "statuts, jamais un montant.",
    "One message a day at most, after the night, and none when nothing happened. It tells numbers and statuses, never "
    "an amount.",
)
NO_MAIL = Text(
    "Ce portail n'a pas encore de serveur de courriel : les messages partiront quand il en aura un.",
    "This portal has no mail server yet: messages are sent once it has one.",
)
SAVE = Text("Enregistrer mes choix", "Save my choices")
SAVED = Text("Vos choix sont enregistrés.", "Your choices are saved.")
BACK = Text("Mon compte", "My account")
END_HEADING = Text("Ne plus recevoir d'avis", "Receive no more notices")
END_LEAD = Text(
    "Vous ne recevrez plus aucun message quotidien de ce portail. Le reste du compte ne change pas.",
    "You will receive no daily message of this portal any more. The rest of the account does not change.",
)
END_IT = Text("Ne plus en recevoir", "Receive no more")
ENDED = Text("Vous ne recevez plus d'avis.", "You receive no more notices.")
TOO_OLD = Text(
    "Ce lien n'est pas, ou plus, le bon. Connectez-vous pour choisir ce que vous recevez.",
    "This link is not the right one, or not any more. Sign in to choose what you receive.",
)
