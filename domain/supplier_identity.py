"""The one identity of an invoice's supplier, with its scheme: for rights of deposit, uniqueness and bank accounts.

A number is an identity only together with its scheme: a TAHITI number (0229) with the digits of a SIREN is another
supplier than that SIREN (ISO 6523; BR-FR-CPRO-03 to 09). Two ways to write one number, that differ by blanks, case,
look-alikes or characters that show nothing, are one identity: identities are compared by their keys.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.blanks import without_blanks
from domain.identifier_types import SCHEME_OF
from domain.invoice import Identifier, Invoice, Party
from domain.invoice_number import comparable
from domain.placeholder import is_placeholder, value_or_none
from domain.siret import COUNTRIES

SIREN, SIRET = "0002", "0009"
"""Their schemes."""
WRITTEN_SIRET, TVA, NOM = "SIRET", "TVA", "NOM"
"""What stands for the scheme of a supplier without a sound identifier: a SIRET that is no SIRET, a VAT number, a
name.
"""
OTHERS = frozenset(SCHEME_OF.values())
"""Schemes of the identifiers that replace the SIRET."""
_REGISTERED = frozenset({SIREN, SIRET, "1", "SIRET", "FR:SIRET", "SIREN", "FR:SIRENE"})
"""Schemes under which a SIREN or a SIRET is written."""
_FRENCH_VAT = re.compile(r"FR[0-9A-HJ-NP-Z]{2}([0-9]{9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierIdentity:
    """A supplier: a number and its scheme."""

    scheme: str
    """:data:`SIREN`, one of :data:`OTHERS`, or a word that stands for it."""
    value: str

    @property
    def key(self) -> str:
        """The identity as one text, as the ledger keeps it: a SIREN as it is, else ``scheme:value`` with the value
        as it is compared (:func:`domain.invoice_number.comparable`).
        """
        return self.value if self.scheme == SIREN else f"{self.scheme}:{comparable(self.value)}"


def identity_of(invoice: Invoice) -> SupplierIdentity:
    """The SIREN wherever it is written (SIRET, BT-30, inside a French VAT number), else the identifier that replaces
    it, else what there is. Never empty, and never a word that says that there is none (``NA``, ``0``), which would make
    one supplier of all those who write it.
    """
    siren = siren_of(invoice.siret_fournisseur) or invoice.siren_fournisseur or siren_in(invoice.tva_fournisseur)
    if siren:
        return SupplierIdentity(scheme=SIREN, value=siren)
    others = (one for one in other_identifiers(invoice.seller) if not is_placeholder(one.value))
    if other := next(others, None):
        return SupplierIdentity(scheme=other.scheme or "", value=other.value)
    if siret := value_or_none(invoice.siret_fournisseur):
        return SupplierIdentity(scheme=WRITTEN_SIRET, value=siret)
    if number := value_or_none(invoice.tva_fournisseur):
        return SupplierIdentity(scheme=TVA, value=number)
    name = invoice.nom_fournisseur or ""
    return SupplierIdentity(scheme=NOM, value=name if comparable(name) else "?")


def is_doubtful(key: str, tva: str | None) -> bool:
    """Whether ``key`` (also ``S3 key``), which the ledger keeps of an invoice with the VAT number ``tva``, may be
    another one than its document would give now: a word that is no number; a SIREN that nobody has (000..., from a VAT
    number of Monaco), or one beside a foreign VAT number (a foreign number without scheme was taken for a SIREN).

    >>> is_doubtful("0227:na", None), is_doubtful("000123456", "FR12000123456"), is_doubtful("S3 123456782", "PT1234")
    (True, True, True)
    >>> is_doubtful("0227:us1", "NA"), is_doubtful("123456782", "FR12123456782"), is_doubtful("123456782", None)
    (False, False, False)
    """
    plain = key.rpartition(" ")[2]
    scheme, parted, value = plain.partition(":")
    if parted:
        return scheme != NOM and is_placeholder(value)
    country = comparable(value_or_none(tva) or "")[:2]
    return plain.startswith("000") or (country.isalpha() and country != "fr")


def other_identifier(party: Party) -> Identifier | None:
    """The first identifier of a kind that replaces the SIRET; ``None`` when there is none."""
    return next(other_identifiers(party), None)


def other_identifiers(party: Party) -> Iterator[Identifier]:
    """The identifiers of a kind that replaces the SIRET."""
    for identifier in (*party.identifiers, party.legal_registration):
        if identifier is not None and identifier.scheme in OTHERS and comparable(identifier.value):
            yield identifier


def registered_sirens(party: Party) -> Iterator[str]:
    """Every SIREN that the identifiers of the party state, alone or as the beginning of a SIRET; not checked."""
    for identifier in party.identifiers:
        if (identifier.scheme or "").upper() in _REGISTERED and (siren := _siren_or_siret(identifier)):
            yield siren
    registration = party.legal_registration
    if registration and (
        registration.scheme.upper() in _REGISTERED
        if registration.scheme is not None
        else party.address is None or party.address.country in COUNTRIES
    ):
        yield from filter(None, (_siren_or_siret(registration),))


def siren_in(number: str | None) -> str | None:
    """The SIREN in a French VAT number, however it is written; ``None`` for any other, and for Monaco's (000...)."""
    found = _FRENCH_VAT.fullmatch(comparable(number).upper()) if number else None
    return None if found is None or found[1].startswith("000") else found[1]


def siren_of(text: str | None) -> str | None:
    """The SIREN of a SIRET (14 digits); ``None`` for anything else."""
    return text[:9] if text and len(text) == 14 and text.isascii() and text.isdigit() else None


def _siren_or_siret(identifier: Identifier) -> str | None:
    value = without_blanks(identifier.value or "")  # a scheme may stand alone
    alone = len(value) == 9 and value.isascii() and value.isdigit()
    return value if alone else siren_of(value)
