"""What waits for a gestionnaire: who asks to be attached, and the structures. The operator answers for all of them."""

from dataclasses import dataclass

from fastapi import APIRouter, Response

from domain.espace import ESPACE_LABELS, Espace, EtatRattachement, RoleRattachement
from domain.text import Text
from exporters.common.number_formats import identifiant
from exporters.html.shown import outside
from portail.acces.asker import AnyMember
from portail.forms import Option
from portail.managed import BASE, address, manages_something
from portail.people import PersonRow, person_rows, roles
from portail.render import page
from portail.structures import StructureRow, structure_names

router = APIRouter()


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


@router.get(BASE)
def managed(who: AnyMember) -> Response:
    """What waits, and the structures."""
    manages_something(who)
    rights = who.portail.ledger.rights
    mine = who.acces.managed()
    found = rights.asked_for() if who.is_operator else rights.attached(*mine)
    asked = [each for each in found if each.rattachement.etat is EtatRattachement.DEMANDE]
    structures = {*mine, *(each.rattachement.structure for each in asked if who.is_operator)}
    view = ManagerView(
        asked=person_rows(who, asked),
        structures=tuple(
            StructureRow(href=address(each), name=outside(name), shown=outside(identifiant(each)))
            for each, name in sorted(structure_names(who, structures).items())
        ),
        roles=roles(RoleRattachement.UTILISATEUR),
    )
    return page(who, "gestion", view, title=view.heading)
