"""The cookies of who connects by a provider of identities. None of them is a session."""

from dataclasses import dataclass
from typing import TypeVar

from fastapi import Request, Response

from portail.context import Portail

LARGEST = 3800
"""Characters of a value; browsers keep cookies of 4,096 bytes."""
type_answer = TypeVar("type_answer", bound=Response)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cookie:
    """One of them."""

    name: str
    seconds: int | None
    """How long it is kept; ``None``: until the browser is closed."""
    path: str = "/"


BROWSER = Cookie(name="navette-openid", seconds=600)
"""The secret of a browser that was sent to the provider."""
WAITING = Cookie(name="navette-liaison", seconds=3600)
"""The secret of an identity that waits to be linked."""
HINT = Cookie(name="navette-jeton", seconds=None, path="/deconnexion")
"""The identity token, by which the provider knows whom to sign out; the ledger has none."""


def read(request: Request, cookie: Cookie, portail: Portail) -> str:
    """Its value; empty when the browser has none."""
    return request.cookies.get(_name(cookie, portail), "")


def put(answer: type_answer, cookie: Cookie, value: str, portail: Portail) -> type_answer:
    """The answer, with which the browser has it; with an empty value, or one too long to keep, has it no more."""
    if not value or len(value) > LARGEST:
        return drop(answer, cookie, portail)
    answer.set_cookie(
        _name(cookie, portail), value, max_age=cookie.seconds, path=cookie.path, secure=portail.is_secure,
        httponly=True, samesite="lax",
    )  # fmt: skip
    return answer


def drop(answer: type_answer, cookie: Cookie, portail: Portail) -> type_answer:
    """The answer, with which the browser has it no more."""
    name = _name(cookie, portail)
    answer.delete_cookie(name, path=cookie.path, secure=portail.is_secure, httponly=True, samesite="lax")
    return answer


def _name(cookie: Cookie, portail: Portail) -> str:
    """Browsers hold ``__Host-`` to this host and HTTPS; a cookie of one path can only have ``__Secure-``."""
    if not portail.is_secure:
        return cookie.name
    return f"__Host-{cookie.name}" if cookie.path == "/" else f"__Secure-{cookie.name}"
