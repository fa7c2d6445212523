"""The database ends a connection at any moment of a night: each question is asked again, the flow's own as a task's."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection

from bench.sshd import free_port
from domain.errors import Unavailable
from flows import nightly, steps
from flows.nightly import fail_if_troubled
from ledger import Ledger
from ledger.database.engine import Database
from samples.make import cases
from tests.conftest import require
from tests.hub import inline
from tests.hub.world import ALONE, World, lay_out, originals
from tests.ledger import postgresql

SAMPLES = {case.name: case.content for found in cases().values() for case in found}
FILES = ("ubl-facture.xml", "ttc-faux.xml")


class Retrying(inline.Inline):
    """Tries a task again when it may pass, as Prefect does."""

    def submit(self, task: Any, parameters: dict[str, Any]) -> inline.Answer:
        for _ in range(task.retries):
            answer = super().submit(task, parameters)
            if not isinstance(answer.value, Unavailable):
                return answer
        return super().submit(task, parameters)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql.cluster() as url:
        yield f"{url}/postgres"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.runtime.patience.time.sleep", lambda seconds: None)


def laid_out(home: Path, url: str) -> World:
    world = lay_out(home, run=ALONE)
    text = world.config.read_text(encoding="utf-8")
    world.config.write_text(text.replace("sqlite:///navette.db", url), encoding="utf-8")
    Ledger.create(url).close()
    for name in FILES:
        world.drop("operateur-edi", name, SAMPLES[name])
    return world


def night(world: World) -> None:
    place = steps.begin(world.config)
    drops = [drop.name for drop in place.settings.drops]
    fail_if_troubled(nightly.whole(Retrying(), world.config, place, drops, list))


def emptied(server: str) -> str:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return server


def ended(server: str) -> None:
    """Every connection but ours is ended by the server, as when it is restarted."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")


@contextmanager
def counted(patch: pytest.MonkeyPatch, act: Callable[[int], None]) -> Iterator[list[int]]:
    """``act`` is called with its rank in each transaction, once it is open."""
    count = [0]
    for name in ("read", "write"):
        patch.setattr(Database, name, _watched(getattr(Database, name), count, act))
    yield count


def _watched(real: Any, count: list[int], act: Callable[[int], None]) -> Any:
    @contextmanager
    def transaction(self: Database, **options: bool) -> Iterator[Connection]:
        with real(self, **options) as connection:
            count[0] += 1
            act(count[0])
            yield connection

    return transaction


@pytest.mark.integration
def test_a_connection_ended_in_any_transaction_of_a_night_costs_nothing(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "0").mkdir()
    world = laid_out(tmp_path / "0", emptied(server))
    with monkeypatch.context() as patch, counted(patch, lambda rank: None) as count:
        night(world)
    moments = count[0]
    assert moments > 20
    for moment in range(2, moments, 3):
        (tmp_path / str(moment)).mkdir()
        steps.open_station.cache_clear()
        world = laid_out(tmp_path / str(moment), emptied(server))
        with (
            monkeypatch.context() as patch,
            counted(patch, lambda rank, at=moment: ended(server) if rank == at else None),
        ):  # type: ignore[misc]
            night(world)
        assert originals(world).total() == 1, moment
        steps.open_station(world.config, pool=False).ledger.close()


@pytest.fixture
def pooler(server: str, tmp_path: Path) -> Iterator[str]:
    """pgbouncer in transaction mode before the server: a connection of the server for each transaction."""
    program = require("pgbouncer", "/usr/sbin/pgbouncer")
    port, folder = free_port(), tmp_path / "pooler"
    folder.mkdir(mode=0o755)
    host, there = server.rpartition("@")[2].partition("/")[0].split(":")
    (folder / "users").write_text(f'"{postgresql.USER}" ""\n')
    (folder / "pgbouncer.ini").write_text(
        f"[databases]\npostgres = host={host} port={there} dbname=postgres\n"
        f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = any\n"
        f"auth_file = {folder}/users\npool_mode = transaction\ndefault_pool_size = 3\nmax_client_conn = 200\n"
        f"ignore_startup_parameters = extra_float_digits\nlogfile = {folder}/log\n"
    )
    (folder / "pgbouncer.ini").write_text(
        (folder / "pgbouncer.ini").read_text().replace("dbname=postgres", f"dbname=postgres user={postgresql.USER}")
    )
    as_owner = postgresql._drop_root(folder)
    if "user" in as_owner:
        shutil.chown(folder, as_owner["user"], as_owner["group"])  # type: ignore[call-overload]
    for above in tmp_path.parents:
        if above.name.startswith(("pytest-", "popen-")):
            above.chmod(0o755)
    tmp_path.chmod(0o755)
    process = subprocess.Popen([program, folder / "pgbouncer.ini"], **as_owner)  # type: ignore[call-overload]
    url = f"postgresql://{postgresql.USER}@127.0.0.1:{port}/postgres"
    try:
        for _ in range(100):
            try:
                psycopg.connect(url).close()
                break
            except psycopg.OperationalError:
                time.sleep(0.1)
        yield url
    finally:
        process.kill()
        process.wait()


@pytest.mark.integration
def test_a_pooler_may_give_each_transaction_another_connection(server: str, pooler: str) -> None:
    emptied(server)
    ledger = Ledger.create(pooler)
    for _ in range(120):
        ledger.deposits.undecided()
        ledger.outbox.waiting()
    others = [Ledger.open(pooler) for _ in range(5)]
    for _ in range(30):
        for one in (*others, ledger):
            assert one.deposits.undecided() == ()
    for one in (*others, ledger):
        one.close()


@pytest.mark.integration
def test_a_whole_night_behind_a_pooler(server: str, pooler: str, tmp_path: Path) -> None:
    emptied(server)
    (tmp_path / "nuit").mkdir()
    world = laid_out(tmp_path / "nuit", pooler)
    night(world)
    assert originals(world).total() == 1
