"""What a number of machines would do, which limit holds them up, and how many a load needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bench.cluster.costs import Costs, Limit, Shape, Spread
from bench.cluster.simulation import simulate
from domain.text import Text

MACHINES = (1, 2, 4, 8, 12, 16, 32)
MOST = 64
"""Machines beyond which nothing is looked for."""
NIGHT = 8.0
"""Hours that a night may last."""
SIMULATED = 20_000
"""Invoices of a simulated night: enough that its beginning and its end do not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Invoices of one day, and where the number is from."""

    name: Text
    invoices: int


LOADS = (
    Load(name=Text("un jour de Chorus Pro", "a day of Chorus Pro"), invoices=203_000),
    Load(
        name=Text(
            "un jour ouvré de son mois le plus chargé connu (6,7 millions en 22 jours)",
            "a working day of its busiest known month (6.7 million in 22 days)",
        ),
        invoices=6_700_000 // 22,
    ),
    Load(name=Text("ce mois entier en une nuit", "that whole month in one night"), invoices=6_700_000),
    Load(name=Text("un jour de la réforme", "a day of the reform"), invoices=5_500_000),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What so many machines would do."""

    shape: Shape
    rate: float
    """Invoices a second once a night is under way."""
    limit: Limit
    """The limit whose removal helps most."""
    gain: float
    """How many times faster without it; 1.0: no single one helps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a load asks for."""

    load: Load
    alone: float
    """Hours on one machine."""
    machines: int | None
    """The fewest that do it in :data:`NIGHT` hours; ``None``: not even :data:`MOST`."""
    hours: float
    """Hours on so many, or on :data:`MOST`."""
    limit: Limit
    """What binds there."""


def rows(costs: Costs, cores: int, spread: Spread, seed: int, machines: Sequence[int] = MACHINES) -> tuple[Row, ...]:
    """A row for each number of machines."""
    return tuple(row(costs, Shape(machines=number, cores=cores, spread=spread), seed) for number in machines)


def row(costs: Costs, shape: Shape, seed: int) -> Row:
    """The rate of ``shape`` and what binds it."""
    gains = {limit: speed_up(costs, shape, limit, seed) for limit in Limit}
    limit = max(gains, key=gains.__getitem__)
    return Row(shape=shape, rate=rate(costs, shape, seed), limit=limit, gain=gains[limit])


def speed_up(costs: Costs, shape: Shape, limit: Limit, seed: int) -> float:
    """How many times faster the machines would be without ``limit``."""
    without = replace(shape, without=shape.without | {limit})
    return rate(costs, without, seed) / rate(costs, shape, seed)


@lru_cache(maxsize=4096)
def rate(costs: Costs, shape: Shape, seed: int) -> float:
    """Invoices a second, what a night of any size needs apart."""
    seconds = simulate(costs, shape, SIMULATED, seed).seconds - costs.fixed
    return SIMULATED / max(seconds, 1e-9)


def need(costs: Costs, load: Load, cores: int, spread: Spread, seed: int) -> Need:
    """The machines and hours that ``load`` needs."""
    least, most = 1, MOST + 1
    while least < most:  # a machine more never makes a night longer
        middle = (least + most) // 2
        if hours(costs, load, Shape(machines=middle, cores=cores, spread=spread), seed) <= NIGHT:
            most = middle
        else:
            least = middle + 1
    shape = Shape(machines=min(least, MOST), cores=cores, spread=spread)
    return Need(
        load=load,
        alone=hours(costs, load, replace(shape, machines=1), seed),
        machines=None if least > MOST else least,
        hours=hours(costs, load, shape, seed),
        limit=row(costs, shape, seed).limit,
    )


def hours(costs: Costs, load: Load, shape: Shape, seed: int) -> float:
    """Hours of a night of ``load``."""
    return (load.invoices / rate(costs, shape, seed) + costs.fixed) / 3600
