"""Verifies a CMS signature, in a PDF, beside a file or in a time stamp (RFC 5652, ETSI EN 319 122)."""

import hashlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from asn1crypto import algos, cms, core, x509
from asn1crypto.keys import PublicKeyInfo
from cryptography.exceptions import InvalidSignature
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko_certvalidator.errors import AlgorithmNotSupported, DSAParametersUnavailable
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator, SignatureValidationContext

from domain.signature import NO_TRUST_LIST, Clock, Integrity, Signature, SignatureKind, Trust, TrustList, Validity
from domain.text import Text
from parsers.signature import certificate as certificat
from parsers.signature import chain
from parsers.signature.evidence import NO_EVIDENCE, Evidence, revoked_at

LARGEST = 4 * 2**20
"""Most bytes of a CMS, which may embed certificate revocation lists."""
SIGNERS = 10
"""Most signers of one CMS."""
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)  # faults of a document are reported as findings, not logged

Digest = Callable[[str], bytes]
"""Returns the digest of the signed content, given the algorithm's name (``sha256``)."""


class Unreadable(Exception):
    """The signature cannot be read or checked: why, in both languages, or the name of what is wrong."""

    def __init__(self, reason: Text | str) -> None:
        super().__init__(reason)
        self.reason = Text(reason, reason) if isinstance(reason, str) else reason


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationContext:
    """Inputs of a verification: time, trust list, evidence."""

    now: datetime
    """Timezone-aware; used for a chain without a signing time."""
    trust_list: TrustList = NO_TRUST_LIST
    proofs: Evidence = NO_EVIDENCE


_PLAIN = SignatureValidationContext()


class _KnownAlgorithms(DefaultSignatureValidator):
    """Validator that raises :class:`Unreadable` for an unknown algorithm instead of reporting a wrong signature."""

    def validate_signature(
        self,
        signature: bytes,
        signed_data: bytes,
        public_key_info: PublicKeyInfo,
        signature_algorithm: algos.SignedDigestAlgorithm,
        context: SignatureValidationContext = _PLAIN,
    ) -> None:
        """Raises :class:`Unreadable` when the algorithm is unsupported."""
        try:
            super().validate_signature(signature, signed_data, public_key_info, signature_algorithm, context)
        except (AlgorithmNotSupported, DSAParametersUnavailable) as error:
            raise Unreadable(Text("algorithme non pris en charge", one_line(error))) from error
        except InvalidSignature:
            raise
        except MemoryError:  # says nothing about the file
            raise
        except Exception as error:
            raise Unreadable(error_text(error)) from error


def opened(der: bytes) -> cms.SignedData:
    """The signed data of a CMS; raises :class:`Unreadable`."""
    if len(der) > LARGEST:
        raise Unreadable(f"{len(der)} > {LARGEST}")
    try:
        info = cms.ContentInfo.load(der)
        if info["content_type"].native != "signed_data":
            raise Unreadable(f"CMS {info['content_type'].native}")
        signed = info["content"]
        if not len(signed["signer_infos"]):
            raise Unreadable("signer_infos")
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Unreadable(error_text(error)) from error
    return signed


def signatures(
    signed: cms.SignedData, digest: Digest, verification: VerificationContext, template: Signature
) -> Iterator[Signature]:
    """One verified signature per signer; ``template`` holds what depends on where the signature is."""
    signers = signed["signer_infos"]
    for rank in range(min(len(signers), SIGNERS)):
        try:
            yield _signature(signed, signers[rank], digest, verification, template)
        except MemoryError:  # says nothing about the file
            raise
        except Exception as error:  # noqa: BLE001 - untrusted ASN.1 may raise any exception
            yield replace(template, integrity=Integrity.UNKNOWN, detail=error_text(error))


def _signature(
    signed: cms.SignedData,
    signer: cms.SignerInfo,
    digest: Digest,
    verification: VerificationContext,
    template: Signature,
) -> Signature:
    held = _certificates(signed)
    certificate = _signer_certificate(signer, held)
    algorithm = signer["digest_algorithm"]["algorithm"].native
    intact = _is_intact(signer, certificate, signed["encap_content_info"]["content_type"].native, digest(algorithm))
    others = [*held, *_loaded(verification.proofs.certificates)]
    proofs = verification.proofs.plus(_carried(signed, signer))
    at, clock = _signing_time(signer, others, verification, template)
    stamped = template.procede is SignatureKind.HORODATAGE
    return with_certificate(
        replace(template, integrity=Integrity.INTACT if intact else Integrity.ALTERED, signed_at=at, clock=clock),
        certificate,
        others,
        replace(verification, proofs=proofs),
        digests=(algorithm,),
        fit=may_stamp(certificate) if stamped else certificat.may_sign(certificate),
    )


def with_certificate(
    found: Signature,
    certificate: x509.Certificate,
    others: list[x509.Certificate],
    verification: VerificationContext,
    *,
    digests: tuple[str, ...],
    fit: bool,
) -> Signature:
    """``found`` with the facts of its certificate: subject, trust, validity, weaknesses."""
    at = found.signed_at
    validity, ended = certificat.validity(certificate, at)
    revoked = revoked_at(certificate, [*others, *_loaded(verification.trust_list.certificates)], verification.proofs)
    if revoked is not None and not (found.clock is Clock.STAMP and at is not None and at < revoked):
        validity, ended = Validity.REVOKED, revoked
    trust = chain.trust(certificate, others, verification.trust_list, at or verification.now)
    return replace(
        found,
        signataire=certificat.signer_of(certificate),
        trust=Trust.UNTRUSTED if trust is Trust.TRUSTED and not fit else trust,
        validity=validity,
        ended_at=ended,
        weak=certificat.weaknesses(certificate, *digests),
    )


