"""Authorities, signers and signed documents, all made here: keys live as long as the test run."""

import asyncio
import base64
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from io import BytesIO
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from lxml import etree
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.ades.api import CAdESSignedAttrSpec
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp, PdfSignedData
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore
from signxml.xades import XAdESSigner

from domain.signature import TrustList

SIGNED_AT = datetime(2026, 3, 12, 9, 5, tzinfo=UTC)
NOW = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
FIRST, LAST = datetime(2025, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
_DS, _XADES = "http://www.w3.org/2000/09/xmldsig#", "http://uri.etsi.org/01903/v1.3.2#"
_C14N = "http://www.w3.org/2001/10/xml-exc-c14n#"
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Porteur:
    """A key and its certificate, and who issued it."""

    key: Key
    certificate: x509.Certificate
    issuer: "Porteur | None" = None

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def asn1(self) -> asn1.Certificate:
        return asn1.Certificate.load(self.der)

    @property
    def private(self) -> asn1_keys.PrivateKeyInfo:
        return asn1_keys.PrivateKeyInfo.load(self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))

    @property
    def chain(self) -> "list[Porteur]":
        return [self, *(self.issuer.chain if self.issuer else [])]


def porteur(
    name: str,
    issuer: Porteur | None = None,
    *,
    organisation: str = "",
    ca: bool = False,
    first: datetime = FIRST,
    last: datetime = LAST,
    key: Key | None = None,
    stamps: bool = False,
) -> Porteur:
    """A certificate for ``name``; self-signed without ``issuer``."""
    own = key or ec.generate_private_key(ec.SECP256R1())
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    subject = x509.Name(parts)
    signer = issuer.key if issuer else own
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(own.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .add_extension(_usage(ca=ca), critical=True)
    )
    if stamps:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Porteur(key=own, certificate=builder.sign(signer, SHA256()), issuer=issuer)


def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


@cache
def racine() -> Porteur:
    return porteur(
        "Racine d'essai", ca=True, first=datetime(2015, 1, 1, tzinfo=UTC), last=datetime(2040, 1, 1, tzinfo=UTC)
    )


@cache
def autorite() -> Porteur:
    return porteur("Autorité d'essai", racine(), ca=True, first=datetime(2016, 1, 1, tzinfo=UTC))


@cache
def papetier() -> Porteur:
    return porteur("Camille Essai", autorite(), organisation="PAPETERIE EXEMPLE")


@cache
def horloge() -> Porteur:
    return porteur("Horodatage d'essai", racine(), stamps=True, key=rsa.generate_private_key(65537, 2048))


def trust_list(*holders: Porteur) -> TrustList:
    return TrustList(certificates=tuple(holder.der for holder in holders or (racine(),)))


def _done(work: Any) -> Any:
    return asyncio.run(work)


def signer(who: Porteur) -> SimpleSigner:
    store = SimpleCertificateStore.from_certs([each.asn1 for each in who.chain[1:]])
    return SimpleSigner(signing_cert=who.asn1, signing_key=who.private, cert_registry=store)


def stamper(at: datetime, who: Porteur | None = None) -> DummyTimeStamper:
    tsa = who or horloge()
    store = SimpleCertificateStore.from_certs([each.asn1 for each in tsa.chain[1:]])
    return DummyTimeStamper(tsa.asn1, tsa.private, certs_to_embed=store, fixed_dt=at)


def signed_pdf(
    pdf: bytes,
    who: Porteur | None = None,
    *,
    at: datetime | None = SIGNED_AT,
    field: str = "Signature1",
    stamped: DummyTimeStamper | None = None,
    digest: str = "sha256",
) -> bytes:
    """``pdf`` with a PAdES signature appended."""
    output = BytesIO(pdf)
    writer = IncrementalPdfFileWriter(output, strict=False)
    embedder = PdfCMSEmbedder().write_cms(field_name=field, writer=writer)
    next(embedder)
    place = PdfSignedData(pdf_name("/Sig"), subfilter=SigSeedSubFilter.PADES, timestamp=at, bytes_reserved=30_000)
    embedder.send(SigObjSetup(sig_placeholder=place))
    prepared, _ = embedder.send(SigIOSetup(md_algorithm=digest, in_place=True))
    made = _done(
        signer(who or papetier()).async_sign(
            prepared.document_digest,
            digest_algorithm=digest,
            signed_attr_settings=PdfCMSSignedAttributes(signing_time=at, cades_signed_attrs=CAdESSignedAttrSpec()),
            timestamper=stamped,
        )
    )
    embedder.send(made.dump())
    return output.getvalue()


