"""What is said first of each refused sample, and how much: a table of the right sentences."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.business_terms import TERM
from domain.causes import Cause, by_cause
from domain.finding import Finding, Severity
from domain.suivi import Outcome
from domain.text import Locale
from exporters.common.cause_sentences import sentence
from parsers import suivi
from parsers.limits import Limits
from samples.cases import life_cycle
from samples.make import HERE
from tests.samples.test_golden import MADE, decisions
from tests.samples.test_statuts import applied
from validators.causes import with_causes
from validators.causes.status_lines import with_line_causes

PAGE = Path(__file__).parents[2] / "docs" / "causes.md"
MOST = 1.2
"""Headlines a refused sample, on average."""
RIGHT = {
    "siret-destinataire-inconnu.xml": ("ACH-01",),
    "siret-destinataire-errone.xml": ("ACH-01",),
    "siret-destinataire-court.xml": ("SIRET-02",),
    "structure-inactive.xml": ("ACH-02",),
    "code-service-absent.xml": ("ACH-03",),
    "code-service-inconnu.xml": ("ACH-04",),
    "code-service-minuscules.xml": ("ACH-04",),
    "service-autre-siret.xml": ("ACH-04",),
    "service-inactif.xml": ("ACH-05",),
    "service-factures-publiques.xml": ("ACH-11",),
    "moa-uniquement.xml": ("ACH-10",),
    "engagement-absent.xml": ("ACH-07",),
    "engagement-du-service-absent.xml": ("ACH-08",),
    "service-ou-engagement-absents.xml": ("ACH-09",),
    "engagement-avec-lettres.xml": ("ACH-15",),
    "engagement-trop-court.xml": ("ACH-15",),
    "numero-absent.xml": ("NUM-01",),
    "numero-trop-long.xml": ("NUM-02",),
    "numero-caracteres.xml": ("NUM-03",),
    "date-absente.xml": ("DATE-01",),
    "date-future.xml": ("DATE-02",),
    "date-31-fevrier-ubl.xml": ("LEC-031",),
    "date-31-fevrier-cii.xml": ("LEC-031",),
    "devise-inconnue.xml": ("DEV-02",),
    "type-inconnu.xml": ("TYPE-02",),
    "cadre-a11.xml": ("CADRE-04",),
    "cadre-inconnu.xml": ("CADRE-02",),
    # Neither a SIRET nor a VAT number: giving one does not make up for the other.
    "siret-fournisseur-absent.xml": ("SIRET-04", "BR-S-02"),
    "siret-fournisseur-court.xml": ("SIRET-06",),
    "deposant-sans-droits.xml": ("DRO-01",),
    "ttc-faux.xml": ("TOT-03",),
    "tva-fausse.xml": ("TOT-02",),
    "iban-absent.xml": ("PAI-05",),
    "exoneree-sans-motif.xml": ("REG-01",),
    "deja-payee-non-soldee.xml": ("CADRE-05",),
    "a-payer-absent.xml": ("MNT-03",),
    # Two amounts are unreadable, two are absent.
    "montant-illisible.xml": ("LEC-030", "LEC-030"),
    "ttc-absent.xml": ("MNT-02", "MNT-03"),
    "facturx-code-service-inconnu.pdf": ("ACH-04",),
    "texte-engagement-avec-lettres.pdf": ("ACH-15",),
    "facturx-programme-joint.pdf": ("PJ-11",),
    "cpp-zip-mot-de-passe.xml": ("LEC-041",),
    "vide.xml": ("LEC-001",),
    "blanc.xml": ("LEC-001",),
    "tronquee.xml": ("LEC-005",),
    "encodage-menteur.xml": ("LEC-006",),
    "entites-en-cascade.xml": ("LEC-009",),
    "entite-externe.xml": ("LEC-009",),
    "commande.xml": ("LEC-011",),
    "page.html": ("LEC-018",),
    "profonde.xml": ("LEC-010",),
    "deux-racines.xml": ("LEC-004",),
    "texte.txt": ("LEC-002",),
    "numerisation.pdf": ("LEC-050",),
    "chiffree.pdf": ("LEC-021",),
    "corrompue.pdf": ("LEC-020",),
    "xml-tronque.pdf": ("LEC-024",),
    "xml-etranger.pdf": ("LEC-024",),
    "image-renommee.pdf": ("LEC-016",),
    "entete-seul.pdf": ("LEC-020",),
    "xml-perdu.pdf": ("LEC-070",),
    "xml-espace-de-noms.pdf": ("LEC-024",),
    "deux-xml.pdf": ("LEC-026",),
    "bombe.zip": ("ARC-03",),
    "imbriquee.zip": ("ARC-23",),
    "remontee.zip": ("ARC-20",),
    "absolue.zip": ("ARC-20",),
    "remontee.tar.gz": ("ARC-20",),
    "lien.tar.gz": ("ARC-21",),
    "chiffree.zip": ("ARC-09",),
    "tronquee.zip": ("ARC-06",),
    "tronquee.tar.gz": ("ARC-06",),
    "vide.zip": ("ARC-11",),
    "signee-puis-modifiee.pdf": ("SIG-08",),
    "signee-puis-retouchee.pdf": ("SIG-09",),
}
"""By sample, the codes that tell its faults, the first one first: one fault, one sentence."""
RIGHT_STATUSES = {
    "facture-inconnue.csv": (("SUI-20",),),
    "facture-d-un-autre.csv": (("SUI-21",),),
    "retour-en-arriere.csv": (("SUI-24",),),
    "retour-sans-motif.csv": (("SUI-24",),),
    "motif-absent.csv": (("SUI-26",), ("SUI-26",), ("SUI-26",)),
    "motif-trop-long.xml": (("SUI-27",),),
    "statut-inconnu.csv": (("SUI-12",),),
    "statut-du-portail.csv": (("SUI-25",),),
    "fournisseur-complete.csv": (("SUI-30",),),
    "autre-date.csv": (("SUI-23",),),
    "tronque.xml": (("LEC-005",),),
    "entite.xml": (("LEC-009",),),
    "cdar-tronque.xml": (("LEC-005",),),
    "facture.xml": (("SUI-01",),),
    "sans-colonnes.csv": (("SUI-01",),),
    "vide.csv": (("SUI-02",),),
}
"""By status file, the codes told first of the file, or of each of its refused lines."""
REFUSED_STATUSES = {
    case.name: case
    for case in life_cycle.cases()
    if not case.suites or any(suite.outcome is Outcome.REFUSED for suite in case.suites)
}
REFUSED = {
    case.name: (folder, case)
    for folder in ("refusees", "hostiles", "signees")
    for case in MADE[folder]
    if case.verdict != "accepted" and not case.members
}
_CAUSES: dict[str, tuple[Cause, ...]] = {}


def refusals(name: str) -> tuple[Cause, ...]:
    if name not in _CAUSES:
        folder, case = REFUSED[name]
        _CAUSES[name] = tuple(
            cause
            for decision in decisions(folder, case)
            for cause in by_cause(decision.findings)
            if cause.headline.severity is Severity.FATAL
        )
    return _CAUSES[name]


def status_refusals(name: str) -> tuple[tuple[Cause, ...], ...]:
    """The causes of a status file that cannot be read, or those of each of its refused lines."""
    case = REFUSED_STATUSES[name]
    lines = [one.findings for one in applied(case) if one.outcome is Outcome.REFUSED]
    if not lines:
        return (_fatal(with_causes(suivi.read(case.content, case.name, Limits()).findings)),)
    return tuple(_fatal(with_line_causes(findings)) for findings in lines)


def _fatal(findings: tuple[Finding, ...]) -> tuple[Cause, ...]:
    return tuple(cause for cause in by_cause(findings) if cause.headline.severity is Severity.FATAL)


def test_the_table_has_every_refused_sample() -> None:
    assert set(RIGHT) == set(REFUSED)
    assert set(RIGHT_STATUSES) == set(REFUSED_STATUSES)


@pytest.mark.parametrize("name", REFUSED_STATUSES)
def test_the_right_sentence_is_said_first_of_each_refused_line(name: str) -> None:
    told = tuple(tuple(cause.headline.code for cause in causes) for causes in status_refusals(name))
    assert told == RIGHT_STATUSES[name]
    codes = json.loads((HERE / "statuts.attendu.json").read_text(encoding="utf-8"))[name]["codes"]
    assert {one.code for causes in status_refusals(name) for cause in causes for one in cause.findings} == set(codes)


@pytest.mark.parametrize("name", REFUSED)
def test_the_right_sentence_is_said_first(name: str) -> None:
    assert tuple(cause.headline.code for cause in refusals(name)) == RIGHT[name]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_said_first_names_no_business_term(name: str) -> None:
    for cause in refusals(name):
        for locale in Locale:
            assert not TERM.search(sentence(cause, locale) + cause.headline.remedy.in_(locale))


@pytest.mark.parametrize("name", REFUSED)
def test_every_fatal_code_of_the_golden_answer_is_still_there(name: str) -> None:
    folder, _ = REFUSED[name]
    known = json.loads((HERE / f"{folder}.attendu.json").read_text(encoding="utf-8"))[name]["codes"]
    said = {one.code for cause in refusals(name) for one in cause.findings if one.severity is Severity.FATAL}
    assert sorted(said) == known


def test_one_fault_is_one_sentence() -> None:
    numbers = [len(refusals(name)) for name in REFUSED if REFUSED[name][0] == "refusees"]
    assert len(numbers) == 42
    assert sum(numbers) / len(numbers) <= MOST


def test_the_page_of_before_and_after_is_that_of_the_samples() -> None:
    page = as_page()
    if os.environ.get("NAVETTE_UPDATE"):
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page


def as_page() -> str:
    """The refused samples: how many fatal codes each has, what is said first, what is behind it."""
    names = [name for name in REFUSED if REFUSED[name][0] == "refusees"]
    said = [len(refusals(name)) for name in names]
    codes = [len(_fatal_codes(refusals(name))) for name in names]
    most = max(codes)
    lines = [
        "# One fault, one sentence",
        "",
        "What a depositor reads first of each refused sample (`samples/refusees`), and the codes behind it, which stay",
        "in the CSV and the JSON. Before, every code was a sentence of its own. This page is written by",
        "`NAVETTE_UPDATE=1 .venv/bin/pytest tests/samples/test_headlines.py`; how it is decided is told in",
        "`validators/causes/__init__.py`.",
        "",
        f"{len(names)} samples: {sum(codes) / len(names):.2f} sentences a sample before, at most {most}; "
        f"{sum(said) / len(names):.2f} now, at most {max(said)}.",
        "",
        "| Sample | Before | Now | Sentence | Behind it |",
        "|---|---|---|---|---|",
    ]
    for name in names:
        lines += _rows(name, refusals(name))
    lines += [
        "",
        "## Status files",
        "",
        "The same of each refused status file (`samples/statuts`), or of each refused line of it.",
        "",
        "| Sample | Before | Now | Sentence | Behind it |",
        "|---|---|---|---|---|",
    ]
    for name in REFUSED_STATUSES:
        for rank, causes in enumerate(status_refusals(name)):
            lines += _rows(name if not rank else "", causes)
    return "\n".join(lines) + "\n"


def _rows(name: str, causes: tuple[Cause, ...]) -> Iterator[str]:
    for rank, cause in enumerate(causes):
        numbers = (len(_fatal_codes(causes)), len(causes)) if not rank else ("", "")
        message = sentence(cause, Locale.FR).replace("|", "\\|")
        yield (
            f"| {name if not rank else ''} | {numbers[0]} | {numbers[1]} | **{cause.headline.code}** {message} "
            f"| {', '.join(cause.codes)} |"
        )


def _fatal_codes(causes: tuple[Cause, ...]) -> set[str]:
    return {one.code for cause in causes for one in cause.findings if one.severity is Severity.FATAL}
