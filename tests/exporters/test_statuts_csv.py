"""The status CSV: a French Excel opens it, pandas reads it back, and no cell runs."""

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.deposit import DepositedInvoice
from domain.finding import Finding, Level, Pack, Severity
from domain.text import Locale, Text
from exporters.common.csv_cells import number, text, text_of
from exporters.reports import csv_writer
from exporters.reports.status_report import COLUMNS, as_csv, statuts, write_csv
from parsers.suivi.headings import Heading, headings_of
from tests.exporters.facts import ACCEPTED, refused, values

NAMES = st.text(alphabet="aZé0123456789 =+-@'\"; ,\n\r\t|%＝＋－＠€😀\u200f\u202e\u00a0\ufeff/.:eE", max_size=30)
CODES = st.one_of(
    st.from_regex(r"[A-Za-z0-9 +_/\-]{1,20}", fullmatch=True),
    st.from_regex(r"0[0-9]{1,17}", fullmatch=True),
    st.sampled_from(["2026-03", "3-4", "12E5", "MARS-24", "1,10", "10:30", "'00", "''=1", "-12", "+33", "00"]),
)


def read(data: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(data), sep=";", decimal=",", encoding="utf-8-sig", dtype=str, keep_default_na=False)


def table(rows: Sequence[DepositedInvoice]) -> pd.DataFrame:
    return read(as_csv(rows)).map(text_of)


def test_one_invoice_under_french_headings() -> None:
    line = table([ACCEPTED]).iloc[0]
    assert line["Code destinataire"] == "20005379100014"
    assert line["Nom service exécutant"] == "Direction des ressources humaines"
    assert line["Type facture"] == "Facture"
    assert line["Date facture"] == "11/03/2026"
    assert line["Date dépôt"] == "12/03/2026 02:03:11"
    assert line["Montant TTC"] == "1234,56"
    assert line["Statut"] == "Mise à disposition"
    assert line["Code statut"] == "MISE_A_DISPOSITION"
    assert line["Date heure état courant"] == "13/07/2026 00:30:01"
    assert line["Numéro de dépôt"] == "000000000000042"
    assert line["Suite donnée au dépôt"] == "Intégrée"


def test_what_excel_wants() -> None:
    data = as_csv([ACCEPTED])
    assert data.startswith("\ufeffCode destinataire;Désignation destinataire;Code service exécutant".encode())
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") == 2


def test_a_refused_invoice_has_every_reason() -> None:
    line = table([refused(3, "ACH-1", "MNT-2")]).iloc[0]
    assert line["Commentaire état courant"] == "[ACH-1] motif ACH-1 [MNT-2] motif MNT-2"
    assert line["Numéro de certificat"] == ""


def test_the_recipients_own_words_come_before_ours() -> None:
    line = table([replace(ACCEPTED, motif="Bon de commande soldé")]).iloc[0]
    assert line["Commentaire état courant"] == "Bon de commande soldé"


def test_a_negative_amount_stays_a_number() -> None:
    avoir = replace(ACCEPTED, values=values(type_facture="381", montant_ttc="-1234.50", montant_ht="-1028.75"))
    data = pd.read_csv(io.BytesIO(as_csv([avoir])), sep=";", decimal=",", encoding="utf-8-sig")
    assert data["Montant TTC"][0] == -1234.50
    assert data["Montant HT"][0] == -1028.75
    assert data["Type facture"][0] == "Avoir"


@pytest.mark.parametrize("amount", ["=1+1", "1E5", "-=1", "+1", "-1+2"])
def test_an_amount_that_is_none_does_not_run(amount: str) -> None:
    assert number(amount) == f"'{amount}"


@pytest.mark.parametrize(
    "value",
    [
        "=1+1", "+33 1", "-12", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1", "\u200b=1", "\ufeff=1", "\u202e=1",
        "＝1", "＋1", "－1", "＠x", "\n=1", "'=1", "''=1",
    ],
)  # fmt: skip
def test_no_text_cell_begins_a_formula(value: str) -> None:
    assert text(value) == f"'{value}"
    assert text_of(text(value)) == value


@pytest.mark.parametrize(
    "value",
    ["00012", "000000000000042", "2026-03", "12/03", "1-2-24", "12E5", "mars-24", "15 août 2026", "juil. 26", "1,10",
     "12.50", "1234567890123456", "10:30"],
)  # fmt: skip
def test_a_code_that_excel_would_change_is_marked(value: str) -> None:
    assert text(value) == f"'{value}"


@pytest.mark.parametrize(
    "value",
    ["20005379100014", "F2026-001", "FAC/12", "DRH-01", "12345", "Maison 2000", "MARCHE2024", "L'Étude", "S003",
     "2026-03-A", "Établissements 12", "ABCDEFGH" + "A" * 44, "8,5", "a=b", "x-y"],
)  # fmt: skip
def test_an_ordinary_value_is_left_alone(value: str) -> None:
    assert text(value) == value


