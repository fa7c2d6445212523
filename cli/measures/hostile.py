"""``navette bench --hostile``: what becomes of documents made to do harm."""

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from cli import language
from cli.show.lines import LineWriter
from cli.show.tables import plain_table
from domain.text import Text

if TYPE_CHECKING:
    from bench.hostile.campaign import Campaign

TITLE = Text("Documents faits pour nuire, graine {seed}", "Documents made to do harm, seed {seed}")
HEADS = (Text("famille", "family"), Text("documents", "documents"), Text("décisions", "decisions"))
FAILURES = {
    "uncaught": Text("erreur imprévue", "unexpected error"),
    "unanswered": Text("sans réponse", "without an answer"),
    "stopped": Text("arrêté : temps, mémoire ou fin brutale", "stopped: time, memory or sudden end"),
}
NONE = Text("Chacun a sa réponse, aucun n'a passé ses bornes.", "Each has its answer, none went beyond its bounds.")


def show(count: int, seed: int, *, as_json: bool) -> int:
    """Runs the campaign and shows it; 1 when a document was not answered as it should, else 0."""
    from bench.hostile.campaign import run

    found = run(count, seed)
    if as_json:
        sys.stdout.write(json.dumps(asdict(found), ensure_ascii=False) + "\n")
    else:
        _show(found)
    return 1 if found.failures else 0


def _show(found: "Campaign") -> None:
    locale, lines = language.current(), LineWriter()
    table = plain_table(*(head.in_(locale) for head in HEADS), title=TITLE.with_({"seed": found.seed}).in_(locale))
    for one in found.families:
        decisions = ", ".join(f"{verdict} {count}" for verdict, count in one.decisions)
        table.add_row(one.family.text.in_(locale), str(one.documents), decisions)
    lines.console.print(table)
    for kind, label in FAILURES.items():
        for failure in getattr(found, kind):
            lines.write(f"{label.in_(locale)} : {failure.rank} {failure.family.value} {', '.join(failure.codes)}")
    if not found.failures:
        lines.write(NONE.in_(locale))
