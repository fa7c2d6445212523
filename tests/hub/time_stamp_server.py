"""A time-stamp authority (RFC 3161) on loopback, with a key that lives as long as the test run."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from asn1crypto import tsp

from tests.parsers.signature.fabrique import stamper

AT = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


@dataclass
class Authority:
    """What the server does, and what it was asked."""

    url: str = ""
    answer: str = "granted"
    """``granted``, ``other`` (a time stamp of something else), ``garbage`` or ``error`` (HTTP 503)."""
    asked: list[bytes] = field(default_factory=list)
    """The digests it was asked to stamp."""


@contextmanager
def authority() -> Iterator[Authority]:
    """The server, while the block runs."""
    state = Authority()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            state.asked.append(request["message_imprint"]["hashed_message"].native)
            if state.answer == "error":
                self.send_error(503)
                return
            if state.answer == "other":
                request["message_imprint"]["hashed_message"] = b"\0" * 32
            body = asyncio.run(stamper(AT).async_request_tsa_response(request)).dump()
            body = b"no ASN.1" if state.answer == "garbage" else body
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_address[1]}/tsa"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
