"""How much a browser may send: forms are short. What is longer is refused before it is read to its end."""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 1 << 20
"""Bytes of a form."""
LARGEST_UPLOAD = 20 << 20
"""Bytes of a form with files."""
UPLOADS = ("/completer",)
"""How the paths end to which a form with files is sent."""


class BoundedBodies:
    """ASGI middleware: who reads a body that is announced, or found, to be longer than it may be gets a 413."""

    def __init__(self, app: ASGIApp, larger: Mapping[str, int] | None = None) -> None:
        """``larger``: by path, the bytes of what may be longer than :data:`LARGEST`; whoever answers there reads it
        piece by piece.
        """
        self._app, self._larger = app, larger or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the call on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        usual = LARGEST_UPLOAD if scope["path"].endswith(UPLOADS) else LARGEST
        most = self._larger.get(scope["path"], usual)
        announced, read = Headers(scope=scope).get("content-length", "0"), 0
        is_long = not (announced.isascii() and announced.isdigit()) or len(announced) > 15 or int(announced) > most

        async def bounded() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if is_long or read > most:
                raise HTTPException(413)
            return message

        await self._app(scope, bounded, send)
