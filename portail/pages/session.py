"""Connecting and ending a session; the language of who is not connected."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Response

from domain.text import Locale, Text
from hub.comptes import signing_in
from hub.comptes.signing_in import Refusal
from portail.acces.asker import (
    LANGUAGE,
    AnyVisitor,
    Member,
    Sender,
    Visitor,
    own_path,
    with_session,
    without_session,
)
from portail.credentials import FORGOTTEN_LINK, PASSWORD, REGISTER_LINK, SIGN_IN, courriel_field, hidden
from portail.forms import Field, FormView
from portail.render import Notice, page, to
from portail.views import FormPage

router = APIRouter()
Given = Annotated[str, Form()]


@router.get("/connexion")
def sign_in_page(who: AnyVisitor, next: str = "/", fin: str = "") -> Response:
    """The form to connect; who is connected goes on."""
    if isinstance(who, Member):
        return to(own_path(next))
    return sign_in_form(who, own_path(next), notice=Notice(words=ENDED, tone="bad") if fin else None)


@router.post("/connexion")
def sign_in(who: AnyVisitor, courriel: Given = "", mot_de_passe: Given = "", next: Given = "/") -> Response:
    """Connects, or says that it was not right."""
    portail = who.portail
    found = signing_in.sign_in(portail.ledger, courriel, mot_de_passe, portail.clock(), who.address)
    if isinstance(found, Refusal):
        words = _wait(found.wait) if found.wait else WRONG
        answer = sign_in_form(
            who, own_path(next), courriel, Notice(words=words, tone="bad"), 429 if found.wait else 401
        )
        if found.wait:
            answer.headers["Retry-After"] = str(int(found.wait.total_seconds()) + 1)
        return answer
    if isinstance(who, Member):
        portail.ledger.sessions.end(who.cookie, portail.clock(), who.address)
    return with_session(to(own_path(next)), portail, found.cookie)


@router.post("/deconnexion")
def sign_out(who: Sender) -> Response:
    """Ends the session, for good."""
    who.portail.ledger.sessions.end(who.cookie, who.portail.clock(), who.address)
    return without_session(to("/connexion"), who.portail)


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
    """The page that asks for the address and the password, and goes on to ``after``."""
    fields = (
        courriel_field(courriel, {}),
        Field(name="mot_de_passe", label=PASSWORD, kind="password", required=True, autocomplete="current-password"),
        hidden("next", after),
    )
    links = [REGISTER_LINK] if who.portail.settings.portail.inscription else []
    form = FormView(action="/connexion", fields=fields, button=SIGN_IN)
    view = FormPage(heading=SIGN_IN, form=form, links=(*links, FORGOTTEN_LINK))
    return page(who, "formulaire", view, title=SIGN_IN, notice=notice, status=status)


def _wait(left: timedelta) -> Text:
    return TOO_OFTEN.with_({"minutes": int(left.total_seconds() // 60) + 1})


# --- words --------------------------------------------------------------------------------------------------------

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
