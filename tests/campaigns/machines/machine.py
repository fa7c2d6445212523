"""A machine: namespaces of its own (PID, UTS, mount, network), a home, a clock, one core, and one command.

The home of the night is hidden from it but for its own part. What it runs ends with its first process.
"""

import os
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGTERM

from cli.prefect_home import QUIET
from tests.campaigns.faults.processes import TRACKER, kill
from tests.campaigns.machines import network
from tests.flows.test_processes import below, command

RESTART = 5
"""Seconds until a command that ended is begun again, as ``docs/systemd`` has it."""
ENDS = 60
"""Seconds its command may take to end."""
UNSHARE = ("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child=SIGKILL", "--mount-proc")
BOOT = """\
set -eu
hostname "$1"; ip link set lo up
mount --bind "$3" /mnt; mount -t tmpfs tmpfs "$4"; mkdir -p "$3"; mount --bind /mnt "$3"; umount /mnt
mount -t tmpfs tmpfs /dev/shm
echo ready; read -r _
ip address add "$2/24" dev eth0; ip link set eth0 up
again=$5; shift 5; cd "$HOME"; code=0
"$@" >&2 || code=$?
while [ "$again" != no ]; do sleep "$again"; "$@" >&2 || :; done
exit "$code"
"""


@dataclass(slots=True, kw_only=True)
class Machine:
    """A machine, on or off."""

    name: str
    rank: int
    night: Path
    """The home of the night; its own is a folder there."""
    minutes: int
    """How far its clock is ahead."""
    clock: Path
    """``clock.c``, compiled."""
    words: Sequence[str]
    """Its command."""
    environment: dict[str, str]
    again: bool = True
    """Whether the command is begun again when it ended; else the machine stops with it."""
    process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    @property
    def home(self) -> Path:
        """Its own folder."""
        return self.night / self.name

    def start(self) -> None:
        """Boots it: with the same home and name, and new namespaces."""
        (self.home / "tmp").mkdir(exist_ok=True)
        with (self.night / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*UNSHARE, "--uts", "bash", "-c", BOOT, "-", self.name, network.address(self.rank), str(self.home),
                 str(self.night), str(RESTART) if self.again else "no", *self._clocked()],
                env=self._environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, cwd=self.night,
            )  # fmt: skip
        said = self.process.stdout and self.process.stdout.readline()
        if said != b"ready\n" or self.process.stdin is None:
            raise RuntimeError((self.night / f"{self.name}.log").read_text(encoding="utf-8"))
        network.connect(self.name, self.process.pid)
        self.process.stdin.write(b"go\n")
        self.process.stdin.close()

    @property
    def is_on(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    def processes(self) -> list[int]:
        """Its command and what that started; the first process is none of them."""
        return [one for first in self._first() for one in below(first)]

    def command(self) -> list[int]:
        """The process of its command, while there is one."""
        return [one for one in self.processes() if any(word in command(one) for word in self.words[:1])][:1]

    def pool(self) -> list[int]:
        """The processes of its pool."""
        return [one for each in self.command() for one in below(each) if TRACKER not in command(one)]

    def strays(self) -> list[str]:
        """What stays once its command was told to end, of what runs on it now."""
        found = {one: command(one) for one in self.processes()}
        kill(self.command(), SIGTERM)
        until = time.monotonic() + ENDS
        while (left := [line for one, line in found.items() if line and command(one) == line]) and (
            time.monotonic() < until
        ):
            time.sleep(0.2)
        return left

    def stop(self) -> None:
        """As when its power goes: nobody is told, nothing is ended in order."""
        if self.process and self.is_on:
            with suppress(subprocess.CalledProcessError):  # it may have stopped by itself just now
                network.unplug(self.name)
            kill(self._first())
        if self.process:
            self.process.wait()
            network.disconnect(self.name)

    def plug(self) -> None:
        """Its cable is in again, if it has not stopped meanwhile: a machine that starts has a new one."""
        with suppress(subprocess.CalledProcessError):
            network.plug(self.name)

    def mark(self, process: int | None = None) -> str:
        """How the holders of its leases begin (:mod:`ledger.leases.holder`): all, or those of one of its processes."""
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="utf-8").strip()
        (first,) = self._first()
        machine = f"{self.name}:{boot}:{Path(f'/proc/{first}/ns/pid').readlink().name}/"
        if process is None:
            return machine
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
        (inside,) = (line.split()[-1] for line in lines if line.startswith("NSpid:"))
        return f"{machine}{inside}/"

    def _first(self) -> list[int]:
        """Its first process, which the kernel ends all others with."""
        return [] if self.process is None else list(below(self.process.pid))[:1]

    def _clocked(self) -> list[str]:
        """Its command, by its clock, on its core."""
        core = sorted(os.sched_getaffinity(0))[self.rank % len(os.sched_getaffinity(0))]
        clock = {"LD_PRELOAD": self.clock, "CLOCK_AHEAD": self.minutes * 60}
        named = [f"{name}={value}" for name, value in clock.items()]
        return ["taskset", "-c", str(core), "env", *named, *self.words]

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "NAVETTE_"))}
        own = {"HOME": str(self.home), "TMPDIR": str(self.home / "tmp"), "PREFECT_HOME": str(self.home / "prefect")}
        return {**kept, **QUIET, **own, **self.environment}
