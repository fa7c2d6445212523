"""What leaves, when, and by which rule."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.brouillon import EtatBrouillon
from domain.deposit import DepositKind, Disposition
from domain.retention import (
    Departure,
    KeepingRule,
    Reason,
    Reference,
    RetentionAction,
    RetentionPolicy,
    anniversary,
    is_settled,
)
from domain.status import Status

OLD = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
"""The 22nd in Paris."""
GENERAL = KeepingRule(name="general", years=10, action=RetentionAction.ARCHIVE)
SHORT = KeepingRule(
    name="irrecevables", years=1, action=RetentionAction.PURGE, dispositions=frozenset({Disposition.IRRECEVABLE})
)
NEVER = KeepingRule(name="musee", years=1, action=RetentionAction.KEEP, structures=frozenset({"22060001900016"}))
RULES = RetentionPolicy(rules=(NEVER, SHORT, GENERAL))


def reference(**changes: object) -> Reference:
    known = Reference(
        location="files/ab/ab",
        sha256="ab",
        kind=DepositKind.FACTURES,
        deposit_id=1,
        deposited_at=OLD,
        since=OLD,
        settled=True,
        document_id=1,
        invoice_id=1,
        disposition=Disposition.ACCEPTED,
        structure="20005384900017",
        cadre="A1",
        status=Status.MISE_EN_PAIEMENT,
    )
    return replace(known, **changes)


def test_a_draft_that_was_given_up_holds_nothing_that_is_named_otherwise() -> None:
    """Its own rule is for it alone; without that rule it is kept."""
    drafts = KeepingRule(name="brouillons", years=0, days=30, action=RetentionAction.PURGE, of_drafts=True)
    rules, late = RetentionPolicy(rules=(GENERAL, drafts)), date(2099, 1, 1)
    given_up = reference(draft=EtatBrouillon.ABANDONNE, document_id=None, invoice_id=None)
    assert rules.judge([given_up], date(2026, 12, 22)) is Reason.YOUNG
    assert rules.judge([given_up], date(2026, 12, 23)) == drafts
    assert RULES.judge([given_up], late) is Reason.FOREVER
    assert rules.judge([given_up, reference(settled=False)], late) is Reason.UNFINISHED
    assert RULES.judge([given_up, reference()], late) == GENERAL
    gone = reference(left=Departure(at=OLD, action=RetentionAction.PURGE, rule="general"))
    assert rules.judge([given_up, gone], date(2026, 11, 23)) is Reason.GONE
    opened = replace(given_up, draft=EtatBrouillon.EN_COURS, settled=False)
    assert rules.judge([opened, gone], late) is rules.judge([opened, reference()], late) is Reason.DRAFT


def test_an_invoice_leaves_the_day_after_its_years_counted_in_paris() -> None:
    assert RULES.judge([reference()], date(2036, 11, 22)) is Reason.YOUNG
    assert RULES.judge([reference()], date(2036, 11, 23)) == GENERAL


def test_the_first_rule_that_applies_decides() -> None:
    refused = reference(disposition=Disposition.IRRECEVABLE)
    assert RULES.judge([refused], date(2028, 1, 1)) == SHORT
    assert RULES.judge([replace(refused, structure="22060001900016")], date(2099, 1, 1)) is Reason.FOREVER
    assert RetentionPolicy(rules=(SHORT,)).judge([reference()], date(2099, 1, 1)) is Reason.FOREVER


def test_a_rule_about_a_structure_does_not_apply_without_one() -> None:
    assert not NEVER.applies_to(reference(structure=None))


def test_what_is_not_at_its_end_stays_however_old() -> None:
    assert RULES.judge([reference(settled=False)], date(2099, 1, 1)) is Reason.UNFINISHED


def test_shared_bytes_leave_when_all_that_refers_to_them_may() -> None:
    refused = reference(disposition=Disposition.IRRECEVABLE)
    assert RULES.judge([refused, reference()], date(2030, 1, 1)) is Reason.YOUNG
    assert RULES.judge([refused, reference(settled=False)], date(2099, 1, 1)) is Reason.UNFINISHED
    assert RULES.judge([refused, reference()], date(2099, 1, 1)) == GENERAL, "the one that archives"


def test_what_has_left_is_ignored() -> None:
    left = Departure(at=OLD, action=RetentionAction.ARCHIVE, rule="general", file="x.zip")
    gone = reference(left=left)
    assert RULES.judge([gone], date(2099, 1, 1)) is Reason.GONE
    assert RULES.judge([gone, reference()], date(2030, 1, 1)) is Reason.YOUNG
    assert RULES.judge([], date(2099, 1, 1)) is Reason.UNKNOWN


@given(day=st.dates(max_value=date(9000, 1, 1)), years=st.integers(1, 200))
def test_years_end_on_the_same_day_or_the_first_of_march(day: date, years: int) -> None:
    found = anniversary(day, years)
    assert found.year == day.year + years
    assert (found.month, found.day) == (day.month, day.day) or (day.month, day.day, found.month, found.day) == (
        2,
        29,
        3,
        1,
    )


@given(
    changes=st.lists(
        st.tuples(st.integers(0, 5000), st.booleans(), st.sampled_from(Disposition)), min_size=1, max_size=5
    ),
    days=st.integers(0, 8000),
)
def test_nothing_leaves_that_one_reference_still_needs(changes: list[tuple[int, bool, Disposition]], days: int) -> None:
    found = [
        reference(since=OLD + timedelta(days=age), settled=settled, disposition=disposition)
        for age, settled, disposition in changes
    ]
    today = (OLD + timedelta(days=days)).date()
    leaves = isinstance(RULES.judge(found, today), KeepingRule)
    assert leaves == all(isinstance(RULES.judge([one], today), KeepingRule) for one in found)


@pytest.mark.parametrize(
    ("cadre", "status", "associated", "end"),
    [
        ("A1", Status.MISE_EN_PAIEMENT, False, True),
        ("A1", Status.REJETEE, False, True),
        ("A1", None, False, True),
        ("A1", Status.MISE_A_DISPOSITION, False, False),
        ("A1", Status.SUSPENDUE, False, False),
        ("A1", Status.A_RECYCLER, False, False),
        ("A4", Status.ASSOCIEE, False, True),
        ("A10", Status.PRISE_EN_COMPTE_MOE, True, True),
        ("A10", Status.PRISE_EN_COMPTE_MOE, False, False),
        ("A4", Status.REFUSEE_MOE, False, True),
        ("A9", Status.REFUSEE_1, False, True),
        ("A9", Status.A_VALIDER_1, False, False),
    ],
)
def test_the_end_of_an_invoice(cadre: str, status: Status | None, associated: bool, end: bool) -> None:
    assert is_settled(cadre, status, associated=associated) == end
