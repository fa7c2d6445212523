"""Who asks for a page: the session of the cookie, and its rights as they are now."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, Form, Request, Response
from starlette.convertors import Convertor, register_url_convertor

from domain.compte import Compte, Qualite, Session
from domain.espace import Droit, Espace
from domain.habilitation import Acces
from domain.text import Locale
from hub.comptes import secrets
from ledger.accounts.rights import Doer
from portail.acces.origin import SAFE, is_own, is_token
from portail.context import Portail

LANGUAGE = "langue"
"""The cookie, and the field, of the language of who is not connected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Whoever asks, connected or not."""

    portail: Portail
    locale: Locale
    address: str
    """Network address; of the proxy's client when the settings say that there is a proxy."""
    path: str
    session: Session | None = None
    acces: Acces | None = None
    cookie: str = ""
    """Digest of the cookie."""

    @property
    def base(self) -> str:
        """The address links are written with."""
        return (
            self.portail.address or f"http://{self.portail.settings.portail.host}:{self.portail.settings.portail.port}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Visitor):
    """Who is connected."""

    session: Session
    acces: Acces

    @property
    def compte(self) -> Compte:
        """The account."""
        return self.session.compte

    @property
    def doer(self) -> Doer:
        """As the journal names who does something."""
        return Doer(compte_id=self.compte.id, name=self.compte.name, address=self.address)

    @property
    def is_operator(self) -> bool:
        """Whether it runs Navette."""
        return self.compte.qualite is Qualite.EXPLOITANT

    def opens(self, espace: Espace) -> bool:
        """Whether the espace is in the menu."""
        if espace in {Espace.ACTIVITES_DU_GESTIONNAIRE, Espace.SOLLICITATIONS} and self.is_operator:
            return True
        return self.acces.may_somewhere(espace, Droit.CONSULTATION)


class SignInFirst(Exception):
    """The page is for who is connected."""

    def __init__(self, path: str, *, is_lost: bool = False) -> None:
        """``is_lost``: a form was sent, and is not saved."""
        super().__init__(path)
        self.path = path
        self.is_lost = is_lost


class Elsewhere(Exception):
    """The form was not sent from a page of this session."""


class NotFound(Exception):
    """There is no such page for who asks."""


def portail_of(request: Request) -> Portail:
    """The portal that answers."""
    found: Portail = request.app.state.portail
    return found


def visitor(request: Request) -> Visitor:
    """Who asks, connected or not. Raises :class:`Elsewhere` for a form sent from elsewhere."""
    portail = portail_of(request)
    if request.method not in SAFE and not is_own(request, portail.address):
        raise Elsewhere
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    address = _address(request)
    cookie = request.cookies.get(cookie_name(portail), "")
    digest = secrets.digest_of(cookie) if cookie else ""
    session = (
        portail.ledger.sessions.current(digest, portail.clock(), portail.idle, portail.longest) if digest else None
    )
    if session is None:
        return Visitor(portail=portail, locale=_locale(request, portail), address=address, path=path)
    acces = portail.ledger.rights.acces(session.compte.id)
    return Member(
        portail=portail,
        locale=session.compte.locale,
        address=address,
        path=path,
        session=session,
        acces=acces,
        cookie=digest,
    )


def member(request: Request) -> Member:
    """Who is connected. Raises :class:`SignInFirst` when nobody is, :class:`Elsewhere` as :func:`visitor`."""
    found = visitor(request)
    if not isinstance(found, Member):
        is_lost = request.method not in SAFE
        raise SignInFirst(_page_of_form(request) if is_lost else found.path, is_lost=is_lost)
    return found


def sender(found: Annotated[Member, Depends(member)], csrf: Annotated[str, Form()] = "") -> Member:
    """Who is connected and sent the form from a page of this session. Raises :class:`Elsewhere`."""
    if not is_token(found.session.csrf, csrf):
        raise Elsewhere
    return found


def operator(found: Annotated[Member, Depends(member)]) -> Member:
    """Who runs Navette. Raises :class:`NotFound` for everybody else."""
    if not found.is_operator:
        raise NotFound
    return found


def operator_sender(found: Annotated[Member, Depends(sender)]) -> Member:
    """Who runs Navette and sent the form from a page of this session. Raises :class:`Elsewhere`, :class:`NotFound`."""
    return operator(found)


def with_passwords(found: Annotated[Visitor, Depends(visitor)]) -> None:
    """For pages about passwords. Raises :class:`NotFound` when nobody connects by one."""
    if not found.portail.settings.portail.passwords:
        raise NotFound


MOST_ID = 2**31 - 1
"""The greatest number of a row on every engine."""


class RowId(Convertor[int]):
    """The number of a row in a path; another number is no page."""

    regex = "[1-9][0-9]{0,9}"

    def convert(self, value: str) -> int:
        """One that no row can have is 0, which none has."""
        return int(value) if int(value) <= MOST_ID else 0

    def to_string(self, value: int) -> str:
        """As paths have it."""
        return str(value)


register_url_convertor("rang", RowId())
AnyVisitor = Annotated[Visitor, Depends(visitor)]
AnyMember = Annotated[Member, Depends(member)]
Operator = Annotated[Member, Depends(operator)]
Sender = Annotated[Member, Depends(sender)]
"""For routes that change something."""
OperatorSender = Annotated[Member, Depends(operator_sender)]


def cookie_name(portail: Portail) -> str:
    """That of the session; ``__Host-`` lets browsers hold it to this host and to HTTPS."""
    return "__Host-navette" if portail.is_secure else "navette"


def with_session(response: Response, portail: Portail, cookie: str) -> Response:
    """The answer, with which the browser has the session."""
    response.set_cookie(cookie_name(portail), cookie, secure=portail.is_secure, httponly=True, samesite="lax", path="/")
    return response


def without_session(response: Response, portail: Portail) -> Response:
    """The answer, with which the browser has it no more."""
    response.delete_cookie(cookie_name(portail), secure=portail.is_secure, httponly=True, samesite="lax", path="/")
    return response


def own_path(path: str) -> str:
    """``path`` when it is one of the portal, else the first page: nobody is led elsewhere by a link to here."""
    try:
        parts = urlsplit(path.replace("\\", "/"))
    except ValueError:
        return "/"
    own = path.startswith("/") and not path.startswith("//") and not parts.scheme and not parts.netloc
    return path if own and path.isprintable() and "\\" not in path else "/"


def sign_in_path(path: str) -> str:
    """Where one connects to come back to ``path``."""
    return "/connexion" if path == "/" else f"/connexion?next={quote(path, safe='')}"


def _page_of_form(request: Request) -> str:
    """The page the form stood on, by the browser's word; :func:`visitor` has held it to be one of ours."""
    try:
        parts = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return "/"
    return own_path(parts.path + (f"?{parts.query}" if parts.query else ""))


def _locale(request: Request, portail: Portail) -> Locale:
    asked = request.query_params.get(LANGUAGE) or request.cookies.get(LANGUAGE)
    return Locale(asked) if asked in {each.value for each in Locale} else portail.settings.locale


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
