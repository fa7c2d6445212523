"""The signatures of an XML document, inside it or in a file beside it (XML-DSig, ETSI EN 319 132).

A signature is verified only when every transform from the document to the signed content is known, and each of its
references leads to one element only, which is the one that is digested; the others are reported as unverifiable.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import unquote

from asn1crypto import x509 as asn1
from cryptography import x509
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import InvalidDigest, InvalidSignature
from signxml.verifier import SignatureConfiguration, XMLVerifier

from domain.signature import After, Clock, Extent, Integrity, Signature, SignatureKind
from domain.text import Text
from parsers.limits import Limits
from parsers.signature import certificate as certificat
from parsers.signature import cms
from parsers.signature.cms import Unreadable, VerificationContext
from parsers.source.hardened_xml import parse, parser_of

MOST = 10
"""Most signatures verified of one document."""
MARK = b"http://www.w3.org/2000/09/xmldsig#"
_DS = {"ds": MARK.decode(), "x": "http://uri.etsi.org/01903/v1.3.2#"}
_SIGNATURE = f"{{{_DS['ds']}}}Signature"
_REFERENCES = 20
_DIGESTED = 400 * 2**20
"""Most bytes digested for all references of a file together."""
_BEARERS = "//*[@*[translate(local-name(), 'ID', 'id') = 'id'] = $name]"
"""XPath of the elements that bear an identifier, under any name that a verifier could look it up by."""
_NOT_THIS = Text("elle ne signe rien de ce document", "it signs nothing of this document")
_TOO_LARGE = Text("le document dépasse ce qui peut être contrôlé", "the document is beyond what can be checked")
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


class _Verifier(XMLVerifier):
    """Verifies the signature of one rank in the document, ignoring the others."""

    def __init__(self, rank: int) -> None:
        super().__init__()
        self._rank = rank

    def _get_signature(self, root: Any) -> Any:
        return list(root.iter(_SIGNATURE))[self._rank]

    def _resolve_reference(self, doc_root: Any, reference: Any, uri_resolver: Any = None) -> Any:
        """The element that :func:`_target` finds, so that what is digested is what the extent is judged by."""
        uri = str(reference.get("URI") or "")
        if uri_resolver is not None and _is_external(uri):
            return uri_resolver(uri)
        return _target(doc_root, uri)


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
    for rank, (element, _) in enumerate(zip(root.iter(_SIGNATURE), range(MOST), strict=False)):
        try:
            references = _references(element)
            room -= len(references) * len(content)
            if room < 0:
                raise Unreadable(_TOO_LARGE)
            verifying = _Verifying(root=root, element=element, references=references, rank=rank, document=document)
            yield _signature(verifying, parser_of(content, complete=True), verification, template)
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
    uris = [str(each.get("URI") or "") for each in root.iter(f"{{{_DS['ds']}}}Reference")][:_REFERENCES]
    return tuple(unquote(uri).rpartition("/")[2] for uri in uris if _is_external(uri))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verifying:
    """One signature of an XML, and the document beside it that it may sign."""

    root: etree._Element
    element: etree._Element
    references: list[etree._Element]
    rank: int
    document: bytes | None


def _signature(
    verifying: _Verifying, parser: etree.XMLParser, verification: VerificationContext, template: Signature
) -> Signature:
    element, references = verifying.element, verifying.references
    extent = _extent(verifying)
    held = _certificates(element)
    certificate = held[0]
    try:
        _verify(verifying, parser, certificate)
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
        extent=extent,
        after=After.NOTHING,
        signed_at=at,
        clock=Clock.STATED if at else Clock.NOBODY,
    )
    return cms.with_certificate(
        found, certificate, held[1:], verification, digests=_digests(element), fit=certificat.may_sign(certificate)
    )


def _verify(verifying: _Verifying, parser: etree.XMLParser, certificate: asn1.Certificate) -> None:
    """Raises :class:`InvalidDigest` or :class:`InvalidSignature` for an alteration."""
    own = x509.load_der_x509_certificate(certificate.dump())
    _Verifier(verifying.rank).verify(
        verifying.root,
        x509_cert=own,
        expect_config=replace(_CONFIG, verification_time=own.not_valid_before_utc),
        parser=parser,
        validate_schema=False,
        uri_resolver=(lambda _: verifying.document) if verifying.document is not None else None,
    )


def _references(element: etree._Element) -> list[etree._Element]:
    """The references of the one ``SignedInfo``. Raises :class:`Unreadable` when any could leave something out."""
    infos = element.findall("ds:SignedInfo", _DS)
    references = infos[0].findall("ds:Reference", _DS) if len(infos) == 1 else []
    if not references or len(references) > _REFERENCES:
        raise Unreadable(f"{len(infos)} SignedInfo, {len(references)} Reference")
    for reference in references:
        for transform in reference.iterfind("ds:Transforms/ds:Transform", _DS):
            if (algorithm := str(transform.get("Algorithm"))) not in _KNOWN:
                raise Unreadable(algorithm)
    return references


def _is_external(uri: str) -> bool:
    return bool(uri) and not uri.startswith("#")


def _target(root: etree._Element, uri: str) -> etree._Element:
    """The element that a reference within the document leads to; raises :class:`Unreadable` unless there is one."""
    if not uri:
        return root
    bearers: Any = root.xpath(_BEARERS, name=uri[1:]) if not _is_external(uri) else []
    if len(bearers) != 1:
        raise Unreadable(Text(f"{uri} : {len(bearers)} éléments", f"{uri}: {len(bearers)} elements"))
    return cast("etree._Element", bearers[0])


def _extent(verifying: _Verifying) -> Extent:
    """The extent signed: the whole document when one reference leads to its root, or to the document beside it.

    Raises :class:`Unreadable` when all lead into the signature itself.
    """
    uris = [str(reference.get("URI") or "") for reference in verifying.references]
    if verifying.document is not None:
        if any(_is_external(uri) for uri in uris):
            return Extent.WHOLE
        raise Unreadable(_NOT_THIS)
    targets = [_target(verifying.root, uri) for uri in uris]
    if verifying.root in targets and verifying.root is not verifying.element:
        return Extent.WHOLE
    if all(verifying.element in (target, *target.iterancestors()) for target in targets):
        raise Unreadable(_NOT_THIS)
    return Extent.PART


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


def _digests(element: etree._Element) -> tuple[str, ...]:
    """The digest algorithms of the signature, named as in certificates."""
    methods = element.findall("ds:SignedInfo//ds:DigestMethod", _DS) + element.findall(
        "ds:SignedInfo/ds:SignatureMethod", _DS
    )
    return tuple(str(each.get("Algorithm")).rpartition("#")[2].rpartition("-")[2].lower() for each in methods)
