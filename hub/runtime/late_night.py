"""A night that did not begin by its hour (``[run] night_by``, Paris), or began and did not end: said by whatever runs
next, and by ``navette health``.
"""

from datetime import datetime, time, timedelta

from domain.errors import NavetteError
from domain.paris_time import PARIS, moment_text
from domain.text import Text
from hub.runtime.patience import patiently
from hub.runtime.run_counts import RunCounts, total
from hub.runtime.station import Station
from hub.runtime.troubles import Trouble
from hub.settings import Settings
from ledger import Ledger

_DAY = timedelta(days=1)
LONG = timedelta(hours=6)
"""A night that has not ended after that was cut, or hangs: what it did not pick up is in no ledger."""
_LATE = Text(
    "la nuit qui devait commencer avant le {by} n'a pas commencé ; la dernière a commencé le {last}",
    "the night that was to begin by {by} did not begin; the last one began on {last}",
)
_OPEN = Text(
    "la nuit commencée le {last} n'est pas finie : elle a été interrompue, ou ne finit pas ; des fichiers peuvent "
    "attendre dans les dépôts",
    "the night that began on {last} has not ended: it was cut, or it does not end; files may wait in the drops",
)
_NEVER = Text(
    "la nuit qui devait commencer avant le {by} n'a pas commencé, et aucune avant elle",
    "the night that was to begin by {by} did not begin, nor did any before it",
)


def hour_before(hour: time, now: datetime) -> datetime:
    """The last moment, not after ``now``, at which a clock in Paris showed ``hour``."""
    here = now.astimezone(PARIS)
    today = datetime.combine(here.date(), hour, PARIS)
    return today if today <= here else datetime.combine(here.date() - _DAY, hour, PARIS)


def late_nights(settings: Settings, ledger: Ledger, now: datetime) -> dict[str, Text]:
    """By drop, what to tell of the night that did not begin by its hour, or began and did not end. No beginning is
    expected of a ledger before the first hour that followed its first use.
    """
    return {**_open_nights(settings, ledger, now), **_unbegun_nights(settings, ledger, now)}


def _open_nights(settings: Settings, ledger: Ledger, now: datetime) -> dict[str, Text]:
    told: dict[str, Text] = {}
    for drop in settings.drops:
        last = ledger.runs.last_began(drop.name)
        if last is not None and last <= now - LONG and ledger.runs.is_last_open(drop.name):
            told[drop.name] = _dated(_OPEN, last=last)
    return told


def _unbegun_nights(settings: Settings, ledger: Ledger, now: datetime) -> dict[str, Text]:
    hour, since = settings.run.night_by, ledger.stores.since()
    if hour is None or since is None:
        return {}
    by = hour_before(hour, now)
    if since > by - _DAY:
        return {}
    told: dict[str, Text] = {}
    for drop in settings.drops:
        last = ledger.runs.last_began(drop.name)
        if last is None:
            told[drop.name] = _dated(_NEVER, by=by)
        elif last <= by - _DAY:
            told[drop.name] = _dated(_LATE, by=by, last=last)
    return told


def late_nights_of(station: Station) -> tuple[RunCounts, ...]:
    """Remarks of a night about those before it that did not begin: it does now what they left."""
    late = patiently(lambda: late_nights(station.settings, station.ledger, station.clock()))
    return tuple(RunCounts(drop=drop, is_account=False, remarks=(text,)) for drop, text in late.items())


def with_late_nights(station: Station, counts: tuple[RunCounts, ...]) -> tuple[RunCounts, ...]:
    """The counts of a run that is no night, with a trouble for each drop whose night did not begin."""
    try:
        late = patiently(lambda: late_nights(station.settings, station.ledger, station.clock()))
    except NavetteError as fault:
        return (*counts, RunCounts(drop="", is_account=False, troubles=(Trouble.of(fault),)))
    told = (RunCounts(drop=drop, is_account=False, troubles=(Trouble(text=text),)) for drop, text in late.items())
    return total((*counts, *told))


def _dated(words: Text, **moments: datetime) -> Text:
    return Text(
        words.fr.format_map({name: moment_text(at).fr for name, at in moments.items()}),
        words.en.format_map({name: moment_text(at).en for name, at in moments.items()}),
    )
