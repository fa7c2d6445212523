"""The services as an application of their own: what is not understood is told in Chorus Pro's words."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from domain.errors import NavetteError, Unavailable, Undecided, Unsearchable
from domain.text import Locale
from exporters.common.chorus_bodies import REFUSED, returned
from hub.brouillons.uploads import EmptyFile, TooLarge
from portail.acces.asker import portail_of
from portail.arrivals import TooMany
from portail.chorus import asker, factures, structures, transverses
from portail.chorus.flux_body import NotAFlux
from portail.context import Portail

_THEIRS = (NotAFlux, EmptyFile, TooLarge, Unsearchable)
"""What is wrong with the request."""


def create_chorus(portail: Portail) -> FastAPI:
    """The application of ``/cpro``."""
    chorus = _application(portail, "Navette, services de Chorus Pro")
    for module in (factures, transverses, structures):
        chorus.include_router(module.router)
    return chorus


def create_tokens(portail: Portail) -> FastAPI:
    """The application that gives tokens, at the path of PISTE's."""
    tokens = _application(portail, "Navette, jetons")
    tokens.include_router(asker.router)
    return tokens


def _application(portail: Portail, title: str) -> FastAPI:
    made = FastAPI(title=title, docs_url=None, redoc_url=None, openapi_url=None)
    made.state.portail = portail
    made.add_exception_handler(NavetteError, _fault)
    made.add_exception_handler(RequestValidationError, _not_understood)
    return made


def _fault(request: Request, error: Exception) -> JSONResponse:
    """400 for what is wrong with the request; 429 for too many files; 503 for what may pass, and says so."""
    assert isinstance(error, NavetteError)  # noqa: S101 - registered for it
    body = returned(REFUSED, error.in_(Locale.FR))
    if isinstance(error, TooMany):
        return JSONResponse(body, 429, headers={"Retry-After": str(error.again)})
    if isinstance(error, _THEIRS):
        return JSONResponse(body, 413 if isinstance(error, TooLarge) else 400)
    if not isinstance(error, Unavailable | Undecided):
        portail_of(request).console(f"navette portail : {error}")
    return JSONResponse(body, 503, headers={"Retry-After": "30"})


def _not_understood(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it
    names = sorted({".".join(map(str, one["loc"][1:])) for one in error.errors()})
    return JSONResponse(returned(REFUSED, f"Paramètres absents ou incorrects : {', '.join(names)}."), 400)
