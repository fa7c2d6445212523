"""A CMS signature, wherever it is kept: in a PDF, beside a file, in a time stamp (RFC 5652, ETSI EN 319 122)."""

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
from parsers.signature import certificate as certificat
from parsers.signature import chain
from parsers.signature.evidence import AUCUNE, Evidence, revoked_at

LARGEST = 4 * 2**20
"""Bytes of a CMS that is read; proofs of validity inside it may be lists of revoked certificates."""
SIGNERS = 10
"""Signers of one CMS."""
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)  # what it finds wrong with a document is a finding

Digest = Callable[[str], bytes]
"""The digest of what is signed, by the name of the algorithm (``sha256``)."""


class Unreadable(Exception):
    """The signature cannot be read or checked; says why, in a few words of whoever looked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regard:
    """What a signature is looked at with."""

    now: datetime
    """Aware: for a chain of which nothing says when it signed."""
    confiance: TrustList = NO_TRUST_LIST
    proofs: Evidence = AUCUNE


_PLAIN = SignatureValidationContext()


class _Checked(DefaultSignatureValidator):
    """An algorithm that is not known is no wrong signature."""

    def validate_signature(
        self,
        signature: bytes,
        signed_data: bytes,
        public_key_info: PublicKeyInfo,
        signature_algorithm: algos.SignedDigestAlgorithm,
        context: SignatureValidationContext = _PLAIN,
    ) -> None:
        """Raises :class:`Unreadable` for what cannot be checked."""
        try:
            super().validate_signature(signature, signed_data, public_key_info, signature_algorithm, context)
        except (AlgorithmNotSupported, DSAParametersUnavailable) as error:
            raise Unreadable(str(error)) from error
        except InvalidSignature:
            raise
        except Exception as error:
            raise Unreadable(str(error)) from error


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


def signatures(signed: cms.SignedData, digest: Digest, regard: Regard, template: Signature) -> Iterator[Signature]:
    """What can be said of each signer; ``template`` has what the place of the signature says of it."""
    signers = signed["signer_infos"]
    for rank in range(min(len(signers), SIGNERS)):
        try:
            yield _signature(signed, signers[rank], digest, regard, template)
        except Exception as error:  # noqa: BLE001 - ASN.1 of strangers: anything at all may be raised
            yield replace(template, integrity=Integrity.UNKNOWN, detail=error_text(error))


def _signature(
    signed: cms.SignedData, signer: cms.SignerInfo, digest: Digest, regard: Regard, template: Signature
) -> Signature:
    held = _certificates(signed)
    certificate = _signer_certificate(signer, held)
    algorithm = signer["digest_algorithm"]["algorithm"].native
    intact = _is_intact(signer, certificate, signed["encap_content_info"]["content_type"].native, digest(algorithm))
    others = [*held, *_loaded(regard.proofs.certificates)]
    proofs = regard.proofs.plus(_carried(signed, signer))
    at, clock = _when(signer, others, regard, template)
    stamped = template.procede is SignatureKind.HORODATAGE
    return judged(
        replace(template, integrity=Integrity.INTACT if intact else Integrity.ALTERED, signed_at=at, clock=clock),
        certificate,
        others,
        replace(regard, proofs=proofs),
        digests=(algorithm,),
        fit=may_stamp(certificate) if stamped else certificat.may_sign(certificate),
    )


def judged(
    found: Signature,
    certificate: x509.Certificate,
    others: list[x509.Certificate],
    regard: Regard,
    *,
    digests: tuple[str, ...],
    fit: bool,
) -> Signature:
    """``found`` with what its certificate says: who, trusted or not, in force or not, weak or not."""
    at = found.signed_at
    validity, ended = certificat.validity(certificate, at)
    revoked = revoked_at(certificate, [*others, *_loaded(regard.confiance.certificates)], regard.proofs)
    if revoked is not None and not (found.clock is Clock.STAMP and at is not None and at < revoked):
        validity, ended = Validity.REVOKED, revoked
    trust = chain.trust(certificate, others, regard.confiance, at or regard.now)
    return replace(
        found,
        signataire=certificat.signataire(certificate),
        trust=Trust.UNTRUSTED if trust is Trust.TRUSTED and not fit else trust,
        validity=validity,
        ended_at=ended,
        weak=certificat.weaknesses(certificate, *digests),
    )


def _is_intact(signer: cms.SignerInfo, certificate: x509.Certificate, kind: str, digest: bytes) -> bool:
    intact, valid = validate_sig_integrity(signer, certificate, kind, digest, _Checked())
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
    raise Unreadable("certificat du signataire absent")


def _carried(signed: cms.SignedData, signer: cms.SignerInfo) -> Evidence:
    """Lists and answers inside the CMS itself (RFC 5652 §10.2.1; attribute of Adobe, ISO 32000-2 §12.8.3.3.2)."""
    crls: list[bytes] = []
    ocsps: list[bytes] = []
    if signed["crls"]:
        crls += [choice.dump() for choice in signed["crls"] if choice.name == "certificate_list"]
    for proof in attribute(signer, "adobe_revocation_info_archival"):
        crls += [each.dump() for each in proof["crl"] or ()]
        ocsps += [each.dump() for each in proof["ocsp"] or ()]
    return Evidence(crls=tuple(crls), ocsps=tuple(ocsps))


def attribute(signer: cms.SignerInfo, name: str, *, signed: bool = True) -> Iterator[core.Asn1Value]:
    """The values of an attribute of the signer, none when it has none."""
    attributes = signer["signed_attrs" if signed else "unsigned_attrs"]
    for each in () if attributes is core.VOID else attributes:
        if each["type"].native == name:
            yield from each["values"]


def _when(
    signer: cms.SignerInfo, others: list[x509.Certificate], regard: Regard, template: Signature
) -> tuple[datetime | None, Clock]:
    """When it was signed, and who says so: a time stamp somebody vouches for before the signer's own word."""
    stated = next((value.native for value in attribute(signer, "signing_time")), None) or template.signed_at
    for token in attribute(signer, "signature_time_stamp_token", signed=False):
        at, trusted = stamp(token, signer["signature"].native, others, regard)
        if at is not None and trusted:
            return at, Clock.STAMP
        stated = stated or at
    if template.clock is Clock.STAMP:
        return template.signed_at, template.clock
    return (stated.astimezone(UTC), Clock.STATED) if isinstance(stated, datetime) else (None, Clock.NOBODY)


def stamp(
    token: cms.ContentInfo, stamped: bytes, others: list[x509.Certificate], regard: Regard
) -> tuple[datetime | None, bool]:
    """When a time stamp says that ``stamped`` was there, and whether its authority is trusted (RFC 3161 §2.4.2)."""
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
        trusted = chain.trust(authority, [*held, *others], regard.confiance, at) is Trust.TRUSTED
    except Exception:  # noqa: BLE001 - a time stamp that cannot be read says nothing
        return None, False
    return at, trusted and may_stamp(authority)


def may_stamp(certificate: x509.Certificate) -> bool:
    usage = certificate.extended_key_usage_value
    return usage is not None and "time_stamping" in usage.native


def error_text(error: BaseException) -> str:
    """What went wrong, in one short line."""
    return str(error).strip().split("\n")[0][:120] or type(error).__name__
