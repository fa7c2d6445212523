"""The identities of a provider by which an account connects, as its page shows them."""

from dataclasses import dataclass
from hashlib import sha256

from domain.compte import Identite
from domain.paris_time import moment_text
from domain.text import Text
from exporters.html.shown import Attribute, Outside, outside
from portail.acces.asker import Member
from portail.forms import FormView


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRow:
    """One of them."""

    key: Attribute
    issuer: Outside
    since: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderPart:
    """The part of one's account about the provider."""

    heading: Text
    identities: tuple[IdentityRow, ...]
    link: FormView
    none: Text = Text(
        "Vous pouvez vous connecter aussi par ce fournisseur d'identité.",
        "You can sign in by this identity provider too.",
    )
    remove: Text = Text("Ne plus se connecter ainsi", "Sign in that way no more")


def provider_part(who: Member) -> ProviderPart | None:
    """``None`` when the settings name no provider."""
    table = who.portail.settings.portail.oidc
    if table is None:
        return None
    label = {"label": table.label}
    return ProviderPart(
        heading=HEADING.with_(label),
        identities=tuple(
            IdentityRow(
                key=Attribute(key_of(each)),
                issuer=outside(each.issuer),
                since=moment_text(each.linked_at),
            )
            for each in who.portail.ledger.identities.of_account(who.compte.id)
        ),
        link=FormView(action="/mon-compte/identites", fields=(), button=LINK.with_(label)),
    )


def key_of(identity: Identite) -> str:
    """By what a form names it."""
    return sha256(f"{identity.issuer}\n{identity.sub}".encode()).hexdigest()[:32]


HEADING = Text("Connexion par {label}", "Signing in by {label}")
LINK = Text("Relier à {label}", "Link to {label}")
DONE: dict[str, Text] = {
    "identite": Text(
        "C'est relié : vous pouvez vous connecter ainsi.", "It is linked: you can sign in that way from now on."
    ),
    "retiree": Text("Vous ne vous connectez plus ainsi.", "You sign in that way no more."),
    "derniere": Text(
        "Elle n'est pas retirée : vous n'avez pas d'autre moyen de vous connecter. Choisissez d'abord un mot de passe.",
        "It was not removed: you have no other way to sign in. Choose a password first.",
    ),
}