@given(value=st.one_of(NAMES, CODES))
@example(value="'" * 40 + "=")
def test_the_mark_can_always_be_taken_off(value: str) -> None:
    assert text_of(text(value)) == value


@given(name=NAMES, code=CODES, comment=NAMES)
def test_pandas_reads_back_what_was_written(name: str, code: str, comment: str) -> None:
    row = replace(
        ACCEPTED,
        values=values(nom_fournisseur=name, numero_facture=code, numero_engagement=code, numero_marche=name),
        motif=comment,
    )
    found = table([row, ACCEPTED])
    assert len(found) == 2
    line = found.iloc[0]
    assert line["Désignation fournisseur"] == name
    assert line["Numéro facture"] == code
    assert line["Numéro d'engagement"] == code
    assert line["Numéro de marché"] == name
    assert line["Commentaire état courant"] == comment
    assert found.iloc[1]["Numéro facture"] == "2026-014"


@given(name=NAMES)
def test_no_cell_of_the_file_begins_a_formula(name: str) -> None:
    row = replace(ACCEPTED, member=name, motif=name, deposit_name=name, values=values(nom_fournisseur=name))
    for cell in read(as_csv([row])).iloc[0]:
        assert cell.lstrip("".join(map(chr, range(0x21))) + "\u00a0\u200f\u202e\ufeff")[:1] not in [*"=+-@＝＋－＠"]
        assert cell[:1] not in ["\t", "\r", "\n"]


def test_a_name_no_cell_can_hold_does_not_stop_the_night() -> None:
    row = replace(ACCEPTED, deposit_name="caf\udce9.xml", member="a\x00b\x1b.xml")
    line = table([row]).iloc[0]
    assert line["Fichier déposé"] == "caf .xml"
    assert line["Fichier dans l'archive"] == "a b .xml"


def test_writing_in_chunks_gives_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [replace(ACCEPTED, id=rank, values=values(numero_facture=f"N{rank}")) for rank in range(25)]
    whole = as_csv(rows)
    monkeypatch.setattr(csv_writer, "CHUNK", 10)
    target = io.BytesIO()
    assert write_csv(iter(rows), target) == 25
    assert target.getvalue() == whole


@given(names=st.lists(NAMES, min_size=1, max_size=5))
@settings(deadline=None)
def test_a_short_report_has_the_bytes_of_a_long_one(names: list[str]) -> None:
    rows = [replace(ACCEPTED, member=name, values=values(nom_fournisseur=name, numero_facture=name)) for name in names]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_writer, "CHUNK", len(rows))
        framed = as_csv(rows)
    assert as_csv(rows) == framed


def test_one_writer_writes_every_csv() -> None:
    """Guards against formulas and against what Excel changes are in one place only as long as this holds."""
    folder = Path(csv_writer.__file__).parents[1]
    writers = [path.relative_to(folder) for path in folder.rglob("*.py") if "import csv\n" in path.read_text()]
    assert writers == [Path("reports/csv_writer.py")]


def test_no_invoice_still_gives_a_header() -> None:
    data = as_csv([])
    assert data.decode("utf-8-sig").strip().split(";") == [column.label.fr for column in COLUMNS]


def test_only_these_columns_are_read_when_the_report_is_given_back() -> None:
    """A heading that a status file knows is a declaration once the report lies in a ``statuts`` folder."""
    columns = statuts(("20005379100014",)).columns
    assert len(columns) == len(COLUMNS) + 1
    known = headings_of(";".join(column.label.fr for column in columns)).places
    assert set(known) == {
        Heading.NUMERO, Heading.CERTIFICAT, Heading.FOURNISSEUR, Heading.DESTINATAIRE, Heading.DATE,
        Heading.STATUT, Heading.CODE_STATUT, Heading.COMMENTAIRE_COURANT, Heading.MANDAT,
    }  # fmt: skip


def test_labels_are_unique_in_both_languages() -> None:
    for locale in Locale:
        labels = [column.label.in_(locale) for column in COLUMNS]
        assert len(set(labels)) == len(labels)


def test_what_a_payer_should_know_stands_in_a_column_of_its_own() -> None:
    told = replace(
        ACCEPTED,
        findings=(
            finding("BQ-01", Severity.WARNING, Pack.NAVETTE),
            finding("UBL-CR-001", Severity.WARNING, Pack.EN16931),
            finding("NAV-00", Severity.INFO, Pack.NAVETTE),
        ),
    )
    line = table([told]).iloc[0]
    assert line["Avertissements"] == "[BQ-01] motif BQ-01"
    assert line["Commentaire état courant"] == ""


def finding(code: str, severity: Severity, pack: Pack) -> Finding:
    text = Text(f"motif {code}", f"reason {code}")
    return Finding(code=code, severity=severity, level=Level.FACTURE, field=None, message=text, remedy=text, pack=pack)
