"""The proxy of tests and benchmarks: a slow line is slow for all its connections together, and loses nothing."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bench.proxy import Trouble, troubled
from tests.conftest import PATIENCE

SENT = bytes(range(256)) * 200


@contextmanager
def sender() -> Iterator[int]:
    """A server that sends the bytes to whoever connects, and ends when it was told that they have come."""

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(connection,), daemon=True).start()

    def answer(connection: socket.socket) -> None:
        with connection:
            connection.sendall(SENT)
            connection.recv(1)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]


def received(port: int, into: list[bytes]) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        found = b""
        while len(found) < len(SENT):
            found += connection.recv(64 * 1024)
        into.append(found)
        connection.sendall(b"!")


@pytest.mark.parametrize("connections", [1, 2])
def test_a_slow_line_is_shared_and_loses_nothing(connections: int) -> None:
    trouble, found = Trouble(rate=100_000.0), list[bytes]()
    with sender() as port, troubled(port, trouble) as proxy:
        threads = [threading.Thread(target=received, args=(proxy, found)) for _ in range(connections)]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        took = time.monotonic() - began
    assert found == [SENT] * connections
    assert took >= connections * len(SENT) / trouble.rate  # type: ignore[operator]


def test_a_delay_is_that_of_the_first_byte_alone() -> None:
    found: list[bytes] = []
    with sender() as port, troubled(port, Trouble(delay=0.3)) as proxy:
        began = time.monotonic()
        received(proxy, found)
        took = time.monotonic() - began
    assert found == [SENT]
    assert took >= 0.3


def test_a_line_that_is_cut_ends_before_the_bytes_have_come() -> None:
    with (
        sender() as port,
        troubled(port, Trouble(cut_after=1000)) as proxy,
        socket.create_connection(("127.0.0.1", proxy)) as one,
    ):
        assert one.recv(64 * 1024) == b""
