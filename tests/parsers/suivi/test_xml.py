"""CPPStatut and CDAR are read whole: every status, every reason, the moment as it was in Paris."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.finding import Severity
from domain.status import Status
from domain.suivi import Scope, StatusFormat, StatusReading
from parsers.limits import Limits
from parsers.suivi import format_of, read
from tests.parsers.suivi.fichiers import CPP_HEAD, DESTINATAIRE, FOURNISSEUR, cdar, cpp

S = Status


def codes(reading: StatusReading) -> list[str]:
    return [finding.code for finding in reading.findings]


def of_line(reading: StatusReading) -> list[str]:
    return [finding.code for finding in reading.statements[0].findings]


def test_a_cpp_statut_is_read_whole() -> None:
    reading = read(cpp("8", comment="Bon &amp; fait", mandat="M-12"))
    assert reading.format is StatusFormat.CPPSTATUT
    assert reading.findings == ()
    said = reading.statements[0]
    assert (said.rank, said.scope, said.code, said.asked) == (1, Scope.FACTURE, "8", (S.MANDATEE,))
    assert (said.numero_facture, said.date_facture) == ("2026-014", date(2026, 3, 11))
    assert (said.fournisseur, said.destinataire) == (FOURNISSEUR, DESTINATAIRE)
    assert (said.motif, said.mandat) == ("Bon & fait", "M-12")
    assert said.stated_at == datetime(2026, 3, 12, 9, tzinfo=UTC)
    assert said.findings == ()


@pytest.mark.parametrize(
    ("number", "status"),
    [
        (1, S.DEPOSEE),
        (2, S.EN_COURS_ACHEMINEMENT),
        (3, S.MISE_A_DISPOSITION),
        (4, S.A_RECYCLER),
        (5, S.REJETEE),
        (6, S.SUSPENDUE),
        (7, S.SERVICE_FAIT),
        (8, S.MANDATEE),
        (9, S.MISE_A_DISPOSITION_COMPTABLE),
        (10, S.COMPTABILISEE),
        (11, S.MISE_EN_PAIEMENT),
        (12, S.COMPLETEE),
    ],
)
def test_a_leading_zero_changes_no_code(number: int, status: Status) -> None:
    assert {read(cpp(form)).statements[0].asked for form in (f"{number}", f"{number:02d}", f"{number:03d}")} == {
        (status,)
    }


@pytest.mark.parametrize("number", range(13, 42))
def test_codes_the_schema_allows_and_does_not_explain_are_kept(number: int) -> None:
    said = read(cpp(str(number))).statements[0]
    assert (said.code, said.asked, said.findings) == (str(number), (), ())


@pytest.mark.parametrize("code", ["0", "42", "8.0", "-1", "Mandatée", "٨", "9" * 400])
def test_a_code_the_schema_does_not_know_refuses_its_line(code: str) -> None:
    reading = read(cpp(code))
    assert reading.findings == ()
    assert of_line(reading) == ["SUI-12"]


def test_a_flux_is_distinguished_from_an_invoice_and_its_errors_are_read() -> None:
    unit = (
        "<CPPFluxStatutUnitaire><DonneesStatut><IdStatut>93</IdStatut><Commentaire>Refusé</Commentaire>"
        "<Horodatage>2026-03-12T10:00:00</Horodatage><IdFlux>CPP0011110000000000001557</IdFlux>"
        "<Details NbLignesErreur='1'><LigneErreurDetail><NatureErreur>T</NatureErreur><CodeErreur>E1</CodeErreur>"
        "<LibelleErreur>Illisible</LibelleErreur></LigneErreurDetail></Details></DonneesStatut></CPPFluxStatutUnitaire>"
    )
    content = f"{CPP_HEAD}<CPPFluxStatuts compteur='1'>{unit}</CPPFluxStatuts></CPPStatut>".encode()
    said = read(content).statements[0]
    assert (said.scope, said.asked, said.numero_facture) == (Scope.FLUX, (), "CPP0011110000000000001557")
    assert said.motif == "Refusé ; E1 Illisible"
    assert said.stated_at == datetime(2026, 3, 12, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-03-29T01:59:59", datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC)),
        ("2026-03-29T03:00:00", datetime(2026, 3, 29, 1, tzinfo=UTC)),
        ("2026-10-25T02:30:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T02:30:00+01:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2026-07-01T00:00:00Z", datetime(2026, 7, 1, tzinfo=UTC)),
    ],
)
def test_a_moment_without_offset_is_meant_in_paris_even_when_the_clocks_change(written: str, meant: datetime) -> None:
    assert read(cpp(moment=written)).statements[0].stated_at == meant


@pytest.mark.parametrize("written", ["hier", "2026-02-30T10:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59"])
def test_a_moment_that_is_none_is_reported_and_stops_nothing(written: str) -> None:
    said = read(cpp(moment=written)).statements[0]
    assert said.stated_at is None
    assert [(finding.code, finding.severity) for finding in said.findings] == [("SUI-14", Severity.WARNING)]


def test_a_line_that_names_no_invoice_or_an_impossible_day_is_refused_alone() -> None:
    assert of_line(read(cpp(number=" "))) == ["SUI-10"]
    assert of_line(read(cpp(day="2026-02-30"))) == ["SUI-13"]
    assert of_line(read(cpp(code=" "))) == ["SUI-11"]


def test_a_count_that_is_wrong_is_reported() -> None:
    content = cpp(count=2).replace(b"compteur='2'", b"compteur='3'")
    reading = read(content)
    assert codes(reading) == ["SUI-09"]
    assert len(reading.statements) == 2


def test_a_cdar_gives_every_status_of_every_document() -> None:
    reading = read(cdar(("208", "Bon de livraison absent", ("JUSTIF_ABS",)), ("211", "", ())))
    assert reading.format is StatusFormat.CDAR
    first, second = reading.statements
    assert (first.rank, first.asked, first.motif, first.motif_codes) == (
        1,
        (S.SUSPENDUE,),
        "Bon de livraison absent",
        ("JUSTIF_ABS",),
    )
    assert (second.rank, second.asked) == (2, (S.MISE_EN_PAIEMENT,))
    assert first.date_facture == date(2026, 3, 11)
    assert first.fournisseur == "123456782"
    assert first.stated_at == datetime(2026, 3, 12, 9, tzinfo=UTC)


@pytest.mark.parametrize("code", ["210", "213"])
def test_a_refusal_for_a_wrong_address_is_a_recycler(code: str) -> None:
    routed = read(cdar((code, "Pas pour nous", ("TX_TVA_ERR", "DEST_ERR")))).statements[0]
    other = read(cdar((code, "Pas conforme", ("NON_CONFORME",)))).statements[0]
    assert (routed.asked[0], other.asked[0]) == (S.A_RECYCLER, S.REJETEE)
    assert routed.motif_codes == ("TX_TVA_ERR", "DEST_ERR")
    assert routed.motif == "Pas pour nous"


def test_a_detail_with_a_status_of_its_own_is_a_status_before_that_of_the_document() -> None:
    detail = (
        "<ram:SpecifiedDocumentStatus><ram:ProcessConditionCode>204</ram:ProcessConditionCode>"
        "<ram:Reason>Vue</ram:Reason><ram:SequenceNumeric>1</ram:SequenceNumeric></ram:SpecifiedDocumentStatus>"
    )
    said = read(cdar(("208", "Il manque", ("JUSTIF_ABS",)), detail=detail)).statements
    assert [(one.code, one.motif) for one in said] == [("204", "Vue"), ("208", "Il manque")]


def test_a_reason_code_is_one_word_whatever_was_written() -> None:
    assert read(cdar(("208", "x", (" justif abs ", "JUSTIF_ABS")))).statements[0].motif_codes == ("JUSTIF_ABS",)


@pytest.mark.parametrize(("kind", "scope"), [("380", Scope.FACTURE), ("", Scope.FLUX), ("632", Scope.FLUX)])
def test_an_unusable_flux_is_distinguished_from_an_unusable_invoice(kind: str, scope: Scope) -> None:
    said = read(cdar(("501", "Vide", ("IRR_VIDE_F",)), kind=kind)).statements[0]
    assert (said.scope, said.asked) == (scope, ())


def test_the_published_messages_are_read_whole(corpus: Path) -> None:
    paths = sorted((corpus / "french" / "cdar").glob("*.xml"))
    assert len(paths) == 26
    for path in paths:
        content = path.read_bytes()
        reading = read(content, path.name)
        assert reading.format is StatusFormat.CDAR
        assert reading.findings == ()
        assert len(reading.statements) == content.count(b"<ram:ReferenceReferencedDocument>")
        reasons = content.count(b"<ram:Reason>")
        for said in reading.statements:
            assert said.numero_facture and said.date_facture and said.stated_at and said.fournisseur
            assert said.code in path.name or path.name.startswith(("cdar_response", "cdv_multi"))
            assert bool(said.motif) == bool(reasons)
            assert said.findings == ()


def test_the_published_cpp_statuses_are_read_whole(corpus: Path) -> None:
    kept = read((corpus / "cpp" / "statut-ko.xml").read_bytes()).statements[0]
    done = read((corpus / "cpp" / "statut-ok.xml").read_bytes()).statements[0]
    assert (kept.code, kept.label, kept.asked, kept.numero_facture) == ("17", "Service fait", (), "Example02")
    assert (done.code, done.asked, done.motif) == ("07", (S.SERVICE_FAIT,), "Service fait")
    assert done.stated_at == datetime(2018, 12, 18, 15, 51, 55, tzinfo=UTC)


def test_other_documents_are_no_status_files(corpus: Path) -> None:
    for path in (corpus / "cpp" / "facture-pivot.xml", *sorted((corpus / "french" / "cii").glob("*.xml"))[:3]):
        reading = read(path.read_bytes())
        assert (reading.format, codes(reading)) == (None, ["SUI-01"])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "SUI-02"),
        (b"\xef\xbb\xbf \r\n", "SUI-02"),
        (b"<CPPStatut", "LEC-005"),
        (b"<CPPStatut></CPPstatut>", "LEC-004"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><CPPStatut>&a;</CPPStatut>", "LEC-009"),
        (b"<CPPStatut/>", "SUI-05"),
        (b"%PDF-1.7 ...", "SUI-01"),
        (b"PK\x03\x04" + bytes(100), "SUI-01"),
        (b"{}", "SUI-01"),
        (b"Bonjour", "SUI-01"),
    ],
)
def test_what_is_no_status_file_is_refused_whole_with_a_reason(content: bytes, code: str) -> None:
    reading = read(content)
    assert codes(reading) == [code]
    assert reading.statements == ()
    assert any(finding.severity is Severity.FATAL for finding in reading.findings)


def test_a_file_that_is_too_big_is_not_parsed() -> None:
    assert codes(read(cpp(count=50), limits=Limits(file=1_000))) == ["SUI-03"]


def test_the_format_is_found_by_content() -> None:
    assert format_of(cpp()) is StatusFormat.CPPSTATUT
    assert format_of(cdar(("200", "", ()))) is StatusFormat.CDAR
    assert format_of(b"<Invoice/>") is None


@settings(deadline=None)
@given(st.sampled_from([cpp(comment="é"), cdar(("210", "é", ("AUTRE",)))]), st.data())
def test_a_damaged_file_is_answered_and_never_names_another_invoice(content: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        damaged = content[:place]
    else:
        damaged = content[:place] + bytes([data.draw(st.integers(0, 255))]) + content[place + 1 :]
    reading = read(damaged)
    fatal = any(finding.severity is Severity.FATAL for finding in reading.findings)
    assert fatal or reading.statements
    assert len(reading.statements) <= 2
