"""What happens to the nights of the campaign."""

from enum import StrEnum


class Fault(StrEnum):
    """A fault; its turn is its place here."""

    KILLED = "everything killed (-9)"
    RUN_KILLED = "the command alone killed (-9)"
    WORKERS_KILLED = "workers killed (-9)"
    PREFECT_KILLED = "Prefect's server alone killed (-9)"
    TERMINATED = "SIGTERM"
    HUNG_UP = "SIGHUP"
    INTERRUPTED = "Ctrl-C"
    TWICE = "two runs at once"
    CUT = "the line to SFTP cut"
    STALLED = "the line to SFTP silent"
    SLOW = "200 ms of round trip"
    THROTTLED = "a line of 50 kB/s"
    SERVER_STOPPED = "the SFTP server stopped, started again"
    FEW_SESSIONS = "a server of few sessions"
    FEW_FILES = "a server of few open files"
    FILES_LIMITED = "no file may grow beyond a size"
    DISK_OF_LEDGER = "the disk of ledger and store full"
    DISK_OF_RECIPIENTS = "the recipients' disk full"
    DATABASE_RESTARTED = "PostgreSQL restarted"
    DATABASE_CUT = "PostgreSQL's connections ended"

    @property
    def ends_processes(self) -> bool:
        """Whether it strikes the run's own processes, Prefect's server among them."""
        return list(Fault).index(self) <= list(Fault).index(Fault.TWICE)

    @property
    def option(self) -> str:
        """Its name on the command line."""
        return self.name.lower().replace("_", "-")


def turn(number: int) -> Fault:
    """The fault of the night of this number."""
    return list(Fault)[number % len(Fault)]
