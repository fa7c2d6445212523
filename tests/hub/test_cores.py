"""Runs at once on one machine do not share a core while another is free."""

import os
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack

from tests.hub.world import ROOT

CORES = sorted(os.sched_getaffinity(0))
HOLD = """
import os, sys
from hub.runtime import cores
print(cores.take_one(), sorted(os.sched_getaffinity(0)), flush=True)
sys.stdin.read()
"""


def started(stack: ExitStack, script: str = HOLD) -> tuple["subprocess.Popen[str]", str]:
    process = stack.enter_context(
        subprocess.Popen(
            [sys.executable, "-c", script], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
    )
    assert process.stdin
    assert process.stdout
    stack.callback(process.kill)
    return process, process.stdout.readline().strip()


def test_workers_of_several_runs_are_spread_over_the_cores() -> None:
    with ExitStack() as stack:
        answers = [started(stack)[1] for _ in range(3 * len(CORES))]
    assert answers[0] in {f"{core} [{core}]" for core in CORES}
    counts = Counter(answers)
    assert set(counts) == {f"{core} [{core}]" for core in CORES}
    assert max(counts.values()) - min(counts.values()) <= 2  # other tests of this machine may come and go meanwhile


def test_a_seat_is_free_again_when_its_worker_is_killed() -> None:
    name = "\0navette/core/test/0"
    script = f"import sys; from hub.runtime import cores; print(cores._hold({name!r}), flush=True); sys.stdin.read()"
    for _ in range(2):
        with ExitStack() as stack:
            process, answer = started(stack, script)
            assert answer == "True"
            assert started(stack, script)[1] == "False"
            process.kill()
            process.wait()
