"""Prefect in the command's own process: no warnings, no telemetry, a long first start allowed; the environment wins."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from domain.errors import NavetteError, Unavailable
from domain.text import Text

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "ERROR",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",  # a server that is stopped logs what it leaves, page upon page
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_CLI_PROMPT": "false",
}
KEPT = {
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": "7776000",
}
"""As in ``prefect.toml``, for a server that a command starts: slots on disk, 90 days of history."""
_PATHS = ("PREFECT_HOME", "PREFECT_PROFILES_PATH", "PREFECT_LOGGING_SETTINGS_PATH")
"""Variables with a path, which may be relative to the folder the command is typed in."""

LOGGERS = ("prefect.task_runs", "prefect.flow_runs")
SIGNS = ("Prefect API", "ephemeral", "Failed to reach API")
"""Parts of the messages with which Prefect reports that its server cannot be reached or started."""

UNREACHED = ("httpx", "httpcore", "websockets", "prefect.exceptions")
"""Modules of the errors of a connection."""
GONE = (
    *("ConnectError", "connection attempts failed", "Connection refused", "Connect call failed", "Failed to reach API"),
    *("'EventsWorker' failed to process", "Still processing items"),
)
"""Parts of messages about a server that is gone, when the error itself is not logged."""

REASONS = (
    ("Timed out", "pas de réponse à temps"),
    ("Timeout", "pas de réponse à temps"),
    ("Failed to reach API", "son serveur est injoignable"),
    ("ConnectError", "connexion refusée"),
    ("HTTPStatusError", "son serveur a répondu par une erreur"),
    ("PrefectHTTP", "son serveur a répondu par une erreur"),
    ("ephemeral", "son serveur temporaire ne démarre pas"),
    ("database", "sa base ne répond pas"),
)
"""Prefect's reasons in French, by a part of its message, the first that it has."""


def prepare(home: Path | None = None) -> None:
    """Sets the environment variables that are not set yet; to be called before Prefect is imported.

    ``home``: a folder for a database apart from the operator's own database and server.
    """
    if home:
        home.mkdir(parents=True, exist_ok=True)
        os.environ["PREFECT_HOME"] = str(home)
        os.environ.pop("PREFECT_API_URL", None)
    for name, value in (QUIET | KEPT).items():
        os.environ.setdefault(name, value)
    for name in _PATHS:
        if written := os.environ.get(name):
            os.environ[name] = str(Path(written).expanduser().absolute())


class ShownByCommand(logging.Filter):
    """Drops log records of an error that the command shows itself; an unexpected error keeps its trace."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record holds something that the command does not show."""
        if record.exc_info and isinstance(record.exc_info[1], NavetteError):
            return False
        return "Finished in state" not in record.getMessage()


class ServerGone(logging.Filter):
    """Drops what Prefect logs of a server that cannot be reached any more: the command says it once."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is about anything else."""
        error = record.exc_info[1] if record.exc_info else None
        while error is not None:
            if isinstance(error, ConnectionError) or type(error).__module__.startswith(UNREACHED):
                return False
            error = error.__cause__ or error.__context__
        message = record.getMessage()
        return not any(sign in message for sign in GONE)


def say_once() -> None:
    """Puts the filter on Prefect's log, which is set up when Prefect is imported: to be called after that."""
    names = ["", *(name for name in logging.root.manager.loggerDict if name.startswith("prefect"))]
    for handler in {handler for name in names for handler in logging.getLogger(name).handlers}:
        handler.addFilter(ServerGone())


@contextmanager
def answering() -> Iterator[None]:
    """Raises :class:`Unavailable` when Prefect does not answer or does not start within the block."""
    for name in LOGGERS:
        # Added before the flows are imported: their own filter removes ``exc_info``, which this one reads.
        logging.getLogger(name).addFilter(ShownByCommand())
    try:
        yield
    except RuntimeError as error:
        # Prefect has no exception of its own for these: it raises RuntimeError with the address or the reason.
        if not any(sign in str(error) for sign in SIGNS):
            raise
        raise _silent(_reason(str(error))) from error
    except Exception as error:
        if not type(error).__module__.startswith(("httpx", "httpcore", "prefect.exceptions")):
            raise
        raise _silent(_reason(f"{type(error).__name__} {error}".strip())) from error


def _reason(said: str) -> Text:
    """Why Prefect is silent. The English is its own sentence; the French has one for each kind."""
    return Text(next((french for part, french in REASONS if part in said), "sans raison connue"), said)


def _silent(reason: Text) -> Unavailable:
    where = os.environ.get("PREFECT_API_URL")
    if where:
        return Unavailable(
            Text(
                f"Prefect ne répond pas à {where} ({reason.fr}).", f"Prefect does not answer at {where} ({reason.en})."
            ),
            Text("Démarrez son serveur, ou retirez PREFECT_API_URL.", "Start its server, or unset PREFECT_API_URL."),
        )
    return Unavailable(
        Text(f"Prefect ne démarre pas ({reason.fr}).", f"Prefect does not start ({reason.en})."),
        Text(
            "Réessayez ; si cela dure, lancez `prefect server database upgrade -y` et vérifiez le disque de "
            "PREFECT_HOME.",
            "Try again; if it persists, run `prefect server database upgrade -y` and check the disk of PREFECT_HOME.",
        ),
    )
