"""``structures/v1``: the directory, by number and by name."""

from collections.abc import Iterable
from fnmatch import translate
from itertools import islice
from re import IGNORECASE
from re import compile as compiled

from fastapi import APIRouter
from pydantic import Field

from domain.structure import Annuaire, Structure
from exporters.common.chorus_bodies import (
    NONE_FOUND,
    NOTHING,
    returned,
    service_body,
    structure_body,
    structure_details_body,
)
from exporters.common.json_bodies import Body
from portail.api.asker import Program
from portail.chorus.asked import MOST_PAGE, Paging
from portail.chorus.asker import AnyChorusProgram, ProgramFirst
from portail.chorus.request_bodies import RequestBody

router = APIRouter(route_class=ProgramFirst)
SIRET = "SIRET"
"""The only ``typeIdentifiantStructure`` of the directory, which has public structures."""


class Named(RequestBody):
    """Which structure."""

    identifiantStructure: str = Field("", max_length=80)
    typeIdentifiantStructure: str = Field("", max_length=40)
    libelleStructure: str = Field("", max_length=200)


class SearchedStructure(RequestBody):
    """A search of structures."""

    structure: Named = Named()
    parametres: Paging = Paging(pageResultatDemandee=1, nbResultatsParPage=MOST_PAGE)


class OneStructure(RequestBody):
    """A structure by its number."""

    idStructureCPP: int = Field(ge=0, le=10**14 - 1)


class ServicesOf(RequestBody):
    """The services of a structure."""

    idStructure: int = Field(ge=0, le=10**14 - 1)
    parametresRechercherServicesStructure: Paging | None = None


@router.post("/structures/v1/rechercher")
def rechercher(who: AnyChorusProgram, asked: SearchedStructure) -> Body:
    """The structures of the directory with this SIRET, or this name with ``*``."""
    annuaire, size = who.portail.annuaire(), min(asked.parametres.nbResultatsParPage, MOST_PAGE)
    found = _found(annuaire, asked.structure) if annuaire else []
    first = (asked.parametres.pageResultatDemandee - 1) * size
    listed = [structure_body(one) for one in islice(found, first, first + size)]
    answer = returned() if listed else returned(NOTHING, NONE_FOUND)
    pages = {
        "nbResultatsParPage": size,
        "pageCourante": asked.parametres.pageResultatDemandee,
        "pages": -(-len(found) // size),
        "total": len(found),
    }
    return {**answer, "listeStructures": listed, "parametresRetour": pages}


@router.post("/structures/v1/consulter")
def consulter(who: AnyChorusProgram, asked: OneStructure) -> Body:
    """One structure, and what it demands."""
    found = _one(who, asked.idStructureCPP)
    return structure_details_body(found) if found else returned(NOTHING, NONE_FOUND)


@router.post("/structures/v1/rechercher/services")
def rechercher_services(who: AnyChorusProgram, asked: ServicesOf) -> Body:
    """The services of a structure: every one, or a page of them when one is asked for."""
    annuaire, found = who.portail.annuaire(), _one(who, asked.idStructure)
    services = annuaire.services(found.siret) if annuaire and found else ()
    if page := asked.parametresRechercherServicesStructure:
        first = (page.pageResultatDemandee - 1) * page.nbResultatsParPage
        services = services[first : first + page.nbResultatsParPage]
    listed = [service_body(one) for one in services]
    answer = returned() if listed else returned(NOTHING, NONE_FOUND)
    return {**answer, "listeServices": listed}


def _one(who: Program, number: int) -> Structure | None:
    annuaire = who.portail.annuaire()
    return annuaire.structure(f"{number:014d}") if annuaire else None


def _found(annuaire: Annuaire, named: Named) -> list[Structure]:
    siret, words = named.identifiantStructure.replace(" ", ""), named.libelleStructure.strip()
    if named.typeIdentifiantStructure not in {"", SIRET} or not (siret or words):
        return []
    one = annuaire.structure(siret) if siret else None
    among: Iterable[Structure] = annuaire.structures() if not siret else [one] if one else []
    if not words:
        return list(among)
    pattern = compiled(translate(f"*{words}*"), IGNORECASE)
    return [each for each in among if pattern.match(each.raison_sociale)]
