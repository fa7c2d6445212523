"""One fact has one name in every table, and what joins tables is in each of them."""

from pathlib import Path
from typing import Any

import pytest

from exporters.pes_pj.list_csv import PIECES
from exporters.reports import headings
from exporters.reports.ageing import VIEILLISSEMENT
from exporters.reports.comptable import COLUMNS, SEPARATORS, comptable
from exporters.reports.events import EVENEMENTS
from exporters.reports.liste_fiscale import LISTE_FISCALE
from exporters.reports.report import Report
from exporters.reports.sollicitations import SOLLICITATIONS
from exporters.reports.status_report import STATUTS, statuts
from exporters.reports.synthese import SYNTHESE
from exporters.statuts.changes_csv import CHANGES
from exporters.statuts.template_csv import MODELE

TABLES: tuple[Report[Any], ...] = (
    STATUTS, SYNTHESE, LISTE_FISCALE, VIEILLISSEMENT, EVENEMENTS, comptable(), CHANGES, MODELE, PIECES,
    statuts(("20005379100014",)), SOLLICITATIONS,
)  # fmt: skip
JOINED = (headings.NUMERO_FACTURE, headings.CERTIFICAT, headings.CODE_FOURNISSEUR)
SHARED = {name: value for name, value in vars(headings).items() if name.isupper()}


@pytest.mark.parametrize("report", TABLES, ids=lambda report: report.key)
def test_each_table_joins_with_the_others(report: Report[Any]) -> None:
    labels = [column.label for column in report.columns]
    assert set(JOINED) <= set(labels)
    assert len(labels) == len(set(labels)), "a heading is there twice"


def test_a_fact_has_one_name_in_both_languages() -> None:
    french = [label.fr for label in SHARED.values()]
    assert len(french) == len(set(french))
    for report in TABLES:
        for column in report.columns:
            same = [label for label in SHARED.values() if label.fr == column.label.fr or label.en == column.label.en]
            assert all(label is column.label for label in same), f"{report.key}: {column.label.fr}"


def test_the_accounting_export_has_the_columns_that_are_asked_in_their_order() -> None:
    assert [column.label.fr for column in comptable(["iban", "taux_tva"], SEPARATORS["tabulation"]).columns] == [
        "IBAN",
        "Taux de TVA",
    ]
    assert comptable().columns == tuple(COLUMNS.values())


def test_the_documentation_names_every_column_of_the_accounting_export() -> None:
    page = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
    assert [key for key in COLUMNS if f"`{key}`" not in page] == []
