"""The routing fields of an invoice (SIRETs, SIREN, code service), from the places where suppliers write them.

Two regimes coexist (sections 5.5 and 9 of the Chorus Pro facts). Legacy: a SIRET of 14 digits under
scheme 0002 or in ``PartyLegalEntity``, the code service in BT-10. From 2026 on: the SIRET under scheme 0009, the
SIREN of 9 digits under 0002, the code service under 0224. Both are accepted; an identifier marked as a SIRET is
kept whatever its length, so that a rule can refuse a wrong one instead of reporting it absent.

The electronic address (BT-34, BT-49) is never used: with scheme 0009 it may be the platform's own SIRET.
"""

from collections.abc import Iterator

from domain.blanks import without_blanks
from domain.invoice import Identifier, Party
from domain.placeholder import is_placeholder
from domain.siret import COUNTRIES
from domain.supplier_identity import siren_in

SIRET_SCHEMES = frozenset({"0009", "1", "SIRET", "FR:SIRET"})
"""ISO 6523 ICD, ``TypeIdentifiant`` of Chorus Pro and older UBL, and the word itself."""
SIREN_SCHEMES = frozenset({"0002", "FR:SIRENE", "SIREN"})
CODE_SERVICE_SCHEME = "0224"

_SIREN_LENGTH, _SIRET_LENGTH = 9, 14


def sirets(party: Party) -> tuple[str, ...]:
    """The distinct SIRETs of the party without blanks, the most reliable place first."""
    return (
        tuple(dict.fromkeys((*_explicit_sirets(party), *_as_registration(party)))) or tuple(_without_scheme(party))[:1]
    )


def siren(party: Party) -> str | None:
    """The SIREN: written as such, else from the SIRET, else from the French VAT number."""
    for identifier in _registrations(party):
        value = without_blanks(identifier.value)
        if len(value) == _SIREN_LENGTH and _is_of_digits(value) and _may_be_siren(identifier, party):
            return value
    for siret in sirets(party):
        if _is_siret(siret):
            return siret[:_SIREN_LENGTH]
    return siren_in(party.vat_identifier)


def code_service(buyer: Party, buyer_reference: str | None) -> str | None:
    """The service of the recipient: scheme 0224, else BT-10, else the contact's identifier (older UBL, CPP)."""
    for identifier in buyer.identifiers:
        if identifier.scheme == CODE_SERVICE_SCHEME and not is_placeholder(identifier.value):
            return identifier.value
    written = (buyer_reference, *(contact.identifier for contact in buyer.contacts))
    return next((each for each in written if each and not is_placeholder(each)), None)


def written_with_blanks(party: Party) -> Iterator[str]:
    """The SIREN and SIRET of the party that are written with blanks, as written."""
    for identifier in _registrations(party):
        value = without_blanks(identifier.value)
        if value != identifier.value and value.isdecimal() and len(value) in (_SIREN_LENGTH, _SIRET_LENGTH):
            yield identifier.value


def _explicit_sirets(party: Party) -> Iterator[str]:
    for identifier in _registrations(party):
        if _scheme(identifier) in SIRET_SCHEMES:
            yield without_blanks(identifier.value)


def _as_registration(party: Party) -> Iterator[str]:
    """Legacy: scheme 0002 holds the SIRET; the legal registration may have no scheme at all."""
    for identifier in _registrations(party):
        value = without_blanks(identifier.value)
        if _scheme(identifier) in SIREN_SCHEMES and len(value) != _SIREN_LENGTH:
            yield value
    registration = party.legal_registration
    if (
        registration
        and registration.scheme is None
        and _is_of_france(party)
        and _is_siret(without_blanks(registration.value))
    ):
        yield without_blanks(registration.value)


def _without_scheme(party: Party) -> Iterator[str]:
    """Last resort: 14 digits of a French party without a scheme."""
    if not _is_of_france(party):
        return
    for identifier in party.identifiers:
        if identifier.scheme is None and _is_siret(without_blanks(identifier.value)):
            yield without_blanks(identifier.value)


def _registrations(party: Party) -> tuple[Identifier, ...]:
    return (*party.identifiers, party.legal_registration) if party.legal_registration else party.identifiers


def _may_be_siren(identifier: Identifier, party: Party) -> bool:
    return _scheme(identifier) in SIREN_SCHEMES or (
        identifier.scheme is None and identifier is party.legal_registration and _is_of_france(party)
    )


def _is_of_france(party: Party) -> bool:
    """Whether its number without scheme may be a SIREN or a SIRET."""
    return party.address is None or party.address.country in COUNTRIES


def _is_siret(value: str) -> bool:
    return len(value) == _SIRET_LENGTH and _is_of_digits(value)


def _is_of_digits(value: str) -> bool:
    """Whether it is of the digits 0 to 9 alone: those of other scripts would be another supplier's number."""
    return value.isascii() and value.isdecimal()


def _scheme(identifier: Identifier) -> str:
    return (identifier.scheme or "").upper()
