"""Another password for who forgot it, by a link sent to the address."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Form, Response

from domain.text import Text
from hub.comptes import passwords, registration, signing_in
from portail.acces.asker import AnyVisitor, Visitor, with_passwords
from portail.context import Portail
from portail.credentials import (
    CHANGED,
    FORGOTTEN,
    FORGOTTEN_LINK,
    LINK_TOO_OLD,
    LOOK,
    SIGN_IN_LINK,
    courriel_field,
    hidden,
    password_field,
)
from portail.forms import FormView, tidy
from portail.letters import send
from portail.pages.session import sign_in_form
from portail.render import Notice, page
from portail.views import FormPage

router = APIRouter(dependencies=[Depends(with_passwords)])
Given = Annotated[str, Form()]
MOST = 40
"""Forgotten passwords of one network address in :data:`hub.comptes.signing_in.WINDOW`."""


@router.get("/mot-de-passe")
def forgotten_page(who: AnyVisitor) -> Response:
    """The form of who forgot the password."""
    form = FormView(action="/mot-de-passe", fields=(courriel_field("", {}),), button=SEND_LINK)
    return page(who, "formulaire", FormPage(heading=FORGOTTEN, form=form, links=(SIGN_IN_LINK,)), title=FORGOTTEN)


@router.post("/mot-de-passe")
def forgotten(who: AnyVisitor, tasks: BackgroundTasks, courriel: Given = "") -> Response:
    """Writes to the address when it has an account; the answer is the same when it has none."""
    portail = who.portail
    if portail.ledger.sessions.tried(f"oubli:{who.address}", portail.clock(), signing_in.WINDOW) <= MOST:
        tasks.add_task(_forgotten, portail, tidy(courriel, 254), who.base)
    view = FormPage(heading=FORGOTTEN, lines=(IF_ANY, LOOK), links=(SIGN_IN_LINK,))
    return page(who, "formulaire", view, title=FORGOTTEN)


@router.get("/mot-de-passe/nouveau")
def new_password_page(who: AnyVisitor, lien: str = "") -> Response:
    """The form of another password."""
    return _new_password(who, lien, {})


@router.post("/mot-de-passe/nouveau")
def new_password(who: AnyVisitor, lien: Given = "", mot_de_passe: Given = "") -> Response:
    """Changes the password by the link of a mail."""
    if fault := passwords.fault_of(mot_de_passe):
        return _new_password(who, lien, {"mot_de_passe": fault}, 400)
    found = registration.reset(who.portail.ledger, lien, mot_de_passe, who.portail.clock(), who.address)
    if found is None:
        view = FormPage(heading=FORGOTTEN, lines=(LINK_TOO_OLD,), links=(FORGOTTEN_LINK,))
        return page(who, "formulaire", view, title=FORGOTTEN, status=400)
    return sign_in_form(who, "/", found.courriel, Notice(words=CHANGED))


# --- helpers ------------------------------------------------------------------------------------------------------


def _new_password(who: Visitor, link: str, faults: Mapping[str, Text], status: int = 200) -> Response:
    fields = (password_field(faults), hidden("lien", link))
    form = FormView(action="/mot-de-passe/nouveau", fields=fields, button=CHANGE)
    return page(who, "formulaire", FormPage(heading=CHANGE, form=form), title=CHANGE, status=status)


def _forgotten(portail: Portail, courriel: str, base: str) -> None:
    if to_send := registration.forgotten(portail.ledger, courriel, base, portail.clock()):
        send(portail, to_send)


# --- words --------------------------------------------------------------------------------------------------------

SEND_LINK = Text("Recevoir un lien", "Receive a link")
CHANGE = Text("Changer le mot de passe", "Change the password")
IF_ANY = Text(
    "Si cette adresse a un compte, un message vient de lui être envoyé, avec un lien qui vaut une heure.",
    "If this address has an account, a message was just sent to it, with a link that works for an hour.",
)
