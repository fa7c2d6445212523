"""Fields by which somebody is known, an address and a password, and the links between the pages that have them."""

from collections.abc import Mapping

from domain.text import NOTHING, Text
from exporters.html.shown import Attribute
from hub.comptes import passwords
from portail.forms import Field, faulty
from portail.views import Link


def hidden(name: str, value: str) -> Field:
    """A field that nobody sees."""
    return Field(name=name, label=NOTHING, value=Attribute(value), kind="hidden")


def courriel_field(value: str, faults: Mapping[str, Text]) -> Field:
    """The address, with what is wrong with it under ``courriel``."""
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


def password_field(faults: Mapping[str, Text]) -> Field:
    """A new password, with what is wrong with it under ``mot_de_passe``."""
    return Field(
        name="mot_de_passe",
        label=PASSWORD,
        kind="password",
        hint=PASSWORD_HINT,
        fault=faulty(faults, "mot_de_passe"),
        required=True,
        autocomplete="new-password",
    )


SIGN_IN = Text("Se connecter", "Sign in")
REGISTER = Text("Créer un compte", "Create an account")
FORGOTTEN = Text("Mot de passe oublié", "Forgotten password")
ADDRESS = Text("Adresse électronique", "E-mail address")
PASSWORD = Text("Mot de passe", "Password")
PASSWORD_HINT = Text(
    f"Au moins {passwords.SHORTEST} caractères ; une phrase de quelques mots convient.",
    f"At least {passwords.SHORTEST} characters; a phrase of a few words is fine.",
)
CHANGED = Text("Le mot de passe est changé : connectez-vous.", "The password is changed: sign in.")
LINK_TOO_OLD = Text(
    "Ce lien n'est plus bon : il a servi, il est trop ancien, ou il est incomplet.",
    "This link works no more: it was used, is too old, or incomplete.",
)
LOOK = Text(
    "S'il n'arrive pas, regardez parmi les indésirables.", "If it does not arrive, look among the unwanted mails."
)
SIGN_IN_LINK = Link(href="/connexion", label=SIGN_IN)
REGISTER_LINK = Link(href="/inscription", label=REGISTER)
FORGOTTEN_LINK = Link(href="/mot-de-passe", label=FORGOTTEN)
