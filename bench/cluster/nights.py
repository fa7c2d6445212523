"""Costs from two measured nights, a small one and a larger one: what they differ by is the price of an invoice, what is
left is that of any night. The simulation is held against the larger one.
"""

from dataclasses import dataclass, replace

from bench.cluster.costs import Costs, Phase, Shape, Spread, Work
from bench.cluster.simulation import simulate


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """What the ledger was told under the writers' lock, of one kind and table."""

    kind: str
    """``INSERT events``, for example."""
    count: int
    rows: int
    seconds: float
    """Of the processor of whoever asks."""
    elapsed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What one phase of a measured night took, all its invoices together. Seconds are of a processor unless something
    else is said.
    """

    phase: Phase
    seconds: float
    """By the clock."""
    pool: float
    threads: float
    flow: float
    other_side: float
    held_here: float
    """Under the writers' lock, in this process."""
    held_database: float
    """Under the writers' lock, in PostgreSQL's."""
    commit: float
    """Waited for at commits, by the clock."""
    held: float
    """By the clock, from the lock given to the lock given back: whatever else the machine did is in it."""
    waited: float
    """For the lock, by the clock, all threads together."""
    questions: int
    """Statements to the database."""
    files: int
    door_bytes: int
    store_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """A measured night."""

    invoices: int
    chunk: int
    seconds: float
    """By the clock, from the first listing of the drop to the last report."""
    phases: tuple[Spent, ...]
    calls: int
    """Requests to Prefect's API."""
    events: int
    """Events sent to Prefect's server."""
    statements: tuple[Statements, ...]
    prefect: float
    """Processor seconds of Prefect's server."""
    door_file: float
    """Seconds of the disk for a small file that is to last, after the night."""
    store_byte: float
    """Seconds of the disk for a byte of a pack."""
    load: float
    """What the machine had to do at the beginning (load average of a minute)."""

    @property
    def chunks(self) -> int:
        """Tasks that decided."""
        return -(-self.invoices // self.chunk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The simulation of one machine beside the measured night."""

    measured: float
    simulated: float

    @property
    def tolerance(self) -> float:
        """How far the simulated night is from the measured one, as a share of that."""
        return abs(self.simulated - self.measured) / self.measured


def costs_of(small: Night, large: Night, cores: int, line: float) -> Costs:
    """The costs that both nights together tell, for the chunks of their size; ``line``: bytes a second to and from the
    door, which a night on one machine does not tell.
    """
    works = tuple(
        _work(*pair, large.invoices - small.invoices) for pair in zip(small.phases, large.phases, strict=True)
    )
    unfixed = Costs(
        works=works,
        chunk=large.chunk,
        prefect_chunk=large.prefect / max(1, large.events) * each_chunk(small, large).events,
        door_file=large.door_file,
        door_byte=1 / line,
        store_byte=large.store_byte,
        fixed=0.0,
    )
    known = simulate(unfixed, _here(cores), small.invoices, 0).seconds
    return replace(unfixed, fixed=max(0.0, small.seconds - known))


@dataclass(frozen=True, slots=True, kw_only=True)
class EachChunk:
    """What a task that decides asks of Prefect's server."""

    calls: float
    events: float


def each_chunk(small: Night, large: Night) -> EachChunk:
    """What the larger night asked more, by the tasks that decided more. What an event costs the server is taken from
    the whole night: two small nights differ by less than the server does by itself.
    """
    chunks = max(1, large.chunks - small.chunks)
    calls, events = (max(0, getattr(large, name) - getattr(small, name)) for name in ("calls", "events"))
    return EachChunk(calls=calls / chunks, events=events / chunks)


def checked(costs: Costs, large: Night, cores: int, seed: int) -> Checked:
    """The larger night as the simulation has it; nothing of its time by the clock is in ``costs``."""
    simulated = simulate(costs, _here(cores), large.invoices, seed).seconds
    return Checked(measured=large.seconds, simulated=simulated)


def _here(cores: int) -> Shape:
    return Shape(machines=1, cores=cores, spread=Spread.ONE)


def _work(small: Spent, large: Spent, invoices: int) -> Work:
    def each(name: str) -> float:
        more: float = getattr(large, name) - getattr(small, name)
        return max(0.0, more) / invoices

    return Work(
        phase=large.phase,
        pool=each("pool"),
        threads=each("threads"),
        flow=each("flow"),
        other_side=each("other_side"),
        database=each("held_database"),
        lock=each("held_here") + each("held_database") + each("commit"),
        files=each("files"),
        door_bytes=each("door_bytes"),
        store_bytes=each("store_bytes"),
    )
