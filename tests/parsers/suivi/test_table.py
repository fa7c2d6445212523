"""The table a person fills in: whatever spreadsheet saved it, each row is read right or reported."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.csv_cell import text
from domain.finding import Severity
from domain.status import Status
from domain.status_facts import LABELS
from domain.suivi import Statement, StatusFormat, StatusReading
from parsers.suivi import read
from tests.parsers.suivi.fichiers import csv

S = Status


def of_file(reading: StatusReading) -> list[str]:
    return [finding.code for finding in reading.findings]


def of_line(said: Statement) -> list[str]:
    return [finding.code for finding in said.findings]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_any_spreadsheet_may_have_saved_it(encoding: str, separator: str) -> None:
    head = separator.join(("Numéro facture", "Nouveau statut", "Motif"))
    row = separator.join(("2026-014", "À recycler", '"Mauvais service ; pas « chez nous », voyez l\'œuvre"'))
    reading = read(csv(row, head=head, encoding=encoding))
    assert (reading.format, reading.findings) == (StatusFormat.CSV, ())
    said = reading.statements[0]
    assert (said.rank, said.numero_facture, said.asked) == (1, "2026-014", (S.A_RECYCLER,))
    assert said.motif == "Mauvais service ; pas « chez nous », voyez l'œuvre"


def test_headings_are_known_without_accents_capitals_or_order_and_others_are_left_aside() -> None:
    head = "MOTIF;Ville;  nouveau STATUT ;N° de facture;Date du statut;code motif;Numero de mandat;SIRET fournisseur"
    row = "Vu;Nice;mandatee;F1;12/03/2026 10:00;Mauvaise MOE, DEST_ERR;M1;123 456 782 00010"
    said = read(csv(row, head=head)).statements[0]
    assert (said.numero_facture, said.asked, said.motif, said.mandat) == ("F1", (S.MANDATEE,), "Vu", "M1")
    assert said.motif_codes == ("MAUVAISE_MOE", "DEST_ERR")
    assert said.fournisseur == "12345678200010"
    assert said.stated_at == datetime(2026, 3, 12, 9, tzinfo=UTC)


@pytest.mark.parametrize("status", list(Status))
def test_a_status_is_known_by_its_label_and_its_name(status: Status) -> None:
    for word in (LABELS[status], LABELS[status].upper(), status.value, status.value.lower().replace("_", " ")):
        assert status in read(csv(f'F1;"{word}";x')).statements[0].asked


@pytest.mark.parametrize(
    ("word", "status"),
    [("8", S.MANDATEE), ("08", S.MANDATEE), ("211", S.MISE_EN_PAIEMENT), ("Suspendu", S.SUSPENDUE), ("17", None)],
)
def test_a_status_may_be_a_code_or_a_masculine(word: str, status: Status | None) -> None:
    said = read(csv(f"F1;{word};x")).statements[0]
    assert said.asked == ((status,) if status else ())
    assert said.findings == ()


def test_a_row_without_a_new_status_has_no_statement_and_is_counted() -> None:
    reading = read(csv("F1;;", ";;", "", "F2;Mandatée;", " ; ; "))
    assert [(one.rank, one.numero_facture) for one in reading.statements] == [(4, "F2")]
    assert of_file(reading) == ["SUI-08"]
    assert reading.findings[0].severity is Severity.INFO
    assert "1" in reading.findings[0].message.fr


def test_a_reason_without_a_status_is_not_lost() -> None:
    said = read(csv("F1;;Il manque le bon")).statements[0]
    assert of_line(said) == ["SUI-11"]


def test_a_status_report_that_was_edited_gives_only_what_was_changed() -> None:
    head = "Numéro facture;Statut;Code statut;Commentaire état courant"
    rows = (
        "F1;Mise à disposition;MISE_A_DISPOSITION;",
        "F2;Suspendue;MISE_A_DISPOSITION;Il manque le bon",
        "F3;Rejetée;REJETEE;[NUM-01] Sans numéro",
    )
    reading = read(csv(*rows, head=head))
    assert [(one.rank, one.numero_facture, one.asked) for one in reading.statements] == [(2, "F2", (S.SUSPENDUE,))]
    assert reading.statements[0].motif == "Il manque le bon"
    assert of_file(reading) == ["SUI-08"]


def test_a_new_status_wins_over_the_present_one() -> None:
    said = read(csv("F1;Mise à disposition;Mandatée", head="Numéro facture;Statut;Nouveau statut")).statements[0]
    assert said.asked == (S.MANDATEE,)


@pytest.mark.parametrize("number", ["0012", "=1+1", "'12", "12E5", "-7", "2026-01", "1234567890123456789"])
def test_the_apostrophe_of_our_own_exports_is_taken_off_again(number: str) -> None:
    said = read(csv(f"{text(number)};Mandatée;")).statements[0]
    assert said.numero_facture == number
    assert said.findings == ()


@pytest.mark.parametrize("damaged", ["2,2E+13", "2.2E+13", "2,00054E+13", "1E+20"])
def test_a_number_the_spreadsheet_destroyed_is_reported_and_never_guessed(damaged: str) -> None:
    said = read(csv(f'"{damaged}";Mandatée;')).statements[0]
    assert (said.numero_facture, of_line(said)) == ("", ["SUI-15"])
    head = "Numéro facture;Code fournisseur;Nouveau statut"
    supplier = read(csv(f'F1;"{damaged}";Mandatée', head=head)).statements[0]
    assert (supplier.fournisseur, of_line(supplier)) == ("", ["SUI-16"])
    assert supplier.findings[0].severity is Severity.WARNING


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("11/03/2026", date(2026, 3, 11)),
        ("1/3/2026", date(2026, 3, 1)),
        ("11.03.2026", date(2026, 3, 11)),
        ("2026-03-11", date(2026, 3, 11)),
        ("11/03/2026 00:00:00", date(2026, 3, 11)),
        ("03/31/2026", None),
        ("46092", None),
    ],
)
def test_a_day_is_read_right_or_reported(written: str, meant: date | None) -> None:
    said = read(csv(f"F1;{written};Mandatée", head="Numéro facture;Date facture;Nouveau statut")).statements[0]
    assert said.date_facture == meant
    assert of_line(said) == ([] if meant else ["SUI-13"])


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (";Mandatée;", "SUI-10"),
        ("F1;Payé hier;", "SUI-12"),
        ("F1;Suspendue;Il manque; le bon;", "SUI-18"),
    ],
)
def test_a_row_that_cannot_be_meant_is_refused_alone(row: str, code: str) -> None:
    bad, good = read(csv(row, "F2;Mandatée;")).statements
    assert of_line(bad) == [code]
    assert of_line(good) == []


def test_the_next_valideur_is_a_siret() -> None:
    head = "Numéro facture;Nouveau statut;Valideur suivant"
    good, bad = read(csv("F1;Validée;356 000 000 00048", "F2;Validée;SARL Dupont", head=head)).statements
    assert good.valideur_suivant == "35600000000048"
    assert of_line(bad) == ["SUI-17"]


def test_a_title_above_the_headings_and_the_line_of_excel_do_no_harm() -> None:
    content = b"sep=;\r\nStatuts de mars;;\r\n\r\n" + csv("F1;Mandatée;", encoding="utf-8")
    assert [one.numero_facture for one in read(content).statements] == ["F1"]


def test_one_endless_line_is_no_table() -> None:
    assert of_file(read(b"a" * 3_000_000)) == ["SUI-01"]


def test_a_table_without_its_columns_names_those_missing() -> None:
    reading = read(csv("F1;x", head="Numéro facture;Montant"))
    assert of_file(reading) == ["SUI-06"]
    assert "Nouveau statut" in reading.findings[0].message.fr


@pytest.mark.parametrize("row", ['F1;"Mandatée', '"F1"2;Mandatée;x', "F1;Mandatée;" + "x" * 200_000])
def test_a_table_that_cannot_be_read_to_its_end_is_refused_whole(row: str) -> None:
    reading = read(csv("F0;Mandatée;", row, "F2;Mandatée;"))
    assert (of_file(reading), reading.statements) == (["SUI-07"], ())


def test_a_long_motif_is_kept_long_enough_to_be_refused_as_too_long() -> None:
    assert len(read(csv(f"F1;Suspendue;{'x' * 300}")).statements[0].motif) == 300


_CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)


@settings(deadline=None)
@given(st.lists(st.tuples(_CELLS, _CELLS, _CELLS), min_size=1, max_size=5))
def test_whatever_is_written_in_cells_every_row_is_reported_or_counted(rows: list[tuple[str, str, str]]) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    reading = read(csv(*(";".join(map(quoted, row)) for row in rows)))
    if of_file(reading) in ([], ["SUI-08"]):
        ranks = [one.rank for one in reading.statements]
        assert ranks == sorted(set(ranks))
        assert len(ranks) <= len(rows)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_at_all_are_an_exception(content: bytes) -> None:
    reading = read(content)
    assert reading.findings or reading.statements


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_after_good_headings_are_an_exception(content: bytes) -> None:
    reading = read(csv("F1;Mandatée;") + content)
    assert reading.findings or reading.statements


def test_a_row_between_two_misplaced_quotation_marks_is_not_left_out_in_silence() -> None:
    head = "Numéro facture;Nouveau statut;Motif"
    swallowed = read(csv('F1;Mandatée;"a', "F2;Rejetée;Mauvais service", 'F3;Mandatée;b"', head=head))
    assert of_file(swallowed) == ["SUI-07"]
    assert swallowed.statements == ()
    honest = read(csv('F1;Mandatée;"Vu avec le service ;', 'à payer"', "F2;Rejetée;x", head=head))
    assert [one.numero_facture for one in honest.statements] == ["F1", "F2"]


def test_two_columns_that_contradict_each_other_decide_nothing() -> None:
    rows = ("F1;Mandatée;Rejetée", "F2;Mandatée;mandatee", "F3;;Rejetée", "F4;Mandatée;")
    reading = read(csv(*rows, head="Numéro facture;Nouveau statut;Statut demandé"))
    assert [(one.numero_facture, of_line(one)) for one in reading.statements] == [
        ("F1", ["SUI-37"]),
        ("F2", []),
        ("F3", []),
        ("F4", []),
    ]
    assert reading.statements[2].asked == (S.REJETEE,)
    twice = read(csv("F1;F9;Mandatée", "F2;F2;Mandatée", head="Numéro facture;Numéro facture;Nouveau statut"))
    assert [of_line(one) for one in twice.statements] == [["SUI-37"], []]


def test_the_column_named_as_in_the_template_is_read_wherever_it_stands() -> None:
    """*Fournisseur* is often a name: it came first, and the code was not read."""
    head = "Facture;Fournisseur;Numéro facture;Code fournisseur;Nouveau statut"
    said = read(csv("scan-12.pdf;PAPETERIE;F1;99900001300017;Mandatée", head=head)).statements[0]
    assert (said.numero_facture, said.fournisseur, of_line(said)) == ("F1", "99900001300017", [])


@pytest.mark.parametrize(
    ("cell", "number"),
    [('"=""12-2026"""', "12-2026"), ("=12-2026", "=12-2026"), ('"=""a""&""b"""', '="a"&"b"'), ("'12-2026", "12-2026")],
)
def test_a_number_written_as_a_formula_of_text_is_that_text(cell: str, number: str) -> None:
    said = read(csv(f"{cell};Mandatée", head="Numéro facture;Nouveau statut")).statements[0]
    assert said.numero_facture == number


@pytest.mark.parametrize(
    ("cell", "identifier"),
    [
        ("999.000.013.00017", "99900001300017"),
        ("999 000 013-00017", "99900001300017"),
        ("BE-0123.456.749", "BE0123456749"),
        ("Ets. Dupont-3", ""),
        ("PAPETERIE", ""),
    ],
)
def test_an_identifier_in_groups_is_not_passed_over(cell: str, identifier: str) -> None:
    """It would have been no help to tell two invoices of one number apart, nor any contradiction."""
    said = read(csv(f"F1;{cell};Mandatée", head="Numéro facture;Code fournisseur;Nouveau statut")).statements[0]
    assert said.fournisseur == identifier
