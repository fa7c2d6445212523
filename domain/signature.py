"""An electronic signature on a document: who signed, when, and what can be verified offline.

Three results are kept apart, and each may be unknown: integrity of the signed bytes (:class:`Integrity`,
:class:`Extent`, :class:`After`), trust in the certificate chain (:class:`Trust`), and validity of the certificate at
signing time (:class:`Validity`). Words: ETSI EN 319 102-1.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.text import NOTHING, Text


class SignatureKind(StrEnum):
    """Signature format."""

    PADES = "pades"
    """Inside a PDF (ISO 32000-2 §12.8, ETSI EN 319 142)."""
    HORODATAGE = "horodatage"
    """A document time stamp of a PDF, signed by the time-stamping authority only."""
    CADES = "cades"
    """A CMS file, detached or enveloping (RFC 5652, ETSI EN 319 122)."""
    XADES = "xades"
    """In an XML document or in a detached XML file (ETSI EN 319 132)."""


class Integrity(StrEnum):
    """Whether the signed bytes are unchanged."""

    INTACT = "intact"
    INCOMPLETE = "incomplete"
    """The signed bytes are unchanged, but whether the document is cannot be checked: not verified."""
    ALTERED = "altered"
    """The digest of the content, or the signature over it, does not match."""
    UNKNOWN = "unknown"
    """The signature cannot be read, or is of a kind that cannot be checked."""


class Extent(StrEnum):
    """How much of the document the signature covers."""

    WHOLE = "whole"
    """The full document as it was when signed."""
    PART = "part"
    UNKNOWN = "unknown"


class After(StrEnum):
    """What was added to the document after the signature."""

    NOTHING = "nothing"
    PERMITTED = "permitted"
    """Another signature, a time stamp or validity proofs: nothing visible."""
    FILLED = "filled"
    """Fields of a form were filled in, which the signature leaves open."""
    CONTENT = "content"
    """Visible content may have changed."""
    UNKNOWN = "unknown"


class Trust(StrEnum):
    """Where the certificate's chain ends."""

    TRUSTED = "trusted"
    """At a certificate of the trust list."""
    SELF_SIGNED = "self-signed"
    """At itself: self-signed, without any authority."""
    UNTRUSTED = "untrusted"
    NOT_ASKED = "not-asked"
    """No trust list is configured."""
    UNKNOWN = "unknown"


class Validity(StrEnum):
    """Whether the certificate was in force when it signed, by its dates and by the proofs the document carries."""

    VALID = "valid"
    EXPIRED = "expired"
    NOT_YET = "not-yet"
    REVOKED = "revoked"
    UNKNOWN = "unknown"
    """The signing time is unknown."""


class Clock(StrEnum):
    """Source of the signing time."""

    STAMP = "stamp"
    """A time stamp whose authority is in the trust list."""
    STATED = "stated"
    """Claimed by the signer, or by an authority that is not in the trust list."""
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Subject and issuer of a certificate; any may be empty."""

    name: str = ""
    """Common name (CN), or its substitute."""
    organisation: str = ""
    issuer: str = ""
    """Common name of the issuer."""
    serial: str = ""
    """Serial number of the certificate, in hexadecimal."""

    def __str__(self) -> str:
        """``name (organisation)``."""
        if self.organisation and self.organisation != self.name:
            return f"{self.name} ({self.organisation})" if self.name else self.organisation
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature and its verification results."""

    procede: SignatureKind
    place: str = ""
    """Name of the field of the PDF, or of the file beside the document; empty inside an XML document."""
    signataire: Signatory = Signatory()
    signed_at: datetime | None = None
    """Aware, UTC."""
    clock: Clock = Clock.NOBODY
    integrity: Integrity = Integrity.UNKNOWN
    extent: Extent = Extent.UNKNOWN
    after: After = After.UNKNOWN
    covered: int = 0
    """Bytes from the beginning of the document that it covers, of a PDF in which more follows; 0 otherwise."""
    trust: Trust = Trust.UNKNOWN
    validity: Validity = Validity.UNKNOWN
    ended_at: datetime | None = None
    """When the certificate ended, began or was revoked, of one that was not in force."""
    weak: tuple[str, ...] = ()
    """Algorithms that no longer protect: ``SHA-1``, ``RSA 1024`` ..."""
    detail: Text = NOTHING
    """Why it could not be verified, or what was added, as reported by the verifier."""

    @property
    def altered(self) -> bool:
        """Whether the document differs from the signed one."""
        return self.integrity is Integrity.ALTERED or self.after is After.CONTENT

    @property
    def intact(self) -> bool:
        """Whether the whole document is known to be the signed one, but for what the signature permits to add."""
        known = self.after in (After.NOTHING, After.PERMITTED, After.FILLED)
        return self.integrity is Integrity.INTACT and self.extent is Extent.WHOLE and known


@dataclass(frozen=True, eq=False, kw_only=True)
class TrustList:
    """The trust list: certificates at which a chain may end, in DER. Compared by identity."""

    certificates: tuple[bytes, ...] = ()


NO_TRUST_LIST = TrustList()
"""No trust list: trust is not evaluated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DetachedSignature:
    """A detached signature file."""

    name: str
    content: bytes
