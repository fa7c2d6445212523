"""Benchmark of a whole night with Prefect and a real sshd, compared with a plain loop over the invoices."""

import hashlib
import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from statistics import median
from time import perf_counter

import paramiko

import samples
from bench import servers
from bench.cluster.processes import descendants
from bench.comparison import Figure
from bench.pickup import client_of
from bench.sshd import Server
from domain.deposit import Arrival
from domain.document import Document
from domain.errors import NavetteError
from domain.invoice import Invoice
from domain.text import Text
from exporters import certificat, compte_rendu, facture_json, lisible
from hub import settings
from hub.context.terms import Terms, context_of
from hub.decide.one_document import decide
from hub.decide.recording import record
from hub.decide.unpack import Chunk, single
from hub.runtime.run_counts import Count
from hub.runtime.station import ledger_url
from ledger import ContentStore, Ledger
from validators import Context

ROOT = Path(__file__).resolve().parent.parent
ANNUAIRE = ROOT / "samples" / "annuaire"
SETTINGS = """\
[ledger]
url = "{ledger}"
[store]
folder = "store"
[annuaire]
folder = "{annuaire}"
[doors.sftp]
connector = "sftp"
host = "127.0.0.1"
port = {port}
username = "{username}"
root = "{root}"
key_file = "{key_file}"
known_hosts = "{known_hosts}"
[[drops]]
name = "mesure"
door = "sftp"
folder = "mesure"
deposants = ["*"]
[recipients]
door = "sftp"
folder = "destinataires"
[run]
quiet = 0.5
chunk = {chunk}
pack_above = {pack_above}
"""


@dataclass(slots=True)
class Memory:
    """Peak memory of this process and its descendants, in bytes, sampled four times a second."""

    peak: int = 0
    over: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One night followed by the naive loop: invoices per second of each, and the night's peak memory in bytes."""

    rate: float
    naive: float
    memory: int


def whole(count: int, runs: int, naive_count: int = 200) -> Figure:
    """``count`` XML invoices of one drop: picked up, decided, delivered, certified, reported, recorded.

    Prefect's server is a process of its own, and each night a new process, as in production.
    """
    with servers.workplace() as home, servers.prefect_server(home) as address:
        os.environ |= {"PREFECT_API_URL": address, "PREFECT_HOME": str(home)}
        turns = [_apart(count, seed, naive_count) for seed in range(runs)]
    return Figure(
        name=Text("Nuit entière", "Whole night"),
        what=Text(
            f"{count} factures XML, SFTP des deux côtés, certificats, comptes rendus, états, registre",
            f"{count} XML invoices, SFTP on both sides, certificates, comptes rendus, reports, ledger",
        ),
        ours=median(turn.rate for turn in turns),
        naive=median(turn.naive for turn in turns),
        naive_way=Text(
            "une facture après l'autre, une transaction et une connexion, mêmes documents rendus",
            "one invoice after the other, one transaction and one connection each, the same documents returned",
        ),
        runs=runs,
        target=200,
        note=Text(
            f"mémoire {max(turn.memory for turn in turns) / 2**20:.0f} Mo au plus, serveur de Prefect à part",
            f"memory {max(turn.memory for turn in turns) / 2**20:.0f} MB at most, Prefect's server apart",
        ),
    )


def _apart(count: int, seed: int, naive_count: int) -> Turn:
    command = [sys.executable, "-m", "bench.night", str(count), str(seed), str(naive_count)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT, text=True)  # noqa: S603
    return Turn(**json.loads(done.stdout.splitlines()[-1]))


def turn(count: int, seed: int, naive_count: int) -> Turn:
    """One night with its reports, timed from the first listing of the drop, then the naive loop on the same server."""
    memory = Memory()
    with servers.workplace() as place, servers.sshd(place / "secrets") as server:
        config = lay_out(place, server, count, seed)
        with _watching(memory):
            rate = night_of(config, count)
        return Turn(rate=rate, naive=_naive(place, server, naive_count), memory=memory.peak)


def night_of(config: Path, count: int) -> float:
    """The invoices per second of the night and its reports, from the first listing of the drop.

    Raises :class:`domain.errors.NavetteError` unless all ``count`` are accepted.
    """
    from flows.nightly import nightly_ingestion
    from flows.reports import status_reports

    started = perf_counter()
    all_counts = nightly_ingestion(str(config))
    status_reports(str(config))
    rate = count / (perf_counter() - started)
    accepted = sum(drop_counts.of(Count.ACCEPTED) for drop_counts in all_counts)
    if accepted != count:
        raise NavetteError(
            Text(f"{accepted} acceptées sur {count}.", f"{accepted} accepted of {count}."),
            Text("La mesure demande des exemples tous bons.", "The bench needs samples that are all good."),
        )
    return rate


