"""Charts as SVG to stand inside a page, drawn by matplotlib.

Text stays text in the page's own font, no identifier can clash with another chart's, nothing is fetched, and no date
is written: the same numbers give the same bytes. Each has a title and a description for those who do not see it.
"""

import io
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from domain.text import Locale
from exporters.typographie import compact
from exporters.typographie import count as number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAVY, RED, PALE, SOFT, INK = "#173361", "#b3261e", "#d5dce6", "#545b66", "#1a1c20"
WIDTH, HEIGHT = 520, 210
"""Points of a chart; it is shown as wide as its place in the page."""
_RC: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "navette",
    "font.family": ["DejaVu Sans"],
    "font.size": 11.5,
    "text.parse_math": False,
    "text.color": INK,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "axes.unicode_minus": False,
    "path.simplify": False,
    "path.sketch": None,
    "savefig.bbox": "standard",
}
_ALONE = threading.Lock()
"""matplotlib's settings are its process's: one chart at a time."""
_PROLOG = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_DEFS = re.compile(r"\s*<defs>\s*<style.*?</style>\s*</defs>", re.DOTALL)
_NOISE = re.compile(r""" id="[^"]*"| transform="rotate\(-0 [^"]*\)"| xmlns:xlink="[^"]*"| version="1\.1\"""")
_FONT = re.compile(r" font-family: [^\";]*;?")
_PATH = re.compile(r'(?<= d=")[^"]*')
_DIGITS = re.compile(r"(\.\d)\d+")
_SIZE = re.compile(r'<svg [^>]*?viewBox="([^"]*)"[^>]*>')
_BLANK = re.compile(r"\s*\n\s*")
_EMPTY = re.compile(r"<g>\s*</g>|<g/>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Barre:
    """One bar: what is in time, and on top of it what is late."""

    label: str
    value: Decimal
    late: Decimal = Decimal()


def anciennete(key: str, title: str, told: str, bars: Sequence[Barre], devise: str, locale: Locale) -> str:
    """Amounts by age, late ones in red, each bar with its sum."""
    with _axes() as (axes, finish):
        places = range(len(bars))
        in_time = [max(float(bar.value), 0.0) for bar in bars]
        late = [max(float(bar.late), 0.0) for bar in bars]
        _bars(axes, 0.62, NAVY, in_time)
        _bars(axes, 0.62, RED, late, in_time)
        tops = [below + above for below, above in zip(in_time, late, strict=True)]
        most = max(tops, default=0.0) or 1.0
        for place, top, bar in zip(places, tops, bars, strict=True):
            if sum_ := bar.value + bar.late:
                axes.text(place, top + most * 0.04, compact(sum_, devise, locale), ha="center", va="bottom")
        axes.set_xlim(-0.5, max(len(bars), 1) - 0.5)
        axes.set_ylim(0, most * 1.15)
        axes.set_yticks([])
        axes.set_xticks(list(places), [bar.label for bar in bars])
        return finish(key, title, told)


def depots(key: str, title: str, told: str, days: Sequence[tuple[date, int]], locale: Locale) -> str:
    """Deposits day by day, with the day of every second Monday under them."""
    most = max((count for _, count in days), default=0) or 1
    with _axes(left=0.02 + 0.016 * len(number(most, locale))) as (axes, finish):
        _bars(axes, 0.72, NAVY, [float(one) for _, one in days])
        mondays = [rank for rank, (day, _) in enumerate(days) if day.weekday() == 0]
        shape = "%d/%m" if locale is Locale.FR else "%m-%d"
        axes.set_xticks(mondays[::2], [days[rank][0].strftime(shape) for rank in mondays[::2]])
        axes.set_yticks([0, most / 2, most] if most % 2 == 0 else [0, most])
        axes.yaxis.set_major_formatter(lambda value, _: number(int(value), locale))
        axes.set_xlim(-0.5, max(len(days), 1) - 0.5)
        axes.set_ylim(0, most * 1.08)
        axes.set_axisbelow(True)
        axes.grid(axis="y", color=PALE, linewidth=0.8, clip_on=False)
        return finish(key, title, told)


def _bars(axes: "Axes", width: float, colour: str, heights: Sequence[float], bottoms: Sequence[float] = ()) -> None:
    """Bars at 0, 1, 2 ... as one shape: matplotlib takes a millisecond for each shape."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    points: list[tuple[float, float]] = []
    for place, (height, bottom) in enumerate(zip_longest(heights, bottoms, fillvalue=0.0)):
        left, right, top = place - width / 2, place + width / 2, bottom + height
        if height > 0:
            points += [(left, bottom), (left, top), (right, top), (right, bottom), (left, bottom)]
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * (len(points) // 5)
    if points:
        axes.add_artist(PathPatch(Path(points, codes), facecolor=colour, linewidth=0, clip_on=False))


@contextmanager
def _axes(left: float = 0.01) -> "Iterator[tuple[Axes, _Finish]]":
    """Axes without a frame, ``left`` of the width away from the edge, and what turns them into markup."""
    import matplotlib
    from matplotlib.figure import Figure

    with _ALONE, matplotlib.rc_context(_RC):
        figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72))
        figure.patch.set_visible(False)
        axes = figure.add_axes((left, 0.12, 0.99 - left, 0.85))
        axes.patch.set_visible(False)
        for name, spine in axes.spines.items():
            spine.set_visible(name == "bottom")
            spine.set_color(PALE)
        axes.tick_params(length=0, pad=6)
        yield axes, _Finish(figure)


@dataclass(frozen=True, slots=True)
class _Finish:
    figure: "Figure"

    def __call__(self, key: str, title: str, told: str) -> str:
        drawn = io.StringIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        self.figure.savefig(drawn, format="svg", metadata=nothing)
        return _inside(drawn.getvalue(), key, title, told)


def _inside(svg: str, key: str, title: str, told: str) -> str:
    """The drawing as an element of a page, without what would clash with another drawing or with the page's font."""
    bare = _NOISE.sub("", _DEFS.sub("", _PROLOG.sub("", svg)))
    bare = _BLANK.sub(" ", _FONT.sub("", bare))
    bare = _PATH.sub(lambda path: _DIGITS.sub(r"\1", path[0]), bare)
    while _EMPTY.search(bare):
        bare = _EMPTY.sub("", bare)
    head = (
        f'<svg class="chart" role="img" aria-labelledby="{key}-t {key}-d" viewBox="\\1">'
        f'<title id="{key}-t">{_literal(title)}</title><desc id="{key}-d">{_literal(told)}</desc>'
    )
    return _SIZE.sub(head, bare, count=1).strip()


def _literal(text: str) -> str:
    return escape(text).replace("\\", "\\\\")
