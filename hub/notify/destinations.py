"""Destinations of digests: every URL of every channel, and the invoices its digests cover. URLs are secrets, read
here.
"""

from dataclasses import dataclass

from domain.errors import SettingsError
from domain.notifications import Audience
from domain.text import Text
from hub.runtime.connections import secret
from hub.settings import NotificationTable, Settings

AVIS = "avis"
"""Name of notifications in the ledger and in a run's table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """One URL of a channel."""

    channel: str
    rank: int
    """Rank in the channel's list, from 1."""
    url: str
    table: NotificationTable

    @property
    def reader(self) -> str:
        """Its key in the ledger: never the URL."""
        return self.name.fr

    @property
    def name(self) -> Text:
        """Its name on a screen: in French its key."""
        return _name(self.channel, self.rank)

    @property
    def cercle(self) -> Audience:
        """Whose invoices its digests cover."""
        return Audience(drops=self.table.for_drops, structures=self.table.for_structures)


def every(settings: Settings) -> tuple[list[Destination], list[Text]]:
    """Every URL of every channel, and why a channel has none."""
    found: list[Destination] = []
    faults: list[Text] = []
    for channel, table in settings.notifications.items():
        try:
            found += urls(channel, table)
        except SettingsError as fault:
            faults.append(fault.text.about(_name(channel, 1)))
    return found, faults


def urls(channel: str, table: NotificationTable) -> list[Destination]:
    """Every URL of a channel, with its secret, read now. Raises :class:`SettingsError` when there is none."""
    lines = (secret(table.url_env, table.url_file) or "").splitlines()
    found = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not found:
        raise SettingsError(
            Text("Le secret du canal ne nomme aucune URL.", "The channel's secret names no URL."),
            Text("Écrivez-y une URL d'Apprise par ligne.", "Write one Apprise URL a line in it."),
        )
    return [Destination(channel=channel, rank=rank, url=url, table=table) for rank, url in enumerate(found, start=1)]


def _name(channel: str, rank: int) -> Text:
    more = rank > 1
    return Text(
        f"{AVIS}:{channel}" + (f":{rank}" if more else ""), f"channel {channel}" + (f", URL {rank}" if more else "")
    )
