"""What must be true after any night: nothing lost, nothing twice, nothing said that is not so."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.campaigns.faults.scene import ACCOUNT
from tests.hub.world import World, agreed, certificates, chained, half_written, names, originals, proven

TRACE, RECORD = "Traceback", "| ERROR "


@dataclass(frozen=True)
class Expected:
    """What recipients and suppliers hold after a night without a fault."""

    originals: Counter[tuple[str, str]]
    numbers: list[str]

    @classmethod
    def of(cls, world: World) -> "Expected":
        """What they hold in ``world``."""
        return cls(
            originals=originals(world), numbers=sorted(one.content.numero_facture for one in certificates(world))
        )


def undone(world: World) -> int:
    """Effects that wait, files that are not decided, files left in the drop."""
    ((effects,),) = world.ask("select count(*) from outbox where state <> 'done'")
    ledger = world.ledger()
    waiting = len(ledger.deposits.undecided())
    ledger.close()
    return int(str(effects)) + waiting + len(names(world.account(ACCOUNT, "depot")))


def compared(world: World, expected: Expected) -> Iterator[str]:
    """What recipients and suppliers hold, and is not what is expected."""
    found = Expected.of(world)
    if found.originals != expected.originals:
        lost, more = expected.originals - found.originals, found.originals - expected.originals
        yield f"lost {lost.total()}, too many {more.total()}: {dict(lost)} {dict(more)}"
    if found.numbers != expected.numbers:
        yield f"certificates {found.numbers}, not {expected.numbers}"
    if not (chained(world) and proven(world) and agreed(world)):
        yield "a certificate is not proven, the chain is broken, or the tables say otherwise"
    if half := half_written(world):
        yield f"half-written files: {half}"


def traces(log: Path) -> Iterator[str]:
    """The last line of each trace of Python in what runs said, and each record of a log."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    for start in (rank for rank, line in enumerate(lines) if TRACE in line):
        yield next((line for line in lines[start + 1 :] if line and not line[0].isspace()), "")[:200]
    yield from (line[:200] for line in lines if RECORD in line)
