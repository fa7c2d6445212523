"""A world to run nights in: suppliers' drops, recipients' folders, settings, a ledger; and what became of the files."""

import getpass
import json
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import psycopg

from bench import proftpd
from bench.sshd import Server
from domain.certificate import Certificate
from exporters import certificat
from hub import settings
from hub.inspect.verify import Outcome, prove
from hub.runtime.connections import place_of_store
from hub.runtime.station import ledger_url
from ledger import ContentStore, Ledger
from samples import depot
from tests.ledger.empty import empty_file

ROOT = Path(__file__).resolve().parents[2]
ACCOUNTS = {account.name: account.deposants for account in depot.ACCOUNTS}
FOLDERS = depot.FOLDERS
LOCAL = '[doors.monde]\nconnector = "local"\nroot = "monde"\n'
ALONE = 'runner = "processes"'
"""In the table [run]: each process reads and checks by itself; no worker pool."""
SFTP = """\
[doors.{name}]
connector = "sftp"
host = "127.0.0.1"
port = {port}
username = "{username}"
root = "{root}"
known_hosts = "{known_hosts}"
key_file = "{key_file}"
timeout = 10.0
"""
SETTINGS = """\
[ledger]
url = "{ledger}"
[store]
folder = "{store}"
[annuaire]
folder = "{annuaire}"
{doors}
{drops}
[recipients]
door = "{recipients}"
folder = "destinataires"
{tables}
[run]
quiet = 0.05
door_patience = 0

{run}
"""
DROP = '[[drops]]\nname = "{name}"\ndoor = "{door}"\nfolder = "fournisseurs/{name}"\ndeposants = {deposants}\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything below one folder."""

    home: Path

    @property
    def config(self) -> Path:
        return self.home / "navette.toml"

    @property
    def root(self) -> Path:
        """What the door opens on."""
        return self.home / "monde"

    @property
    def recipients(self) -> Path:
        return self.root / "destinataires"

    def account(self, name: str, folder: str = "") -> Path:
        """A supplier's folders."""
        return self.root / "fournisseurs" / name / folder

    def drop(self, account: str, name: str | bytes, content: bytes, age: float = 3600) -> Path:
        """A file as a supplier leaves it, ``age`` seconds ago."""
        path = self.account(account, "depot") / os.fsdecode(name)
        path.write_bytes(content)
        moment = time.time() - age
        os.utime(path, (moment, moment))
        return path

    def answer(self, speaker: str, name: str, content: bytes, *, folder: str = "statuts", age: float = 3600) -> Path:
        """A file in the ``statuts/`` (or ``complements/``) of a recipient (SIRET) or of a supplier's account."""
        home = self.recipients / speaker / folder if speaker.isdigit() else self.account(speaker, folder)
        home.mkdir(parents=True, exist_ok=True)
        path = home / name
        path.write_bytes(content)
        moment = time.time() - age
        os.utime(path, (moment, moment))
        return path

    def ledger(self) -> Ledger:
        return Ledger.open(ledger_url(settings.load(self.config)))

    def store(self) -> ContentStore:
        return ContentStore(place_of_store(settings.load(self.config)))

    @contextmanager
    def base(self) -> Iterator[sqlite3.Connection]:
        """The ledger's file, written by hand."""
        with closing(sqlite3.connect(self.home / "navette.db")) as base, base:
            yield base

    @contextmanager
    def tables(self) -> Iterator[sqlite3.Connection | psycopg.Connection]:
        """The ledger's tables, whichever its engine; what is written in the block is kept."""
        url = ledger_url(settings.load(self.config))
        file = url.removeprefix("sqlite:///")
        with closing(psycopg.connect(url) if file == url else sqlite3.connect(self.home / file)) as base, base:
            yield base

    def later(self) -> None:
        """Time passes: what was put off is due again."""
        with self.tables() as base:
            base.execute("update outbox set due_at = changed_at where state = 'todo' and holder is null")

    def redo(self, effect: str) -> None:
        """Every effect of this kind is due again, as after a run that was killed before it could say it was done."""
        with sqlite3.connect(self.home / "navette.db") as base:
            base.execute("update outbox set state = 'todo', due_at = changed_at where effect = ?", (effect,))

    def ask(self, question: str) -> list[tuple[object, ...]]:
        """The rows of an SQL query on the ledger."""
        with self.tables() as base:
            return base.execute(question).fetchall()


