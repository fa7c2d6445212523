"""Nothing of what somebody sends is read before it is known who he is: walked over every route that takes something."""

import asyncio
import re
from collections.abc import Iterable, Iterator

import pytest
from fastapi import FastAPI
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Message

from portail.acces.origin import SAFE
from tests.portail.monde import Site

FOR_ANYBODY = {
    "/connexion",
    "/connexion/openid/liaison",
    "/connexion/openid/lien",
    "/confirmation",
    "/inscription",
    "/langue",
    "/mot-de-passe",
    "/mot-de-passe/nouveau",
    "/avis/desabonnement",
    "/api/oauth/token",
}
"""Forms that are for who is not connected."""


def sending(app: FastAPI) -> list[tuple[str, str]]:
    """Method and path of every route that takes something."""
    return sorted(set(_of(app.routes, "")))


def _of(routes: Iterable[BaseRoute], base: str) -> Iterator[tuple[str, str]]:
    for route in routes:
        if isinstance(route, Mount):
            yield from _of(route.routes or (), base + route.path)
        elif (included := getattr(route, "original_router", None)) is not None:
            yield from _of(included.routes, base)
        elif isinstance(route, Route):
            yield from ((method, base + route.path) for method in (route.methods or set()) - SAFE)


def asked(app: FastAPI, method: str, path: str) -> tuple[int, bool]:
    """The status of the answer to somebody unknown, and whether anything of the body was asked for."""
    filled = re.sub(r"\{espace\}", "factures-emises", path)
    filled = re.sub(r"\{structure(:[a-z]+)?\}", "22060001900016", filled)
    filled = re.sub(r"\{[a-z_]+(:[a-z]+)?\}", "1", filled)
    headers = {"host": "localhost", "origin": "http://localhost", "sec-fetch-site": "same-origin"}
    headers |= {"content-type": "application/x-www-form-urlencoded", "content-length": "9"}
    scope = {"type": "http", "method": method, "path": filled, "raw_path": filled.encode(), "query_string": b"name=a"}
    scope |= {"scheme": "http", "server": ("localhost", 80), "http_version": "1.1", "root_path": ""}
    scope |= {"client": ("127.0.0.1", 1), "headers": [(name.encode(), it.encode()) for name, it in headers.items()]}
    read, answers = list[bool](), list[Message]()

    async def receive() -> Message:
        read.append(True)
        return {"type": "http.request", "body": b"csrf=essai", "more_body": False}

    async def send(message: Message) -> None:
        answers.append(message)

    asyncio.run(app(scope, receive, send))
    return int(answers[0]["status"]), bool(read)


@pytest.fixture
def app(site: Site) -> FastAPI:
    found = site.browser().client.app
    assert isinstance(found, FastAPI)
    return found


def test_a_body_is_read_for_who_is_known_only(app: FastAPI) -> None:
    walked = {path: asked(app, method, path) for method, path in sending(app)}
    assert len(walked) > 40
    assert {path for path, (_, is_read) in walked.items() if is_read} == FOR_ANYBODY
    mine = {path: status for path, (status, _) in walked.items() if not path.startswith(tuple(FOR_ANYBODY))}
    assert {path for path, status in mine.items() if status not in {303, 401}} == set(), "they are asked to connect"
