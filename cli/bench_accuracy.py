"""``navette bench --accuracy``: what the page reader gets right, as tables and in docs/accuracy.md."""

import json
import os
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cli.show.lines import Paper
from cli.show.tables import plain_table

if TYPE_CHECKING:
    from bench.accuracy_sums import FamilySums, FieldCount, SumsRow

PAGE = Path(__file__).resolve().parent.parent / "docs" / "accuracy.md"
FAMILLES = {
    "facturx-francais": "Factur-X français du corpus, sans leur XML",
    "facturx-tous": "Tous les Factur-X du corpus, sans leur XML",
    "pdf-text": "PDF du corpus qui n'ont jamais eu de XML",
    "ouvertes": "Mises en page dessinées, ouvertes",
    "reservees": "Mises en page dessinées, réservées",
    "numerisations": "Pages numérisées (200 points par pouce, 2 degrés, bruit)",
}


def accuracy(corpus: Path | None, layouts: int, scans: int, seed: int, *, as_json: bool) -> None:
    """Measures every family, shows the tables, writes the page; ``corpus`` or ``NAVETTE_CORPUS`` may be absent."""
    from bench import accuracy_page
    from bench.accuracy import epreuves, notes
    from bench.accuracy_sums import bilans

    told = os.environ.get("NAVETTE_CORPUS")
    folder = corpus or (Path(told) if told else None)
    found = bilans(notes(epreuves(folder, layouts, seed, scans)))
    accuracy_page.write(PAGE, found, date.today(), seed)  # noqa: DTZ011
    if as_json:
        sys.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False) + "\n")
        return
    for one in found:
        _show(one)


def _show(one: "FamilySums") -> None:
    paper = Paper()
    title = f"{FAMILLES.get(one.famille, one.famille)} (en %, puis la façon naïve)"
    table = plain_table("champ", "n", "juste", "absent", "faux", "juste", "absent", "faux", title=title)
    table.columns[0].no_wrap = True
    for column in table.columns[1:]:
        column.justify = "right"
    for row in (*one.lignes, one.cinq, one.tous):
        table.add_row(_name(row), str(row.navette.total), *_shares(row.navette), *_shares(row.naif))
    paper.console.print(table)
    paper.write(
        f"{one.documents} documents. Tout juste à la fois (acheminement et montants) : {one.entiers} sur "
        f"{one.ordinaires} pages ordinaires (naïf : {one.entiers_naif}).",
    )
    paper.write("")


def _name(row: "SumsRow") -> str:
    return {"cinq": "les cinq premiers", "tous": "tous"}.get(row.nom, row.nom)


def _shares(counted: "FieldCount") -> tuple[str, str, str]:
    each = (counted.juste, counted.absent, counted.faux)
    juste, absent, faux = (f"{counted.part(count):.1f}".replace(".", ",") for count in each)
    return juste, absent, faux
