"""The signatures of an XML document, inside it or in a file beside it (XML-DSig, ETSI EN 319 132).

A signature is verified only when every transform from the document to the signed content is known; the others are
reported as unverifiable.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from asn1crypto import x509 as asn1
from cryptography import x509
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import InvalidDigest, InvalidSignature
from signxml.verifier import SignatureConfiguration, VerifyResult, XMLVerifier

from domain.signature import After, Clock, Extent, Integrity, Signature, SignatureKind
from parsers.limits import Limits
from parsers.signature import certificate as certificat
from parsers.signature import cms
from parsers.signature.cms import Unreadable, VerificationContext
from parsers.source.hardened_xml import parse

MOST = 10
"""Most signatures verified of one document."""
MARK = b"http://www.w3.org/2000/09/xmldsig#"
_DS = {"ds": MARK.decode(), "x": "http://uri.etsi.org/01903/v1.3.2#"}
_REFERENCES = 20
_LARGEST = 50 * 2**20
_EMPTY = b"<none/>"
_ENVELOPED = MARK.decode() + "enveloped-signature"
_KNOWN = frozenset(
    {
        _ENVELOPED,
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
        "http://www.w3.org/2006/12/xml-c14n11",
        "http://www.w3.org/2006/12/xml-c14n11#WithComments",
        "http://www.w3.org/2001/10/xml-exc-c14n#",
        "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
    }
)
"""Transforms allowed before the digest; any other one could exclude parts of the document."""
_CONFIG = SignatureConfiguration(
    expect_references=False,
    signature_methods=frozenset(method for method in SignatureMethod if not method.name.startswith("HMAC")),
    digest_algorithms=frozenset(DigestAlgorithm),
)
"""A weak algorithm is reported as weak; it does not make a signature wrong."""


class _Nth(XMLVerifier):
    """Verifies the signature of one rank in the document, ignoring the others."""

    def __init__(self, rank: int) -> None:
        super().__init__()
        self._rank = rank

    def _get_signature(self, root: Any) -> Any:
        return list(root.iter(f"{{{_DS['ds']}}}Signature"))[self._rank]


def signatures(
    content: bytes, verification: VerificationContext, *, name: str = "", document: bytes | None = None
) -> Iterator[Signature]:
    """Every signature of the XML in ``content``, at most :data:`MOST`.

    With ``document`` the XML is a detached signature named ``name`` over those bytes.
    """
    template = Signature(procede=SignatureKind.XADES, place=name)
    if len(content) > _LARGEST or parse(content, Limits()).root is None:
        return  # an XML that the hardened parser refuses is refused as a document
    root = etree.fromstring(content, _parser())
    for rank, (element, _) in enumerate(zip(root.iter(f"{{{_DS['ds']}}}Signature"), range(MOST), strict=False)):
        try:
            yield _signature(root, element, rank, verification, template, document)
        except Exception as error:  # noqa: BLE001 - untrusted signatures may raise any exception
            yield replace(template, detail=cms.error_text(error))


def count(content: bytes) -> int:
    """Estimated number of signatures of the XML, by a byte search."""
    return content.count(b"SignatureValue>") // 2


def names(content: bytes) -> tuple[str, ...]:
    """The names, without folders, of the external files the XML signs."""
    if len(content) > _LARGEST or parse(content, Limits()).root is None:
        return ()
    root = etree.fromstring(content, _parser())
    uris = [str(each.get("URI") or "") for each in root.iter(f"{{{_DS['ds']}}}Reference")][:_REFERENCES]
    return tuple(unquote(uri).rpartition("/")[2] for uri in uris if uri and not uri.startswith("#"))


def _parser() -> etree.XMLParser:
    """The hardened parser, keeping comments and processing instructions, which a digest may cover."""
    return etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, collect_ids=False)


def _signature(
    root: etree._Element,
    element: etree._Element,
    rank: int,
    verification: VerificationContext,
    template: Signature,
    document: bytes | None,
) -> Signature:
    references = element.findall("ds:SignedInfo/ds:Reference", _DS)
    _refuse_unknown(references)
    held = _certificates(element)
    certificate = held[0]
    try:
        results = _verified(root, rank, certificate, document)
        integrity = Integrity.INTACT
    except (InvalidDigest, InvalidSignature) as error:
        if not isinstance(error, InvalidDigest) and "verification failed" not in str(error):
            raise
        results, integrity = [], Integrity.ALTERED
    signed_uris = {str(each.get("URI") or "") for each in references} if results else set()
    at = _stated(element, signed_uris)
    found = replace(
        template,
        integrity=integrity,
        extent=_extent(root, element, references, document),
        after=After.NOTHING,
        signed_at=at,
        clock=Clock.STATED if at else Clock.NOBODY,
    )
    return cms.with_certificate(
        found, certificate, held[1:], verification, digests=_digests(element), fit=certificat.may_sign(certificate)
    )


def _verified(
    root: etree._Element, rank: int, certificate: asn1.Certificate, document: bytes | None
) -> list[VerifyResult]:
    own = x509.load_der_x509_certificate(certificate.dump())
    config = replace(_CONFIG, verification_time=own.not_valid_before_utc)
    answer = _Nth(rank).verify(
        root,
        x509_cert=own,
        expect_config=config,
        parser=_parser(),
        validate_schema=False,
        uri_resolver=(lambda _: document) if document is not None else None,
    )
    return answer if isinstance(answer, list) else [answer]


def _refuse_unknown(references: list[etree._Element]) -> None:
    if not references or len(references) > _REFERENCES:
        raise Unreadable(f"{len(references)} Reference")
    for reference in references:
        for transform in reference.findall("ds:Transforms/ds:Transform", _DS):
            if (algorithm := str(transform.get("Algorithm"))) not in _KNOWN:
                raise Unreadable(algorithm)


def _certificates(element: etree._Element) -> list[asn1.Certificate]:
    """The certificates, the signer's first: the one named in the signed properties, else the first one."""
    texts = [each.text or "" for each in element.iterfind("ds:KeyInfo/ds:X509Data/ds:X509Certificate", _DS)]
    held = [asn1.Certificate.load(base64.b64decode(text)) for text in texts[: _REFERENCES * 2]]
    if not held:
        raise Unreadable("X509Certificate")
    wanted = _named(element)
    if wanted is None:
        return held
    held.sort(key=lambda certificate: not _is(certificate, *wanted))
    if not _is(held[0], *wanted):
        raise Unreadable("SigningCertificate")
    return held


