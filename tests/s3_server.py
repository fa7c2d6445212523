"""A server that speaks the S3 protocol on files of a folder, and may be told to misbehave."""

import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import localbucket

from ledger import Bucket

NAME, PREFIX = "navette", "registre/a"
FAULTS = ("500", "503", "404", "slow", "half")
CODES = {
    "403": "AccessDenied",
    "404": "NoSuchKey",
    "409": "OperationAborted",
    "500": "InternalError",
    "501": "NotImplemented",
    "503": "SlowDown",
}
"""What is said with a status; 501 is that of a server that knows no ``If-None-Match``."""


@dataclass
class Misbehaviour:
    """What becomes of requests of these ``methods``: one in ``one_in``, drawn by ``seed``, meets one of ``faults``."""

    one_in: int = 20
    seed: int = 0
    faults: tuple[str, ...] = FAULTS
    slow: float = 0.2
    methods: tuple[str, ...] = ("DELETE", "GET", "HEAD", "POST", "PUT")
    met: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._draw = random.Random(self.seed)

    def next(self, method: str) -> str:
        """The fault of this request; empty: none."""
        if method not in self.methods:
            return ""
        with self.lock:
            fault = self._draw.choice(self.faults) if self._draw.randrange(self.one_in) == 0 else ""
            self.met[fault] += 1
        return fault


@dataclass
class S3Server:
    """One that listens. ``asked``: method and path of every request, and the range of bytes, if it had one."""

    root: Path
    port: int
    asked: list[tuple[str, str, str]]
    misbehaviour: Misbehaviour | None = None
    watch: Callable[[tuple[str, str, str]], None] = lambda asked: None
    """Called at each request before it is carried out."""

    def bucket(self, folder: Path, *, timeout: float = 20.0) -> Bucket:
        """Its bucket; ``folder`` is that of this machine."""
        return Bucket(
            endpoint=f"http://127.0.0.1:{self.port}",
            region="fr-par",
            name=NAME,
            prefix=PREFIX,
            access_key="cle",
            secret_key="secrete",
            timeout=timeout,
            folder=folder,
        )

    @property
    def folder(self) -> Path:
        """Where the files of the bucket are."""
        return self.root / NAME / PREFIX

    def table(self, secrets: Path) -> str:
        """The table of the settings; the two secrets are written below ``secrets``."""
        for name in ("cle", "secrete"):
            (secrets / name).write_text(f"{name}\n")
        return (
            f'kind = "s3"\n[store.s3]\nendpoint = "http://127.0.0.1:{self.port}"\nregion = "fr-par"\n'
            f'bucket = "{NAME}"\nprefix = "{PREFIX}"\ntimeout = 20.0\n'
            f'access_key_file = "{secrets}/cle"\nsecret_key_file = "{secrets}/secrete"\n'
        )


@contextmanager
def served(
    root: Path, misbehaviour: Misbehaviour | None = None, host: str = "127.0.0.1", port: int = 0
) -> Iterator[S3Server]:
    """A server with one empty bucket, or what an earlier one left at ``root``. It listens at any port, or ``port``."""
    (root / NAME).mkdir(parents=True, exist_ok=True)
    here = S3Server(root=root, port=0, asked=[], misbehaviour=misbehaviour)

    class Handler(localbucket.S3Handler):  # type: ignore[misc, name-defined]
        data_root = root
        disable_nagle_algorithm = True

        def log_message(self, *said: object) -> None:
            """Says nothing."""

        def parse_request(self) -> bool:
            if not super().parse_request():
                return False
            here.asked.append((self.command, self.path, self.headers.get("Range", "")))
            here.watch(here.asked[-1])
            return misbehaves(self, here.misbehaviour)

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that went away is no matter."""

    with Server((host, port), Handler) as server:
        here.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield here
        finally:
            server.shutdown()
            thread.join()


def misbehaves(handler: Any, how: Misbehaviour | None) -> bool:
    """Whether the request is carried out; if not, it has been answered, wrongly."""
    fault = how.next(handler.command) if how else ""
    if how and fault == "slow":
        time.sleep(how.slow)
    if fault == "half":
        handler.close_connection = True
        handler.wfile = _Half(handler.wfile)
    if fault == "whole":
        del handler.headers["Range"]
    if fault == "endless":
        _endless(handler)
        return False
    if fault not in CODES or (fault == "501" and "If-None-Match" not in handler.headers):
        return True
    handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
    body = f"<Error><Code>{CODES[fault]}</Code></Error>".encode()
    handler.send_response(int(fault))
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    if handler.command != "HEAD":
        handler.wfile.write(body)
    return False


def _endless(handler: Any) -> None:
    """Answers with the bytes that were asked for, and with others, as long as somebody reads them."""
    first, _, last = handler.headers["Range"].removeprefix("bytes=").partition("-")
    handler.close_connection = True
    handler.send_response(206)
    handler.send_header("Content-Range", f"bytes {first}-{last}/{int(last) + 1}")
    for name, value in (("ETag", "x"), ("Last-Modified", handler.date_time_string()), ("Connection", "close")):
        handler.send_header(name, value)
    handler.end_headers()
    with suppress(OSError):
        while True:
            handler.wfile.write(bytes(2**16))


class _Half:
    """What is written goes half to the other side, then the line is closed."""

    def __init__(self, real: Any) -> None:
        self._real = real

    def write(self, content: bytes) -> int:
        self._real.write(content[: len(content) // 2])
        return len(content)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


if __name__ == "__main__":  # a process of its own, which may be killed: folder, address, port
    with served(Path(sys.argv[1]), host=sys.argv[2], port=int(sys.argv[3])) as here:
        threading.Event().wait()
