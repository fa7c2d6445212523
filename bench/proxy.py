"""A TCP proxy that delays or cuts connections, for tests and benchmarks."""

import contextlib
import select
import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Trouble:
    """Faults applied to the connections; may be changed while they are open."""

    delay: float = 0.0
    """Delay in seconds in each direction."""
    cut_after: int | None = None
    """Bytes from the server after which a connection is cut in both directions."""
    stalls: bool = False
    """Whether the connection then stops transmitting instead of being cut."""
    cuts: int = 1
    """Number of connections to cut; later ones are not."""
    connections: int = field(default=0, init=False)


@contextlib.contextmanager
def troubled(port: int, trouble: Trouble, at: int = 0) -> Iterator[int]:
    """Runs a proxy to local ``port``; yields its port, which is ``at`` unless 0."""
    with socket.create_server(("127.0.0.1", at), backlog=64) as listener:
        over = threading.Event()
        thread = threading.Thread(target=_accept, args=(listener, port, trouble, over), daemon=True)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            over.set()
            thread.join(5)


def _accept(listener: socket.socket, port: int, trouble: Trouble, over: threading.Event) -> None:
    while not over.is_set():
        if select.select([listener], [], [], 0.1)[0]:
            client, _ = listener.accept()
            trouble.connections += 1
            threading.Thread(target=_carry, args=(client, port, trouble, over), daemon=True).start()


def _carry(client: socket.socket, port: int, trouble: Trouble, over: threading.Event) -> None:
    """Relays one connection. A single loop delays each chunk, so that the delay costs no bandwidth."""
    with client, socket.create_connection(("127.0.0.1", port)) as server:
        for end in (client, server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        to = {client: server, server: client}
        held: deque[tuple[float, socket.socket, bytes]] = deque()
        come = 0
        while not over.is_set():
            wait = max(0.0, held[0][0] - time.monotonic()) if held else 0.1
            for end in select.select([client, server], [], [], wait)[0]:
                piece = _received(end)
                come += len(piece) if end is server else 0
                if not piece:
                    return
                if trouble.cut_after is not None and come > trouble.cut_after and _cut(trouble):
                    over.wait(60 if trouble.stalls else 0)
                    return
                held.append((time.monotonic() + trouble.delay, to[end], piece))
            while held and held[0][0] <= time.monotonic():
                _, end, piece = held.popleft()
                end.sendall(piece)


def _received(end: socket.socket) -> bytes:
    try:
        return end.recv(256 * 1024)
    except OSError:
        return b""


def _cut(trouble: Trouble) -> bool:
    trouble.cuts -= 1
    return trouble.cuts >= 0
