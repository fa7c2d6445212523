"""Documents signed here: what is said of each, and that nothing is said of the others."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.validation.dss import DocumentSecurityStore

from domain.finding import Severity
from domain.signature import NO_TRUST_LIST, Clock, DetachedSignature, SignatureKind, Trust, TrustList, Validity
from domain.text import Locale
from parsers.signature import RULES, UNSIGNED, DocumentSignatures, find_signatures
from tests.conftest import ROOT
from tests.parsers.signature.fabrique import (
    NOW,
    SIGNED_AT,
    Porteur,
    autorite,
    crl,
    horloge,
    p7s,
    papetier,
    porteur,
    racine,
    signed_pdf,
    stamped_pdf,
    stamper,
    trust_list,
    xades,
    xades_beside,
)

PDF = (ROOT / "samples/factures/texte-classique.pdf").read_bytes()
FACTURX = (ROOT / "samples/factures/facturx-en16931.pdf").read_bytes()
XML = next(iter(sorted((ROOT / "samples/factures").glob("ubl*.xml")))).read_bytes()
LATE = datetime(2025, 6, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """A signed document, and the codes reported for it with and without a trust list."""

    made: Callable[[], bytes]
    listed: tuple[str, ...]
    unlisted: tuple[str, ...] = ("SIG-02",)
    beside: Callable[[], tuple[DetachedSignature, ...]] = tuple
    trusted: Callable[[], TrustList] = trust_list


@cache
def alone() -> Porteur:
    return porteur("Dominique Essai")


@cache
def stranger() -> Porteur:
    return porteur("Claude Essai", porteur("Racine inconnue", ca=True), organisation="AUTRE EXEMPLE")


@cache
def expired() -> Porteur:
    return porteur("Camille Essai", autorite(), last=LATE)


@cache
def early() -> Porteur:
    return porteur("Camille Essai", autorite(), first=SIGNED_AT + timedelta(days=30))


@cache
def short() -> Porteur:
    return porteur("Camille Essai", autorite(), key=rsa.generate_private_key(65537, 1024))  # noqa: S505


def edited(pdf: bytes) -> bytes:
    """``pdf`` with another media box on its page, saved as a revision: what is seen changes, no signed byte does."""
    output = BytesIO(pdf)
    writer = IncrementalPdfFileWriter(output, strict=False)
    from pyhanko.pdf_utils import generic

    page = writer.root["/Pages"]["/Kids"][0]
    page["/MediaBox"] = generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 300, 300)])
    writer.mark_update(page.container_ref)
    writer.write_in_place()
    return output.getvalue()


def proven(pdf: bytes, *lists: bytes) -> bytes:
    """``pdf`` with lists of revoked certificates in its document security store."""
    from asn1crypto import crl as asn1_crl

    output = BytesIO(pdf)
    DocumentSecurityStore.add_dss(
        output,
        sig_contents=None,
        certs=[autorite().asn1, racine().asn1],
        crls=[asn1_crl.CertificateList.load(der) for der in lists],
    )
    return output.getvalue()


def unsigned_again(pdf: bytes) -> bytes:
    """``pdf`` with its form taken away by a revision."""
    output = BytesIO(pdf)
    writer = IncrementalPdfFileWriter(output, strict=False)
    del writer.root["/AcroForm"]
    writer.update_root()
    writer.write_in_place()
    return output.getvalue()


REVOKED_AT = SIGNED_AT - timedelta(days=2)
CASES: dict[str, Case] = {
    "trusted": Case(lambda: signed_pdf(PDF), ("SIG-01",)),
    "a Factur-X": Case(lambda: signed_pdf(FACTURX), ("SIG-01",)),
    "twice": Case(lambda: signed_pdf(signed_pdf(PDF), field="Signature2"), ("SIG-01", "SIG-01")),
    "stamped": Case(lambda: signed_pdf(PDF, stamped=stamper(SIGNED_AT)), ("SIG-01",)),
    "document stamped": Case(lambda: stamped_pdf(signed_pdf(PDF), NOW), ("SIG-01", "SIG-01")),
    "no time at all": Case(lambda: signed_pdf(PDF, at=None), ("SIG-01",)),
    "its own certificate in the list": Case(
        lambda: signed_pdf(PDF, alone()), ("SIG-01",), trusted=lambda: trust_list(alone())
    ),
    "an intermediate in the list": Case(lambda: signed_pdf(PDF), ("SIG-01",), trusted=lambda: trust_list(autorite())),
    "self-signed": Case(lambda: signed_pdf(PDF, alone()), ("SIG-04",)),
    "unknown authority": Case(lambda: signed_pdf(PDF, stranger()), ("SIG-03",)),
    "expired": Case(lambda: signed_pdf(PDF, expired()), ("SIG-05",), ("SIG-05",)),
    "expired since, signed in time": Case(lambda: signed_pdf(PDF, expired(), at=LATE - timedelta(days=1)), ("SIG-01",)),
    "not yet": Case(lambda: signed_pdf(PDF, early()), ("SIG-06",), ("SIG-06",)),
    "revoked": Case(
        lambda: proven(signed_pdf(PDF), crl(autorite(), (papetier(), REVOKED_AT))), ("SIG-07",), ("SIG-07",)
    ),
    "revoked later, nobody vouches for the time": Case(
        lambda: proven(signed_pdf(PDF), crl(autorite(), (papetier(), NOW))), ("SIG-07",), ("SIG-07",)
    ),
    "revoked later, stamped before": Case(
        lambda: proven(signed_pdf(PDF, stamped=stamper(SIGNED_AT)), crl(autorite(), (papetier(), NOW))),
        ("SIG-01",),
        ("SIG-07",),
    ),
    "a list by somebody else": Case(
        lambda: proven(signed_pdf(PDF), crl(racine(), (papetier(), REVOKED_AT))), ("SIG-01",)
    ),
    "a byte changed": Case(lambda: signed_pdf(PDF).replace(b"%PDF-1.", b"%PDF-2.", 1), ("SIG-08",), ("SIG-08",)),
    "a page changed after": Case(lambda: edited(signed_pdf(PDF)), ("SIG-09",), ("SIG-09",)),
    "a page changed, then signed again": Case(
        lambda: signed_pdf(edited(signed_pdf(PDF)), field="Signature2"), ("SIG-09", "SIG-01"), ("SIG-09", "SIG-02")
    ),
    "the signature taken away": Case(lambda: unsigned_again(signed_pdf(PDF)), ("SIG-09",), ("SIG-09",)),
    "a short key": Case(lambda: signed_pdf(PDF, short()), ("SIG-11",), ("SIG-11",)),
    "SHA-1": Case(lambda: signed_pdf(PDF, digest="sha1"), ("SIG-11",), ("SIG-11",)),
    "tomorrow": Case(lambda: signed_pdf(PDF, at=NOW + timedelta(days=3)), ("SIG-16",), ("SIG-16",)),
    "XAdES inside": Case(lambda: xades(XML), ("SIG-01",)),
    "XAdES inside, altered": Case(
        lambda: xades(XML).replace(b"PAPETERIE", b"PATISSERIE").replace(b"<cbc:ID>", b"<cbc:ID>9"),
        ("SIG-08",),
        ("SIG-08",),
    ),
    "XAdES inside, self-signed": Case(lambda: xades(XML, alone()), ("SIG-04",)),
    "CAdES beside": Case(lambda: PDF, ("SIG-01",), beside=lambda: (DetachedSignature(name="f.p7s", content=p7s(PDF)),)),
    "CAdES beside, altered": Case(
        lambda: PDF, ("SIG-08",), ("SIG-08",), beside=lambda: (DetachedSignature(name="f.p7s", content=p7s(FACTURX)),)
    ),
    "CAdES around": Case(lambda: p7s(XML, carries=True), ("SIG-01",)),
    "CAdES around, altered": Case(
        lambda: p7s(XML, carries=True).replace(b"<cbc:ID>", b"<cbc:IE>", 1), ("SIG-08",), ("SIG-08",)
    ),
    "XAdES beside": Case(
        lambda: PDF, ("SIG-01",), beside=lambda: (DetachedSignature(name="f.xml", content=xades_beside("f.pdf", PDF)),)
    ),
    "XAdES beside, altered": Case(
        lambda: PDF,
        ("SIG-08",),
        ("SIG-08",),
        beside=lambda: (DetachedSignature(name="f.xml", content=xades_beside("f.pdf", XML)),),
    ),
    "a signature of nothing": Case(
        lambda: PDF, ("SIG-10",), ("SIG-10",), beside=lambda: (DetachedSignature(name="f.p7s", content=b"0\x80"),)
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_reported_of_each(name: str) -> None:
    case = CASES[name]
    content, beside = case.made(), case.beside()
    listed = find_signatures(content, NOW, beside=beside, trust_list=case.trusted())
    assert tuple(f.code for f in listed.findings) == case.listed, listed
    unlisted = find_signatures(content, NOW, beside=beside)
    assert tuple(f.code for f in unlisted.findings) == case.unlisted, unlisted


@pytest.mark.parametrize("content", [PDF, FACTURX, XML, b"", b"%PDF-", b"0", PDF + b"/ByteRange [0 1 2 3]"])
def test_nothing_is_reported_where_nobody_signed(content: bytes) -> None:
    assert find_signatures(content, NOW, trust_list=trust_list()) is UNSIGNED


def test_the_bytes_are_never_touched() -> None:
    content = signed_pdf(PDF)
    before = bytes(content)
    find_signatures(content, NOW, trust_list=trust_list())
    assert content == before


def test_who_signed_when_and_by_whose_clock() -> None:
    stated = find_signatures(signed_pdf(PDF), NOW, trust_list=trust_list()).signatures[0]
    assert (stated.signataire.name, stated.signataire.organisation) == ("Camille Essai", "PAPETERIE EXEMPLE")
    assert stated.signataire.issuer == "Autorité d'essai"
    assert int(stated.signataire.serial, 16) == papetier().certificate.serial_number
    assert (stated.place, stated.signed_at, stated.clock) == ("Signature1", SIGNED_AT, Clock.STATED)
    stamped = find_signatures(signed_pdf(PDF, stamped=stamper(SIGNED_AT)), NOW, trust_list=trust_list()).signatures[0]
    assert (stamped.signed_at, stamped.clock) == (SIGNED_AT, Clock.STAMP)


def test_a_time_stamp_of_an_unknown_authority_is_but_a_word() -> None:
    unknown = porteur("Horloge inconnue", stamps=True, key=rsa.generate_private_key(65537, 2048))
    made = signed_pdf(PDF, stamped=stamper(SIGNED_AT - timedelta(days=400), unknown))
    found = find_signatures(made, NOW, trust_list=trust_list()).signatures[0]
    assert (found.signed_at, found.clock) == (SIGNED_AT, Clock.STATED)


def test_a_signing_certificate_gives_no_time() -> None:
    """The authority of a time stamp must be one: any key of the trust list could say any time."""
    other = porteur("Signataire", racine(), key=rsa.generate_private_key(65537, 2048))
    made = signed_pdf(PDF, stamped=stamper(SIGNED_AT - timedelta(days=400), other))
    assert find_signatures(made, NOW, trust_list=trust_list()).signatures[0].clock is Clock.STATED


def test_a_document_time_stamp_is_no_signature_of_anybody() -> None:
    found = find_signatures(stamped_pdf(PDF, NOW), NOW, trust_list=trust_list(racine()))
    assert [s.procede for s in found.signatures] == [SignatureKind.HORODATAGE]
    assert found.findings[0].message.fr.startswith("Horodatage par Horodatage d'essai (01/04/2026")
    assert horloge().certificate.serial_number == int(found.signatures[0].signataire.serial, 16)


def test_without_a_list_several_signers_share_one_finding() -> None:
    made = signed_pdf(signed_pdf(PDF), alone(), field="Signature2")
    found = find_signatures(made, NOW)
    assert [f.code for f in found.findings] == ["SIG-02"]
    assert "Camille Essai (PAPETERIE EXEMPLE), Dominique Essai" in found.findings[0].message.fr
    assert {s.trust for s in found.signatures} == {Trust.NOT_ASKED}


def test_only_an_alteration_refuses() -> None:
    assert {rule.code for rule in RULES if rule.severity is Severity.FATAL} == {"SIG-08", "SIG-09", "SIG-18"}


def test_every_sentence_is_filled_in_both_languages() -> None:
    for case in CASES.values():
        for finding in _all(case).findings:
            for locale in Locale:
                said = finding.message.in_(locale) + finding.remedy.in_(locale)
                assert "{" not in said and "  " not in said and "()" not in said, said


def test_validity_needs_a_time() -> None:
    found = find_signatures(signed_pdf(PDF, at=None), NOW).signatures[0]
    assert (found.validity, found.clock, found.signed_at) == (Validity.UNKNOWN, Clock.NOBODY, None)


def _all(case: Case) -> DocumentSignatures:
    content, beside = case.made(), case.beside()
    lists = (NO_TRUST_LIST, case.trusted())
    found = [find_signatures(content, NOW, beside=beside, trust_list=each).findings for each in lists]
    return DocumentSignatures(findings=tuple(finding for each in found for finding in each))


def test_the_samples_of_this_house_are_not_signed(samples: Path) -> None:
    for path in sorted((samples / "factures").iterdir()):
        assert find_signatures(path.read_bytes(), NOW) is UNSIGNED, path.name
