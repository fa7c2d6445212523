"""Work that one process does is nobody else's while it lives, whatever its clock says, and free soon after it died."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from domain.deposit import Effect
from ledger import Hold, Ledger
from ledger.database.schema import leases
from ledger.leases import holder as holders
from ledger.leases import standing
from tests.conftest import PATIENCE, ROOT
from tests.ledger.facts import LEASE, NOW, accepted, claim, invoice, lapse, received, record, settled

SHORT = timedelta(seconds=1.5)
HOLDS = """
import sys, time
from datetime import UTC, datetime, timedelta
from domain.deposit import Effect
from ledger import Ledger
from ledger.database.schema import leases
from ledger.leases import holder as holders
from ledger.leases import standing
ledger = Ledger.open(sys.argv[1])
with ledger.leases.holding(timedelta(seconds=float(sys.argv[2]))) as hold:
    tasks = ledger.outbox.claim(Effect.DELIVER, datetime.now(UTC), limit=1, hold=hold)
    names = ledger.leases.claim(hold, ["1/0", "1/1"])
    print(len(tasks), len(names), flush=True)
    sys.stdin.readline()
"""
ELSEWHERE = "import socket; socket.gethostname = lambda: 'elsewhere'\n"


def holder(url: str, lasts: timedelta, program: str = HOLDS, *before: str) -> "subprocess.Popen[str]":
    """A process that holds one delivery and two documents until a line comes."""
    command = [*before, sys.executable, "-c", program, url, str(lasts.total_seconds())]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def let_go(process: "subprocess.Popen[str]") -> None:
    process.communicate("\n", timeout=PATIENCE)
    assert process.returncode == 0


def freed(ledger: Ledger) -> int:
    """How many deliveries come free, waited for."""
    until = time.monotonic() + PATIENCE
    while not (tasks := claim(ledger, Effect.DELIVER)) and time.monotonic() < until:
        ledger.leases.free()
        time.sleep(0.1)
    return len(tasks)


def test_what_a_living_process_holds_outlasts_its_lease(url: str) -> None:
    ledger = Ledger.create(url)
    accepted(ledger)
    process = holder(url, SHORT)
    assert said(process) == "1 2"
    until = time.monotonic() + 3 * SHORT.total_seconds()
    while time.monotonic() < until:
        ledger.leases.free()
        assert claim(ledger, Effect.DELIVER) == ()
        assert ledger.leases.claimed(["1/0", "1/1", "1/2"]) == {"1/0", "1/1"}
        time.sleep(0.2)
    let_go(process)
    assert ledger.leases.claimed(["1/0", "1/1"]) == frozenset()
    assert len(claim(ledger, Effect.DELIVER)) == 1, "what it did not finish is free as soon as it stops"


def test_what_a_killed_process_of_this_machine_held_is_free_at_once(url: str) -> None:
    ledger = Ledger.create(url)
    accepted(ledger)
    process = holder(url, timedelta(hours=1))
    assert said(process) == "1 2"
    process.kill()
    process.wait()
    assert ledger.leases.claimed(["1/0"]) == frozenset()
    assert len(claim(ledger, Effect.DELIVER)) == 1


def test_what_a_killed_process_of_another_machine_held_is_free_when_its_lease_ends(url: str) -> None:
    ledger = Ledger.create(url)
    accepted(ledger)
    process = holder(url, SHORT, ELSEWHERE + HOLDS)
    assert said(process) == "1 2"
    process.kill()
    process.wait()
    assert freed(ledger) == 1
    assert ledger.leases.claimed(["1/0"]) == frozenset()


def test_a_process_that_was_stopped_and_goes_on_ends_what_it_had(url: str) -> None:
    """A machine that was suspended: others took its work; what it did all the same is done once."""
    ledger = Ledger.create(url)
    accepted(ledger)
    process = holder(url, SHORT, ELSEWHERE + HOLDS)
    assert said(process) == "1 2"
    os.kill(process.pid, signal.SIGSTOP)
    assert freed(ledger) == 1
    os.kill(process.pid, signal.SIGCONT)
    let_go(process)
    assert claim(ledger, Effect.DELIVER) == (), "its end frees nothing that another took meanwhile"


@pytest.mark.integration
@pytest.mark.skipif(shutil.which("faketime") is None, reason="no faketime")
@pytest.mark.parametrize("offset", ["+15m", "-15m"])
def test_clocks_a_quarter_of_an_hour_apart_take_nothing_from_each_other(
    request: pytest.FixtureRequest, offset: str
) -> None:
    """The leases of a PostgreSQL ledger are told by its server's clock."""
    from tests.ledger.empty import empty_database, new_database

    server = request.getfixturevalue("server")
    ledger = empty_database(server)
    url = str(ledger.leases._database.url.render_as_string(hide_password=False))
    record(ledger, *(settled(received(ledger), rank) for rank in range(2)))
    process = holder(url, timedelta(seconds=20), ELSEWHERE + HOLDS, "faketime", "-f", offset)
    assert said(process) == "1 2"
    ledger.leases.free()
    mine = claim(ledger, Effect.DELIVER)
    assert len(mine) == 1, "the other one is held"
    other = holder(
        url, timedelta(seconds=20), ELSEWHERE.replace("elsewhere", "third") + HOLDS, "faketime", "-f", offset
    )
    assert said(other) == "0 0", "nor does the one whose clock is wrong take what others hold"
    let_go(other)
    let_go(process)
    assert len(claim(ledger, Effect.DELIVER)) == 1
    assert new_database(server)


