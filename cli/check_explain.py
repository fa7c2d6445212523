"""``navette check --explain``: where each field was read, for people, for programs, and as pictures."""

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from cli.show.explanation import ExplainReport
from domain.decision import Verdict
from domain.text import Locale
from exporters.common import file_names
from hub.context.terms import Terms
from hub.decide.unpack import limits_of
from hub.inspect import explain
from hub.inspect.explain import ExplainOptions, Explanation
from hub.runtime.worker_pool import WorkerPool
from hub.settings import RunTable


def explained(
    paths: Sequence[Path],
    terms: Terms,
    run: RunTable,
    workers: int,
    png: Path | None,
    locale: Locale,
    *,
    as_lines: bool,
) -> set[Verdict]:
    """Shows where the fields of every document below ``paths`` were read; the verdicts there were.

    With ``png``, the pages are drawn into that folder. Raises ``OSError`` when a file or the folder cannot be used.
    """
    manner = ExplainOptions(
        terms=terms,
        limits=limits_of(run, bulk=True),
        largest=run.invoice_bytes,
        drawn=png is not None,
        locale=locale,
    )
    report, found = ExplainReport(locale), set()
    with WorkerPool(1, preload=("hub.inspect.explain",)) if workers else nullcontext() as pool:
        for one in explain.explain(paths, manner, pool):
            found.add(one.decision.verdict)
            drawn = _left(png, one) if png else ()
            if as_lines:
                sys.stdout.write(explain.as_line(one, locale, drawn) + "\n")
            else:
                report.add(one, drawn)
    return found


def _left(folder: Path, one: Explanation) -> tuple[Path, ...]:
    """The pictures in ``folder``, each written whole; their names come from the document's, made safe."""
    folder.mkdir(parents=True, exist_ok=True)
    decision = one.decision
    name = file_names.original_name(decision.member or Path(decision.path).name, 100)
    written = []
    for page in one.drawn_pages:
        path = folder / f"{name}_{decision.sha256[:8]}_page{page.page:02d}.png"
        unfinished = path.with_name(path.name + ".part")
        try:
            unfinished.write_bytes(page.content)
            written.append(unfinished.replace(path))
        except OSError as error:
            error.filename = str(path)  # the one the user knows
            raise
    return tuple(written)
