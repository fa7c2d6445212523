"""Accuracy: what counts as right, what the page of figures says, and that the reader does not guess."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bench import accuracy, accuracy_page, readers
from bench.accuracy_sums import count_verdicts, family_sums
from bench.line_verdicts import lines_verdict
from bench.printed import is_printed
from bench.verdicts import Verdict, field_verdicts
from domain.errors import SettingsError
from domain.invoice import Line
from samples.drawn_layouts.catalogue import OPEN, RESERVED
from samples.drawn_layouts.pdf_tools import PdfTool
from samples.drawn_layouts.truth import TrueField, TrueLine, Truth

DRAWN = [layout for layout in (*OPEN, *RESERVED) if layout.tool is PdfTool.REPORTLAB]


def truth(*fields: tuple[str, str, bool], partial: bool = False) -> Truth:
    """A truth of (name, value, printed)."""
    said = tuple(TrueField(name=name, value=value, printed=printed) for name, value, printed in fields)
    return Truth(fields=said, partial=partial)


@pytest.mark.parametrize(
    ("field", "read", "verdict"),
    [
        (("montant_ttc", "1200.00", True), {"montant_ttc": "1200"}, Verdict.RIGHT),
        (("montant_ttc", "1200.00", True), {"montant_ttc": "200.00"}, Verdict.WRONG),
        (("montant_ttc", "1200.00", True), {}, Verdict.ABSENT),
        (("montant_ttc", "1200.00", False), {"montant_ttc": "1200.00"}, None),
        (("montant_ttc", "1200.00", False), {"montant_ttc": "200.00"}, Verdict.WRONG),
        (("nom_fournisseur", "Étoile & Cie", True), {"nom_fournisseur": "ETOILE CIE"}, Verdict.RIGHT),
        (("nom_fournisseur", "Au moulin", True), {"nom_fournisseur": "Au Moulin S.A.R.L."}, Verdict.RIGHT),
        (("nom_fournisseur", "Au moulin", True), {"nom_fournisseur": "Moulin du Nord"}, Verdict.WRONG),
        (("numero_facture", "2026 / 15", True), {"numero_facture": "2026/15"}, Verdict.RIGHT),
        (("numero_facture", "F15", True), {"numero_facture": "F16"}, Verdict.WRONG),
    ],
)
def test_a_field_is_right_absent_or_wrong(
    field: tuple[str, str, bool], read: dict[str, str], verdict: Verdict | None
) -> None:
    assert [one.verdict for one in field_verdicts(truth(field), read)] == ([verdict] if verdict else [])


def test_a_value_for_what_the_document_has_not_is_wrong_unless_its_truth_is_partial() -> None:
    read = {"code_service": "DRH"}
    assert [one.verdict for one in field_verdicts(truth(), read)] == [Verdict.WRONG]
    assert field_verdicts(truth(partial=True), read) == ()


@pytest.mark.parametrize(
    ("told", "read", "verdict"),
    [
        (("381", "10.00"), ("381", "10.00"), Verdict.RIGHT),
        (("381", "10.00"), ("380", "-10.00"), Verdict.RIGHT),
        (("381", "10.00"), ("381", "-10.00"), Verdict.RIGHT),
        (("381", "-10.00"), ("381", "10.00"), Verdict.RIGHT),
        (("380", "-10.00"), ("381", "10.00"), Verdict.RIGHT),
        (("381", "10.00"), ("380", "10.00"), Verdict.WRONG),
        (("380", "10.00"), ("380", "-10.00"), Verdict.WRONG),
        (("380", "10.00"), ("381", "-10.00"), Verdict.WRONG),
    ],
)
def test_a_credit_is_the_same_with_its_sign_in_the_type_in_the_amount_or_in_both(
    told: tuple[str, str], read: tuple[str, str], verdict: Verdict
) -> None:
    asked = truth(("type_facture", told[0], False), ("montant_ttc", told[1], True))
    found = field_verdicts(asked, {"type_facture": read[0], "montant_ttc": read[1]})
    assert {one.field: one.verdict for one in found}["montant_ttc"] is verdict


def test_in_a_credit_one_amount_of_the_other_sign_is_wrong() -> None:
    asked = truth(("type_facture", "381", False), ("montant_ttc", "12.00", True), ("montant_tva", "2.00", True))
    found = field_verdicts(asked, {"type_facture": "381", "montant_ttc": "-12.00", "montant_tva": "2.00"})
    assert [(one.field, one.verdict) for one in found] == [
        ("montant_tva", Verdict.WRONG),
        ("montant_ttc", Verdict.RIGHT),
    ]


@pytest.mark.parametrize(
    ("name", "value", "page", "shown"),
    [
        ("montant_ht", "1234.50", "Total HT 1 234,50 €", True),
        ("montant_ht", "1234.50", "Total HT 1.234,50", True),
        ("montant_ht", "1234.50", "Total HT 1,234.50", True),
        ("montant_ht", "1234.50", "Total HT 12 345,00", False),
        ("date_facture", "2026-03-01", "Paris, le 1er mars 2026", True),
        ("date_facture", "2026-03-01", "01.03.26", True),
        ("date_facture", "2026-03-01", "11/03/2026", False),
        ("siret_fournisseur", "99900001200014", "Siret 999 000 012 00014", True),
        ("code_service", "DRH", "Service du budget", False),
        ("type_facture", "380", "Facture n° 12", True),
        ("type_facture", "380", "Avoir n° 12 sur facture 11", False),
    ],
)
def test_a_value_is_printed_when_some_way_of_writing_it_is(name: str, value: str, page: str, shown: bool) -> None:
    assert is_printed(name, value, page) is shown


def test_on_drawn_pages_a_field_is_right_or_absent_and_hardly_ever_wrong() -> None:
    found = [one for layout in DRAWN for one in accuracy.drawn_trials("pages", [layout], 4, seed=11)]
    counted = count_verdicts(
        one for trial in found for one in field_verdicts(trial.truth, readers.navette(trial.content))
    )
    assert counted.part(counted.right) >= 90
    assert counted.part(counted.wrong) <= 2


def test_both_readers_are_compared_by_field_and_the_naive_one_guesses_more() -> None:
    (found,) = family_sums(accuracy.batch_results(tuple(accuracy.drawn_trials("ouvertes", DRAWN[:3], 3, seed=2))))
    assert (found.documents, found.layouts, found.common) == (9, 3, 9)
    assert found.every_field.navette.total == sum(row.navette.total for row in found.rows)
    assert found.every_field.naive.wrong > found.every_field.navette.wrong
    assert found.all_right > found.all_right_naive


def test_only_what_stands_between_the_marks_is_replaced_and_twice_is_as_once(tmp_path: Path) -> None:
    page = tmp_path / "accuracy.md"
    page.write_text(f"avant\n{accuracy_page.BEGIN}\nold\n{accuracy_page.END}\naprès\n", encoding="utf-8")
    found = family_sums(accuracy.batch_results(tuple(accuracy.drawn_trials("ouvertes", DRAWN[:1], 1, seed=2))))
    accuracy_page.write(page, found, date(2026, 3, 3), 2)
    once = page.read_text(encoding="utf-8")
    accuracy_page.write(page, found, date(2026, 3, 3), 2)
    assert page.read_text(encoding="utf-8") == once
    assert once.startswith("avant\n") and once.endswith("\naprès\n") and "old" not in once
    assert "Drawn layouts, open" in once and "`montant_ttc`" in once and "2026-03-03" in once
    assert [path.name for path in tmp_path.iterdir()] == ["accuracy.md"]


def test_a_page_without_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "accuracy.md"
    page.write_text("mine", encoding="utf-8")
    with pytest.raises(SettingsError):
        accuracy_page.write(page, (), date(2026, 3, 3), 2)
    assert page.read_text(encoding="utf-8") == "mine"


def test_a_reader_is_never_shown_the_xml_of_a_factur_x() -> None:
    from samples.cases.accepted_pdf import cases

    drawn = next(case.content for case in cases() if case.name == "facturx-en16931.pdf")
    kept = drawn.replace(b"factur-x.xml", b"xxxxxx-x.xml")
    assert readers.navette(drawn) == readers.navette(kept)


def test_the_corpus_is_compared_with_its_xml_and_counts_what_is_printed(corpus: Path) -> None:
    from bench import corpus as documents

    found = list(documents.french_facturx(corpus))
    assert len(found) > 90
    printed = [c for one in found for c in one.truth.fields if c.printed and c.name in accuracy.FIRST_FIVE]
    assert len(printed) > 3 * len(found)
    assert list(documents.text_pdfs(corpus))


def true_line(**more: object) -> TrueLine:
    """One line whose table prints its quantity."""
    values = {
        "name": "Ramette",
        "amount": Decimal("35.00"),
        "quantity": Decimal(10),
        "price": Decimal("3.50"),
        "rate": Decimal(20),
        "unit": "C62",
        "percent": Decimal(0),
        "columns": frozenset({"quantity"}),
    }
    return TrueLine(**(values | more))  # type: ignore[arg-type]


READ = Line(name="Ramette", net_amount=Decimal("35.00"), quantity=Decimal(10))


@pytest.mark.parametrize(
    ("given_lines", "counts"),
    [
        ((READ,), (1, 0, 0)),
        ((), (0, 1, 0)),
        ((replace(READ, quantity=None),), (0, 1, 0)),
        ((replace(READ, quantity=Decimal(1)),), (0, 0, 1)),
        ((replace(READ, net_price=Decimal("3.40")),), (0, 0, 1)),
        ((replace(READ, name="Ramette A4"),), (0, 0, 1)),
        ((READ, READ), (1, 0, 1)),
    ],
)
def test_a_line_is_right_absent_or_wrong(given_lines: tuple[Line, ...], counts: tuple[int, int, int]) -> None:
    verdict = lines_verdict((true_line(),), given_lines)
    assert verdict is not None
    assert (verdict.right, verdict.absent, verdict.wrong) == counts
    assert verdict.whole is (counts == (1, 0, 0))


def test_lines_of_drawn_tables_are_counted_by_layout() -> None:
    layouts = [layout for layout in DRAWN if layout.name in ("dessin-tableau", "lignes-sans-filets")]
    (found,) = family_sums(accuracy.batch_results(tuple(accuracy.drawn_trials("ouvertes", layouts, 3, seed=2))))
    assert [one.layout for one in found.tables] == ["dessin-tableau", "lignes-sans-filets"]
    assert all(one.whole == one.pages == 3 and one.lines.wrong == 0 for one in found.tables)
    assert "| `lignes-sans-filets` | 3 | 100 |" in accuracy_page.measured((found,), date(2026, 1, 1), 2)
