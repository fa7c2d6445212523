"""From a signer's certificate to the trust list: the chain, without a network (RFC 5280 §6)."""

import asyncio
from collections.abc import Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from asn1crypto import x509
from pyhanko_certvalidator import ValidationContext, find_valid_path
from pyhanko_certvalidator.errors import PathBuildingError, ValidationError
from pyhanko_certvalidator.registry import CertificateRegistry, SimpleTrustManager

from domain.signature import Confiance, Trust
from parsers.signature.certificat import is_self_signed

Answer = TypeVar("Answer")
_MOST = 40
"""Certificates of one signature that a chain is sought through."""


def trust(
    certificate: x509.Certificate, others: Iterable[x509.Certificate], confiance: Confiance, at: datetime
) -> Trust:
    """Where the chain of ``certificate`` ends, by the ``others`` beside it; ``at`` is when it must hold, aware.

    The dates of the certificate itself are not asked here: ``at`` is brought within them.
    """
    if not confiance.certificates:
        return Trust.NOT_ASKED
    if certificate.dump() in confiance.certificates:
        return Trust.TRUSTED
    moment = min(max(at, certificate.not_valid_before), certificate.not_valid_after)
    try:
        _finished(_path(certificate, list(others)[:_MOST], confiance, moment))
    except (PathBuildingError, ValidationError):
        return Trust.SELF_SIGNED if is_self_signed(certificate) else Trust.UNTRUSTED
    return Trust.TRUSTED


async def _path(
    certificate: x509.Certificate, others: list[x509.Certificate], confiance: Confiance, moment: datetime
) -> None:
    registry = CertificateRegistry.build(others)
    context = ValidationContext(
        trust_manager=_anchors(confiance), certificate_registry=registry, moment=moment, allow_fetching=False
    )
    await find_valid_path(certificate, context.path_builder.async_build_paths_lazy(certificate), context)


@lru_cache(maxsize=4)
def _anchors(confiance: Confiance) -> SimpleTrustManager:
    return SimpleTrustManager.build(trust_roots=[x509.Certificate.load(der) for der in confiance.certificates])


def _finished(work: Coroutine[Any, Any, Answer]) -> Answer:
    """The answer of ``work``, also where an event loop is already running in this thread."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(max_workers=1) as beside:
        return beside.submit(asyncio.run, work).result()
