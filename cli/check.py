"""``navette check``: what would Navette say of these files? Nothing is kept, moved or sent."""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from cli.check_report import NOTHING, CheckReport
from cli.options import DEFAULT_CONFIG, Config, settings_or_defaults
from cli.paper import printable
from domain.finding import Pack
from domain.text import Locale
from hub import checking
from hub.settings import Settings
from hub.terms import Terms
from hub.unpacking import limits_of
from hub.workers import Crew


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
        str | None, typer.Option("--rules", help="Packs to run, comma-separated: lecture, acheminement, chorus-pro.")
    ] = None,
    locale: Annotated[Locale | None, typer.Option("--locale", help="Language of the messages.")] = None,
    workers: Annotated[int | None, typer.Option("--workers", min=0, help="Processes; 0 works in this one.")] = None,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Decides on invoices without side effects: nothing is kept, moved or sent.

    Folders and archives are read to the bottom. `--jsonl` gives one decision a line; without it, a report.
    `--explain` says where each field was read: page, box, label and how sure; path and line in an XML; candidates
    of what stays in doubt. `--png` draws it.

    Exit code 0: all accepted (or nothing to read); 1: some refused; 2: usage.

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
        from cli.explain import explained

        raise typer.Exit(1 if explained(paths, terms, chosen.run, hands, png, language, as_lines=jsonl) else 0)
    answers = _answers(paths, terms, chosen, hands)
    refused = (_write_lines if jsonl else _report)(answers, language)
    raise typer.Exit(1 if refused else 0)


def _write_lines(answers: Iterator[checking.Checked], language: Locale) -> int:
    """One line of JSON each; how many were refused."""
    read = refused = 0
    for checked in answers:
        read += 1
        refused += not checking.is_accepted(checked.decision)
        sys.stdout.write(checking.as_line(checked, language) + "\n")
    if not read:
        sys.stderr.write(f"navette: {NOTHING.in_(language)}\n")
    return refused


def _report(answers: Iterator[checking.Checked], language: Locale) -> int:
    """The report people read; how many were refused."""
    report, refused = CheckReport(language), 0
    for checked in answers:
        refused += not checking.is_accepted(checked.decision)
        report.add(checked)
    report.close()
    return refused


def terms_of(chosen: Settings, annuaire: Path | None, rules: str | None) -> Terms:
    """What the files are held against: the settings, with the command's own directory and packs.

    Raises :class:`typer.BadParameter` on an unknown pack, a directory that is not there, or a pack that needs one.
    """
    packs = _packs(rules) if rules is not None else frozenset(chosen.rules.packs)
    folder = annuaire or chosen.annuaire.folder
    if not folder.is_dir():
        if annuaire:
            raise typer.BadParameter(f"There is no folder {annuaire}.", param_hint="--annuaire")
        if rules is not None and Pack.ACHEMINEMENT in packs:
            raise typer.BadParameter(
                "The pack acheminement needs a directory: add --annuaire FOLDER.", param_hint="--rules"
            )
    return Terms.of(
        chosen, rights=None, now=datetime.now(UTC), packs=packs, annuaire=folder if folder.is_dir() else None
    )


def _packs(rules: str) -> frozenset[Pack]:
    known = {pack.value: pack for pack in Pack}
    names = [name.strip() for name in rules.split(",") if name.strip()]
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise typer.BadParameter(
            f"Unknown pack: {', '.join(unknown) or 'none given'}. Packs: {', '.join(known)}.", param_hint="--rules"
        )
    return frozenset(known[name] for name in names)


def _answers(paths: list[Path], terms: Terms, chosen: Settings, workers: int) -> Iterator[checking.Checked]:
    limits, largest = limits_of(chosen.run, bulk=True), chosen.run.invoice_bytes
    if workers == 0:
        yield from checking.check(paths, terms, limits=limits, largest=largest, crew=None)
        return
    # A worker even for one file: what hangs or crashes on a hostile document is then only its process.
    few = len(list(islice(checking.walk(paths), checking.BATCH + 1))) <= checking.BATCH
    with Crew(1 if few else workers, preload=("hub.checking",)) as crew:
        yield from checking.check(paths, terms, limits=limits, largest=largest, crew=crew)
