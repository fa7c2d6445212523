"""Notifications: at the end of a run, one digest for each channel of the settings; nothing when nothing happened.

How far each channel was sent is recorded in the ledger after sending: a run that is killed causes at worst a second
sending, and a channel that fails gets everything from the next run. Nothing here stops a run.
"""

from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from domain.chain_head import ChainHead
from domain.errors import NavetteError, SettingsError
from domain.notifications import LINES, LedgerPosition, News, Notification, Subject
from domain.text import Locale, Text
from exporters import notifications as words
from hub.notify.apprise_channels import Message, send
from hub.notify.destinations import AVIS, Destination, every, urls
from hub.runtime.outbox_tasks import alone
from hub.runtime.run_counts import RunCounts, troubles_of
from hub.runtime.station import Station
from hub.runtime.troubles import Trouble, told_once
from hub.settings import NotificationTable
from ledger.notifications.watermarks import Watermark

FIRST = timedelta(days=1)
"""How far back the first digest of a channel goes."""
LONGEST_REST = timedelta(days=31)
"""The longest pause between digests the settings allow."""
AGAIN = timedelta(days=1)
"""After so long, unchanged troubles are sent once more."""
PATIENCE = 60.0
"""Seconds one run waits for another one that is sending."""
AT_ONCE = 8
"""Destinations sent to in parallel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelAnswer:
    """The result of sending a message; ``fault`` is None when it was accepted."""

    destination: Destination
    fault: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _DueDigest:
    """A digest for a destination, and the watermark before it."""

    destination: Destination
    before: Watermark
    avis: Notification
    mark: str
    """Hash of the run's troubles, sent now or not, as recorded in the ledger (:func:`_mark`)."""

    @property
    def watermark(self) -> Watermark:
        """What is recorded once it was sent, or at once when there is nothing to send."""
        at = self.before.at if self.avis.empty else self.avis.at
        return Watermark(at=at, position=replace(self.avis.news.position, troubles=self.mark))


def notify(station: Station, all_counts: Sequence[RunCounts] | None = None) -> RunCounts:
    """Sends every channel what happened since its last digest, and operators the troubles of a run's ``all_counts``.

    Never raises, and makes no run fail: what could not be sent is in the remarks, and is sent by the next run.
    """
    if not station.settings.notifications:
        return RunCounts(drop=AVIS)
    try:
        everywhere, faults = every(station.settings)
        station.store.check()
        with alone(
            station,
            "avis",
            Text("Un autre passage informe les canaux.", "Another run is telling the channels."),
            Text("Ce qu'il ne dit pas, le prochain le dira.", "What it does not tell, the next run does."),
            PATIENCE,
        ):
            answers = _send_all(station, everywhere, all_counts)
    except NavetteError as fault:
        return RunCounts(drop=AVIS, remarks=(fault.text,))
    undone = [one.fault.about(one.destination.name) for one in answers if one.fault]
    return RunCounts(drop=AVIS, remarks=(*faults, *undone))


def attempt(station: Station, channel: str) -> tuple[ChannelAnswer, ...]:
    """Sends the trial message to every URL of the channel. Raises :class:`SettingsError` when there is none."""
    table = station.settings.notifications.get(channel)
    if table is None:
        known = ", ".join(station.settings.notifications)
        raise SettingsError(
            Text(f"Il n'y a pas de canal « {channel} ».", f"There is no channel “{channel}”."),
            Text(f"Canaux des réglages : {known or 'aucun'}.", f"Channels of the settings: {known or 'none'}."),
        )
    locale = _locale(station, table)
    title, text = words.trial_message(channel, locale)
    message = Message(title=title, text=text, page=words.as_page(text, locale))
    return tuple(
        ChannelAnswer(destination=one, fault=send(one.url, message, table.timeout)) for one in urls(channel, table)
    )


