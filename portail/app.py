"""The application: routes, what stands around them, and the page of each failure."""

from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from domain.errors import NavetteError, NotAllowed, Unavailable, Unsearchable
from domain.text import Locale, Text
from hub.settings import RunTable
from portail import theme
from portail.acces.asker import Elsewhere, NotFound, SignInFirst, Visitor, portail_of, sign_in_path, visitor
from portail.acces.bodies import LARGEST, BoundedBodies
from portail.acces.headers import SafeHeaders
from portail.api import deposits
from portail.api.app import create_api
from portail.chorus import factures as factures_chorus
from portail.chorus.app import create_chorus, create_tokens
from portail.context import Portail
from portail.depots import draft_view
from portail.pages import (
    accueil,
    avis,
    certificats,
    cles,
    compte,
    droits,
    etats,
    flux,
    gestion,
    identites,
    inscription,
    mot_de_passe,
    openid,
    question,
    raccordements,
    rattachement,
    reglages,
    session,
    sollicitation,
    sollicitations,
    structure,
)
from portail.pages.depots import brouillon, deposer, envoi, recu, saisie_manuelle
from portail.pages.exploitation import attente, comptes, nuits
from portail.pages.factures import facture, fichiers, liste
from portail.pages.suivi import archives, evenements, pieces, recherches
from portail.pages.traitement import completer, de_cote, saisie, traiter
from portail.render import page, to
from portail.views import FormPage, Link

OPERATION = (nuits, attente, comptes)
ACCOUNTS = (session, openid, inscription, mot_de_passe, compte, identites, avis, rattachement)
MANAGEMENT = (gestion, structure, droits, reglages, cles, raccordements)
QUESTIONS = (question, sollicitations, sollicitation)
TREATMENT = (traiter, completer, saisie, de_cote)
FOLLOWING = (certificats, etats, evenements, archives, recherches, pieces)
DEPOSITS = (deposer, brouillon, envoi, recu, saisie_manuelle)
INVOICES = (liste, facture, fichiers)
PAGES = (*ACCOUNTS, accueil, *DEPOSITS, flux, *QUESTIONS, *MANAGEMENT, *OPERATION, *FOLLOWING, *TREATMENT, *INVOICES)
"""Their routes, the first that matches answers."""
_OWN = ("127.0.0.1", "localhost", "[::1]")
"""Names of this machine."""


def uploads(run: RunTable) -> dict[str, int]:
    """By path, the bytes of what may be sent there: files, which are written to the store as they arrive."""
    files, form = run.deposit_bytes, run.deposit_bytes + LARGEST
    return {deposits.PATH: files, factures_chorus.PATH: 2 * files, draft_view.BASE: form}


def create_app(portail: Portail) -> FastAPI:
    """The portal as an ASGI application."""
    app = FastAPI(title="Navette", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.portail = portail
    app.include_router(theme.router)
    app.mount("/statique", StaticFiles(directory=Path(__file__).with_name("statique")), name="statique")
    app.mount("/api/v1", create_api(portail), name="api")
    app.mount("/api", create_tokens(portail), name="jetons")
    app.mount("/cpro", create_chorus(portail), name="chorus")
    for module in PAGES:
        app.include_router(module.router)
    app.add_exception_handler(SignInFirst, _sign_in_first)
    app.add_exception_handler(Elsewhere, _elsewhere)
    app.add_exception_handler(NotFound, _not_found)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(NavetteError, _fault)
    app.add_exception_handler(Exception, _unforeseen)
    host = portail.address.partition("://")[2].partition("/")[0].partition(":")[0]
    names = [*_OWN, portail.settings.portail.host, *([host] if host else [])]
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=names)
    app.add_middleware(BoundedBodies, larger=uploads(portail.settings.run))
    app.add_middleware(SafeHeaders, secure=portail.is_secure)
    return app


