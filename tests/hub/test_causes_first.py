"""What is wrong is said first and truly: an unknown recipient, a specification nobody knows, a currency left out."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from annuaire import load
from domain.causes import by_cause
from domain.decision import Decision, Verdict
from domain.document import Document
from domain.finding import Severity
from hub.decide.one_document import decide
from validators import Context

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def decided(content: bytes, samples: Path) -> Decision:
    document = Document(path="facture.xml", content=content, sha256=sha256(content).hexdigest())
    return decide(document, Context(now=NOW, annuaire=load(samples / "annuaire")))


@pytest.mark.parametrize("typo", [b"30005379100014", b"20005379100041", b"2000537910001"])
def test_a_recipient_with_a_typo_is_the_first_thing_said_and_the_reform_is_not(samples: Path, typo: bytes) -> None:
    content = (samples / "factures" / "ubl-exoneree.xml").read_bytes()
    decision = decided(content.replace(b"20005379100014", typo), samples)
    assert decision.verdict is Verdict.REJECTED
    assert decision.findings[0].code in {"ACH-01", "SIRET-02"}
    assert "20005379100014" in decision.findings[0].remedy.fr
    assert [one.code for one in decision.findings if one.code.startswith("BR-FR")] == []


@pytest.mark.parametrize("name", ["ubl-facture-reforme.xml", "cii-d22b-reforme.xml"])
@pytest.mark.parametrize("typo", [b"32060001900016", b"22060001900017", b"2206000190001"])
def test_the_siret_of_nobody_is_told_once_in_an_invoice_of_the_reform(samples: Path, name: str, typo: bytes) -> None:
    content = (samples / "factures" / name).read_bytes()
    decision = decided(content.replace(b"22060001900016", typo), samples)
    assert decision.verdict is Verdict.REJECTED
    told = [cause.headline for cause in by_cause(decision.findings)]
    assert [one.code for one in told if one.severity is Severity.FATAL] in (["ACH-01"], ["SIRET-02"])


@pytest.mark.parametrize(
    ("name", "severity"), [("ubl-facture-reforme.xml", Severity.FATAL), ("ubl-exoneree.xml", Severity.WARNING)]
)
@pytest.mark.parametrize("guideline", [b"urn:inconnu", b""])
def test_an_unknown_specification_is_asked_as_the_cadre_calls_for(
    samples: Path, name: str, severity: Severity, guideline: bytes
) -> None:
    content = (samples / "factures" / name).read_bytes()
    start = content.index(b"<cbc:CustomizationID>") + len(b"<cbc:CustomizationID>")
    end = content.index(b"</cbc:CustomizationID>")
    broken = content[:start] + guideline + content[end:]
    decision = decided(broken.replace(b"<cbc:InvoiceTypeCode>380<", b"<cbc:InvoiceTypeCode>999<"), samples)
    told = {one.code: one.severity for one in decision.findings}
    assert told["LEC-102" if guideline else "LEC-103"] is Severity.WARNING
    assert told["BR-CL-01"] is severity
    assert guideline or told["BR-01"] is severity


def test_the_ubl_of_chorus_pro_before_the_norm_keeps_its_place(samples: Path) -> None:
    decision = decided((samples / "factures" / "ubl-ancien-chorus.xml").read_bytes(), samples)
    assert (decision.verdict, decision.findings) == (Verdict.ACCEPTED, ())


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (b"<ram:TaxTotalAmount>", "currencyID"),
        (b'<ram:TaxTotalAmount currencyID="USD">', "pas donn"),
        (b'<ram:TaxTotalAmount currencyID="EUR">0</ram:TaxTotalAmount><ram:TaxTotalAmount currencyID="EUR">', "2 fois"),
    ],
)
def test_a_vat_total_without_its_currency_is_not_told_as_a_wrong_sum(samples: Path, written: bytes, words: str) -> None:
    content = (samples / "factures" / "cii-xrechnung.xml").read_bytes()
    decision = decided(content.replace(b'<ram:TaxTotalAmount currencyID="EUR">', written), samples)
    (told,) = [one for one in decision.findings if one.code == "BR-CO-15"]
    assert words in told.message.fr and "pas égal" not in told.message.fr
