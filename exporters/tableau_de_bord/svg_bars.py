"""Bar charts as SVG elements of a page.

Text stays text in the page's font, identifiers begin with the chart's own key, nothing is fetched: the same numbers
give the same bytes. Every word is escaped here. Each chart has a title and a description for screen readers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from itertools import zip_longest

from domain.text import Locale
from exporters.common.number_formats import compact
from exporters.common.number_formats import count as number

NAVY, RED, PALE, SOFT, INK = "#173361", "#b3261e", "#d5dce6", "#545b66", "#1a1c20"
WIDTH, HEIGHT = 520, 210
"""Units of a chart; it is shown as wide as its place in the page."""
RIGHT, TOP, FOOT = 515.0, 6.0, 185.0
"""Right, upper and lower edge of the plot area; the labels of the bars are below it."""
SIZE = 11.5
"""Size of its letters, in the same units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: the amount in time, and on top of it the late one."""

    label: str
    value: Decimal
    late: Decimal = Decimal()


@dataclass(frozen=True, slots=True, kw_only=True)
class _PlotArea:
    """The area of the bars: ``count`` places side by side from ``left``; ``most`` is the value at its upper edge."""

    left: float
    count: int
    most: float

    def x(self, place: float) -> float:
        """The middle of a place, the first being 0."""
        return self.left + (place + 0.5) * (RIGHT - self.left) / max(self.count, 1)

    def y(self, value: float) -> float:
        """The height of ``value``."""
        return FOOT - (FOOT - TOP) * value / self.most

    def bars(self, width: float, colour: str, heights: Sequence[float], bottoms: Sequence[float] = ()) -> str:
        """Bars of ``width`` places as one shape, each on its bottom; nothing when all are flat."""
        drawn = "".join(
            f"M{self.x(place - width / 2):.1f} {self.y(bottom):.1f}V{self.y(bottom + height):.1f}"
            f"H{self.x(place + width / 2):.1f}V{self.y(bottom):.1f}z"
            for place, (height, bottom) in enumerate(zip_longest(heights, bottoms, fillvalue=0.0))
            if height > 0
        )
        return f'<path d="{drawn}" fill="{colour}"/>' if drawn else ""

    def line(self, value: float) -> str:
        """A line across the area."""
        y = self.y(value)
        return f'<path d="M{self.left:.1f} {y:.1f}H{RIGHT:.1f}" stroke="{PALE}" stroke-width="0.8"/>'


def ageing(key: str, title: str, description: str, bars: Sequence[Bar], devise: str, locale: Locale) -> str:
    """Amounts by age, late ones in red, each bar with its sum."""
    in_time = [max(float(bar.value), 0.0) for bar in bars]
    late = [max(float(bar.late), 0.0) for bar in bars]
    tops = [below + above for below, above in zip(in_time, late, strict=True)]
    area = _PlotArea(left=5.0, count=len(bars), most=1.15 * (max(tops, default=0.0) or 1.0))
    sums = (
        _words(area.x(place), area.y(top) - 7, compact(sum_, devise, locale), INK)
        for place, (top, bar) in enumerate(zip(tops, bars, strict=True))
        if (sum_ := bar.value + bar.late)
    )
    shapes = (area.bars(0.62, NAVY, in_time), area.bars(0.62, RED, late, in_time), area.line(0))
    return _chart(key, title, description, [*shapes, *_below(area, enumerate(bar.label for bar in bars)), *sums])


def deposits(key: str, title: str, description: str, days: Sequence[tuple[date, int]], locale: Locale) -> str:
    """Deposits day by day, with the day of every second Monday under them."""
    most = max((count for _, count in days), default=0) or 1
    area = _PlotArea(left=12.0 + 8.0 * len(number(most, locale)), count=len(days), most=1.08 * most)
    ticks = [0, most // 2, most] if most % 2 == 0 else [0, most]
    scale = (_words(area.left - 6, area.y(tick) + 4, number(tick, locale), SOFT, "end") for tick in ticks)
    shape = "%d/%m" if locale is Locale.FR else "%m-%d"
    mondays = [(rank, day.strftime(shape)) for rank, (day, _) in enumerate(days) if day.weekday() == 0]
    bars = area.bars(0.72, NAVY, [count for _, count in days])
    return _chart(key, title, description, [*map(area.line, ticks), bars, *_below(area, mondays[::2]), *scale])


def _below(area: _PlotArea, labels: Iterable[tuple[int, str]]) -> Iterator[str]:
    """The labels of the bars, under the area."""
    return (_words(area.x(place), FOOT + 15, label, SOFT) for place, label in labels)


def _words(x: float, y: float, words: str, colour: str, anchor: str = "middle") -> str:
    style = f'font-size="{SIZE}" text-anchor="{anchor}" fill="{colour}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(words)}</text>'


def _chart(key: str, title: str, description: str, drawn: Sequence[str]) -> str:
    return (
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{key}-t {key}-d" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}"><title id="{key}-t">{escape(title)}</title>'
        f'<desc id="{key}-d">{escape(description)}</desc>{"".join(drawn)}</svg>'
    )
