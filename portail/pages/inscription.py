"""Registering, and confirming the address."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Form, Response

from domain.compte import COURRIEL
from domain.text import Text
from exporters.html.shown import Attribute, outside
from hub.comptes import passwords, registration, signing_in
from hub.comptes.registration import WrongPassword
from ledger.accounts.registered import NewCompte
from portail.acces.asker import AnyVisitor, Visitor, with_passwords
from portail.credentials import (
    FORGOTTEN_LINK,
    LINK_TOO_OLD,
    LOOK,
    PASSWORD,
    REGISTER,
    REGISTER_LINK,
    SIGN_IN_LINK,
    courriel_field,
    hidden,
    password_field,
)
from portail.forms import Field, FormView, faulty, tidy
from portail.letters import send
from portail.pages.session import sign_in_form
from portail.render import Notice, page
from portail.views import FormPage

router = APIRouter(dependencies=[Depends(with_passwords)])
Given = Annotated[str, Form()]
MOST = 40
"""Registrations of one network address in :data:`hub.comptes.signing_in.WINDOW`."""


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
    tasks.add_task(send, portail, letter)
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
    return sign_in_form(who, "/", found.courriel, Notice(words=CONFIRMED))


# --- helpers ------------------------------------------------------------------------------------------------------


def _confirm(who: Visitor, link: str, notice: Notice | None = None, status: int = 200) -> Response:
    password = Field(
        name="mot_de_passe", label=PASSWORD, kind="password", hint=OF_REGISTRATION, required=True,
        autocomplete="current-password",
    )  # fmt: skip
    form = FormView(action="/confirmation", fields=(password, hidden("lien", link)), button=CONFIRM)
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
        courriel_field(given.get("courriel", ""), faults),
        password_field(faults),
    )
    notice = Notice(words=MEND, tone="bad") if faults else notice
    form = FormView(action="/inscription", fields=fields, button=REGISTER)
    view = FormPage(heading=REGISTER, form=form, links=(SIGN_IN_LINK,))
    return page(who, "formulaire", view, title=REGISTER, notice=notice, status=status)


def _name(name: str, label: Text, given: Mapping[str, str], faults: Mapping[str, Text], autocomplete: str) -> Field:
    return Field(
        name=name,
        label=label,
        value=Attribute(given.get(name, "")),
        fault=faulty(faults, name),
        required=True,
        autocomplete=autocomplete,
    )


# --- words --------------------------------------------------------------------------------------------------------

REGISTERED = Text("Confirmez votre adresse", "Confirm your address")
CONFIRM = Text("Confirmer mon adresse", "Confirm my address")
FIRST_NAME = Text("Prénom", "First name")
NAME = Text("Nom", "Name")
MISSING = Text("À remplir.", "To be filled in.")
NO_ADDRESS = Text(
    "Ce n'est pas une adresse électronique : elle s'écrit nom@domaine.fr.",
    "This is no e-mail address: it is written name@domain.com.",
)
MEND = Text("Rien n'est envoyé : voyez ce qui manque.", "Nothing was sent: see what is missing.")
SENT_TO = Text(
    "Un message vient d'être envoyé à {courriel}. Suivez le lien qu'il contient, dans les trois jours ; le mot "
    "de passe que vous venez de choisir y sera demandé.",
    "A message was just sent to {courriel}. Follow the link in it within three days; it asks for the password you have "
    "just chosen.",
)
CONFIRMED = Text("Votre adresse est confirmée : connectez-vous.", "Your address is confirmed: sign in.")
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
CLOSED = Text(
    "Les comptes sont créés par l'organisme : demandez-le-lui.",
    "Accounts are made by the body that runs this portal: ask it.",
)
