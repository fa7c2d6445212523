"""People and what they are attached to, as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.espace import ETAT_LABELS, ROLE_LABELS, EtatRattachement, RoleRattachement
from domain.habilitation import Acces
from domain.paris_time import moment_text
from domain.text import Text
from exporters.common.number_formats import identifiant
from exporters.html.shown import Attribute, Outside, outside
from ledger.accounts.rights import Attached
from portail.acces.asker import Member
from portail.forms import Option
from portail.managed import address
from portail.structures import rights_facts, structure_names
from portail.views import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRow:
    """An attachment and what it opens."""

    structure: Outside
    name: Outside
    role: Text
    etat: Text
    is_active: bool
    espaces: tuple[Fact, ...]


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


def person_rows(who: Member, people: Sequence[Attached]) -> tuple[PersonRow, ...]:
    """Each of them, with where the answer to what he asks goes."""
    names = structure_names(who, (each.rattachement.structure for each in people))
    return tuple(_row(each, names) for each in people)


def _row(each: Attached, names: Mapping[str, str]) -> PersonRow:
    link = each.rattachement
    href = f"{address(link.structure)}/{each.compte.id}"
    return PersonRow(
        name=outside(each.compte.name),
        courriel=outside(each.compte.courriel),
        structure=outside(identifiant(link.structure)),
        structure_name=outside(names[link.structure]),
        role=ROLE_LABELS[link.role],
        etat=ETAT_LABELS[link.etat],
        asks=link.etat is EtatRattachement.DEMANDE,
        message=outside(link.message),
        since=moment_text(link.changed_at),
        rights=rights_facts(each.habilitations) if link.etat is EtatRattachement.ACTIF else (),
        action=f"{href}/rattachement",
        href=href if link.etat is EtatRattachement.ACTIF else "",
    )


def attachment_rows(who: Member, acces: Acces) -> tuple[AttachmentRow, ...]:
    """The attachments of an account, whoever looks at them."""
    names = structure_names(who, (each.structure for each in acces.rattachements))
    return tuple(
        AttachmentRow(
            structure=outside(identifiant(each.structure)),
            name=outside(names[each.structure]),
            role=ROLE_LABELS[each.role],
            etat=ETAT_LABELS[each.etat],
            is_active=each.etat is EtatRattachement.ACTIF,
            espaces=rights_facts(tuple(r for r in acces.in_force() if r.structure == each.structure)),
        )
        for each in acces.rattachements
    )


def roles(chosen: RoleRattachement) -> tuple[Option, ...]:
    """The roles to choose from."""
    return tuple(
        Option(value=Attribute(each.value), label=ROLE_LABELS[each], chosen=each is chosen) for each in RoleRattachement
    )
