"""A provider as its discovery document describes it (OpenID Connect Discovery 1.0, section 3)."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from domain.errors import NotIdentified
from domain.text import Text
from hub.comptes.openid.documents import Document
from hub.comptes.openid.fetching import is_named
from hub.comptes.openid.refusals import refused
from hub.settings.openid import OidcTable

PATH = "/.well-known/openid-configuration"

OTHER_ISSUER = Text(
    "Le fournisseur d'identité ne porte pas le nom (issuer) des réglages.",
    "The identity provider has not the name (issuer) of the settings.",
)
NO_ADDRESS = Text(
    "Le fournisseur d'identité ne donne pas son adresse « {name} », ou pas chez lui : nommez son hôte dans hosts.",
    "The identity provider does not give its address “{name}”, or not at its own host: name that host in hosts.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Where a provider is asked what."""

    issuer: str
    authorization: str
    token: str
    jwks: str
    userinfo: str
    """Empty: it has none."""
    end_session: str
    """Where people leave it (OpenID Connect RP-Initiated Logout 1.0); empty: nowhere."""
    names_itself: bool
    """Whether what browsers bring back has its name (RFC 9207)."""


def discovery(table: OidcTable) -> str:
    """The address of the document."""
    return table.issuer.rstrip("/") + PATH


def hosts_of(table: OidcTable) -> frozenset[str]:
    """The hosts that its addresses may name."""
    return frozenset({urlsplit(table.issuer).netloc.lower(), *table.hosts})


def described(document: Document, table: OidcTable) -> Provider:
    """The provider. Raises :class:`domain.errors.NotIdentified` when it is another one, or has an address elsewhere."""
    if document.text("issuer") != table.issuer:
        raise refused(OTHER_ISSUER)
    hosts = hosts_of(table)

    def address(name: str) -> str:
        found = document.text(name)
        if not is_named(found, hosts):
            raise _no_address(name)
        return found

    return Provider(
        issuer=table.issuer,
        authorization=address("authorization_endpoint"),
        token=address("token_endpoint"),
        jwks=address("jwks_uri"),
        userinfo=address("userinfo_endpoint") if document.has("userinfo_endpoint") else "",
        end_session=address("end_session_endpoint") if document.has("end_session_endpoint") else "",
        names_itself=document.truth("authorization_response_iss_parameter_supported") is True,
    )


def _no_address(name: str) -> NotIdentified:
    return refused(NO_ADDRESS.with_({"name": name}))