def test_a_document_is_claimed_by_one_of_many(ledger: Ledger) -> None:
    names = [f"{deposit}/0" for deposit in range(40)]

    def take(_: int) -> frozenset[str]:
        return ledger.leases.claim(ledger.leases.take(LEASE), names)

    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(take, range(4)))
    assert sum(map(len, taken)) == 40
    assert frozenset().union(*taken) == frozenset(names)


def test_a_hold_that_ends_frees_its_own_alone(ledger: Ledger) -> None:
    first, second = ledger.leases.take(LEASE), ledger.leases.take(LEASE)
    assert ledger.leases.claim(first, ["1/0", "2/0"]) == {"1/0", "2/0"}
    assert ledger.leases.claim(second, ["2/0", "3/0"]) == {"3/0"}
    ledger.leases.end(first)
    assert ledger.leases.claim(second, ["1/0", "2/0"]) == {"1/0", "2/0"}


def test_a_lease_that_lapsed_stands_again_when_its_holder_claims_more(ledger: Ledger) -> None:
    for rank in range(3):
        accepted(ledger, f"{rank}.xml", invoice(f"F-{rank}"))
    hold = ledger.leases.take(LEASE)
    assert len(ledger.outbox.claim(Effect.DELIVER, NOW, limit=1, hold=hold)) == 1
    lapse(ledger)
    assert len(ledger.outbox.claim(Effect.DELIVER, NOW, limit=2, hold=hold)) == 2
    assert len(claim(ledger, Effect.DELIVER)) == 1


def test_a_holder_that_lost_its_lease_renews_the_one_it_takes_again(ledger: Ledger) -> None:
    """A long delivery after a pause: what it claims after the pause is as much its own as what it claimed before."""
    for rank in range(3):
        accepted(ledger, f"{rank}.xml", invoice(f"F-{rank}"))
    with ledger.leases.holding(SHORT) as hold:
        lapse(ledger)
        time.sleep(SHORT.total_seconds() / 2)
        assert len(ledger.outbox.claim(Effect.DELIVER, NOW, limit=2, hold=hold)) == 2
        time.sleep(2 * SHORT.total_seconds())
        ledger.leases.free()
        assert len(claim(ledger, Effect.DELIVER)) == 1, "the two others are held"


