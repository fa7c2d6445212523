"""``navette check``: the answer Navette would give to these files. Nothing is kept, moved or sent."""

import os
import sys
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from cli import language
from cli.show.check import NOTHING, CheckReport
from cli.show.lines import printable
from cli.usage.help_texts import Metavar, documented
from cli.usage.options import DEFAULT_CONFIG, ChosenLocale, Config, bad_parameter, settings_or_defaults
from cli.usage.summaries import SUMMARIES
from domain.decision import Verdict
from domain.finding import Pack
from domain.text import Locale, Text
from hub.context.terms import Terms
from hub.decide.unpack import limits_of
from hub.inspect import check as checking
from hub.runtime.worker_pool import WorkerPool
from hub.settings import Settings

PATH = Metavar("CHEMIN", "PATH")
NO_PATH = Text("aucun fichier ni dossier {path}.", "there is no file or folder {path}.")
NO_FOLDER = Text("aucun dossier {path}.", "there is no folder {path}.")
NEEDS_ANNUAIRE = Text(
    "le paquet acheminement a besoin d'un annuaire : ajoutez --annuaire DOSSIER.",
    "the pack acheminement needs a directory: add --annuaire FOLDER.",
)
UNKNOWN_PACK = Text("paquet inconnu : {unknown}. Paquets : {known}.", "unknown pack: {unknown}. Packs: {known}.")
NO_PACK = Text("aucun paquet n'est nommé. Paquets : {known}.", "no pack is named. Packs: {known}.")


