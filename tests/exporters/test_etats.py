"""Reports as CSV and as a workbook: what was said is read back, and no cell runs."""

import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from bench import reports
from domain.dashboard import COUNTERS, Axis, LigneFiscale
from domain.status import Status
from domain.status_facts import LABELS
from domain.text import Locale, Text
from exporters.common.csv_cells import text_of
from exporters.reports import counters, csv_writer, xlsx_writer
from exporters.reports.ageing import TRANCHES, VIEILLISSEMENT
from exporters.reports.comptable import comptable
from exporters.reports.events import EVENEMENTS
from exporters.reports.liste_fiscale import LISTE_FISCALE
from exporters.reports.report import Column, ColumnKind, Report
from exporters.reports.status_report import STATUTS
from exporters.reports.synthese import SYNTHESE
from exporters.reports.xlsx_writer import Worksheet
from tests.conftest import examples
from tests.exporters import tableaux
from tests.exporters.facts import ACCEPTED, values
from tests.exporters.test_statuts_csv import NAMES, read

ETATS: tuple[Report[Any], ...] = (
    STATUTS, SYNTHESE, LISTE_FISCALE, VIEILLISSEMENT, TRANCHES, EVENEMENTS, counters.COMPTEURS,
    *(counters.by(axe) for axe in Axis),
)  # fmt: skip
LIGNE = LigneFiscale(
    invoice_id=7,
    deposit="000000000000042",
    certificate="ABCDEFGH" + "A" * 44,
    sha256="ab" * 32,
    fournisseur="12345678200010",
    nom_fournisseur="=Établissements & Fils",
    destinataire="20005379100014",
    nom_destinataire="RÉGION OCCITANIE",
    numero_facture="2026-03",
    type_facture="380",
    cadre="A1",
    date_facture="2026-03-11",
    devise="EUR",
    ht="1028.80",
    tva="205.76",
    ttc="1234.56",
    deposited_at=datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    available_at=datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    status=Status.MANDATEE,
    status_at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
)
SIMPLE: Report[str] = Report(
    key="simple", title=Text("Simple", "Simple"), columns=(Column(label=Text("T", "T"), value=lambda row, _: row),)
)


def workbook(*feuilles: Worksheet[Any], locale: Locale = Locale.FR, scratch: Path | None = None) -> bytes:
    target = io.BytesIO()
    xlsx_writer.write(feuilles, target, title="Essai", at=tableaux.NOW, locale=locale, scratch=scratch)
    return target.getvalue()


@pytest.fixture(params=[False, True], ids=["in memory", "on disk"])
def scratch(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    """Where rows wait."""
    return tmp_path if request.param else None


def cells(report: Report[Any], rows: Iterable[Any], locale: Locale = Locale.FR) -> list[dict[str, Any]]:
    """The first sheet's rows by heading."""
    sheet = load_workbook(io.BytesIO(workbook(Worksheet(report=report, rows=rows), locale=locale))).active
    assert sheet is not None
    heads, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, heads), line, strict=True)) for line in lines]


def test_the_synthese_has_the_columns_of_the_portal_in_its_order() -> None:
    assert [column.label.fr for column in SYNTHESE.columns][:11] == [
        "Numéro de marché", "Numéro facture", "Montant HT", "Désignation destinataire", "Désignation fournisseur",
        "Maîtrise d'œuvre", "Maîtrise d'ouvrage", "Date dépôt", "Statut", "Date heure état courant",
        "Numéro d'engagement",
    ]  # fmt: skip


def test_a_works_piece_names_its_moe_and_its_moa() -> None:
    asked = replace(ACCEPTED, values=values(cadre_facturation="A4", nom_destinataire="Département (MOA)"))
    (line,) = cells(SYNTHESE, [asked])
    assert line["Maîtrise d'œuvre"] == line["Désignation destinataire"] == "RÉGION OCCITANIE"
    assert line["Maîtrise d'ouvrage"] == "Département (MOA)"
    (ordinary,) = cells(SYNTHESE, [ACCEPTED])
    assert ordinary["Maîtrise d'œuvre"] is None
    assert ordinary["Maîtrise d'ouvrage"] is None


def test_a_workbook_holds_numbers_dates_and_text() -> None:
    (line,) = cells(LISTE_FISCALE, [LIGNE])
    assert line["Montant TTC"] == 1234.56
    assert str(line["Date facture"]) == "2026-03-11 00:00:00"
    assert line["Code fournisseur"] == "12345678200010"
    assert line["Numéro facture"] == "2026-03"
    assert line["Numéro de dépôt"] == "000000000000042"
    assert line["Désignation fournisseur"] == "=Établissements & Fils"
    assert line["Statut"] == "Mandatée"