def _sign_in_first(_: Request, error: Exception) -> Response:
    assert isinstance(error, SignInFirst)  # noqa: S101 - registered for it
    path = sign_in_path(error.path)
    return to(f"{path}{'&' if '?' in path else '?'}fin=1" if error.is_lost else path)


def _not_understood(request: Request, _: Exception) -> Response:
    return _told(request, 400, FAILED, NOT_UNDERSTOOD)


def _elsewhere(request: Request, _: Exception) -> Response:
    return _told(request, 403, ELSEWHERE, ELSEWHERE_WHY)


def _not_found(request: Request, _: Exception) -> Response:
    return _told(request, 404, NO_PAGE, NO_PAGE_WHY)


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status in {404, 405}:
        return _not_found(request, error)
    why = TOO_LONG if status == 413 else NOT_UNDERSTOOD if 400 <= status < 500 else FAILED_WHY
    return _told(request, status, FAILED, why)


def _unforeseen(request: Request, error: Exception) -> Response:
    """The page of an exception that nobody foresaw; the server writes where it came from."""
    portail_of(request).console(f"navette portail : {type(error).__name__} {request.url.path[:200]!r}")
    answer = _told(request, 500, FAILED, FAILED_WHY)
    for name, value in SafeHeaders(request.app, secure=portail_of(request).is_secure).headers:
        answer.headers[name.decode()] = value.decode()
    return answer


def _fault(request: Request, error: Exception) -> Response:
    """One sentence and its remedy; what may pass is 503, and says so."""
    assert isinstance(error, NavetteError)  # noqa: S101 - registered for it
    if isinstance(error, NotAllowed):
        return _told(request, 403, FAILED, error.text)
    if isinstance(error, Unsearchable):
        return _told(request, 400, FAILED, error.text)
    if not isinstance(error, Unavailable):
        portail_of(request).console(f"navette portail : {error}")
    answer = _told(request, 503, FAILED, error.text)
    answer.headers["Retry-After"] = "30"
    return answer


def _told(request: Request, status: int, heading: Text, why: Text) -> Response:
    """The page, for who asks when that can still be told."""
    try:
        who = visitor(request)
    except (Elsewhere, NavetteError):
        portail = portail_of(request)
        who = Visitor(portail=portail, locale=portail.settings.locale or Locale.FR, address="", path="/")
    view = FormPage(heading=heading, lines=(why,), links=(Link(href="/", label=HOME),))
    return page(who, "formulaire", view, title=heading, status=status)


NO_PAGE = Text("Cette page n'existe pas", "There is no such page")
NO_PAGE_WHY = Text(
    "Elle n'existe pas, ou votre compte n'y a pas droit. Rien n'a été changé.",
    "It does not exist, or your account has no right to it. Nothing was changed.",
)
ELSEWHERE = Text("Formulaire refusé", "Form refused")
ELSEWHERE_WHY = Text(
    "Il ne vient pas d'une page de cette session, ou la session s'est terminée entre-temps. Rien n'a été changé : "
    "revenez à la page, rechargez-la et recommencez.",
    "It does not come from a page of this session, or the session ended meanwhile. Nothing was changed: go back to "
    "the page, reload it and try again.",
)
FAILED = Text("Cela n'a pas pu être fait", "This could not be done")
FAILED_WHY = Text(
    "Rien n'a été changé. Réessayez ; si cela recommence, dites-le à l'organisme.",
    "Nothing was changed. Try again; if it happens again, tell the body that runs this portal.",
)
TOO_LONG = Text(
    "Ce qui a été envoyé est trop long pour un formulaire. Rien n'a été changé : raccourcissez-le et recommencez.",
    "What was sent is too long for a form. Nothing was changed: shorten it and try again.",
)
NOT_UNDERSTOOD = Text(
    "Ce qui a été envoyé n'a pas la forme attendue. Rien n'a été changé : revenez à la page et recommencez.",
    "What was sent has not the form that is expected. Nothing was changed: go back to the page and try again.",
)
HOME = Text("Revenir à l'accueil", "Back to the first page")
