"""Signatures made to harm: whatever the bytes, an answer, soon, and never an exception."""

import random
import re
import time
from collections.abc import Callable

import pytest
from asn1crypto import cms
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.signature import DetachedSignature, Extent, Integrity, Trust
from parsers.signature import chain, detached, find_signatures, pdf
from parsers.signature.cms_headers import carries_content
from tests.conftest import ROOT, examples
from tests.parsers.signature.fabrique import (
    FIRST,
    LAST,
    NOW,
    p7s,
    papetier,
    porteur,
    signed_pdf,
    stamper,
    trust_list,
    xades,
    xades_beside,
)

PDF = (ROOT / "samples/factures/texte-classique.pdf").read_bytes()
XML = next(iter(sorted((ROOT / "samples/factures").glob("ubl*.xml")))).read_bytes()
SIGNED = signed_pdf(PDF, stamped=stamper(NOW))
P7S, P7M = p7s(PDF), p7s(XML, carries=True)
IN_XML, BESIDE = xades(XML), xades_beside("f.pdf", PDF)


@settings(max_examples=examples(50), deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), which=st.sampled_from(["pdf", "p7s", "p7m", "xml", "beside"]), cut=st.booleans())
def test_damaged_signatures_never_raise(seed: int, which: str, cut: bool) -> None:
    chance = random.Random(seed)
    sound = {"pdf": SIGNED, "p7s": P7S, "p7m": P7M, "xml": IN_XML, "beside": BESIDE}[which]
    content = bytearray(sound)
    for _ in range(chance.randrange(1, 12)):
        # the second half of a PDF is its signature: damage before it is another test's matter
        first = len(PDF) if which == "pdf" else 0
        content[chance.randrange(first, len(content))] = chance.randrange(256)
    damaged = bytes(content[: chance.randrange(len(content))] if cut else content)
    if which in {"p7s", "beside"}:
        find_signatures(PDF, NOW, beside=(DetachedSignature(name="f", content=damaged),), trust_list=trust_list())
    else:
        find_signatures(damaged, NOW, trust_list=trust_list())


def test_thousands_of_signatures_are_counted_not_looked_at() -> None:
    content = PDF + b"/ByteRange [0 10 20 30]\n" * 100_000
    found = find_signatures(content, NOW)
    assert [f.code for f in found.findings] == ["SIG-15"]
    assert "100000" in found.findings[0].message.fr


def test_a_signature_repeated_is_looked_at_within_the_limit() -> None:
    many = SIGNED
    for rank in range(1, 24):
        many = signed_pdf(many, field=f"S{rank}") if rank < 3 else many
    many += b"".join(b"/ByteRange [0 %d %d 0]\n" % (n, n + 2) for n in range(1000))
    found = find_signatures(many, NOW)
    assert len(found.signatures) <= pdf.MOST


def test_a_string_of_megabytes_is_not_read_letter_by_letter() -> None:
    start = PDF + b"/Contents "
    gap = b"<" + b"30" * 3_000_000 + b">"
    after = b"\n/ByteRange [0 %010d %010d %010d]"
    content = start + gap + after % (len(start), len(start) + len(gap), 50)
    content += b" " * (len(start) + len(gap) + 50 - len(content))
    found = find_signatures(content, NOW)
    assert {s.integrity for s in found.signatures} <= {Integrity.UNKNOWN}


def test_objects_by_the_hundred_thousand_leave_the_ranges() -> None:
    content = SIGNED + b"\n1 0 obj\nendobj" * 120_000
    found = find_signatures(content, NOW, trust_list=trust_list())
    assert [s.integrity for s in found.signatures] == [Integrity.INCOMPLETE]
    assert [f.code for f in found.findings] == ["SIG-14"]
    assert found.signatures[0].extent is Extent.UNKNOWN


@pytest.mark.parametrize("numbers", [b"0 9999999999 9999999999 1", b"5 5 5 5", b"0 0 0 0", b"9999999999 1 2 3"])
def test_ranges_outside_the_file(numbers: bytes) -> None:
    find_signatures(SIGNED + b"/ByteRange [%b]" % numbers, NOW, trust_list=trust_list())


