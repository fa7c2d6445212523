"""Two runs at once, and runs killed at any moment: every invoice once, every effect once."""

import os
import signal
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from domain.deposit import Disposition, Effect
from domain.status import FluxStatus, Status
from ledger import Ledger
from tests.conftest import PATIENCE, ROOT
from tests.ledger.facts import (
    NOW,
    accepted,
    applied,
    arrival,
    claim,
    follow,
    follow_up,
    invoice,
    received,
    record,
    said,
    settled,
)
from tests.ledger.writing import work

LOTS, DOCUMENTS = 3, 40


def start(url: str, run: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.ledger.writing", url, run, str(LOTS), str(DOCUMENTS)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def check_done_once(ledger: Ledger, delivered: list[str]) -> None:
    """Everything integrated, delivered and certified, nothing twice."""
    rows = list(ledger.invoices.status_rows())
    assert Counter(row.disposition for row in rows) == {Disposition.ACCEPTED: LOTS * DOCUMENTS}
    assert {row.status for row in rows} == {Status.MISE_A_DISPOSITION}
    assert len({row.values["numero_facture"] for row in rows}) == LOTS * DOCUMENTS
    assert len({row.certificate for row in rows}) == LOTS * DOCUMENTS
    assert [deposit.status for deposit in ledger.deposits.by_ids(range(1, 10))] == [FluxStatus.IN_INTEGRE] * LOTS
    assert ledger.certificates.verify_chain() is None
    everything = {Effect.CERTIFY: LOTS * DOCUMENTS, Effect.STATUS: LOTS * DOCUMENTS}
    assert ledger.outbox.waiting() == everything | {Effect.TAKE: LOTS, Effect.REPORT: LOTS}
    assert set(delivered) == {str(row.id) for row in rows}
    for row in rows[:: DOCUMENTS // 2]:
        steps = [event.status for event in ledger.invoices.find(row.values["numero_facture"] or "")[0].events]
        assert steps == [Status.DEPOSEE, Status.MISE_A_DISPOSITION]


def deliveries(said: str) -> list[str]:
    return [line.split()[2] for line in said.splitlines() if "delivers" in line]


def test_two_processes_at_once_do_it_once(url: str) -> None:
    ledger = Ledger.create(url)
    runs = [start(url, "first"), start(url, "second")]
    said = [run.communicate(timeout=PATIENCE)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    delivered = deliveries(said[0]) + deliveries(said[1])
    assert len(delivered) == len(set(delivered))
    check_done_once(ledger, delivered)


@pytest.mark.parametrize("lines", [1, 6, 12, 13, 20, 60])
def test_a_run_killed_at_any_moment_is_finished_once(url: str, lines: int, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = Ledger.create(url)
    run = start(url, "killed")
    said = [run.stdout.readline() for _ in range(lines)] if run.stdout else []
    run.kill()
    said += run.communicate(timeout=PATIENCE)[0].splitlines(keepends=True)
    assert run.returncode == -signal.SIGKILL
    assert ledger.certificates.verify_chain() is None, "what was committed is whole"
    assert len(list(ledger.invoices.status_rows())) % 10 == 0, "a batch is there or not"
    work(url, "second", LOTS, DOCUMENTS)
    check_done_once(ledger, deliveries("".join(said)) + deliveries(capsys.readouterr().out))


def test_threads_share_a_ledger(ledger: Ledger) -> None:
    deposit = received(ledger, "lot.zip")

    def write(rank: int) -> list[int]:
        record(ledger, settled(deposit, rank))
        ledger.deposits.receive([arrival("same.xml")], NOW)
        tasks = claim(ledger, Effect.DELIVER, limit=3)
        ledger.outbox.done(tasks, NOW)
        return [task.id for task in tasks]

    with ThreadPoolExecutor(8) as pool:
        claimed = [id_ for ids in pool.map(write, range(40)) for id_ in ids]
    claimed += [task.id for task in claim(ledger, Effect.DELIVER, limit=100)]
    assert len(claimed) == len(set(claimed)) == 40
    assert len(ledger.deposits.undecided()) == 2
    assert ledger.certificates.verify_chain() is None


def test_two_set_ups_at_once_make_one_ledger(url: str) -> None:
    code = f"from ledger import Ledger; Ledger.create({url!r})"
    both = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(2)]
    assert [one.wait(timeout=PATIENCE) for one in both] == [0, 0]
    assert Ledger.open(url).deposits.undecided() == ()


def test_a_forked_child_has_connections_of_its_own(ledger: Ledger, tmp_path: Path) -> None:
    accepted(ledger, "before.xml")
    child = os.fork()
    if child == 0:
        try:
            accepted(ledger, "child.xml")
            ledger.close()
            (tmp_path / "said").write_text("done")
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert (tmp_path / "said").read_text() == "done"
    accepted(ledger, "after.xml")
    assert [row.deposit_name for row in ledger.invoices.status_rows()] == ["before.xml", "child.xml", "after.xml"]


def test_a_batch_that_fails_leaves_nothing_and_blocks_nobody(ledger: Ledger) -> None:
    deposit = received(ledger)
    with pytest.raises(RuntimeError), ledger.batch() as batch:
        batch.record([settled(deposit)], NOW + timedelta(days=1))
        raise RuntimeError("the run was stopped here")
    assert ledger.invoices.of_deposits(deposit.id) == ()
    assert record(ledger, settled(deposit))[0].status_at == NOW


def test_two_runs_follow_the_same_file_once(ledger: Ledger) -> None:
    for rank in range(20):
        accepted(ledger, f"{rank}.xml", invoice(f"F-{rank}"))
    ledger.outbox.done(claim(ledger, Effect.DELIVER), NOW)
    deposit = follow_up(ledger)
    lines = [applied(ledger, said(rank + 1, f"F-{rank}"), Status.MANDATEE) for rank in range(20)]

    def run(_: int) -> None:
        for first in range(0, 20, 5):
            follow(ledger, deposit, *lines[first : first + 5])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(4)))
    assert len(ledger.follow_up.lines_of(deposit.id)) == 20
    for row in ledger.invoices.status_rows():
        assert [event.status for event in ledger.invoices.find(row.values["numero_facture"] or "")[0].events] == [
            Status.DEPOSEE,
            Status.MISE_A_DISPOSITION,
            Status.MANDATEE,
        ]
    assert len(claim(ledger, Effect.STATUS)) == 40