def lay_out(
    home: Path,
    *,
    doors: str = LOCAL,
    door: str = "monde",
    recipients: str | None = None,
    accounts: dict[str, str] | None = None,
    tables: str = "",
    run: str = "",
    ledger: str = "sqlite:///navette.db",
    store: str = "store",
) -> World:
    """A world with empty drops. ``accounts``: those behind another door than ``door``, and which. ``ledger`` is a URL,
    ``store`` a folder.
    """
    world = World(home=home)
    for account in ACCOUNTS:
        for folder in FOLDERS:
            world.account(account, folder).mkdir(parents=True)
    world.recipients.mkdir()
    behind = {name: (accounts or {}).get(name, door) for name in ACCOUNTS}
    drops = "".join(
        DROP.format(name=name, door=behind[name], deposants=json.dumps(list(deposants)))
        for name, deposants in ACCOUNTS.items()
    )
    world.config.write_text(
        SETTINGS.format(
            annuaire=ROOT / "samples" / "annuaire",
            doors=doors,
            drops=drops,
            recipients=recipients or door,
            tables=tables,
            run=run,
            ledger=ledger,
            store=store,
        ),
        encoding="utf-8",
    )
    empty_file(ledger_url(settings.load(world.config))).close()
    return world


def sftp_door(
    server: Server | proftpd.Server, name: str, home: Path, port: int | None = None, username: str | None = None
) -> str:
    """The settings of a door onto ``home/monde`` through the server, or through a proxy at ``port`` before it."""
    known = home / f"{name}.known_hosts"
    lines = server.known_hosts.read_text(encoding="utf-8")
    known.write_text(lines.replace(f":{server.port} ", f":{port or server.port} "), encoding="utf-8")
    return SFTP.format(
        name=name,
        port=port or server.port,
        username=username or getpass.getuser(),
        root=home / "monde",
        known_hosts=known,
        key_file=server.key,
    )


def files(folder: Path) -> dict[str, str]:
    """Every file below ``folder``, hidden ones too: path to SHA-256."""
    return {
        os.fsencode(path.relative_to(folder)).decode("utf-8", "replace"): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def names(folder: Path) -> list[str]:
    """The files of ``folder``, bytes that are no UTF-8 shown as such."""
    return sorted(os.fsencode(path.name).decode("utf-8", "backslashreplace") for path in folder.iterdir())


def originals(world: World) -> Counter[tuple[str, str]]:
    """What recipients hold: (``<siret>/<service>``, SHA-256) of every invoice, attachments and data apart."""
    found: Counter[tuple[str, str]] = Counter()
    for data in world.recipients.rglob("*.facture.json"):
        stem = data.name.removesuffix(".facture.json")
        (original,) = [p for p in data.parent.iterdir() if p.name.startswith(f"{stem}.") and p != data]
        folder = data.parent.relative_to(world.recipients).as_posix()
        found[folder, sha256(original.read_bytes()).hexdigest()] += 1
    return found


def certificates(world: World) -> list[Certificate]:
    """Those that lie in the suppliers' ``retours/``, read from their JSON."""
    return [
        certificat.from_json(path.read_bytes())
        for path in sorted(world.root.glob("fournisseurs/*/retours/certificat*.json"))
    ]


def proven(world: World) -> bool:
    """Whether every certificate a supplier holds is proven against ledger and store."""
    ledger, store = world.ledger(), world.store()
    return all(prove(ledger, store, one.number, one).outcome is Outcome.PROVEN for one in certificates(world))


def chained(world: World) -> bool:
    """Whether the chain of certificates has no gap and every link holds."""
    ledger = world.ledger()
    numbers = [number for (number,) in world.ask("select number from certificates order by sequence")]
    links = [ledger.certificates.by_number(str(number)) for number in numbers]
    return [link.sequence for link in links if link] == list(range(1, len(numbers) + 1)) and all(
        link is not None and ledger.certificates.is_linked(link) for link in links
    )


def agreed(world: World) -> bool:
    """Whether the tables say what was certified."""
    return not list(world.ledger().certificates.differences(10))


def half_written(world: World) -> list[str]:
    """What our own writing left behind under a hidden name."""
    return [path for path in files(world.root) if path.endswith(".part") and "/depot/" not in path]
