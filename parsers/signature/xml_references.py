"""What a XAdES signature digests: the elements or the document its references lead to, verified with signxml.

A signature is verified only when every transform from the document to the signed content is known, and each of its
references leads to one element only, which is the one that is digested.
"""

from dataclasses import dataclass, replace
from typing import Any, cast

from asn1crypto import x509 as asn1
from cryptography import x509
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import InvalidDigest
from signxml.verifier import SignatureConfiguration, VerifyResult, XMLVerifier

from domain.signature import Extent
from domain.text import Text
from parsers.limits import Limits
from parsers.signature.cms import Unreadable
from parsers.source.hardened_xml import parse

DS = "http://www.w3.org/2000/09/xmldsig#"
NAMES = {"ds": DS, "x": "http://uri.etsi.org/01903/v1.3.2#"}
SIGNATURE = f"{{{DS}}}Signature"
MOST = 20
"""Most references of one signature."""
_BEARERS = "//*[@*[translate(local-name(), 'ID', 'id') = 'id'] = $name]"
"""XPath of the elements that bear an identifier, under any name that a verifier could look it up by."""
_NOT_THIS = Text("elle ne signe rien de ce document", "it signs nothing of this document")
_KNOWN = frozenset(
    {
        f"{DS}enveloped-signature",
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedElement:
    """One signature of an XML, and the document beside it that it may sign."""

    root: etree._Element
    element: etree._Element
    references: list[etree._Element]
    rank: int
    """Among the signatures of the XML."""
    document: bytes | None


def references_of(element: etree._Element) -> list[etree._Element]:
    """The references of the one ``SignedInfo``. Raises :class:`Unreadable` when any could leave something out."""
    infos = element.findall("ds:SignedInfo", NAMES)
    references = infos[0].findall("ds:Reference", NAMES) if len(infos) == 1 else []
    if not references or len(references) > MOST:
        raise Unreadable(f"{len(infos)} SignedInfo, {len(references)} Reference")
    for reference in references:
        for transform in reference.iterfind("ds:Transforms/ds:Transform", NAMES):
            if (algorithm := str(transform.get("Algorithm"))) not in _KNOWN:
                raise Unreadable(algorithm)
    return references


def is_external(uri: str) -> bool:
    """Whether a reference leads to another file."""
    return bool(uri) and not uri.startswith("#")


def extent(signed: SignedElement) -> Extent:
    """The extent signed: the whole document when one reference leads to its root, or to the document beside it.

    Raises :class:`Unreadable` when all lead into the signature itself.
    """
    uris = [str(reference.get("URI") or "") for reference in signed.references]
    if signed.document is not None:
        if any(is_external(uri) for uri in uris):
            return Extent.WHOLE
        raise Unreadable(_NOT_THIS)
    targets = [_target(signed.root, uri) for uri in uris]
    if signed.root in targets and signed.root is not signed.element:
        return Extent.WHOLE
    if all(signed.element in (target, *target.iterancestors()) for target in targets):
        raise Unreadable(_NOT_THIS)
    return Extent.PART


def verify(signed: SignedElement, parser: etree.XMLParser, certificate: asn1.Certificate) -> None:
    """Raises :class:`signxml.exceptions.InvalidDigest` or ``InvalidSignature`` for an alteration."""
    own = x509.load_der_x509_certificate(certificate.dump())
    verifier = _Verifier(signed)
    verifier.verify(
        signed.root,
        x509_cert=own,
        expect_config=replace(_CONFIG, verification_time=own.not_valid_before_utc),
        parser=parser,
        validate_schema=False,
    )
    for uri in (str(reference.get("URI") or "") for reference in signed.references):
        if not is_external(uri) and len(bearers := _bearers(signed.root, uri)) > 1:
            raise _ambiguous(uri, bearers)  # the root has the digest, and another reader may take the other one
    if signed.document is not None and not verifier.covers_document:
        raise InvalidDigest("no reference has the digest of the document")


class _Verifier(XMLVerifier):
    """Verifies the signature of one rank in the document, ignoring the others.

    Of several files that a detached signature names, one must be the document; the others are not at hand.
    """

    def __init__(self, signed: SignedElement) -> None:
        super().__init__()
        self._signed = signed
        self.covers_document = False

    def _get_signature(self, root: Any) -> Any:
        return list(root.iter(SIGNATURE))[self._signed.rank]

    def _resolve_reference(self, doc_root: Any, reference: Any, uri_resolver: Any = None) -> Any:
        """The element that :func:`_target` finds, so that what is digested is what the extent is judged by."""
        del uri_resolver
        uri, document = str(reference.get("URI") or ""), self._signed.document
        if document is None or not is_external(uri):
            return _target(doc_root, uri)
        return _parsed(document) if reference.find("ds:Transforms/ds:Transform", NAMES) is not None else document

    def _verify_reference(self, reference: Any, *others: Any) -> Any:
        if self._signed.document is None or not is_external(str(reference.get("URI") or "")):
            return super()._verify_reference(reference, *others)  # type: ignore[no-untyped-call]
        try:
            found = super()._verify_reference(reference, *others)  # type: ignore[no-untyped-call]
        except InvalidDigest:
            return VerifyResult(b"", None, self._signed.element, b"")
        self.covers_document = True
        return found


def _parsed(document: bytes) -> etree._Element:
    """The tree of a document that is canonicalised before its digest."""
    root = parse(document, Limits(), complete=True).root
    if root is None:
        raise Unreadable("XML")
    return root


def _target(root: etree._Element, uri: str) -> etree._Element:
    """The element that a reference within the document leads to; of several, the root, which is the one that is read.

    Raises :class:`Unreadable` when there is none, or several without the root.
    """
    bearers = _bearers(root, uri)
    if root in bearers:
        return root
    if len(bearers) != 1:
        raise _ambiguous(uri, bearers)
    return bearers[0]


def _bearers(root: etree._Element, uri: str) -> list[etree._Element]:
    if not uri:
        return [root]
    found: Any = root.xpath(_BEARERS, name=uri[1:]) if not is_external(uri) else []
    return cast("list[etree._Element]", found)


def _ambiguous(uri: str, bearers: list[etree._Element]) -> Unreadable:
    return Unreadable(Text(f"{uri} : {len(bearers)} éléments", f"{uri}: {len(bearers)} elements"))
