"""The certificate of deposit: what it says, its canonical form, its number.

The number is a SHA-256 over the canonical content, which names the previous certificate: nothing in a
certificate, and no certificate of the chain, can be changed, removed or inserted without the numbers saying so.
"""

import hashlib
import json
from base64 import b32encode
from dataclasses import dataclass, fields
from datetime import UTC, datetime

GENESIS = "NAVETTE"
"""What the first certificate of a ledger names as its previous one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateContent:
    """What is certified. Every value is text as it will be read; never empty for who and where."""

    deposit: str
    """Number of the deposit, 15 digits."""
    depositor: str
    """Name of the drop account."""
    file: str
    """Name of the deposited file."""
    member: str
    """Name inside the archive, empty outside."""
    sha256: str
    """Of the invoice's bytes."""
    fournisseur: str
    """Name of the supplier."""
    identifiant_fournisseur: str
    siret_destinataire: str
    destinataire: str
    code_service: str
    """Empty when the invoice goes to the structure as a whole."""
    service: str
    """In clear words, never empty."""
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
    """Who signed the document and what that is worth; empty: nobody did."""
    saisies: str = ""
    """The fields whose value was supplied by hand, where the page leaves a doubt; empty: none."""


_NAMES = tuple(field.name for field in fields(CertificateContent))
OPTIONAL = frozenset({"signatures", "saisies"})
"""Left out where they are empty: certificates given before these existed keep their numbers."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A sealed certificate: its number, its place in the chain, what it certifies."""

    number: str
    """52 letters and digits of base 32."""
    previous: str
    sequence: int
    """From 1, without a gap."""
    content: CertificateContent


def canonical(content: CertificateContent, previous: str, sequence: int) -> bytes:
    """The bytes the number is computed over: JSON, sorted keys, no blanks, UTF-8."""
    return _ENCODER.encode({**content_dict(content), "previous": previous, "sequence": sequence}).encode()


def content_dict(content: CertificateContent) -> dict[str, str]:
    """What the certificate says, name by name, in the order of the names."""
    # asdict copies deeply: a third of a sealing's time
    body: dict[str, str] = {name: getattr(content, name) for name in _NAMES}
    for name in OPTIONAL:
        if not body[name]:
            del body[name]
    return body


def seal(content: CertificateContent, previous: str, sequence: int) -> Certificate:
    """``content`` with its number, as the next link after ``previous``."""
    number = number_of(canonical(content, previous, sequence))
    return Certificate(number=number, previous=previous, sequence=sequence, content=content)


def number_of(canonical_form: bytes) -> str:
    """The number that goes with a canonical form: its SHA-256 in base 32, 52 characters."""
    return b32encode(hashlib.sha256(canonical_form).digest()).decode().rstrip("=")


def is_sound(certificate: Certificate) -> bool:
    """Whether the number is the one its content and its previous certificate give."""
    return seal(certificate.content, certificate.previous, certificate.sequence) == certificate


def instant(moment: datetime) -> str:
    """An aware moment as the certificate writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
