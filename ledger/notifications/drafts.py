"""Drafts of digests: the news of each notification channel, filled in one pass over what happened."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from domain.notifications import Audience, Irrecevable, LedgerPosition, News, Reminder, StatusStep, Subject, subject_of
from domain.status import Status


@dataclass(slots=True, kw_only=True)
class DigestDraft:
    """The news of one channel; at most ``lines`` of each kind, all of them counted."""

    lines: int
    counts: Counter[Status] = field(default_factory=Counter)
    totals: Counter[Subject] = field(default_factory=Counter)
    steps: defaultdict[Subject, list[StatusStep]] = field(default_factory=lambda: defaultdict(list))
    reminders: list[Reminder] = field(default_factory=list)
    reminders_total: int = 0
    irrecevables: list[Irrecevable] = field(default_factory=list)
    irrecevables_total: int = 0

    def has_room(self, status: Status) -> bool:
        """Whether one more step of this kind would be shown."""
        return len(self.steps[subject_of(status)]) < self.lines

    def step(self, step: StatusStep) -> None:
        """Adds a step somebody must act on; counted elsewhere."""
        self.steps[subject_of(step.status)].append(step)

    def remind(self, reminder: Reminder) -> None:
        """Adds a deadline that comes close."""
        self.reminders_total += 1
        if len(self.reminders) < self.lines:
            self.reminders.append(reminder)

    def refuse(self, file: Irrecevable) -> None:
        """Adds a file refused as such."""
        self.irrecevables_total += 1
        if len(self.irrecevables) < self.lines:
            self.irrecevables.append(file)

    def news(self, upto: LedgerPosition, given_up: int) -> News:
        """The draft as news up to ``upto``."""
        return News(
            position=upto,
            counts=tuple((status, self.counts[status]) for status in Status if self.counts[status]),
            totals=tuple((subject, self.totals[subject]) for subject in Subject if self.totals[subject]),
            steps=tuple(step for subject in Subject for step in self.steps[subject]),
            reminders=tuple(self.reminders),
            reminders_total=self.reminders_total,
            irrecevables=tuple(self.irrecevables),
            irrecevables_total=self.irrecevables_total,
            given_up=given_up,
        )


class DigestDrafts:
    """The drafts of several audiences, found by account or SIRET."""

    def __init__(self, audiences: Sequence[Audience], lines: int) -> None:
        self.each = tuple(DigestDraft(lines=lines) for _ in audiences)
        """In the order of the audiences."""
        self._all: list[DigestDraft] = []
        self._of: defaultdict[str, list[DigestDraft]] = defaultdict(list)
        for audience, draft in zip(audiences, self.each, strict=True):
            for name in (*audience.drops, *audience.structures):
                self._of[name].append(draft)
            if audience.everybody:
                self._all.append(draft)

    def of(self, names: Iterable[str | None]) -> Iterator[DigestDraft]:
        """The drafts for one of these accounts or SIRETs, each once."""
        found = self._all + [draft for name in names if name for draft in self._of.get(name, ())]
        yield from {id(draft): draft for draft in found}.values()
