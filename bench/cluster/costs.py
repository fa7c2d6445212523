"""What a night costs, as a simulation needs it: an invoice in each phase, and what everybody shares."""

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """The parts of a night of one run; each begins when the one before has ended."""

    RELEVE = "releve"
    DECISION = "decision"
    REMISE = "remise"
    """Deliveries, certificates, comptes rendus, files put away."""
    ETATS = "etats"


class Limit(StrEnum):
    """What may hold a night up. Each can be taken away in a simulation."""

    WORKERS = "workers"
    """Processor cores of all machines; without this limit there is a machine for each task."""
    PROCESS = "process"
    """The one Python process of a machine whose threads carry tasks: one of them computes at a time."""
    TASKS = "tasks"
    """Tasks that a phase is divided into: no more machines than that work in it."""
    FLOW = "flow"
    """The flow itself, on the machine that began the run."""
    LOCK = "lock"
    """The writers' lock of the ledger: one transaction at a time."""
    PREFECT = "prefect"
    """Prefect's server: one process on one core."""
    DOOR_FILES = "door_files"
    """Files that the other side makes last on its disk, one by one."""
    DOOR_BYTES = "door_bytes"
    """Bytes to and from the other side."""
    STORE = "store"
    """Bytes to the content store, on its disk."""


class Spread(StrEnum):
    """How the work is divided among machines."""

    ONE = "one"
    """One run carried by a cluster (Dask), one account: its pick-up and each kind of its answers are one task,
    deliveries as many as the run has workers.
    """
    MANY = "many"
    """Many accounts, and a run on each machine: nothing is one task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One invoice in one phase. Seconds are of a processor unless something else is said."""

    phase: Phase
    pool: float
    """In the processes that read, check and make pages."""
    threads: float
    """In the threads that carry tasks, what the database costs in them included."""
    flow: float
    """In the flow itself."""
    other_side: float
    """In the server behind the door, which is on the same machine when it is measured."""
    database: float
    """In PostgreSQL's own processes under the writers' lock; 0 on SQLite, which has none."""
    lock: float
    """Seconds for which the writers' lock is needed: processor time of both sides, and the wait for the disk at the
    commit.
    """
    files: float
    """Files written behind the door."""
    door_bytes: float
    """Bytes to and from the door."""
    store_bytes: float
    """Bytes kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """Everything a simulation needs."""

    works: tuple[Work, ...]
    """One for each phase, in their order."""
    chunk: int
    """Invoices of a task that decides."""
    prefect_chunk: float
    """Processor seconds of Prefect's server for a task that decides."""
    door_file: float
    """Seconds that the other side's disk needs for a file."""
    door_byte: float
    """Seconds for a byte to or from the other side."""
    store_byte: float
    """Seconds for a byte to the content store."""
    fixed: float
    """Seconds of a night of any size: start, second look at a drop, reports of nothing."""

    def __post_init__(self) -> None:
        if tuple(work.phase for work in self.works) != tuple(Phase):
            raise ValueError("a Work for each phase, in their order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The machines of a night."""

    machines: int
    cores: int
    """Of each machine."""
    spread: Spread = Spread.ONE
    without: frozenset[Limit] = frozenset()
    """Limits that are taken away."""

    @property
    def shared(self) -> bool:
        """Whether the servers (Prefect, PostgreSQL, the door's) are on the machine that works: so it is with one, as
        when it is measured. With several they have machines of their own.
        """
        return self.machines == 1