def _named(element: etree._Element) -> tuple[str, str] | None:
    """Algorithm and digest of the signing certificate in the signed properties; ``None`` without them."""
    for kind in ("SigningCertificateV2", "SigningCertificate"):
        place = element.find(f".//x:SignedSignatureProperties/x:{kind}/x:Cert/x:CertDigest", _DS)
        if place is not None:
            method = place.find("ds:DigestMethod", _DS)
            return str(method.get("Algorithm")) if method is not None else "", place.findtext("ds:DigestValue", "", _DS)
    return None


def _is(certificate: asn1.Certificate, algorithm: str, digest: str) -> bool:
    try:
        made = hashlib.new(algorithm.rpartition("#")[2].replace("-", "_"), certificate.dump()).digest()
        return made == base64.b64decode(digest)
    except (ValueError, binascii.Error):
        return False


def _stated(element: etree._Element, signed: set[str]) -> datetime | None:
    """The time stated by the signer, if it is signed too."""
    properties = element.find(".//x:SignedProperties", _DS)
    if properties is None or f"#{properties.get('Id')}" not in signed:
        return None
    text = properties.findtext("x:SignedSignatureProperties/x:SigningTime", "", _DS).strip()
    try:
        stated = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (stated if stated.tzinfo else stated.replace(tzinfo=UTC)).astimezone(UTC)


def _extent(
    root: etree._Element, element: etree._Element, references: list[etree._Element], document: bytes | None
) -> Extent:
    """The extent signed: the whole document when one reference covers it."""
    for reference in references:
        uri = reference.get("URI")
        if document is not None:
            if uri and not uri.startswith("#"):
                return Extent.WHOLE
        elif uri == "" or (uri and uri[1:] in {root.get(name) for name in ("Id", "ID", "id")} - {None}):
            return Extent.WHOLE if root is not element else Extent.PART
    return Extent.PART


def _digests(element: etree._Element) -> tuple[str, ...]:
    """The digest algorithms of the signature, named as in certificates."""
    methods = element.findall("ds:SignedInfo//ds:DigestMethod", _DS) + element.findall(
        "ds:SignedInfo/ds:SignatureMethod", _DS
    )
    return tuple(str(each.get("Algorithm")).rpartition("#")[2].rpartition("-")[2].lower() for each in methods)
