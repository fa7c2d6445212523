"""Structures as pages name them, and what is open for them."""

from dataclasses import dataclass

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
    annuaire = who.portail.annuaire()
    found = annuaire.structure(identifier) if annuaire else None
    if found is not None:
        return found.raison_sociale
    declared = who.portail.ledger.rights.declared(identifier).get(identifier)
    return declared.raison_sociale if declared else ""


def rights_facts(rights: tuple[Habilitation, ...]) -> tuple[Fact, ...]:
    """What is open, an espace a line."""
    return tuple(
        Fact(label=ESPACE_LABELS[each.espace], value=DROIT_LABELS[each.droit], detail=outside(each.service or ""))
        for each in rights
    )
