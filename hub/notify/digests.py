"""Notifications: at the end of a run, one digest for each channel of the settings; nothing when nothing happened.

What was told is remembered in the ledger once it was sent: a run that is killed tells again at worst, and a channel
that fails is told everything by the next run. Nothing here ever stops a night.
"""

from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from domain.errors import NavetteError, SettingsError
from domain.notifications import LINES, LedgerPosition, News, Notification, Subject
from domain.text import Locale, Text
from exporters import notifications as words
from hub.notify.apprise_channels import Message, send
from hub.notify.destinations import AVIS, Destination, every, urls
from hub.runtime.run_counts import RunCounts, Trouble, troubles_of
from hub.runtime.station import Station
from hub.settings import NotificationTable
from ledger.content_store.file_lock import held
from ledger.notifications.watermarks import Watermark

FIRST = timedelta(days=1)
"""How far back a channel is told the first time."""
LONGEST_REST = timedelta(days=31)
"""The longest rest the settings allow."""
AGAIN = timedelta(days=1)
"""After so long, troubles that are still the same are told once more."""
PATIENCE = 60.0
"""Seconds one run waits for another to have told."""
AT_ONCE = 8
"""Destinations that are sent to side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelAnswer:
    """What became of a message; ``fault`` is None when it was taken."""

    destination: Destination
    fault: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """A digest for a destination, and how far it was told before."""

    destination: Destination
    before: Watermark
    avis: Notification
    mark: str
    """The run's troubles, told now or not, as the ledger remembers them."""

    @property
    def watermark(self) -> Watermark:
        """What is remembered once it was sent, or at once when there is nothing to send."""
        at = self.before.at if self.avis.empty else self.avis.at
        return Watermark(at=at, position=replace(self.avis.news.position, troubles=self.mark))


def notify(station: Station, all_counts: Sequence[RunCounts] | None = None) -> RunCounts:
    """Tells every channel what happened since it was told last, and operators the troubles of a run's ``all_counts``.

    Never raises, and makes no run fail: what could not be sent is in the remarks, and is told by the next run.
    """
    if not station.settings.notifications:
        return RunCounts(drop=AVIS)
    try:
        everywhere, faults = every(station.settings)
        with held(
            station.settings.store.folder / ".avis.lock",
            Text("Un autre passage informe les canaux.", "Another run is telling the channels."),
            Text("Ce qu'il ne dit pas, le prochain le dira.", "What it does not tell, the next run does."),
            PATIENCE,
        ):
            answers = _tell_all(station, everywhere, all_counts)
    except NavetteError as fault:
        return RunCounts(drop=AVIS, remarks=(fault.text,))
    undone = [one.fault.about(one.destination.reader) for one in answers if one.fault]
    return RunCounts(drop=AVIS, remarks=(*faults, *undone))


def attempt(station: Station, channel: str) -> tuple[ChannelAnswer, ...]:
    """Sends the trial message to every URL of the channel. Raises :class:`SettingsError` when there is none."""
    table = station.settings.notifications.get(channel)
    if table is None:
        known = ", ".join(station.settings.notifications)
        raise SettingsError(
            Text(f"Il n'y a pas de canal « {channel} ».", f"There is no channel « {channel} »."),
            Text(f"Canaux des réglages : {known or 'aucun'}.", f"Channels of the settings: {known or 'none'}."),
        )
    locale = _locale(station, table)
    title, text = words.trial_message(channel, locale)
    message = Message(title=title, text=text, page=words.as_page(text, locale))
    return tuple(
        ChannelAnswer(destination=one, fault=send(one.url, message, table.timeout)) for one in urls(channel, table)
    )


def _tell_all(
    station: Station, destinations: Sequence[Destination], all_counts: Sequence[RunCounts] | None
) -> list[ChannelAnswer]:
    letters = _letters(station, destinations, all_counts)
    for letter in letters:
        if letter.avis.empty:
            station.ledger.notifications.set_watermark(letter.destination.reader, letter.watermark)
    with ThreadPoolExecutor(AT_ONCE) as posts:
        return list(posts.map(lambda letter: _post(station, letter), (one for one in letters if not one.avis.empty)))


def _letters(
    station: Station, destinations: Sequence[Destination], all_counts: Sequence[RunCounts] | None
) -> list[_Letter]:
    now = station.clock()
    before = _before(station, destinations, now)
    due = [one for one in destinations if not _rests(one, before[one.reader], now)]
    since: defaultdict[tuple[LedgerPosition, datetime], list[Destination]] = defaultdict(list)
    for one in due:
        watermark = before[one.reader]
        since[replace(watermark.position, troubles=""), watermark.at if one.cercle.everybody else now].append(one)
    letters: list[_Letter] = []
    upto = station.ledger.notifications.position()
    for (after, at), group in since.items():
        found = station.ledger.notifications.news(after, upto, [one.cercle for one in group], at, LINES)
        letters += (
            _letter(one, before[one.reader], news, all_counts, now, _locale(station, one.table))
            for one, news in zip(group, found, strict=True)
        )
    return letters


def _before(station: Station, destinations: Sequence[Destination], now: datetime) -> dict[str, Watermark]:
    """How far each was told; a new one is told of a day, and does not rest."""
    found = station.ledger.notifications.watermarks([one.reader for one in destinations])
    new = [one.reader for one in destinations if one.reader not in found]
    if new:
        start = Watermark(at=now - LONGEST_REST, position=station.ledger.notifications.position(now - FIRST))
        found |= dict.fromkeys(new, start)
    return found


def _rests(one: Destination, watermark: Watermark, now: datetime) -> bool:
    return now < watermark.at + timedelta(hours=one.table.pause_hours)


def _letter(
    one: Destination,
    before: Watermark,
    news: News,
    all_counts: Sequence[RunCounts] | None,
    now: datetime,
    locale: Locale,
) -> _Letter:
    """Troubles are an operator's: they name doors and machines. The same ones are told once a day."""
    troubles = troubles_of(all_counts or ())
    if not one.cercle.everybody or Subject.INCIDENTS not in one.table.events:
        troubles = ()
    known = before.position.troubles
    mark = known if all_counts is None else _mark(troubles)
    fresh = mark != known or now - before.at >= AGAIN
    sentences = tuple(trouble.in_(locale) for trouble in troubles) if fresh else ()
    avis = Notification(at=now, subjects=frozenset(one.table.events), news=news, troubles=sentences)
    return _Letter(destination=one, before=before, avis=avis, mark=mark)


def _mark(troubles: Sequence[Trouble]) -> str:
    """A digest of the troubles, the same in whatever language a channel is told of them; empty for none."""
    sentences = sorted(trouble.in_(Locale.FR) for trouble in troubles)
    return sha256("\n".join(sentences).encode()).hexdigest()[:16] if sentences else ""


def _post(station: Station, letter: _Letter) -> ChannelAnswer:
    """Sends, then remembers: killed in between, it is told once more."""
    one, locale = letter.destination, _locale(station, letter.destination.table)
    message = Message(
        title=words.subject(letter.avis, locale),
        text=words.as_text(letter.avis, locale),
        page=words.as_html(letter.avis, locale),
    )
    fault = send(one.url, message, one.table.timeout)
    if fault is None:
        station.ledger.notifications.set_watermark(one.reader, letter.watermark)
    return ChannelAnswer(destination=one, fault=fault)


def _locale(station: Station, table: NotificationTable) -> Locale:
    return table.locale or station.settings.locale
