"""Findings of one line of a status file: one fault, one sentence."""

import pytest

from domain.causes import by_cause
from domain.finding import Rule
from parsers.suivi import rules as reading
from validators.causes.status_lines import FOLLOWS, with_line_causes
from validators.suivi import rules
from validators.suivi.rules import RULES

OF_LINES = {rule.code: rule for rule in (*reading.RULES, *RULES)}
NAMED = {"number": "F-1", "value": "F-1", "asked": "x", "current": "y", "limit": 255, "count": 9, "columns": 4}


def finding(rule: Rule) -> object:
    more = {"remedy": "z", "to": "z", "stated": "1", "known": "2", "what": "w", "found": "f", "codes": "c"}
    return rule.finding(**NAMED, **more)


def test_codes_of_the_table_are_those_of_rules() -> None:
    named = set(FOLLOWS) | {code for codes in FOLLOWS.values() for code in codes}
    assert named <= set(OF_LINES)


@pytest.mark.parametrize(
    ("codes", "first"),
    [
        ((rules.NOT_NOW, rules.NO_MOTIF), [rules.NOT_NOW]),
        ((rules.NOT_YOUR_PART, rules.NO_MOTIF), [rules.NOT_YOUR_PART]),
        ((reading.UNKNOWN_STATUS, reading.BAD_DATE), [reading.UNKNOWN_STATUS, reading.BAD_DATE]),
        ((rules.NOT_NOW, rules.LONG_MOTIF), [rules.NOT_NOW, rules.LONG_MOTIF]),
        ((reading.DAMAGED_NUMBER, rules.UNKNOWN), [reading.DAMAGED_NUMBER]),
        ((reading.BAD_DATE, rules.UNKNOWN), [rules.UNKNOWN]),
        ((reading.TOO_WIDE, reading.UNKNOWN_STATUS, reading.BAD_DATE, rules.NO_MOTIF), [reading.TOO_WIDE]),
        ((rules.NO_MOTIF,), [rules.NO_MOTIF]),
    ],
    ids=lambda rules: " ".join(rule.code for rule in rules),
)
def test_what_follows_from_a_refusal_is_behind_it(codes: tuple[Rule, ...], first: list[Rule]) -> None:
    told = with_line_causes([finding(rule) for rule in codes])  # type: ignore[misc]
    assert [one.code for one in told] == [rule.code for rule in codes]
    causes = by_cause(told)
    assert [cause.headline.code for cause in causes] == [rule.code for rule in first]
    assert {one.code for cause in causes for one in cause.findings} == {rule.code for rule in codes}
