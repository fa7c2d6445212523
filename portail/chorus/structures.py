"""``structures/v1``: the directory, by number and by name."""

from fnmatch import translate
from itertools import islice
from re import IGNORECASE
from re import compile as compiled

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

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

router = APIRouter(route_class=ProgramFirst)


class Named(BaseModel):
    """Which structure."""

    model_config = ConfigDict(extra="ignore")
    identifiantStructure: str = Field("", max_length=80)
    libelleStructure: str = Field("", max_length=200)


class SearchedStructure(BaseModel):
    """A search of structures."""

    model_config = ConfigDict(extra="ignore")
    structure: Named = Named()
    parametres: Paging = Paging(pageResultatDemandee=1, nbResultatsParPage=MOST_PAGE)


class OneStructure(BaseModel):
    """A structure by its number."""

    model_config = ConfigDict(extra="ignore")
    idStructureCPP: int = Field(ge=0, le=10**14 - 1)


class ServicesOf(BaseModel):
    """The services of a structure."""

    model_config = ConfigDict(extra="ignore")
    idStructure: int = Field(ge=0, le=10**14 - 1)


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
    """Every service of a structure."""
    annuaire, found = who.portail.annuaire(), _one(who, asked.idStructure)
    listed = [service_body(one) for one in annuaire.services(found.siret)] if annuaire and found else []
    answer = returned() if listed else returned(NOTHING, NONE_FOUND)
    return {**answer, "listeServices": listed}


def _one(who: Program, number: int) -> Structure | None:
    annuaire = who.portail.annuaire()
    return annuaire.structure(f"{number:014d}") if annuaire else None


def _found(annuaire: Annuaire, named: Named) -> list[Structure]:
    siret = named.identifiantStructure.replace(" ", "")
    if siret:
        found = annuaire.structure(siret)
        return [found] if found else []
    if not named.libelleStructure.strip():
        return []
    pattern = compiled(translate(f"*{named.libelleStructure.strip()}*"), IGNORECASE)
    return [one for one in annuaire.structures() if pattern.match(one.raison_sociale)]
