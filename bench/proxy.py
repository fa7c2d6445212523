"""A TCP proxy that delays, slows down or cuts connections, for tests and benchmarks."""

import contextlib
import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import wait

AHEAD = 64 * 1024
"""Bytes of one direction that are held at most on a slow line; the sender waits then."""

Held = dict[socket.socket, deque[tuple[float, bytes]]]
"""By receiving end, what is on its way to it, each piece with the moment it arrives (monotonic clock)."""


@dataclass
class Trouble:
    """Faults applied to the connections; may be changed while they are open."""

    delay: float = 0.0
    """Delay in seconds in each direction."""
    rate: float | None = None
    """Bytes a second, in each direction, that all connections share; None: no limit."""
    cut_after: int | None = None
    """Bytes from the server after which a connection is cut in both directions."""
    stalls: bool = False
    """Whether the connection then stops transmitting instead of being cut."""
    cuts: int = 1
    """Number of connections to cut; later ones are not."""
    connections: int = field(default=0, init=False)
    come: int = field(default=0, init=False)
    """Bytes from the server over all connections."""
    _free_at: dict[bool, float] = field(default_factory=dict, init=False)
    """When the line is free again, to the server and from it."""
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def arrival(self, size: int, *, from_server: bool) -> float:
        """When the last of ``size`` bytes that are sent now arrives (monotonic clock)."""
        now = time.monotonic()
        if self.rate is None:
            return now + self.delay
        with self._lock:
            sent = max(now, self._free_at.get(from_server, 0.0)) + size / self.rate
            self._free_at[from_server] = sent
        return sent + self.delay


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
        if wait([listener], 0.1):
            client, _ = listener.accept()
            trouble.connections += 1
            threading.Thread(target=_carry, args=(client, port, trouble, over), daemon=True).start()


def _carry(client: socket.socket, port: int, trouble: Trouble, over: threading.Event) -> None:
    """Relays one connection. A single loop delays each chunk, so that the delay costs no bandwidth."""
    with client, socket.create_connection(("127.0.0.1", port)) as server:
        for end in (client, server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        to = {client: server, server: client}
        held: Held = {client: deque(), server: deque()}
        come = 0
        while not over.is_set():
            for end in _ready(_open_ends(to, held, trouble), _wait(held)):
                piece = _received(end, 256 * 1024 if trouble.rate is None else 4 * 1024)
                come += len(piece) if end is server else 0
                trouble.come += len(piece) if end is server else 0
                if not piece:
                    return
                if trouble.cut_after is not None and come > trouble.cut_after and _cut(trouble):
                    over.wait(60 if trouble.stalls else 0)
                    return
                held[to[end]].append((trouble.arrival(len(piece), from_server=end is server), piece))
            for end, pieces in held.items():
                while pieces and pieces[0][0] <= time.monotonic():
                    end.sendall(pieces.popleft()[1])


def _ready(ends: list[socket.socket], seconds: float) -> list[socket.socket]:
    """The ends that sent something, after ``seconds`` at most; whatever number a process's handles have come to."""
    ready = wait(ends, seconds)
    return [end for end in ends if end in ready]


def _wait(held: Held) -> float:
    """Seconds until the next piece arrives, a tenth when none is on its way."""
    return min((max(0.0, pieces[0][0] - time.monotonic()) for pieces in held.values() if pieces), default=0.1)


def _open_ends(to: dict[socket.socket, socket.socket], held: Held, trouble: Trouble) -> list[socket.socket]:
    """The ends that may send more."""
    if trouble.rate is None:
        return list(to)
    return [end for end in to if sum(len(piece) for _, piece in held[to[end]]) < AHEAD]


def _received(end: socket.socket, most: int) -> bytes:
    try:
        return end.recv(most)
    except OSError:
        return b""


def _cut(trouble: Trouble) -> bool:
    trouble.cuts -= 1
    return trouble.cuts >= 0
