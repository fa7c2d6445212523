"""The place of a night: what the machines share (PostgreSQL, a bucket, sshd, Prefect, Dask's scheduler), and they."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

from bench.sshd import PROGRAM, running_sshd
from cli.prefect_home import QUIET
from tests.campaigns.faults.processes import BIN, kill
from tests.campaigns.faults.scene import ACCOUNT
from tests.campaigns.machines import network
from tests.campaigns.machines.deposits import deposits
from tests.campaigns.machines.machine import Machine
from tests.campaigns.machines.service import Service
from tests.flows.test_dask_options import certificates
from tests.flows.test_processes import BASE, below
from tests.hub.world import ROOT, World, lay_out
from tests.ledger import postgresql
from tests.ledger.postgresql import Cluster
from tests.s3_server import NAME, PREFIX

MACHINES = 3
CLOCK = 15
"""Minutes between the clocks of two machines."""
LEASE = 45
CONNECTIONS = 200
SSH, S3, PREFECT, SCHEDULER = 2222, 9000, 4200, 8786
DOOR = """\
[doors.monde]
connector = "sftp"
host = "{host}"
port = {port}
username = "root"
root = "{root}"
host_key = "{fingerprint}"
key_file = "secrets/client_ed25519"
timeout = 10.0
"""
STORE = f"""\
kind = "s3"
[store.s3]
endpoint = "http://{network.HERE}:{S3}"
region = "fr-par"
bucket = "{NAME}"
prefix = "{PREFIX}"
timeout = 20.0
access_key_file = "secrets/cle"
secret_key_file = "secrets/secrete"
"""
RUN = f"""\
runner = "dask"
workers = 1
chunk = {{chunk}}
lease = {LEASE}
[run.dask]
scheduler = "tls://{network.HERE}:{SCHEDULER}"
tls_ca = "secrets/cluster/authority.pem"
tls_cert = "secrets/cluster/machine.pem"
tls_key = "secrets/cluster/machine.key"
patience = 60
"""


@dataclass(kw_only=True)
class Place:
    """What a night has, all at work."""

    world: World
    """Seen from beside: the tables, the bucket and the folders behind sshd."""
    database: Cluster
    bucket: Service
    prefect: Service
    scheduler: Service
    workers: list[Machine]
    head: Machine
    """Where runs begin; on as long as one is under way."""
    is_database_on: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether a run is under way and all that it needs is there: what waits then waits for the dead."""
        shared = self.bucket.is_on and self.prefect.is_on and self.scheduler.is_on and self.is_database_on
        return shared and self.head.is_on and any(one.command() for one in self.workers if one.is_on)

    def end_database(self) -> None:
        """PostgreSQL and its sessions are killed (-9)."""
        self.is_database_on = False
        first = self.database.process
        kill(found := [first, *below(first)])
        for one in found:  # nobody else is their parent now; one that is not waited for counts as running
            with suppress(ChildProcessError):
                os.waitpid(one, 0)

    def start_database(self) -> None:
        """PostgreSQL recovers."""
        self.database.start()
        self.is_database_on = True


@contextmanager
def place(home: Path, base: Path, clock: Path, invoices: int, chunk: int) -> Iterator[Place]:
    """Everything on, and the drop filled; all is off after the block. ``base``: one of Prefect's whose migrations are
    made; ``clock``: ``clock.c``, compiled.
    """
    network.lay()
    model = home / "modele"
    (model / "secrets").mkdir(parents=True)
    with (
        postgresql.running(parent=str(home), address=network.HERE, connections=CONNECTIONS) as database,
        running_sshd(PROGRAM, _made(home / "sshd"), extra=f"ListenAddress {network.HERE}:{SSH}") as sshd,
    ):
        _secrets(model / "secrets", sshd.key)
        door = DOOR.format(host=network.HERE, port=SSH, root=home / "commun" / "monde", fingerprint=sshd.fingerprint)
        world = _laid(home / "commun", model, door, f"{database.url}/postgres", chunk)
        for name, content in deposits(invoices):
            world.drop(ACCOUNT, name, content)
        machines = [_machine(home, model, clock, rank) for rank in range(MACHINES)]
        head = _machine(home, model, clock, MACHINES)
        services = _services(home, base)
        try:
            for one in services.values():
                one.begin()
            for one in services.values():
                one.awaited()
            for each in machines:
                each.start()
            yield Place(world=world, database=database, workers=machines, head=head, **services)
        finally:
            for each in (*machines, head):
                each.stop()
            for one in services.values():
                one.stop()


