"""One question: what each side wrote, and the form by which one answers, asks again or closes."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Form, Response

from domain.errors import NotAllowed
from domain.espace import Droit, Espace
from domain.paris_time import moment_text
from domain.sollicitation import (
    LONGEST_MESSAGE,
    MOTIF_LABELS,
    NEXT,
    Cote,
    EtatSollicitation,
    Message,
    Partie,
    RolePartie,
    Sollicitation,
)
from domain.text import NOTHING, Text
from exporters.common.number_formats import identifiant
from exporters.html.shown import Attribute, Outside, outside
from hub.comptes import secrets, sollicitation_letters
from ledger.sollicitations.writing import Reply, Said
from portail import letters
from portail.acces.asker import AnyMember, Member, NotFound, Sender
from portail.acces.caller_first import CallerFirst
from portail.acces.own_questions import address_of, may_write, portee_of
from portail.credentials import hidden
from portail.forms import Field, select, tidy, tidy_lines
from portail.pages.sollicitations import BASE, FROM, KINDS, TABS, TO, named, state_of
from portail.render import Notice, page, to
from portail.views import Fact, Link, State

router = APIRouter(route_class=CallerFirst)
Given = Annotated[str, Form()]
SEND, CLOSE = "envoyer", "clore"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """One message of the thread."""

    side: Text | Outside
    author: Outside
    when: Text
    lines: tuple[Outside, ...]
    step: Text
    """What it did beside being said; empty for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyForm:
    """The form; each button of it may be absent."""

    action: str
    fields: tuple[Field, ...]
    send: Text
    close: Text | None
    heading: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """One question."""

    heading: Text
    back: Link
    state: State
    next: Text
    objet_label: Text
    objet: Outside
    objet_href: str
    facts: tuple[Fact, ...]
    messages: tuple[MessageView, ...]
    form: ReplyForm | None
    thread: Text = Text("Échanges", "Messages")


@router.get(BASE + "/{sollicitation_id:rang}")
def shown(who: AnyMember, sollicitation_id: int, fait: str = "") -> Response:
    """One question with its messages."""
    notice = Notice(words=DONE[fait]) if fait in DONE else None
    return _shown(who, _one(who, sollicitation_id), "", notice)


@router.post(BASE + "/{sollicitation_id:rang}")
def reply(
    who: Sender,
    tasks: BackgroundTasks,
    sollicitation_id: int,
    cote: Given = "",
    texte: Given = "",
    reponse: Given = SEND,
    jeton: Given = "",
) -> Response:
    """Answers, asks again, or closes."""
    found = _one(who, sollicitation_id)
    mine = portee_of(who, Droit.MODIFICATION).sides(found)
    if not mine:
        raise NotAllowed(READ_ONLY, ASK_RIGHT)
    side = Cote(cote) if cote in {each.value for each in mine} else min(mine)
    words, closes = tidy_lines(texte), reponse == CLOSE
    if len(words) > LONGEST_MESSAGE or not jeton:
        fault = TOO_LONG.with_({"longest": LONGEST_MESSAGE}) if jeton else FORM_AGAIN
        return _shown(who, found, texte, Notice(words=fault, tone="bad"), 400)
    if not may_write(who):
        return _shown(who, found, texte, Notice(words=TOO_MANY, tone="bad"), 429)
    sent = Reply(
        sollicitation_id=found.id, cote=side, texte=words, closes=closes, compte_id=who.compte.id, form=tidy(jeton)
    )
    ledger = who.portail.ledger
    outcome = ledger.sollicitations.say(sent, portee_of(who, Droit.MODIFICATION), who.portail.clock())
    if outcome is Said.REFUSED:
        stands = _one(who, found.id)
        fault = CHANGED if not NEXT[stands.etat] else ANSWER_FIRST if closes else NO_WORDS
        return _shown(who, stands, texte, Notice(words=fault, tone="bad"), 400)
    if outcome is Said.WRITTEN:
        tasks.add_task(letters.tell, who.portail, _one(who, found.id), side, who.compte.id, who.base)
    return to(f"{BASE}/{found.id}?fait={'close' if closes else 'envoyee'}")


def _one(who: Member, id_: int) -> Sollicitation:
    """Raises :class:`NotFound` when there is none, or it may not be seen."""
    found = who.portail.ledger.sollicitations.one(id_, portee_of(who)) if who.opens(Espace.SOLLICITATIONS) else None
    if found is None:
        raise NotFound
    return found


def _shown(who: Member, found: Sollicitation, texte: str, notice: Notice | None, status: int = 200) -> Response:
    received = Cote.DESTINATAIRE in portee_of(who).sides(found)
    tab = "recues" if received else "emises"
    view = QuestionView(
        heading=QUESTION.with_({"number": found.number}),
        back=Link(href=f"{BASE}?sens={tab}", label=TABS[tab]),
        state=state_of(found),
        next=_next(who, found),
        objet_label=KINDS[found.objet.kind],
        objet=outside(found.objet.name),
        objet_href=address_of(who, found.objet),
        facts=(
            side_fact(FROM, found.emetteur),
            side_fact(TO, found.destinataire),
            Fact(label=SUBJECT, value=MOTIF_LABELS[found.motif]),
            Fact(label=OPENED, value=moment_text(found.asked_at)),
        ),
        messages=tuple(_message(found, each) for each in found.messages),
        form=_form(who, found, texte),
    )
    return page(who, "sollicitation", view, title=view.heading, notice=notice, status=status)


