"""The signatures of an XML document, inside it or in a file beside it (XML-DSig, ETSI EN 319 132).

What is judged is what was really digested (:mod:`parsers.signature.xml_references`); what cannot be checked is reported
as unverifiable.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import unquote

from asn1crypto import x509 as asn1
from lxml import etree
from signxml.exceptions import InvalidDigest, InvalidSignature

from domain.signature import After, Clock, Integrity, Signature, SignatureKind
from domain.text import Text
from parsers.limits import Limits
from parsers.signature import certificate as certificat
from parsers.signature import cms
from parsers.signature.cms import Unreadable, VerificationContext
from parsers.signature.xml_references import (
    DS,
    NAMES,
    SIGNATURE,
    SignedElement,
    extent,
    is_external,
    references_of,
    verify,
)
from parsers.source.hardened_xml import parse, parser_of

MOST = 10
"""Most signatures verified of one document."""
_CERTIFICATES = 40
"""Most certificates read of one signature."""
_NAMED = 20
"""Most external files that are named."""
_DIGESTED = 400 * 2**20
"""Most bytes digested for all references of a file together."""
_TOO_LARGE = Text("le document dépasse ce qui peut être contrôlé", "the document is beyond what can be checked")


def signatures(
    content: bytes, verification: VerificationContext, *, name: str = "", document: bytes | None = None
) -> Iterator[Signature]:
    """Every signature of the XML in ``content``, at most :data:`MOST`.

    With ``document`` the XML is a detached signature named ``name`` over those bytes.
    """
    template = Signature(procede=SignatureKind.XADES, place=name)
    root = parse(content, Limits(), complete=True).root
    if root is None:
        return  # an XML that the hardened parser refuses is refused as a document
    room = _DIGESTED
    for rank, (element, _) in enumerate(zip(root.iter(SIGNATURE), range(MOST), strict=False)):
        try:
            references = references_of(element)
            room -= len(references) * len(content)
            if room < 0:
                raise Unreadable(_TOO_LARGE)
            signed = SignedElement(root=root, element=element, references=references, rank=rank, document=document)
            yield _signature(signed, parser_of(content, complete=True), verification, template)
        except MemoryError:  # says nothing about the file
            raise
        except Exception as error:  # noqa: BLE001 - untrusted signatures may raise any exception
            yield replace(template, detail=cms.error_text(error))


def count(content: bytes) -> int:
    """Estimated number of signatures of the XML, by a byte search."""
    return content.count(b"SignatureValue>") // 2


def names(content: bytes) -> tuple[str, ...]:
    """The names, without folders, of the external files the XML signs."""
    root = parse(content, Limits(), complete=True).root
    if root is None:
        return ()
    uris = [str(each.get("URI") or "") for each in root.iter(f"{{{DS}}}Reference")][:_NAMED]
    return tuple(unquote(uri).rpartition("/")[2] for uri in uris if is_external(uri))


def _signature(
    signed: SignedElement, parser: etree.XMLParser, verification: VerificationContext, template: Signature
) -> Signature:
    element, references = signed.element, signed.references
    covered = extent(signed)
    held = _certificates(element)
    certificate = held[0]
    try:
        verify(signed, parser, certificate)
        integrity = Integrity.INTACT
    except (InvalidDigest, InvalidSignature) as error:
        if not isinstance(error, InvalidDigest) and "verification failed" not in str(error):
            raise
        integrity = Integrity.ALTERED
    intact = integrity is Integrity.INTACT
    at = _stated(element, {str(each.get("URI") or "") for each in references} if intact else set())
    found = replace(
        template,
        integrity=integrity,
        extent=covered,
        after=After.NOTHING,
        signed_at=at,
        clock=Clock.STATED if at else Clock.NOBODY,
    )
    return cms.with_certificate(
        found, certificate, held[1:], verification, digests=_digests(element), fit=certificat.may_sign(certificate)
    )


def _certificates(element: etree._Element) -> list[asn1.Certificate]:
    """The certificates, the signer's first: the one named in the signed properties, else the first one."""
    texts = [each.text or "" for each in element.iterfind("ds:KeyInfo/ds:X509Data/ds:X509Certificate", NAMES)]
    held = [asn1.Certificate.load(base64.b64decode(text)) for text in texts[:_CERTIFICATES]]
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
        place = element.find(f".//x:SignedSignatureProperties/x:{kind}/x:Cert/x:CertDigest", NAMES)
        if place is not None:
            method = place.find("ds:DigestMethod", NAMES)
            return str(method.get("Algorithm")) if method is not None else "", place.findtext(
                "ds:DigestValue", "", NAMES
            )
    return None


def _is(certificate: asn1.Certificate, algorithm: str, digest: str) -> bool:
    try:
        made = hashlib.new(algorithm.rpartition("#")[2].replace("-", "_"), certificate.dump()).digest()
        return made == base64.b64decode(digest)
    except (ValueError, binascii.Error):
        return False


def _stated(element: etree._Element, signed: set[str]) -> datetime | None:
    """The time stated by the signer, if it is signed too."""
    properties = element.find(".//x:SignedProperties", NAMES)
    if properties is None or f"#{properties.get('Id')}" not in signed:
        return None
    text = properties.findtext("x:SignedSignatureProperties/x:SigningTime", "", NAMES).strip()
    try:
        stated = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (stated if stated.tzinfo else stated.replace(tzinfo=UTC)).astimezone(UTC)


def _digests(element: etree._Element) -> tuple[str, ...]:
    """The digest algorithms of the signature, named as in certificates."""
    methods = element.findall("ds:SignedInfo//ds:DigestMethod", NAMES) + element.findall(
        "ds:SignedInfo/ds:SignatureMethod", NAMES
    )
    return tuple(str(each.get("Algorithm")).rpartition("#")[2].rpartition("-")[2].lower() for each in methods)
