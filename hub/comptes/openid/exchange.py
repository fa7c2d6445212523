"""The code that the browser brings back is exchanged for tokens (OpenID Connect Core 1.0, sections 3.1.3 and 5.3)."""

import re
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote_plus

from domain.text import Text
from hub.comptes.openid import id_token
from hub.comptes.openid.documents import Document, document_of
from hub.comptes.openid.fetching import Question
from hub.comptes.openid.id_token import Expected
from hub.comptes.openid.known import KnownProvider
from hub.comptes.openid.provider import Provider
from hub.comptes.openid.refusals import refused
from hub.comptes.openid.request import BACK, nonce_of, verifier_of
from hub.runtime.connections import secret
from hub.settings.openid import OidcTable

CODE = Text(
    "Le fournisseur d'identité n'accepte pas ce retour ({error}) : il a servi, ou il est trop ancien.",
    "The identity provider does not accept this return ({error}): it was used, or is too old.",
)
CLIENT = Text(
    "Le fournisseur d'identité ne reconnaît pas ce portail ({error}) : client_id, client_secret ou client_auth des "
    "réglages ne va pas.",
    "The identity provider does not know this portal ({error}): client_id, client_secret or client_auth of the "
    "settings is wrong.",
)
NO_TOKEN = Text(
    "Le fournisseur d'identité n'a pas donné de jeton d'identité.", "The identity provider gave no identity token."
)
NO_CLAIMS = Text(
    "Le fournisseur d'identité ne dit rien de vous ({status}).", "The identity provider says nothing of you ({status})."
)
OTHER_PERSON = Text(
    "Le fournisseur d'identité parle de deux personnes différentes.",
    "The identity provider speaks of two different people.",
)
_WORD = re.compile(r"[a-z_]{1,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the provider said of who came back."""

    id_token: str = field(repr=False)
    claims: Document = field(repr=False)
    """Those of the identity token, which are believed first."""
    userinfo: Document = field(repr=False)
    """What else it said; empty when nothing was missing."""


def redeem(
    known: KnownProvider, table: OidcTable, base: str, browser: str, state: str, code: str, now: datetime
) -> Said:
    """What the provider says for the code.

    Raises :class:`domain.errors.NotIdentified` for an answer that proves nothing, :class:`domain.errors.Unavailable`
    when there is none, :class:`domain.errors.SettingsError` when the secret cannot be read.
    """
    provider = known.provider(table, now)
    tokens = _tokens(known, provider, table, _form(base, browser, state, code))
    if not tokens.text("id_token") or not tokens.text("access_token"):
        raise refused(NO_TOKEN)
    claims = known.content(tokens.text("id_token"), table, now)
    expected = Expected(
        issuer=table.issuer,
        client_id=table.client_id,
        nonce=nonce_of(browser, state),
        access_token=tokens.text("access_token"),
        acr_values=table.acr_values,
    )
    id_token.check(claims, expected, now)
    names = (table.claim_email, "email_verified", table.claim_given_name, table.claim_family_name, table.claim_siret)
    userinfo = Document(values={})
    if provider.userinfo and not all(claims.has(name) for name in names):
        userinfo = _userinfo(known, provider, table, tokens.text("access_token"), now)
        if userinfo.text("sub") != claims.text("sub"):
            raise refused(OTHER_PERSON)
    return Said(id_token=tokens.text("id_token"), claims=claims, userinfo=userinfo)


def _form(base: str, browser: str, state: str, code: str) -> tuple[tuple[str, str], ...]:
    return (
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", base + BACK),
        ("code_verifier", verifier_of(browser, state)),
    )


def _tokens(known: KnownProvider, provider: Provider, table: OidcTable, form: tuple[tuple[str, str], ...]) -> Document:
    own = secret(table.client_secret_env, table.client_secret_file) or ""
    if table.client_auth == "basic":
        pair = f"{quote_plus(table.client_id)}:{quote_plus(own)}"
        question = Question(url=provider.token, form=form, authorization=f"Basic {b64encode(pair.encode()).decode()}")
    else:
        form += (("client_id", table.client_id), ("client_secret", own))
        question = Question(url=provider.token, form=form)
    answer = known.fetcher.ask(question)
    if answer.status == 200:
        return document_of(answer.body)
    error = document_of(answer.body).text("error") if answer.kind == "application/json" else ""
    shown = {"error": error if _WORD.fullmatch(error) else str(answer.status)}
    is_client = answer.status == 401 or error in {"invalid_client", "unauthorized_client"}
    raise refused((CLIENT if is_client else CODE).with_(shown))


def _userinfo(known: KnownProvider, provider: Provider, table: OidcTable, access: str, now: datetime) -> Document:
    """What the userinfo endpoint says, as JSON or as a token signed by the provider, as ProConnect gives it."""
    question = Question(
        url=provider.userinfo, accept="application/json, application/jwt", authorization=f"Bearer {access}"
    )
    answer = known.fetcher.ask(question)
    if answer.status != 200:
        raise refused(NO_CLAIMS.with_({"status": answer.status}))
    if answer.kind != "application/jwt":
        return document_of(answer.body)
    claims = known.content(answer.body.decode("ascii", "replace").strip(), table, now)
    if claims.text("iss") not in {"", table.issuer}:
        raise refused(id_token.ISSUER)
    if claims.has("aud") and table.client_id not in claims.texts("aud"):
        raise refused(id_token.AUDIENCE)
    if claims.has("exp") and not id_token.is_before_end(claims, now):
        raise refused(id_token.EXPIRED)
    return claims