def test_an_entity_in_a_signed_xml_is_not_read() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    assert find_signatures(bomb + IN_XML.partition(b"?>")[2], NOW).signatures == ()


def test_a_transform_that_leaves_parts_out_is_not_accepted() -> None:
    """An XPath may take anything out of what is signed: such a signature proves nothing here."""
    exotic = IN_XML.replace(
        b"http://www.w3.org/2000/09/xmldsig#enveloped-signature", b"http://www.w3.org/TR/1999/REC-xpath-19991116"
    )
    found = find_signatures(exotic, NOW, trust_list=trust_list())
    assert [f.code for f in found.findings] == ["SIG-10"]


def test_a_signature_moved_into_another_invoice_is_an_alteration() -> None:
    signature = IN_XML[IN_XML.index(b"<ds:Signature") : IN_XML.index(b"</ds:Signature>") + len(b"</ds:Signature>")]
    other = XML.replace(b"<cbc:ID>", b"<cbc:ID>9", 1)
    end = other.rindex(b"</")
    found = find_signatures(other[:end] + signature + other[end:], NOW, trust_list=trust_list())
    assert [f.code for f in found.findings] == ["SIG-08"]


def test_a_signature_over_a_part_is_reported() -> None:
    """The wrapping attack: the signed invoice hides as a part of one that nobody signed."""
    inner = IN_XML.partition(b"?>")[2].strip()
    found = find_signatures(b'<Other xmlns="urn:x">' + inner + b"</Other>", NOW, trust_list=trust_list())
    assert [f.code for f in found.findings] in (["SIG-08"], ["SIG-12"])


def test_what_is_a_signature_file() -> None:
    import base64

    armoured = b"-----BEGIN PKCS7-----\n" + base64.encodebytes(P7S) + b"-----END PKCS7-----\n"
    assert detached.is_signature(P7S)
    assert detached.is_signature(armoured)
    assert detached.is_signature(BESIDE)
    assert not detached.is_signature(P7M)
    assert detached.carried(P7M) == XML
    assert not any(detached.is_signature(each) for each in (PDF, XML, SIGNED, IN_XML, b"", b"0", b"<", b"<a/>"))
    found = find_signatures(
        PDF, NOW, beside=(DetachedSignature(name="f.p7s", content=armoured),), trust_list=trust_list()
    )
    assert [f.code for f in found.findings] == ["SIG-01"]


@pytest.mark.parametrize("cut", [60, 200, -1])
def test_a_damaged_envelope_is_a_document_that_gets_an_answer(cut: int) -> None:
    """As a signature without a document it would be set aside with a warning, its invoice never refused."""
    assert not detached.is_signature(P7M[:cut])
    assert detached.is_signature(P7S[:cut])


def element(tag: int, value: bytes) -> bytes:
    size = len(value).to_bytes(4, "big")
    return bytes([tag, 0x84]) + size + value


def opened_ended(tag: int, value: bytes) -> bytes:
    return bytes([tag, 0x80]) + value + b"\0\0"


SIGNED_DATA, DATA = bytes.fromhex("06092a864886f70d010702"), bytes.fromhex("06092a864886f70d010701")
SIGNERS = element(0x31, element(0x30, b""))


@pytest.mark.parametrize("made", [element, opened_ended])
@pytest.mark.parametrize("digests", [b"", element(0x30, element(0x06, b"\x60"))])
def test_whether_a_cms_carries_something_is_in_its_headers(made: Callable[[int, bytes], bytes], digests: bytes) -> None:
    def cms(content: bytes) -> bytes:
        inside = made(0x31, digests) + made(0x30, DATA + content)
        return made(0x30, SIGNED_DATA + made(0xA0, made(0x30, b"\2\1\1" + inside + SIGNERS)))

    assert carries_content(cms(b"")) is False
    assert carries_content(cms(made(0xA0, b"\4\1a"))) is True
    assert carries_content(cms(b"\4\1a")) is None
    assert [carries_content(cms(b"")[:cut]) for cut in (0, 1, 5, 14, 20)] == [None] * 5


