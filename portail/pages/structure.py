"""One structure, for who answers for it: who is attached, who asks, and what happened."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Response

from domain.compte import JOURNAL_LABELS
from domain.espace import ESPACE_LABELS, Espace, EtatRattachement, RoleRattachement
from domain.paris_time import moment_text
from domain.text import Text
from exporters.common.number_formats import identifiant
from exporters.html.shown import Outside, outside
from portail.acces.asker import AnyMember, NotFound, Sender
from portail.acces.caller_first import CallerFirst
from portail.managed import BASE, STRUCTURE, address, answers_for, attached
from portail.pages.cles import KEYS
from portail.pages.reglages import SETTINGS
from portail.people import PersonRow, person_rows
from portail.render import Notice, page, to
from portail.structures import structure_name
from portail.views import Fact, Link

router = APIRouter(route_class=CallerFirst)
Given = Annotated[str, Form()]
ANSWERS: dict[str, tuple[EtatRattachement, EtatRattachement]] = {
    "accepter": (EtatRattachement.DEMANDE, EtatRattachement.ACTIF),
    "changer": (EtatRattachement.ACTIF, EtatRattachement.ACTIF),
    "refuser": (EtatRattachement.DEMANDE, EtatRattachement.REFUSE),
    "retirer": (EtatRattachement.ACTIF, EtatRattachement.RETIRE),
}
"""Each answer, to what state, and the state it leads to: an old page sent again revives nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureView:
    """Who is attached to one structure."""

    heading: Outside
    identifier: Outside
    people: tuple[PersonRow, ...]
    journal: tuple[Fact, ...]
    links: tuple[Link, ...]
    back: str = BASE
    back_label: Text = ESPACE_LABELS[Espace.ACTIVITES_DU_GESTIONNAIRE]
    people_heading: Text = Text("Utilisateurs", "Users")
    person: Text = Text("Utilisateur", "User")
    role_label: Text = Text("Rôle", "Role")
    state_label: Text = Text("État", "State")
    rights_label: Text = Text("Espaces", "Espaces")
    change: Text = Text("Modifier les droits", "Change the rights")
    journal_heading: Text = Text("Journal", "Journal")


@router.get(STRUCTURE)
def structure_page(who: AnyMember, structure: str, fait: str = "") -> Response:
    """Who is attached to one structure."""
    answers_for(who, structure)
    ledger = who.portail.ledger
    view = StructureView(
        heading=outside(structure_name(who, structure) or structure),
        identifier=outside(identifiant(structure)),
        people=person_rows(who, ledger.rights.attached(structure)),
        journal=tuple(
            Fact(
                label=JOURNAL_LABELS[line.entry],
                value=moment_text(line.at),
                detail=outside(" ".join(filter(None, (line.detail, line.actor)))),
            )
            for line in ledger.accounts.journal_of_structure(structure)[:50]
        ),
        links=(
            Link(href=f"{address(structure)}/reglages", label=SETTINGS),
            Link(href=f"{address(structure)}/cles", label=KEYS),
        ),
    )
    notice = Notice(words=DONE[fait]) if fait in DONE else None
    return page(who, "structure", view, title=view.people_heading, notice=notice)


@router.post(STRUCTURE + "/{compte_id:rang}/rattachement")
def decide(who: Sender, structure: str, compte_id: int, reponse: Given = "", role: Given = "") -> Response:
    """Accepts, refuses, changes or ends an attachment."""
    answers_for(who, structure)
    before = attached(who, structure, compte_id).rattachement
    wanted = RoleRattachement(role) if role in {each.value for each in RoleRattachement} else before.role
    if reponse not in ANSWERS:
        raise NotFound
    of, etat = ANSWERS[reponse]
    role_now = wanted if etat is EtatRattachement.ACTIF else before.role
    rights, now = who.portail.ledger.rights, who.portail.clock()
    done = rights.attach(compte_id, structure, role_now, etat, now, who.doer, of=frozenset({of}))
    return to(f"{address(structure)}?fait={reponse if done else 'rien'}")


DONE: dict[str, Text] = {
    "accepter": Text(
        "Le rattachement est accepté. Ouvrez maintenant les espaces.", "The attachment is accepted. Now open espaces."
    ),
    "changer": Text("Le rôle est changé.", "The role is changed."),
    "refuser": Text("La demande est refusée.", "The request is refused."),
    "retirer": Text("Le rattachement est retiré.", "The attachment is ended."),
    "rien": Text(
        "Rien n'a changé : c'était fait, ou quelqu'un a répondu entre-temps. Voyez où cela en est.",
        "Nothing was changed: it was done, or somebody answered meanwhile. See how it stands.",
    ),
    "droits": Text("Les droits sont enregistrés.", "The rights are saved."),
}
