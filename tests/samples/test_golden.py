"""Every sample gets its golden answer. ``NAVETTE_UPDATE=1`` learns the codes of findings, and nothing else:
verdicts, formats and fields come from the builder that made the file, and no run can bless a wrong one."""

import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.decision import Decision
from domain.document import Format
from domain.text import Locale
from hub import settings
from hub.context.terms import Terms
from hub.decide.scans import plainly
from hub.inspect.check import Checked, as_line, check
from parsers.archives import reader
from samples.cases.case import Case, Codes
from samples.invoices.chantier import ACTEURS
from samples.make import CONFIANCE, HERE, as_json, cases, golden, known_codes

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
LINES = ("numero_facture", "date_facture", "siret_destinataire", "montant_ht", "montant_ttc", "montant_a_payer")
"""What must be read from a page without XML for its invoice to travel at all."""
MADE = cases()
CASES = [pytest.param(folder, case, id=f"{folder}/{case.name}") for folder, found in MADE.items() for case in found]


@pytest.mark.parametrize(("folder", "case"), CASES)
def test_sample_gets_its_golden_answer(folder: str, case: Case) -> None:
    lines = _check(folder, case)
    learn(folder, case, lines)
    known = known_codes(golden(folder))[case.name]
    members = {line["member"]: line for line in lines}
    assert set(members) == ({member.name for member in case.members} or set(members))
    for member in case.members:
        assert members[member.name]["decision"] == member.verdict
        assert _codes([members[member.name]]) == known[member.name]
        _compare(members[member.name], member)
    if not case.members:
        assert {line["decision"] for line in lines} == {case.verdict}
        assert _codes(lines) == known[""]
        _compare(lines[0], case)


@pytest.mark.parametrize(("folder", "case"), CASES)
def test_refusal_has_reason_and_remedy_in_both_languages(folder: str, case: Case) -> None:
    for locale in Locale:
        for line in _check(folder, case, locale):
            fatal = [finding for finding in line["findings"] if finding["severity"] == "fatal"]
            assert bool(fatal) == (line["decision"] != "accepted")
            assert all(finding["message"] and finding["remedy"] for finding in fatal)


def learn(folder: str, case: Case, lines: list[dict[str, Any]]) -> None:
    """Writes the codes of this run into the golden answers when asked to."""
    if not os.environ.get("NAVETTE_UPDATE"):
        return
    path = golden(folder)
    codes = known_codes(path) | {case.name: _said(case, lines)}
    path.write_bytes(as_json(MADE[folder], codes))


def _check(folder: str, case: Case, locale: Locale = Locale.FR) -> list[dict[str, Any]]:
    return [json.loads(as_line(checked, locale)) for checked in checked_of(folder, case)]


def decisions(folder: str, case: Case) -> list[Decision]:
    """The decisions on the documents of a sample."""
    return [checked.decision for checked in checked_of(folder, case)]


def checked_of(folder: str, case: Case) -> list[Checked]:
    """The answers about a sample, as `navette check` has them."""
    rights = frozenset(case.deposants) if case.deposants is not None else None
    terms = Terms.of(settings.defaults(), rights=rights, now=NOW, annuaire=HERE / "annuaire")
    bare = replace(terms.bare, acteurs=ACTEURS)
    terms = plainly(replace(terms, bare=bare, trust_list=HERE / CONFIANCE))  # the same answers without tesseract
    found = check([HERE / folder / case.name], terms, limits=reader.ArchiveLimits(), largest=100 * 2**20, pool=None)
    return list(found)


def _said(case: Case, lines: list[dict[str, Any]]) -> dict[str, Codes]:
    return {line["member"]: _codes([line]) for line in lines} if case.members else {"": _codes(lines)}


def _codes(lines: list[dict[str, Any]]) -> Codes:
    said = {(finding["severity"], finding["code"]) for line in lines for finding in line["findings"]}
    return Codes(
        fatal=tuple(sorted(code for severity, code in said if severity == "fatal")),
        warning=tuple(sorted(code for severity, code in said if severity == "warning")),
    )


def _compare(line: dict[str, Any], case: Case) -> None:
    expected = case.golden({})
    if case.format is not None:
        assert (line["format"], line["profile"]) == (expected["format"], expected["profile"])
    truth = expected["invoice"]
    if not isinstance(truth, dict):
        return
    read = line["invoice"]
    if case.format is Format.PDF_TEXT:
        assert {name: value for name, value in read.items() if value is not None and value != truth[name]} == {}
        assert [name for name in LINES if read[name] is None] == []
    else:
        assert read == truth
