"""Compares the lines read from a page with those it prints: right, absent or wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.invoice import Line
from samples.drawn_layouts.truth import TrueLine


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesVerdict:
    """The verdicts on the lines of one table. A line is absent when it, or something it prints, is not given."""

    right: int = 0
    absent: int = 0
    wrong: int = 0

    @property
    def asked(self) -> int:
        """Number of all verdicts: of the lines printed, and of those given that are not there."""
        return self.right + self.absent + self.wrong

    @property
    def whole(self) -> bool:
        """Whether every line is right."""
        return self.right == self.asked


def lines_verdict(printed: Sequence[TrueLine], given: Sequence[Line]) -> LinesVerdict | None:
    """The verdict on the lines of a page; ``None`` for one without a table."""
    if not printed:
        return None
    if not given:
        return LinesVerdict(absent=len(printed))
    found = [_is_right(true, line) for true, line in zip(printed, given, strict=False)]
    beyond = abs(len(given) - len(printed))
    return LinesVerdict(right=found.count(True), absent=found.count(None), wrong=found.count(False) + beyond)


def _is_right(true: TrueLine, line: Line) -> bool | None:
    """Whether a line is right; ``None`` when it lacks something that is printed."""
    if _bare(line.name) != _bare(true.name) or line.net_amount != true.amount:
        return False
    percent = line.allowances[0].percent if line.allowances else None
    pairs = {
        "quantity": (true.quantity, line.quantity),
        "price": (true.price, line.net_price),
        "rate": (true.rate, line.vat_rate),
        "unit": (true.unit, line.unit),
        "percent": (true.percent or None, percent),
    }
    if any(given is not None and given != expected for expected, given in pairs.values()):
        return False
    lacking = any(pairs[name][1] is None and pairs[name][0] is not None for name in true.columns)
    return None if lacking else True


def _bare(text: str | None) -> str:
    return "".join((text or "").split())
