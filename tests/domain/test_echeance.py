"""Legal deadlines: from which day, until which day, for whom; and what silence makes of a piece."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.deposit import StatusEvent
from domain.dossier import Dossier, Piece
from domain.echeance import DAYS, DELAI_LABELS, TACIT_ACCEPTANCES, Delai, Echeance, echeances, lapses
from domain.paris_time import PARIS
from domain.status import Status
from domain.travaux import ETAPES, may_become
from tests.validators.chantier import MOA, MOE, TITULAIRE, events, piece

S = Status
FROM = datetime(2023, 1, 1, tzinfo=UTC)


def running(*pieces: Piece, delay: int = 30) -> dict[Delai, Echeance]:
    found = echeances(Dossier(id=pieces[0].invoice_id, pieces=pieces), delay)
    assert len({each.delai for each in found}) == len(found)
    return {each.delai: each for each in found}


def standing(cadre: str, *steps: tuple[Status, float] | Status, **changes: Any) -> Piece:
    """A piece whose last step is its status."""
    told = events(*steps)
    return piece(1, cadre, **{"status": told[-1].status, "status_at": told[-1].at, "events": told, **changes})


class TestVerification:
    """7 days of the MOE."""

    def test_it_runs_from_the_mise_a_disposition(self) -> None:
        found = running(standing("A4", S.DEPOSEE, S.MISE_A_DISPOSITION_MOE))[Delai.VERIFICATION_MOE]
        assert (found.since, found.due_on, found.who) == (date(2026, 11, 2), date(2026, 11, 9), MOE)
        assert found.days_left(date(2026, 11, 9)) == 0
        assert found.days_left(date(2026, 11, 11)) == -2

    @pytest.mark.parametrize("status", [S.PRISE_EN_COMPTE_MOE, S.ASSOCIEE, S.SUSPENDUE, S.REFUSEE_MOE])
    def test_it_ends_when_the_moe_acts(self, status: Status) -> None:
        assert Delai.VERIFICATION_MOE not in running(standing("A4", S.DEPOSEE, S.MISE_A_DISPOSITION_MOE, status))

    def test_a_completion_starts_it_anew_whole(self) -> None:
        life = (S.DEPOSEE, S.MISE_A_DISPOSITION_MOE, (S.SUSPENDUE, 6.0), (S.COMPLETEE, 20.0))
        assert running(standing("A4", *life))[Delai.VERIFICATION_MOE].due_on == date(2026, 11, 29)

    def test_what_comes_again_runs_from_its_new_addressee(self) -> None:
        life = (
            S.DEPOSEE,
            S.MISE_A_DISPOSITION_MOE,
            (S.ERREUR_FOURNISSEUR_SUR_MOE, 3.0),
            (S.DEPOSEE, 5.0),
            (S.MISE_A_DISPOSITION_MOE, 6.0),
        )
        found = running(standing("A4", *life))
        assert found[Delai.VERIFICATION_MOE].due_on == date(2026, 11, 15)
        assert found[Delai.PAIEMENT].since == date(2026, 11, 8)

    def test_a_projet_de_decompte_final_has_no_seven_days(self) -> None:
        assert Delai.VERIFICATION_MOE not in running(standing("A7", S.DEPOSEE, S.MISE_A_DISPOSITION_MOE))


class TestValideur:
    """15 days, whatever the invoice."""

    def test_the_titulaire_then_the_mandataire(self) -> None:
        one = standing("A9", S.DEPOSEE, S.A_VALIDER_1, valideur_1=TITULAIRE, valideur_2=MOE)
        first = running(one)
        assert (first[Delai.VALIDATION_1].due_on, first[Delai.VALIDATION_1].who) == (date(2026, 11, 17), TITULAIRE)
        two = standing("A9", S.DEPOSEE, S.A_VALIDER_1, (S.VALIDEE_1, 4.0), (S.A_VALIDER_2, 5.0), valideur_2=MOE)
        second = running(two)
        assert (second[Delai.VALIDATION_2].due_on, second[Delai.VALIDATION_2].who) == (date(2026, 11, 22), MOE)
        assert Delai.VALIDATION_1 not in second

    def test_without_its_events_the_current_status_decides(self) -> None:
        assert running(piece(1, "A10", status=S.A_VALIDER_1, events=()))[Delai.VALIDATION_1].since == date(2026, 11, 2)


class TestDecompteGeneral:
    """30 days of the MOA."""

    A7 = standing("A7", S.DEPOSEE, S.MISE_A_DISPOSITION_MOE)

    def test_from_the_moe_s_date_or_the_moa_s_if_later(self) -> None:
        alone = running(self.A7)[Delai.DECOMPTE_GENERAL]
        assert (alone.invoice_id, alone.due_on, alone.who) == (1, date(2026, 12, 2), "")
        a17 = piece(2, "A17", after=[1], dossier=1, events=events(S.DEPOSEE, (S.MISE_A_DISPOSITION_MOA, 10.0)))
        later = running(replace(self.A7, status=S.ASSOCIEE), a17)[Delai.DECOMPTE_GENERAL]
        assert (later.invoice_id, later.due_on, later.who) == (2, date(2026, 12, 12), MOA)

    def test_an_a17_of_a_date_before_does_not_shorten_it(self) -> None:
        a17 = piece(2, "A17", after=[1], dossier=1, events=events(S.DEPOSEE, (S.MISE_A_DISPOSITION_MOA, -3.0)))
        assert running(self.A7, a17)[Delai.DECOMPTE_GENERAL].due_on == date(2026, 12, 2)

    def test_it_ends_when_the_decompte_general_is_there_even_refused(self) -> None:
        for status in (S.MISE_A_DISPOSITION_FOURNISSEUR, S.REFUSEE_FOURNISSEUR):
            a20 = piece(2, "A20", after=[1], dossier=1, status=status)
            assert Delai.DECOMPTE_GENERAL not in running(self.A7, a20)
        on_its_way = piece(2, "A20", after=[1], dossier=1, status=S.DEPOSEE, events=events(S.DEPOSEE))
        assert Delai.DECOMPTE_GENERAL in running(self.A7, on_its_way)
        lost = piece(2, "A20", after=[1], dossier=1, status=S.ERREUR_MOA_SUR_FOURNISSEUR)
        assert Delai.DECOMPTE_GENERAL in running(self.A7, lost)

    @pytest.mark.parametrize("status", [S.SUSPENDUE, S.REMPLACEE_PAR_A22, S.REFUSEE_MOE])
    def test_it_does_not_run_when_the_piece_is_not_the_moa_s_to_answer(self, status: Status) -> None:
        assert Delai.DECOMPTE_GENERAL not in running(replace(self.A7, status=status))


class TestAcceptance:
    """30 days of the titulaire."""

    @pytest.mark.parametrize("cadre", ["A18", "A20"])
    def test_from_the_mise_a_disposition_to_the_signed_decompte(self, cadre: str) -> None:
        one = standing(cadre, S.DEPOSEE, S.MISE_A_DISPOSITION_FOURNISSEUR)
        found = running(one)[Delai.ACCEPTATION_TITULAIRE]
        assert (found.due_on, found.who) == (date(2026, 12, 2), TITULAIRE)
        assert Delai.ACCEPTATION_TITULAIRE not in running(replace(one, status=S.ASSOCIEE))


class TestTacitDecompte:
    """10 days of the MOA."""

    @pytest.mark.parametrize("status", [S.MISE_A_DISPOSITION_MOA, S.PRISE_EN_COMPTE_MOA])
    def test_taking_it_into_account_is_no_answer(self, status: Status) -> None:
        found = running(standing("A22", S.DEPOSEE, S.MISE_A_DISPOSITION_MOA, (status, 4.0)))[Delai.DECOMPTE_TACITE]
        late = date(2026, 11, 16 if status is S.MISE_A_DISPOSITION_MOA else 12)
        assert (found.due_on, found.who) == (late, MOA)

    @pytest.mark.parametrize("status", [S.ASSOCIEE, S.SUSPENDUE, S.A_ASSOCIER_FOURNISSEUR, S.REFUSEE_MOA])
    def test_it_ends(self, status: Status) -> None:
        assert Delai.DECOMPTE_TACITE not in running(standing("A22", S.DEPOSEE, S.MISE_A_DISPOSITION_MOA, status))


class TestPayment:
    """30 days, or what the structure's settings say."""

    A4 = standing("A4", S.DEPOSEE, S.MISE_A_DISPOSITION_MOE, S.ASSOCIEE)

    def test_from_the_moe_to_the_mise_en_paiement(self) -> None:
        a19 = piece(2, "A19", dossier=1, after=[1], events=events(S.DEPOSEE, (S.MISE_A_DISPOSITION, 12.0)))
        found = running(self.A4, a19, delay=50)[Delai.PAIEMENT]
        assert (found.invoice_id, found.since, found.who) == (2, date(2026, 11, 2), MOA)
        assert found.due_on == date(2026, 12, 22)
        assert running(self.A4, replace(a19, status=S.MISE_EN_PAIEMENT)) == {}

    def test_a_suspension_stops_it_and_the_completion_starts_it_anew(self) -> None:
        life = (S.DEPOSEE, (S.MISE_A_DISPOSITION, 12.0), (S.SUSPENDUE, 14.0))
        a19 = standing("A19", *life, invoice_id=2, dossier_id=1, after=(1,))
        assert Delai.PAIEMENT not in running(self.A4, a19)
        again = standing("A19", *life, (S.COMPLETEE, 20.0), invoice_id=2, dossier_id=1, after=(1,))
        assert running(self.A4, again)[Delai.PAIEMENT].since == date(2026, 11, 22)

    def test_an_ordinary_invoice_runs_from_its_recipient(self) -> None:
        one = piece(1, "A1", status=S.MISE_A_DISPOSITION, events=events(S.DEPOSEE, S.MISE_A_DISPOSITION))
        assert running(one)[Delai.PAIEMENT].role is None
        assert running(replace(one, events=()))[Delai.PAIEMENT].since == date(2026, 11, 2)
        for none in (replace(one, avoir=True), replace(one, cadre="A2"), replace(one, status=S.REJETEE)):
            assert running(none) == {}

    def test_nothing_runs_before_somebody_has_it(self) -> None:
        assert running(standing("A4", S.DEPOSEE, available_at=None)) == {}


