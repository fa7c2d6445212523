"""What every answer tells the browser to forbid: scripts and frames of others, guessing of types, leaking of addresses.

Source: OWASP Secure Headers Project; CSP Level 3.
"""

from collections.abc import Awaitable, Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""For what comes from outside."""
_ALWAYS: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


class SafeHeaders:
    """ASGI middleware: adds the headers to each answer, unless it has its own policy."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        """``secure``: browsers are told to come by HTTPS only."""
        self._app = app
        self.headers: tuple[tuple[bytes, bytes], ...] = (*_ALWAYS, (b"content-security-policy", POLICY.encode()))
        if secure:
            self.headers += ((b"strict-transport-security", b"max-age=31536000"),)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the call on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] == "HEAD":  # answered as GET is; the server leaves the body out
            scope = {**scope, "method": "GET"}
        await self._app(scope, receive, self._adding(scope, send))

    def _adding(self, scope: Scope, send: Send) -> Callable[[Message], Awaitable[None]]:
        private = not scope["path"].startswith("/statique/")

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.setdefault("headers", [])
                there = {name.lower() for name, _ in headers}
                headers.extend(pair for pair in self.headers if pair[0] not in there)
                if private and b"cache-control" not in there:
                    headers.append((b"cache-control", b"no-store"))
            await send(message)

        return sent
