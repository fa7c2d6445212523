"""The nine signed PDFs by other makers: every verdict beside what pdfsig and openssl say of the same file."""

from pathlib import Path

import pytest

from domain.finding import Severity
from domain.signature import After, Extent, Integrity, SignatureKind, Trust, Validity
from parsers.signature import DocumentSignatures, find_signatures
from tests.parsers.signature.fabrique import NOW, trust_list

INTACT, WHOLE, PART = Integrity.INTACT, Extent.WHOLE, Extent.PART
NOTHING, LATER, UNKNOWN = After.NOTHING, After.PERMITTED, After.UNKNOWN
LORD, ALICE = "Lord Testerino (Test)", "Alice (Example Inc)"
VERDICTS = {
    "minimal-signed-twice-both-created.pdf": [
        ("Signature2", LORD, INTACT, WHOLE, LATER, Validity.VALID),
        ("Signature3", LORD, INTACT, WHOLE, NOTHING, Validity.VALID),
    ],
    "minimal-signed-twice-no-sig-type.pdf": [
        ("Sig1", ALICE, INTACT, WHOLE, LATER, Validity.VALID),
        ("Sig2", ALICE, INTACT, WHOLE, NOTHING, Validity.VALID),
    ],
    "minimal-signed-twice-second-created.pdf": [
        ("Sig1", LORD, INTACT, WHOLE, LATER, Validity.VALID),
        ("Signature3", LORD, INTACT, WHOLE, NOTHING, Validity.VALID),
    ],
    "minimal-two-fields-signed-twice.pdf": [
        ("Sig2", LORD, INTACT, WHOLE, LATER, Validity.VALID),
        ("Sig1", LORD, INTACT, WHOLE, NOTHING, Validity.VALID),
    ],
    "pades-with-old-style-signing-cert-attr-issser.pdf": [("Sig1", ALICE, INTACT, WHOLE, NOTHING, Validity.VALID)],
    "pades-with-old-style-signing-cert-attr.pdf": [("Sig1", ALICE, INTACT, WHOLE, NOTHING, Validity.VALID)],
    # no signed attribute: the time is the PDF's own word
    "sig-no-signed-attrs.pdf": [("Sig1", "Lord Testerino (Example Inc)", INTACT, WHOLE, NOTHING, Validity.VALID)],
    # an entry of the dictionary hides in the gap of the signature: what it covers is intact, but it is not all
    "signature-gap-too-big.pdf": [("Sig1", LORD, INTACT, PART, UNKNOWN, Validity.VALID)],
    # encrypted for somebody else: the bytes are signed all the same, two years after the certificate ended
    "signed-encrypted-pubkey-with-catalog-ref.pdf": [("", ALICE, INTACT, WHOLE, NOTHING, Validity.EXPIRED)],
}
CODES = {
    "signature-gap-too-big.pdf": ["SIG-12"],
    "signed-encrypted-pubkey-with-catalog-ref.pdf": ["SIG-05"],
}


@pytest.fixture(scope="module")
def signed(corpus: Path) -> Path:
    folder = corpus / "signed"
    if not folder.is_dir():
        pytest.skip(f"no signed PDFs at {folder}")
    return folder


@pytest.mark.parametrize("name", VERDICTS)
def test_every_verdict_is_right(signed: Path, name: str) -> None:
    found = find_signatures((signed / name).read_bytes(), NOW)
    told = [(s.place, str(s.signataire), s.integrity, s.extent, s.after, s.validity) for s in found.signatures]
    assert told == VERDICTS[name]
    assert {s.procede for s in found.signatures} == {SignatureKind.PADES}
    assert {s.trust for s in found.signatures} == {Trust.NOT_ASKED}
    assert [f.code for f in found.findings] == CODES.get(name, ["SIG-02"])


def test_no_file_is_left_out(signed: Path) -> None:
    assert {path.name for path in signed.iterdir()} == set(VERDICTS)


@pytest.mark.parametrize("name", VERDICTS)
def test_a_list_without_any_of_them_suspects_them_all(signed: Path, name: str) -> None:
    found = find_signatures((signed / name).read_bytes(), NOW, trust_list=trust_list())
    expected = Trust.SELF_SIGNED if "Test)" in str(found.signatures[0].signataire) else Trust.UNTRUSTED
    assert {s.trust for s in found.signatures} == {expected}
    assert {"SIG-03", "SIG-04"} & {f.code for f in found.findings}


@pytest.mark.parametrize("name", [name for name in VERDICTS if "gap" not in name])
def test_a_byte_changed_anywhere_signed_is_an_alteration(signed: Path, name: str) -> None:
    content = bytearray((signed / name).read_bytes())
    place = content.index(b"/Type")
    content[place + 1] ^= 0x20
    assert _alters(find_signatures(bytes(content), NOW))


def _alters(found: DocumentSignatures) -> bool:
    return any(f.code == "SIG-08" and f.severity is Severity.FATAL for f in found.findings)
