"""Codes and words of the life cycle: what they mean, what may be declared, which reasons a message gives."""

import pytest

from domain.cadre import CADRES, cadre_of
from domain.enum_tables import Partial
from domain.invoice import Invoice
from domain.motif import ADDRESSING, LABELS, code_of_label, codes_for_message, codes_of, is_addressing, reason_text
from domain.status import NEXT, REFUSED, WRONG_ADDRESSEE, Status, may_follow
from domain.status_codes import CDAR_LABELS, named, of_cdar, of_cpp
from domain.status_facts import BY_NAVETTE
from domain.status_facts import LABELS as STATUS_LABELS
from domain.suivi import Acteur, declarable
from domain.travaux import ETAPES, Role, associated, is_travaux, next_of, statuses_of, wrong_addressee

S = Status


def test_numbers_of_cppstatut_mean_a_status_are_kept_or_are_unknown() -> None:
    assert of_cpp(1) == (S.DEPOSEE,)
    assert of_cpp(12) == (S.COMPLETEE,)
    assert [number for number in range(120) if of_cpp(number) == ()] == [*range(13, 42), *range(90, 97)]
    assert [number for number in range(120) if of_cpp(number) is None] == [0, *range(42, 90), *range(97, 120)]


def test_a_refusal_for_the_address_sends_the_invoice_back() -> None:
    for code in ("210", "213"):
        assert of_cdar(code, ["DEST_ERR"])[0] is S.A_RECYCLER
        assert of_cdar(code, ["CALCUL_ERR"])[0] is S.REJETEE
        assert of_cdar(code, ["DEST_ERR"])[1:] == of_cdar(code)[1:]
    assert S.A_RECYCLER not in of_cdar("208", ["DEST_ERR"])
    assert of_cdar("999") == ()


@pytest.mark.parametrize(
    ("words", "statuses"),
    [
        ("07", of_cpp(7)),
        ("7", of_cpp(7)),
        ("208", of_cdar("208")),
        ("250", ()),
        ("13", ()),
        ("999", None),
        ("2080", None),
        ("٧", None),
        ("Mandatée", (S.MANDATEE,)),
        ("MANDATEE", (S.MANDATEE,)),
        ("mandaté", (S.MANDATEE,)),
        ("n'importe quoi", None),
        ("", None),
    ],
)
def test_a_status_is_named_by_word_or_by_code(words: str, statuses: tuple[Status, ...] | None) -> None:
    assert named(words) == statuses


def test_every_label_and_name_of_a_status_is_read_back() -> None:
    for status in Status:
        assert named(status.value) == (status,)
        assert status in (named(STATUS_LABELS[status]) or ())
    assert set(CDAR_LABELS) == {code for code in CDAR_LABELS if named(code) is not None}


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("", ()),
        (" ; ", ()),
        ("DEST_ERR", ("DEST_ERR",)),
        ("Destinataire erroné; Mauvaise MOE|dest_err\nautre", ("DEST_ERR", "MAUVAISE_MOE", "AUTRE")),
        ("Motif inconnu, AUTRE", ("MOTIF_INCONNU", "AUTRE")),
    ],
)
def test_a_cell_of_reasons_gives_their_codes_once(cell: str, codes: tuple[str, ...]) -> None:
    assert codes_of(cell) == codes


def test_every_label_of_a_reason_is_its_code_and_other_words_are_none() -> None:
    for name, label in LABELS.items():
        assert code_of_label(label) == code_of_label(name) == (name,)
    assert code_of_label("autre chose") == code_of_label("") == ()


def test_a_reason_is_shown_in_its_own_words_or_by_its_labels() -> None:
    assert reason_text("Prix faux", ["PU_ERR"]) == "Prix faux"
    assert reason_text("", ["PU_ERR", "XYZ"]) == "Prix unitaire erroné, XYZ"
    assert reason_text("", []) == ""


@pytest.mark.parametrize(
    ("status", "given", "sent"),
    [
        ("210", ["DEST_ERR", "DEST_ERR", "PU_ERR"], ("DEST_ERR",)),
        ("210", ["PU_ERR"], ("AUTRE",)),
        ("213", [], ("REJ_SEMAN",)),
        ("206", ["PU_ERR"], ("PU_ERR",)),
        ("208", ["AUTRE"], ("JUSTIF_ABS",)),
        ("221", ["DOUBLON"], ("ROUTAGE_ERR",)),
        ("200", ["DOUBLON"], ()),
        ("204", ["DOUBLON", "MAUVAISE_MOE"], ("DOUBLON",)),
        ("204", [], ()),
    ],
)
def test_a_message_gives_the_reasons_its_status_may_have(status: str, given: list[str], sent: tuple[str, ...]) -> None:
    assert codes_for_message(status, given) == sent


