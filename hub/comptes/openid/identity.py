"""Who somebody is, by the word of the provider."""

from dataclasses import dataclass

from domain import siret as numbers
from domain.compte import COURRIEL
from domain.text import Text
from hub.comptes.openid.documents import Document
from hub.comptes.openid.exchange import Said
from hub.comptes.openid.refusals import refused
from hub.settings.openid import OidcTable

LONGEST_NAME, LONGEST_COURRIEL = 200, 254
"""Characters."""

NO_COURRIEL = Text(
    "Le fournisseur d'identité ne donne pas votre adresse électronique : il faut une adresse pour avoir un compte ici.",
    "The identity provider does not give your e-mail address: an account here needs an address.",
)
UNVERIFIED = Text(
    "Le fournisseur d'identité n'a pas vérifié votre adresse électronique : faites-la vérifier chez lui.",
    "The identity provider has not verified your e-mail address: have it verified there.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """Somebody, as the provider describes him."""

    issuer: str
    sub: str
    courriel: str
    """An address that is verified, or trusted by the settings; empty when it gives none that is."""
    why_no_courriel: Text
    """What to tell who needs an address, when there is none."""
    prenom: str
    nom: str
    siret: str
    """The structure he says that he works for; empty when that is no SIRET."""


def identified(said: Said, table: OidcTable) -> Identified:
    """Whom the provider means. Of a claim that it gives twice, the one of the identity token is taken.

    Raises :class:`domain.errors.NotIdentified` when it says that it has not verified the address.
    """
    both = (said.claims, said.userinfo)
    verified = [each.truth("email_verified") for each in both]
    if False in verified:
        raise refused(UNVERIFIED)
    source = next((each for each in both if each.text(table.claim_email)), said.userinfo)
    courriel = source.text(table.claim_email).strip()
    is_written = bool(COURRIEL.fullmatch(courriel)) and len(courriel) <= LONGEST_COURRIEL
    is_sure = source.truth("email_verified") is True or table.email_trusted or _same(both, courriel, table, verified)
    siret = "".join(_text(both, table.claim_siret).split())
    return Identified(
        issuer=table.issuer,
        sub=said.claims.text("sub"),
        courriel=courriel if is_written and is_sure else "",
        why_no_courriel=UNVERIFIED if is_written else NO_COURRIEL,
        prenom=_name(_text(both, table.claim_given_name)),
        nom=_name(_text(both, table.claim_family_name)),
        siret=siret if numbers.has_shape(siret) and numbers.has_key(siret) else "",
    )


def _same(both: tuple[Document, ...], courriel: str, table: OidcTable, verified: list[bool | None]) -> bool:
    """Whether one source says that the address is verified, and means this one."""
    means = [each.text(table.claim_email).strip() == courriel for each in both]
    return any(says and this for says, this in zip(verified, means, strict=True))


def _text(both: tuple[Document, ...], name: str) -> str:
    return next(filter(None, (each.text(name) for each in both)), "")


def _name(written: str) -> str:
    """On one line, without invisible characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in written).split())[:LONGEST_NAME]