def stamped_pdf(pdf: bytes, at: datetime, who: Porteur | None = None) -> bytes:
    """``pdf`` with a time stamp of the document appended."""
    output = BytesIO(pdf)
    writer = IncrementalPdfFileWriter(output, strict=False)
    embedder = PdfCMSEmbedder().write_cms(field_name="Horodatage", writer=writer)
    next(embedder)
    embedder.send(SigObjSetup(sig_placeholder=DocumentTimestamp(bytes_reserved=30_000)))
    prepared, _ = embedder.send(SigIOSetup(md_algorithm="sha256", in_place=True))
    token = _done(stamper(at, who).async_timestamp(prepared.document_digest, "sha256"))
    embedder.send(token.dump())
    return output.getvalue()


def p7s(content: bytes, who: Porteur | None = None, *, at: datetime = SIGNED_AT, carries: bool = False) -> bytes:
    """A CAdES signature of ``content``, beside it or around it (``carries``)."""
    made = _done(
        signer(who or papetier()).async_sign_general_data(
            content,
            "sha256",
            detached=not carries,
            signed_attr_settings=PdfCMSSignedAttributes(signing_time=at, cades_signed_attrs=CAdESSignedAttrSpec()),
        )
    )
    return bytes(made.dump())


class _Signer(XAdESSigner):
    """Says that it signs at :data:`SIGNED_AT`."""

    def add_signing_time(self, signed_signature_properties: Any, sig_root: Any, signing_settings: Any) -> None:
        said = etree.SubElement(signed_signature_properties, f"{{{_XADES}}}SigningTime")
        said.text = SIGNED_AT.isoformat()


def xades(xml: bytes, who: Porteur | None = None) -> bytes:
    """``xml`` with a XAdES signature inside."""
    holder = who or papetier()
    signed = _Signer(signature_algorithm="ecdsa-sha256", digest_algorithm="sha256").sign(
        etree.fromstring(xml), key=holder.key, cert=[each.certificate for each in holder.chain]
    )
    return etree.tostring(signed, xml_declaration=True, encoding="UTF-8")


def xades_beside(
    name: str, content: bytes, who: Porteur | None = None, *, others: dict[str, bytes] | None = None, c14n: bool = False
) -> bytes:
    """A XAdES file that signs ``content``, called ``name`` beside it, and ``others``; made without signxml. With
    ``c14n`` the content is given in canonical form and the reference says so.
    """
    holder = who or papetier()
    named = "".join(_reference(other, bytes_) for other, bytes_ in (others or {}).items())
    properties = (
        f'<x:SignedProperties xmlns:x="{_XADES}" Id="p"><x:SignedSignatureProperties><x:SigningTime>'
        f"{SIGNED_AT.isoformat()}</x:SigningTime></x:SignedSignatureProperties></x:SignedProperties>"
    )
    info = (
        f'<ds:SignedInfo xmlns:ds="{_DS}"><ds:CanonicalizationMethod Algorithm="{_C14N}"></ds:CanonicalizationMethod>'
        '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"></ds:SignatureMethod>'
        f"{named}{_reference(name, content, _C14N if c14n else '')}"
        f"{_reference('#p', properties.encode(), _C14N)}</ds:SignedInfo>"
    )
    key = holder.key
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    r, s = decode_dss_signature(key.sign(info.encode(), ec.ECDSA(SHA256())))
    value = base64.b64encode(r.to_bytes(32, "big") + s.to_bytes(32, "big")).decode()
    certificates = "".join(
        f"<ds:X509Certificate>{base64.b64encode(each.der).decode()}</ds:X509Certificate>" for each in holder.chain
    )
    return (
        f'<ds:Signature xmlns:ds="{_DS}">{info}<ds:SignatureValue>{value}</ds:SignatureValue>'
        f"<ds:KeyInfo><ds:X509Data>{certificates}</ds:X509Data></ds:KeyInfo>"
        f'<ds:Object><x:QualifyingProperties xmlns:x="{_XADES}">{properties}</x:QualifyingProperties></ds:Object>'
        "</ds:Signature>"
    ).encode()


def _reference(uri: str, content: bytes, transform: str = "") -> str:
    steps = f'<ds:Transforms><ds:Transform Algorithm="{transform}"></ds:Transform></ds:Transforms>' if transform else ""
    return (
        f'<ds:Reference URI="{uri}">{steps}'
        '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>'
        f"<ds:DigestValue>{base64.b64encode(sha256(content).digest()).decode()}</ds:DigestValue></ds:Reference>"
    )


def crl(issuer: Porteur, *revoked: tuple[Porteur, datetime]) -> bytes:
    """A list of revoked certificates, in DER."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(NOW - timedelta(days=1))
        .next_update(NOW + timedelta(days=30))
    )
    for holder, at in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(holder.certificate.serial_number).revocation_date(at)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(issuer.key, SHA256()).public_bytes(Encoding.DER)
