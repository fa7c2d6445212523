"""Verifies the signatures of a document: in a PDF, in an XML, around it or beside it, without network or disk.

For a document without a signature only a few bytes are searched: the verification modules are imported on demand.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, ParamSpec

from domain.decision import Reading
from domain.finding import Finding
from domain.signature import (
    NO_TRUST_LIST,
    After,
    DetachedSignature,
    Extent,
    Integrity,
    Signature,
    SignatureKind,
    TrustList,
)
from domain.text import Text
from parsers.signature import detached, marks, rules
from parsers.signature.rules import RULES

if TYPE_CHECKING:
    from parsers.signature.cms import VerificationContext

__all__ = ["RULES", "DocumentSignatures", "looked", "signed"]

P = ParamSpec("P")
_BESIDE = 10
"""Most signature files verified for one document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSignatures:
    """The signatures of a document and the findings about them."""

    signatures: tuple[Signature, ...] = ()
    findings: tuple[Finding, ...] = ()


UNSIGNED = DocumentSignatures()
SignedOtherwise = Callable[[int], bool | None]
"""Whether another invoice is read from so many first bytes of the document; ``None``: it cannot be told."""


def with_signatures(
    reading: Reading,
    content: bytes,
    now: datetime,
    *,
    beside: tuple[DetachedSignature, ...] = (),
    trust_list: TrustList = NO_TRUST_LIST,
    signed_otherwise: SignedOtherwise | None = None,
) -> Reading:
    """``reading`` with the signatures of the ``content`` it was read from, and the findings about them; see
    :func:`find_signatures`.
    """
    found = find_signatures(content, now, beside=beside, trust_list=trust_list, signed_otherwise=signed_otherwise)
    if found is UNSIGNED:
        return reading
    return replace(reading, signatures=found.signatures, findings=(*reading.findings, *found.findings))


def find_signatures(
    content: bytes,
    now: datetime,
    *,
    beside: tuple[DetachedSignature, ...] = (),
    trust_list: TrustList = NO_TRUST_LIST,
    signed_otherwise: SignedOtherwise | None = None,
) -> DocumentSignatures:
    """Verifies the signatures of a document, including those ``beside`` it; never raises, whatever the bytes.

    ``now`` is the time of the deposit, timezone-aware. ``signed_otherwise`` says whether another invoice is read from
    so many first bytes: asked about a signature after which something was added, it proves a change. What a signature
    permits to add, such as the picture of another signature, may cover a value.
    """
    in_pdf = marks.in_pdf(content)
    in_xml = not in_pdf and marks.in_xml(content)
    around = detached.is_cms(content)
    if not (in_pdf or in_xml or around or beside):
        return UNSIGNED
    from parsers.signature.cms import VerificationContext

    verification = VerificationContext(now=now, trust_list=trust_list)
    found = [_looked(SignatureKind.CADES, _beside, content, each, verification) for each in beside[:_BESIDE]]
    if len(beside) > _BESIDE:
        found.append(DocumentSignatures(findings=(rules.MANY.finding(count=len(beside), limit=_BESIDE),)))
    if in_pdf:
        found.append(_looked(SignatureKind.PADES, _in_pdf, content, verification))
    elif in_xml:
        found.append(_looked(SignatureKind.XADES, _in_xml, content, verification))
    elif around:
        found.append(_looked(SignatureKind.CADES, _around, content, verification))
    return (
        _gathered(found, now, signed_otherwise) if any(each.signatures or each.findings for each in found) else UNSIGNED
    )


def _looked(
    kind: SignatureKind, verify: Callable[P, DocumentSignatures], *inputs: P.args, **named: P.kwargs
) -> DocumentSignatures:
    """What ``verify`` finds; a signature that is unknown when it raises, as a library may on hostile bytes."""
    from parsers.signature import cms

    try:
        return verify(*inputs, **named)
    except MemoryError:  # says nothing about the file
        raise
    except Exception as error:  # noqa: BLE001 - one document that cannot be looked at stops no other
        return DocumentSignatures(signatures=(Signature(procede=kind, detail=cms.error_text(error)),))


def _gathered(
    found: list[DocumentSignatures], now: datetime, signed_otherwise: SignedOtherwise | None
) -> DocumentSignatures:
    from parsers.signature.findings import findings

    signatures = tuple(_reread(signature, signed_otherwise) for each in found for signature in each.signatures)
    others = (finding for each in found for finding in each.findings)
    return DocumentSignatures(signatures=signatures, findings=(*findings(signatures, now), *others))


def _reread(signature: Signature, signed_otherwise: SignedOtherwise | None) -> Signature:
    """``signature``, known to be changed when the invoice that was signed is not the one that is read."""
    added = signature.integrity is Integrity.INCOMPLETE or (
        signature.integrity is Integrity.INTACT and signature.after in (After.PERMITTED, After.FILLED)
    )
    if not added or signature.covered <= 0 or signed_otherwise is None:
        return signature
    answer = signed_otherwise(signature.covered)
    if answer is None:
        return replace(signature, integrity=Integrity.INCOMPLETE)
    return replace(signature, after=After.CONTENT) if answer else signature


def _in_pdf(content: bytes, verification: "VerificationContext") -> DocumentSignatures:
    from parsers.signature import pdf

    found = tuple(pdf.signatures(content, verification))
    many = pdf.count(content)
    more = () if many <= pdf.MOST else (rules.MANY.finding(count=many, limit=pdf.MOST),)
    return DocumentSignatures(signatures=found, findings=more)


def _in_xml(content: bytes, verification: "VerificationContext") -> DocumentSignatures:
    from parsers.signature import xml

    found = tuple(xml.signatures(content, verification))
    many = xml.count(content)
    more = () if many <= xml.MOST else (rules.MANY.finding(count=many, limit=xml.MOST),)
    return DocumentSignatures(signatures=found, findings=more)


def _around(content: bytes, verification: "VerificationContext") -> DocumentSignatures:
    """Signatures of a CMS and of the document inside it."""
    inside = detached.carried(content)
    if inside is None or detached.is_cms(inside):
        return UNSIGNED
    own = _by_cms(content, inside, "", verification)
    inner = find_signatures(inside, verification.now, trust_list=verification.trust_list)
    return DocumentSignatures(signatures=(*own, *inner.signatures))


def _beside(content: bytes, file: DetachedSignature, verification: "VerificationContext") -> DocumentSignatures:
    if detached.is_cms(file.content):
        return DocumentSignatures(signatures=_by_cms(file.content, content, file.name, verification))
    from parsers.signature import xml

    found = tuple(xml.signatures(file.content, verification, name=file.name, document=content))
    return DocumentSignatures(
        signatures=found
        or (Signature(procede=SignatureKind.CADES, place=file.name, detail=Text("CMS, XML", "CMS, XML")),)
    )


def _by_cms(signature: bytes, document: bytes, name: str, verification: "VerificationContext") -> tuple[Signature, ...]:
    import hashlib

    from parsers.signature import cms

    template = Signature(procede=SignatureKind.CADES, place=name, extent=Extent.WHOLE, after=After.NOTHING)
    try:
        opened = cms.opened(detached.der(signature))
    except MemoryError:  # says nothing about the file
        raise
    except Exception as error:  # noqa: BLE001 - untrusted ASN.1
        return (replace(template, detail=cms.error_text(error)),)
    return tuple(cms.signatures(opened, lambda name: hashlib.new(name, document).digest(), verification, template))
