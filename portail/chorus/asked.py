"""A search in the words of Chorus Pro's API, and as the ledger's search has it.

Source: request bodies of ``rechercherFactureParFournisseur`` and ``rechercherFactureParRecipiendaire``, as public
clients of the API write them.
"""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from domain.cadre import CADRES
from domain.search_criteria import DateRange, SearchCriteria, SearchRole
from domain.status import Status
from portail.chorus.request_bodies import RequestBody

MOST_PAGE = 1000
"""Invoices of a page; so many when the program names no page: nothing is left out in silence."""
EVERY = frozenset({"facture", "avoir", "travaux"})
TYPES: dict[str, frozenset[str]] = {"FACTURE": frozenset({"facture", "travaux"}), "AVOIR": frozenset({"avoir"})}
"""``typeFacture``, and the pieces of a search."""
DEMANDES: dict[str, frozenset[str]] = {
    "FACTURE": frozenset({"facture", "avoir"}),
    "FACTURE_TRAVAUX": frozenset({"travaux"}),
}
"""``typeDemandePaiement``, likewise."""
TRAVAUX = frozenset(cadre.travaux for cadre in CADRES.values() if cadre.travaux)
"""``typeFactureTravaux``."""


def _status(code: str) -> str:
    return _known(code, Status.__members__)


def _type(code: str) -> str:
    return _known(code, TYPES)


def _demande(code: str) -> str:
    return _known(code, DEMANDES)


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


def _several(said: object) -> object:
    return [said] if isinstance(said, str) else said


def _structure(said: object) -> object:
    """The SIRET that is the number of a structure here, or one that is written, or a SIREN; ``None`` for nothing."""
    number = f"{said:014d}" if isinstance(said, int) and not isinstance(said, bool) else said
    bare = "".join(number.split()) if isinstance(number, str) else number
    if bare in (None, ""):
        return None
    if not isinstance(bare, str) or len(bare) not in {9, 14} or not (bare.isascii() and bare.isdigit()):
        raise ValueError("no number of a structure")
    return bare


Amount = Annotated[Decimal | None, Field(None, allow_inf_nan=False, max_digits=20)]
StructureNumber = Annotated[str | None, BeforeValidator(_structure)]


class Paging(RequestBody):
    """Which page is asked for."""

    pageResultatDemandee: int = Field(1, ge=1, le=10_000)
    nbResultatsParPage: int = Field(MOST_PAGE, ge=1)


class Asked(RequestBody):
    """What it does not name is not asked; a code that there is not is refused."""

    numeroFluxDepot: str | None = Field(None, max_length=40)
    numeroFacture: str | None = Field(None, max_length=200)
    statutFacture: Annotated[str, AfterValidator(_status)] | None = Field(None, max_length=60)
    statutCourant: Annotated[list[Annotated[str, AfterValidator(_status)]] | None, BeforeValidator(_several)] = Field(
        None, max_length=100
    )
    typeFacture: Annotated[str, AfterValidator(_type)] | None = Field(None, max_length=60)
    typeDemandePaiement: Annotated[str, AfterValidator(_demande)] | None = Field(None, max_length=60)
    typeFactureTravaux: Annotated[str, AfterValidator(_works)] | None = Field(None, max_length=80)
    cadreFacturation: Annotated[str, AfterValidator(_cadre)] | None = Field(None, max_length=80)
    designationFournisseur: str | None = Field(None, max_length=200)
    idFournisseur: StructureNumber = None
    idDestinataire: StructureNumber = None
    codeServiceExecutant: str | None = Field(None, max_length=100)
    numeroBonCommande: str | None = Field(None, max_length=200)
    numeroMarche: str | None = Field(None, max_length=200)
    montantHTMin: Amount
    montantHTMax: Amount
    montantTTCMin: Amount
    montantTTCMax: Amount
    periodeDateDepotDu: date | None = None
    periodeDateDepotAu: date | None = None
    periodeDateFactureDu: date | None = None
    periodeDateFactureAu: date | None = None
    rechercheFactureParFournisseur: Paging | None = None
    rechercheFactureParRecipiendaire: Paging | None = None
    paramRecherche: Paging | None = None

    @field_validator("periodeDateFactureDu", "periodeDateFactureAu")
    @classmethod
    def _one_period(cls, said: date | None, info: ValidationInfo) -> date | None:
        if said and (info.data.get("periodeDateDepotDu") or info.data.get("periodeDateDepotAu")):
            raise ValueError("one period at a time: of deposit, or of invoices")
        return said

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
        alone = Asked.model_validate({"numeroFluxDepot": self.numeroFluxDepot, "typeFacture": self.typeFacture})
        return self.criteria() == alone.criteria()

    def criteria(self) -> SearchCriteria | None:
        """What is looked for; ``None``: what nothing can be, as a credit note of works, which is no piece."""
        pieces, statuts = self._pieces(), self._statuts()
        if pieces is None or statuts is None:
            return None
        of_invoices = self.periodeDateFactureDu or self.periodeDateFactureAu
        return SearchCriteria(
            deposit=self.flux,
            numero=self.numeroFacture or None,
            statuts=statuts,
            pieces=pieces,
            cadres=frozenset({self.cadreFacturation}) if self.cadreFacturation else frozenset(),
            role=SearchRole.FOURNISSEUR if self.idFournisseur else None,
            structure=self.idFournisseur,
            fournisseur=self.designationFournisseur or None,
            destinataire=self.idDestinataire,
            code_service=self.codeServiceExecutant or None,
            engagement=self.numeroBonCommande or None,
            marche=self.numeroMarche or None,
            ht_min=self.montantHTMin,
            ht_max=self.montantHTMax,
            ttc_min=self.montantTTCMin,
            ttc_max=self.montantTTCMax,
            periode=DateRange.FACTURE if of_invoices else DateRange.DEPOT,
            depuis=self.periodeDateFactureDu or self.periodeDateDepotDu,
            jusqu_a=self.periodeDateFactureAu or self.periodeDateDepotAu,
        )

    def _pieces(self) -> frozenset[str] | None:
        """Empty: any; ``None``: no piece is all that is asked for."""
        meant = TYPES.get(self.typeFacture or "", EVERY) & DEMANDES.get(self.typeDemandePaiement or "", EVERY)
        if self.typeFactureTravaux and "travaux" in meant:
            return frozenset({self.typeFactureTravaux})
        if not meant or self.typeFactureTravaux:
            return None
        return frozenset() if meant == EVERY else meant

    def _statuts(self) -> frozenset[Status] | None:
        """Empty: any; ``None``: no status is all that is asked for."""
        named = [{one} for one in (self.statutFacture,) if one] + [{one for one in self.statutCourant or () if one}]
        asked = [codes for codes in named if codes]
        if not asked:
            return frozenset()
        return frozenset(Status(code) for code in set.intersection(*asked)) or None
