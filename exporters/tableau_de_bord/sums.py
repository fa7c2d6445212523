"""Sums of a dashboard: by currency, by phase, by name of an axis."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from domain.dashboard import AgeBand, Axis, Counter, Dashboard, Overdue
from domain.phase import UNPAID, Phase
from domain.status_facts import PHASES
from exporters.common.number_formats import devise_of

EUROS = "EUR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A number of invoices and their amounts: a pair for each currency, euros first, then the largest."""

    count: int
    amounts: tuple[tuple[str, Decimal], ...]

    @property
    def main(self) -> tuple[str, Decimal]:
        """The currency that stands first, with its amount."""
        return self.amounts[0] if self.amounts else (EUROS, Decimal())


@dataclass(frozen=True, slots=True, kw_only=True)
class SumLine:
    """One name of an axis: how many invoices of each phase, and what is unpaid."""

    key: str
    label: str
    counts: dict[Phase, int]
    unpaid: Sum

    @property
    def total(self) -> int:
        """All its invoices."""
        return sum(self.counts.values())


def total(parts: Iterable[tuple[int, str, Decimal]]) -> Sum:
    """The sum of (count, currency, amount)."""
    count, by_devise = 0, defaultdict[str, Decimal](Decimal)
    for number, devise, amount in parts:
        count += number
        by_devise[devise_of(devise)] += amount
    ranked = sorted(by_devise.items(), key=lambda pair: (pair[0] != EUROS, -pair[1], pair[0]))
    return Sum(count=count, amounts=tuple((devise, amount) for devise, amount in ranked if amount))


def unpaid(ageing: Iterable[AgeBand]) -> Sum:
    """What the recipient has, and has neither paid nor refused."""
    return total((band.count, band.devise, band.ttc) for band in ageing)


def late(ageing: Iterable[AgeBand]) -> Sum:
    """Of these, what is beyond its payment delay."""
    return total((band.late, band.devise, band.late_ttc) for band in ageing)


def late_costs(ageing: Iterable[AgeBand]) -> tuple[Decimal | None, Decimal]:
    """Interest of what is late, ``None`` when one cannot be told, and flat indemnities, in euros."""
    bands = [band for band in ageing if band.late]
    known = [band.interest for band in bands if band.interest is not None]
    interest = sum(known, Decimal()) if len(known) == len(bands) else None
    return interest, sum((band.indemnity for band in bands), Decimal())


def due(invoices: Iterable[Overdue]) -> Sum:
    """What these invoices amount to."""
    return total((1, one.devise, one.ttc or Decimal()) for one in invoices)


def of_phase(counters: Iterable[Counter], *phases: Phase) -> Sum:
    """What is in these phases."""
    return total((one.count, one.devise, one.ttc) for one in counters if PHASES[one.status] in phases)


def lines(dashboard: Dashboard, axis: Axis) -> tuple[SumLine, ...]:
    """Each name of an axis, the one with the largest unpaid amount first."""
    groups = defaultdict[str, list[Counter]](list)
    for counter in dashboard.by_axis.get(axis, ()):
        groups[counter.key].append(counter)
    found = [_line(key, counters) for key, counters in groups.items()]
    return tuple(sorted(found, key=lambda line: (-line.unpaid.main[1], -line.unpaid.count, -line.total, line.key)))


def _line(key: str, counters: list[Counter]) -> SumLine:
    counts = dict.fromkeys(Phase, 0)
    for counter in counters:
        counts[PHASES[counter.status]] += counter.count
    return SumLine(key=key, label=counters[0].label, counts=counts, unpaid=of_phase(counters, *UNPAID))