def test_moments_are_those_of_paris_on_the_night_the_clocks_change() -> None:
    (line,) = cells(LISTE_FISCALE, [LIGNE])
    assert str(line["Date dépôt"]) == "2026-10-25 02:30:00"
    assert str(line["Date mise à disposition"]) == "2026-10-25 02:30:00"
    assert str(line["Date heure état courant"]) == "2027-01-01 00:30:00"
    row = read(csv_writer.as_csv(LISTE_FISCALE, [LIGNE])).map(text_of).iloc[0]
    assert row["Date heure état courant"] == "01/01/2027 00:30:00"
    assert row["Numéro facture"] == "2026-03"


def test_what_is_no_amount_and_no_date_stays_the_text_it_is() -> None:
    odd = replace(LIGNE, ttc="1E5", date_facture="bientôt", ht="12345678901234567.89", tva="-3.10")
    (line,) = cells(LISTE_FISCALE, [odd])
    assert (line["Montant TTC"], line["Date facture"]) == ("1E5", "bientôt")
    assert line["Montant HT"] == "12345678901234567.89"
    assert line["Montant TVA"] == -3.1


@given(name=NAMES)
@settings(max_examples=examples(25))
def test_no_cell_of_a_workbook_runs_and_every_text_is_read_back(name: str) -> None:
    data = workbook(Worksheet(report=SIMPLE, rows=[name, "fin"]))
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    cell = sheet.cell(2, 1)
    assert cell.data_type in {"inlineStr", "s", "n"} and cell.data_type != "f"
    assert cell.hyperlink is None
    assert (cell.value or "") == name.replace("\r\n", "\n").replace("\r", "\n")
    assert sheet.cell(3, 1).value == "fin"


@pytest.mark.parametrize("text", ["=1+1", "https://exemple.fr", "mailto:a@b", "00012", "1e5", "@SUM(1)", "{=1}"])
def test_text_that_looks_like_something_else_stays_text(text: str) -> None:
    sheet = load_workbook(io.BytesIO(workbook(Worksheet(report=SIMPLE, rows=[text])))).active
    assert sheet is not None
    assert (sheet.cell(2, 1).value, sheet.cell(2, 1).hyperlink) == (text, None)
    assert sheet.cell(2, 1).data_type != "f"


def test_a_text_no_cell_can_hold_is_cut_and_cleaned() -> None:
    (line,) = cells(SIMPLE, ["é" * 40_000])
    assert len(line["T"]) == xlsx_writer.LONGEST
    (other,) = cells(SIMPLE, ["a\x00b\udce9c"])
    assert other["T"] == "a b c"


def test_the_same_facts_give_the_same_workbook(scratch: Path | None, tmp_path: Path) -> None:
    first, second = (
        workbook(
            Worksheet(report=LISTE_FISCALE, rows=[LIGNE]), Worksheet(report=STATUTS, rows=[ACCEPTED]), scratch=scratch
        )
        for _ in range(2)
    )
    assert first == second
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_that_is_full_goes_on_in_another(monkeypatch: pytest.MonkeyPatch, scratch: Path | None) -> None:
    monkeypatch.setattr(xlsx_writer, "ROWS", 11)
    data = workbook(Worksheet(report=SIMPLE, rows=[f"=n{rank}" for rank in range(25)]), scratch=scratch)
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Simple", "Simple (2)", "Simple (3)"]
    found = [row[0] for sheet in book for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert found == [f"=n{rank}" for rank in range(25)]
    with ZipFile(io.BytesIO(data)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 3
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<f " in sheet]


@pytest.mark.parametrize("report", ETATS, ids=lambda report: report.key)
def test_every_report_can_be_empty_in_both_languages_and_forms(report: Report[Any]) -> None:
    for locale in Locale:
        labels = [column.label.in_(locale) for column in report.columns]
        assert len(set(labels)) == len(labels)
        assert csv_writer.as_csv(report, [], locale).decode("utf-8-sig").strip().replace('"', "").split(";") == labels
        assert len(report.title.in_(locale)) <= 27
        sheet = load_workbook(io.BytesIO(workbook(Worksheet(report=report, rows=[]), locale=locale))).active
        assert sheet is not None
        assert [cell.value for cell in sheet[1]] == [one.label.in_(locale) for one in xlsx_writer.ordered(report)]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref


@pytest.mark.parametrize("report", (*ETATS, comptable()), ids=lambda report: report.key)
def test_each_sheet_prints_on_one_readable_page_wide_with_the_columns_people_need(report: Report[Any]) -> None:
    """Columns behind are folded. On landscape A4, 196 characters of Calibri 11 are printed at three quarters."""
    sheet = load_workbook(io.BytesIO(workbook(Worksheet(report=report, rows=[])))).active
    assert sheet is not None
    folded = {rank for one in sheet.column_dimensions.values() if one.hidden for rank in range(one.min, one.max + 1)}
    seen = [column for column in report.columns if column.first] or list(report.columns)
    assert [cell.value for cell in sheet[1] if cell.column not in folded] == [one.label.fr for one in seen]
    widths = [(one.max - one.min + 1) * (one.width or 0) for one in sheet.column_dimensions.values() if not one.hidden]
    assert sum(widths) <= 206
    assert len(list(sheet[1])) == len(report.columns)
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"
    if folded:
        assert sheet.print_area == f"'{report.title.fr}'!$A$1:${get_column_letter(len(seen))}$2"


def test_texts_that_are_printed_are_broken_and_their_rows_make_room() -> None:
    """No text is cut by the cell at its right; a figure never touches the text after it."""
    long = replace(ACCEPTED, motif="une raison " * 20)
    sheet = load_workbook(io.BytesIO(workbook(Worksheet(report=STATUTS, rows=[ACCEPTED, long])))).active
    assert sheet is not None
    seen = {cell.value: sheet.cell(3, cell.column) for cell in sheet[1]}
    assert seen["Commentaire état courant"].alignment.wrap_text
    assert seen["Statut"].alignment.indent == 1
    assert seen["Montant TTC"].alignment.horizontal == "right"
    assert seen["Montant TTC"].number_format == "#,##0.00"
    assert not seen["Fichier déposé"].alignment.wrap_text
    assert (sheet.row_dimensions[3].height or 0) >= 5 * 15


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 20, 0),
        ("Rejetée", 20, 1),
        ("DEPARTEMENT DES ALPES-MARITIMES", 26, 2),
        ("A" * 52, 28, 3),
        ("une\ndeux", 20, 2),
        ("mot " * 10, 12, 5),
    ],
)
def test_lines_of_a_text_in_a_cell(text: str, width: int, lines: int) -> None:
    assert xlsx_writer.lines_of(text, width) == lines


