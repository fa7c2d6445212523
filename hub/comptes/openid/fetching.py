"""Asking a provider over HTTPS: bounded in time, size and number, without redirections, at the named hosts only."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urlsplit

import httpx

from domain.text import Text
from hub.comptes.openid.refusals import refused, silent

CONNECT, READ, WHOLE = 3.0, 5.0, 10.0
"""Seconds to reach the provider, for each part of an answer, and for all of it."""
LARGEST = 1 << 18
"""Bytes of an answer."""
AT_ONCE = 8
"""Questions a process asks at a time: a slow provider does not take every thread from who connects by a password."""
WAIT = 1.0
"""Seconds a question waits for its turn."""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

NO_ANSWER = Text("Le fournisseur d'identité ne répond pas.", "The identity provider does not answer.")
BUSY = Text(
    "Le fournisseur d'identité ne répond pas assez vite.", "The identity provider does not answer quickly enough."
)
FAILS = Text(
    "Le fournisseur d'identité dit qu'il ne peut pas répondre ({status}).",
    "The identity provider says that it cannot answer ({status}).",
)
REDIRECTS = Text(
    "Le fournisseur d'identité renvoie à une autre adresse, qui n'est pas suivie.",
    "The identity provider redirects to another address, which is not followed.",
)
TOO_LARGE = Text(
    "La réponse du fournisseur d'identité est trop longue.", "The answer of the identity provider is too long."
)
COMPRESSED = Text(
    "La réponse du fournisseur d'identité est compressée, ce qui n'a pas été demandé.",
    "The answer of the identity provider is compressed, which was not asked for.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of a provider."""

    url: str
    accept: str = "application/json"
    form: tuple[tuple[str, str], ...] | None = None
    """Sent by POST; ``None``: by GET."""
    authorization: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What it answered."""

    status: int
    kind: str
    """Its media type, without parameters."""
    body: bytes = field(repr=False)


class Fetcher:
    """Asks, from any thread, with connections that are kept open."""

    def ask(self, question: Question) -> Answer:
        """Raises :class:`domain.errors.Unavailable` when there is no answer in time, or one that says so;
        :class:`domain.errors.NotIdentified` for an answer that is not taken.
        """
        headers = {"accept": question.accept, "accept-encoding": "identity"}
        if question.authorization:
            headers["authorization"] = question.authorization
        method = "GET" if question.form is None else "POST"
        end = time.monotonic() + WHOLE
        try:
            with self._client.stream(method, question.url, data=dict(question.form or ()), headers=headers) as answer:
                _is_taken(answer)
                body = _body(answer.iter_raw(), end)
                kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
                return Answer(status=answer.status_code, kind=kind, body=body)
        except httpx.PoolTimeout as error:
            raise silent(BUSY) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise silent(NO_ANSWER) from error

    @cached_property
    def _client(self) -> httpx.Client:
        """Made when it is first needed: that reads the certificates of this machine. HTTP is of this machine only, and
        goes through no proxy.
        """
        limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
        client = httpx.Client(
            timeout=httpx.Timeout(READ, connect=CONNECT, pool=WAIT),
            limits=limits,
            mounts={"http://": httpx.HTTPTransport(limits=limits)},
            follow_redirects=False,
        )
        client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        return client


def is_named(url: str, hosts: Iterable[str]) -> bool:
    """Whether it is the HTTPS URL of one of the hosts (``name`` or ``name:port``); HTTP on this machine only."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not is_safe or parts.username is not None or parts.fragment or not url.isascii() or not url.isprintable():
        return False
    host = parts.hostname or ""
    name = f"[{host}]" if ":" in host else host
    return (name if port is None else f"{name}:{port}") in hosts and not set(url) & set(' \\"<>')


def _is_taken(answer: httpx.Response) -> None:
    if answer.status_code >= 500 or answer.status_code == 429:
        raise silent(FAILS.with_({"status": answer.status_code}))
    if 300 <= answer.status_code < 400:
        raise refused(REDIRECTS)
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise refused(COMPRESSED)


def _body(parts: Iterable[bytes], end: float) -> bytes:
    body = bytearray()
    for part in parts:
        body += part
        if len(body) > LARGEST:
            raise refused(TOO_LARGE)
        if time.monotonic() > end:
            raise silent(BUSY)
    return bytes(body)
