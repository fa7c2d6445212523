"""Benchmark of a night beside people who read the portal's pages, compared with the same night alone.

The portal is the command itself, one process on loopback over the ledger that the night fills. Each session asks for a
page, reads it for a few seconds and asks for the next: lists, searches, an invoice of the list, the first page, the
dashboard. Who asks is a process of its own, on the same processors: what it costs is counted against the night.
"""

import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from bench import servers
from bench.comparison import Figure
from bench.night import ROOT, lay_out, night_of
from bench.sshd import free_port
from domain.compte import EtatCompte
from domain.espace import Droit, Espace, EtatRattachement, RoleRattachement
from domain.habilitation import Habilitation
from domain.text import Text
from hub import settings
from hub.comptes import signing_in
from hub.runtime.station import ledger_url
from ledger import Ledger
from ledger.accounts.registered import NewCompte
from ledger.accounts.rights import Doer
from samples.invoices.people import RECIPIENTS

SESSIONS = 50
PAUSE = (1.0, 5.0)
"""Seconds for which a page is read: drawn between these."""
_PATHS = ("/", "/factures-recues", "/factures-recues?a_traiter=1", "/factures-recues?numero=*4*", "/mon-compte")
_INVOICE = re.compile(rb'href="(/factures-recues/[0-9]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the sessions were answered."""

    pages: int
    failed: int
    """Answers that were no page."""
    middle: float
    """Seconds of half of the pages at most."""
    slow: float
    """Seconds of nineteen in twenty at most."""
    seconds: float
    """Processor time of the portal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """One night: invoices a second, and what was read beside it."""

    rate: float
    read: Read | None


@dataclass(slots=True)
class Times:
    """Seconds that each page took, by all sessions."""

    pages: list[float] = field(default_factory=list)
    failed: int = 0


def beside(count: int, runs: int, sessions: int = SESSIONS) -> Figure:
    """``runs`` nights of ``count`` XML invoices alone and as many beside ``sessions`` sessions, in turn."""
    with servers.workplace() as home, servers.prefect_server(home) as address:
        os.environ |= {"PREFECT_API_URL": address, "PREFECT_HOME": str(home)}
        pairs = [(_apart(count, seed, 0), _apart(count, seed, sessions)) for seed in range(runs)]
    read = [each.read for _, each in pairs if each.read]
    pages, slow = sum(each.pages for each in read), 1000 * max(each.slow for each in read)
    failed, middle = sum(each.failed for each in read), 1000 * median(each.middle for each in read)
    seconds = sum(each.seconds for each in read)
    return Figure(
        name=Text("Nuit à côté du portail", "Night beside the portal"),
        what=Text(
            f"{count} factures XML pendant que {sessions} sessions lisent chacune une page toutes les 3 secondes",
            f"{count} XML invoices while {sessions} sessions read a page every 3 seconds each",
        ),
        ours=median(each.rate for _, each in pairs),
        naive=median(each.rate for each, _ in pairs),
        naive_way=Text("la même nuit, sans portail", "the same night, without a portal"),
        runs=runs,
        target=0.9,
        note=Text(
            f"{pages} pages, {failed} manquées, {seconds:.0f} s de processeur ; médiane {middle:.0f} ms, p95 au plus "
            f"{slow:.0f} ms",
            f"{pages} pages, {failed} failed, {seconds:.0f} s of processor; median {middle:.0f} ms, p95 at most "
            f"{slow:.0f} ms",
        ),
    )


def _apart(count: int, seed: int, sessions: int) -> Night:
    """A night in a process of its own, as in production."""
    command = [sys.executable, "-m", "bench.night_beside", str(count), str(seed), str(sessions)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT, text=True)  # noqa: S603
    found = json.loads(done.stdout.splitlines()[-1])
    return Night(rate=found["rate"], read=Read(**found["read"]) if found["read"] else None)


def night(count: int, seed: int, sessions: int) -> Night:
    """One night, beside as many sessions."""
    with servers.workplace() as place, servers.sshd(place / "secrets") as server:
        config = lay_out(place, server, count, seed)
        if not sessions:
            return Night(rate=night_of(config, count), read=None)
        cookies = _accounts(config, sessions)
        with _portal(config) as (port, pid), _readers(port, cookies) as times:
            rate = night_of(config, count)
            seconds = _processor_seconds(pid)
        slow = quantiles(times.pages, n=20)[-1]
        read = Read(pages=len(times.pages), failed=times.failed, middle=median(times.pages), slow=slow, seconds=seconds)
        return Night(rate=rate, read=read)


def _accounts(config: Path, sessions: int) -> list[str]:
    """As many accounts, each of a structure that receives invoices, connected: their cookies."""
    ledger, now, doer = Ledger.open(ledger_url(settings.load(config))), datetime.now(UTC), Doer(name="bench")
    try:
        return [_account(ledger, rank, now, doer) for rank in range(sessions)]
    finally:
        ledger.close()


def _account(ledger: Ledger, rank: int, now: datetime, doer: Doer) -> str:
    structure = RECIPIENTS[rank % len(RECIPIENTS)].siret
    courriel = f"agent-{rank}@exemple.fr"
    new = NewCompte(courriel=courriel, prenom="", nom="Agent", mot_de_passe="", etat=EtatCompte.ACTIF)
    compte = ledger.accounts.create(new, now, "bench")
    if compte is None:
        raise RuntimeError("the account exists")
    ledger.rights.attach(compte.id, structure, RoleRattachement.UTILISATEUR, EtatRattachement.ACTIF, now, doer)
    for espace in (Espace.FACTURES_RECUES, Espace.FACTURES_DE_TRAVAUX):
        right = Habilitation(structure=structure, service=None, espace=espace, droit=Droit.CONSULTATION)
        ledger.rights.grant(compte.id, right, Droit.CONSULTATION, now, doer)
    return f"{structure} {signing_in.begin(ledger, compte, now, '').cookie}"


@contextmanager
def _portal(config: Path) -> Iterator[tuple[int, int]]:
    """Its port and its process."""
    port = free_port()
    command = [sys.executable, "-m", "cli", "portail", "--config", str(config), "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True) as process:  # noqa: S603
        try:
            _await(port)
            yield port, process.pid
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)


def _await(port: int) -> None:
    for _ in range(240):
        with suppress(OSError):
            _get(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/connexion", "")
            return
        time.sleep(0.25)
    raise RuntimeError("the portal does not answer")


@contextmanager
def _readers(port: int, cookies: list[str]) -> Iterator[Times]:
    """The sessions, until the block ends; what they were answered."""
    command = [sys.executable, "-m", "bench.night_beside", "--sessions", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        times = Times()
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("no pipes")
        process.stdin.write("".join(f"{line}\n" for line in cookies))
        process.stdin.write("\n")
        process.stdin.flush()
        try:
            yield times
        finally:
            process.stdin.close()
            found = json.loads(process.stdout.read())
            times.pages, times.failed = found["pages"], found["failed"]


def read_pages(port: int, lines: list[str]) -> None:
    """A session for each line (a structure and a cookie), until the input ends."""
    over, times = threading.Event(), Times()
    threads = [
        threading.Thread(target=_session, args=(port, line, rank, over, times)) for rank, line in enumerate(lines)
    ]
    for thread in threads:
        thread.start()
    sys.stdin.read()
    over.set()
    for thread in threads:
        thread.join()
    sys.stdout.write(json.dumps(asdict(times)))


def _session(port: int, line: str, rank: int, over: threading.Event, times: Times) -> None:
    structure, cookie = line.split()
    chance, connection = random.Random(rank), http.client.HTTPConnection("127.0.0.1", port, timeout=60)  # noqa: S311
    paths = [*_PATHS, f"/etats/{structure}/tableau-de-bord"]
    while not over.wait(chance.uniform(*PAUSE)):
        began = perf_counter()
        try:
            status, body = _get(connection, chance.choice(paths), cookie)
        except OSError:
            connection.close()
            status, body = 0, b""
        times.pages.append(perf_counter() - began)
        times.failed += status != 200
        seen = [path.decode() for path in _INVOICE.findall(body)[:20]]
        paths = [*paths[: len(_PATHS) + 1], *(chance.sample(seen, min(3, len(seen))))] if seen else paths


def _get(connection: http.client.HTTPConnection, path: str, cookie: str) -> tuple[int, bytes]:
    connection.request("GET", path, headers={"Cookie": f"navette={cookie}"})
    answer = connection.getresponse()
    return answer.status, answer.read()


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    if sys.argv[1] == "--sessions":
        read_pages(int(sys.argv[2]), [line.strip() for line in iter(sys.stdin.readline, "\n")])
    else:
        sys.stdout.write(json.dumps(asdict(night(*map(int, sys.argv[1:])))) + "\n")
