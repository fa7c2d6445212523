"""How long the lock of writers stays with a machine that is gone in the middle of a transaction; in namespaces of its
own: folder, ``clock.c`` compiled.
"""

import sys
import time
from pathlib import Path

from ledger.database.engine import Database
from tests.campaigns.machines import network
from tests.campaigns.machines.machine import Machine
from tests.hub.world import ROOT
from tests.ledger import postgresql

HOLDS = """\
import time
from ledger.database.engine import Database
with Database({url!r}).write():
    open("held", "w").close()
    time.sleep(3600)
"""


def main() -> None:
    """Says the seconds, by the clock of this machine."""
    home, clock = (Path(word) for word in sys.argv[1:])
    network.lay()
    with postgresql.running(parent=str(home), address=network.HERE) as server:
        url = f"{server.url}/postgres"
        machine = Machine(
            name="machine-1", rank=0, night=home, minutes=15, clock=clock, again=False,
            words=[sys.executable, "-c", HOLDS.format(url=url)], environment={"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        machine.home.mkdir()
        machine.start()
        while not (machine.home / "held").exists():
            time.sleep(0.1)
        machine.stop()
        began = time.monotonic()
        with Database(url).write():
            sys.stdout.write(f"{time.monotonic() - began:.1f}\n")


if __name__ == "__main__":
    main()
