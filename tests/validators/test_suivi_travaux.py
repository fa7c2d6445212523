"""Works pieces: refused for a wrong addressee only, never for an amount; suspended when information is missing."""

import pytest

from domain.status import REFUSED, Status
from domain.suivi import Acteur, Outcome, Standing
from domain.travaux import ETAPES, Role, available, wrong_addressee
from tests.validators.suivi_facts import MOE, OPERATOR, REGION, SUPPLIER, TITULAIRE, answer, codes, said, standing

S = Status
ADDRESSEES = {Role.MOE: MOE, Role.MOA: REGION, Role.FOURNISSEUR: TITULAIRE, Role.SERVICE_FINANCIER: REGION}
PIECES = sorted(ETAPES)
NOT_TO_FOURNISSEUR = [cadre for cadre in PIECES if ETAPES[cadre].destinataire is not Role.FOURNISSEUR]


def piece(cadre: str, status: Status | None = None) -> Standing:
    """A piece its addressee has."""
    to = ADDRESSEES[ETAPES[cadre].destinataire]
    return standing(cadre=cadre, status=status or available(cadre), destinataire=to, drop="autre-compte")


def addressee(cadre: str) -> Acteur:
    to = ADDRESSEES[ETAPES[cadre].destinataire]
    return Acteur(name=to, identifiers=frozenset({to}))


@pytest.mark.parametrize("cadre", PIECES)
@pytest.mark.parametrize("asked", [S.REJETEE, S.A_RECYCLER])
@pytest.mark.parametrize("code", ["DEST_ERR", "MAUVAISE_MOE", "MAUVAISE_MOA", "MAUVAIS_DESTINATAIRE"])
def test_a_wrong_addressee_sends_it_back_in_the_words_of_the_circuit(cadre: str, asked: Status, code: str) -> None:
    applied = answer(said(asked, motif_codes=(code,)), piece(cadre), acteur=addressee(cadre))
    assert (applied.outcome, applied.after) == (Outcome.APPLIED, wrong_addressee(cadre))


@pytest.mark.parametrize("cadre", PIECES)
@pytest.mark.parametrize("code", ["ERREUR_DE_MONTANT", "MONTANTTOTAL_ERR", "CALCUL_ERR"])
def test_an_amount_is_corrected_in_the_next_piece_and_refuses_nothing(cadre: str, code: str) -> None:
    applied = answer(said(S.REJETEE, motif="Trop cher", motif_codes=(code,)), piece(cadre), acteur=addressee(cadre))
    assert codes(applied) == ["SUI-29"]
    assert "pièce suivante" in applied.findings[0].remedy.fr


@pytest.mark.parametrize("cadre", NOT_TO_FOURNISSEUR)
@pytest.mark.parametrize("asked", [S.REJETEE, *sorted(REFUSED)])
def test_another_reason_refuses_nothing_and_the_remedy_is_to_suspend(cadre: str, asked: Status) -> None:
    applied = answer(said(asked, motif="Je ne suis pas d'accord"), piece(cadre), acteur=addressee(cadre))
    assert codes(applied) == ["SUI-28"]
    assert "suspendez" in applied.findings[0].remedy.fr


@pytest.mark.parametrize("cadre", ["A18", "A20"])
def test_the_fournisseur_may_refuse_a_decompte_general_for_another_reason(cadre: str) -> None:
    applied = answer(said(S.REJETEE, motif="Révision oubliée"), piece(cadre), acteur=addressee(cadre))
    assert applied.after is S.REFUSEE_FOURNISSEUR
    assert codes(answer(said(S.REJETEE), piece(cadre), acteur=addressee(cadre))) == ["SUI-26"]


@pytest.mark.parametrize("cadre", PIECES)
def test_missing_information_suspends_and_the_depositor_completes(cadre: str) -> None:
    suspended = answer(said(S.SUSPENDUE, motif="Sans métré"), piece(cadre), acteur=addressee(cadre))
    assert suspended.after is (S.SUSPENDUE)
    depositor = Acteur(name="autre-compte", identifiers=frozenset())
    completed = answer(said(S.COMPLETEE), piece(cadre, S.SUSPENDUE), acteur=depositor)
    assert completed.after is S.COMPLETEE


@pytest.mark.parametrize(("cadre", "after"), [("A4", S.PRISE_EN_COMPTE_MOE), ("A15", S.PRISE_EN_COMPTE_MOA)])
def test_taken_into_account_is_set_in_the_role_of_the_addressee(cadre: str, after: Status) -> None:
    applied = answer(said(S.PRISE_EN_COMPTE_DESTINATAIRE, code="204"), piece(cadre), acteur=addressee(cadre))
    assert applied.after is after


def test_an_association_is_made_by_depositing_the_next_piece() -> None:
    assert codes(answer(said(S.ASSOCIEE), piece("A4"), acteur=addressee("A4"))) == ["SUI-25"]


def test_a_sous_traitants_valideur_may_refuse_for_any_reason() -> None:
    waiting = standing(cadre="A10", status=S.A_VALIDER_1, valideur_1=TITULAIRE, destinataire=MOE)
    applied = answer(said(S.REJETEE, motif_codes=("ERREUR_DE_MONTANT",)), waiting, acteur=SUPPLIER)
    assert applied.after is S.REFUSEE_1


def test_an_operator_acts_for_private_addressees_of_works_only() -> None:
    assert answer(said(S.SUSPENDUE, motif="x"), piece("A4"), acteur=OPERATOR).outcome is Outcome.APPLIED
    assert codes(answer(said(S.SUSPENDUE, motif="x"), piece("A19"), acteur=OPERATOR)) == ["SUI-30"]


def test_the_titulaire_does_not_complete_what_the_moa_deposited_for_him() -> None:
    suspended = standing(cadre="A20", status=S.SUSPENDUE, destinataire=TITULAIRE, drop="ville")
    assert codes(answer(said(S.COMPLETEE), suspended, acteur=SUPPLIER)) == ["SUI-30"]


def test_the_recipient_a_document_names_does_not_contradict_where_a_piece_went() -> None:
    assert answer(said(S.SUSPENDUE, motif="x", destinataire=REGION), piece("A4"), acteur=addressee("A4")).after
