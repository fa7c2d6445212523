"""``python -m tests.campaigns.machines``: exit code 1 when a night went wrong."""

import argparse
import signal
import sys
from pathlib import Path

from tests.campaigns import machines
from tests.campaigns.machines.campaign import campaign, table


def main() -> None:
    """Runs the campaign that was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns.machines", description=machines.__doc__)
    parser.add_argument("--nights", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first night")
    parser.add_argument("--invoices", type=int, default=300, help="of the one drop")
    parser.add_argument("--chunk", type=int, default=20, help="invoices of a task")
    parser.add_argument("--keep", type=Path, help="folder for what nights that went wrong have left")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # the night under way ends with it
    if asked.keep:
        asked.keep.mkdir(parents=True, exist_ok=True)
    found = campaign(
        asked.nights,
        asked.seed,
        asked.invoices,
        first=asked.first,
        chunk=asked.chunk,
        keep=asked.keep and asked.keep.absolute(),
    )
    sys.stdout.write(table(found) + "\n")
    sys.exit(any(one.wrong for one in found))


if __name__ == "__main__":
    main()
