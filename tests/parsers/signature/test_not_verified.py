"""A signature that cannot be checked whole is not verified: never intact, never silent."""

import re
from collections.abc import Callable

import pytest

from domain.finding import Severity
from domain.signature import DetachedSignature, Integrity
from domain.signature_mention import signatures_text
from domain.text import Locale
from parsers.signature import DocumentSignatures, find_signatures, pdf, pdf_form
from tests.conftest import ROOT
from tests.parsers.signature import tampering
from tests.parsers.signature.fabrique import NOW, p7s, signed_pdf, stamped_pdf, trust_list
from tests.parsers.signature.test_verdicts import edited

HOSTILE = ROOT / "tests/cases/hostile"
FACTURX = (ROOT / "samples/factures/facturx-en16931.pdf").read_bytes()
SIGNED = signed_pdf(FACTURX)
ALTERED = tampering.with_another_account(SIGNED)
REDRAWN = tampering.with_another_page(SIGNED)
CERTIFIED = signed_pdf(SIGNED, field="Signature2")
Evasion = Callable[[bytes], bytes]


def said_intact(found: DocumentSignatures) -> bool:
    """Whether anything that people read says that a signature is intact."""
    sentences = [signatures_text(found.signatures)]
    sentences += [finding.message.in_(locale) for finding in found.findings for locale in Locale]
    return any(re.search(r"\bintacte?\b", sentence, re.IGNORECASE) for sentence in sentences)


def refused(found: DocumentSignatures) -> bool:
    return any(finding.severity is Severity.FATAL for finding in found.findings)


@pytest.mark.parametrize("made", [ALTERED, REDRAWN, edited(SIGNED)], ids=["xml", "page", "box"])
def test_an_alteration_that_is_seen_refuses(made: bytes) -> None:
    found = find_signatures(made, NOW, trust_list=trust_list())
    assert refused(found)
    assert not said_intact(found)


@pytest.mark.parametrize("trusting", [True, False])
@pytest.mark.parametrize("evasion", tampering.EVASIONS)
@pytest.mark.parametrize("made", [ALTERED, REDRAWN], ids=["xml", "page"])
def test_an_alteration_that_hides_is_not_told_intact(made: bytes, evasion: Evasion, trusting: bool) -> None:
    lists = {"trust_list": trust_list()} if trusting else {}
    found = find_signatures(evasion(made), NOW, **lists)
    assert found.signatures, "said nothing"
    assert found.findings
    assert not said_intact(found), found
    assert not any(signature.intact for signature in found.signatures)


@pytest.mark.parametrize("evasion", tampering.EVASIONS)
def test_what_cannot_be_looked_at_is_not_told_intact_without_any_alteration(evasion: Evasion) -> None:
    """The same bytes after an honest signature: nothing proves that they are harmless."""
    found = find_signatures(evasion(SIGNED), NOW, trust_list=trust_list())
    assert found.signatures
    assert not said_intact(found)
    assert "non v" in signatures_text(found.signatures) or refused(found)


@pytest.mark.parametrize("blanks", [b"\n", b"\r\n\r\n", b"\0" * 600, b" \n" * 40])
def test_blanks_after_the_end_are_nothing(blanks: bytes) -> None:
    found = find_signatures(SIGNED + blanks, NOW, trust_list=trust_list())
    assert [finding.code for finding in found.findings] == ["SIG-01"]


@pytest.mark.parametrize("made", [CERTIFIED, stamped_pdf(CERTIFIED, NOW)], ids=["two signatures", "and a time stamp"])
def test_a_permitted_revision_stays_intact(made: bytes) -> None:
    found = find_signatures(made, NOW, trust_list=trust_list())
    assert {finding.code for finding in found.findings} == {"SIG-01"}
    assert all(signature.intact for signature in found.signatures)


@pytest.mark.parametrize(
    "name", ["xml-changed+startxref101.pdf", "xml-changed+trailing.pdf", "poison-byterange.pdf", "xades-wrap-mixte.xml"]
)
def test_hostile_files_are_not_verified(name: str) -> None:
    found = find_signatures((HOSTILE / name).read_bytes(), NOW)
    assert found.signatures
    assert not said_intact(found)


@pytest.mark.parametrize(
    "numbers", [b"0 59050 59050 475", b"0 9 99999999 1", b"-5 5 5 5", b"0 5 -5 5", b"1 2", b"0 0 0"]
)
def test_a_range_outside_the_file_is_that_signature_alone(numbers: bytes) -> None:
    """In place of the true range, at the same length: the file is as it was but for its numbers."""
    declared = re.search(rb"/ByteRange \[[^\]]*\]", SIGNED)
    assert declared is not None
    false = b"/ByteRange [" + numbers.ljust(len(declared[0]) - 13) + b"]"
    found = find_signatures(SIGNED.replace(declared[0], false), NOW, trust_list=trust_list())
    assert {signature.integrity for signature in found.signatures} <= {Integrity.UNKNOWN, Integrity.ALTERED}
    assert found.findings


def test_a_string_in_parentheses_leaves_no_room_for_objects() -> None:
    """A CMS as a literal string is half as long as its digits: the difference could hold objects that nobody signed,
    with all lengths adding up to those of the file.
    """
    opened = pdf_form.opened(SIGNED)
    (field,) = opened.fields
    _, first, second, length = field.bytes_of
    der = field.embedded.pkcs7_content if field.embedded else b""
    literal = b"(" + re.sub(rb"([()\\\r])", rb"\\\1", der).replace(b"\\\r", b"\\r") + b")"
    hidden = b"\n>>\nendobj\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    room = second - first - len(literal)
    made = SIGNED[:first] + literal + hidden.ljust(room) + SIGNED[second:]
    assert len(made) == len(SIGNED)
    found = find_signatures(made, NOW, trust_list=trust_list())
    assert found.signatures
    assert not said_intact(found)
    assert second + length == len(SIGNED)


def test_signatures_beyond_the_limit_are_said_not_to_be_looked_at() -> None:
    """Ranges that leave out other strings come first; the altered one is beyond them."""
    extra = b"".join(b"\n%%<%04d>" % rank for rank in range(pdf.MOST + 5))
    made = SIGNED + extra
    places = [found.span() for found in re.finditer(rb"<\d{4}>", made[len(SIGNED) :])]
    declared = b"".join(
        b"\n%%/ByteRange [0 %d %d 0]" % (len(SIGNED) + first, len(SIGNED) + last) for first, last in places
    )
    found = find_signatures(made + declared, NOW)
    assert not said_intact(found)
    assert "SIG-15" in {finding.code for finding in found.findings}


def test_files_beside_beyond_the_limit_are_said() -> None:
    files = tuple(DetachedSignature(name=f"f{rank}.p7s", content=p7s(FACTURX)) for rank in range(12))
    found = find_signatures(FACTURX, NOW, beside=files)
    assert "SIG-15" in {finding.code for finding in found.findings}


def test_a_library_that_raises_leaves_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RecursionError("deep")

    monkeypatch.setattr(pdf, "_signatures", broken)
    found = find_signatures(SIGNED, NOW)
    assert [finding.code for finding in found.findings] == ["SIG-10"]


@pytest.mark.parametrize("mark", [b"/Byte#52ange", b"/ByteRangf"])
def test_a_range_under_another_name_is_not_silent(mark: bytes) -> None:
    found = find_signatures(SIGNED.replace(b"/ByteRange", mark), NOW)
    assert found.signatures
    assert not said_intact(found)
