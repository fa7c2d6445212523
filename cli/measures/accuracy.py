"""``navette bench --accuracy``: what the page reader gets right, as tables and in docs/accuracy.md."""

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cli import language
from cli.bench import decimal
from cli.show.lines import LineWriter
from cli.show.tables import plain_table
from domain.text import Locale, Text

if TYPE_CHECKING:
    from bench.accuracy_sums import FamilySums, FieldCount, SumsRow, TableCount

PAGE = Path(__file__).resolve().parents[2] / "docs" / "accuracy.md"
FAMILIES = {
    "facturx-francais": Text(
        "Factur-X français du corpus, sans leur XML", "French Factur-X of the corpus, without their XML"
    ),
    "facturx-tous": Text("Tous les Factur-X du corpus, sans leur XML", "All Factur-X of the corpus, without their XML"),
    "pdf-text": Text("PDF du corpus qui n'ont jamais eu de XML", "PDFs of the corpus that never had an XML"),
    "ouvertes": Text("Mises en page dessinées, ouvertes", "Drawn layouts, open"),
    "reservees": Text("Mises en page dessinées, réservées", "Drawn layouts, reserved"),
    "numerisations": Text(
        "Pages numérisées (200 points par pouce, 2 degrés, bruit)",
        "Scanned pages (200 dots per inch, 2 degrees, noise)",
    ),
}
TITLE = Text("{family} (en %, puis la façon naïve)", "{family} (in %, then the naive way)")
FIELD = Text("champ", "field")
COUNT = Text("n", "n")
SHARES = (Text("juste", "right"), Text("absent", "absent"), Text("faux", "wrong"))
TOTALS = Text(
    "{documents} documents. Tout juste à la fois (acheminement et montants) : {whole} sur {ordinary} pages "
    "ordinaires (naïf : {naive}).",
    "{documents} documents. All right at once (routing and amounts): {whole} of {ordinary} ordinary pages "
    "(naive: {naive}).",
)
TABLES = Text(
    "Tableaux : toutes les lignes justes sur {whole} pages sur {pages} ; de {lines} lignes, {right} % justes, "
    "{absent} % absentes, {wrong} % fausses.",
    "Tables: all lines right on {whole} of {pages} pages; of {lines} lines, {right} % right, {absent} % absent, "
    "{wrong} % wrong.",
)
ROWS = {"cinq": Text("les cinq premiers", "the first five"), "tous": Text("tous", "all")}


def accuracy(corpus: Path | None, layouts: int, scans: int, seed: int, *, as_json: bool) -> None:
    """Measures every family, shows the tables, writes the page; ``corpus`` or ``NAVETTE_CORPUS`` may be absent."""
    from bench import accuracy_page
    from bench.accuracy import results, trials
    from bench.accuracy_sums import family_sums

    named = os.environ.get("NAVETTE_CORPUS")
    folder = corpus or (Path(named) if named else None)
    found = family_sums(results(trials(folder, layouts, seed, scans)))
    accuracy_page.write(PAGE, found, date.today(), seed)  # noqa: DTZ011
    if as_json:
        sys.stdout.write(json.dumps([_json(one) for one in found], ensure_ascii=False) + "\n")
        return
    for one in found:
        _show(one, language.current())


def _show(one: "FamilySums", locale: Locale) -> None:
    from bench.accuracy_sums import all_tables

    writer = LineWriter()
    family = FAMILIES[one.family].in_(locale) if one.family in FAMILIES else one.family
    heads = (FIELD, COUNT, *SHARES, *SHARES)
    table = plain_table(*(head.in_(locale) for head in heads), title=TITLE.with_({"family": family}).in_(locale))
    table.columns[0].no_wrap = True
    for column in table.columns[1:]:
        column.justify = "right"
    for row in (*one.rows, one.first_five, one.every_field):
        shares = (*_shares(row.navette, locale), *_shares(row.naive, locale))
        table.add_row(_name(row, locale), str(row.navette.total), *shares)
    writer.console.print(table)
    values = {
        "documents": one.documents,
        "whole": one.all_right,
        "ordinary": one.common,
        "naive": one.all_right_naive,
    }
    writer.write(TOTALS.with_(values).in_(locale))
    if (tables := all_tables(one)) is not None:
        right, absent, wrong = _shares(tables.lines, locale)
        parts = {"right": right, "absent": absent, "wrong": wrong}
        counted: dict[str, object] = {
            "whole": tables.whole,
            "pages": tables.pages,
            "lines": tables.lines.total,
            **parts,
        }
        writer.write(TABLES.with_(counted).in_(locale))
    writer.write("")


def _name(row: "SumsRow", locale: Locale) -> str:
    return ROWS[row.name].in_(locale) if row.name in ROWS else row.name


def _json(one: "FamilySums") -> dict[str, object]:
    return {
        "famille": one.family,
        "documents": one.documents,
        "mises": one.layouts,
        "lignes": [_json_row(row) for row in one.rows],
        "cinq": _json_row(one.first_five),
        "tous": _json_row(one.every_field),
        "ordinaires": one.common,
        "entiers": one.all_right,
        "entiers_naif": one.all_right_naive,
        "tableaux": [_json_table(table) for table in one.tables],
    }


def _json_table(table: "TableCount") -> dict[str, object]:
    return {
        "mise": table.layout,
        "pages": table.pages,
        "entieres": table.whole,
        "demandees": table.lines.total,
        "lignes": _json_count(table.lines),
    }


def _json_row(row: "SumsRow") -> dict[str, object]:
    return {"nom": row.name, "navette": _json_count(row.navette), "naif": _json_count(row.naive)}


def _json_count(counted: "FieldCount") -> dict[str, int]:
    return {"juste": counted.right, "absent": counted.absent, "faux": counted.wrong}


def _shares(counted: "FieldCount", locale: Locale) -> tuple[str, str, str]:
    right, absent, wrong = (
        decimal(counted.part(count), locale) for count in (counted.right, counted.absent, counted.wrong)
    )
    return right, absent, wrong