def _next(who: Member, found: Sollicitation) -> Text:
    waits = found.etat is EtatSollicitation.OUVERTE
    if waits and not sollicitation_letters.readers(who.portail.ledger, found, Cote.DESTINATAIRE):
        return NO_OPERATOR if found.destinataire.role is RolePartie.EXPLOITANT else NOBODY_YET
    return WHAT_NEXT[found.etat]


def side_fact(label: Text, partie: Partie) -> Fact:
    """A side, with its identifier and its service below."""
    number = identifiant(partie.structure) if partie.nom else ""
    return Fact(label=label, value=named(partie), detail=outside(f"{number} {partie.service or ''}".strip()))


def _message(found: Sollicitation, one: Message) -> MessageView:
    side = found.side(one.cote)
    return MessageView(
        side=named(side),
        author=outside(one.author),
        when=moment_text(one.at),
        lines=tuple(map(outside, filter(None, one.texte.split("\n")))),
        step=CLOSED if one.etat is EtatSollicitation.CLOSE else NOTHING,
    )


def _form(who: Member, found: Sollicitation, texte: str) -> ReplyForm | None:
    """The form of the sides one may write for; ``None`` when there is none, or when it is closed."""
    mine = sorted(portee_of(who, Droit.MODIFICATION).sides(found))
    if not mine or not NEXT[found.etat]:
        return None
    asks = Cote.EMETTEUR in mine
    speaker = (
        select("cote", SPEAKS_FOR, [(each.value, named(found.side(each))) for each in mine])
        if len(mine) > 1
        else hidden("cote", mine[0].value)
    )
    words = Field(
        name="texte",
        label=MESSAGE,
        value=Attribute(texte),
        kind="textarea",
        hint=HINT.with_({"longest": LONGEST_MESSAGE}),
        longest=str(LONGEST_MESSAGE),
    )
    return ReplyForm(
        action=f"{BASE}/{found.id}",
        fields=(hidden("jeton", secrets.new().value), speaker, words),
        send=SEND_IT,
        close=CLOSE_IT,
        heading=ASK_AGAIN if asks and len(mine) == 1 else ANSWER,
    )


QUESTION = Text("Sollicitation {number}", "Question {number}")
SUBJECT = Text("Sujet", "Subject")
OPENED = Text("Ouverte le", "Opened on")
CLOSED = Text("A clos la sollicitation.", "Closed the question.")
MESSAGE = Text("Message", "Message")
HINT = Text(
    "Au plus {longest} caractères. Ce qui est envoyé ne se modifie plus et figure dans les états des deux parties.",
    "At most {longest} characters. What is sent is not changed any more and is in the reports of both sides.",
)
SPEAKS_FOR = Text("Au nom de", "In the name of")
SEND_IT = Text("Envoyer", "Send")
CLOSE_IT = Text("Clore la sollicitation", "Close the question")
ANSWER = Text("Répondre", "Answer")
ASK_AGAIN = Text("Compléter ou clore", "Add something, or close")
WHAT_NEXT: dict[EtatSollicitation, Text] = {
    EtatSollicitation.OUVERTE: Text(
        "La structure sollicitée n'a pas encore répondu.", "The structure that is asked has not answered yet."
    ),
    EtatSollicitation.REPONDUE: Text(
        "La structure sollicitée a répondu. Un nouveau message de l'émetteur la rouvre.",
        "The structure that is asked has answered. Another message of who asked opens it again.",
    ),
    EtatSollicitation.CLOSE: Text(
        "Elle ne se rouvre pas : posez-en une autre si besoin.", "It is not opened again: ask another one if need be."
    ),
}
NOBODY_YET = Text(
    "Personne n'a encore cet espace pour la structure sollicitée : elle lit la question dans ses états du matin, si "
    "elle en reçoit, et ne peut pas répondre ici.",
    "Nobody has this espace yet for the structure that is asked: it reads the question in its morning reports, if it "
    "receives any, and cannot answer here.",
)
NO_OPERATOR = Text(
    "L'exploitant n'a pas de compte dans ce portail : joignez-le aussi autrement.",
    "Who runs the portal has no account in it: reach them by another way too.",
)
DONE = {
    "posee": Text("La question est envoyée.", "The question is sent."),
    "envoyee": Text("Le message est envoyé.", "The message is sent."),
    "close": Text("La sollicitation est close.", "The question is closed."),
}
READ_ONLY = Text(
    "Cette sollicitation vous est ouverte en consultation.", "This question is open to you to be read only."
)
ASK_RIGHT = Text(
    "Pour y répondre, demandez le droit de modification à un gestionnaire de la structure.",
    "To answer it, ask an administrator of the structure for the right to act.",
)
TOO_LONG = Text(
    "Le message dépasse {longest} caractères. Rien n'est envoyé : raccourcissez-le.",
    "The message is longer than {longest} characters. Nothing is sent: shorten it.",
)
NO_WORDS = Text("Écrivez un message : rien n'est envoyé.", "Write a message: nothing is sent.")
ANSWER_FIRST = Text("Répondez avant de clore : rien n'est envoyé.", "Answer before you close it: nothing is sent.")
CHANGED = Text(
    "La sollicitation a été close entre-temps : rien n'est envoyé. Posez-en une autre si besoin.",
    "The question was closed meanwhile: nothing is sent. Ask another one if need be.",
)
FORM_AGAIN = Text("Le formulaire était incomplet : envoyez-le de nouveau.", "The form was incomplete: send it again.")
TOO_MANY = Text(
    "Vous avez envoyé beaucoup de messages depuis une heure. Rien n'est envoyé : réessayez plus tard.",
    "You sent many messages in the last hour. Nothing is sent: try again later.",
)