def test_an_address_is_told_from_other_reasons() -> None:
    assert all(is_addressing(["AUTRE", code]) == (code in ADDRESSING) for code in LABELS)


def test_an_invoice_without_a_cadre_of_the_portal_is_an_ordinary_one() -> None:
    assert cadre_of(Invoice()).code == cadre_of(Invoice(cadre_facturation="S1")).code == "A1"
    assert cadre_of(Invoice(cadre_facturation="A13")).code == "A13"
    assert [code for code, cadre in CADRES.items() if cadre.obsolete] == ["A11"]


@pytest.mark.parametrize("cadre", [None, "", "A1", "S3", *ETAPES])
def test_a_works_piece_is_refused_for_its_addressee_only(cadre: str | None) -> None:
    refusals = REFUSED | WRONG_ADDRESSEE | {S.REJETEE, S.A_RECYCLER}
    allowed = {wrong_addressee(cadre)}
    if cadre in ETAPES and ETAPES[cadre].destinataire is Role.FOURNISSEUR:
        allowed |= {S.REFUSEE_FOURNISSEUR}
    for current in Status:
        possible = next_of(cadre, current) - BY_NAVETTE
        if current is S.A_COMPLETER:
            expected: frozenset[Status] = frozenset()
        elif cadre not in ETAPES:
            expected = possible
        else:
            expected = frozenset(one for one in possible if one not in refusals or one in allowed)
        assert declarable(cadre, current) == expected, current


def test_the_circuits_of_works_have_their_own_statuses() -> None:
    assert is_travaux("A4") and not is_travaux("A1") and not is_travaux(None)
    assert associated("A10", "A4") is S.PRISE_EN_COMPTE_MOE
    assert associated("A4", "A15") is S.ASSOCIEE
    assert associated("A7", "A22") is associated("A10", "A22") is S.REMPLACEE_PAR_A22
    assert wrong_addressee("A1") is wrong_addressee(None) is wrong_addressee("A19") is S.A_RECYCLER
    assert wrong_addressee("A4") is S.ERREUR_FOURNISSEUR_SUR_MOE
    assert [cadre for cadre in ETAPES if S.A_ASSOCIER_FOURNISSEUR in statuses_of(cadre)] == ["A22"]
    assert {c for c in ETAPES if S.REMPLACEE_PAR_A22 in statuses_of(c)} == set(ETAPES["A22"].after)
    assert S.VALIDEE_1 in statuses_of("A9") and S.VALIDEE_1 not in statuses_of("A4")


def test_nothing_comes_twice_in_the_treatment_of_a_recipient() -> None:
    for status in (S.SERVICE_FAIT, S.MANDATEE, S.PRISE_EN_COMPTE_MOE, S.PRISE_EN_COMPTE_MOA):
        assert not may_follow(status, status)
    assert not may_follow(S.MANDATEE, S.SERVICE_FAIT)
    assert may_follow(S.SERVICE_FAIT, S.MANDATEE)
    assert may_follow(None, S.DEPOSEE) and not may_follow(None, S.MANDATEE)
    assert all(status not in following for status, following in NEXT.items())


def test_an_actor_represents_its_siret_its_siren_or_everybody() -> None:
    siret = "22060001900016"
    assert Acteur(name="x", identifiers=frozenset({siret})).is_(siret)
    assert Acteur(name="x", identifiers=frozenset({siret[:9]})).is_(siret)
    assert not Acteur(name="x", identifiers=frozenset({siret})).is_("22060001900099")
    assert Acteur(name="x", identifiers=frozenset({"*"})).is_("TAHITI1")
    assert Acteur(name="x", identifiers=frozenset({"TAHITI1"})).is_("TAHITI1")
    for nobody in (None, ""):
        assert not Acteur(name="x", identifiers=frozenset({"*"})).is_(nobody)


def test_a_partial_table_says_what_it_lacks() -> None:
    table = Partial({S.DEPOSEE: 1})
    assert table.require(S.DEPOSEE) == table.get(S.DEPOSEE) == 1
    assert table.get(S.REJETEE) is table.get(None) is None
    assert table.get(S.REJETEE, 5) == table.get(None, 5) == 5
    with pytest.raises(LookupError, match=r"no value for <Status\.REJETEE"):
        table.require(S.REJETEE)
    assert S.DEPOSEE in table and S.REJETEE not in table
    assert (list(table), len(table), table.items(), table.values()) == ([S.DEPOSEE], 1, ((S.DEPOSEE, 1),), (1,))
