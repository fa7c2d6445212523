"""What all machines share, each a process that may be killed and started again."""

import socket
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.campaigns.faults.processes import kill
from tests.campaigns.machines.network import HERE
from tests.flows.test_processes import below

START = 300
"""Seconds one may take to answer on a busy machine."""


def answers(port: int) -> bool:
    """Whether something listens."""
    with suppress(OSError), socket.create_connection((HERE, port), timeout=2):
        return True
    return False


@dataclass(slots=True, kw_only=True)
class Service:
    """A server at a port."""

    name: str
    port: int
    words: Sequence[str]
    environment: dict[str, str]
    log: Path
    process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    def begin(self) -> None:
        """Starts it; it may not answer yet."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.words, env=self.environment, stdout=log, stderr=log, cwd=self.log.parent
            )

    def awaited(self) -> None:
        """Waits until it answers."""
        until = time.monotonic() + START
        while not answers(self.port):
            if time.monotonic() > until or self.process is None or self.process.poll() is not None:
                raise RuntimeError(f"{self.name}: {self.log.read_text(encoding='utf-8')}")
            time.sleep(0.2)

    def stop(self) -> None:
        """Kills it and what it started."""
        if self.process:
            kill([self.process.pid, *below(self.process.pid)])
            self.process.wait()

    @property
    def is_on(self) -> bool:
        """Whether its process runs."""
        return self.process is not None and self.process.poll() is None
