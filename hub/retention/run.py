"""Retention: what is old enough, closed, and named by a rule leaves the content store; its certificate stays. The
store's files are processed in groups, in an order that loses nothing when the run is killed: archives are written and
read back, then the ledger records that the bytes leave, then they are removed. Killed in between, the next run begins
the step again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from domain.errors import LedgerError
from domain.paris_time import paris_day
from domain.retention import Departing, Departure, KeepingRule, Reason, RetentionAction, RetentionPolicy
from domain.text import Text
from hub.retention import archives
from hub.retention.archives import Content
from hub.retention.counts import Count, Retained
from hub.runtime.outbox_tasks import alone
from hub.runtime.station import Station
from hub.runtime.troubles import Trouble
from hub.settings import DRAFTS, GENERAL, RetentionTable
from ledger.content_store.files import Container, Holding

AT_WORK = Text("Un autre passage de conservation est en cours.", "Another retention run is at work.")
WAIT = Text("Attendez sa fin ; il fait la même chose.", "Wait for its end; it does the same.")
GROUP = 5_000
"""Locations of the store judged at once: at most so many leave in one transaction, and in one archive."""
PART_BYTES = 512 * 2**20
"""Bytes of one archive, before they are compressed; a larger document gets an archive of its own."""


def rules_of(table: RetentionTable) -> RetentionPolicy:
    """The rules of the settings, the table's own last; none when everything is kept for ever."""
    rules = [
        KeepingRule(
            name=rule.name,
            years=rule.years,
            action=rule.action,
            structures=frozenset(rule.structures),
            cadres=frozenset(rule.cadres),
            dispositions=frozenset(rule.dispositions),
            kinds=frozenset(rule.kinds),
        )
        for rule in table.rules
    ]
    if table.years:
        rules.append(KeepingRule(name=GENERAL, years=table.years, action=table.action))
    if table.draft_days:
        purge = RetentionAction.PURGE
        rules.append(KeepingRule(name=DRAFTS, years=0, days=table.draft_days, action=purge, of_drafts=True))
    return RetentionPolicy(rules=tuple(rules))


def retain(station: Station, *, dry: bool = False) -> Retained:
    """Applies the rules to the whole store; ``dry`` only counts.

    What could not be done is in the troubles, and is tried again by the next run. Raises :class:`NavetteError` when
    another run is at work, the store is not there or was moved away, or a disk is full: what was done until then stays
    done.
    """
    rules = rules_of(station.settings.retention)
    now = station.clock()
    if all(rule.action is RetentionAction.KEEP for rule in rules.rules):
        return Retained()
    before = _before(paris_day(now), rules.shortest())
    count = Count()
    if dry:
        for group in _groups(station, before, count):
            _judge(station, rules, group, paris_day(now), count)
        return count.result(rules.rules)
    with alone(station, "conservation", AT_WORK, WAIT), station.store.containers.emptied():
        station.store.check()
        if station.settings.retention.folder:
            archives.swept(station.settings.retention.folder)
        for group in _groups(station, before, count):
            _remove(station, rules, group, now, count)
    return count.result(rules.rules)


Group = list[tuple[Container, tuple[Holding, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """What leaves a group, with its rule; and what is recorded as having left but is still there (and whether it was
    purged).
    """

    leaving: tuple[tuple[KeepingRule, Content], ...]
    gone: dict[str, bool]


def _groups(station: Station, before: date, count: Count) -> Iterator[Group]:
    group: Group = []
    for container in station.store.containers.before(before):
        try:
            holdings = station.store.containers.holdings(container)
        except LedgerError as fault:
            count.troubles.append(Trouble.of(fault))
            continue
        for start in range(0, len(holdings), GROUP):
            group.append((container, holdings[start : start + GROUP]))
            if sum(len(held) for _, held in group) >= GROUP:
                yield group
                group = []
    if group:
        yield group


def _judge(station: Station, rules: RetentionPolicy, group: Group, today: date, count: Count) -> _Judged:
    found = station.ledger.retention.references([one.location for _, held in group for one in held])
    leaving: list[tuple[KeepingRule, Content]] = []
    gone: dict[str, bool] = {}
    for holding in (one for _, held in group for one in held):
        references = found.get(holding.location, ())
        verdict = rules.judge(references, today)
        if verdict is Reason.GONE:
            gone[holding.location] = any(one.left and one.left.action is RetentionAction.PURGE for one in references)
            continue
        count.add(verdict, holding.size, references)
        if isinstance(verdict, KeepingRule):
            content = Content(location=holding.location, size=holding.size, rule=verdict.name, references=references)
            leaving.append((verdict, content))
    return _Judged(leaving=tuple(leaving), gone=gone)


def _remove(station: Station, rules: RetentionPolicy, group: Group, now: datetime, count: Count) -> None:
    judged = _judge(station, rules, group, paris_day(now), count)
    departing = [
        _departing(content, rule, now) for rule, content in judged.leaving if rule.action is RetentionAction.PURGE
    ]
    for part in _parts([pair for pair in judged.leaving if pair[0].action is RetentionAction.ARCHIVE]):
        departing += _archived(station, part, now, count)
    left = station.ledger.retention.record_departures(departing, now) if departing else frozenset()
    gone = judged.gone | {
        one.location: one.departure.action is RetentionAction.PURGE for one in departing if one.location in left
    }
    for container, held in group:
        mine = {one.location for one in held} & gone.keys()
        if not mine:
            continue
        try:
            count.freed += station.store.containers.take_out(
                container, mine, now, at_once=any(gone[one] for one in mine)
            )
        except LedgerError as fault:
            count.troubles.append(Trouble.of(fault))


def _archived(
    station: Station, part: Sequence[tuple[KeepingRule, Content]], now: datetime, count: Count
) -> list[Departing]:
    folder = station.settings.retention.folder or Path()
    written = archives.write(
        folder, station.store, [content for _, content in part], paris_day(now), station.settings.locale
    )
    count.troubles += [Trouble.of(fault) for fault in written.faults]
    count.archives += [written.file] if written.file else []
    rule_of = {content.location: rule for rule, content in part}
    return [_departing(content, rule_of[content.location], now, written.file) for content in written.held]


def _parts(pairs: Iterable[tuple[KeepingRule, Content]]) -> Iterator[list[tuple[KeepingRule, Content]]]:
    part: list[tuple[KeepingRule, Content]] = []
    weight = 0
    for rule, content in pairs:
        if part and weight + content.size > PART_BYTES:
            yield part
            part, weight = [], 0
        part.append((rule, content))
        weight += content.size
    if part:
        yield part


def _departing(content: Content, rule: KeepingRule, now: datetime, file: str = "") -> Departing:
    departure = Departure(at=now, action=rule.action, rule=rule.name, file=file)
    return Departing(location=content.location, references=content.references, departure=departure)


def _before(today: date, years: int | None) -> date:
    """The day before which something in a pack may be old enough. ``None``: nothing is; files of drafts are in none."""
    if years is None:
        return date.min
    year = max(today.year - years, 1)
    return date(year, 3, 1) if (today.month, today.day) == (2, 29) else today.replace(year=year)
