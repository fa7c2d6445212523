"""Every address of the portal, from its own routes, and what answers there says."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from random import Random
from urllib.parse import unquote

from fastapi import FastAPI
from httpx import Response
from starlette.routing import Mount

from domain.espace import OF_INVOICES
from hub.comptes import secrets
from portail.app import create_app
from portail.managed import InPath
from tests.portail.leaks.reading import holds, text_of
from tests.portail.leaks.society import LONG, Society
from tests.portail.leaks.somebody import Somebody, Thing
from tests.portail.monde import BASE, Site

OUT = frozenset({403, 404})
"""How the house says that there is no such thing for who asks."""
NAMED_OTHERWISE = {
    ("/api/v1/deposits/{number}", "number"): "deposit",
    ("/api/v1/deposits/{number}/report", "number"): "deposit",
}
"""Parameters that name an object of another name."""
BY_CHANCE = {"rank": "1", "number": "1", "run_id": "1", "kind": "fiscal"}
"""Parameters that name no object of their own; the number of a certificate is its secret."""
_PARAMETER = re.compile(r"\{(\w+)\}")
_DRAWN = re.compile("/pages?/")
_PAGE = {"origin": BASE, "sec-fetch-site": "same-origin"}


@dataclass(frozen=True, kw_only=True)
class Route:
    """One address and method."""

    method: str
    path: str

    @property
    def parameters(self) -> frozenset[str]:
        """By the objects they name."""
        return frozenset(NAMED_OTHERWISE.get((self.path, each), each) for each in _PARAMETER.findall(self.path))

    def at(self, values: dict[str, str]) -> str:
        def value(found: re.Match[str]) -> str:
            given = values[NAMED_OTHERWISE.get((self.path, found[1]), found[1])]
            return InPath().to_string(given) if found[1] == "structure" else given

        return _PARAMETER.sub(value, self.path)


def routes(site: Site) -> list[Route]:
    """Those of the pages and of each API, whatever module has them."""
    app = create_app(site.portail)
    return [*_of(app, ""), *(each for mount in app.routes if isinstance(mount, Mount) for each in _mounted(mount))]


def _mounted(mount: Mount) -> Iterator[Route]:
    if isinstance(mount.app, FastAPI):
        yield from _of(mount.app, mount.path)


def _of(app: FastAPI, prefix: str) -> Iterator[Route]:
    for path, methods in app.openapi()["paths"].items():
        for method in methods:
            yield Route(method=method.upper(), path=prefix + path)


class Walk:
    """Asks in the name of anybody, and keeps what was read that should not be."""

    def __init__(self, society: Society, seed: int) -> None:
        self.society, self.draw = society, Random(seed)
        self.routes = routes(society.site)
        self.leaks: list[str] = []
        self.pairs = self.asked = 0
        self._words = {who.compte.id: society.outside(who) for who in society.people}
        self._read: set[tuple[int, str]] = set()

    def pair(self, who: Somebody, thing: Thing) -> None:
        """All that has the object in its address; what is outside must be absent, and nobody reads others' words."""
        self.pairs += 1
        for route in self.routes:
            if thing.parameter in route.parameters:
                values = self.values(route, thing)
                is_on = self._may(who, route, thing, values)
                if is_on and (route.method != "GET" or self._is_known(who, route, values)):
                    continue
                answer = self.ask(who, route, values)
                if not is_on and answer.status_code not in OUT:
                    self.leaks.append(f"{answer.status_code} {route.method} {route.at(values)} for {who.acces}")

    def _is_known(self, who: Somebody, route: Route, values: dict[str, str]) -> bool:
        """Whether what it may see here was read before, or is a picture, of which no word can be read."""
        here = (who.compte.id, route.at(values))
        is_known = here in self._read or _DRAWN.search(route.path) is not None
        self._read.add(here)
        return is_known

    def values(self, route: Route, thing: Thing) -> dict[str, str]:
        found = {**BY_CHANCE, "espace": self.draw.choice(OF_INVOICES_IN_ORDER), thing.parameter: thing.value}
        for parameter in route.parameters - found.keys():
            others = [each.value for each in self.society.things if each.parameter == parameter]
            assert others, f"{route.path}: say in things.py what {parameter} names, and who sees it"
            found[parameter] = self.draw.choice(others)
        return {name: value for name, value in found.items() if name in route.parameters}

    def _may(self, who: Somebody, route: Route, thing: Thing, values: dict[str, str]) -> bool:
        if route.path.startswith("/exploitation"):
            return who.is_operator
        return thing.is_on(who, route.path, values)

    def ask(self, who: Somebody, route: Route, values: dict[str, str], **fields: str) -> Response:
        path = route.at(values)
        if route.path.startswith("/api/v1"):
            return self._sent(who, route.method, path, headers={"authorization": f"Bearer {who.key}"})
        sent = {"data": {"csrf": who.token, **fields}} if route.method == "POST" else {}
        return self._sent(who, route.method, path, headers=_PAGE, **sent)

    def chorus(self, who: Somebody, path: str, body: dict[str, object]) -> Response:
        """A service of Chorus Pro, by a program of the account."""
        ledger, now = self.society.site.portail.ledger, self.society.site.moment[0]
        (key,) = ledger.api_keys.of_account(who.compte.id)
        made = secrets.new()
        ledger.api_keys.add_token(key.id, made.digest, now + LONG)
        account = base64.b64encode(f"{who.compte.courriel}:{who.key}".encode()).decode()
        headers = {"authorization": f"Bearer {made.value}", "cpro-account": account}
        return self._sent(who, "POST", path, headers=headers, json=body)

    def pages(self, who: Somebody, most: int) -> int:
        """The pages that links lead to from the first one; how many."""
        seen, todo = {"/"}, ["/"]
        while todo and len(seen) <= most:
            path = todo.pop(0)
            answer = self._sent(who, "GET", path, headers=_PAGE)
            if answer.status_code not in {200, 303}:
                self.leaks.append(f"{answer.status_code} {path}: a link of {who.acces}")
            for href in re.findall(r'href="(/[^"#]*)', answer.text if "html" in _kind(answer) else ""):
                link = unescape(href)
                if link not in seen and not link.startswith("/statique"):
                    seen.add(link)
                    todo.insert(self.draw.randint(0, len(todo)), link)
        return len(seen)

    def _sent(self, who: Somebody, method: str, path: str, **sent: object) -> Response:
        self.asked += 1
        if self.asked % 300 == 0:  # the calls of a key are counted by the minute
            self.society.site.later(seconds=90)
        answer = who.browser.client.request(method, path, **sent)  # type: ignore[arg-type]
        asked = unquote(path)
        text = text_of(answer)
        for word in self._words[who.compte.id]:
            if holds(text, word) and word not in asked:
                self.leaks.append(f"{word!r} in {method} {path} for {who.compte.courriel} {who.acces}")
        return answer


OF_INVOICES_IN_ORDER = sorted(each.value for each in OF_INVOICES)


def _kind(answer: Response) -> str:
    return answer.headers.get("content-type", "")
