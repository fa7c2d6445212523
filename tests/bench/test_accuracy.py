"""Accuracy: what counts as right, what the page of figures says, and that the reader does not guess."""

from datetime import date
from pathlib import Path

import pytest

from bench import accuracy, accuracy_page, readers
from bench.accuracy_sums import bilans, compte
from bench.printed import imprime
from bench.verdicts import Verdict, juge
from domain.errors import SettingsError
from samples.drawn_layouts.catalogue import OUVERTES, RESERVEES
from samples.drawn_layouts.pdf_tools import Moteur
from samples.drawn_layouts.truth import Champ, Verite

DRAWN = [mise for mise in (*OUVERTES, *RESERVEES) if mise.moteur is Moteur.REPORTLAB]


def truth(*champs: tuple[str, str, bool], partielle: bool = False) -> Verite:
    """A truth of (name, value, printed)."""
    said = tuple(Champ(nom=nom, valeur=valeur, imprime=imprime) for nom, valeur, imprime in champs)
    return Verite(champs=said, partielle=partielle)


@pytest.mark.parametrize(
    ("champ", "lu", "verdict"),
    [
        (("montant_ttc", "1200.00", True), {"montant_ttc": "1200"}, Verdict.JUSTE),
        (("montant_ttc", "1200.00", True), {"montant_ttc": "200.00"}, Verdict.FAUX),
        (("montant_ttc", "1200.00", True), {}, Verdict.ABSENT),
        (("montant_ttc", "1200.00", False), {"montant_ttc": "1200.00"}, None),
        (("montant_ttc", "1200.00", False), {"montant_ttc": "200.00"}, Verdict.FAUX),
        (("nom_fournisseur", "Étoile & Cie", True), {"nom_fournisseur": "ETOILE CIE"}, Verdict.JUSTE),
        (("nom_fournisseur", "Au moulin", True), {"nom_fournisseur": "Au Moulin S.A.R.L."}, Verdict.JUSTE),
        (("nom_fournisseur", "Au moulin", True), {"nom_fournisseur": "Moulin du Nord"}, Verdict.FAUX),
        (("numero_facture", "2026 / 15", True), {"numero_facture": "2026/15"}, Verdict.JUSTE),
        (("numero_facture", "F15", True), {"numero_facture": "F16"}, Verdict.FAUX),
    ],
)
def test_a_field_is_right_absent_or_wrong(
    champ: tuple[str, str, bool], lu: dict[str, str], verdict: Verdict | None
) -> None:
    assert [one.verdict for one in juge(truth(champ), lu)] == ([verdict] if verdict else [])


def test_a_value_for_what_the_document_has_not_is_wrong_unless_its_truth_is_partial() -> None:
    read = {"code_service": "DRH"}
    assert [one.verdict for one in juge(truth(), read)] == [Verdict.FAUX]
    assert juge(truth(partielle=True), read) == ()


@pytest.mark.parametrize(
    ("told", "read", "verdict"),
    [
        (("381", "10.00"), ("381", "10.00"), Verdict.JUSTE),
        (("381", "10.00"), ("380", "-10.00"), Verdict.JUSTE),
        (("381", "10.00"), ("381", "-10.00"), Verdict.JUSTE),
        (("381", "-10.00"), ("381", "10.00"), Verdict.JUSTE),
        (("380", "-10.00"), ("381", "10.00"), Verdict.JUSTE),
        (("381", "10.00"), ("380", "10.00"), Verdict.FAUX),
        (("380", "10.00"), ("380", "-10.00"), Verdict.FAUX),
        (("380", "10.00"), ("381", "-10.00"), Verdict.FAUX),
    ],
)
def test_a_credit_is_the_same_with_its_sign_in_the_type_in_the_amount_or_in_both(
    told: tuple[str, str], read: tuple[str, str], verdict: Verdict
) -> None:
    asked = truth(("type_facture", told[0], False), ("montant_ttc", told[1], True))
    found = juge(asked, {"type_facture": read[0], "montant_ttc": read[1]})
    assert {one.champ: one.verdict for one in found}["montant_ttc"] is verdict


def test_in_a_credit_one_amount_of_the_other_sign_is_wrong() -> None:
    asked = truth(("type_facture", "381", False), ("montant_ttc", "12.00", True), ("montant_tva", "2.00", True))
    found = juge(asked, {"type_facture": "381", "montant_ttc": "-12.00", "montant_tva": "2.00"})
    assert [(one.champ, one.verdict) for one in found] == [
        ("montant_tva", Verdict.FAUX),
        ("montant_ttc", Verdict.JUSTE),
    ]


@pytest.mark.parametrize(
    ("nom", "valeur", "page", "shown"),
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
def test_a_value_is_printed_when_some_way_of_writing_it_is(nom: str, valeur: str, page: str, shown: bool) -> None:
    assert imprime(nom, valeur, page) is shown


def test_on_drawn_pages_a_field_is_right_or_absent_and_hardly_ever_wrong() -> None:
    found = [one for mise in DRAWN for one in accuracy.dessinees("pages", [mise], 4, seed=11)]
    counted = compte(one for epreuve in found for one in juge(epreuve.verite, readers.navette(epreuve.contenu)))
    assert counted.part(counted.juste) >= 90
    assert counted.part(counted.faux) <= 2


def test_both_readers_are_told_field_by_field_and_the_naive_one_guesses_more() -> None:
    (found,) = bilans(accuracy.note(tuple(accuracy.dessinees("ouvertes", DRAWN[:3], 3, seed=2))))
    assert (found.documents, found.mises, found.ordinaires) == (9, 3, 9)
    assert found.tous.navette.total == sum(row.navette.total for row in found.lignes)
    assert found.tous.naif.faux > found.tous.navette.faux
    assert found.entiers > found.entiers_naif


def test_only_what_stands_between_the_marks_is_replaced_and_twice_is_as_once(tmp_path: Path) -> None:
    page = tmp_path / "accuracy.md"
    page.write_text(f"avant\n{accuracy_page.BEGIN}\nold\n{accuracy_page.END}\naprès\n", encoding="utf-8")
    found = bilans(accuracy.note(tuple(accuracy.dessinees("ouvertes", DRAWN[:1], 1, seed=2))))
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


def test_the_corpus_is_told_by_its_xml_and_counts_what_is_printed(corpus: Path) -> None:
    from bench import corpus as documents

    found = list(documents.facturx_francais(corpus))
    assert len(found) > 90
    printed = [c for one in found for c in one.verite.champs if c.imprime and c.nom in accuracy.CINQ]
    assert len(printed) > 3 * len(found)
    assert list(documents.textes(corpus))
