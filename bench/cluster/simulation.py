"""A night of several machines, simulated: batches of invoices go through stations that serve one or several at a time.

Each phase hands its batches to its stations in one order; a batch is served where a server comes free first, for a time
that is drawn around the mean. The draws depend on the seed, the phase and the batch, never on the machines: so what is
told of more machines differs by the machines alone. Since no batch overtakes another at a station, each end is a sum
and a maximum of earlier ends: a server more, or a shorter service, makes no batch later.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapreplace
from random import Random

from bench.cluster.costs import Costs, Limit, Phase, Shape, Spread, Work

GRAIN = 25
"""Invoices of a batch: as many as are sent to a worker process at once (``hub.decide.chunks.BATCH``)."""
ANSWERS = 2
"""Tasks that an account's answers are: its certificates, its comptes rendus."""
ANY = sys.maxsize
"""More tasks than machines, whatever their number."""
_SPREADING = 0.5
"""How far a service may be from its mean, in means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A simulated night."""

    seconds: float
    """From its beginning to its end, what a night of any size needs included."""
    least: tuple[tuple[Limit, float], ...]
    """For each limit, the seconds it needs alone, were everything else free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Station:
    limit: Limit
    servers: int
    service: float
    """Mean seconds of an invoice."""


def simulate(costs: Costs, shape: Shape, invoices: int, seed: int) -> Outcome:
    """The night of ``invoices`` with ``shape``. The same arguments give the same night."""
    end, least = 0.0, dict.fromkeys(Limit, 0.0)
    for work in costs.works:
        stations = _stations(costs, work, shape)
        began = end
        free = [[began] * station.servers for station in stations]
        for size, factors in _batches(invoices, seed, work.phase, len(stations)):
            ready = began
            for station, servers, factor in zip(stations, free, factors, strict=True):
                service = station.service * size * factor
                least[station.limit] += service / station.servers
                ready = max(ready, servers[0]) + service
                heapreplace(servers, ready)
            end = max(end, ready)
    return Outcome(seconds=end + costs.fixed, least=tuple(least.items()))


def _batches(invoices: int, seed: int, phase: Phase, stations: int) -> Iterator[tuple[int, Sequence[float]]]:
    """The size of each batch, and its services as shares of their means, one for each station."""
    chance = Random(f"{seed} {phase.value}")  # noqa: S311
    for first in range(0, invoices, GRAIN):
        drawn = [1 + _SPREADING * (2 * chance.random() - 1) for _ in range(stations)]
        yield min(GRAIN, invoices - first), drawn


def _stations(costs: Costs, work: Work, shape: Shape) -> tuple[_Station, ...]:
    """In the order a batch meets them; the same number whatever the shape. One that is taken away serves in no time."""
    prefect = costs.prefect_chunk / costs.chunk if work.phase is Phase.DECISION else 0.0
    tasks = _tasks(work.phase, shape)
    machines = min(shape.machines, tasks)
    computed = work.pool + work.threads
    if shape.shared:
        computed += work.flow + prefect + work.other_side + work.database
    every = (
        (Limit.FLOW, 1, work.flow),
        (Limit.PREFECT, 1, prefect),
        (Limit.PROCESS, machines, work.threads),
        (Limit.STORE, 1, work.store_bytes * costs.store_byte),
        (Limit.LOCK, 1, work.lock),
        (Limit.DOOR_FILES, 1, work.files * costs.door_file),
        (Limit.DOOR_BYTES, 1, work.door_bytes * costs.door_byte),
    )
    return (
        _cores(computed, machines, tasks, shape),
        *(
            _Station(limit=limit, servers=servers, service=0.0 if limit in shape.without else service)
            for limit, servers, service in every
        ),
    )


def _cores(computed: float, machines: int, tasks: int, shape: Shape) -> _Station:
    """The cores at work. To take their limit away is to have a machine for each task: too few tasks stay too few."""
    if Limit.WORKERS not in shape.without:
        return _Station(limit=Limit.WORKERS, servers=machines * shape.cores, service=computed)
    if tasks == ANY:
        return _Station(limit=Limit.WORKERS, servers=1, service=0.0)
    return _Station(limit=Limit.WORKERS, servers=tasks * shape.cores, service=computed)


def _tasks(phase: Phase, shape: Shape) -> int:
    """The tasks that the phase is divided into; :data:`ANY`: as many as there are machines."""
    if shape.spread is Spread.MANY or Limit.TASKS in shape.without:
        return ANY
    if phase is Phase.RELEVE:
        return 1
    if phase is Phase.REMISE:
        return shape.cores + ANSWERS
    return ANY