class TestSilence:
    """What a tacit deadline does once it has passed."""

    @pytest.mark.parametrize("delai", list(TACIT_ACCEPTANCES))
    def test_it_lapses_the_day_after_the_last(self, delai: Delai) -> None:
        cadre, status = {
            Delai.VALIDATION_1: ("A10", S.A_VALIDER_1),
            Delai.VALIDATION_2: ("A10", S.A_VALIDER_2),
            Delai.DECOMPTE_TACITE: ("A22", S.MISE_A_DISPOSITION_MOA),
        }[delai]
        dossier = Dossier(id=1, pieces=(standing(cadre, S.DEPOSEE, status),))
        last = date(2026, 11, 2) + timedelta(days=DAYS[delai])
        assert lapses(dossier, last) == ()
        (one,) = lapses(dossier, last + timedelta(days=1))
        assert (one.invoice_id, one.expected, one.new) == (1, status, TACIT_ACCEPTANCES.require(delai).new)
        assert may_become(cadre, one.expected, one.new)
        assert f"{DAYS[delai]} jours depuis le 02/11/2026" in one.motif

    def test_the_other_deadlines_only_warn(self) -> None:
        for cadre in ETAPES:
            if cadre != "A22":
                assert lapses(Dossier(id=1, pieces=(piece(1, cadre),)), date(2030, 1, 1)) == ()

    def test_every_deadline_has_its_words(self) -> None:
        assert set(DELAI_LABELS) == set(DAYS) == set(Delai)


