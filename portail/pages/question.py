"""The form by which one asks a question about an invoice or a deposited file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Form, Response

from domain.espace import Droit
from domain.sollicitation import LONGEST_MESSAGE, MOTIF_LABELS, Cote, KindObjet, MotifSollicitation, Partie
from domain.sollicitation_rights import Adresse
from domain.text import Text
from exporters.common.number_formats import identifiant
from exporters.html.shown import Attribute, Outside, outside
from hub.comptes import secrets
from ledger.sollicitations.writing import Question
from portail import letters
from portail.acces.asker import MOST_ID, AnyMember, Member, NotFound, Sender
from portail.acces.caller_first import CallerFirst
from portail.acces.own_questions import Askable, address_of, askable, may_write, portee_of
from portail.credentials import hidden
from portail.forms import Field, FormView, faulty, select, tidy, tidy_lines
from portail.pages.sollicitation import FORM_AGAIN, HINT, MESSAGE, NO_WORDS, SUBJECT, TOO_LONG, TOO_MANY, side_fact
from portail.pages.sollicitations import BASE, FROM, KINDS, TO, named
from portail.render import Notice, page, to
from portail.structures import structure_name
from portail.views import Fact, Link

router = APIRouter(route_class=CallerFirst)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskView:
    """The form of a question."""

    heading: Text
    back: Link
    facts: tuple[Fact, ...]
    form: FormView


Given = Annotated[str, Form()]


@router.get(BASE + "/nouvelle")
def new(who: AnyMember, facture: str = "", depot: str = "") -> Response:
    """The form."""
    return _form(who, _askable(who, facture, depot), {}, {})


@router.post(BASE + "/nouvelle")
def ask(
    who: Sender,
    tasks: BackgroundTasks,
    facture: Given = "",
    depot: Given = "",
    entre: Given = "",
    sujet: Given = "",
    texte: Given = "",
    jeton: Given = "",
) -> Response:
    """Asks."""
    found = _askable(who, facture, depot)
    adresse = next((each for each in found.adresses if each.code == entre), None)
    words = tidy_lines(texte)
    faults: dict[str, Text] = {}
    if not words:
        faults["texte"] = NO_WORDS
    if len(words) > LONGEST_MESSAGE:
        faults["texte"] = TOO_LONG.with_({"longest": LONGEST_MESSAGE})
    if sujet not in {each.value for each in MotifSollicitation}:
        faults["sujet"] = CHOOSE
    given = {"entre": entre, "sujet": sujet, "texte": texte}
    if faults or adresse is None or not jeton:
        return _form(who, found, given, faults, Notice(words=NOT_SENT if faults else FORM_AGAIN, tone="bad"), 400)
    if not may_write(who):
        return _form(who, found, given, {}, Notice(words=TOO_MANY, tone="bad"), 429)
    question = Question(
        kind=found.objet.kind,
        objet_id=found.objet.id,
        motif=MotifSollicitation(sujet),
        adresse=Adresse(emetteur=_with_name(who, adresse.emetteur), destinataire=_with_name(who, adresse.destinataire)),
        texte=words,
        compte_id=who.compte.id,
        form=tidy(jeton),
    )
    sollicitations = who.portail.ledger.sollicitations
    asked = sollicitations.ask(question, who.portail.clock())
    if asked.is_new and (written := sollicitations.one(asked.id, portee_of(who, Droit.MODIFICATION))):
        tasks.add_task(letters.tell, who.portail, written, Cote.EMETTEUR, who.compte.id, who.base)
    return to(f"{BASE}/{asked.id}?fait=posee")


def _askable(who: Member, facture: str, depot: str) -> Askable:
    """Raises :class:`NotFound` when there is nothing one may ask about."""
    kind, number = (KindObjet.FACTURE, facture) if facture else (KindObjet.DEPOT, depot)
    is_row = number.isascii() and number.isdigit() and len(number) <= len(str(MOST_ID)) and int(number) <= MOST_ID
    found = askable(who, kind, int(number)) if is_row else None
    if found is None:
        raise NotFound
    return found


def _form(
    who: Member,
    found: Askable,
    given: Mapping[str, str],
    faults: Mapping[str, Text],
    notice: Notice | None = None,
    status: int = 200,
) -> Response:
    is_invoice = found.objet.kind is KindObjet.FACTURE
    motifs = [("", CHOICE), *((each.value, label) for each, label in MOTIF_LABELS.items())]
    words = Field(
        name="texte",
        label=MESSAGE,
        value=Attribute(given.get("texte", "")),
        kind="textarea",
        hint=HINT.with_({"longest": LONGEST_MESSAGE}),
        fault=faulty(faults, "texte"),
        required=True,
        longest=str(LONGEST_MESSAGE),
    )
    fields = (
        hidden("facture" if is_invoice else "depot", str(found.objet.id)),
        hidden("jeton", secrets.new().value),
        _between(who, found, given.get("entre", "")),
        replace(select("sujet", SUBJECT, motifs, given.get("sujet", "")), fault=faulty(faults, "sujet"), required=True),
        words,
    )
    view = AskView(
        heading=ABOUT_INVOICE if is_invoice else ABOUT_FILE,
        back=Link(href=address_of(who, found.objet), label=KINDS[found.objet.kind]),
        facts=(Fact(label=KINDS[found.objet.kind], value=outside(found.objet.name)), *_sides(who, found)),
        form=FormView(action=f"{BASE}/nouvelle", fields=fields, button=SEND_IT),
    )
    return page(who, "question", view, title=view.heading, notice=notice, status=status)


def _sides(who: Member, found: Askable) -> tuple[Fact, ...]:
    """The sides that are not to be chosen."""
    shown = ((FROM, {each.emetteur for each in found.adresses}), (TO, {each.destinataire for each in found.adresses}))
    return tuple(side_fact(label, _with_name(who, *sides)) for label, sides in shown if len(sides) == 1)


def _between(who: Member, found: Askable, chosen: str) -> Field:
    """Who asks whom; of one who asks, whom alone."""
    if len(found.adresses) == 1:
        return hidden("entre", found.adresses[0].code)
    is_one = len({each.emetteur for each in found.adresses}) == 1
    choices = [(each.code, _shown(who, each.destinataire) if is_one else _pair(who, each)) for each in found.adresses]
    return select("entre", TO if is_one else BETWEEN, choices, chosen)


def _pair(who: Member, adresse: Adresse) -> Outside:
    return outside(f"{_line(who, adresse.emetteur)} → {_line(who, adresse.destinataire)}")


def _shown(who: Member, partie: Partie) -> Outside:
    return outside(_line(who, partie))


def _line(who: Member, partie: Partie) -> str:
    name = named(_with_name(who, partie))
    words = name.in_(who.locale) if isinstance(name, Text) else name.text
    number = "" if words == identifiant(partie.structure) else identifiant(partie.structure)
    return " ".join(filter(None, (words, partie.service, number)))


def _with_name(who: Member, partie: Partie) -> Partie:
    """With its name as the directory has it, when the document did not name it."""
    return partie if partie.nom or not partie.structure else replace(partie, nom=structure_name(who, partie.structure))


ABOUT_INVOICE = Text("Poser une question sur une facture", "Ask a question about an invoice")
ABOUT_FILE = Text("Poser une question sur un fichier déposé", "Ask a question about a deposited file")
BETWEEN = Text("De qui, à qui", "From whom, to whom")
CHOICE = Text("Choisissez", "Choose")
CHOOSE = Text("Choisissez un sujet.", "Choose a subject.")
SEND_IT = Text("Envoyer la question", "Send the question")
NOT_SENT = Text(
    "La question n'est pas envoyée : voyez ce qui manque.", "The question is not sent: see what is missing."
)
