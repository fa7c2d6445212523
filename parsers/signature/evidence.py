"""Validation data embedded in a document: certificates, CRLs and OCSP responses.

Nothing is fetched. A CRL or response counts only when signed by the certificate's issuer (RFC 5280 §5, RFC 6960
§4.2.2.2).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

_MOST = 64
"""Most CRLs or responses read of one document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Embedded validation data in DER, not yet verified."""

    certificates: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()

    def plus(self, other: "Evidence") -> "Evidence":
        """Both together."""
        return Evidence(
            certificates=self.certificates + other.certificates,
            crls=self.crls + other.crls,
            ocsps=self.ocsps + other.ocsps,
        )


NO_EVIDENCE = Evidence()


def revoked_at(certificate: asn1.Certificate, others: Iterable[asn1.Certificate], proofs: Evidence) -> datetime | None:
    """The revocation time of the certificate according to ``proofs`` (aware, UTC); ``None`` without one."""
    if not proofs.crls and not proofs.ocsps:
        return None
    issuers = [other for other in others if other.subject == certificate.issuer]
    moments: list[datetime] = []
    for issuer in issuers[:_MOST]:
        moments += _by_lists(certificate, issuer, proofs.crls[:_MOST])
        moments += _by_answers(certificate, issuer, proofs.ocsps[:_MOST])
    return min(moments, default=None)


def _by_lists(certificate: asn1.Certificate, issuer: asn1.Certificate, lists: tuple[bytes, ...]) -> list[datetime]:
    found = []
    for der in lists:
        try:
            crl = x509.load_der_x509_crl(der)
            entry = crl.get_revoked_certificate_by_serial_number(certificate.serial_number)
            key = x509.load_der_x509_certificate(issuer.dump()).public_key()
            if entry is not None and crl.is_signature_valid(key):  # type: ignore[arg-type]
                found.append(entry.revocation_date_utc)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            continue
    return found


def _by_answers(certificate: asn1.Certificate, issuer: asn1.Certificate, answers: tuple[bytes, ...]) -> list[datetime]:
    found = []
    for der in answers:
        try:
            response = ocsp.load_der_ocsp_response(der)
            if response.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
                continue
            about = response.serial_number == certificate.serial_number
            revoked = response.certificate_status is ocsp.OCSPCertStatus.REVOKED
            if about and revoked and response.revocation_time_utc and _is_by(issuer, response):
                found.append(response.revocation_time_utc.astimezone(UTC))
        except (ValueError, TypeError, UnsupportedAlgorithm):
            continue
    return found


def _is_by(issuer: asn1.Certificate, response: ocsp.OCSPResponse) -> bool:
    """Whether the OCSP response is signed by the issuer or by its delegated responder."""
    authority = x509.load_der_x509_certificate(issuer.dump())
    return any(
        _signed(responder, response) and (responder == authority or _is_delegate(responder, authority))
        for responder in (authority, *response.certificates[:_MOST])
    )


def _is_delegate(responder: x509.Certificate, authority: x509.Certificate) -> bool:
    try:
        responder.verify_directly_issued_by(authority)
        usage = responder.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        return False
    return ExtendedKeyUsageOID.OCSP_SIGNING in usage


def _signed(responder: x509.Certificate, response: ocsp.OCSPResponse) -> bool:
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

    key, digest = responder.public_key(), response.signature_hash_algorithm
    try:
        if isinstance(key, rsa.RSAPublicKey) and digest is not None:
            key.verify(response.signature, response.tbs_response_bytes, padding.PKCS1v15(), digest)
            return True
        if isinstance(key, ec.EllipticCurvePublicKey) and digest is not None:
            key.verify(response.signature, response.tbs_response_bytes, ec.ECDSA(digest))
            return True
    except InvalidSignature:
        return False
    return False
