"""``python -m tests.campaigns.faults``: exit code 1 when a night went wrong."""

import argparse
import signal
import sys
from pathlib import Path

from tests.campaigns import faults
from tests.campaigns.faults.campaign import campaign, table
from tests.campaigns.faults.fault import Fault


def main() -> None:
    """Runs the campaign that was asked for."""
    by_name = {fault.option: fault for fault in Fault}
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns.faults", description=faults.__doc__)
    parser.add_argument("--nights", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first night")
    parser.add_argument("--fault", choices=by_name, help="this fault every night, instead of each in its turn")
    parser.add_argument("--keep", type=Path, help="folder for what nights that went wrong have left")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # servers and disks of a night end with it
    if asked.keep:
        asked.keep.mkdir(parents=True, exist_ok=True)
    found = campaign(
        asked.nights, asked.seed, asked.first, fault=by_name[asked.fault] if asked.fault else None, keep=asked.keep
    )
    sys.stdout.write(table(found) + "\n")
    sys.exit(any(one.wrong for one in found))


if __name__ == "__main__":
    main()
