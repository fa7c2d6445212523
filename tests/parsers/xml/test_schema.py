"""The schema first: which one holds, what is said of what it does not allow, and what happens when it is missing."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parsers
from domain.finding import Finding, Level, Pack, Severity
from domain.reading_options import ReadingOptions
from parsers.xml import schema
from parsers.xml.schema_messages import phrase

ASKED = ReadingOptions(schema=True, compare_page=False)
FACTURES = Path(__file__).resolve().parents[3] / "samples" / "factures"
UBL = (FACTURES / "ubl-facture.xml").read_text(encoding="utf-8")
CII = (FACTURES / "cii-d16b-chorus.xml").read_text(encoding="utf-8")


def said(text: str) -> list[Finding]:
    found = parsers.read(text.encode(), reading_options=ASKED).findings
    return [finding for finding in found if finding.pack is Pack.XSD]


def changed(text: str, pattern: str, to: str) -> str:
    found = re.sub(pattern, to, text, count=1, flags=re.DOTALL)
    assert found != text
    return found


@pytest.mark.parametrize("path", sorted(FACTURES.iterdir()), ids=lambda path: path.name)
def test_no_good_sample_deviates(path: Path) -> None:
    found = parsers.read(path.read_bytes(), reading_options=ASKED).findings
    assert [finding.message.fr for finding in found if finding.pack is Pack.XSD] == []


@pytest.mark.parametrize(
    ("pattern", "to", "fr", "path"),
    [
        (
            r"<cbc:IssueDate>[^<]*",
            "<cbc:IssueDate>12/03/2026",
            "« 12/03/2026 », ce qui n'est pas une date",
            "IssueDate",
        ),
        (r"<cbc:IssueDate>[^<]*", "<cbc:IssueDate>", "IssueDate est vide", "IssueDate"),
        (r' currencyID="EUR"', "", "l'attribut currencyID manque à l'élément Amount", "AllowanceCharge[1]/Amount"),
        (r' currencyID="EUR"', ' currencyID="EUR" x="1"', "Amount n'a pas d'attribut x", "AllowanceCharge[1]/Amount"),
        (r"(<cbc:PayableAmount[^>]*>)[^<]*", r"\g<1>12,5", "pas un nombre", "LegalMonetaryTotal/PayableAmount"),
        (r"<cbc:ID>[^<]*</cbc:ID>", "", "le schéma y attend ProfileExecutionID ou ID", "IssueDate"),
        (
            r"<cac:LegalMonetaryTotal>.*</cac:LegalMonetaryTotal>",
            "",
            "n'est pas attendu à cette place",
            "InvoiceLine[1]",
        ),
        (r"<cac:InvoiceLine>.*</cac:InvoiceLine>", "", "il y manque InvoiceLine", ""),
        (r"<cac:Party>", "<cac:Party>texte", "ne contient pas de texte", "AccountingSupplierParty/Party"),
    ],
)
def test_a_deviation_has_its_fault_and_its_place(pattern: str, to: str, fr: str, path: str) -> None:
    broken = changed(UBL, pattern, to)
    finding = said(broken)[0]
    assert finding.code == "XSD-01"
    assert finding.severity is Severity.FATAL
    assert fr in finding.message.fr
    assert finding.path == "/Invoice" + (f"/{path}" if path else "")
    assert f"Ligne {finding.line}, " in finding.message.fr
    name = finding.path.rpartition("/")[2].partition("[")[0]
    assert name in broken.splitlines()[finding.line - 1]
    assert finding.remedy.fr
    assert "{" not in finding.message.fr + finding.message.en


def test_many_deviations_are_counted_after_the_first_twenty() -> None:
    codes = [finding.code for finding in said(UBL.replace(' currencyID="EUR"', ""))]
    assert codes == ["XSD-01"] * 20 + ["XSD-02"]


@pytest.mark.parametrize(
    ("guideline", "said_by"),
    [
        ("urn:factur-x.eu:1p0:minimum", "Factur-X MINIMUM"),
        ("urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic", "Factur-X BASIC"),
        ("urn:cen.eu:en16931:2017#", None),
    ],
)
def test_a_profile_is_held_to_its_own_schema(guideline: str, said_by: str | None) -> None:
    found = said(changed(CII, r"urn:cen\.eu:en16931:2017", guideline))
    assert ([said_by] * len(found)) == [re.search(r"\(schéma ([^)]*)\)", f.message.fr)[1] for f in found]  # type: ignore[index]
    assert bool(found) == (said_by is not None)


def test_a_signature_around_the_document_is_no_deviation_and_lines_stay_those_of_the_file() -> None:
    signature = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></Invoice>'
    assert said(UBL.replace("</Invoice>", signature)) == []
    (finding,) = said(UBL.replace("</Invoice>", "<cbc:ID>1</cbc:ID>" + signature))
    assert finding.path == "/Invoice/ID[2]"
    assert finding.line == UBL.rstrip().count("\n") + 1


def test_no_finding_unless_selected_nor_for_a_format_without_schema() -> None:
    broken = changed(UBL, r"<cbc:IssueDate>[^<]*", "<cbc:IssueDate>12/03/2026")
    assert [f for f in parsers.read(broken.encode()).findings if f.pack is Pack.XSD] == []
    assert said((FACTURES / "cpp-pivot.xml").read_text(encoding="utf-8")) == []


def test_a_schema_that_is_missing_is_our_fault_and_names_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    schema.compiled.cache_clear()
    monkeypatch.setattr(schema, "_DISTRIBUTION", "no_such_distribution")
    try:
        (finding,) = said(UBL)
    finally:
        schema.compiled.cache_clear()
    assert (finding.code, finding.level) == ("PACK-01", Level.CONTROLE)
    assert "UBL-Invoice-2.1.xsd" in finding.message.fr
    assert "requirements.lock" in finding.remedy.fr


def test_a_schema_that_does_not_compile_is_no_silence_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.xsd").write_text("<schema>", encoding="utf-8")
    monkeypatch.setattr(schema, "_FOLDER", str(tmp_path))
    schema.compiled.cache_clear()
    try:
        found = schema.compiled("broken.xsd")
    finally:
        schema.compiled.cache_clear()
    assert isinstance(found, Finding)
    assert found.level is Level.CONTROLE


@given(st.text(alphabet="Element '{}[]():.,éx\n", max_size=120))
def test_any_message_becomes_a_sentence(message: str) -> None:
    told, remedy = phrase(message)
    assert told.fr
    assert told.en
    assert remedy.fr
