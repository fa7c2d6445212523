"""Ageing: each unpaid invoice counted once, late from the day after its last day, whatever the clocks did."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.ageing import Unpaid, ageing_of, overdue_of
from domain.current_actor import CurrentActor, current_actor
from domain.dashboard import AGE_BANDS, SOON
from domain.late_payment import PaymentTerms
from domain.paris_time import PARIS, paris_day
from domain.status import Status
from domain.status_facts import STOPPED
from domain.travaux import ETAPES

TODAY = date(2026, 11, 21)
SIRETS = ("20005384900017", "22220001600010")


def impayee(rank: int = 1, siret: str = SIRETS[0], **changes: object) -> Unpaid:
    values: dict[str, object] = {
        "status": Status.MISE_A_DISPOSITION,
        "available_at": datetime(2026, 11, 1, tzinfo=UTC),
        "ttc": Decimal(120),
    }
    return Unpaid(
        invoice_id=rank,
        numero_facture=f"F-{rank}",
        fournisseur="12345678200018",
        nom_fournisseur="Ateliers",
        destinataire=siret,
        nom_destinataire="Région des Essais",
        code_service="",
        devise="EUR",
        **values | changes,
    )


FIRST = datetime(2025, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 688 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))
UNPAID = st.builds(
    impayee,
    rank=st.integers(1, 10**6),
    siret=st.sampled_from(SIRETS),
    available_at=MOMENTS,
    completed_at=st.none() | MOMENTS,
    status=st.sampled_from(sorted({Status.MISE_A_DISPOSITION, Status.MANDATEE, *STOPPED})),
    ttc=st.none() | st.decimals(-(10**9), 10**9, places=2),
)


@given(st.lists(UNPAID, max_size=30, unique_by=lambda one: one.invoice_id), st.integers(0, 90))
def test_each_is_counted_once(unpaid: list[Unpaid], delay: int) -> None:
    terms = PaymentTerms(delays=dict.fromkeys(SIRETS, delay))
    found = ageing_of(unpaid, TODAY, terms)
    judged = [overdue_of(one, TODAY, terms) for one in unpaid]
    assert sum(one.count for one in found.tranches) == len(unpaid)
    assert sum(one.ttc for one in found.tranches) == sum(one.ttc or 0 for one in unpaid)
    assert sum(one.late for one in found.tranches) == len(found.late) == sum(bool(one.late_days) for one in judged)
    assert [one.late_days for one in found.late] == sorted((one.late_days for one in found.late), reverse=True)
    assert all(TODAY <= one.due_on <= TODAY + timedelta(days=SOON) for one in found.soon)
    assert not {one.invoice_id for one in found.soon} & {one.invoice_id for one in found.late}
    assert all(one.status not in STOPPED for one in (*found.soon, *found.late))
    assert {(one.first, one.last) for one in found.tranches} <= set(AGE_BANDS)


@given(MOMENTS, st.integers(0, 90))
def test_the_last_day_is_in_time_and_the_next_is_late(at: datetime, delay: int) -> None:
    one = impayee(available_at=at)
    last = paris_day(at) + timedelta(days=delay)
    terms = PaymentTerms(delays={one.destinataire: delay})
    assert overdue_of(one, last, terms).late_days == 0
    assert overdue_of(one, last + timedelta(days=1), terms).late_days == 1


def test_a_night_of_clock_change_is_one_night() -> None:
    before = datetime(2026, 10, 24, 23, 30, tzinfo=PARIS)
    after = datetime(2026, 10, 25, 0, 30, tzinfo=PARIS)
    due = [overdue_of(impayee(available_at=at), TODAY, PaymentTerms()).due_on for at in (before, after)]
    assert due == [date(2026, 11, 23), date(2026, 11, 24)]


def test_a_completion_starts_the_delay_anew_but_not_the_age() -> None:
    late = overdue_of(impayee(available_at=datetime(2026, 9, 1, tzinfo=UTC)), TODAY, PaymentTerms())
    anew = datetime(2026, 11, 10, tzinfo=UTC)
    completed = overdue_of(
        impayee(available_at=datetime(2026, 9, 1, tzinfo=UTC), completed_at=anew), TODAY, PaymentTerms()
    )
    assert (late.days, late.late_days) == (81, 51)
    assert (completed.days, completed.late_days, completed.due_on) == (81, 0, date(2026, 12, 10))


def test_the_current_actor_is_one_or_nobody() -> None:
    for status in Status:
        for cadre in (None, "A1", "A9", *ETAPES):
            assert current_actor(status, cadre) in CurrentActor
    assert current_actor(Status.MISE_A_DISPOSITION_MOE, "A4") is CurrentActor.MOE
    assert current_actor(Status.SUSPENDUE, "A15") is CurrentActor.MOE, "who made the piece completes it"
    assert current_actor(Status.SUSPENDUE, "A1") is CurrentActor.FOURNISSEUR
    assert current_actor(Status.A_VALIDER_1, "A10") is CurrentActor.VALIDEUR
    assert current_actor(Status.MANDATEE, "A19") is CurrentActor.DESTINATAIRE
    assert current_actor(Status.MISE_EN_PAIEMENT, "A1") is CurrentActor.PERSONNE


def test_a_structure_may_count_from_the_service_fait_and_never_from_an_earlier_one() -> None:
    first = datetime(2026, 9, 1, tzinfo=UTC)
    one = impayee(available_at=first, service_fait_at=datetime(2026, 11, 10, tzinfo=UTC))
    before = impayee(available_at=first, service_fait_at=datetime(2026, 8, 10, tzinfo=UTC))
    terms = PaymentTerms(from_service_fait=frozenset({one.destinataire}))
    assert overdue_of(one, TODAY, terms).due_on == date(2026, 12, 10)
    assert overdue_of(one, TODAY, PaymentTerms()).due_on == overdue_of(before, TODAY, terms).due_on == date(2026, 10, 1)


def test_a_late_invoice_says_what_it_costs_and_a_sum_with_an_unknown_part_is_no_sum() -> None:
    late = impayee(available_at=datetime(2026, 3, 1, tzinfo=UTC), ttc=Decimal(1000))
    found = overdue_of(late, date(2026, 4, 11), PaymentTerms())
    assert found.late_payment is not None
    assert (found.late_days, found.late_payment.interest) == (11, Decimal("3.06"))
    bands = ageing_of([late, replace(late, ttc=None)], date(2026, 4, 11), PaymentTerms()).tranches
    assert [(band.interest, band.indemnity) for band in bands if band.late] == [(None, Decimal(80))]


def test_interest_runs_on_what_is_left_to_pay() -> None:
    late = impayee(available_at=datetime(2026, 3, 1, tzinfo=UTC), ttc=Decimal(1200), due=Decimal(1000))
    cost = overdue_of(late, date(2026, 4, 11), PaymentTerms()).late_payment
    assert cost is not None
    assert cost.interest == Decimal("3.06"), "1000 x 10,15 % x 11 / 365: what was prepaid is not late"
    more = overdue_of(replace(late, due=Decimal(5000)), date(2026, 4, 11), PaymentTerms()).late_payment
    assert more is not None
    assert more.interest == Decimal("3.67"), "never on more than the invoice"
    assert overdue_of(replace(late, due=Decimal(0)), date(2026, 4, 11), PaymentTerms()).late_payment is None
