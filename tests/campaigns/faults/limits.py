"""SFTP servers that let in few sessions, or few open files, in every run of the night."""

from collections.abc import Iterator
from pathlib import Path

from bench import proftpd, sshd
from bench.proftpd import running_proftpd
from bench.sshd import running_sshd
from tests.campaigns.faults.processes import Run, begun
from tests.campaigns.faults.scene import NotHere, Scene, Stage
from tests.hub.world import sftp_door

SESSIONS = ("MaxClientsPerUser 1", "MaxClientsPerUser 2", "MaxClientsPerHost 2", "MaxClients 3")
"""Rules of ProFTPD."""
OPENSSH = ("MaxSessions 1\nMaxStartups 1", "MaxSessions 1\nMaxStartups 2:70:4")
"""Rules of OpenSSH, which limits those that have not logged in yet."""
SUBSYSTEM = Path("/usr/lib/openssh/sftp-server")


def few_sessions(stage: Stage) -> Scene:
    """ProFTPD or OpenSSH, with one of their rules."""
    rule = stage.chance.choice([*SESSIONS, *OPENSSH])
    stage.draw("rule", rule.replace("\n", ", "))
    program, module = (proftpd.PROGRAM, proftpd.MODULE) if rule in SESSIONS else (sshd.PROGRAM, sshd.PROGRAM)
    _needed(program, module)
    place = _folder(stage)
    if rule in SESSIONS:
        server = stage.stack.enter_context(running_proftpd(program, module.parent, place, rule))
        return _served(stage, sftp_door(server, "monde", stage.home, username=proftpd.USER))
    return _served(stage, sftp_door(stage.stack.enter_context(running_sshd(program, place, rule)), "monde", stage.home))


def few_files(stage: Stage) -> Scene:
    """OpenSSH's SFTP, each session of which may have few files open."""
    most = stage.chance.randrange(8, 40)
    stage.draw("descriptors", str(most))
    _needed(sshd.PROGRAM, SUBSYSTEM)
    place = _folder(stage)
    limited = place / "sftp"
    limited.write_text(f'#!/bin/sh\nulimit -n {most}\nexec {SUBSYSTEM} "$@"\n')
    limited.chmod(0o755)
    server = stage.stack.enter_context(running_sshd(sshd.PROGRAM, place, subsystem=str(limited)))
    return _served(stage, sftp_door(server, "monde", stage.home))


def _needed(*files: Path) -> None:
    for file in files:
        if not file.exists():
            raise NotHere(f"{file} is not installed")


def _folder(stage: Stage) -> Path:
    place = stage.home / "serveur-sftp"
    place.mkdir()
    return place


def _served(stage: Stage, doors: str) -> Scene:
    world = stage.world(doors=doors)

    def runs() -> Iterator[Run]:
        yield begun(world, stage.environment)

    return Scene(world=world, runs=runs)
