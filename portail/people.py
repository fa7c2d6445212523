"""People of a structure, as pages for who answers for it show them."""

from dataclasses import dataclass

from domain.espace import ETAT_LABELS, ROLE_LABELS, EtatRattachement, RoleRattachement
from domain.paris_time import moment_text
from domain.text import Text
from exporters.common.number_formats import identifiant
from exporters.html.shown import Attribute, Outside, outside
from ledger.accounts.rights import Attached
from portail.acces.asker import Member
from portail.forms import Option
from portail.managed import address
from portail.structures import rights_facts, structure_name
from portail.views import Fact


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
    since: Text
    rights: tuple[Fact, ...]
    action: str
    """Where its forms go."""
    href: str
    """Its rights."""


def person_row(who: Member, each: Attached) -> PersonRow:
    """Somebody, with where the answer to what he asks goes."""
    link = each.rattachement
    href = f"{address(link.structure)}/{each.compte.id}"
    return PersonRow(
        name=outside(each.compte.name),
        courriel=outside(each.compte.courriel),
        structure=outside(identifiant(link.structure)),
        structure_name=outside(structure_name(who, link.structure)),
        role=ROLE_LABELS[link.role],
        etat=ETAT_LABELS[link.etat],
        asks=link.etat is EtatRattachement.DEMANDE,
        message=outside(link.message),
        since=moment_text(link.changed_at),
        rights=rights_facts(each.habilitations) if link.etat is EtatRattachement.ACTIF else (),
        action=f"{href}/rattachement",
        href=href if link.etat is EtatRattachement.ACTIF else "",
    )


def roles(chosen: RoleRattachement) -> tuple[Option, ...]:
    """The roles to choose from."""
    return tuple(
        Option(value=Attribute(each.value), label=ROLE_LABELS[each], chosen=each is chosen) for each in RoleRattachement
    )
