"""Every status file gets its golden answer. ``NAVETTE_UPDATE=1`` learns the codes of the reasons, and nothing else."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from domain.finding import Severity
from domain.invoice import Invoice
from domain.status import Status
from domain.suivi import Acteur, Standing, StatementResult, StatusFormat
from parsers import suivi
from parsers.limits import Limits
from samples.cases.life_cycle import cases
from samples.cases.status_case import StatusCase, as_json, invoices, known_codes
from samples.make import HERE, STATUTS, golden
from validators.suivi import apply

CASES = [pytest.param(case, id=case.name) for case in cases()]
ANSWERS = golden(STATUTS)


@pytest.mark.parametrize("case", CASES)
def test_status_file_gets_its_golden_answer(case: StatusCase) -> None:
    reading = suivi.read((HERE / STATUTS / case.name).read_bytes(), case.name, Limits())
    results = applied(case)
    codes = {finding.code for finding in reading.findings} | {each.code for one in results for each in one.findings}
    _learn(case, tuple(sorted(codes)))
    assert reading.format == case.format
    assert any(finding.severity is Severity.FATAL for finding in reading.findings) == (not case.suites)
    assert [(one.statement.numero_facture, one.outcome, one.after) for one in results] == [
        (suite.numero, suite.outcome, suite.after) for suite in case.suites
    ]
    assert tuple(sorted(codes)) == known_codes(ANSWERS)[case.name]


@pytest.mark.parametrize("case", CASES)
def test_refusal_has_reason_and_remedy_in_both_languages(case: StatusCase) -> None:
    reading = suivi.read(case.content, case.name, Limits())
    for one in applied(case):
        fatal = [finding for finding in one.findings if finding.severity is Severity.FATAL]
        assert bool(fatal) == (one.outcome == "refused")
    for finding in (*reading.findings, *(each for one in applied(case) for each in one.findings)):
        assert finding.message.fr and finding.message.en
        assert finding.remedy is None or (finding.remedy.fr and finding.remedy.en)


def test_committed_status_files_are_those_the_code_makes() -> None:
    assert {path.name: path.read_bytes() for path in (HERE / STATUTS).iterdir()} == {
        case.name: case.content for case in cases()
    }
    assert ANSWERS.read_bytes() == as_json(cases(), known_codes(ANSWERS))


@pytest.mark.parametrize(
    "case",
    [case for case in cases() if case.format is StatusFormat.CPPSTATUT and case.suites],
    ids=lambda one: one.name,
)
def test_cpp_statut_samples_are_valid(case: StatusCase) -> None:
    default = Path(__file__).parents[3] / "shared" / "reference" / "xsd"
    schema = Path(os.environ.get("NAVETTE_XSD", default)) / "CPPStatutPivot_V1_19.xsd"
    if not schema.exists():
        pytest.skip(f"the schema of CPPStatut is not at {schema}; set NAVETTE_XSD to its folder")
    if case.suites:
        etree.XMLSchema(etree.parse(str(schema))).assertValid(etree.fromstring(case.content))


def applied(case: StatusCase) -> tuple[StatementResult, ...]:
    """The result of each line, for invoices that were delivered; none when the file cannot be read."""
    reading = suivi.read(case.content, case.name, Limits())
    if any(finding.severity is Severity.FATAL for finding in reading.findings):
        return ()
    candidates = {
        statement.rank: (_standing(rank, found),)
        for statement in reading.statements
        for rank, (number, found) in enumerate(invoices().items(), 1)
        if number == statement.numero_facture
    }
    acteur = Acteur(name=case.acteur, identifiers=frozenset({case.acteur}))
    return apply(reading.statements, candidates, acteur)


def _standing(rank: int, invoice: Invoice) -> Standing:
    issued = invoice.date_facture
    return Standing(
        invoice_id=rank,
        numero_facture=invoice.numero_facture or "",
        date_facture=issued.isoformat() if issued else "",
        cadre=invoice.cadre_facturation,
        status=Status.MISE_A_DISPOSITION,
        status_at=datetime(2026, 11, 21, 2, 0, tzinfo=UTC),
        fournisseur=invoice.siret_fournisseur or "",
        siren_fournisseur=invoice.siren_fournisseur or "",
        destinataire=invoice.siret_destinataire or "",
        drop="operateur-edi",
        certificate=f"C{rank:06d}",
    )


def _learn(case: StatusCase, codes: tuple[str, ...]) -> None:
    if os.environ.get("NAVETTE_UPDATE"):
        ANSWERS.write_bytes(as_json(cases(), known_codes(ANSWERS) | {case.name: codes}))
