"""Who must act next, in words that people follow."""

from dataclasses import replace
from datetime import date

import pytest

from domain.dossier import Dossier, Piece
from domain.next_actors import next_actors
from domain.piece import PIECES, indefinite, the
from domain.status import NEXT, Status
from domain.text import Locale
from domain.travaux import ETAPES, statuses_of
from tests.validators.chantier import MOE, TITULAIRE, events, piece

S = Status
TODAY = date(2026, 11, 5)
HERE = (S.DEPOSEE, S.MISE_A_DISPOSITION_MOE)


def told(*pieces: Piece, today: date = TODAY) -> list[str]:
    """The French sentences."""
    return [each.sentence.fr for each in next_actors(Dossier(id=1, pieces=pieces), today)]


def test_the_moe_deposits_or_takes_into_account_before_the_seventh_day() -> None:
    assert told(piece(1, "A4")) == [
        f"La MOE (SIRET {MOE}) dépose l'état d'acompte (A15) ou l'état d'acompte validé (A16) ou prend en compte "
        "le projet de décompte mensuel, au plus tard le 09/11/2026."
    ]
    (english,) = next_actors(Dossier(id=1, pieces=(piece(1, "A4"),)), TODAY)
    assert english.sentence.en == (
        f"The MOE (project manager) (SIRET {MOE}) deposits the interim payment statement (A15) or the validated "
        "interim payment statement (A16) or takes the draft monthly account into account, by 2026-11-09."
    )


@pytest.mark.parametrize(
    ("cadre", "begins", "names"),
    [
        ("A15", "La MOA", "(A19)"),
        ("A7", "La MOE", "(A17)"),
        ("A17", "La MOA", "le décompte général (A20)"),
        ("A20", "Le fournisseur", "le décompte général signé (A8)"),
        ("A22", "La MOA", "(A20) ou le décompte général et définitif (procédure tacite) (A25)"),
        ("A19", "Le service financier", "jusqu'à sa mise en paiement"),
    ],
)
def test_each_actor_gets_its_own_next_piece(cadre: str, begins: str, names: str) -> None:
    (sentence,) = told(piece(1, cadre))
    assert sentence.startswith(begins)
    assert names in sentence


def test_only_the_last_piece_counts() -> None:
    (sentence,) = told(piece(1, "A4", status=S.ASSOCIEE), piece(2, "A15", after=[1], dossier=1))
    assert "(A19)" in sentence


def test_a_piece_that_came_back_is_deposited_again_under_its_number() -> None:
    back = piece(2, "A15", after=[1], dossier=1, status=S.ERREUR_MOE_SUR_MOA)
    assert told(piece(1, "A4", status=S.ASSOCIEE), back) == [
        f"La MOE (SIRET {MOE}) redépose l'état d'acompte sous le même numéro, au bon destinataire."
    ]


def test_after_a_refusal_the_one_before_is_at_work_again() -> None:
    refused = piece(2, "A15", after=[1], dossier=1, status=S.REFUSEE_MOA)
    (sentence,) = told(piece(1, "A4", status=S.ASSOCIEE), refused)
    assert sentence.startswith(f"La MOE (SIRET {MOE}) dépose l'état d'acompte (A15)")
    assert told(piece(1, "A4", status=S.REFUSEE_MOE)) == [
        f"Le fournisseur (SIRET {TITULAIRE}) dépose le projet de décompte mensuel sous un nouveau numéro, après "
        "correction."
    ]


def test_a_suspended_piece_is_its_author_s() -> None:
    (sentence,) = told(piece(1, "A4", status=S.SUSPENDUE))
    assert sentence.startswith(f"Le fournisseur (SIRET {TITULAIRE}) complète le projet de décompte mensuel")


def test_the_valideur_has_fifteen_days() -> None:
    waiting = piece(1, "A10", status=S.A_VALIDER_1, valideur_1=TITULAIRE, events=events(S.DEPOSEE, S.A_VALIDER_1))
    assert told(waiting) == [
        f"Le valideur (SIRET {TITULAIRE}) valide ou refuse la demande de paiement, au plus tard le 17/11/2026."
    ]


def test_a_late_decompte_general_lets_the_fournisseur_send_its_own() -> None:
    dossier = (piece(1, "A7", status=S.ASSOCIEE), piece(2, "A17", after=[1], dossier=1))
    assert len(told(*dossier, today=date(2026, 12, 2))) == 1
    late = told(*dossier, today=date(2026, 12, 3))
    assert "(A22)" in late[1]
    assert "02/12/2026" in late[1]


def test_once_tacit_the_fournisseur_deposits_the_definitive_one() -> None:
    (sentence,) = told(piece(1, "A22", status=S.A_ASSOCIER_FOURNISSEUR))
    assert sentence == f"Le fournisseur (SIRET {TITULAIRE}) dépose le décompte général et définitif tacite (A23)."


def test_a_paid_dossier_needs_no_action() -> None:
    paid = piece(2, "A19", after=[1], dossier=1, status=S.MISE_EN_PAIEMENT)
    assert told(piece(1, "A4", status=S.ASSOCIEE), paid) == []


@pytest.mark.parametrize("cadre", list(ETAPES))
def test_somebody_must_act_in_every_status_that_is_not_the_end(cadre: str) -> None:
    for status in statuses_of(cadre):
        alone = replace(piece(1, cadre), status=status)
        sentences = told(alone)
        ended = not NEXT[status] and status is S.MISE_EN_PAIEMENT
        assert bool(sentences) != (ended or status is S.REMPLACEE_PAR_A22), (cadre, status)
        for suite in next_actors(Dossier(id=1, pieces=(alone,)), TODAY):
            for locale in Locale:
                sentence = suite.sentence.in_(locale)
                assert "None" not in sentence
                assert not sentence.endswith((" .", "dépose .", ".."))


def test_pieces_have_their_article() -> None:
    assert the("A15").fr == "l'état d'acompte"
    assert the("A10").fr == "la demande de paiement"
    assert the("A7").en == "the draft final account"
    assert indefinite("A15").en == "an interim payment statement"
    assert set(PIECES) == set(ETAPES)
