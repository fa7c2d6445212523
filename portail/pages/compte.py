"""One's own account: attachments, password, language, what happened to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Response

from domain.compte import JOURNAL_LABELS
from domain.paris_time import moment_text
from domain.text import Locale, Text
from exporters.html.shown import outside
from hub.comptes import passwords, signing_in
from hub.comptes.signing_in import MOST_OF_ACCOUNT
from portail.acces.asker import AnyMember, Member, Sender, with_passwords
from portail.acces.caller_first import CallerFirst
from portail.credentials import CHANGED as PASSWORD_CHANGED
from portail.credentials import PASSWORD_HINT
from portail.forms import Field, FormView, faulty, select
from portail.identities import DONE as IDENTITIES_DONE
from portail.identities import ProviderPart, provider_part
from portail.people import AttachmentRow, attachment_rows
from portail.render import Notice, page, to
from portail.views import Fact, Link

router = APIRouter(route_class=CallerFirst)
Given = Annotated[str, Form()]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """The page of one's account."""

    facts: tuple[Fact, ...]
    attachments: tuple[AttachmentRow, ...]
    password: FormView | None
    """``None``: nobody connects by a password."""
    provider: ProviderPart | None
    """Connecting by a provider; ``None``: the settings name none."""
    language: FormView
    journal: tuple[Fact, ...]
    heading: Text = Text("Mon compte", "My account")
    attachments_heading: Text = Text("Mes rattachements aux structures", "My attachments to structures")
    none: Text = Text("Vous n'êtes rattaché à aucune structure.", "You are attached to no structure.")
    ask: Text = Text("Demander un rattachement", "Ask for an attachment")
    no_espace: Text = Text("Aucun espace ouvert", "No espace open")
    password_heading: Text = Text("Changer le mot de passe", "Change the password")
    notices: Link = Link(href="/mon-compte/avis", label=Text("Mes avis par courriel", "My notices by mail"))
    language_heading: Text = Text("Langue", "Language")
    journal_heading: Text = Text("Ce qui s'est passé", "What happened")
    structure_label: Text = Text("Structure", "Structure")
    role_label: Text = Text("Rôle", "Role")
    state_label: Text = Text("État", "State")
    espaces_label: Text = Text("Espaces", "Espaces")


@router.get("/mon-compte")
def account(who: AnyMember, fait: str = "") -> Response:
    """One's account."""
    return _account(who, {}, Notice(words=DONE[fait]) if fait in DONE else None)


@router.post("/mon-compte/mot-de-passe", dependencies=[Depends(with_passwords)])
def change_password(who: Sender, ancien: Given = "", nouveau: Given = "") -> Response:
    """Changes the password; every other session ends."""
    portail = who.portail
    known = portail.ledger.accounts.by_id(who.compte.id).mot_de_passe
    tries = portail.ledger.sessions.tried(f"ancien:{who.compte.id}", portail.clock(), signing_in.WINDOW)
    if tries > MOST_OF_ACCOUNT:
        return _account(who, {}, Notice(words=TOO_OFTEN, tone="bad"), 429)
    if known and not passwords.is_right(known, ancien):
        return _account(who, {"ancien": WRONG}, Notice(words=NOT_CHANGED, tone="bad"), 400)
    if fault := passwords.fault_of(nouveau, who.compte.courriel):
        return _account(who, {"nouveau": fault}, Notice(words=NOT_CHANGED, tone="bad"), 400)
    portail.ledger.accounts.change_password(
        who.compte.id, passwords.hashed(nouveau), portail.clock(), address=who.address, keep=who.cookie
    )
    return to("/mon-compte?fait=mot-de-passe")


@router.post("/mon-compte/langue")
def change_language(who: Sender, langue: Given = "") -> Response:
    """Changes the language of the account."""
    if langue in {each.value for each in Locale}:
        who.portail.ledger.accounts.set_locale(who.compte.id, Locale(langue))
    return to("/mon-compte")


# --- helpers ------------------------------------------------------------------------------------------------------


def _account(who: Member, faults: Mapping[str, Text], notice: Notice | None, status: int = 200) -> Response:
    compte = who.compte
    old = Field(
        name="ancien", label=OLD, kind="password", required=True, autocomplete="current-password",
        fault=faulty(faults, "ancien"),
    )  # fmt: skip
    new = Field(
        name="nouveau", label=NEW, kind="password", required=True, autocomplete="new-password", hint=PASSWORD_HINT,
        fault=faulty(faults, "nouveau"),
    )  # fmt: skip
    languages = [(Locale.FR.value, Text("Français", "Français")), (Locale.EN.value, Text("English", "English"))]
    view = AccountView(
        facts=(
            Fact(label=NAME, value=outside(compte.name)),
            Fact(label=ADDRESS, value=outside(compte.courriel)),
        ),
        attachments=attachment_rows(who, who.acces),
        password=(
            FormView(action="/mon-compte/mot-de-passe", fields=(old, new), button=CHANGE)
            if who.portail.settings.portail.passwords
            else None
        ),
        provider=provider_part(who),
        language=FormView(
            action="/mon-compte/langue",
            fields=(select("langue", LANGUAGE, languages, compte.locale.value),),
            button=CHANGE,
        ),
        journal=tuple(
            Fact(
                label=JOURNAL_LABELS[line.entry],
                value=moment_text(line.at),
                detail=outside(_detail(line.structure, line.detail)),
            )
            for line in who.portail.ledger.accounts.journal_of(compte.id)[:20]
        ),
    )
    return page(who, "compte", view, title=view.heading, notice=notice, status=status)


def _detail(structure: str, detail: str) -> str:
    return " ".join(filter(None, (structure, detail)))


# --- words --------------------------------------------------------------------------------------------------------

NAME = Text("Nom", "Name")
ADDRESS = Text("Adresse électronique", "E-mail address")
OLD = Text("Mot de passe actuel", "Current password")
NEW = Text("Nouveau mot de passe", "New password")
CHANGE = Text("Changer", "Change")
LANGUAGE = Text("Langue des pages", "Language of the pages")
WRONG = Text("Ce n'est pas le mot de passe actuel.", "This is not the current password.")
TOO_OFTEN = Text(
    "Trop d'essais : réessayez dans un quart d'heure. Le mot de passe n'est pas changé.",
    "Too many tries: try again in a quarter of an hour. The password is not changed.",
)
NOT_CHANGED = Text("Le mot de passe n'est pas changé.", "The password is not changed.")
DONE: dict[str, Text] = {
    "mot-de-passe": PASSWORD_CHANGED,
    **IDENTITIES_DONE,
    "demande": Text(
        "Le rattachement est demandé : un gestionnaire de la structure y répond.",
        "The attachment is asked for: an administrator of the structure answers.",
    ),
    "deja": Text("Ce rattachement est déjà demandé, ou actif.", "This attachment is asked for already, or active."),
}
