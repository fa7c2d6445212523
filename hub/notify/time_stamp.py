"""RFC 3161 time stamps of the chain's head: asked of an authority by HTTP, and checked offline."""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.certificate import instant
from domain.chain_head import ChainHead
from domain.errors import Unavailable
from domain.signature import NO_TRUST_LIST, TrustList
from domain.text import Text

ENDING = ".tsr"
"""What the name of a time stamp ends with."""
LARGEST = 200_000
"""Bytes of a time stamp that is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A sound time stamp."""

    at: str
    """ISO 8601, UTC."""
    who: str
    """Name of its authority."""
    trusted: bool
    """Whether the authority is in the trust list."""


def asked(head: ChainHead, url: str, timeout: float) -> bytes:
    """The time stamp of ``head`` by the authority at ``url``, in DER.

    Raises :class:`domain.errors.Unavailable` when there is no answer in time, or none that is a time stamp of it.
    """
    from pyhanko.sign.timestamps import HTTPTimeStamper

    digest = hashlib.sha256(head.stamped).digest()
    try:
        answered = asyncio.run(
            asyncio.wait_for(HTTPTimeStamper(url, timeout=timeout).async_timestamp(digest, "sha256"), timeout * 2)
        )
        token = bytes(answered.dump())
    except Exception as error:
        raise Unavailable(
            Text("L'horodatage n'a pas été obtenu.", "The time stamp could not be had."),
            Text("La prochaine nuit le demandera de nouveau.", "The next night asks again."),
        ) from error
    if len(token) > LARGEST or checked(token, head, None) is None:
        raise Unavailable(
            Text("La réponse du serveur n'est pas l'horodatage demandé.", "The server's answer is not the time stamp."),
            Text("Vérifiez [chain] timestamp_url.", "Check [chain] timestamp_url."),
        )
    return token


def checked(token: bytes, head: ChainHead, trusted: TrustList | None) -> Stamp | None:
    """The time stamp, if it is one of ``head`` by the certificate it carries; ``None`` otherwise."""
    from asn1crypto import cms as asn1

    from parsers.signature import cms
    from parsers.signature.certificate import signer_of

    try:
        content = asn1.ContentInfo.load(token)
        verification = cms.VerificationContext(now=datetime.now(UTC), trust_list=trusted or NO_TRUST_LIST)
        at, is_trusted = cms.stamp(content, head.stamped, [], verification)
        if at is None:
            return None
        who = str(signer_of(cms.stamp_authority(content)))
    except MemoryError:  # says nothing about it
        raise
    except Exception:  # noqa: BLE001 - a damaged time stamp proves nothing
        return None
    return Stamp(at=instant(at), who=who, trusted=is_trusted)