def lay_out(
    place: Path,
    server: Server,
    count: int,
    seed: int,
    *,
    ledger: str = "sqlite:///navette.db",
    chunk: int = 200,
    pack_above: int = 200,
) -> Path:
    """The settings of a drop of ``count`` invoices at ``place``, with the empty ledger of the URL ``ledger``."""
    root = place / "sftp"
    drop = root / "mesure" / "depot"
    drop.mkdir(parents=True)
    (root / "destinataires").mkdir()
    for name, content in samples.many(count, seed=seed):
        (drop / name).write_bytes(content)
    config = place / "navette.toml"
    config.write_text(
        SETTINGS.format(
            ledger=ledger,
            chunk=chunk,
            pack_above=pack_above,
            annuaire=ANNUAIRE,
            port=server.port,
            username=getuser(),
            root=root,
            key_file=server.key,
            known_hosts=server.known_hosts,
        ),
        encoding="utf-8",
    )
    Ledger.create(ledger_url(settings.load(config)))
    return config


def _naive(place: Path, server: Server, count: int) -> float:
    """Invoices per second of a loop without batches, pipelining, packs or workers."""
    base = place / "naif"
    (base / "retours").mkdir(parents=True)
    config = base / "navette.toml"
    config.write_text((place / "navette.toml").read_text(encoding="utf-8"), encoding="utf-8")
    chosen = settings.load(config)
    ledger = Ledger.create(ledger_url(chosen))
    terms = Terms.of(chosen, rights=frozenset("*"), now=datetime.now(UTC))
    store = ContentStore(chosen.store.folder)
    files = list(samples.many(count, seed=99))
    for name, content in files:
        (base / name).write_bytes(content)
    with client_of(server, server.port) as client:
        started = perf_counter()
        for name, _ in files:
            _one(name, base, client, ledger, store, context_of(terms))
        return count / (perf_counter() - started)


def _one(
    name: str, base: Path, client: paramiko.SFTPClient, ledger: Ledger, store: ContentStore, context: Context
) -> None:
    """The steps of a straightforward script for one invoice."""
    local = base / f"{name}.recu"
    client.get(str(base / name), str(local))
    content = local.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    facts = local.stat()
    now = datetime.now(UTC)
    arrival = Arrival(
        drop="mesure",
        name=name,
        size=facts.st_size,
        modified=facts.st_mtime,
        sha256=digest,
        location=store.put_many([(digest, content)])[digest],
    )
    (deposit,) = ledger.deposits.receive([arrival], now)
    decision = decide(Document(path=name, content=content, sha256=digest), context)
    chunk = Chunk(drop="mesure", pieces=(single(deposit),), conclude=True)
    (invoice,) = record(ledger, chunk, [decision], now).invoices
    sealed = ledger.certificates.of_invoices([invoice.id])[invoice.id]
    read = decision.invoice or Invoice()
    for ending, written in (
        (".xml", content),
        ("_lisible.pdf", lisible.as_pdf(read, invoice)),
        (".facture.json", facture_json.as_json(read, invoice)),
        (".certificat.pdf", certificat.as_pdf(sealed)),
        (".certificat.json", certificat.as_json(sealed)),
        (".compte-rendu.html", compte_rendu.as_html(deposit, [invoice])),
        (".compte-rendu.json", compte_rendu.as_json(deposit, [invoice])),
        (".compte-rendu.csv", compte_rendu.as_csv(deposit, [invoice])),
    ):
        client.putfo(io.BytesIO(written), str(base / "retours" / f"{name}{ending}"))


@contextmanager
def _watching(memory: Memory) -> Iterator[None]:
    memory.over.clear()
    watcher = threading.Thread(target=_watch, args=(memory,), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        memory.over.set()
        watcher.join()


def _watch(memory: Memory) -> None:
    while not memory.over.wait(0.25):
        memory.peak = max(memory.peak, sum(_held(pid) for pid in descendants(os.getpid())))


def _held(pid: int) -> int:
    """Memory of a process in bytes, shared pages divided among the processes that share them (Pss)."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(turn(*map(int, sys.argv[1:])))) + "\n")
