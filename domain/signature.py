"""An electronic signature on a document: who signed, when, and what can be said of it without asking anybody.

Three answers are kept apart, and each may be that it cannot be told: is what was signed still what it was
(:class:`Integrity`, :class:`Extent`, :class:`After`), is the certificate somebody's who is trusted (:class:`Trust`),
and was it in force when it signed (:class:`Validity`). Words: ETSI EN 319 102-1.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Procede(StrEnum):
    """How a document is signed."""

    PADES = "pades"
    """Inside a PDF (ISO 32000-2 §12.8, ETSI EN 319 142)."""
    HORODATAGE = "horodatage"
    """A time stamp of the whole PDF, which nobody signs but the authority that gives the time."""
    CADES = "cades"
    """A CMS file beside the document or around it (RFC 5652, ETSI EN 319 122)."""
    XADES = "xades"
    """In an XML document or in an XML file beside it (ETSI EN 319 132)."""


class Integrity(StrEnum):
    """Whether what was signed is what is there."""

    INTACT = "intact"
    ALTERED = "altered"
    """The digest of the content, or the signature over it, does not match."""
    UNKNOWN = "unknown"
    """The signature cannot be read, or is of a kind that cannot be checked."""


class Extent(StrEnum):
    """How much of the document the signature speaks of."""

    WHOLE = "whole"
    """All of it, as it was when it was signed."""
    PART = "part"
    UNKNOWN = "unknown"


class After(StrEnum):
    """What was added to the document after the signature."""

    NOTHING = "nothing"
    PERMITTED = "permitted"
    """Another signature, a time stamp, proofs of validity: nothing that anybody reads."""
    FILLED = "filled"
    """Fields of a form were filled in, which the signature leaves open."""
    CONTENT = "content"
    """What people read may have changed."""
    UNKNOWN = "unknown"


class Trust(StrEnum):
    """Where the certificate's chain ends."""

    TRUSTED = "trusted"
    """At a certificate of the trust list."""
    SELF_SIGNED = "self-signed"
    """At itself: anybody can make such a one."""
    UNTRUSTED = "untrusted"
    NOT_ASKED = "not-asked"
    """There is no trust list."""
    UNKNOWN = "unknown"


class Validity(StrEnum):
    """Whether the certificate was in force when it signed, by its dates and by the proofs the document carries."""

    VALID = "valid"
    EXPIRED = "expired"
    NOT_YET = "not-yet"
    REVOKED = "revoked"
    UNKNOWN = "unknown"
    """Nothing says when it signed."""


class Clock(StrEnum):
    """Who says when."""

    STAMP = "stamp"
    """A time stamp whose authority is in the trust list."""
    STATED = "stated"
    """The signer, or an authority nobody vouches for."""
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signataire:
    """Who a certificate names, and who gave it; any may be empty."""

    name: str = ""
    """Common name (CN), or what stands for it."""
    organisation: str = ""
    issuer: str = ""
    """Common name of who issued the certificate."""
    serial: str = ""
    """Serial number of the certificate, in hexadecimal."""

    def __str__(self) -> str:
        """``name (organisation)``."""
        if self.organisation and self.organisation != self.name:
            return f"{self.name} ({self.organisation})" if self.name else self.organisation
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature and what is known of it."""

    procede: Procede
    place: str = ""
    """Name of the field of the PDF, or of the file beside the document; empty inside an XML document."""
    signataire: Signataire = Signataire()
    signed_at: datetime | None = None
    """Aware, UTC."""
    clock: Clock = Clock.NOBODY
    integrity: Integrity = Integrity.UNKNOWN
    extent: Extent = Extent.UNKNOWN
    after: After = After.UNKNOWN
    trust: Trust = Trust.UNKNOWN
    validity: Validity = Validity.UNKNOWN
    ended_at: datetime | None = None
    """When the certificate ended, began or was revoked, of one that was not in force."""
    weak: tuple[str, ...] = ()
    """Algorithms that no longer protect: ``SHA-1``, ``RSA 1024`` ..."""
    detail: str = ""
    """Why it could not be checked, or what was added, in the words of who looked."""

    @property
    def altered(self) -> bool:
        """Whether the document is not the one that was signed."""
        return self.integrity is Integrity.ALTERED or self.after is After.CONTENT


@dataclass(frozen=True, eq=False, kw_only=True)
class Confiance:
    """The trust list: certificates at which a chain may end, in DER. One object is one list: it is compared as such."""

    certificates: tuple[bytes, ...] = ()


SANS_LISTE = Confiance()
"""No trust list: nobody is trusted, nobody is suspected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detachee:
    """A file that signs the document beside it."""

    name: str
    content: bytes
