"""What a gestionnaire does for a structure: who asks to be attached, who is, and what each may do. The operator answers
for every structure.
"""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response

from domain.compte import JOURNAL_LABELS
from domain.espace import (
    DROIT_LABELS,
    ESPACE_LABELS,
    ETAT_LABELS,
    GRANTED,
    ROLE_LABELS,
    Droit,
    Espace,
    EtatRattachement,
    RoleRattachement,
)
from domain.habilitation import Habilitation
from domain.paris_time import french_datetime
from domain.text import Text
from exporters.common.number_formats import identifiant
from exporters.html.shown import Attribute, Outside, outside
from ledger.accounts.rights import Attached, Grant, version
from portail.acces.asker import AnyMember, Member, NotFound, Sender
from portail.forms import Field, Option, tidy
from portail.pages.compte import rights_facts, structure_name
from portail.render import Notice, page, to
from portail.views import Fact

router = APIRouter()
Given = Annotated[str, Form()]
BASE = f"/{Espace.ACTIVITES_DU_GESTIONNAIRE.value}"
ALL, NONE = "", "aucun"
ANSWERS: dict[str, tuple[EtatRattachement, EtatRattachement]] = {
    "accepter": (EtatRattachement.DEMANDE, EtatRattachement.ACTIF),
    "changer": (EtatRattachement.ACTIF, EtatRattachement.ACTIF),
    "refuser": (EtatRattachement.DEMANDE, EtatRattachement.REFUSE),
    "retirer": (EtatRattachement.ACTIF, EtatRattachement.RETIRE),
}
"""Each answer, to what state, and the state it leads to: an old page sent again revives nothing."""
MOST_SERVICES = 40
"""Services a page of rights shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """Somebody attached, or who asks to be."""

    name: Outside
    courriel: Outside
    structure: Outside
    structure_name: Outside
    role: Text
    etat: Text
    asks: bool
    message: Outside
    since: str
    rights: tuple[Fact, ...]
    action: str
    """Where its forms go."""
    href: str
    """Its rights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureRow:
    """A structure one manages."""

    href: str
    name: Outside
    shown: Outside


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagerView:
    """What waits for the gestionnaire, and the structures."""

    asked: tuple[PersonRow, ...]
    structures: tuple[StructureRow, ...]
    roles: tuple[Option, ...]
    heading: Text = ESPACE_LABELS[Espace.ACTIVITES_DU_GESTIONNAIRE]
    asked_heading: Text = Text("Demandes de rattachement", "Requests for attachment")
    none_asked: Text = Text("Aucune demande n'attend.", "No request waits.")
    structures_heading: Text = Text("Structures", "Structures")
    accept: Text = Text("Accepter", "Accept")
    refuse: Text = Text("Refuser", "Refuse")
    as_label: Text = Text("Comme", "As")
    person: Text = Text("Utilisateur", "User")
    structure: Text = Text("Structure", "Structure")
    action_label: Text = Text("Réponse", "Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureView:
    """Who is attached to one structure."""

    heading: Outside
    identifier: Outside
    people: tuple[PersonRow, ...]
    journal: tuple[Fact, ...]
    back: str = BASE
    back_label: Text = ESPACE_LABELS[Espace.ACTIVITES_DU_GESTIONNAIRE]
    people_heading: Text = Text("Utilisateurs", "Users")
    person: Text = Text("Utilisateur", "User")
    role_label: Text = Text("Rôle", "Role")
    state_label: Text = Text("État", "State")
    rights_label: Text = Text("Espaces", "Espaces")
    change: Text = Text("Modifier les droits", "Change the rights")
    journal_heading: Text = Text("Journal", "Journal")


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsView:
    """The rights of somebody for one structure."""

    heading: Outside
    structure: Outside
    action: str
    back: str
    role: Field
    espaces: tuple[Field, ...]
    services: tuple[Field, ...]
    add: tuple[Field, ...]
    seen: Attribute
    """The version of the rights that the page shows."""
    role_action: str
    withdraw: Text = Text("Retirer le rattachement", "End the attachment")
    role_button: Text = Text("Changer le rôle", "Change the role")
    whole: Text = Text("Pour tous les services", "For all services")
    by_service: Text = Text("Pour un service seulement", "For one service only")
    add_heading: Text = Text("Ouvrir un espace pour un service", "Open an espace for one service")
    save: Text = Text("Enregistrer les droits", "Save the rights")
    note: Text = Text(
        "Un droit retiré cesse aussitôt, même pour qui est connecté.",
        "A right that is withdrawn ends at once, even for who is connected.",
    )


@router.get(BASE)
def managed(who: AnyMember, fait: str = "") -> Response:
    """What waits, and the structures."""
    _manager(who)
    rights = who.portail.ledger.rights
    mine = who.acces.managed()
    found = rights.asked_for() if who.is_operator else rights.attached(*mine)
    asked = [each for each in found if each.rattachement.etat is EtatRattachement.DEMANDE]
    structures = {*mine, *(each.rattachement.structure for each in asked if who.is_operator)}
    view = ManagerView(
        asked=tuple(_person(who, each) for each in asked),
        structures=tuple(
            StructureRow(href=_address(each), name=outside(structure_name(who, each)), shown=outside(identifiant(each)))
            for each in sorted(structures)
        ),
        roles=_roles(RoleRattachement.UTILISATEUR),
    )
    return page(who, "gestion", view, title=view.heading, notice=Notice(words=DONE[fait]) if fait in DONE else None)


@router.get(BASE + "/{structure}")
def structure_page(who: AnyMember, structure: str, fait: str = "") -> Response:
    """Who is attached to one structure."""
    _answers_for(who, structure)
    ledger = who.portail.ledger
    view = StructureView(
        heading=outside(structure_name(who, structure) or structure),
        identifier=outside(identifiant(structure)),
        people=tuple(_person(who, each) for each in ledger.rights.attached(structure)),
        journal=tuple(
            Fact(
                label=JOURNAL_LABELS[line.entry],
                value=outside(french_datetime(line.at)),
                detail=outside(" ".join(filter(None, (line.detail, line.actor)))),
            )
            for line in ledger.accounts.journal_of_structure(structure)[:50]
        ),
    )
    notice = Notice(words=DONE[fait]) if fait in DONE else None
    return page(who, "structure", view, title=view.people_heading, notice=notice)


@router.get(BASE + "/{structure}/{compte_id:rang}")
def rights_page(who: AnyMember, structure: str, compte_id: int) -> Response:
    """The rights of somebody."""
    _answers_for(who, structure)
    person = _attached(who, structure, compte_id)
    view = _rights(who, structure, person)
    return page(who, "droits", view, title=HEADING)


@router.post(BASE + "/{structure}/{compte_id:rang}/rattachement")
def decide(who: Sender, structure: str, compte_id: int, reponse: Given = "", role: Given = "") -> Response:
    """Accepts, refuses, changes or ends an attachment."""
    _answers_for(who, structure)
    before = _attached(who, structure, compte_id).rattachement
    wanted = RoleRattachement(role) if role in {each.value for each in RoleRattachement} else before.role
    if reponse not in ANSWERS:
        raise NotFound
    of, etat = ANSWERS[reponse]
    role_now = wanted if etat is EtatRattachement.ACTIF else before.role
    rights, now = who.portail.ledger.rights, who.portail.clock()
    done = rights.attach(compte_id, structure, role_now, etat, now, who.doer, of=frozenset({of}))
    return to(f"{_address(structure)}?fait={reponse if done else 'rien'}")


@router.post(BASE + "/{structure}/{compte_id:rang}/droits")
async def save_rights(request: Request, structure: str, compte_id: int) -> Response:
    """Saves the rights of the form: what it does not hold stays as it is."""
    from starlette.concurrency import run_in_threadpool

    form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    return await run_in_threadpool(_save, request, structure, compte_id, form)


# --- helpers ------------------------------------------------------------------------------------------------------


def _save(request: Request, structure: str, compte_id: int, form: dict[str, str]) -> Response:
    from portail.acces.asker import member, sender

    who = sender(member(request), form.get("csrf", ""))
    _answers_for(who, structure)
    _attached(who, structure, compte_id)
    wanted = [
        (*name.removeprefix("droit|").split("|", 1), value)
        for name, value in form.items()
        if name.startswith("droit|") and name.count("|") > 1
    ]
    service = tidy(form.get("service", ""))
    if service and form.get("service_espace") and form.get("service_droit"):
        wanted.append((form["service_espace"], service, form["service_droit"]))
    espaces, droits = {each.value: each for each in GRANTED}, {each.value: each for each in Droit}
    grants = [
        Grant(
            right=Habilitation(
                structure=structure, service=tidy(code) or None, espace=espaces[espace], droit=Droit.CONSULTATION
            ),
            droit=droits.get(droit),
        )
        for espace, code, droit in wanted
        if espace in espaces and (droit in droits or droit == NONE)
    ]
    rights, seen = who.portail.ledger.rights, form.get("vu", "")
    rights.grant_all(compte_id, structure, grants, who.portail.clock(), who.doer, seen=seen)
    return to(f"{_address(structure)}?fait=droits")


def _manager(who: Member) -> None:
    """Raises :class:`NotFound` for who manages nothing."""
    if not (who.is_operator or who.acces.where(Espace.ACTIVITES_DU_GESTIONNAIRE)):
        raise NotFound


def _answers_for(who: Member, structure: str) -> None:
    """Raises :class:`NotFound` for who does not manage the structure, and for what no structure is called."""
    if structure != tidy(structure) or not (who.is_operator or who.acces.manages(structure)):
        raise NotFound


def _attached(who: Member, structure: str, compte_id: int) -> Attached:
    """Raises :class:`NotFound` for who has nothing to do with the structure."""
    for each in who.portail.ledger.rights.attached(structure):
        if each.compte.id == compte_id:
            return each
    raise NotFound


def _address(structure: str) -> str:
    return f"{BASE}/{quote(structure, safe='')}"


def _person(who: Member, each: Attached) -> PersonRow:
    link = each.rattachement
    href = f"{_address(link.structure)}/{each.compte.id}"
    return PersonRow(
        name=outside(each.compte.name),
        courriel=outside(each.compte.courriel),
        structure=outside(identifiant(link.structure)),
        structure_name=outside(structure_name(who, link.structure)),
        role=ROLE_LABELS[link.role],
        etat=ETAT_LABELS[link.etat],
        asks=link.etat is EtatRattachement.DEMANDE,
        message=outside(link.message),
        since=french_datetime(link.changed_at),
        rights=rights_facts(each.habilitations) if link.etat is EtatRattachement.ACTIF else (),
        action=f"{href}/rattachement",
        href=href if link.etat is EtatRattachement.ACTIF else "",
    )


def _rights(who: Member, structure: str, person: Attached) -> RightsView:
    have = {(each.espace, each.service or ALL): each.droit for each in person.habilitations}
    services = sorted({service for _, service in have if service})
    base = f"{_address(structure)}/{person.compte.id}"
    return RightsView(
        heading=outside(person.compte.name),
        structure=outside(structure_name(who, structure) or structure),
        action=f"{base}/droits",
        role_action=f"{base}/rattachement",
        back=_address(structure),
        seen=Attribute(version(person.habilitations)),
        role=Field(name="role", label=ROLE, kind="select", options=_roles(person.rattachement.role)),
        espaces=tuple(_choice(espace, ALL, have.get((espace, ALL))) for espace in GRANTED),
        services=tuple(
            _choice(espace, service, have[espace, service])
            for service in services
            for espace in GRANTED
            if (espace, service) in have
        ),
        add=_one_more(who, structure),
    )


def _choice(espace: Espace, service: str, droit: Droit | None) -> Field:
    label = ESPACE_LABELS[espace]
    return Field(
        name=f"droit|{espace.value}|{service}",
        label=Text(f"{label.fr} – {service}", f"{label.en} – {service}") if service else label,
        kind="select",
        options=(
            Option(value=Attribute(NONE), label=NO_RIGHT, chosen=droit is None),
            *(Option(value=Attribute(each.value), label=DROIT_LABELS[each], chosen=each is droit) for each in Droit),
        ),
    )


def _one_more(who: Member, structure: str) -> tuple[Field, ...]:
    annuaire = who.portail.annuaire()
    known = annuaire.services(structure)[:MOST_SERVICES] if annuaire else ()
    hint = ", ".join(each.code for each in known)
    return (
        Field(name="service", label=SERVICE, hint=Text(hint, hint)),
        Field(
            name="service_espace",
            label=ESPACE,
            kind="select",
            options=tuple(Option(value=Attribute(each.value), label=ESPACE_LABELS[each]) for each in GRANTED),
        ),
        Field(
            name="service_droit",
            label=RIGHT,
            kind="select",
            options=tuple(Option(value=Attribute(each.value), label=DROIT_LABELS[each]) for each in Droit),
        ),
    )


def _roles(chosen: RoleRattachement) -> tuple[Option, ...]:
    return tuple(
        Option(value=Attribute(each.value), label=ROLE_LABELS[each], chosen=each is chosen) for each in RoleRattachement
    )


HEADING = Text("Droits", "Rights")
ROLE = Text("Rôle", "Role")
SERVICE = Text("Code service", "Service code")
ESPACE = Text("Espace", "Espace")
RIGHT = Text("Droit", "Right")
NO_RIGHT = Text("Fermé", "Closed")
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
