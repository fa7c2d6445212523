"""Dask as Navette uses it: no page to look at, no restart by itself, machines known by their certificates."""

import ssl
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from typing import Any

from domain import system_faults
from domain.errors import SettingsError
from domain.text import Text
from hub.settings.tables import DaskTable

_NOT_THERE = Text(
    'runner = "dask" demande Dask, qui n\'est pas installé.', 'runner = "dask" needs Dask, which is not installed.'
)
_INSTALL = Text(
    "Installez l'extra : `pip install 'navette[dask]'`, sur chaque machine.",
    "Install the extra: `pip install 'navette[dask]'`, on each machine.",
)
ALLOWED_FAILURES = 3
"""Workers that may die while they do one task, before it is told as a trouble."""
SILENCE = 60
"""Seconds after which a worker that says nothing counts as dead, though its connection holds."""
_UNUSABLE = Text(
    "[run.dask] {key} ne peut pas servir : {file} ({reason}).", "[run.dask] {key} cannot be used: {file} ({reason})."
)
_SEE = Text("Voyez docs/cluster.md ; la clé n'a pas de mot de passe.", "See docs/cluster.md; the key has no password.")


def prepare(table: DaskTable) -> None:
    """Sets Dask's own options in this process. Raises :class:`domain.errors.SettingsError` when Dask is not there."""
    if find_spec("prefect_dask") is None:
        raise SettingsError(_NOT_THERE, _INSTALL)
    import dask.config

    dask.config.set(
        {
            "distributed.scheduler.allowed-failures": ALLOWED_FAILURES,
            "distributed.scheduler.no-workers-timeout": f"{round(table.patience)}s",
            "distributed.scheduler.http.routes": [],
            "distributed.worker.http.routes": [],
            "distributed.scheduler.worker-ttl": f"{SILENCE}s",
            "distributed.worker.daemon": False,
            "distributed.worker.profile.enabled": False,
            "distributed.comm.timeouts.connect": "10s",
            "distributed.comm.timeouts.tcp": "30s",
            "distributed.admin.log-format": "%(message)s",
            "logging": {
                "distributed": "error",
                "distributed.client": "critical",
                "distributed.diskutils": "critical",
                "bokeh": "error",
                "tornado": "error",
            },
        }
    )


def security(table: DaskTable) -> Any:
    """The certificates of the settings, as Dask takes them; ``None`` on one machine.

    Raises :class:`domain.errors.SettingsError` for files that cannot be used.
    """
    if not table.encrypted:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    _loaded("tls_ca", table.tls_ca, partial(context.load_verify_locations, table.tls_ca))
    shows = partial(context.load_cert_chain, str(table.tls_cert), str(table.tls_key), password=lambda: "")
    _loaded("tls_key", table.tls_key, shows)
    from distributed.security import Security

    shown = {
        f"tls_{role}_{part}": str(file) for role in ("client", "scheduler", "worker") for part, file in _shown(table)
    }
    return Security(require_encryption=True, tls_ca_file=str(table.tls_ca), **shown)


def _shown(table: DaskTable) -> tuple[tuple[str, Any], ...]:
    return (("cert", table.tls_cert), ("key", table.tls_key))


def _loaded(key: str, file: Any, load: Callable[[], None]) -> None:
    try:
        load()
    except OSError as error:
        said = getattr(error, "reason", None)
        reason = Text(said, said) if said else system_faults.sentence(error)
        words = {"key": key, "file": file}
        told = Text(
            _UNUSABLE.with_({**words, "reason": reason.fr}).fr, _UNUSABLE.with_({**words, "reason": reason.en}).en
        )
        raise SettingsError(told, _SEE) from error
