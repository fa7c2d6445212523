"""The table of packs: which are asked of which document, how much they weigh, and from which day."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.finding import Pack, Severity
from domain.tree import Syntax
from validators.packs.document_profile import DocumentProfile
from validators.packs.scope import OFFICIAL, TABLE, applicable_rows

ALL = frozenset(Pack)
NONE: frozenset[Pack] = frozenset()
F, W = Severity.FATAL, Severity.WARNING
CASE = DocumentProfile(
    syntax=Syntax.UBL,
    profile="en16931",
    seller="FR",
    buyer="FR",
    public=True,
    reform=True,
    today=date(2026, 11, 22),
)
PROFILES = [*sorted({name for row in TABLE for name in row.profiles or () if name}), "zugferd-1-basic"]


def asked(case: DocumentProfile, packs: frozenset[Pack] = ALL, named: frozenset[Pack] = NONE) -> dict[Pack, Severity]:
    return {row.pack: row.severity or F for row in applicable_rows(packs, named, case)}


@pytest.mark.parametrize(
    ("syntax", "profile", "packs"),
    [
        (Syntax.UBL, "en16931", {Pack.EN16931}),
        (Syntax.UBL, "peppol-bis-3", {Pack.EN16931}),
        (Syntax.UBL, None, set()),
        (Syntax.CII, "minimum", {Pack.FACTURX}),
        (Syntax.CII, "basicwl", {Pack.FACTURX}),
        (Syntax.CII, "basic", {Pack.EN16931, Pack.FACTURX}),
        (Syntax.CII, "extended", {Pack.EN16931, Pack.FACTURX}),
        (Syntax.UBL, "extended-ctc-fr", {Pack.EN16931, Pack.FACTURX}),
        (Syntax.CII, "xrechnung", {Pack.EN16931}),
        (None, "zugferd-1-comfort", set()),
        (None, None, set()),
    ],
)
def test_a_document_is_checked_by_what_it_states_it_follows(
    syntax: Syntax | None, profile: str | None, packs: set[Pack]
) -> None:
    assert set(asked(replace(CASE, syntax=syntax, profile=profile, seller="DE"))) == packs


@pytest.mark.parametrize(
    ("public", "reform", "day", "weight"),
    [
        (True, True, date(2026, 9, 30), W),
        (True, True, date(2026, 10, 1), F),
        (True, False, date(2026, 11, 22), None),
        (False, True, date(2026, 8, 31), W),
        (False, True, date(2026, 9, 1), F),
        (False, False, date(2026, 9, 1), F),
    ],
)
def test_the_french_rules_follow_their_calendar_and_leave_the_old_regime_alone(
    public: bool, reform: bool, day: date, weight: Severity | None
) -> None:
    case = replace(CASE, public=public, reform=reform, today=day)
    assert asked(case).get(Pack.BR_FR) is weight


@pytest.mark.parametrize("change", [{"seller": "DE"}, {"buyer": "BE"}, {"seller": None}, {"syntax": None}])
def test_the_french_rules_are_for_two_french_parties_in_xml(change: dict[str, str | None]) -> None:
    assert Pack.BR_FR not in asked(replace(CASE, **change))  # type: ignore[arg-type]


def test_a_minimum_has_no_room_for_what_the_french_rules_ask() -> None:
    assert Pack.BR_FR not in asked(replace(CASE, syntax=Syntax.CII, profile="minimum"))


@given(
    st.builds(
        DocumentProfile,
        syntax=st.sampled_from([None, *Syntax]),
        profile=st.sampled_from([None, *PROFILES]),
        seller=st.sampled_from([None, "FR", "DE"]),
        buyer=st.sampled_from([None, "FR", "DE"]),
        public=st.booleans(),
        reform=st.booleans(),
        today=st.dates(date(2025, 1, 1), date(2028, 1, 1)),
    ),
    st.frozensets(st.sampled_from(Pack)),
    st.frozensets(st.sampled_from(Pack)),
)
def test_a_pack_that_is_named_is_always_asked_and_one_that_is_off_never(
    case: DocumentProfile, packs: frozenset[Pack], named: frozenset[Pack]
) -> None:
    found = asked(case, packs, named)
    assert set(found) <= packs & set(OFFICIAL)
    assert packs & named & set(OFFICIAL) <= set(found)
    assert list(found) == [pack for pack in OFFICIAL if pack in found]
    assert all(found[pack] is F for pack in named & set(found))
