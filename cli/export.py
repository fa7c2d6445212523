"""``navette export``: a report, here and now, as CSV, as a workbook or as a page."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from cli import language
from cli.usage.help_texts import Metavar, documented
from cli.usage.options import DEFAULT_CONFIG, ChosenLocale, Config, bad_parameter
from cli.usage.summaries import SUMMARIES
from domain.dashboard import ReportScope
from domain.paris_time import PARIS, paris_day
from domain.text import Locale, Text
from exporters import tableau_de_bord
from exporters.common.number_formats import count
from exporters.reports import csv_writer, xlsx_writer
from hub import settings
from hub.report.tables import (
    ReportKind,
    ReportRequest,
    accounting_export,
    feuille,
    payment_terms,
    status_report,
    tableau,
    whole,
)
from hub.runtime.station import ledger_url
from ledger import Ledger


class Form(StrEnum):
    """File formats of a report."""

    CSV = "csv"
    XLSX = "xlsx"
    HTML = "html"


DAYS = ["%Y-%m-%d", "%d/%m/%Y"]
MOMENTS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]


FILE = Metavar("FICHIER", "FILE")
ENDING = Text("le nom du fichier doit finir par {wanted}.", "the file's name must end in {wanted}.")
PAGE_OF_TABLEAU = Text("seul l'état tableau s'écrit comme une page.", "a page is written for the report tableau only.")
OTHER_REPORT = Text("seul l'état {report} a cette option.", "only the report {report} has it.")
BACKWARDS = Text("la période finit avant de commencer.", "the period ends before it begins.")
NO_SIRET = Text("un SIRET a 14 chiffres.", "a SIRET has 14 digits.")
WRITTEN = Text("{output} : écrit.", "{output}: written.")
LINE = Text("{output} : {lines} ligne.", "{output}: {lines} line.")
LINES = Text("{output} : {lines} lignes.", "{output}: {lines} lines.")


@documented(
    """
    `statuts` : une ligne par document. `synthese` : ce qui attend d'être traité. `tableau` : les compteurs par statut ;
    en classeur, tous les états ; en page, le tableau de bord. `vieillissement` : les factures impayées et leur
    échéance.
    `fiscal` : la liste fiscale d'une période. `comptable` : ce que la comptabilité saisit d'une période, une ligne par
    facture et par taux de TVA. `evenements` : ce qui s'est passé ces 31 derniers jours ou depuis
    `--since`, du plus récent au plus ancien. `sollicitations` : les questions posées dans le portail et leurs réponses,
    une ligne par message.

    Le fichier est écrit en entier, puis mis à sa place : celui qui y était est remplacé, jamais à moitié.

    Code de sortie 0 : écrit ; 3 : il ne peut pas être écrit.

    Exemple : `navette export etats.csv --siret 22060001900016 --since 2026-11-01`

    Exemple : `navette export octobre.xlsx -r fiscal --from 01/10/2026 --to 31/10/2026`
    """,
    """
    `statuts`: one line for each document. `synthese`: what waits for treatment. `tableau`: counters by status; as a
    workbook, every report; as a page, the dashboard. `vieillissement`: unpaid invoices and their due days. `fiscal`:
    the liste fiscale of a period. `comptable`: what accounting books of a period, one line for each invoice and rate of
    VAT. `evenements`: what happened in the last 31 days or since `--since`, newest first. `sollicitations`: the
    questions asked in the portal and their answers, one line a message.

    The file is written whole, then put in its place: one that was there is replaced, never half of it.

    Exit code 0: written; 3: it cannot be written.

    Example: `navette export etats.csv --siret 22060001900016 --since 2026-11-01`

    Example: `navette export octobre.xlsx -r fiscal --from 01/10/2026 --to 31/10/2026`
    """,
    summary=SUMMARIES["export"],
)
def export(
    output: Annotated[
        Path,
        typer.Argument(),
        FILE,
        Text("Fichier à écrire : sa terminaison dit le format.", "File to write: its ending says the format."),
    ],
    report: Annotated[
        ReportKind, typer.Option("--report", "-r"), Text("L'état à écrire.", "The report to write.")
    ] = ReportKind.STATUTS,
    form: Annotated[
        Form | None,
        typer.Option("--format"),
        Text("Le format, comme la terminaison du fichier.", "The format, as the file's ending."),
    ] = None,
    siret: Annotated[
        str | None,
        typer.Option("--siret", "--structure"),
        Text("Un seul destinataire.", "One recipient only."),
    ] = None,
    drop: Annotated[
        str | None,
        typer.Option("--drop"),
        Text(
            "Un seul compte de fournisseur, avec ce qui lui a été refusé.",
            "One supplier's account only, refused ones included.",
        ),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option("--since", formats=MOMENTS),
        Text(
            "Ce qui a changé depuis, heure de Paris (statuts, evenements).",
            "What changed since then, Paris time (statuts, evenements).",
        ),
    ] = None,
    first: Annotated[
        datetime | None,
        typer.Option("--from", formats=DAYS),
        Text(
            "Premier jour (fiscal, comptable) ; par défaut celui du mois en cours.",
            "First day (fiscal, comptable); this month's by default.",
        ),
    ] = None,
    last: Annotated[
        datetime | None,
        typer.Option("--to", formats=DAYS),
        Text(
            "Dernier jour, inclus (fiscal, comptable) ; aujourd'hui par défaut.",
            "Last day, included (fiscal, comptable); today by default.",
        ),
    ] = None,
    hide_downloaded: Annotated[
        bool,
        typer.Option("--hide-downloaded"),
        Text(
            "Sans ce que le destinataire a téléchargé (synthese).",
            "Without what the recipient has downloaded (synthese).",
        ),
    ] = False,
    hide_old_refusals: Annotated[
        bool,
        typer.Option("--hide-old-refusals"),
        Text(
            "Sans ce qui a été refusé il y a plus de 10 jours (synthese).",
            "Without what was refused over 10 days ago (synthese).",
        ),
    ] = False,
    locale: ChosenLocale = None,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Writes one report to ``output``, in the format of its ending."""
    chosen_form = _form(output, form, report)
    if report is not ReportKind.COMPTABLE:
        _fits(report, ReportKind.FISCAL, {"--from": first, "--to": last})
    _fits(report, ReportKind.SYNTHESE, {"--hide-downloaded": hide_downloaded, "--hide-old-refusals": hide_old_refusals})
    if report not in (ReportKind.STATUTS, ReportKind.EVENEMENTS, ReportKind.TABLEAU):
        _fits(report, ReportKind.STATUTS, {"--since": since})
    chosen = settings.load(config)
    ledger = Ledger.open(ledger_url(chosen))
    if drop and next(ledger.invoices.status_rows(drop=drop), None) is None:
        chosen.drop(drop)  # raises for an unknown account, unless the ledger has it from before
    now = datetime.now(UTC)
    begin, end = _period(first, last, paris_day(now))
    moment = since.replace(tzinfo=PARIS) if since else None
    portee = ReportScope(siret=_siret(siret), drop=drop)
    asked = ReportRequest(
        portee=portee,
        now=now,
        terms=payment_terms(chosen),
        first=begin,
        last=end,
        since=moment,
        visited=moment,
        hide_downloaded=hide_downloaded,
        hide_old_refusals=hide_old_refusals,
        statuts=status_report(chosen, portee),
        comptable=accounting_export(chosen),
    )
    locale = locale or language.current()
    write = _writer(ledger, report, chosen_form, asked, locale)
    lines = _written(output, write)
    sentence = WRITTEN if chosen_form is Form.HTML else LINES if lines > 1 else LINE
    sys.stdout.write(sentence.with_({"output": output, "lines": count(lines, locale)}).in_(locale) + "\n")


