"""Disks that are really full: small filesystems in memory, without bytes or without files to give."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.campaigns.faults.processes import Run, begun, pause
from tests.campaigns.faults.scene import NotHere, Scene, Stage
from tests.hub.world import World

LARGE = "size=256m,nr_inodes=100k"
PAGE = 4096
ATTEMPTS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Disk:
    """A filesystem in memory."""

    folder: Path

    @classmethod
    def at(cls, stack: ExitStack, folder: Path) -> "Disk":
        """Mounted on ``folder`` until ``stack`` ends. Raises :class:`NotHere` where that is not allowed."""
        program = shutil.which("mount")
        if program is None:
            raise NotHere("there is no program mount")
        folder.mkdir(exist_ok=True)
        said = subprocess.run([program, "-t", "tmpfs", "-o", LARGE, "tmpfs", folder], capture_output=True, text=True)
        if said.returncode:
            raise NotHere(f"a filesystem cannot be mounted: {said.stderr.strip()}")
        stack.callback(partial(subprocess.run, ["umount", "-l", folder], check=True))
        return cls(folder=folder)

    def leave(self, pages: int | None, files: int | None) -> None:
        """Gives that much more at most, and all again when both are None. It is asked again when what was written
        meanwhile needs more than that: the filesystem refuses to be less than full.
        """
        for _ in range(ATTEMPTS):
            words = ["mount", "-o", f"remount,{self._options(pages, files)}", self.folder]
            if subprocess.run(words, capture_output=True).returncode == 0:
                return
        raise RuntimeError(f"{self.folder} cannot be made full")

    def _options(self, pages: int | None, files: int | None) -> str:
        if pages is None and files is None:
            return LARGE
        found = os.statvfs(self.folder)
        used, there = (found.f_blocks - found.f_bfree) * found.f_frsize, found.f_files - found.f_ffree
        size = f"size={used + pages * PAGE}" if pages is not None else "size=256m"
        return f"{size},nr_inodes={there + files if files is not None else '100k'}"


def of_ledger(stage: Stage) -> Scene:
    """Ledger and store are on a disk that is full."""
    disk = Disk.at(stage.stack, stage.home / "disque")
    return _filled(stage, stage.world(ledger="sqlite:///disque/navette.db", store="disque/store"), disk)


def of_recipients(stage: Stage) -> Scene:
    """What recipients receive is on a disk that is full."""
    world = stage.world()
    return _filled(stage, world, Disk.at(stage.stack, world.recipients))


def _filled(stage: Stage, world: World, disk: Disk) -> Scene:
    """Full before the run, or from a moment of it on; emptied when it has ended, or while it tries again."""
    chance, pages, files = stage.chance, None, None
    if chance.random() < 0.75:
        pages = int(2 ** chance.uniform(0, 8))
        stage.draw("kB left:", str(pages * PAGE // 1000))
    else:
        files = int(2 ** chance.uniform(0, 6))
        stage.draw("files left:", str(files))
    moment = stage.moment() if chance.random() < 0.5 else None
    lasts = chance.uniform(1, 30) if chance.random() < 0.3 else None
    stage.draw("s full:", "to the end" if lasts is None else lasts)

    def runs() -> Iterator[Run]:
        if moment is None:
            disk.leave(pages, files)
        run = begun(world, stage.environment)
        if moment is not None:
            moment(world, run)
            disk.leave(pages, files)
        if lasts is not None:
            pause(run, lasts)
            disk.leave(None, None)
        yield run
        disk.leave(None, None)

    return Scene(world=world, runs=runs)


def files_limited(stage: Stage) -> Scene:
    """No file of the run may grow beyond a size; that of SQLite's index of its journal, 32 kB, is less."""
    if shutil.which("bash") is None:
        raise NotHere("bash is not installed: no limit on the size of files")
    most = int(2 ** stage.chance.uniform(5.1, 9))
    stage.draw("kB at most:", str(most))
    world = stage.world()

    def runs() -> Iterator[Run]:
        yield begun(world, stage.environment, f"ulimit -f {most}")

    return Scene(world=world, runs=runs)
