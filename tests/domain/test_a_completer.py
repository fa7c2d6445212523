"""An invoice to be completed: when it is one, and which steps it may take."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.current_actor import CurrentActor, current_actor
from domain.decision import Verdict, verdict
from domain.finding import Finding, Level, Severity
from domain.invoice import FIELDS
from domain.manual_entry import Correction, ManualEntry, in_force
from domain.phase import Phase
from domain.status import FIRST, NEXT, Status, may_follow
from domain.status_facts import LABELS, PHASES
from domain.suivi import declarable
from domain.text import Text
from domain.travaux import ETAPES, next_of

S = Status
NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
SEVERITIES = st.sampled_from(Severity)


def found(field: str | None, severity: Severity = Severity.FATAL, level: Level = Level.FACTURE) -> Finding:
    said = Text("non", "no")
    return Finding(code="X-1", severity=severity, level=level, field=field, message=said, remedy=said)


FINDINGS = st.builds(found, st.sampled_from([None, *FIELDS]), SEVERITIES, st.sampled_from(Level))


@given(st.lists(FINDINGS, max_size=6), st.frozensets(st.sampled_from(FIELDS)))
def test_a_doubt_never_accepts_and_never_spares_another_reason(
    findings: list[Finding], doubtful: frozenset[str]
) -> None:
    told, without = verdict(tuple(findings), doubtful), verdict(tuple(findings))
    if told is not Verdict.TO_COMPLETE:
        assert told is without
    else:
        assert without is Verdict.REJECTED
        assert all(one.field in doubtful for one in findings if one.severity is Severity.FATAL)


def test_only_when_every_reason_is_about_a_doubt() -> None:
    doubtful = frozenset({"code_service", "date_facture"})
    assert verdict((found("code_service"), found("date_facture")), doubtful) is Verdict.TO_COMPLETE
    assert verdict((found("code_service"), found("montant_ttc")), doubtful) is Verdict.REJECTED
    assert verdict((found("code_service"), found(None)), doubtful) is Verdict.REJECTED
    assert verdict((found("code_service", level=Level.DEPOT),), doubtful) is Verdict.IRRECEVABLE
    assert verdict((found("code_service", Severity.WARNING),), doubtful) is Verdict.ACCEPTED
    assert verdict((), doubtful) is Verdict.ACCEPTED


@pytest.mark.parametrize("cadre", [None, "A1", "S6", *ETAPES])
def test_it_is_born_waiting_and_is_integrated_or_refused(cadre: str | None) -> None:
    assert may_follow(None, S.A_COMPLETER)
    assert next_of(cadre, S.A_COMPLETER) == {S.DEPOSEE, S.REJETEE}
    assert not [status for status in Status if S.A_COMPLETER in NEXT[status]], "nothing comes back to it"
    assert declarable(cadre, S.A_COMPLETER) == frozenset(), "its recipient does not have it"
    assert current_actor(S.A_COMPLETER, cadre) is CurrentActor.FOURNISSEUR


def test_it_is_reported() -> None:
    assert S.A_COMPLETER in FIRST
    assert LABELS[S.A_COMPLETER] == "À compléter"
    assert PHASES[S.A_COMPLETER] is Phase.ACHEMINEMENT
    assert set(PHASES) == set(LABELS) == set(NEXT) == set(Status)


def test_the_last_value_supplied_is_in_force() -> None:
    told = [
        Correction(field=field, old=None, new=new, actor="a", at=NOW)
        for field, new in (("a", "1"), ("b", "2"), ("a", "3"))
    ]
    assert in_force(tuple(told)) == (ManualEntry(field="a", text="3"), ManualEntry(field="b", text="2"))