@documented(
    """
    Les dossiers et les archives sont lus jusqu'au fond. `--jsonl` donne une décision par ligne ; sans elle, un compte
    rendu. `--explain` dit où chaque champ a été lu : page, cadre, libellé et confiance ; chemin et ligne dans un XML ;
    candidats de ce qui reste en doute. `--png` le dessine.

    Code de sortie 0 : tout est accepté (ou rien à lire) ; 1 : des refus ; 2 : commande mal écrite ; 3 : des documents
    indécis, parce qu'ils n'ont pas pu être lus ou vérifiés jusqu'au bout.

    Exemple : `navette check samples/factures --annuaire samples/annuaire`

    Exemple : `navette check facture.pdf --explain --png lecture`
    """,
    """
    Folders and archives are read to the bottom. `--jsonl` gives one decision a line; without it, a report.
    `--explain` says where each field was read: page, box, label and how sure; path and line in an XML; candidates
    of what stays in doubt. `--png` draws it.

    Exit code 0: all accepted (or nothing to read); 1: some refused; 2: usage; 3: some undecided, because they could not
    be read or checked to the end.

    Example: `navette check samples/factures --annuaire samples/annuaire`

    Example: `navette check facture.pdf --explain --png lecture`
    """,
    summary=SUMMARIES["check"],
)
def check(
    paths: Annotated[
        list[Path], typer.Argument(), PATH, Text("Fichiers, dossiers ou archives.", "Files, folders or archives.")
    ],
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", "--json"),
        Text("Un objet JSON par ligne, pour les programmes.", "One JSON object a line, for programs."),
    ] = False,
    explain: Annotated[
        bool,
        typer.Option("--explain"),
        Text("Dit où chaque champ a été lu.", "Says where each field was read."),
    ] = False,
    png: Annotated[
        Path | None,
        typer.Option("--png"),
        Text(
            "Dossier où dessiner les pages, un cadre par champ ; implique --explain.",
            "Folder for pictures of the pages, a box per field; implies --explain.",
        ),
    ] = None,
    annuaire: Annotated[
        Path | None,
        typer.Option("--annuaire", file_okay=False),
        Text("Dossier des deux fichiers de l'annuaire.", "Folder of the two directory files."),
    ] = None,
    rules: Annotated[
        str | None,
        typer.Option("--rules"),
        Text(
            "Paquets à vérifier sur chaque document, séparés par des virgules : lecture, xsd, en16931, facturx, br-fr, "
            "acheminement, chorus-pro, navette ; en16931@1.3.16 demande cette version.",
            "Packs to ask of every document, comma-separated: lecture, xsd, en16931, facturx, br-fr, "
            "acheminement, chorus-pro, navette; en16931@1.3.16 asks for that version.",
        ),
    ] = None,
    locale: ChosenLocale = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=0),
        Text("Processus ; 0 travaille dans celui-ci.", "Processes; 0 works in this one."),
    ] = None,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Decides on invoices without side effects: nothing is kept, moved or sent."""
    chosen = settings_or_defaults(config)
    if chosen.rules.severities:
        from hub.inspect.rules import must_exist

        must_exist(chosen.rules.severities)
    locale = locale or language.current()
    terms = terms_of(chosen, annuaire, rules)
    for path in paths:
        if not os.path.lexists(path):
            raise bad_parameter(NO_PATH.with_({"path": printable(str(path))}), PATH)
    processes = chosen.run.workers if workers is None else workers
    if explain or png:
        from cli.check_explain import explained

        raise typer.Exit(exit_code(explained(paths, terms, chosen.run, processes, png, locale, as_lines=jsonl)))
    answers = _answers(paths, terms, chosen, processes)
    raise typer.Exit(exit_code((_write_lines if jsonl else _report)(answers, locale)))


def exit_code(verdicts: Collection[Verdict]) -> int:
    """3 when a document is undecided, otherwise 1 when one is not accepted, otherwise 0."""
    if Verdict.UNDECIDED in verdicts:
        return 3
    return 1 if any(verdict is not Verdict.ACCEPTED for verdict in verdicts) else 0


def _write_lines(answers: Iterator[checking.Checked], locale: Locale) -> set[Verdict]:
    """One line of JSON each; the verdicts there were."""
    found = set()
    for checked in answers:
        found.add(checked.decision.verdict)
        sys.stdout.write(checking.as_line(checked, locale) + "\n")
    if not found:
        sys.stderr.write(f"navette: {NOTHING.in_(locale)}\n")
    return found


def _report(answers: Iterator[checking.Checked], locale: Locale) -> set[Verdict]:
    """The report people read; the verdicts there were."""
    report, found = CheckReport(locale), set()
    for checked in answers:
        found.add(checked.decision.verdict)
        report.add(checked)
    report.close()
    return found


def terms_of(chosen: Settings, annuaire: Path | None, rules: str | None) -> Terms:
    """The terms that the files are checked against: the settings, with the command's own directory and packs.

    Raises :class:`typer.BadParameter` on an unknown pack, a directory that is not there, or a pack that needs one.
    """
    asked = _packs(rules) if rules is not None else {}
    folder = annuaire or chosen.annuaire.folder
    if annuaire and not annuaire.is_dir():
        raise bad_parameter(NO_FOLDER.with_({"path": printable(str(annuaire))}), "--annuaire")
    if Pack.ACHEMINEMENT in asked and not folder.is_dir():
        raise bad_parameter(NEEDS_ANNUAIRE, "--rules")
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
        values = {"unknown": printable(", ".join(unknown)), "known": ", ".join(known)}
        raise bad_parameter((UNKNOWN_PACK if unknown else NO_PACK).with_(values), "--rules")
    return {known[name]: version for name, version in names.items()}


def _answers(paths: list[Path], terms: Terms, chosen: Settings, workers: int) -> Iterator[checking.Checked]:
    limits, largest = limits_of(chosen.run, bulk=True), chosen.run.invoice_bytes
    if workers == 0:
        yield from checking.check(paths, terms, limits=limits, largest=largest, pool=None)
        return
    # A worker even for one file: a hostile document that hangs or crashes its reader ends that process only.
    few = len(list(islice(checking.walk(paths), checking.BATCH + 1))) <= checking.BATCH
    with WorkerPool(1 if few else workers, preload=("hub.inspect.check",)) as pool:
        yield from checking.check(paths, terms, limits=limits, largest=largest, pool=pool)
