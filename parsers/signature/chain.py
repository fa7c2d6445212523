"""Builds and validates the chain from a signer's certificate to the trust list, without network (RFC 5280 §6).

The certificates beside a signature are untrusted: many with one name would make a combinatorial number of paths. Only
issuers whose signature verifies are followed, each certificate once.
"""

import asyncio
from collections import deque
from collections.abc import Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.authority import CertTrustAnchor
from pyhanko_certvalidator.errors import PathBuildingError, ValidationError
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.validate import async_validate_path

from domain.signature import Trust, TrustList

Answer = TypeVar("Answer")
_MOST = 40
"""Most certificates of one signature used to build chains."""
_PATHS = 8
"""Most chains validated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """A certificate and the one it issued; ``None`` for the signer's."""

    certificate: asn1.Certificate
    own: x509.Certificate
    below: "_Link | None" = None


def trust(
    certificate: asn1.Certificate, others: Iterable[asn1.Certificate], trust_list: TrustList, at: datetime
) -> Trust:
    """The trust of ``certificate``, with the ``others`` beside it as intermediates, at the aware time ``at``.

    The dates of the certificate itself are not checked here: ``at`` is clamped to them.
    """
    if not trust_list.certificates:
        return Trust.NOT_ASKED
    if certificate.dump() in trust_list.certificates:
        return Trust.TRUSTED
    moment = min(max(at, certificate.not_valid_before), certificate.not_valid_after)
    try:
        first = _link(certificate)
    except (ValueError, UnsupportedAlgorithm):
        return Trust.UNKNOWN
    for _, path in zip(range(_PATHS), _paths(first, list(others)[:_MOST], trust_list), strict=False):
        if _holds(path, moment):
            return Trust.TRUSTED
    return Trust.SELF_SIGNED if _issued(first.own, first.own) else Trust.UNTRUSTED


def _paths(first: _Link, others: list[asn1.Certificate], trust_list: TrustList) -> Iterator[ValidationPath]:
    """The chains from ``first`` to a trust anchor, shortest first."""
    left = [link for other in others if (link := _readable(other)) is not None]
    waiting = deque([first])
    while waiting:
        link = waiting.popleft()
        for anchor, own in _anchors(trust_list).get(link.certificate.issuer.dump(), ()):
            if _issued(link.own, own):
                yield _path(anchor, link)
        above = [each for each in left if _issued(link.own, each.own)]
        left = [each for each in left if each not in above]
        waiting += (_Link(certificate=each.certificate, own=each.own, below=link) for each in above)


def _path(anchor: asn1.Certificate, last: _Link) -> ValidationPath:
    between, link = [], last
    while link.below is not None:
        between.append(link.certificate)
        link = link.below
    return ValidationPath(CertTrustAnchor(anchor), between, link.certificate)


def _holds(path: ValidationPath, moment: datetime) -> bool:
    context = ValidationContext(trust_roots=[], moment=moment, allow_fetching=False)
    try:
        _finished(async_validate_path(context, path))
    except (PathBuildingError, ValidationError):
        return False
    return True


@lru_cache(maxsize=4)
def _anchors(trust_list: TrustList) -> dict[bytes, list[tuple[asn1.Certificate, x509.Certificate]]]:
    """The authorities of the trust list by subject name; suppliers' own certificates are no issuers."""
    found: dict[bytes, list[tuple[asn1.Certificate, x509.Certificate]]] = {}
    for der in trust_list.certificates:
        link = _readable(asn1.Certificate.load(der))
        if link is not None and (link.certificate.ca or link.own.version is x509.Version.v1):
            found.setdefault(link.certificate.subject.dump(), []).append((link.certificate, link.own))
    return found


def _link(certificate: asn1.Certificate) -> _Link:
    return _Link(certificate=certificate, own=x509.load_der_x509_certificate(certificate.dump()))


def _readable(certificate: asn1.Certificate) -> _Link | None:
    try:
        return _link(certificate)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether the signature of ``certificate`` verifies with the key of ``issuer``."""
    try:
        if certificate.issuer != issuer.subject:
            return False
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _finished(work: Coroutine[Any, Any, Answer]) -> Answer:
    """The result of ``work``, also when an event loop is running in this thread."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(max_workers=1) as beside:
        return beside.submit(asyncio.run, work).result()
