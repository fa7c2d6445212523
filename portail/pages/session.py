"""Connecting, registering, confirming an address, choosing another password."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Form, Response

from domain.errors import NavetteError
from domain.text import Locale, Text
from exporters.html.shown import Attribute, outside
from hub.comptes import messages, passwords, registration, signing_in
from hub.comptes.registration import ToSend, WrongPassword
from hub.comptes.signing_in import Refusal
from ledger.accounts.registered import NewCompte
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
from portail.context import Portail
from portail.forms import Field, FormView, faulty, tidy
from portail.render import Notice, page, to
from portail.views import FormPage, Link

router = APIRouter()
COURRIEL = re.compile(r"[\w.!#$&'*+/=?^{|}~-]{1,64}@[\w-]+(\.[\w-]+)+")
"""One address that can be written to, without the characters by which programs that send mail separate or name
several; whether it is somebody's is seen when the link is followed.
"""
Given = Annotated[str, Form()]
MOST = 40
"""Registrations, or forgotten passwords, of one network address in :data:`hub.comptes.signing_in.WINDOW`."""


@router.get("/connexion")
def sign_in_page(who: AnyVisitor, next: str = "/", fin: str = "") -> Response:
    """The form to connect; who is connected goes on."""
    if isinstance(who, Member):
        return to(own_path(next))
    return _sign_in(who, own_path(next), notice=Notice(words=ENDED, tone="bad") if fin else None)


@router.post("/connexion")
def sign_in(who: AnyVisitor, courriel: Given = "", mot_de_passe: Given = "", next: Given = "/") -> Response:
    """Connects, or says that it was not right."""
    portail = who.portail
    found = signing_in.sign_in(portail.ledger, courriel, mot_de_passe, portail.clock(), who.address)
    if isinstance(found, Refusal):
        words = _wait(found.wait) if found.wait else WRONG
        answer = _sign_in(who, own_path(next), courriel, Notice(words=words, tone="bad"), 429 if found.wait else 401)
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


@router.get("/inscription")
def register_page(who: AnyVisitor) -> Response:
    """The form to register."""
    return _register(who, {}, {})


@router.post("/inscription")
def register(
    who: AnyVisitor,
    tasks: BackgroundTasks,
    prenom: Given = "",
    nom: Given = "",
    courriel: Given = "",
    mot_de_passe: Given = "",
) -> Response:
    """Registers; the answer is the same whether the address has an account or not."""
    portail = who.portail
    given = {"prenom": tidy(prenom), "nom": tidy(nom), "courriel": tidy(courriel, 254)}
    faults: dict[str, Text] = {name: MISSING for name in ("prenom", "nom") if not given[name]}
    if not COURRIEL.fullmatch(given["courriel"]):
        faults["courriel"] = NO_ADDRESS
    if fault := passwords.fault_of(mot_de_passe, given["courriel"]):
        faults["mot_de_passe"] = fault
    if faults or not portail.settings.portail.inscription:
        return _register(who, given, faults, 400)
    if portail.ledger.sessions.tried(f"inscription:{who.address}", portail.clock(), signing_in.WINDOW) > MOST:
        return _register(who, given, {}, 429, Notice(words=TOO_MANY, tone="bad"))
    new = NewCompte(
        courriel=given["courriel"], prenom=given["prenom"], nom=given["nom"], mot_de_passe="", locale=who.locale
    )
    letter = registration.register(portail.ledger, new, mot_de_passe, who.base, portail.clock(), who.address)
    tasks.add_task(_send, portail, letter)
    view = FormPage(
        heading=REGISTERED, lines=(SENT_TO.with_({"courriel": given["courriel"]}), LOOK), links=(SIGN_IN_LINK,)
    )
    return page(who, "formulaire", view, title=REGISTERED)


@router.get("/confirmation")
def confirm_page(who: AnyVisitor, lien: str = "") -> Response:
    """The password and one button: programs that look at links in mails follow them, and must confirm nothing."""
    return _confirm(who, lien)


@router.post("/confirmation")
def confirm(who: AnyVisitor, lien: Given = "", mot_de_passe: Given = "") -> Response:
    """Confirms the address; a link that is followed twice says the same."""
    found = registration.confirm(who.portail.ledger, lien, mot_de_passe, who.portail.clock(), who.address)
    if isinstance(found, WrongPassword):
        return _confirm(who, lien, Notice(words=NOT_THIS_REGISTRATION, tone="bad"), 401)
    if found is None:
        view = FormPage(heading=CONFIRM, lines=(LINK_TOO_OLD,), links=(REGISTER_LINK, FORGOTTEN_LINK))
        return page(who, "formulaire", view, title=CONFIRM, status=400)
    return _sign_in(who, "/", found.courriel, Notice(words=CONFIRMED))


@router.get("/mot-de-passe")
def forgotten_page(who: AnyVisitor) -> Response:
    """The form of who forgot the password."""
    form = FormView(action="/mot-de-passe", fields=(_courriel("", {}),), button=SEND_LINK)
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
    return _sign_in(who, "/", found.courriel, Notice(words=CHANGED))


# --- helpers ------------------------------------------------------------------------------------------------------


def _sign_in(who: Visitor, after: str, courriel: str = "", notice: Notice | None = None, status: int = 200) -> Response:
    fields = (
        _courriel(courriel, {}),
        Field(name="mot_de_passe", label=PASSWORD, kind="password", required=True, autocomplete="current-password"),
        _hidden("next", after),
    )
    links = [REGISTER_LINK] if who.portail.settings.portail.inscription else []
    form = FormView(action="/connexion", fields=fields, button=SIGN_IN)
    view = FormPage(heading=SIGN_IN, form=form, links=(*links, FORGOTTEN_LINK))
    return page(who, "formulaire", view, title=SIGN_IN, notice=notice, status=status)


def _confirm(who: Visitor, link: str, notice: Notice | None = None, status: int = 200) -> Response:
    password = Field(
        name="mot_de_passe", label=PASSWORD, kind="password", hint=OF_REGISTRATION, required=True,
        autocomplete="current-password",
    )  # fmt: skip
    form = FormView(action="/confirmation", fields=(password, _hidden("lien", link)), button=CONFIRM)
    view = FormPage(heading=CONFIRM, form=form, links=(FORGOTTEN_LINK,))
    return page(who, "formulaire", view, title=CONFIRM, notice=notice, status=status)


def _register(
    who: Visitor,
    given: Mapping[str, str],
    faults: Mapping[str, Text],
    status: int = 200,
    notice: Notice | None = None,
) -> Response:
    if not who.portail.settings.portail.inscription:
        contact = who.portail.settings.organisme.contact
        lines = (CLOSED, outside(contact)) if contact else (CLOSED,)
        return page(who, "formulaire", FormPage(heading=REGISTER, lines=lines), title=REGISTER, status=status)
    fields = (
        _name("prenom", FIRST_NAME, given, faults, "given-name"),
        _name("nom", NAME, given, faults, "family-name"),
        _courriel(given.get("courriel", ""), faults),
        _password(faults),
    )
    notice = Notice(words=MEND, tone="bad") if faults else notice
    form = FormView(action="/inscription", fields=fields, button=REGISTER)
    view = FormPage(heading=REGISTER, form=form, links=(SIGN_IN_LINK,))
    return page(who, "formulaire", view, title=REGISTER, notice=notice, status=status)


def _new_password(who: Visitor, link: str, faults: Mapping[str, Text], status: int = 200) -> Response:
    fields = (_password(faults), _hidden("lien", link))
    form = FormView(action="/mot-de-passe/nouveau", fields=fields, button=CHANGE)
    return page(who, "formulaire", FormPage(heading=CHANGE, form=form), title=CHANGE, status=status)


def _send(portail: Portail, to_send: ToSend) -> None:
    """Sends it, unless its address had many; what fails is told on the console, the visitor has his answer already."""
    try:
        if registration.may_write(portail.ledger, to_send.courriel, portail.clock()):
            messages.send(portail.settings, to_send.courriel, to_send.letter, to_send.locale, portail.console)
    except NavetteError as error:
        portail.console(f"navette portail : {error}")


def _forgotten(portail: Portail, courriel: str, base: str) -> None:
    if to_send := registration.forgotten(portail.ledger, courriel, base, portail.clock()):
        _send(portail, to_send)


def _wait(left: timedelta) -> Text:
    return TOO_OFTEN.with_({"minutes": int(left.total_seconds() // 60) + 1})


def _hidden(name: str, value: str) -> Field:
    return Field(name=name, label=MISSING, value=Attribute(value), kind="hidden")


def _name(name: str, label: Text, given: Mapping[str, str], faults: Mapping[str, Text], autocomplete: str) -> Field:
    return Field(
        name=name,
        label=label,
        value=Attribute(given.get(name, "")),
        fault=faulty(faults, name),
        required=True,
        autocomplete=autocomplete,
    )


def _courriel(value: str, faults: Mapping[str, Text]) -> Field:
    return Field(
        name="courriel",
        label=ADDRESS,
        value=Attribute(value),
        kind="email",
        fault=faulty(faults, "courriel"),
        required=True,
        autocomplete="username",
        longest="254",
    )


def _password(faults: Mapping[str, Text]) -> Field:
    return Field(
        name="mot_de_passe",
        label=PASSWORD,
        kind="password",
        hint=PASSWORD_HINT,
        fault=faulty(faults, "mot_de_passe"),
        required=True,
        autocomplete="new-password",
    )


# --- words --------------------------------------------------------------------------------------------------------

SIGN_IN = Text("Se connecter", "Sign in")
REGISTER = Text("Créer un compte", "Create an account")
REGISTERED = Text("Confirmez votre adresse", "Confirm your address")
CONFIRM = Text("Confirmer mon adresse", "Confirm my address")
FORGOTTEN = Text("Mot de passe oublié", "Forgotten password")
SEND_LINK = Text("Recevoir un lien", "Receive a link")
CHANGE = Text("Changer le mot de passe", "Change the password")
ADDRESS = Text("Adresse électronique", "E-mail address")
PASSWORD = Text("Mot de passe", "Password")
PASSWORD_HINT = Text(
    f"Au moins {passwords.SHORTEST} caractères ; une phrase de quelques mots convient.",
    f"At least {passwords.SHORTEST} characters; a phrase of a few words is fine.",
)
FIRST_NAME = Text("Prénom", "First name")
NAME = Text("Nom", "Name")
MISSING = Text("À remplir.", "To be filled in.")
NO_ADDRESS = Text(
    "Ce n'est pas une adresse électronique : elle s'écrit nom@domaine.fr.",
    "This is no e-mail address: it is written name@domain.com.",
)
MEND = Text("Rien n'est envoyé : voyez ce qui manque.", "Nothing was sent: see what is missing.")
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
SENT_TO = Text(
    "Un message vient d'être envoyé à {courriel}. Suivez le lien qu'il contient, dans les trois jours ; le mot "
    "de passe que vous venez de choisir y sera demandé.",
    "A message was just sent to {courriel}. Follow the link in it within three days; it asks for the password you have "
    "just chosen.",
)
LOOK = Text(
    "S'il n'arrive pas, regardez parmi les indésirables.", "If it does not arrive, look among the unwanted mails."
)
IF_ANY = Text(
    "Si cette adresse a un compte, un message vient de lui être envoyé, avec un lien qui vaut une heure.",
    "If this address has an account, a message was just sent to it, with a link that works for an hour.",
)
CONFIRMED = Text("Votre adresse est confirmée : connectez-vous.", "Your address is confirmed: sign in.")
CHANGED = Text("Le mot de passe est changé : connectez-vous.", "The password is changed: sign in.")
LINK_TOO_OLD = Text(
    "Ce lien n'est plus bon : il a servi, il est trop ancien, ou il est incomplet.",
    "This link works no more: it was used, is too old, or incomplete.",
)
OF_REGISTRATION = Text("Celui de votre inscription.", "The one of your registration.")
NOT_THIS_REGISTRATION = Text(
    "Ce n'est pas le mot de passe de l'inscription : l'adresse n'est pas confirmée. Si vous l'avez perdu, ou si "
    "quelqu'un d'autre a inscrit votre adresse, suivez « Mot de passe oublié ».",
    "This is not the password of the registration: the address is not confirmed. If you lost it, or if somebody else "
    "registered your address, follow “Forgotten password”.",
)
TOO_MANY = Text(
    "Trop d'inscriptions depuis votre réseau : réessayez dans un quart d'heure. Rien n'est envoyé.",
    "Too many registrations from your network: try again in a quarter of an hour. Nothing was sent.",
)
ENDED = Text(
    "Votre session s'était terminée : ce que vous venez d'envoyer n'a pas été enregistré. Connectez-vous et "
    "recommencez.",
    "Your session had ended: what you have just sent was not saved. Sign in and do it again.",
)
CLOSED = Text(
    "Les comptes sont créés par l'organisme : demandez-le-lui.",
    "Accounts are made by the body that runs this portal: ask it.",
)
SIGN_IN_LINK = Link(href="/connexion", label=SIGN_IN)
REGISTER_LINK = Link(href="/inscription", label=REGISTER)
FORGOTTEN_LINK = Link(href="/mot-de-passe", label=FORGOTTEN)
