"""The station: the parts of a run made from the settings, opened once in each process."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from connectors import Connector
from domain.errors import SettingsError
from domain.espace import Espace
from domain.text import Locale, Text
from hub.context.terms import Terms
from hub.runtime import memory
from hub.runtime.closed_doors import ClosedDoors
from hub.runtime.connections import open_door, place_of_store, secret
from hub.runtime.door import Door
from hub.runtime.lost_time import LostTimes
from hub.runtime.patience import BRIEF, patiently
from hub.runtime.sessions import Sessions
from hub.runtime.worker_pool import WorkerPool
from hub.settings import DropTable, Settings, SftpDoor, load
from ledger import ContentStore, Ledger

WORK = (
    "hub.decide.chunks",
    "hub.deliver.parcels",
    "hub.reply.envelopes",
    "hub.follow_up.status_files",
    "hub.reply.status_messages",
    "hub.report.files",
    "pandas",
    "hub.runtime.preload",
)
"""Modules the fork server imports once, before it forks the workers, which then share their memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """Settings, ledger and content store of one process, and the worker pool that reads and checks for it."""

    settings: Settings
    ledger: Ledger
    store: ContentStore
    pool: WorkerPool | None
    """``None``: this process does the work itself."""
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    closed_doors: ClosedDoors = field(default_factory=lambda: ClosedDoors(0.0))
    """The doors that did not open in this run."""
    lost_times: LostTimes = field(default_factory=lambda: LostTimes(seconds=1800.0))
    """What each account lost in this run to documents that do not finish."""
    sessions: Sessions = field(default_factory=Sessions)
    """Those of each door that are open."""

    def door(self, name: str) -> Connector:
        """The connector of a door, not yet entered. To enter it raises :class:`domain.errors.DoorClosed`."""
        door = self.settings.doors[name]
        most = door.connexions if isinstance(door, SftpDoor) else None
        return Door(name, lambda: open_door(self.settings, name), self.closed_doors, self.sessions, most)

    def terms(self, drop: DropTable | None) -> Terms:
        """The terms a document of ``drop`` is checked against; without a drop, no rights are checked."""
        if drop is None:
            return Terms.of(self.settings, rights=None, now=self.clock())
        acteurs = self.ledger.rights.structures_with(Espace.FACTURES_DE_TRAVAUX)
        return Terms.of(self.settings, rights=frozenset(drop.deposants), now=self.clock(), acteurs=acteurs)

    def locale(self, drop: DropTable | None = None) -> Locale:
        """The language the drop's supplier reads."""
        return (drop.locale if drop else None) or self.settings.locale


@cache
def open_station(config: Path, *, pool: bool = True) -> Station:
    """This process's station for the settings file ``config``.

    Raises :class:`domain.errors.NavetteError` on settings, ledger or schema that cannot be used.
    """
    memory.share()
    settings = load(config)
    if not settings.drops:
        raise SettingsError(
            Text(f"{config} ne nomme aucun compte de dépôt.", f"{config} names no drop."),
            Text(
                "Ajoutez une table [[drops]] pour chaque compte de fournisseur.",
                "Add a table [[drops]] for each supplier's account.",
            ),
        )
    ledger = Ledger.open(ledger_url(settings), settings.organisme.issuer(), settings.ledger.connections)
    return Station(
        settings=settings,
        ledger=ledger,
        store=store_of(settings, ledger),
        pool=WorkerPool(settings.run.workers, preload=WORK) if pool else None,
        closed_doors=ClosedDoors(settings.run.door_patience),
        lost_times=LostTimes(seconds=settings.run.lost_time),
        sessions=Sessions(settings.store.folder / "doors"),
    )


def worker_station(settings: Settings) -> Station:
    """The station of a worker process, for work that queries the ledger; it has no pool of its own."""
    return Station(
        settings=settings, ledger=_opened(ledger_url(settings)), store=_store(ledger_url(settings), settings), pool=None
    )


def store_of(settings: Settings, ledger: Ledger) -> ContentStore:
    """The content store of the ledger. Raises :class:`domain.errors.Absent` when it is not there now, after asking
    again: it is never made anew in silence.
    """
    where = place_of_store(settings)
    return ContentStore(where, mark=patiently(lambda: ledger.stores.claim(where, datetime.now(UTC)), BRIEF))


@cache
def _opened(url: str) -> Ledger:
    return Ledger.open(url)


def _store(url: str, settings: Settings) -> ContentStore:
    return store_of(settings, _opened(url))


def ledger_url(settings: Settings) -> str:
    """The ledger's URL with its password, read from where the settings say."""
    table = settings.ledger
    password = secret(table.password_env, table.password_file)
    if password is None:
        return table.url
    from sqlalchemy.engine import make_url

    return make_url(table.url).set(password=password).render_as_string(hide_password=False)