def test_titles_of_a_workbook_never_clash() -> None:
    for locale in Locale:
        titles = [report.title.in_(locale).lower() for report in ETATS]
        assert len(set(titles)) == len(titles)


def test_the_dashboard_reports_have_the_facts_values() -> None:
    late = cells(VIEILLISSEMENT, tableaux.STRUCTURE.late)
    assert late[0]["Jours de retard"] == 63
    assert str(late[0]["Échéance de paiement"]) == "2026-09-19 00:00:00"
    assert cells(TRANCHES, tableaux.STRUCTURE.ageing)[-1]["Depuis la mise à disposition"] == "plus de 60 jours"
    (event,) = cells(EVENEMENTS, [tableaux.evenement(2, Status.REJETEE, "Bon de commande soldé")])
    assert (event["Motif"], event["Code motif"], event["Statut"]) == ("Bon de commande soldé", "DEST_ERR", "Rejetée")


def test_counters_come_in_the_order_of_the_portal_and_its_own_are_never_missing() -> None:
    found = counters.in_order([tableaux.compteur(Status.MANDATEE, 3), tableaux.compteur(Status.DEPOSEE, 1)])
    assert [one.status for one in found] == [*COUNTERS, Status.MANDATEE]
    assert [one.count for one in found if one.count] == [1, 3]
    assert cells(counters.COMPTEURS, found)[0]["Statut"] == LABELS[Status.VALIDEE_1]


def test_the_status_report_has_dossier_mandat_availability_and_download() -> None:
    at = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
    piece = replace(
        ACCEPTED,
        dossier_id=ACCEPTED.id,
        mandat="M-77",
        available_at=at,
        downloaded_at=at + timedelta(hours=1),
        values=values(cadre_facturation="A4"),
    )
    row = read(csv_writer.as_csv(STATUTS, [piece, replace(piece, id=8, dossier="D-1", downloaded_at=None)]))
    assert list(row["Numéro dossier de facturation"]) == ["2026-014", "D-1"]
    assert row["Numéro de mandat"][0] == "M-77"
    assert row["Date mise à disposition"][0] == "20/11/2026 08:00:00"
    assert list(row["Téléchargée par le destinataire"]) == ["Oui", "Non"]
    assert list(row["Date téléchargement"]) == ["20/11/2026 09:00:00", ""]


def test_amounts_are_decimals_to_the_cent_in_both_forms() -> None:
    tranche = replace(tableaux.STRUCTURE.ageing[0], ttc=Decimal("392610.07"))
    assert read(csv_writer.as_csv(TRANCHES, [tranche]))["Montant TTC"][0] == "392610,07"
    assert cells(TRANCHES, [tranche])[0]["Montant TTC"] == 392610.07
    assert ColumnKind.AMOUNT in {column.kind for column in TRANCHES.columns}


@pytest.mark.parametrize("way", reports.WAYS)
def test_the_scales_weigh_reports_that_are_written(way: str) -> None:
    assert reports.turn(way, 12).rate > 0
