"""A server that lets few sessions be open at a time: every account behind its door is served all the same."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

import connectors
from bench import proftpd
from connectors.connector import Entry
from domain.errors import AccessRefused, DoorClosed, NavetteError, Unavailable, Unreachable
from domain.text import Text
from hub.runtime.closed_doors import ClosedDoors
from hub.runtime.door import Door
from hub.runtime.sessions import Sessions
from tests.conftest import PATIENCE, ROOT, require

DROPS = 8


def together(actions: list[Callable[[], None]]) -> list[Exception]:
    faults: list[Exception] = []

    def run(action: Callable[[], None]) -> None:
        try:
            action()
        except Exception as error:  # noqa: BLE001 - judged by the test
            faults.append(error)

    threads = [threading.Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    return faults


class Server:
    """Lets ``most`` in at a time, and counts."""

    def __init__(self, most: int, refusal: Exception | None = None) -> None:
        self._most, self._refusal = most, refusal or Unreachable(Text("trop", "too many"))
        self._lock = threading.Lock()
        self.open = self.highest = self.refusals = 0

    def connector(self) -> Any:
        return _Session(self)

    def enter(self) -> None:
        with self._lock:
            if self.open >= self._most:
                self.refusals += 1
                raise self._refusal
            self.open += 1
            self.highest = max(self.highest, self.open)

    def leave(self) -> None:
        with self._lock:
            self.open -= 1


class _Session:
    def __init__(self, server: Server) -> None:
        self._server = server

    def __enter__(self) -> "_Session":
        self._server.enter()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.leave()


def used(server: Server, closed: ClosedDoors, sessions: Sessions, most: int | None = None) -> Callable[[], None]:
    def use() -> None:
        with Door("sas", server.connector, closed, sessions, most):
            time.sleep(0.01)

    return use


@pytest.mark.parametrize("refusal", [None, AccessRefused(Text("refusé", "refused"))])
@pytest.mark.parametrize("most", [1, 2, 5])
def test_a_refused_session_waits_for_another_to_end(most: int, refusal: Exception | None) -> None:
    server, closed, sessions = Server(most, refusal), ClosedDoors(0.0), Sessions()
    with Door("sas", server.connector, closed, sessions):  # one is open when the others come
        actions = [used(server, closed, sessions) for _ in range(DROPS)]
        thread = threading.Thread(target=lambda: faults.extend(together(actions)))
        faults: list[Exception] = []
        thread.start()
        thread.join(0.2)
    thread.join(PATIENCE)
    assert faults == []
    assert server.highest <= most
    assert closed.fault("sas") is None


def test_the_setting_is_never_passed_and_no_refusal_is_needed() -> None:
    server, closed, sessions = Server(2), ClosedDoors(0.0), Sessions()
    assert together([used(server, closed, sessions, 2) for _ in range(DROPS)]) == []
    assert (server.highest, server.refusals) == (2, 0)


def test_a_refusal_with_no_session_open_closes_the_door() -> None:
    server, closed = Server(0), ClosedDoors(0.0)
    faults = together([used(server, closed, Sessions()) for _ in range(DROPS)])
    assert len(faults) == DROPS
    assert all(isinstance(fault, DoorClosed) for fault in faults)


def test_what_refusals_have_shown_is_forgotten_by_the_next_run() -> None:
    sessions = Sessions()
    for _ in range(2):
        sessions.enter("sas", None)
    assert not sessions.wait_for_another("autre", None)
    waiting = threading.Thread(target=sessions.wait_for_another, args=("sas", None))
    waiting.start()
    sessions.leave("sas")
    waiting.join(PATIENCE)
    assert not waiting.is_alive()
    sessions.forget()
    sessions.enter("sas", None)  # does not wait


OTHER_PROCESS = """
import sys, time
from pathlib import Path
from hub.runtime.sessions import Sessions
sessions = Sessions(Path(sys.argv[1]))
sessions.enter("sas/1", 1)
print("in", flush=True)
sys.stdin.read()
"""


def test_processes_share_the_sessions_of_a_door_and_a_killed_one_frees_its_own(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OTHER_PROCESS, str(tmp_path / "portes")]
    other = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "in\n"
    looks: list[float] = []

    def sleep(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) == 3:
            other.kill()
            other.wait(PATIENCE)

    Sessions(tmp_path / "portes", sleep).enter("sas/1", 1)
    assert len(looks) == 3
    Sessions(tmp_path / "absent" / "portes").enter("sas/1", 1)  # no content store: nothing to agree in, and no wait


# --- a real server ------------------------------------------------------------------------------------------------


def serving(tmp_path: Path, stack: ExitStack, rule: str) -> proftpd.Server:
    program = require("proftpd-core", str(proftpd.PROGRAM))
    module = require("proftpd-mod-crypto", str(proftpd.MODULE))
    home = tmp_path / "proftpd"
    home.mkdir()
    return stack.enter_context(proftpd.running_proftpd(program, module.parent, home, rule))


@pytest.mark.integration
@pytest.mark.parametrize("rule", ["MaxClientsPerUser 1", "MaxClientsPerUser 2", "MaxClientsPerHost 2", "MaxClients 3"])
def test_every_account_behind_a_server_of_few_sessions_is_served(tmp_path: Path, rule: str) -> None:
    closed, sessions, served = ClosedDoors(30.0), Sessions(), list[str]()
    (tmp_path / "monde/depot").mkdir(parents=True)
    (tmp_path / "monde/depot/f.xml").write_bytes(b"x")
    with ExitStack() as stack:
        settings = serving(tmp_path, stack, rule).settings(tmp_path / "monde")

        def use() -> None:
            with Door("sas", lambda: connectors.open(settings), closed, sessions) as door:
                served.extend(entry.name for entry in door.list("depot"))

        assert together([use] * DROPS) == []
    assert served == ["f.xml"] * DROPS


@pytest.mark.integration
def test_the_servers_own_reason_is_told_and_may_pass(tmp_path: Path) -> None:
    with ExitStack() as stack:
        settings = serving(tmp_path, stack, "MaxClientsPerUser 1").settings(tmp_path)
        stack.enter_context(connectors.open(settings))
        with pytest.raises(Unavailable) as caught, connectors.open(settings):
            pass
    assert "Maximum connections for host/user reached" in caught.value.message.en
    assert "connexions = 1" in caught.value.remedy.fr


@pytest.mark.integration
def test_the_setting_of_a_door_reaches_it(tmp_path: Path) -> None:
    from hub.runtime.station import Station
    from hub.settings import load
    from ledger import ContentStore
    from tests.hub.world import lay_out

    with ExitStack() as stack:
        server = serving(tmp_path, stack, "MaxClientsPerUser 1")
        door = (
            f'[doors.monde]\nconnector = "sftp"\nhost = "127.0.0.1"\nport = {server.port}\n'
            f'username = "{proftpd.USER}"\n'
            f"root = {json.dumps(str(tmp_path))}\nknown_hosts = {json.dumps(str(server.known_hosts))}\n"
            f"key_file = {json.dumps(str(server.key))}\nconnexions = 1\n"
        )
        world = lay_out(tmp_path, doors=door)
        settings = load(world.config)
        sessions = Sessions(settings.store.folder / "doors")
        station = Station(
            settings=settings,
            ledger=world.ledger(),
            store=ContentStore(settings.store.folder),
            pool=None,
            sessions=sessions,
        )
        faults = together([lambda: station.door("monde").__enter__().__exit__(None, None, None)] * 5)
        log = (server.home / "log_sftp").read_text() + (server.home / "log").read_text()
    assert faults == []
    assert "aximum" not in log


def test_a_door_that_is_not_open_says_so() -> None:
    door = Door("sas", Server(1).connector, ClosedDoors(0.0), Sessions())
    with pytest.raises(NavetteError, match="sas"):
        door.remove("depots", Entry(name="a.xml", size=1, modified=0.0))
