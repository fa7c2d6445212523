"""A status file dropped by a recipient, with the expected outcome of each line, and its three writers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from domain.invoice import Invoice
from domain.paris_time import PARIS
from domain.status import Status
from domain.suivi import Outcome, StatusFormat
from exporters.common.markup import indented
from samples.cases import accepted_pdf, accepted_xml
from samples.invoices.people import CULTURE
from samples.writers.cdar import cdar
from samples.writers.status_files import HEADING, Avis, Spreadsheet, cpp_statut, of_invoice, table

MATIN = datetime(2026, 11, 21, 9, 30, tzinfo=PARIS)
"""Time of the recipients' statuses."""
DEPARTEMENT = CULTURE.siret


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """The expected outcome of one line."""

    numero: str
    outcome: Outcome
    after: Status | None = None
    """Its new status, if applied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCase:
    """One status file; ``suites`` is empty when the whole file is refused."""

    name: str
    content: bytes
    format: StatusFormat | None
    acteur: str = DEPARTEMENT
    """SIRET of the recipient in whose folder it was dropped."""
    suites: tuple[Suite, ...] = ()
    what: str

    def golden(self, codes: tuple[str, ...]) -> dict[str, object]:
        """Its entry in the golden answers; ``codes`` are those of all reasons, from a run."""
        return {
            "what": self.what,
            "format": self.format,
            "acteur": self.acteur,
            "lines": [[suite.numero, suite.outcome, suite.after] for suite in self.suites],
            "codes": list(codes),
        }


def as_json(found: tuple[StatusCase, ...], codes: Mapping[str, tuple[str, ...]]) -> bytes:
    """The golden answers of ``samples/statuts``; ``codes`` by file."""
    answers = {case.name: case.golden(codes.get(case.name, ())) for case in found}
    return (json.dumps(answers, ensure_ascii=False, indent=1) + "\n").encode()


def known_codes(path: Path) -> dict[str, tuple[str, ...]]:
    """The codes already in the golden answers of ``path``, by file."""
    if not path.exists():
        return {}
    return {name: tuple(answer["codes"]) for name, answer in json.loads(path.read_bytes()).items()}


@cache
def invoices() -> dict[str, Invoice]:
    """The invoices the files refer to, by number: every valid sample."""
    found = (*accepted_xml.cases(), *accepted_pdf.cases())
    return {case.invoice.numero_facture or "": case.invoice for case in found if case.invoice}


def avis_of(
    numero: str, statut: Status | str, motif: str = "", *, codes: tuple[str, ...] = (), mandat: str = ""
) -> Avis:
    """A recipient's status of a valid sample invoice; ``statut`` may be a format's code."""
    return of_invoice(invoices()[numero], statut, motif, codes=codes, mandat=mandat)


def in_table(
    name: str,
    avis: tuple[Avis, ...],
    what: str,
    saved_by: Spreadsheet = Spreadsheet.UTF8,
    *,
    outcomes: tuple[Outcome, ...] = (),
    after: tuple[Status, ...] = (),
) -> StatusCase:
    """A spreadsheet's table; by default all lines are applied (``outcomes``) with their own status (``after``)."""
    return StatusCase(
        name=name,
        content=table(avis, saved_by, HEADING),
        format=StatusFormat.CSV,
        suites=_suites(avis, outcomes or (Outcome.APPLIED,) * len(avis), after),
        what=what,
    )


def in_cpp(name: str, avis: tuple[Avis, ...], what: str, outcome: Outcome = Outcome.APPLIED) -> StatusCase:
    """A CPPStatut message whose lines all have the same outcome."""
    return StatusCase(
        name=name,
        content=indented(cpp_statut(avis, MATIN)),
        format=StatusFormat.CPPSTATUT,
        suites=_suites(avis, (outcome,) * len(avis)),
        what=what,
    )


def in_cdar(
    name: str, avis: tuple[Avis, ...], what: str, outcome: Outcome = Outcome.APPLIED, acteur: str = DEPARTEMENT
) -> StatusCase:
    """A CDAR message whose lines all have the same outcome."""
    return StatusCase(
        name=name,
        content=indented(cdar(avis, MATIN, f"CDV-{avis[0].numero}")),
        format=StatusFormat.CDAR,
        acteur=acteur,
        suites=_suites(avis, (outcome,) * len(avis)),
        what=what,
    )


def _suites(avis: tuple[Avis, ...], outcomes: tuple[Outcome, ...], after: tuple[Status, ...] = ()) -> tuple[Suite, ...]:
    asked: tuple[Status | str, ...] = after or tuple(one.statut for one in avis)
    return tuple(
        Suite(
            numero=one.numero,
            outcome=outcome,
            after=new if outcome is Outcome.APPLIED and isinstance(new, Status) else None,
        )
        for one, outcome, new in zip(avis, outcomes, asked, strict=True)
    )
