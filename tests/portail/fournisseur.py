"""A provider of identities of OpenID Connect on this machine: real requests, real signatures, and faults on demand."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from hub.settings.openid import OidcTable
from tests.portail.monde import Site

CLIENT, SECRET = "navette", "un secret & des signes :+"
type_claims = dict[str, Any]
RSA = RSAKey.generate_key(2048, {"kid": "rsa-1", "use": "sig"})
OTHER_RSA = RSAKey.generate_key(2048, {"kid": "rsa-2", "use": "sig"})
EC = ECKey.generate_key("P-256", {"kid": "ec-1", "use": "sig", "alg": "ES256"})
PERSON = {
    "sub": "c3f1-77",
    "email": "camille@essai.example",
    "email_verified": True,
    "given_name": "Camille",
    "family_name": "Essai",
    "siret": "22060001900016",
}


def same(claims: type_claims) -> type_claims:
    return claims


def signed(claims: type_claims, alg: str, key: RSAKey | ECKey | OctKey, **header: str) -> str:
    return jwt.encode({"alg": alg, "kid": str(key.kid), **header}, claims, key, algorithms=[alg])


def unsigned(claims: type_claims) -> str:
    parts = ({"alg": "none", "typ": "JWT"}, claims)
    return ".".join(base64.urlsafe_b64encode(json.dumps(each).encode()).rstrip(b"=").decode() for each in parts) + "."


@dataclass
class Code:
    """What a code was given for."""

    nonce: str
    challenge: str
    redirect_uri: str
    used: bool = False


@dataclass
class Conduct:
    """How it behaves; each default is how it should."""

    person: type_claims = field(default_factory=lambda: dict(PERSON))
    in_token: tuple[str, ...] = tuple(PERSON)
    """Claims of the identity token; the others are userinfo's alone."""
    claims: Callable[[type_claims], type_claims] = same
    sign: Callable[[type_claims], str] = lambda claims: signed(claims, "RS256", RSA)
    userinfo: Callable[[type_claims], type_claims] = same
    sign_userinfo: Callable[[type_claims], str] | None = None
    metadata: Callable[[type_claims], type_claims] = same
    keys: tuple[RSAKey | ECKey, ...] = (RSA, EC)
    back: Callable[[dict[str, str]], dict[str, str]] = same
    """What the browser brings back."""
    answer: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    """By path, an answer instead of its own."""
    slow: frozenset[str] = frozenset()
    """Paths that answer a byte at a time."""
    auth: str = "basic"


