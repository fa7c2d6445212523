"""Signatures of samples: keys of an authority and of signers derived from their names, so that output is constant.

The keys are public and for samples only. ECDSA is deterministic (RFC 6979).
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from typing import Any

from asn1crypto import cms
from asn1crypto import x509 as asn1
from asn1crypto.algos import SignedDigestAlgorithm
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.ades.api import CAdESSignedAttrSpec
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import Signer
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import PdfSignedData
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko_certvalidator.registry import SimpleCertificateStore

SIGNED_AT = datetime(2026, 3, 3, 10, 15, tzinfo=UTC)
_FIRST, _LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2034, 1, 1, tzinfo=UTC)
_ROOM = 8_000
"""Bytes reserved for a signature and its certificates."""


@dataclass(frozen=True)
class CertificateHolder:
    """A certificate holder; self-signed without ``issuer``."""

    name: str
    organisation: str = ""
    issuer: "CertificateHolder | None" = None
    authority: bool = False
    last: datetime = _LAST

    @cached_property
    def key(self) -> ec.EllipticCurvePrivateKey:
        """The private key, derived from its name."""
        drawn = sha256(f"navette {self.name} {self.issuer and self.issuer.name}".encode()).digest()
        return ec.derive_private_key(int.from_bytes(drawn[:31], "big"), ec.SECP256R1())

    @cached_property
    def certificate(self) -> x509.Certificate:
        """Its certificate, with constant bytes."""
        signer = self.issuer or self
        own, theirs = self.key.public_key(), signer.key.public_key()
        drawn = sha256(f"{self.name} {signer.name} {self.last}".encode()).digest()
        builder = (
            x509.CertificateBuilder()
            .subject_name(_named(self))
            .issuer_name(_named(signer))
            .public_key(own)
            .serial_number(int.from_bytes(drawn[:12], "big") | 1)
            .not_valid_before(_FIRST)
            .not_valid_after(self.last)
            .add_extension(x509.BasicConstraints(ca=self.authority, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(own), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(theirs), critical=False)
            .add_extension(_usage(authority=self.authority), critical=True)
        )
        return builder.sign(signer.key, SHA256(), ecdsa_deterministic=True)

    @property
    def pem(self) -> bytes:
        """The certificate in PEM, as in a trust list."""
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def chain(self) -> "list[CertificateHolder]":
        """Itself and its issuers."""
        return [self, *(self.issuer.chain if self.issuer else [])]


RACINE = CertificateHolder("Autorité racine de démonstration", authority=True)
AUTORITE = CertificateHolder("Autorité de signature de démonstration", issuer=RACINE, authority=True)
COMPTABLE = CertificateHolder("Camille Démonstration", "PAPETERIE DE DEMONSTRATION SAS", AUTORITE)
"""The signer of the stationer's invoices."""
AUTOSIGNE = CertificateHolder("Camille Démonstration", "PAPETERIE DE DEMONSTRATION SAS")
PERIME = CertificateHolder(
    "Claude Démonstration", "PAPETERIE DE DEMONSTRATION SAS", AUTORITE, last=datetime(2025, 6, 30, tzinfo=UTC)
)
INCONNU = CertificateHolder(
    "Dominique Démonstration",
    "PAPETERIE DE DEMONSTRATION SAS",
    CertificateHolder("Autorité d'ailleurs", authority=True),
)


def signed(pdf: bytes, who: CertificateHolder) -> bytes:
    """``pdf`` with a PAdES signature by ``who`` added as a revision."""
    writer = _Revision(pdf)
    embedder = PdfCMSEmbedder().write_cms(field_name="Signature1", writer=writer)
    next(embedder)
    place = PdfSignedData(pdf_name("/Sig"), subfilter=SigSeedSubFilter.PADES, timestamp=SIGNED_AT, bytes_reserved=_ROOM)
    embedder.send(SigObjSetup(sig_placeholder=place))
    prepared, _ = embedder.send(SigIOSetup(md_algorithm="sha256", in_place=True))
    made = _DocumentSigner(who).async_sign(
        prepared.document_digest, digest_algorithm="sha256", signed_attr_settings=_attributes()
    )
    embedder.send(_dumped(made))
    return writer.output.getvalue()


def detached(content: bytes, who: CertificateHolder, *, carries: bool = False) -> bytes:
    """A CAdES signature of ``content`` by ``who``, detached or enveloping (``carries``)."""
    made = _DocumentSigner(who).async_sign_general_data(
        content, "sha256", detached=not carries, signed_attr_settings=_attributes()
    )
    return _dumped(made)


def retouched(pdf: bytes) -> bytes:
    """``pdf`` with its first page cropped to the upper half by a revision: signed bytes unchanged, display changed."""
    writer = _Revision(pdf)
    page = writer.root["/Pages"]["/Kids"][0]
    box = page["/MediaBox"]
    page["/MediaBox"] = ArrayObject([box[0], type(box[3])(float(box[3]) / 2), box[2], box[3]])
    writer.mark_update(page.container_ref)
    writer.write_in_place()  # type: ignore[no-untyped-call]
    return writer.output.getvalue()


class _DocumentSigner(Signer):
    """Deterministic signer."""

    def __init__(self, who: CertificateHolder) -> None:
        own, *others = (asn1.Certificate.load(each.certificate.public_bytes(Encoding.DER)) for each in who.chain)
        super().__init__(
            signing_cert=own,
            cert_registry=SimpleCertificateStore.from_certs(others),  # type: ignore[no-untyped-call]
            signature_mechanism=SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
        )
        self._key = who.key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002
        """See :class:`pyhanko.sign.signers.Signer`."""
        return self._key.sign(data, ec.ECDSA(SHA256(), deterministic_signing=True))


class _Revision(IncrementalPdfFileWriter):
    """A minimal revision: no modification time, a second identifier derived from the file."""

    def __init__(self, pdf: bytes) -> None:
        self.output = BytesIO(pdf)
        super().__init__(self.output, strict=False)
        self._document_id = ArrayObject([self._document_id[0], ByteStringObject(sha256(pdf).digest()[:16])])

    def _update_meta(self) -> None:
        """Does not write the modification time to the metadata."""


def _attributes() -> PdfCMSSignedAttributes:
    return PdfCMSSignedAttributes(signing_time=SIGNED_AT, cades_signed_attrs=CAdESSignedAttrSpec())


def _dumped(making: Coroutine[Any, Any, cms.ContentInfo]) -> bytes:
    """The signature in DER, with its certificates sorted by bytes (X.690 §11.6), which pyHanko does not do."""
    made = asyncio.run(making)
    signed_data = made["content"]
    signed_data["certificates"] = sorted(signed_data["certificates"], key=lambda each: bytes(each.chosen.dump()))
    return bytes(made.dump())


def _named(who: CertificateHolder) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, who.name)]
    if who.organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, who.organisation))
    return x509.Name(parts)


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
