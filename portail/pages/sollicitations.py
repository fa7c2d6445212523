"""The questions one asked, and those one is asked."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Response

from domain.espace import ESPACE_LABELS, Espace
from domain.paris_time import moment_text
from domain.sollicitation import (
    ETAT_SOLLICITATION_LABELS,
    MOTIF_LABELS,
    ROLE_PARTIE_LABELS,
    Cote,
    EtatSollicitation,
    KindObjet,
    Partie,
    Sollicitation,
)
from domain.text import Text
from exporters.common.number_formats import identifiant
from exporters.html.shown import Outside, outside
from portail.acces.asker import MOST_ID, AnyMember, NotFound
from portail.acces.own_questions import portee_of
from portail.credentials import hidden
from portail.forms import FormView, select
from portail.render import page
from portail.views import Link, State

router = APIRouter()
BASE = f"/{Espace.SOLLICITATIONS.value}"
SIZE = 50
"""Questions of a page."""
RECEIVED, ASKED = "recues", "emises"
_SIDES = {RECEIVED: Cote.DESTINATAIRE, ASKED: Cote.EMETTEUR}
Before = Annotated[int, Query(ge=0, le=MOST_ID)]
TONES: dict[EtatSollicitation, str] = {
    EtatSollicitation.OUVERTE: "part",
    EtatSollicitation.REPONDUE: "good",
    EtatSollicitation.CLOSE: "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One of the two lists."""

    link: Link
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question of a list."""

    href: str
    number: str
    kind: Text
    objet: Outside
    other: Text | Outside
    service: Outside
    motif: Text
    state: State
    changed: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A page of questions."""

    tabs: tuple[Tab, ...]
    form: FormView
    rows: tuple[Row, ...]
    next: str
    none: Text
    other: Text
    heading: Text = ESPACE_LABELS[Espace.SOLLICITATIONS]
    tabs_label: Text = Text("Reçues ou émises", "Received or asked")
    number: Text = Text("Numéro", "Number")
    objet: Text = Text("Objet", "About")
    motif: Text = Text("Sujet", "Subject")
    state: Text = Text("État", "Status")
    changed: Text = Text("Dernier message le", "Last message on")
    next_label: Text = Text("Page suivante", "Next page")
    list_label: Text = Text("Sollicitations, les plus récentes d'abord", "Questions, newest first")


@router.get(BASE)
def listed(who: AnyMember, sens: str = RECEIVED, etat: str = "", avant: Before = 0) -> Response:
    """A page of questions, newest first; ``avant``: older than this one."""
    if not who.opens(Espace.SOLLICITATIONS):
        raise NotFound
    here = sens if sens in _SIDES else RECEIVED
    cote = _SIDES[here]
    wanted = EtatSollicitation(etat) if etat in {each.value for each in EtatSollicitation} else None
    found = who.portail.ledger.sollicitations.newest(
        portee_of(who), cote, etat=wanted, before=avant or None, size=SIZE + 1
    )
    kept = urlencode({"sens": here, **({"etat": wanted.value} if wanted else {})})
    choices = [("", ANY), *((each.value, label) for each, label in ETAT_SOLLICITATION_LABELS.items())]
    view = ListView(
        tabs=tuple(
            Tab(link=Link(href=f"{BASE}?sens={each}", label=label), is_here=each == here)
            for each, label in TABS.items()
        ),
        form=FormView(
            action=BASE,
            fields=(hidden("sens", here), select("etat", STATE, choices, wanted.value if wanted else "")),
            button=FILTER,
            method="get",
        ),
        rows=tuple(_row(one, cote) for one in found[:SIZE]),
        next=f"{BASE}?{kept}&avant={found[SIZE - 1].id}" if len(found) > SIZE else "",
        none=NO_RECEIVED if here == RECEIVED else NO_ASKED,
        other=FROM if here == RECEIVED else TO,
    )
    return page(who, "sollicitations", view, title=TABS[here])


def state_of(one: Sollicitation) -> State:
    """Where it stands, in words and a colour."""
    return State(label=ETAT_SOLLICITATION_LABELS[one.etat], tone=TONES[one.etat])


def named(partie: Partie) -> Text | Outside:
    """A side as people read it."""
    if not partie.structure:
        return ROLE_PARTIE_LABELS[partie.role]
    return outside(partie.nom or identifiant(partie.structure))


def _row(one: Sollicitation, cote: Cote) -> Row:
    other = one.side(cote.other)
    return Row(
        href=f"{BASE}/{one.id}",
        number=one.number,
        kind=KINDS[one.objet.kind],
        objet=outside(one.objet.name),
        other=named(other),
        service=outside(other.service),
        motif=MOTIF_LABELS[one.motif],
        state=state_of(one),
        changed=moment_text(one.changed_at),
    )


TABS = {
    RECEIVED: Text("Sollicitations reçues", "Questions received"),
    ASKED: Text("Sollicitations émises", "Questions asked"),
}
KINDS: dict[KindObjet, Text] = {
    KindObjet.FACTURE: Text("Facture", "Invoice"),
    KindObjet.DEPOT: Text("Fichier déposé", "Deposited file"),
}
ANY = Text("Tous", "Any")
STATE = Text("État", "Status")
FILTER = Text("Filtrer", "Filter")
FROM = Text("De", "From")
TO = Text("À", "To")
NO_RECEIVED = Text("Aucune sollicitation reçue.", "No question was received.")
NO_ASKED = Text(
    "Aucune sollicitation émise. On en pose une depuis la page d'une facture ou d'un fichier déposé.",
    "No question was asked. One is asked from the page of an invoice or of the deposited files.",
)
