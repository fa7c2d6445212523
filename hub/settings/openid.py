"""The table ``[portail.oidc]``: a provider of identities by OpenID Connect."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from domain.text import Text
from hub.settings.reasons import BadValue
from hub.settings.secret_place import one_place
from hub.settings.types import AnchoredPath, EnvName, Table

_ISSUER = (
    r"^(https://[A-Za-z0-9.-]+(:[0-9]{1,5})?|http://(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?)"
    r"(/[A-Za-z0-9._~-]+)*/?$"
)
Word = Annotated[str, StringConstraints(pattern=r"^[!#-\[\]-~]{1,200}$")]
"""A scope, or an assurance level (RFC 6749 section 3.3)."""
ClaimName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_:/.#-]{1,100}$")]
HostName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]{1,200}(:[0-9]{1,5})?$")]


class OidcTable(Table):
    """A provider of identities: ProConnect, a Keycloak, any other of OpenID Connect Core 1.0."""

    issuer: str = Field(pattern=_ISSUER, max_length=200)
    """Its name, an HTTPS URL, exactly as its discovery document has it; HTTP on this machine only."""
    client_id: str = Field(min_length=1, max_length=200)
    client_secret_env: EnvName | None = None
    client_secret_file: AnchoredPath | None = None
    label: str = Field("OpenID Connect", min_length=1, max_length=40)
    """Its name, as the button of the page of connection has it."""
    scopes: tuple[Word, ...] = ("openid", "email", "profile")
    acr_values: tuple[Word, ...] = ()
    """Assurance levels of which one is asked for; an identity of another one is refused. Empty: any."""
    acr_request: Literal["acr_values", "claims"] = "acr_values"
    """How they are asked for: by the parameter of this name (ProConnect knows ``claims`` only)."""
    hosts: tuple[HostName, ...] = ()
    """Hosts that its addresses may name, beside that of the issuer."""
    client_auth: Literal["basic", "post"] = "basic"
    """How the secret is shown: in a header (``client_secret_basic``), or in the form (``client_secret_post``)."""
    claim_email: ClaimName = "email"
    claim_given_name: ClaimName = "given_name"
    claim_family_name: ClaimName = "family_name"
    claim_siret: ClaimName = "siret"
    """The structure somebody works for: what the portal proposes to ask an attachment to, and nothing more."""
    email_trusted: bool = False
    """Whether an address is held to be verified when the provider does not say (``email_verified``)."""
    create: bool = True
    """Whether who has no account is given one; else accounts are made by ``navette compte create``."""
    passwords: bool = True
    """Whether people connect by a password of the portal too, register and choose one."""

    @model_validator(mode="after")
    def _can_be_used(self) -> "OidcTable":
        one_place("client_secret", self.client_secret_env, self.client_secret_file)
        if self.client_secret_env is None and self.client_secret_file is None:
            raise BadValue(
                Text(
                    "nommez client_secret_env ou client_secret_file : où est le secret que le fournisseur a donné",
                    "name client_secret_env or client_secret_file: where the secret is that the provider gave",
                )
            )
        if "openid" not in self.scopes:
            raise BadValue(Text("scopes doit avoir openid", "scopes must have openid"))
        return self
