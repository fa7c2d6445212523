"""Sums of verdicts by family of documents."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bench.accuracy import AMOUNTS, FIRST_FIVE, ROUTING, TrialResult
from bench.line_verdicts import LinesVerdict
from bench.verdicts import FieldVerdict, Verdict
from domain.invoice import FIELDS


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCount:
    """Number of right, absent and wrong values of some fields over some documents."""

    right: int = 0
    absent: int = 0
    wrong: int = 0

    @property
    def total(self) -> int:
        """Number of all verdicts."""
        return self.right + self.absent + self.wrong

    def part(self, count: int) -> float:
        """``count`` in percent of the total."""
        return 100 * count / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SumsRow:
    """The counts of both readers for one field, or several together."""

    name: str
    navette: FieldCount
    naive: FieldCount


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCount:
    """The lines of the tables of one layout."""

    layout: str
    lines: FieldCount
    pages: int
    whole: int
    """Of these pages, the number with every line right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilySums:
    """The sums of one family of documents."""

    family: str
    documents: int
    layouts: int
    """Layouts, or places in the corpus."""
    rows: tuple[SumsRow, ...]
    """The fields present in at least one document."""
    first_five: SumsRow
    """The five fields of the first target, together."""
    every_field: SumsRow
    common: int
    """Number of common documents."""
    all_right: int
    """Of these, the number with every routing field and amount right."""
    all_right_naive: int
    tables: tuple[TableCount, ...] = ()
    """The lines of tables, by layout; only of pages that print some."""


def family_sums(results: Iterable[TrialResult]) -> tuple[FamilySums, ...]:
    """The sums of each family, in the order of first occurrence."""
    families: dict[str, list[TrialResult]] = {}
    for one in results:
        families.setdefault(one.family, []).append(one)
    return tuple(_sums(name, found) for name, found in families.items())


def _sums(family: str, results: list[TrialResult]) -> FamilySums:
    ordinary = [one for one in results if one.common]
    rows = tuple(_row(name, results, (name,)) for name in FIELDS)
    return FamilySums(
        family=family,
        documents=len(results),
        layouts=len({one.layout for one in results}),
        rows=tuple(row for row in rows if row.navette.total or row.naive.total),
        first_five=_row("cinq", results, FIRST_FIVE),
        every_field=_row("tous", results, FIELDS),
        common=len(ordinary),
        all_right=sum(is_all_right(one.navette) for one in ordinary),
        all_right_naive=sum(is_all_right(one.naive) for one in ordinary),
        tables=tuple(_tables(results)),
    )


def _tables(results: list[TrialResult]) -> Iterator[TableCount]:
    by_layout: dict[str, list[LinesVerdict]] = {}
    for one in results:
        if one.lines is not None:
            by_layout.setdefault(one.layout, []).append(one.lines)
    for layout, found in by_layout.items():
        yield TableCount(layout=layout, lines=_lines(found), pages=len(found), whole=sum(one.whole for one in found))


def _lines(found: Iterable[LinesVerdict]) -> FieldCount:
    counts = [(one.right, one.absent, one.wrong) for one in found]
    right, absent, wrong = (sum(each) for each in zip(*counts, strict=True))
    return FieldCount(right=right, absent=absent, wrong=wrong)


def all_tables(one: FamilySums) -> TableCount | None:
    """The lines of every layout of a family together; ``None`` without tables."""
    if not one.tables:
        return None
    return TableCount(
        layout="tous",
        lines=FieldCount(
            right=sum(each.lines.right for each in one.tables),
            absent=sum(each.lines.absent for each in one.tables),
            wrong=sum(each.lines.wrong for each in one.tables),
        ),
        pages=sum(each.pages for each in one.tables),
        whole=sum(each.whole for each in one.tables),
    )


def _row(name: str, results: list[TrialResult], names: tuple[str, ...]) -> SumsRow:
    return SumsRow(
        name=name,
        navette=count_verdicts((one for result in results for one in result.navette), names),
        naive=count_verdicts((one for result in results for one in result.naive), names),
    )


def count_verdicts(verdicts: Iterable[FieldVerdict], names: Iterable[str] = FIELDS) -> FieldCount:
    """Counts of each verdict, over the fields ``names``."""
    wanted = frozenset(names)
    found = Counter(one.verdict for one in verdicts if one.field in wanted)
    return FieldCount(right=found[Verdict.RIGHT], absent=found[Verdict.ABSENT], wrong=found[Verdict.WRONG])


def is_all_right(verdicts: Iterable[FieldVerdict]) -> bool:
    """Whether every routing field and amount of the page is right."""
    return all(one.verdict is Verdict.RIGHT for one in verdicts if one.field in (*ROUTING, *AMOUNTS))