def _secrets(folder: Path, key: Path) -> None:
    for name in ("cle", "secrete"):
        (folder / name).write_text(f"{name}\n", encoding="utf-8")
    (folder / key.name).write_bytes(key.read_bytes())
    (folder / key.name).chmod(0o600)
    certificates(folder / "cluster")


def _laid(home: Path, model: Path, door: str, ledger: str, chunk: int) -> World:
    """The world beside the machines; ``model`` becomes what each machine has, with paths relative to its own folder."""
    home.mkdir()
    copytree(model / "secrets", home / "secrets")
    world = lay_out(home, doors=door, ledger=ledger, run=RUN.format(chunk=chunk))
    text = world.config.read_text(encoding="utf-8")
    text = text.replace(f'folder = "{ROOT}/samples/annuaire"', 'folder = "annuaire"')
    text = text.replace("[annuaire]", f"{STORE}[annuaire]", 1)
    for folder in (home, model):
        (folder / world.config.name).write_text(text, encoding="utf-8")
        copytree(ROOT / "samples" / "annuaire", folder / "annuaire")
    return world


def _machine(night: Path, model: Path, clock: Path, rank: int) -> Machine:
    head = rank == MACHINES
    name = "tete" if head else f"machine-{rank + 1}"
    copytree(model, night / name)
    minutes = (rank - 1) * CLOCK
    words = ["run", "--json"] if head else ["cluster", "worker"]
    return Machine(
        name=name, rank=rank, night=night, minutes=minutes, clock=clock, again=not head,
        words=[str(BIN / "navette"), *words, "--config", str(night / name / "navette.toml")],
        environment={"PREFECT_API_URL": f"http://{network.HERE}:{PREFECT}/api", "NAVETTE_LOCALE": "en"},
    )  # fmt: skip


def _services(home: Path, base: Path) -> dict[str, Service]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "NAVETTE_"))}
    prefect = _made(home / "prefect")
    with closing(sqlite3.connect(base)) as there, closing(sqlite3.connect(prefect / BASE)) as here:
        there.backup(here)
    (_made(home / "s3") / NAME).mkdir()
    copytree(home / "modele", home / "ordonnanceur")
    navette = str(BIN / "navette")
    of_prefect = {"PREFECT_HOME": str(prefect), "PREFECT_API_URL": f"http://{network.HERE}:{PREFECT}/api"}
    started = ("server", "start", "--host", network.HERE, "--port", str(PREFECT), "--no-ui")
    asked = {
        "bucket": (S3, [sys.executable, "-m", "tests.s3_server", str(home / "s3"), network.HERE, str(S3)], {}),
        "prefect": (PREFECT, [sys.executable, "-m", "prefect", *started], of_prefect),
        "scheduler": (
            SCHEDULER,
            [navette, "cluster", "scheduler", "--config", str(home / "ordonnanceur" / "navette.toml")],
            {"HOME": str(home / "ordonnanceur")},
        ),
    }
    return {
        name: Service(
            name=name, port=port, words=words, environment={**kept, **QUIET, "PYTHONPATH": str(ROOT), **more},
            log=home / f"{name}.log",
        )
        for name, (port, words, more) in asked.items()
    }  # fmt: skip


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700)
    return folder
