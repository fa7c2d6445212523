"""How each fault is brought about."""

from collections.abc import Callable

from tests.campaigns.faults import databases, disks, kills, limits, lines, prefect_server
from tests.campaigns.faults.fault import Fault
from tests.campaigns.faults.scene import Scene, Stage

SCENES: dict[Fault, Callable[[Stage], Scene]] = {
    Fault.KILLED: kills.all_killed,
    Fault.RUN_KILLED: kills.command_signalled,
    Fault.WORKERS_KILLED: kills.workers_killed,
    Fault.PREFECT_KILLED: prefect_server.server_killed,
    Fault.TERMINATED: kills.command_signalled,
    Fault.HUNG_UP: kills.command_signalled,
    Fault.INTERRUPTED: kills.command_signalled,
    Fault.TWICE: kills.two_runs,
    Fault.CUT: lines.cut,
    Fault.STALLED: lines.cut,
    Fault.SLOW: lines.slow,
    Fault.THROTTLED: lines.throttled,
    Fault.SERVER_STOPPED: lines.server_stopped,
    Fault.FEW_SESSIONS: limits.few_sessions,
    Fault.FEW_FILES: limits.few_files,
    Fault.FILES_LIMITED: disks.files_limited,
    Fault.DISK_OF_LEDGER: disks.of_ledger,
    Fault.DISK_OF_RECIPIENTS: disks.of_recipients,
    Fault.DATABASE_RESTARTED: databases.restarted,
    Fault.DATABASE_CUT: databases.connections_ended,
}
