"""Where notifications arrive: a mail server and a web hook of the tests' own, on loopback."""

import email
import email.policy
import json
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Post:
    """What arrived; ``refuses`` makes it refuse, ``slow`` makes it hang so many seconds."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    hooks: list[dict[str, Any]] = field(default_factory=list)
    refuses: bool = False
    slow: float = 0.0


@contextmanager
def mail_server() -> Iterator[Post]:
    """A mail server that takes everything (only what smtplib needs)."""
    post = Post()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            time.sleep(post.slow)
            self._say("220 test")
            while line := self.rfile.readline().decode("ascii", "replace").strip():
                verb = line.split(" ")[0].upper()
                if verb == "DATA":
                    self._say("354 go on")
                    self._take()
                elif verb == "QUIT":
                    self._say("221 bye")
                    return
                elif verb == "MAIL" and post.refuses:
                    self._say("550 not you, s3cret@example.org")
                else:
                    self._say("250 ok")

        def _take(self) -> None:
            lines: list[bytes] = []
            while (line := self.rfile.readline()) not in {b".\r\n", b""}:
                lines.append(line[1:] if line.startswith(b"..") else line)
            message = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
            assert isinstance(message, EmailMessage)
            post.mails.append(message)
            self._say("250 taken")

        def _say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

    with _serving(socketserver.ThreadingTCPServer, Handler, post):
        yield post


@contextmanager
def web_hook() -> Iterator[Post]:
    """A web server that takes any JSON posted to it."""
    post = Post()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            time.sleep(post.slow)
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            if not post.refuses:
                post.hooks.append({"path": self.path, **json.loads(body)})
            self.send_response(500 if post.refuses else 200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing is written of it."""

    with _serving(ThreadingHTTPServer, Handler, post):
        yield post


@contextmanager
def _serving(kind: Any, handler: Any, post: Post) -> Iterator[None]:
    with kind(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        post.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()
