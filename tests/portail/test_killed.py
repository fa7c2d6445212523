"""The portal is killed while programs deposit: each file is one deposit, decided once; asked again, all are there."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace

import httpx
import pytest

from domain.espace import Droit, Espace
from domain.portal_depositor import deposits_of
from hub.runtime.station import ledger_url
from ledger import Ledger
from samples.invoices import bases
from samples.invoices.builder import build
from samples.writers import ubl
from tests.hub import inline
from tests.portail.monde import Site
from tests.portail.test_api import key_of

KILLS = int(os.environ.get("NAVETTE_PORTAL_KILLS", "2"))
FILES = int(os.environ.get("NAVETTE_PORTAL_DEPOSITS", "12"))
PAPETERIE = "99900011000018"


@contextmanager
def portal(site: Site, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the portal that answers; killed at the end in any case."""
    program = [sys.executable, "-c", "from cli.app import main; main()"]
    command = [*program, "portail", "--port", str(port), "--config", str(site.world.config)]
    said = site.world.home / "portail.log"
    with said.open("ab") as log:
        process = subprocess.Popen(command, stderr=log, start_new_session=True)
    try:
        for _ in range(600):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, said.read_text()[-3000:]
            time.sleep(0.1)
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def content(rank: int) -> bytes:
    return ubl.write(build(replace(bases.PAPETERIE, numero=f"TUE-2026-{rank:04}")))


@pytest.mark.integration
def test_each_file_is_one_deposit_whenever_the_portal_is_killed(site: Site) -> None:
    made = site.account()
    site.attach(made, PAPETERIE)
    for espace in (Espace.FACTURES_EMISES, Espace.RACCORDEMENTS):
        site.grant(made, espace, PAPETERIE, droit=Droit.MODIFICATION)
    key = key_of(site.connected(), droit="modification")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chance = random.Random(20261201)
    left = dict(enumerate(map(content, range(FILES))))

    def deposit(rank: int) -> int | None:
        """The rank once its deposit is answered."""
        try:
            answer = httpx.post(
                f"http://127.0.0.1:{port}/api/v1/deposits",
                params={"name": f"{rank}.xml"},
                content=left[rank],
                headers={"authorization": f"Bearer {key}", "idempotency-key": f"n-{rank}"},
                timeout=60,
            )
        except httpx.HTTPError:
            return None
        return rank if answer.status_code == 201 else None

    for attempt in range(KILLS + 20):
        with portal(site, port) as process, ThreadPoolExecutor(4) as programs:
            asked = [programs.submit(deposit, rank) for rank in left]
            if attempt < KILLS:
                time.sleep(chance.uniform(0.05, 2.5))
                os.killpg(process.pid, signal.SIGKILL)
            done = {rank for one in asked if (rank := one.result()) is not None}
        left = {rank: each for rank, each in left.items() if rank not in done}
        if attempt >= KILLS and not left:
            break
    assert not left
    Ledger.open(ledger_url(site.portail.settings)).close()  # as each run does: what the dead held is due again
    inline.night(site.world.config)
    found = site.portail.ledger.deposits.newest([deposits_of(PAPETERIE)], size=10 * FILES)
    assert sorted(one.name for one in found) == sorted(f"{rank}.xml" for rank in range(FILES))
    documents = site.portail.ledger.invoices.of_deposits(*(one.id for one in found))
    assert sorted(one.values["numero_facture"] or "" for one in documents) == [
        f"TUE-2026-{rank:04}" for rank in range(FILES)
    ]
    assert all(one.certificate for one in documents)
    assert not site.portail.ledger.deposits.undecided()
    assert not site.portail.ledger.outbox.waiting()
