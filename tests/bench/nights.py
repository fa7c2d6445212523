"""Nights as they would be measured, with costs that are known."""

from bench.cluster.costs import Phase
from bench.cluster.nights import Night, Spent


def night(invoices: int, pool: float, fixed: float) -> Night:
    """A night whose time is all in its worker processes and in Prefect's server, on one core."""
    phases = tuple(spent(phase, pool * invoices + 0.5) for phase in Phase)
    prefect = 0.05 * invoices / 100
    return Night(
        invoices=invoices,
        chunk=100,
        seconds=len(Phase) * pool * invoices + prefect + fixed,
        phases=phases,
        calls=20,
        events=invoices // 25,
        statements=(),
        prefect=prefect,
        door_file=0.001,
        store_byte=1e-8,
        load=0.0,
    )


def spent(phase: Phase, pool: float) -> Spent:
    none = dict.fromkeys(
        ("threads", "flow", "other_side", "held_here", "held_database", "commit", "held", "waited"), 0.0
    )
    counts = dict.fromkeys(("questions", "files", "door_bytes", "store_bytes"), 0)
    return Spent(phase=phase, seconds=pool, pool=pool, **none, **counts)