def _send_all(
    station: Station, destinations: Sequence[Destination], all_counts: Sequence[RunCounts] | None
) -> list[ChannelAnswer]:
    digests = _due_digests(station, destinations, all_counts)
    for digest in digests:
        if digest.avis.empty:
            station.ledger.notifications.set_watermark(digest.destination.reader, digest.watermark)
    with ThreadPoolExecutor(AT_ONCE) as posts:
        return list(
            posts.map(lambda digest: _send_digest(station, digest), (one for one in digests if not one.avis.empty))
        )


def _due_digests(
    station: Station, destinations: Sequence[Destination], all_counts: Sequence[RunCounts] | None
) -> list[_DueDigest]:
    now = station.clock()
    before = _before(station, destinations, now)
    due = [one for one in destinations if not _rests(one, before[one.reader], now)]
    since: defaultdict[tuple[LedgerPosition, datetime], list[Destination]] = defaultdict(list)
    for one in due:
        watermark = before[one.reader]
        since[replace(watermark.position, troubles=""), watermark.at if one.cercle.everybody else now].append(one)
    digests: list[_DueDigest] = []
    upto, head = station.ledger.notifications.position(), station.ledger.certificates.head()
    for (after, at), group in since.items():
        found = station.ledger.notifications.news(after, upto, [one.cercle for one in group], at, LINES)
        digests += (
            _digest_for(one, before[one.reader], news, all_counts, now, _locale(station, one.table), head)
            for one, news in zip(group, found, strict=True)
        )
    return digests


def _before(station: Station, destinations: Sequence[Destination], now: datetime) -> dict[str, Watermark]:
    """The watermark of each; a new channel gets one day of news, at once."""
    found = station.ledger.notifications.watermarks([one.reader for one in destinations])
    new = [one.reader for one in destinations if one.reader not in found]
    if new:
        start = Watermark(at=now - LONGEST_REST, position=station.ledger.notifications.position(now - FIRST))
        found |= dict.fromkeys(new, start)
    return found


def _rests(one: Destination, watermark: Watermark, now: datetime) -> bool:
    return now < watermark.at + timedelta(hours=one.table.pause_hours)


def _digest_for(
    one: Destination,
    before: Watermark,
    news: News,
    all_counts: Sequence[RunCounts] | None,
    now: datetime,
    locale: Locale,
    head: ChainHead,
) -> _DueDigest:
    """Troubles are for operators only: they name doors and machines. One line a cause; the same ones once a day."""
    troubles = troubles_of(all_counts or ())
    if not one.cercle.everybody or Subject.INCIDENTS not in one.table.events:
        troubles = ()
    known = before.position.troubles
    mark = known if all_counts is None else _mark(troubles)
    fresh = mark != known or now - before.at >= AGAIN
    sentences = tuple(trouble.in_(locale) for trouble in told_once(troubles)) if fresh else ()
    avis = Notification(at=now, subjects=frozenset(one.table.events), news=news, troubles=sentences, chain=head)
    return _DueDigest(destination=one, before=before, avis=avis, mark=mark)


def _mark(troubles: Sequence[Trouble]) -> str:
    """A hash of the troubles, independent of the language of the channel; empty for none."""
    sentences = sorted(trouble.in_(Locale.FR) for trouble in troubles)
    return sha256("\n".join(sentences).encode()).hexdigest()[:16] if sentences else ""


def _send_digest(station: Station, digest: _DueDigest) -> ChannelAnswer:
    """Sends, then records: killed in between, it is sent once more."""
    one, locale = digest.destination, _locale(station, digest.destination.table)
    message = Message(
        title=words.subject(digest.avis, locale),
        text=words.as_text(digest.avis, locale),
        page=words.as_html(digest.avis, locale),
    )
    fault = send(one.url, message, one.table.timeout)
    if fault is None:
        station.ledger.notifications.set_watermark(one.reader, digest.watermark)
    return ChannelAnswer(destination=one, fault=fault)


def _locale(station: Station, table: NotificationTable) -> Locale:
    return table.locale or station.settings.locale
