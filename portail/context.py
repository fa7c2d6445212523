"""What every page of the portal is made from: settings, ledger, store, directory and clock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import BoundedSemaphore

from domain.errors import Unavailable
from domain.structure import Annuaire
from domain.text import Text
from hub.brouillons.analysis import Analysis, Question
from hub.brouillons.at_once import AtOnce
from hub.brouillons.recent import Recent
from hub.comptes.openid.known import KnownProvider
from hub.context.terms import context_of
from hub.inspect.page_images import WantedPage
from hub.runtime.station import Station
from hub.settings import Settings
from ledger import ContentStore, Ledger
from portail.arrivals import Arrivals
from portail.kept_dashboards import KeptDashboards

HTTPS = "https://"
READINGS, PATIENCE = 8, 20.0
"""Documents that are read at once, and seconds that another waits for its turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portail:
    """One process of the portal; several may run beside each other, and beside a night."""

    station: Station
    console: Callable[[str], None] = print
    """Where links are written when no mail server is named."""
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    provider: KnownProvider = field(default_factory=KnownProvider)
    """What is known of the provider of identities, when the settings name one."""

    at_once: AtOnce = field(init=False)
    """Does what follows a deposit."""
    readings: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(READINGS))
    """Taken while a document is read: pages are answered whatever is being read."""
    arrivals: Arrivals = field(default_factory=Arrivals)
    """The files that arrive now."""
    analyses: Recent[tuple[str, Question], Analysis] = field(default_factory=Recent)
    """What dropped files said, by the account that deposits and the question."""
    pictures: Recent[WantedPage, bytes | None] = field(default_factory=Recent)
    """Their pages."""
    dashboards: KeptDashboards = field(default_factory=KeptDashboards)
    """Those that somebody looked at."""

    def __post_init__(self) -> None:
        """The thread begins with the first deposit."""
        object.__setattr__(self, "at_once", AtOnce(self.station, self.console))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A turn to read a document. Raises :class:`domain.errors.Unavailable` when all are taken for a while."""
        if not self.readings.acquire(timeout=PATIENCE):
            raise Unavailable(
                Text("D'autres documents sont en cours de lecture.", "Other documents are being read."),
                Text("Réessayez dans une minute ; rien n'a été envoyé.", "Try again in a minute; nothing was sent."),
            )
        try:
            yield
        finally:
            self.readings.release()

    @property
    def settings(self) -> Settings:
        """Those of the station."""
        return self.station.settings

    @property
    def ledger(self) -> Ledger:
        """That of the station."""
        return self.station.ledger

    @property
    def store(self) -> ContentStore:
        """That of the station."""
        return self.station.store

    @property
    def address(self) -> str:
        """The public address, without a slash at its end; empty: this machine only."""
        return self.settings.organisme.portail.rstrip("/")

    @property
    def is_secure(self) -> bool:
        """Whether browsers speak to it by HTTPS."""
        return self.address.startswith(HTTPS)

    @property
    def idle(self) -> timedelta:
        """After which time without a page one connects again."""
        return timedelta(minutes=self.settings.portail.idle)

    @property
    def longest(self) -> timedelta:
        """After which time one connects again in any case."""
        return timedelta(hours=self.settings.portail.longest)

    @property
    def name(self) -> str:
        """The body that runs it."""
        return self.settings.organisme.nom.strip() or "Navette"

    def annuaire(self) -> Annuaire | None:
        """The directory as it is on the disk now; ``None``: there is none."""
        return context_of(self.station.terms(None)).annuaire
