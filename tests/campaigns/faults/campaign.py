"""A campaign: nights one after another, each said as it ends, and the table of them all."""

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.campaigns.faults.bench import ready
from tests.campaigns.faults.fault import Fault, turn
from tests.campaigns.faults.night import Night, night
from tests.campaigns.faults.scene import TOO_LATE


def campaign(
    nights: int, seed: int, first: int = 0, *, fault: Fault | None = None, keep: Path | None = None
) -> list[Night]:
    """The nights of these numbers, each with the fault whose turn it is, or all with ``fault``. What a night that went
    wrong has left is moved to ``keep``.
    """
    found = []
    with tempfile.TemporaryDirectory(prefix="navette-faults-") as place, ready(Path(place)) as bench:
        sys.stdout.write(f"{bench.pace.before:.1f} s to the first file, {bench.pace.records} records\n")
        for number in range(first, first + nights):
            done = night(bench, seed, number, fault or turn(number))
            found.append(done)
            sys.stdout.write(done.line() + "\n")
            sys.stdout.flush()
            home = bench.home / f"nuit-{number}"
            if done.wrong and keep:
                shutil.move(home, keep / f"{seed}-{number}")
            shutil.rmtree(home, ignore_errors=True)
    return found


def table(found: Sequence[Night]) -> str:
    """A line for each fault: nights, those whose run had ended when it came, nights with something wrong, runs it took;
    then the faults left out, and why.
    """
    lines = ["| Fault | Nights | Came too late | Wrong | Runs until done |", "|---|---|---|---|---|"]
    for fault in Fault:
        mine = [one for one in found if one.fault is fault and not one.left_out]
        if mine:
            runs = sum(len(one.exits) for one in mine) / len(mine)
            late, wrong = sum(TOO_LATE in one.drawn for one in mine), sum(bool(one.wrong) for one in mine)
            lines.append(f"| {fault.value} | {len(mine)} | {late} | {wrong} | {runs:.1f} |")
    left_out = {one.fault: one.left_out for one in found if one.left_out}
    lines += [f"Left out: {fault.value}: {why}." for fault, why in left_out.items()]
    return "\n".join(lines)
