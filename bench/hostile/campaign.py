"""A campaign: documents made to do harm are checked like any other, and every answer is looked at."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from bench.hostile.families import Family, draw
from hub.context.terms import Terms
from hub.decide import unreadable_files as answers
from hub.decide.unpack import limits_of
from hub.inspect.check import check
from hub.runtime.worker_pool import WorkerPool
from hub.settings import defaults

BATCH = 400
"""Documents on the disk at once."""
BUDGET = 60.0
"""Processor time of a document, in seconds, as in a night."""
ROOT = Path(__file__).resolve().parents[2]
_STOPPED = frozenset({answers.OUT_OF_TIME.code, answers.CRASHED.code, answers.OUT_OF_MEMORY.code})


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A document that was not answered as it should; ``rank`` draws it again."""

    rank: int
    family: Family
    codes: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyCounts:
    """What became of one family's documents."""

    family: Family
    documents: int
    decisions: tuple[tuple[str, int], ...]
    """How many of each decision; a lot has several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A whole campaign; each list must be empty."""

    seed: int
    families: tuple[FamilyCounts, ...]
    uncaught: tuple[Failure, ...]
    """An exception nobody foresaw."""
    unanswered: tuple[Failure, ...]
    """No decision at all."""
    stopped: tuple[Failure, ...]
    """Over the budget of time or memory, or the end of its process."""

    @property
    def failures(self) -> tuple[Failure, ...]:
        """All of them."""
        return self.uncaught + self.unanswered + self.stopped


def run(count: int, seed: int, workers: int = 2, first: int = 0) -> Campaign:
    """Checks the documents of ranks ``first`` to ``first + count``."""
    terms = Terms.of(defaults(), rights=None, now=datetime.now(UTC), annuaire=ROOT / "samples" / "annuaire")
    documents: Counter[Family] = Counter()
    decisions: defaultdict[Family, Counter[str]] = defaultdict(Counter)
    found: defaultdict[str, list[Failure]] = defaultdict(list)
    with WorkerPool(workers, budget=BUDGET) as pool:
        for start in range(first, first + count, BATCH):
            for rank, family, answered in _answers(seed, range(start, min(start + BATCH, first + count)), terms, pool):
                documents[family] += 1
                decisions[family].update(verdict for verdict, _, _ in answered)
                for kind, failure in _failures(rank, family, answered):
                    found[kind].append(failure)
    return Campaign(
        seed=seed,
        families=tuple(
            FamilyCounts(family=one, documents=documents[one], decisions=tuple(sorted(decisions[one].items())))
            for one in Family
        ),
        uncaught=tuple(found["uncaught"]),
        unanswered=tuple(found["unanswered"]),
        stopped=tuple(found["stopped"]),
    )


type_answers = list[tuple[str, tuple[str, ...], str]]
"""For each decision about a file: the verdict, the codes of its findings, the first sentence."""


def _answers(seed: int, ranks: range, terms: Terms, pool: WorkerPool) -> Iterator[tuple[int, Family, type_answers]]:
    with TemporaryDirectory() as home:
        families = {rank: _written(Path(home), seed, rank) for rank in ranks}
        answered: defaultdict[int, type_answers] = defaultdict(list)
        run_table = defaults().run
        limits = limits_of(run_table, bulk=False)
        for one in check([Path(home)], terms, limits=limits, largest=run_table.invoice_bytes, pool=pool):
            rank = int(PurePath(one.decision.path).name.partition("-")[0])
            codes = tuple(finding.code for finding in one.decision.findings)
            first = one.decision.findings[0].message.fr if one.decision.findings else ""
            answered[rank].append((one.decision.verdict.value, codes, first))
        yield from ((rank, families[rank], answered[rank]) for rank in ranks)


def _written(home: Path, seed: int, rank: int) -> Family:
    family, name, content = draw(seed, rank)
    (home / f"{rank:06d}-{PurePath(name).name}").write_bytes(content)
    return family


def _failures(rank: int, family: Family, answered: type_answers) -> Iterator[tuple[str, Failure]]:
    if not answered:
        yield "unanswered", Failure(rank=rank, family=family, codes=(), message="")
    for _, codes, message in answered:
        kind = "uncaught" if answers.UNEXPECTED.code in codes else "stopped" if _STOPPED & set(codes) else ""
        if kind:
            yield kind, Failure(rank=rank, family=family, codes=codes, message=message)
