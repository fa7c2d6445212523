"""A search in the words of Chorus Pro's API, and as the ledger's search has it.

Source: request bodies of ``rechercherFactureParFournisseur`` and ``rechercherFactureParRecipiendaire``, as public
clients of the API write them.
"""

from collections.abc import Collection
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from domain.cadre import CADRES
from domain.search_criteria import SearchCriteria
from domain.status import Status

MOST_PAGE = 1000
"""Invoices of a page; so many when the program names no page: nothing is left out in silence."""
TYPES: dict[str, frozenset[str]] = {"FACTURE": frozenset({"facture", "travaux"}), "AVOIR": frozenset({"avoir"})}
"""``typeFacture``, and the pieces of a search."""
TRAVAUX = frozenset(cadre.travaux for cadre in CADRES.values() if cadre.travaux)
"""``typeFactureTravaux``."""


def _status(code: str) -> str:
    return _known(code, Status.__members__)


def _type(code: str) -> str:
    return _known(code, TYPES)


def _works(code: str) -> str:
    return _known(code, TRAVAUX)


def _cadre(code: str) -> str:
    """``A1`` of ``A1_FACTURE_FOURNISSEUR``."""
    return _known(code.partition("_")[0], CADRES)


def _known(code: str, codes: Collection[str]) -> str:
    """A search by a code that there is not would find all, or nothing, whatever is meant by it."""
    if code and code not in codes:
        raise ValueError("unknown code")
    return code


class Paging(BaseModel):
    """Which page is asked for."""

    model_config = ConfigDict(extra="ignore")
    pageResultatDemandee: int = Field(1, ge=1, le=10_000)
    nbResultatsParPage: int = Field(MOST_PAGE, ge=1)


class Asked(BaseModel):
    """What it does not name is not asked, and other words are left aside; a code that there is not is refused."""

    model_config = ConfigDict(extra="ignore")
    numeroFluxDepot: str | None = Field(None, max_length=40)
    numeroFacture: str | None = Field(None, max_length=200)
    statutFacture: Annotated[str, AfterValidator(_status)] | None = Field(None, max_length=60)
    typeFacture: Annotated[str, AfterValidator(_type)] | None = Field(None, max_length=60)
    typeFactureTravaux: Annotated[str, AfterValidator(_works)] | None = Field(None, max_length=80)
    cadreFacturation: Annotated[str, AfterValidator(_cadre)] | None = Field(None, max_length=80)
    designationFournisseur: str | None = Field(None, max_length=200)
    idDestinataire: int | str | None = None
    codeServiceExecutant: str | None = Field(None, max_length=100)
    numeroBonCommande: str | None = Field(None, max_length=200)
    numeroMarche: str | None = Field(None, max_length=200)
    periodeDateDepotDu: date | None = None
    periodeDateDepotAu: date | None = None
    rechercheFactureParFournisseur: Paging | None = None
    rechercheFactureParRecipiendaire: Paging | None = None
    paramRecherche: Paging | None = None

    @property
    def paging(self) -> Paging:
        """The page, wherever it is named."""
        named = (self.rechercheFactureParFournisseur, self.rechercheFactureParRecipiendaire, self.paramRecherche)
        return next((each for each in named if each), Paging(pageResultatDemandee=1, nbResultatsParPage=MOST_PAGE))

    @property
    def flux(self) -> int | None:
        """The number of the flux; ``None`` when none is named, or what is named is the number of none."""
        digits = (self.numeroFluxDepot or "").strip()
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 18 else None

    @property
    def is_of_flux_alone(self) -> bool:
        """Whether nothing but the flux and the type is asked for."""
        return self.criteria() == Asked(numeroFluxDepot=self.numeroFluxDepot, typeFacture=self.typeFacture).criteria()

    def criteria(self) -> SearchCriteria | None:
        """What is looked for; ``None``: a credit note of works, which is no piece."""
        if self.typeFactureTravaux and self.typeFacture == "AVOIR":
            return None
        destinataire = f"{self.idDestinataire:014d}" if isinstance(self.idDestinataire, int) else self.idDestinataire
        works = frozenset({self.typeFactureTravaux}) if self.typeFactureTravaux else frozenset()
        return SearchCriteria(
            deposit=self.flux,
            numero=self.numeroFacture or None,
            statuts=frozenset({Status(self.statutFacture)}) if self.statutFacture else frozenset(),
            pieces=works or TYPES.get(self.typeFacture or "", frozenset()),
            cadres=frozenset({self.cadreFacturation}) if self.cadreFacturation else frozenset(),
            fournisseur=self.designationFournisseur or None,
            destinataire=destinataire or None,
            code_service=self.codeServiceExecutant or None,
            engagement=self.numeroBonCommande or None,
            marche=self.numeroMarche or None,
            depuis=self.periodeDateDepotDu,
            jusqu_a=self.periodeDateDepotAu,
        )
