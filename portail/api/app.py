"""The API as an application of its own: its failures are JSON, and it describes itself at ``openapi.json``."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from domain.errors import NavetteError, Unavailable, Unsearchable
from domain.text import Locale
from portail.acces.asker import portail_of
from portail.api import deposits, v1
from portail.arrivals import TooMany
from portail.context import Portail

DESCRIPTION = """\
What `navette ... --json` answers, by HTTP. Authenticate with `Authorization: Bearer <key>`; keys are made on the page
*Raccordements EDI et API* of the portal, and see what their account sees, never more.
"""


def create_api(portail: Portail) -> FastAPI:
    """The application, to be mounted."""
    api = FastAPI(title="Navette", version="1", description=DESCRIPTION, docs_url=None, redoc_url=None)
    api.state.portail = portail
    api.include_router(v1.router)
    api.include_router(deposits.router)
    api.add_exception_handler(NavetteError, _fault)
    return api


def _fault(request: Request, error: Exception) -> JSONResponse:
    """400 for what cannot be searched, 429 for too many files, else 503: nothing was changed, it may be asked again."""
    assert isinstance(error, NavetteError)  # noqa: S101 - registered for it
    if isinstance(error, TooMany):
        return JSONResponse({"detail": error.in_(Locale.EN)}, 429, headers={"Retry-After": str(error.again)})
    if isinstance(error, Unsearchable):
        return JSONResponse({"detail": error.in_(Locale.EN)}, 400)
    if not isinstance(error, Unavailable):
        portail_of(request).console(f"navette portail : {error}")
    return JSONResponse({"detail": error.in_(Locale.EN)}, 503, headers={"Retry-After": "30"})