def _is_intact(signer: cms.SignerInfo, certificate: x509.Certificate, kind: str, digest: bytes) -> bool:
    intact, valid = validate_sig_integrity(signer, certificate, kind, digest, _KnownAlgorithms())
    return bool(intact and valid)


def _certificates(signed: cms.SignedData) -> list[x509.Certificate]:
    if signed["certificates"] is core.VOID or not signed["certificates"]:
        return []
    return [choice.chosen.untag() for choice in signed["certificates"] if choice.name == "certificate"]


def _loaded(ders: tuple[bytes, ...]) -> list[x509.Certificate]:
    return [x509.Certificate.load(der) for der in ders]


def _signer_certificate(signer: cms.SignerInfo, held: list[x509.Certificate]) -> x509.Certificate:
    sid = signer["sid"]
    for certificate in held:
        if sid.name == "issuer_and_serial_number":
            known = sid.chosen["serial_number"].native == certificate.serial_number
            if known and sid.chosen["issuer"] == certificate.issuer:
                return certificate
        elif certificate.key_identifier == sid.chosen.native:
            return certificate
    raise Unreadable(Text("certificat du signataire absent", "the signer's certificate is missing"))


def _carried(signed: cms.SignedData, signer: cms.SignerInfo) -> Evidence:
    """CRLs and OCSP responses in the CMS (RFC 5652 §10.2.1; Adobe's attribute, ISO 32000-2 §12.8.3.3.2)."""
    crls: list[bytes] = []
    ocsps: list[bytes] = []
    if signed["crls"]:
        crls += [choice.dump() for choice in signed["crls"] if choice.name == "certificate_list"]
    for proof in attribute(signer, "adobe_revocation_info_archival"):
        crls += [each.dump() for each in proof["crl"] or ()]
        ocsps += [each.dump() for each in proof["ocsp"] or ()]
    return Evidence(crls=tuple(crls), ocsps=tuple(ocsps))


def attribute(signer: cms.SignerInfo, name: str, *, signed: bool = True) -> Iterator[core.Asn1Value]:
    """The values of an attribute of the signer; empty without it."""
    attributes = signer["signed_attrs" if signed else "unsigned_attrs"]
    for each in () if attributes is core.VOID else attributes:
        if each["type"].native == name:
            yield from each["values"]


def _signing_time(
    signer: cms.SignerInfo, others: list[x509.Certificate], verification: VerificationContext, template: Signature
) -> tuple[datetime | None, Clock]:
    """The signing time and its source: a trusted time stamp, else the signer's own statement."""
    stated = next((value.native for value in attribute(signer, "signing_time")), None) or template.signed_at
    for token in attribute(signer, "signature_time_stamp_token", signed=False):
        at, trusted = stamp(token, signer["signature"].native, others, verification)
        if at is not None and trusted:
            return at, Clock.STAMP
        stated = stated or at
    if template.clock is Clock.STAMP:
        return template.signed_at, template.clock
    return (stated.astimezone(UTC), Clock.STATED) if isinstance(stated, datetime) else (None, Clock.NOBODY)


def stamp(
    token: cms.ContentInfo, stamped: bytes, others: list[x509.Certificate], verification: VerificationContext
) -> tuple[datetime | None, bool]:
    """The time of a time stamp over ``stamped``, and whether its authority is trusted (RFC 3161 §2.4.2)."""
    try:
        signed = token["content"]
        content = signed["encap_content_info"]["content"]
        info = content.parsed
        imprint, at = info["message_imprint"], info["gen_time"].native
        if (
            hashlib.new(imprint["hash_algorithm"]["algorithm"].native, stamped).digest()
            != imprint["hashed_message"].native
        ):
            return None, False
        signer = signed["signer_infos"][0]
        held = _certificates(signed)
        authority = _signer_certificate(signer, [*held, *others])
        inside = hashlib.new(signer["digest_algorithm"]["algorithm"].native, bytes(content)).digest()
        if not _is_intact(signer, authority, "tst_info", inside):
            return None, False
        trusted = chain.trust(authority, [*held, *others], verification.trust_list, at) is Trust.TRUSTED
    except MemoryError:  # says nothing about the file
        raise
    except Exception:  # noqa: BLE001 - an unreadable time stamp is ignored
        return None, False
    return at, trusted and may_stamp(authority)


def stamp_authority(token: cms.ContentInfo) -> x509.Certificate:
    """The certificate of a time stamp's authority, among those it carries. Raises :class:`Unreadable` without it."""
    signed = token["content"]
    return _signer_certificate(signed["signer_infos"][0], _certificates(signed))


def may_stamp(certificate: x509.Certificate) -> bool:
    usage = certificate.extended_key_usage_value
    return usage is not None and "time_stamping" in usage.native


def error_text(error: BaseException) -> Text:
    """Why a signature could not be read. Of a library's error, the English is its own sentence, in one short line."""
    if isinstance(error, Unreadable):
        return error.reason
    return Text("sa structure ne se lit pas", one_line(error))


def one_line(error: BaseException) -> str:
    return str(error).strip().split("\n")[0][:120] or type(error).__name__
