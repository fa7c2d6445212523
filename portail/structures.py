"""Structures as pages name them, and what is open for them."""

from collections.abc import Iterable
from dataclasses import dataclass

from annuaire import DirectoryOfStructures
from domain.espace import DROIT_LABELS, ESPACE_LABELS
from domain.habilitation import Habilitation
from exporters.html.shown import Outside, outside
from portail.acces.asker import Member
from portail.views import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureRow:
    """A structure one manages."""

    href: str
    name: Outside
    shown: Outside


def structure_name(who: Member, identifier: str) -> str:
    """As the directory names it, or who declared it; empty when nobody does."""
    return structure_names(who, (identifier,))[identifier]


def structure_names(who: Member, identifiers: Iterable[str]) -> dict[str, str]:
    """By identifier, the names of structures as :func:`structure_name`: one query to the directory and one to the
    ledger, however many there are.
    """
    asked = {*identifiers}
    annuaire = who.portail.annuaire()
    if isinstance(annuaire, DirectoryOfStructures):
        found = annuaire.names(asked)
    else:
        known = ((each, annuaire.structure(each)) for each in asked) if annuaire else ()
        found = {each: structure.raison_sociale for each, structure in known if structure}
    if missing := asked - found.keys():
        found |= {key: each.raison_sociale for key, each in who.portail.ledger.rights.declared(*missing).items()}
    return dict.fromkeys(asked, "") | found


def rights_facts(rights: tuple[Habilitation, ...]) -> tuple[Fact, ...]:
    """What is open, an espace a line."""
    return tuple(
        Fact(label=ESPACE_LABELS[each.espace], value=DROIT_LABELS[each.droit], detail=outside(each.service or ""))
        for each in rights
    )