def _writer(
    ledger: Ledger, report: ReportKind, form: Form, asked: ReportRequest, locale: Locale
) -> Callable[[BinaryIO, Path], int]:
    """The function that writes the report to a file and returns its number of lines.

    It may use a scratch folder beside the file.
    """

    def csv(file: BinaryIO, _: Path) -> int:
        found = feuille(ledger, report, asked)
        return csv_writer.write(found.report, found.rows, file, locale)

    def xlsx(file: BinaryIO, beside: Path) -> int:
        shown = tableau(ledger, asked) if report is ReportKind.TABLEAU else None
        sheets = whole(ledger, asked, shown) if shown else [feuille(ledger, report, asked)]
        title = shown.title if shown else report.value
        return xlsx_writer.write(sheets, file, title=title, at=asked.now, locale=locale, scratch=beside)

    def html(file: BinaryIO, _: Path) -> int:
        file.write(tableau_de_bord.as_html(tableau(ledger, asked), (), locale))
        return 0

    return {Form.CSV: csv, Form.XLSX: xlsx, Form.HTML: html}[form]


def _form(output: Path, form: Form | None, report: ReportKind) -> Form:
    ending = output.suffix.lower().removeprefix(".")
    if ending not in list(Form) or (form is not None and form != ending):
        wanted = f".{form.value}" if form else ", ".join(f".{one.value}" for one in Form)
        raise bad_parameter(ENDING.with_({"wanted": wanted}), FILE)
    if ending == Form.HTML and report is not ReportKind.TABLEAU:
        raise bad_parameter(PAGE_OF_TABLEAU, "--format")
    return Form(ending)


def _fits(report: ReportKind, of: ReportKind, options: dict[str, object]) -> None:
    for name, value in options.items():
        if value and report is not of:
            raise bad_parameter(OTHER_REPORT.with_({"report": of.value}), name)


def _period(first: datetime | None, last: datetime | None, today: date) -> tuple[date, date]:
    end = last.date() if last else max(today, first.date()) if first else today
    begin = first.date() if first else end.replace(day=1)
    if begin > end:
        raise bad_parameter(BACKWARDS, "--to")
    return begin, end


def _siret(siret: str | None) -> str | None:
    bare = "".join(siret.split()) if siret else None
    if bare is not None and not (len(bare) == 14 and bare.isascii() and bare.isdigit()):
        raise bad_parameter(NO_SIRET, "--siret")
    return bare


def _written(output: Path, write: Callable[[BinaryIO, Path], int]) -> int:
    """Writes beside ``output``, then renames. A refusal of the disk names ``output``, not the hidden file beside it."""
    beside = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with beside.open("xb") as file:
            lines = write(file, output.parent)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(output)
    except OSError as error:
        error.filename = str(output)
        raise
    finally:
        with suppress(OSError):
            beside.unlink()
    return lines
