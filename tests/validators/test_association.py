"""Works pieces follow one another: what is found, what is refused and why, whatever the order they come in."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.decision import Verdict
from domain.deposit import Disposition, Known, Link, Settled
from domain.dossier import Piece
from domain.status import Status
from domain.travaux import ETAPES, associated
from tests.validators.chantier import (
    DAY,
    INTRUS,
    MOA,
    MOE,
    NOW,
    SOUS_TRAITANT,
    TITULAIRE,
    asked,
    at,
    codes,
    deposited,
    events,
    piece,
)
from validators.chorus_pro.travaux.association import numbers

S = Status
PAIRS = [(before, etape.cadre) for etape in ETAPES.values() for before in sorted(etape.after)]


def only(one: Settled, *pieces: Piece, rights: frozenset[str] | None = None, now: datetime = NOW) -> Settled:
    (answer,) = asked(one, *pieces, rights=rights, now=now)
    return answer


@pytest.mark.parametrize(("before", "cadre"), PAIRS)
def test_each_step_of_the_circuit_follows_the_table(before: str, cadre: str) -> None:
    earlier = piece(1, before)
    if before == "A22":
        earlier = piece(
            1, before, status=S.A_ASSOCIER_FOURNISSEUR if cadre in ("A23", "A24") else S.MISE_A_DISPOSITION_MOA
        )
    folk = () if before != "A22" else (piece(9, "A7", dossier=1, status=S.REMPLACEE_PAR_A22),)
    answer = only(deposited(cadre, "p1 "), earlier, *folk)
    assert codes(answer) == []
    assert answer.disposition is Disposition.ACCEPTED
    assert answer.dossier_id == 1
    assert answer.links == (Link(invoice_id=1, becomes=associated(before, cadre)),)


@pytest.mark.parametrize("cadre", [c for c in ETAPES if not ETAPES[c].after])
def test_a_demande_begins_a_dossier_whatever_it_names(cadre: str) -> None:
    one = deposited(cadre, "P1")
    assert only(one, piece(1, "A4")) == one
    assert numbers([one]) == frozenset()


@pytest.mark.parametrize("cadre", list(ETAPES))
def test_any_piece_may_begin_a_dossier(cadre: str) -> None:
    one = deposited(cadre)
    assert only(one) == one


def test_what_is_no_works_piece_is_left_alone() -> None:
    one = deposited("A15", "P1", cadre_facturation="A1")
    assert only(one, piece(1, "A4")) == one


def test_a_credit_note_credits_and_follows_nothing() -> None:
    one = deposited("A15", "P1", type_facture="381")
    assert only(one, piece(1, "A4")) == one


def refused(code: str, one: Settled, *pieces: Piece, now: datetime = NOW, rights: frozenset[str] | None = None) -> str:
    """That ``one`` is refused for ``code`` alone; its French sentences."""
    answer = only(one, *pieces, now=now, rights=rights)
    assert codes(answer) == [code]
    assert answer.disposition is Disposition.REJECTED
    assert answer.decision.verdict is Verdict.REJECTED
    assert answer.decision.route is None
    assert answer.links == ()
    (finding,) = answer.decision.findings
    for text in (*finding.message, *finding.remedy):
        assert "{" not in text and "None" not in text
    return f"{finding.message.fr} {finding.remedy.fr}"


def test_an_unknown_piece() -> None:
    assert "« P9 »" in refused("TRA-01", deposited("A15", "P9"), piece(1, "A4"))


def test_the_date_must_be_that_of_the_piece() -> None:
    assert "02/12/2026" in refused("TRA-01", deposited("A15", "P1@2026-12-02"), piece(1, "A4"))
    assert codes(only(deposited("A15", f"P1@{DAY}"), piece(1, "A4"))) == []


def test_one_number_of_two_suppliers_is_distinguished_by_the_seller_or_else_reported() -> None:
    other = piece(2, "A4", numero_facture="P1", fournisseur=SOUS_TRAITANT)
    assert only(deposited("A15", "P1"), piece(1, "A4"), other).dossier_id == 1
    assert only(deposited("A15", "P1", seller=SOUS_TRAITANT), piece(1, "A4"), other).dossier_id == 2
    told = refused("TRA-02", deposited("A15", "P1", seller=MOE), piece(1, "A4"), other)
    assert TITULAIRE in told
    assert SOUS_TRAITANT in told


def test_a_refused_piece_under_the_same_number_does_not_stand_in_the_way() -> None:
    assert (
        only(
            deposited("A15", "P1"), piece(1, "A4", status=S.REFUSEE_MOE), piece(2, "A4", numero_facture="P1")
        ).dossier_id
        == 2
    )


def test_the_dossier_of_another_structure() -> None:
    refused("TRA-03", deposited("A15", "P1", seller=INTRUS, moe=None), piece(1, "A4"))
    refused("TRA-03", deposited("A15", "P1", seller=INTRUS, moe=None), piece(1, "A4"), rights=frozenset({INTRUS}))


def test_a_step_that_cannot_follow_names_what_may() -> None:
    told = refused("TRA-04", deposited("A17", "P1"), piece(1, "A4"))
    assert "A7, A14" in told
    assert "A5, A15, A6, A16, A19" in told


@pytest.mark.parametrize("status", [S.REFUSEE_MOE, S.ERREUR_FOURNISSEUR_SUR_MOE])
def test_nothing_follows_a_piece_that_was_refused(status: Status) -> None:
    refused("TRA-05", deposited("A15", "P1"), piece(1, "A4", status=status))


def test_a_piece_is_followed_once_and_again_when_the_follower_was_refused() -> None:
    first = piece(1, "A4", status=S.ASSOCIEE)
    living = piece(2, "A15", after=[1], dossier=1)
    assert "« P2 »" in refused("TRA-06", deposited("A15", "P1"), first, living)
    sent_back = replace(living, status=S.ERREUR_MOE_SUR_MOA)
    answer = only(deposited("A15", "P1"), first, sent_back)
    assert codes(answer) == []
    assert answer.links == (Link(invoice_id=1, becomes=None),)


def test_a_suspended_piece_is_completed_first() -> None:
    refused("TRA-07", deposited("A15", "P1"), piece(1, "A4", status=S.SUSPENDUE))


def test_a_piece_still_on_its_way_is_followed_and_takes_its_step_once_there() -> None:
    answer = only(deposited("A15", "P1"), piece(1, "A4", status=S.DEPOSEE))
    assert answer.links == (Link(invoice_id=1, becomes=S.ASSOCIEE),)


@pytest.mark.parametrize("status", [S.DEPOSEE, S.A_VALIDER_1, S.VALIDEE_1])
def test_a_demande_waits_for_its_valideur(status: Status) -> None:
    refused("TRA-08", deposited("A15", "P1"), piece(1, "A10", status=status, valideur_1=TITULAIRE))


class TestWhoMakesIt:
    """A15 of somebody who is not the MOE of the dossier."""

    A4 = piece(1, "A4")

    def test_the_account_of_the_moe_is_enough(self) -> None:
        assert codes(only(deposited("A15", "P1", moe=None), self.A4, rights=frozenset({MOE[:9]}))) == []

    def test_the_account_of_the_titulaire_is_not(self) -> None:
        told = refused("TRA-09", deposited("A15", "P1"), self.A4, rights=frozenset({TITULAIRE}))
        assert MOE in told
        assert "maîtrise d'œuvre" in told

    def test_an_account_outside_the_dossier_is_not_whatever_it_writes(self) -> None:
        refused("TRA-09", deposited("A15", "P1"), self.A4, rights=frozenset({INTRUS}))
        refused("TRA-09", deposited("A15", "P1", seller=MOE), self.A4, rights=frozenset({INTRUS}))

    def test_an_operator_is_accepted_unless_the_piece_contradicts_it(self) -> None:
        anybody = frozenset({"*"})
        assert codes(only(deposited("A15", "P1"), self.A4, rights=anybody)) == []
        refused("TRA-09", deposited("A15", "P1", moe=INTRUS), self.A4, rights=anybody)
        refused("TRA-09", deposited("A15", "P1", seller=INTRUS), self.A4, rights=anybody)

    def test_the_moe_that_sent_it_back_is_no_longer_the_moe(self) -> None:
        other = "99999931100010"
        back = replace(self.A4, status=S.ERREUR_FOURNISSEUR_SUR_MOE)
        again = piece(2, "A4", dossier=1, destinataire=other)
        refused("TRA-09", deposited("A15", "P2", moe=None), back, again, rights=frozenset({MOE}))

    def test_another_titulaire_cannot_sign_the_decompte(self) -> None:
        dossier = (piece(1, "A7", status=S.ASSOCIEE), piece(2, "A20", after=[1], dossier=1))
        refused("TRA-09", deposited("A8", "P2", seller=INTRUS), *dossier, rights=frozenset({"*"}))
        assert codes(only(deposited("A8", "P2"), *dossier, rights=frozenset({TITULAIRE}))) == []

    def test_the_moa_is_who_the_statement_was_for(self) -> None:
        dossier = (piece(1, "A4", status=S.ASSOCIEE), piece(2, "A15", after=[1], dossier=1))
        assert codes(only(deposited("A19", "P2"), *dossier, rights=frozenset({MOA}))) == []
        refused("TRA-09", deposited("A19", "P2"), *dossier, rights=frozenset({MOE}))
        assert codes(only(deposited("A16", "P2"), *dossier, rights=frozenset({MOE}))) == []

    def test_nobody_is_known_as_moa_then_the_piece_must_name_who_deposits(self) -> None:
        assert codes(only(deposited("A19", "P1"), self.A4, rights=frozenset({MOA}))) == []
        refused(
            "TRA-09", deposited("A19", "P1", seller=INTRUS), replace(self.A4, moe=MOE), rights=frozenset({"552100554"})
        )


def test_the_tacit_decompte_waits_ten_days() -> None:
    a22 = piece(1, "A22", events=events(S.DEPOSEE, S.MISE_A_DISPOSITION_MOA))
    last = datetime(2026, 11, 12, 22, 59, tzinfo=UTC)
    assert "12/11/2026" in refused("TRA-10", deposited("A23", "P1"), a22, now=last)
    answer = only(deposited("A23", "P1"), a22, now=datetime(2026, 11, 12, 23, 0, tzinfo=UTC))
    assert codes(answer) == []
    assert answer.links == (Link(invoice_id=1, becomes=S.ASSOCIEE),)
    refused("TRA-10", deposited("A23", "P1"), replace(a22, status=S.DEPOSEE, events=()), now=at(60))


def test_once_tacit_the_decompte_general_comes_too_late() -> None:
    refused("TRA-12", deposited("A20", "P1"), piece(1, "A22", status=S.A_ASSOCIER_FOURNISSEUR))
    assert codes(only(deposited("A25", "P1"), piece(1, "A22", status=S.A_ASSOCIER_FOURNISSEUR))) == []


def test_a_decompte_general_goes_to_the_fournisseur_of_the_dossier() -> None:
    assert TITULAIRE in refused("TRA-13", deposited("A20", "P1", to=INTRUS), piece(1, "A7"))


class TestTacitProcedure:
    """A22 replaces what came before it."""

    A7 = piece(1, "A7", status=S.ASSOCIEE)
    A17 = piece(2, "A17", after=[1], dossier=1)

    def test_everything_before_is_replaced(self) -> None:
        expected = {(1, S.REMPLACEE_PAR_A22), (2, S.REMPLACEE_PAR_A22)}
        for named in ("P1", "P2"):
            answer = only(deposited("A22", named), self.A7, self.A17)
            assert {(link.invoice_id, link.becomes) for link in answer.links} == expected
            assert codes(answer) == []

    def test_a_refused_a17_is_not(self) -> None:
        answer = only(deposited("A22", "P1"), self.A7, replace(self.A17, status=S.REFUSEE_MOA))
        assert [link.invoice_id for link in answer.links] == [1]

    def test_it_comes_too_late_after_the_decompte_general(self) -> None:
        a20 = piece(3, "A20", after=[2], dossier=1)
        refused("TRA-06", deposited("A22", "P1"), self.A7, replace(self.A17, status=S.ASSOCIEE), a20)


def test_a_demande_of_a_sous_traitant_joins_the_dossier_of_the_titulaire() -> None:
    answer = only(deposited("A15", "P1", "P2"), piece(1, "A10", valideur_1=TITULAIRE), piece(2, "A4"))
    assert codes(answer) == []
    assert answer.dossier_id == 2
    assert set(answer.links) == {
        Link(invoice_id=2, becomes=S.ASSOCIEE),
        Link(invoice_id=1, becomes=S.PRISE_EN_COMPTE_MOE),
    }


def test_a_demande_of_a_sous_traitant_alone_is_followed_though_the_titulaire_is_not_known_yet() -> None:
    assert codes(only(deposited("A15", "P1"), piece(1, "A10"), rights=frozenset({MOE}))) == []


def test_pieces_of_two_dossiers_are_refused() -> None:
    assert "P1, P2" in refused("TRA-11", deposited("A15", "P1", "P2"), piece(1, "A4"), piece(2, "A4"))
    elsewhere = piece(2, "A10", destinataire=INTRUS, moe=MOE)
    refused("TRA-11", deposited("A15", "P1", "P2"), piece(1, "A4"), elsewhere)


class TestOneBatch:
    """Pieces that come together."""

    def test_the_same_piece_is_followed_by_the_first_only(self) -> None:
        one, two = asked([deposited("A15", "P1"), deposited("A15", "P1", number="N2", rank=1)], piece(1, "A4"))
        assert codes(one) == []
        assert codes(two) == ["TRA-06"]
        assert "« N1 »" in two.decision.findings[0].message.fr

    @pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
    def test_a_whole_circuit_comes_in_any_order(self, order: tuple[int, ...]) -> None:
        whole = [
            deposited("A4", number="S1", rank=0),
            deposited("A15", "S1", number="S1-EA", rank=1),
            deposited("A19", "S1-EA", number="S1-EAV", rank=2),
        ]
        answers = {each.position: each for each in asked([whole[rank] for rank in order])}
        assert [codes(answers[rank]) for rank in range(3)] == [[], [], []]
        assert answers[1].links == (Link(invoice_id=0, becomes=S.ASSOCIEE, place=(7, 0)),)
        assert answers[2].links == (Link(invoice_id=0, becomes=S.ASSOCIEE, place=(7, 1)),)
        assert [answers[rank].dossier_id for rank in range(3)] == [None, None, None]

    def test_what_was_refused_is_followed_by_nothing(self) -> None:
        one, two = asked([deposited("A15", "P9", number="N1"), deposited("A19", "N1", number="N2", rank=1)])
        assert codes(one) == ["TRA-01"]
        assert codes(two) == ["TRA-01"]

    def test_pieces_that_name_each_other_end_nowhere(self) -> None:
        one, two = asked([deposited("A15", "N2", number="N1"), deposited("A19", "N1", number="N2", rank=1)])
        assert codes(one) == codes(two) == ["TRA-01"]

    def test_answers_keep_the_order_they_were_asked_in(self) -> None:
        mixed = [deposited("A15", "S1", number="S1-EA"), deposited("A4", number="S1", rank=1)]
        assert [each.position for each in asked(mixed)] == [0, 1]


class TestComingAgain:
    """A piece that was sent back as wrongly addressed, deposited again."""

    A4 = piece(1, "A4", status=S.ASSOCIEE)
    BACK = piece(2, "A15", after=[1], dossier=1, status=S.ERREUR_MOE_SUR_MOA)

    def again(self) -> Settled:
        one = deposited("A15", "P1", number="P2")
        assert one.key
        known = Known(
            invoice_id=2, key=one.key, sha256="old", status=S.ERREUR_MOE_SUR_MOA, deposited_at=at(), certificate="C"
        )
        return replace(one, disposition=Disposition.RECYCLED, previous=known)

    def test_its_links_are_known_already(self) -> None:
        one = self.again()
        assert only(one, self.A4, self.BACK) == one

    def test_not_when_another_piece_took_its_place(self) -> None:
        other = piece(3, "A15", after=[1], dossier=1)
        answer = only(self.again(), self.A4, self.BACK, other)
        assert codes(answer) == ["TRA-06"]
        assert answer.disposition is Disposition.REJECTED

    def test_not_by_an_actor_outside_the_dossier(self) -> None:
        assert codes(only(self.again(), self.A4, self.BACK, rights=frozenset({INTRUS}))) == ["TRA-09"]


def test_all_reasons_are_given_at_once() -> None:
    answer = only(deposited("A17", "P1", "P9"), piece(1, "A4", status=S.SUSPENDUE), rights=frozenset({INTRUS}))
    assert codes(answer) == ["TRA-01", "TRA-04", "TRA-07", "TRA-09"]


def test_the_numbers_to_ask_the_ledger_for() -> None:
    several = [deposited("A15", "P1", " p2"), deposited("A4", "P3", rank=1), deposited("A19", "P4", rank=2)]
    rejected = replace(deposited("A19", "P5", rank=3), disposition=Disposition.REJECTED)
    assert numbers([*several, rejected]) == {"P1", " p2", "P4"}
