"""The certificate of deposit: its content, its canonical form, its number.

The number is a SHA-256 over the canonical content, which names the previous certificate: changing, removing or
inserting a certificate, or any value in one, makes the numbers of the chain inconsistent.
"""

import hashlib
import json
from base64 import b32encode
from dataclasses import dataclass, fields
from datetime import UTC, datetime

GENESIS = "NAVETTE"
"""Previous number of the first certificate of a ledger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateContent:
    """The certified values, as text in their printed form; depositor, supplier and recipient are never empty."""

    deposit: str
    """Number of the deposit, 15 digits."""
    depositor: str
    """Name of the drop account."""
    file: str
    """Name of the deposited file."""
    member: str
    """Name inside the archive, empty outside."""
    sha256: str
    """SHA-256 of the invoice's bytes, 64 hexadecimal digits."""
    fournisseur: str
    """Name of the supplier."""
    identifiant_fournisseur: str
    siret_destinataire: str
    destinataire: str
    code_service: str
    """Empty when the invoice goes to the structure as a whole."""
    service: str
    """Name of the service, never empty."""
    piece: str
    """``facture``, ``avoir`` or the piece of the cadre."""
    cadre_facturation: str
    numero_facture: str
    date_facture: str
    """ISO 8601."""
    devise: str
    montant_ht: str
    montant_tva: str
    montant_ttc: str
    montant_a_payer: str
    deposited_at: str
    """ISO 8601, UTC, microseconds never."""
    signatures: str = ""
    """The signatures on the document and their verification results; empty when there is none."""
    saisies: str = ""
    """Fields whose value was entered by hand because the page was ambiguous; empty when there is none."""
    numero_engagement: str = ""
    numero_marche: str = ""
    organisme: str = ""
    """Name of the body that runs Navette and issues the certificate; empty when the settings do not say it."""
    contact: str = ""
    """How to ask that body: an address, a telephone number."""
    portail: str = ""
    """Address of its portal, where a certificate can be verified."""


_NAMES = tuple(field.name for field in fields(CertificateContent))
OPTIONAL = frozenset({"signatures", "saisies", "numero_engagement", "numero_marche", "organisme", "contact", "portail"})
"""Omitted from the canonical form when empty, so that certificates issued before these fields existed keep their
numbers.
"""
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A sealed certificate: its number, its position in the chain, its content."""

    number: str
    """52 letters and digits of base 32."""
    previous: str
    sequence: int
    """From 1, without a gap."""
    content: CertificateContent


def canonical(content: CertificateContent, previous: str, sequence: int) -> bytes:
    """The bytes that are hashed: JSON, sorted keys, no blanks, UTF-8."""
    return _ENCODER.encode({**content_dict(content), "previous": previous, "sequence": sequence}).encode()


def content_dict(content: CertificateContent) -> dict[str, str]:
    """Content as a dict, keys sorted, empty :data:`OPTIONAL` fields omitted."""
    # asdict copies deeply: a third of a sealing's time
    body: dict[str, str] = {name: getattr(content, name) for name in _NAMES}
    for name in OPTIONAL:
        if not body[name]:
            del body[name]
    return body


def seal(content: CertificateContent, previous: str, sequence: int) -> Certificate:
    """Certificate of ``content``, chained to ``previous``."""
    number = number_of(canonical(content, previous, sequence))
    return Certificate(number=number, previous=previous, sequence=sequence, content=content)


def number_of(canonical_form: bytes) -> str:
    """Number of a canonical form: its SHA-256 in base 32, 52 characters."""
    return b32encode(hashlib.sha256(canonical_form).digest()).decode().rstrip("=")


def is_sound(certificate: Certificate) -> bool:
    """Whether the number matches the content and the previous number."""
    return seal(certificate.content, certificate.previous, certificate.sequence) == certificate


def instant(moment: datetime) -> str:
    """An aware datetime as written in certificates."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