def test_whatever_a_renewal_raises_the_next_one_is_tried(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = iter([MemoryError(), RuntimeError("any fault of a library")])
    renew = ledger.leases._renew

    def fails_twice(hold: Hold) -> None:
        if fault := next(broken, None):
            raise fault
        renew(hold)

    monkeypatch.setattr(ledger.leases, "_renew", fails_twice)
    with ledger.leases.holding(SHORT) as hold:
        assert ledger.leases.claim(hold, ["1/0"]) == {"1/0"}
        time.sleep(2 * SHORT.total_seconds())
        assert ledger.leases.claimed(["1/0"]) == {"1/0"}


@pytest.mark.parametrize("fault", [FileNotFoundError, PermissionError, OSError(errno.EMFILE, "too many open files")])
def test_a_process_that_cannot_be_looked_at_is_not_dead(
    monkeypatch: pytest.MonkeyPatch, fault: type[OSError] | OSError
) -> None:
    """One of another account behind `ProtectProc=invisible`, or of any account where no file can be opened."""
    read, mine = Path.read_text, holders.new()

    def refused(path: Path, *args: Any) -> str:
        if path.name == "stat":
            raise fault
        return read(path, *args)

    monkeypatch.setattr(Path, "read_text", refused)
    assert holders.dead([mine]) == []


def test_a_process_that_ended_or_waits_for_its_parent_is_dead() -> None:
    """One whose number another process has by now is dead too."""
    machine, pid, start, _ = holders.new().rsplit("/", 3)
    assert holders.dead([f"{machine}/{pid}/{int(start) - 1}/1"])
    process = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
    theirs = f"{machine}/{process.pid}/{holders._start(process.pid)}/1"
    assert holders.dead([theirs]) == []
    process.kill()
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    assert holders.dead([theirs]) == [theirs], "its parent has not asked for its end"
    process.communicate()
    assert holders.dead([theirs]) == [theirs]


def test_each_group_that_another_claims_is_a_change(ledger: Ledger) -> None:
    """Who waits for another run sees that it works, however alike its groups are."""
    for rank in range(2):
        accepted(ledger, f"{rank}.xml", invoice(f"F-{rank}"))
    hold = ledger.leases.take(LEASE)
    first = ledger.outbox.claim(Effect.DELIVER, NOW, limit=1, hold=hold)
    before = ledger.outbox.held()
    ledger.outbox.done(first, NOW)
    ledger.outbox.claim(Effect.DELIVER, NOW + timedelta(seconds=1), limit=1, hold=hold)
    assert ledger.outbox.held().keys() == before.keys()
    assert ledger.outbox.held() != before


def test_a_lease_taken_while_the_clock_was_ahead_ends(ledger: Ledger) -> None:
    """The database's clock was a month ahead and was put right; the machine that held this is gone since."""
    hold = ledger.leases.take(LEASE)
    assert ledger.leases.claim(hold, ["1/0"]) == {"1/0"}
    with ledger.leases._database.write() as connection:
        standing.stand(connection, hold.holder, timedelta(days=31))
    assert ledger.leases.claimed(["1/0"]) == frozenset()


def test_the_longest_lease_of_the_settings_is_believed(ledger: Ledger) -> None:
    hold = ledger.leases.take(timedelta(hours=1))
    assert ledger.leases.claim(hold, ["1/0"]) == {"1/0"}
    assert ledger.leases.claimed(["1/0"]) == {"1/0"}


def test_a_task_of_a_holder_without_a_lease_is_free_whoever_else_works(ledger: Ledger) -> None:
    """Rows of leases were lost, by a restored backup for one: who has none holds nothing, who has one keeps it."""
    for rank in range(2):
        accepted(ledger, f"{rank}.xml", invoice(f"F-{rank}"))
    lost, kept = ledger.leases.take(LEASE), ledger.leases.take(LEASE)
    (first,) = ledger.outbox.claim(Effect.DELIVER, NOW, limit=1, hold=lost)
    (second,) = ledger.outbox.claim(Effect.DELIVER, NOW, limit=1, hold=kept)
    with ledger.leases._database.write() as connection:
        connection.execute(delete(leases).where(leases.c.holder == lost.holder))
    ledger.leases.free()
    assert [task.id for task in claim(ledger, Effect.DELIVER)] == [first.id]
    assert second.id != first.id


def test_what_another_process_works_at_is_counted_while_it_lives(url: str) -> None:
    ledger = Ledger.create(url)
    accepted(ledger)
    mine = ledger.leases.take(LEASE)
    assert ledger.leases.claim(mine, ["1/7", "2/0"]) == {"1/7", "2/0"}
    process = holder(url, timedelta(hours=1))
    assert said(process) == "1 2"
    assert (ledger.leases.at_work("1/"), ledger.leases.at_work("2/"), ledger.leases.at_work("3/")) == (2, 0, 0)
    process.kill()
    process.wait()
    assert ledger.leases.at_work("1/") == 0
