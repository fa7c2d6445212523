"""Which program asks, as Chorus Pro's programs say it: a token of an hour, and ``cpro-account``.

The key of the portal is both secrets: ``client_secret``, and the password of the technical account, whose login is the
e-mail address of the key's account. ``client_id`` is the beginning of the key, by which its owner knows it.
"""

import base64
import binascii
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Header, HTTPException, Request

from domain.compte import ApiKey
from hub.comptes import secrets
from portail.acces.asker import portail_of
from portail.acces.caller_first import CallerFirst
from portail.api.asker import Program, as_program

TOKEN_LIVES = timedelta(hours=1)
router = APIRouter()


@router.post("/oauth/token")
def token(
    request: Request,
    grant_type: Annotated[str, Form(max_length=100)] = "",
    client_id: Annotated[str, Form(max_length=200)] = "",
    client_secret: Annotated[str, Form(max_length=200)] = "",
) -> dict[str, object]:
    """A token for a key (OAuth 2.0, client credentials: RFC 6749, section 4.4). Answers 400 and 401 as it says."""
    portail = portail_of(request)
    if grant_type != "client_credentials":
        raise HTTPException(400, {"error": "unsupported_grant_type"})
    key = _key(request, client_secret)
    if key is None or client_id.strip() not in {key.prefix, key.compte.courriel}:
        raise HTTPException(401, {"error": "invalid_client"})
    made = secrets.new()
    portail.ledger.api_keys.add_token(key.id, made.digest, portail.clock() + TOKEN_LIVES)
    lives = int(TOKEN_LIVES.total_seconds())
    return {"access_token": made.value, "token_type": "Bearer", "expires_in": lives, "scope": "openid"}


class ProgramFirst(CallerFirst):
    """No body is read for whoever has no good token and account."""

    @staticmethod
    def asks() -> Callable[..., object]:
        """The dependency that says who asks."""
        return chorus_program

    @staticmethod
    def check(request: Request) -> object:
        """Answers as :func:`chorus_program` does; the call is not counted yet."""
        return _authorized(request, request.headers.get("authorization", ""), request.headers.get("cpro-account", ""))


def chorus_program(
    request: Request,
    authorization: Annotated[str, Header(max_length=500)] = "",
    cpro_account: Annotated[str, Header(max_length=1000)] = "",
) -> Program:
    """Who asks. Answers 401 without a good token, 403 without the technical account of its key."""
    return as_program(portail_of(request), _authorized(request, authorization, cpro_account))


def _authorized(request: Request, authorization: str, cpro_account: str) -> ApiKey:
    portail = portail_of(request)
    kind, _, secret = authorization.partition(" ")
    key = None
    if kind.lower() == "bearer" and secret:
        key = portail.ledger.api_keys.of_token(secrets.digest_of(secret.strip()), portail.clock())
    if key is None:
        raise HTTPException(401, "no token, or one that has ended", headers={"WWW-Authenticate": "Bearer"})
    login, password = _account(cpro_account)
    other = _key(request, password)
    if other is None or other.id != key.id or login.casefold() != key.compte.courriel.casefold():
        raise HTTPException(403, "cpro-account is not the account of this key")
    return key


def _key(request: Request, secret: str) -> ApiKey | None:
    portail = portail_of(request)
    if not secret.startswith(secrets.KEY):
        return None
    return portail.ledger.api_keys.current(secrets.digest_of(secret.strip()), portail.clock())


def _account(header: str) -> tuple[str, str]:
    try:
        login, _, password = base64.b64decode(header, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return "", ""
    return login, password


AnyChorusProgram = Annotated[Program, Depends(chorus_program)]
