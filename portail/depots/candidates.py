"""Values to choose among by a button: those of the page, and those that the directory has."""

from collections.abc import Mapping
from dataclasses import dataclass

from annuaire import DirectoryOfStructures, Query, is_like, plain_with_stars, search, search_services
from domain.structure import Annuaire
from domain.text import NOTHING, Text
from exporters.common.number_formats import identifiant
from exporters.html.shown import NOTHING as EMPTY
from exporters.html.shown import Attribute, Outside, outside
from portail.depots.entries import CHOSEN

FOUND = 20
"""Structures, or services, that a search shows."""
LEAST_DIGITS, LEAST_LETTERS = 9, 3
"""Of a search for somebody who is in no directory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A value that a button gives a field."""

    choice: Attribute
    shown: Outside
    detail: Outside | Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search of the directory found."""

    heading: Text
    words: Text
    candidates: tuple[Candidate, ...]


def candidate(field: str, value: str, shown: str = "", detail: Outside | Text = EMPTY) -> Candidate:
    """The button that gives ``field`` the ``value``."""
    return Candidate(choice=Attribute(f"{field}{CHOSEN}{value}"), shown=outside(shown or value), detail=detail)


def structures(annuaire: Annuaire | None, text: str, field: str = "siret_destinataire") -> Found:
    """Active structures by SIRET, name, town or postcode, as values of ``field``."""
    if not isinstance(annuaire, DirectoryOfStructures):
        return Found(heading=STRUCTURES, words=NO_DIRECTORY, candidates=())
    bare = "".join(text.split())
    is_number = bare.replace("*", "").isdigit() and (len(bare) > 5 or "*" in bare)
    answer = search(annuaire, Query(siret=bare) if is_number else Query(texte=text), limit=FOUND)
    found = tuple(
        candidate(
            field,
            each.siret,
            each.raison_sociale,
            outside(" ".join(filter(None, (identifiant(each.siret), each.place.code_postal, each.place.ville)))),
        )
        for each in answer.structures
        if each.active
    )
    return Found(heading=STRUCTURES, words=_counted(len(found), answer.total), candidates=found)


def services(annuaire: Annuaire | None, siret: str, text: str) -> Found:
    """Active services of the structure by code or name."""
    if annuaire is None:
        return Found(heading=SERVICES, words=NO_DIRECTORY, candidates=())
    if not siret or annuaire.structure(siret) is None:
        return Found(heading=SERVICES, words=NO_STRUCTURE, candidates=())
    answer, total = search_services(annuaire, siret, text, FOUND)
    found = tuple(candidate("code_service", each.code, each.code, outside(each.nom)) for each in answer)
    return Found(heading=SERVICES, words=_counted(len(found), total), candidates=found)


def actors(annuaire: Annuaire | None, answered: Mapping[str, str], text: str, field: str) -> Found:
    """Who may be an actor of works pieces, as values of ``field``: those who are answered for, then the structures.

    ``answered``: the names of those who are, by SIRET. They are found by at least nine digits, or three letters of
    the name, so that a search does not list them all.
    """
    mine = [(siret, name) for siret, name in answered.items() if _is_meant(text, siret, name)]
    buttons = [candidate(field, siret, name, outside(identifiant(siret)) if name else EMPTY) for siret, name in mine]
    found = structures(annuaire, text, field)
    chosen = {one.choice for one in buttons}
    both = (*buttons[:FOUND], *(one for one in found.candidates if one.choice not in chosen))
    if len(buttons) > FOUND:
        return Found(heading=ACTORS, words=SOME.with_({"shown": FOUND, "total": len(buttons)}), candidates=both)
    return Found(heading=ACTORS, words=NOTHING if buttons and not found.candidates else found.words, candidates=both)


def _is_meant(text: str, siret: str, name: str) -> bool:
    bare = "".join(text.split())
    digits, wanted = bare.replace("*", ""), plain_with_stars(text)
    if digits.isdigit():
        return len(digits) >= LEAST_DIGITS and (is_like(wanted.replace(" ", ""), siret) or siret.startswith(bare))
    return len(wanted.replace("*", "").replace(" ", "")) >= LEAST_LETTERS and is_like(wanted, name)


def _counted(shown: int, total: int) -> Text:
    if not shown:
        return NONE
    return NOTHING if shown == total else SOME.with_({"shown": shown, "total": total})


STRUCTURES = Text("Structures trouvées", "Structures found")
ACTORS = Text("Acteurs trouvés", "Actors found")
SERVICES = Text("Services trouvés", "Services found")
NONE = Text("Rien ne correspond. Essayez avec *.", "Nothing matches. Try with *.")
SOME = Text("{shown} sur {total} : précisez la recherche.", "{shown} of {total}: search for something narrower.")
NO_DIRECTORY = Text("Il n'y a pas d'annuaire sur ce portail.", "This portal has no directory.")
NO_STRUCTURE = Text("Choisissez d'abord la structure destinataire.", "Choose the recipient's structure first.")
