"""How well text PDFs are read: ``python -m tests.parsers.page.accuracy [CORPUS]`` prints right, absent, wrong by field.

Measures: drawn layouts and random pages with their truth, French Factur-X PDFs whose XML is set against the page's
text, and invoices by others with their answers. A field is only counted where the page shows it.
"""

import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from domain.invoice import FIELDS, fields
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.layouts import LAYOUTS, draw
from tests.parsers.page.mixed import many

CORE = ("numero_facture", "date_facture", "montant_ttc", "montant_ht", "siret_fournisseur")
ROUTING = (*CORE, "siret_destinataire", "code_service", "numero_engagement", "montant_tva", "montant_a_payer")


class Case(NamedTuple):
    """A document and what it says; ``None`` where it says nothing."""

    name: str
    content: bytes
    truth: dict[str, str | None]
    also: dict[str, set[str]]
    """Other answers that are as right: a page and its XML may differ."""


@dataclass(slots=True)
class Score:
    """Right, absent and wrong by field, and how many documents are whole."""

    by_field: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    whole: int = 0
    documents: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)

    def add(self, case: Case) -> None:
        """Read ``case`` and count."""
        begun = time.perf_counter()
        reading = text_pdf.read(Source(case.content))
        self.seconds += time.perf_counter() - begun
        self.documents += 1
        read = fields(reading.invoice) if reading.invoice else dict.fromkeys(FIELDS)
        answers = {name: _verdict(name, read[name], case) for name in FIELDS}
        for name, answer in answers.items():
            self.by_field[name][answer] += 1
            if answer in ("wrong", "absent", "extra"):
                self.faults.append(f"{case.name}: {name} {answer}: {read[name]!r}, not {case.truth.get(name)!r}")
        self.whole += all(answers[name] in ("right", "nothing") for name in ROUTING)


def _verdict(name: str, read: str | None, case: Case) -> str:
    wanted = case.truth.get(name)
    if read is not None and read in case.also.get(name, ()):
        return "right" if wanted is not None else "nothing"
    if wanted is None:
        return "nothing" if read is None else "extra"
    if read is None:
        return "absent"
    return "right" if _same(read, wanted) else "wrong"


_LEGAL = re.compile(r"\b(?:SARL|SAS|SASU|EURL|SA|GmbH|Ltd)\b")


def _same(a: str, b: str) -> bool:
    """Whether two answers are one: signs, case and a firm's legal form do not count."""
    if re.fullmatch(r"-?\d+(?:\.\d+)?", a) and re.fullmatch(r"-?\d+(?:\.\d+)?", b):
        return float(a) == float(b)
    return _bare(a) == _bare(b)


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", _LEGAL.sub("", text)).casefold()


def drawn(seeds: Iterable[int]) -> Iterator[Case]:
    """Every layout with every seed. What a page states without a label may also be read."""
    for seed in seeds:
        for layout in LAYOUTS:
            one = draw(layout, seed)
            yield Case(f"{one.layout}-{seed}", one.content, one.truth, {})


def random_pages(seeds: range) -> Iterator[Case]:
    """Pages put together at random, one a seed."""
    for one in many(seeds):
        yield Case(one.layout, one.content, one.truth, {})


def main(corpus: Path | None) -> None:
    """Print the tables."""
    out = sys.stdout
    show(out, "Drawn layouts", drawn(range(12)))
    show(out, "Pages put together at random", random_pages(range(7000, 7300)))
    if corpus is not None and corpus.is_dir():
        from tests.parsers.page.published import answered, hybrids

        french = [case for case in hybrids(corpus) if not case.name.startswith("mustang")]
        show(out, "French Factur-X pages against their XML", french)
        show(out, "Invoices by others, with answers", answered(corpus))


def show(out: object, title: str, cases: Iterable[Case]) -> Score:
    """The table of ``cases``."""
    score = Score()
    for case in cases:
        score.add(case)
    write = out.write  # type: ignore[attr-defined]
    write(f"\n{title}: {score.documents} documents, {score.documents / max(score.seconds, 1e-9):.0f}/s, ")
    write(f"whole {score.whole} ({100 * score.whole / max(1, score.documents):.0f} %)\n")
    write(f"{'field':26}{'stated':>8}{'right':>8}{'absent':>8}{'wrong':>8}{'extra':>8}{'right %':>9}{'wrong %':>9}\n")
    for name in FIELDS:
        count = score.by_field[name]
        stated = count["right"] + count["absent"] + count["wrong"]
        answers = max(1, stated)
        bad = count["wrong"] + count["extra"]
        write(f"{name:26}{stated:8}{count['right']:8}{count['absent']:8}{count['wrong']:8}{count['extra']:8}")
        write(f"{100 * count['right'] / answers:9.1f}{100 * bad / max(1, score.documents):9.1f}\n")
    for fault in score.faults[:_SHOWN]:
        write(f"  {fault}\n")
    return score


_SHOWN = 60

if __name__ == "__main__":
    _beside = Path(__file__).resolve().parents[3].parent / "shared" / "corpus"
    _default = Path(os.environ.get("NAVETTE_CORPUS", _beside))
    _given = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")]
    main(_given[0] if _given else _default)
