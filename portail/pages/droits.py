"""What somebody may do for a structure: the rights, as its gestionnaire sees and changes them."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool

from domain.espace import (
    DROIT_LABELS,
    ESPACE_LABELS,
    GRANTED,
    Droit,
    Espace,
)
from domain.habilitation import Habilitation
from domain.text import Text
from exporters.html.shown import Attribute, Outside, outside
from ledger.accounts.rights import Attached, Grant, version
from portail.acces.asker import AnyMember, Member, member, sender
from portail.acces.caller_first import CallerFirst
from portail.forms import Field, Option, tidy
from portail.managed import STRUCTURE, address, answers_for, attached
from portail.people import roles
from portail.render import page, to
from portail.structures import structure_name

router = APIRouter(route_class=CallerFirst)
ALL, NONE = "", "aucun"
MOST_SERVICES = 40
"""Services a page of rights shows."""


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


@router.get(STRUCTURE + "/{compte_id:rang}")
def rights_page(who: AnyMember, structure: str, compte_id: int) -> Response:
    """The rights of somebody."""
    answers_for(who, structure)
    person = attached(who, structure, compte_id)
    view = _rights(who, structure, person)
    return page(who, "droits", view, title=HEADING)


@router.post(STRUCTURE + "/{compte_id:rang}/droits", dependencies=[Depends(member)])
async def save_rights(request: Request, structure: str, compte_id: int) -> Response:
    """Saves the rights of the form: what it does not hold stays as it is."""
    form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    return await run_in_threadpool(_save, request, structure, compte_id, form)


# --- helpers ------------------------------------------------------------------------------------------------------


def _save(request: Request, structure: str, compte_id: int, form: dict[str, str]) -> Response:
    who = sender(member(request), form.get("csrf", ""))
    answers_for(who, structure)
    attached(who, structure, compte_id)
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
    return to(f"{address(structure)}?fait=droits")


def _rights(who: Member, structure: str, person: Attached) -> RightsView:
    have = {(each.espace, each.service or ALL): each.droit for each in person.habilitations}
    services = sorted({service for _, service in have if service})
    base = f"{address(structure)}/{person.compte.id}"
    return RightsView(
        heading=outside(person.compte.name),
        structure=outside(structure_name(who, structure) or structure),
        action=f"{base}/droits",
        role_action=f"{base}/rattachement",
        back=address(structure),
        seen=Attribute(version(person.habilitations)),
        role=Field(name="role", label=ROLE, kind="select", options=roles(person.rattachement.role)),
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


HEADING = Text("Droits", "Rights")
ROLE = Text("Rôle", "Role")
SERVICE = Text("Code service", "Service code")
ESPACE = Text("Espace", "Espace")
RIGHT = Text("Droit", "Right")
NO_RIGHT = Text("Fermé", "Closed")