@given(
    moment=st.integers(0, 10 * 366 * 24 * 60).map(lambda minutes: FROM + timedelta(minutes=minutes)),
    delai=st.sampled_from([Delai.VERIFICATION_MOE, Delai.DECOMPTE_TACITE]),
)
@example(moment=datetime(2026, 3, 28, 23, 30, tzinfo=UTC), delai=Delai.VERIFICATION_MOE)
@example(moment=datetime(2026, 10, 24, 22, 30, tzinfo=UTC), delai=Delai.DECOMPTE_TACITE)
@example(moment=datetime(2026, 10, 25, 0, 30, tzinfo=UTC), delai=Delai.DECOMPTE_TACITE)
@example(moment=datetime(2026, 10, 25, 1, 30, tzinfo=UTC), delai=Delai.DECOMPTE_TACITE)
@example(moment=datetime(2028, 2, 24, 23, 30, tzinfo=UTC), delai=Delai.VERIFICATION_MOE)
def test_days_are_days_of_paris_whatever_the_clocks_and_february_do(moment: datetime, delai: Delai) -> None:
    """A deadline of N days ends at midnight in Paris, N whole days after the day it began, for any hour of that day."""
    cadre = "A4" if delai is Delai.VERIFICATION_MOE else "A22"
    there = piece(1, cadre)
    born = StatusEvent(status=S.DEPOSEE, at=moment, actor="navette")
    step = StatusEvent(status=there.status, at=moment, actor="navette")
    found = running(replace(there, events=(born, step), status_at=moment))[delai]
    day = moment.astimezone(PARIS).date()
    assert found.since == day
    assert found.due_on.toordinal() - day.toordinal() == DAYS[delai]
    end = datetime.combine(found.due_on + timedelta(days=1), datetime.min.time(), PARIS)
    assert found.days_left((end - timedelta(seconds=1)).date()) == 0
    assert found.days_left(end.date()) == -1
    hours = (end.astimezone(UTC) - moment).total_seconds() / 3600
    assert DAYS[delai] * 24 - 1 <= hours <= (DAYS[delai] + 1) * 24 + 1
