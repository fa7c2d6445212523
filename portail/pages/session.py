"""Connecting and ending a session; the language of who is not connected."""

from datetime import timedelta
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request, Response

from domain.text import Locale, Text
from hub.comptes import signing_in
from hub.comptes.signing_in import Refusal
from hub.settings.openid import OidcTable
from portail.acces import openid_cookies
from portail.acces.asker import (
    LANGUAGE,
    AnyVisitor,
    Member,
    Sender,
    Visitor,
    own_path,
    with_passwords,
    with_session,
    without_session,
)
from portail.acces.caller_first import CallerFirst
from portail.credentials import FORGOTTEN_LINK, PASSWORD, REGISTER_LINK, SIGN_IN, courriel_field, hidden
from portail.forms import Field, FormView
from portail.render import Notice, page, to
from portail.views import FormPage, Link

router = APIRouter(route_class=CallerFirst)
Given = Annotated[str, Form()]


@router.get("/connexion")
def sign_in_page(who: AnyVisitor, next: str = "/", fin: str = "") -> Response:
    """The form to connect; who is connected goes on."""
    if isinstance(who, Member):
        return to(own_path(next))
    return sign_in_form(who, own_path(next), notice=Notice(words=ENDED, tone="bad") if fin else None)


@router.post("/connexion", dependencies=[Depends(with_passwords)])
def sign_in(who: AnyVisitor, courriel: Given = "", mot_de_passe: Given = "", next: Given = "/") -> Response:
    """Connects, or says that it was not right."""
    portail = who.portail
    found = signing_in.sign_in(portail.ledger, courriel, mot_de_passe, portail.clock(), who.address)
    if isinstance(found, Refusal):
        if found.wait:
            return too_often(who, found.wait, own_path(next), courriel)
        return sign_in_form(who, own_path(next), courriel, Notice(words=WRONG, tone="bad"), 401)
    if isinstance(who, Member):
        portail.ledger.sessions.end(who.cookie, portail.clock(), who.address)
    answer = with_session(to(own_path(next)), portail, found.cookie)
    return openid_cookies.drop(answer, openid_cookies.HINT, portail)


@router.post("/deconnexion")
def sign_out(who: Sender, request: Request) -> Response:
    """Ends the session, for good; who connected by a provider leaves it too."""
    portail = who.portail
    portail.ledger.sessions.end(who.cookie, portail.clock(), who.address)
    is_of_provider = portail.settings.portail.oidc and openid_cookies.read(request, openid_cookies.HINT, portail)
    return without_session(to("/deconnexion/fournisseur" if is_of_provider else "/connexion"), portail)


@router.post("/langue")
def choose_language(who: AnyVisitor, langue: Given = "", ici: Given = "/") -> Response:
    """Another language for who is not connected."""
    answer = to(own_path(ici))
    if langue in {each.value for each in Locale}:
        answer.set_cookie(
            LANGUAGE, langue, max_age=31_536_000, httponly=True, samesite="lax", secure=who.portail.is_secure
        )
    return answer


# --- helpers ------------------------------------------------------------------------------------------------------


def sign_in_form(
    who: Visitor, after: str, courriel: str = "", notice: Notice | None = None, status: int = 200
) -> Response:
    """The page of connection, by a provider or by a password as the settings say; it goes on to ``after``."""
    fields = (
        courriel_field(courriel, {}),
        Field(name="mot_de_passe", label=PASSWORD, kind="password", required=True, autocomplete="current-password"),
        hidden("next", after),
    )
    table = who.portail.settings.portail
    links = [REGISTER_LINK] if table.inscription else []
    view = FormPage(
        heading=SIGN_IN,
        button=_provider(table.oidc, after) if table.oidc else None,
        form=FormView(action="/connexion", fields=fields, button=SIGN_IN) if table.passwords else None,
        links=(*links, FORGOTTEN_LINK) if table.passwords else (),
    )
    return page(who, "formulaire", view, title=SIGN_IN, notice=notice, status=status)


def too_often(who: Visitor, wait: timedelta, after: str = "/", courriel: str = "") -> Response:
    """The page of connection, on which nobody connects for a while."""
    notice = Notice(words=TOO_OFTEN.with_({"minutes": minutes(wait)}), tone="bad")
    answer = sign_in_form(who, after, courriel, notice, 429)
    answer.headers["Retry-After"] = str(int(wait.total_seconds()) + 1)
    return answer


def minutes(wait: timedelta) -> int:
    """At least one."""
    return int(wait.total_seconds() // 60) + 1


def _provider(table: OidcTable, after: str) -> Link:
    href = "/connexion/openid" + ("" if after == "/" else f"?next={quote(after, safe='')}")
    return Link(href=href, label=BY_PROVIDER.with_({"label": table.label}))


# --- words --------------------------------------------------------------------------------------------------------

BY_PROVIDER = Text("Se connecter avec {label}", "Sign in with {label}")
WRONG = Text(
    "L'adresse ou le mot de passe ne va pas, ou le compte n'est pas confirmé.",
    "The address or the password is wrong, or the account is not confirmed.",
)
TOO_OFTEN = Text(
    "Trop de mots de passe faux : réessayez dans {minutes} minutes. Si ce n'est pas vous, ou pour continuer tout de "
    "suite, suivez « Mot de passe oublié ».",
    "Too many wrong passwords: try again in {minutes} minutes. If it was not you, or to go on at once, follow "
    "“Forgotten password”.",
)
ENDED = Text(
    "Votre session s'était terminée : ce que vous venez d'envoyer n'a pas été enregistré. Connectez-vous et "
    "recommencez.",
    "Your session had ended: what you have just sent was not saved. Sign in and do it again.",
)
