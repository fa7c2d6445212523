"""``transverses/v1``: reports of deposits, the directory, currencies, whether the service answers."""

import base64
from collections.abc import Callable

from fastapi import APIRouter, HTTPException
from pydantic import Field

from domain.deposit import Deposit, DepositedInvoice
from exporters import compte_rendu
from exporters.common.chorus_bodies import (
    NONE_FOUND,
    NOTHING,
    detailed_report_body,
    report_body,
    returned,
)
from exporters.common.json_bodies import Body
from portail.api.asker import Program
from portail.api.deposits import own_deposit
from portail.chorus.asker import AnyChorusProgram, ProgramFirst
from portail.chorus.request_bodies import RequestBody
from validators.codes import currencies

router = APIRouter(route_class=ProgramFirst)


class Flux(RequestBody):
    """Which deposited file."""

    numeroFluxDepot: str = Field(max_length=40)


class Siret(RequestBody):
    """Which establishment."""

    siretStructure: str = Field(max_length=40)


@router.get("/transverses/v1/health-check")
def health_check() -> Body:
    """Whether the service answers."""
    return {"statusCode": "OK", "statusCodeValue": 200, "body": "OK"}


@router.post("/transverses/v1/consulterCR")
def consulter_cr(who: AnyChorusProgram, asked: Flux) -> Body:
    """The state of a deposited file, and its *compte rendu* as a PDF in base64."""

    def body(found: Deposit, documents: tuple[DepositedInvoice, ...]) -> Body:
        pages = compte_rendu.as_pdf(found, documents, who.locale)
        return report_body(found, base64.b64encode(pages).decode())

    return _of_flux(who, asked, body)


@router.post("/transverses/v1/consulterCRDetaille")
def consulter_cr_detaille(who: AnyChorusProgram, asked: Flux) -> Body:
    """The state of a deposited file, with every reason why something of it was refused."""
    return _of_flux(who, asked, lambda found, documents: detailed_report_body(found, documents, who.locale))


@router.post("/transverses/v1/consulter/information/siret")
def information_siret(who: AnyChorusProgram, asked: Siret) -> Body:
    """What the directory says of an establishment; it has public structures only."""
    annuaire = who.portail.annuaire()
    found = annuaire.structure(asked.siretStructure.replace(" ", "")) if annuaire else None
    if found is None:
        return returned(NOTHING, NONE_FOUND)
    names = {"siret": found.siret, "siren": found.siret[:9], "raisonSociale": found.raison_sociale}
    return {**returned(), **names, "estActif": found.active}


@router.post("/transverses/v1/recuperer/devises")
def devises(who: AnyChorusProgram) -> Body:
    """The codes of currencies (ISO 4217)."""
    del who
    listed = [{"codeDevise": code, "libelleDevise": code} for code in sorted(currencies.CURRENCIES)]
    return {**returned(), "listeDevises": listed}


def _of_flux(who: Program, asked: Flux, body: Callable[[Deposit, tuple[DepositedInvoice, ...]], Body]) -> Body:
    digits = asked.numeroFluxDepot.strip()
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 18:
        return returned(NOTHING, NONE_FOUND)
    try:
        found = own_deposit(who, int(digits))
    except HTTPException:
        return returned(NOTHING, NONE_FOUND)
    return body(found, who.portail.ledger.invoices.of_deposits(found.id))
