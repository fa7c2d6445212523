"""``navette check``: what would Navette say of these files? Nothing is kept, moved or sent."""

import os
import sys
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from cli.options import DEFAULT_CONFIG, Config, settings_or_defaults
from cli.show.check import NOTHING, CheckReport
from cli.show.lines import printable
from domain.decision import Verdict
from domain.finding import Pack
from domain.text import Locale
from hub.context.terms import Terms
from hub.decide.unpack import limits_of
from hub.inspect import check as checking
from hub.runtime.worker_pool import WorkerPool
from hub.settings import Settings


def check(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders or archives.", metavar="PATH")],
    jsonl: Annotated[bool, typer.Option("--jsonl", "--json", help="One JSON object a line, for programs.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Says where each field was read.")] = False,
    png: Annotated[
        Path | None,
        typer.Option("--png", help="Folder for pictures of the pages, a box per field; implies --explain."),
    ] = None,
    annuaire: Annotated[
        Path | None, typer.Option("--annuaire", help="Folder of the two directory files.", file_okay=False)
    ] = None,
    rules: Annotated[
        str | None,
        typer.Option(
            "--rules",
            help="Packs to ask of every document, comma-separated: lecture, xsd, en16931, facturx, br-fr, "
            "acheminement, chorus-pro, navette; en16931@1.3.16 asks for that version.",
        ),
    ] = None,
    locale: Annotated[Locale | None, typer.Option("--locale", help="Language of the messages.")] = None,
    workers: Annotated[int | None, typer.Option("--workers", min=0, help="Processes; 0 works in this one.")] = None,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Decides on invoices without side effects: nothing is kept, moved or sent.

    Folders and archives are read to the bottom. `--jsonl` gives one decision a line; without it, a report.
    `--explain` says where each field was read: page, box, label and how sure; path and line in an XML; candidates
    of what stays in doubt. `--png` draws it.

    Exit code 0: all accepted (or nothing to read); 1: some refused; 2: usage; 3: some undecided, because rules that
    were asked for could not be.

    Example: `navette check samples/factures --annuaire samples/annuaire`

    Example: `navette check facture.pdf --explain --png lecture`
    """
    chosen = settings_or_defaults(config)
    language = locale or chosen.locale
    terms = terms_of(chosen, annuaire, rules)
    for path in paths:
        if not os.path.lexists(path):
            raise typer.BadParameter(f"There is no file or folder {printable(str(path))}.", param_hint="PATH")
    hands = chosen.run.workers if workers is None else workers
    if explain or png:
        from cli.check_explain import explained

        raise typer.Exit(exit_code(explained(paths, terms, chosen.run, hands, png, language, as_lines=jsonl)))
    answers = _answers(paths, terms, chosen, hands)
    raise typer.Exit(exit_code((_write_lines if jsonl else _report)(answers, language)))


def exit_code(verdicts: Collection[Verdict]) -> int:
    """What the shell is told of documents with these verdicts: what is undecided before what is refused."""
    if Verdict.UNDECIDED in verdicts:
        return 3
    return 1 if any(verdict is not Verdict.ACCEPTED for verdict in verdicts) else 0


def _write_lines(answers: Iterator[checking.Checked], language: Locale) -> set[Verdict]:
    """One line of JSON each; the verdicts there were."""
    found = set()
    for checked in answers:
        found.add(checked.decision.verdict)
        sys.stdout.write(checking.as_line(checked, language) + "\n")
    if not found:
        sys.stderr.write(f"navette: {NOTHING.in_(language)}\n")
    return found


def _report(answers: Iterator[checking.Checked], language: Locale) -> set[Verdict]:
    """The report people read; the verdicts there were."""
    report, found = CheckReport(language), set()
    for checked in answers:
        found.add(checked.decision.verdict)
        report.add(checked)
    report.close()
    return found


def terms_of(chosen: Settings, annuaire: Path | None, rules: str | None) -> Terms:
    """What the files are held against: the settings, with the command's own directory and packs.

    Raises :class:`typer.BadParameter` on an unknown pack, a directory that is not there, or a pack that needs one.
    """
    asked = _packs(rules) if rules is not None else {}
    folder = annuaire or chosen.annuaire.folder
    if annuaire and not annuaire.is_dir():
        raise typer.BadParameter(f"There is no folder {annuaire}.", param_hint="--annuaire")
    if Pack.ACHEMINEMENT in asked and not folder.is_dir():
        raise typer.BadParameter(
            "The pack acheminement needs a directory: add --annuaire FOLDER.", param_hint="--rules"
        )
    return Terms.of(
        chosen,
        rights=None,
        now=datetime.now(UTC),
        packs=frozenset(asked) or None,
        versions={pack: version for pack, version in asked.items() if version},
        annuaire=folder if folder.is_dir() else None,
    )


def _packs(rules: str) -> dict[Pack, str]:
    """The packs that are named, one at least, each with the version that is wanted, empty for whichever is here."""
    known = {pack.value: pack for pack in Pack}
    names = dict(name.strip().partition("@")[::2] for name in rules.split(",") if name.strip())
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise typer.BadParameter(
            f"Unknown pack: {', '.join(unknown) or 'none given'}. Packs: {', '.join(known)}.", param_hint="--rules"
        )
    return {known[name]: version for name, version in names.items()}


def _answers(paths: list[Path], terms: Terms, chosen: Settings, workers: int) -> Iterator[checking.Checked]:
    limits, largest = limits_of(chosen.run, bulk=True), chosen.run.invoice_bytes
    if workers == 0:
        yield from checking.check(paths, terms, limits=limits, largest=largest, pool=None)
        return
    # A worker even for one file: what hangs or crashes on a hostile document is then only its process.
    few = len(list(islice(checking.walk(paths), checking.BATCH + 1))) <= checking.BATCH
    with WorkerPool(1 if few else workers, preload=("hub.inspect.check",)) as pool:
        yield from checking.check(paths, terms, limits=limits, largest=largest, pool=pool)