def test_a_lot_is_opened_without_reading_its_signatures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four megabytes of pieces took 37 seconds, of lines in a PEM 73, of signers 10; of the run, not of a worker."""
    pieces = opened_ended(0x24, b"\4\1a" * 1_300_000)
    inside = b"\2\1\1" + element(0x31, b"") + element(0x30, DATA + element(0xA0, pieces)) + SIGNERS
    costly = element(0x30, SIGNED_DATA + element(0xA0, element(0x30, inside)))
    lines = b"-----BEGIN PKCS7-----\n" + b"A\n" * 2_000_000 + b"-----END PKCS7-----\n"
    inside = b"\2\1\1" + element(0x31, b"") + element(0x30, DATA) + element(0x31, b"\x30\0" * 2_000_000)
    signers = element(0x30, SIGNED_DATA + element(0xA0, element(0x30, inside)))
    monkeypatch.setattr("parsers.signature.cms.opened", None)
    began = time.process_time()
    assert not detached.is_signature(costly)
    assert not detached.is_signature(lines)
    assert detached.is_signature(signers)
    assert detached.pairs({"f.xml": "0" * 64}, {"s.p7s": signers}) == ({}, ("s.p7s",))
    assert time.process_time() - began < 2


def test_which_file_a_signature_signs() -> None:
    from hashlib import sha256

    documents = {
        "a/facture.pdf": sha256(PDF).hexdigest(),
        "b/facture.xml": sha256(XML).hexdigest(),
        "b/autre.xml": "0" * 64,
        "b/autre.pdf": "1" * 64,
    }
    signatures = {
        "a/facture.pdf.p7s": p7s(XML),
        "tout/autre/nom.p7s": P7S,
        "a/signature.xml": xades_beside("facture.pdf", PDF),
        "b/facture_signature.p7s": p7s(b"altered"),
        "b/autre.p7s": p7s(b"altered"),
        "seule.p7s": p7s(b"nothing here"),
    }
    signed, alone = detached.pairs(documents, signatures)
    assert signed == {
        "a/facture.pdf": ("a/facture.pdf.p7s", "tout/autre/nom.p7s", "a/signature.xml"),
        "b/facture.xml": ("b/facture_signature.p7s",),
    }
    assert alone == ("b/autre.p7s", "seule.p7s")


def test_certificates_of_one_name_make_no_endless_search() -> None:
    """Forty authorities of one name, each issued by the next: factorial paths, if names were trusted."""
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(40)]
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A")])
    ring = []
    for rank, key in enumerate(keys):
        builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        builder = builder.serial_number(rank + 1).not_valid_before(FIRST).not_valid_after(LAST)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        made = builder.sign(keys[(rank + 1) % len(keys)], SHA256())
        ring.append(asn1.Certificate.load(made.public_bytes(Encoding.DER)))
    assert chain.trust(ring[0], ring[1:], trust_list(), NOW) is Trust.UNTRUSTED


def test_a_supplier_in_the_list_vouches_for_nobody_else() -> None:
    forged = porteur("Quelqu'un d'autre", papetier())
    found = find_signatures(signed_pdf(PDF, forged), NOW, trust_list=trust_list(papetier()))
    assert [f.code for f in found.findings] == ["SIG-03"]


def test_a_list_of_signers_that_holds_none_is_reported() -> None:
    at = P7S.index(cms.ContentInfo.load(P7S)["content"]["signer_infos"][0].dump())
    damaged = P7S[:at] + b"\x1c" + P7S[at + 1 :]
    found = find_signatures(PDF, NOW, beside=(DetachedSignature(name="f", content=damaged),), trust_list=trust_list())
    assert [finding.code for finding in found.findings] == ["SIG-10"]


def test_a_field_whose_signature_is_lost_leaves_its_range_to_look_at() -> None:
    reference = re.search(rb"/V (\d+) 0 R", SIGNED)
    assert reference is not None
    lost = SIGNED.replace(reference[0], b"/V %s 0 R" % (b"9" * len(reference[1])))
    assert find_signatures(lost, NOW, trust_list=trust_list()).signatures
