"""Notebooks (*carnets*): what each channel of notifications will be told, filled in one pass over what happened."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from domain.notifications import Audience, Irrecevable, LedgerPosition, News, Reminder, StatusStep, Subject, subject_of
from domain.status import Status


@dataclass(slots=True, kw_only=True)
class DigestDraft:
    """What one channel will be told; at most ``lines`` of each kind, all of them counted."""

    lines: int
    counts: Counter[Status] = field(default_factory=Counter)
    steps: defaultdict[Subject, list[StatusStep]] = field(default_factory=lambda: defaultdict(list))
    reminders: list[Reminder] = field(default_factory=list)
    reminders_total: int = 0
    irrecevables: list[Irrecevable] = field(default_factory=list)
    irrecevables_total: int = 0

    def has_room(self, status: Status) -> bool:
        """Whether one more step of this kind would be shown."""
        return len(self.steps[subject_of(status)]) < self.lines

    def step(self, step: StatusStep) -> None:
        """One more step that asks for a hand; counted elsewhere."""
        self.steps[subject_of(step.status)].append(step)

    def remind(self, reminder: Reminder) -> None:
        """One more deadline that comes close."""
        self.reminders_total += 1
        if len(self.reminders) < self.lines:
            self.reminders.append(reminder)

    def refuse(self, file: Irrecevable) -> None:
        """One more file refused as such."""
        self.irrecevables_total += 1
        if len(self.irrecevables) < self.lines:
            self.irrecevables.append(file)

    def told(self, upto: LedgerPosition, given_up: int) -> News:
        """The whole, as it stands."""
        return News(
            position=upto,
            counts=tuple((status, self.counts[status]) for status in Status if self.counts[status]),
            steps=tuple(step for subject in Subject for step in self.steps[subject]),
            reminders=tuple(self.reminders),
            reminders_total=self.reminders_total,
            irrecevables=tuple(self.irrecevables),
            irrecevables_total=self.irrecevables_total,
            given_up=given_up,
        )


class DigestDrafts:
    """Those of several circles, found by whose invoices they speak of."""

    def __init__(self, cercles: Sequence[Audience], lines: int) -> None:
        self.each = tuple(DigestDraft(lines=lines) for _ in cercles)
        """In the order of the circles."""
        self._all: list[DigestDraft] = []
        self._of: defaultdict[str, list[DigestDraft]] = defaultdict(list)
        for cercle, carnet in zip(cercles, self.each, strict=True):
            for name in (*cercle.drops, *cercle.structures):
                self._of[name].append(carnet)
            if cercle.everybody:
                self._all.append(carnet)

    def of(self, names: Iterable[str | None]) -> Iterator[DigestDraft]:
        """The notebooks that speak of one of these accounts or SIRETs, each once."""
        found = self._all + [carnet for name in names if name for carnet in self._of.get(name, ())]
        yield from {id(carnet): carnet for carnet in found}.values()
