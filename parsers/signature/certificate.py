"""A signer's certificate: its subject, its validity, the strength of its key (RFC 5280)."""

from datetime import datetime

from asn1crypto import x509

from domain.signature import Signatory, Validity

WEAK_DIGESTS = {"md2": "MD2", "md4": "MD4", "md5": "MD5", "sha1": "SHA-1"}
"""Digest algorithms with practical collisions."""
_LEAST_BITS = {"rsa": 2048, "rsassa_pss": 2048, "dsa": 2048, "ec": 224}
"""Shortest secure keys, in bits (ANSSI, Guide des mécanismes cryptographiques)."""
_SIGNS = frozenset({"digital_signature", "non_repudiation"})
_NAMES = ("common_name", "organization_name", "organizational_unit_name", "email_address", "serial_number")


def signer_of(certificate: x509.Certificate) -> Signatory:
    """The subject of the certificate."""
    return Signatory(
        name=_named(certificate.subject, _NAMES),
        organisation=_named(certificate.subject, ("organization_name",)),
        issuer=_named(certificate.issuer, _NAMES),
        serial=f"{certificate.serial_number:x}".upper(),
    )


def validity(certificate: x509.Certificate, at: datetime | None) -> tuple[Validity, datetime | None]:
    """Whether ``at`` is within the certificate's dates, and the date that is not respected."""
    if at is None:
        return Validity.UNKNOWN, None
    first, last = certificate.not_valid_before, certificate.not_valid_after
    if at < first:
        return Validity.NOT_YET, first
    return (Validity.EXPIRED, last) if at > last else (Validity.VALID, None)


def may_sign(certificate: x509.Certificate) -> bool:
    """Whether its key usage permits signing documents; true without a key usage."""
    usage = certificate.key_usage_value
    return usage is None or bool(_SIGNS & usage.native)


def weaknesses(certificate: x509.Certificate, *digests: str) -> tuple[str, ...]:
    """The digests and the key that are no longer secure, each once."""
    key = certificate.public_key
    short = key.bit_size < _LEAST_BITS.get(key.algorithm, 0)
    found = [WEAK_DIGESTS[digest] for digest in digests if digest in WEAK_DIGESTS]
    return tuple(dict.fromkeys(found + ([f"{key.algorithm.upper()} {key.bit_size}"] if short else [])))


def _named(name: x509.Name, wanted: tuple[str, ...]) -> str:
    """The first attribute among ``wanted`` that the name has; empty without any."""
    parts: dict[str, object] = name.native
    for part in wanted:
        value = parts.get(part)
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, str) and first.strip():
            return " ".join(first.split())
    return ""