class Fournisseur:
    """The provider and what it was asked."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}/realms/essai"
        self.conduct = Conduct()
        self.codes: dict[str, Code] = {}
        self.access: set[str] = set()
        self.asked: list[str] = []

    def fresh(self) -> None:
        self.conduct, self.codes, self.access, self.asked = Conduct(), {}, set(), []

    def metadata(self) -> type_claims:
        return self.conduct.metadata(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/auth",
                "token_endpoint": f"{self.issuer}/token",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
                "jwks_uri": f"{self.issuer}/certs",
                "end_session_endpoint": f"{self.issuer}/logout",
                "authorization_response_iss_parameter_supported": True,
            }
        )

    def authorize(self, asked: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        is_good = (
            asked["response_type"] == "code"
            and asked["client_id"] == CLIENT
            and "openid" in asked["scope"].split()
            and asked["code_challenge_method"] == "S256"
            and min(len(asked["state"]), len(asked["nonce"])) >= 32
        )
        if not is_good:
            return 400, {}, b"invalid_request"
        code = secrets.token_urlsafe(24)
        self.codes[code] = Code(asked["nonce"], asked["code_challenge"], asked["redirect_uri"])
        brought = self.conduct.back({"code": code, "state": asked["state"], "iss": self.issuer})
        return 302, {"location": f"{asked['redirect_uri']}?{urlencode(brought)}"}, b""

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, str], bytes]:
        if self._client(form, authorization) != (CLIENT, SECRET):
            return _json(401, {"error": "invalid_client"})
        code = self.codes.get(form["code"])
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        if (
            code is None
            or code.used
            or (code.challenge, code.redirect_uri)
            != (
                challenge.decode(),
                form["redirect_uri"],
            )
        ):
            return _json(400, {"error": "invalid_grant"})
        code.used, access, now = True, secrets.token_urlsafe(24), int(time.time())
        self.access.add(access)
        half = base64.urlsafe_b64encode(hashlib.sha256(access.encode()).digest()[:16]).rstrip(b"=").decode()
        person = self.conduct.person
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": code.nonce}
        claims |= {"at_hash": half, "sub": person["sub"]}
        claims |= {name: person[name] for name in self.conduct.in_token if name in person}
        made = self.conduct.sign(self.conduct.claims(claims))
        return _json(200, {"access_token": access, "token_type": "Bearer", "expires_in": 60, "id_token": made})

    def userinfo(self, authorization: str) -> tuple[int, dict[str, str], bytes]:
        if authorization.removeprefix("Bearer ") not in self.access:
            return 401, {}, b""
        claims = self.conduct.userinfo(dict(self.conduct.person))
        if self.conduct.sign_userinfo is None:
            return _json(200, claims)
        claims = {"iss": self.issuer, "aud": CLIENT, **claims}
        return 200, {"content-type": "application/jwt"}, self.conduct.sign_userinfo(claims).encode()

    def _client(self, form: dict[str, str], authorization: str) -> tuple[str, str]:
        if self.conduct.auth == "post":
            return form.get("client_id", ""), form.get("client_secret", "")
        name, _, own = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        return unquote_plus(name), unquote_plus(own)

    def respond(self, method: str, url: str, body: str, authorization: str) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(url)
        path = parts.path.removeprefix("/realms/essai")
        self.asked.append(path)
        if path in self.conduct.answer:
            return self.conduct.answer[path]
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        form = {name: values[0] for name, values in parse_qs(body).items()}
        routes: dict[tuple[str, str], Callable[[], tuple[int, dict[str, str], bytes]]] = {
            ("GET", "/.well-known/openid-configuration"): lambda: _json(200, self.metadata()),
            ("GET", "/certs"): lambda: _json(
                200, {"keys": [each.as_dict(private=False) for each in self.conduct.keys]}
            ),
            ("GET", "/auth"): lambda: self.authorize(asked),
            ("POST", "/token"): lambda: self.token(form, authorization),
            ("GET", "/userinfo"): lambda: self.userinfo(authorization),
            ("GET", "/logout"): lambda: (
                302,
                {"location": f"{asked['post_logout_redirect_uri']}?state={asked['state']}"},
                b"",
            ),
        }
        return routes.get((method, path), lambda: (404, {}, b""))()


def _json(status: int, values: type_claims) -> tuple[int, dict[str, str], bytes]:
    return status, {"content-type": "application/json"}, json.dumps(values).encode()


@contextmanager
def serving() -> Iterator[Fournisseur]:
    """The provider, until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
            status, headers, content = provider.respond(
                self.command, self.path, body, self.headers.get("authorization", "")
            )
            self.send_response(status)
            for name, value in {**headers, "content-length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self._write(content)

        do_POST = do_GET

        def _write(self, content: bytes) -> None:
            if urlsplit(self.path).path.removeprefix("/realms/essai") not in provider.conduct.slow:
                self.wfile.write(content)
                return
            try:
                for byte in content:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    time.sleep(0.02)
            except OSError:
                return

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    provider = Fournisseur(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()


def known_to(site: Site, provider: Fournisseur, folder: Path) -> Site:
    """The same portal, whose settings name the provider; its secret is in the folder."""
    (folder / "oidc").write_text(SECRET + "\n", encoding="utf-8")
    return with_(site, issuer=provider.issuer, client_secret_file=folder / "oidc")


def with_(site: Site, **more: Any) -> Site:
    """The same portal with other settings of the provider."""
    before = site.portail.settings.portail
    values = before.oidc.model_dump() if before.oidc else {"client_id": CLIENT, "label": "l'annuaire de l'essai"}
    table = OidcTable.model_validate({**values, **more})
    settings = site.portail.settings.model_copy(update={"portail": before.model_copy(update={"oidc": table})})
    site.portail = replace(site.portail, station=replace(site.portail.station, settings=settings))
    return site
