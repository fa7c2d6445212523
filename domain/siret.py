"""SIRET and SIREN: 14 and 9 digits with a check digit (Luhn; La Poste has its own)."""

SIREN_SCHEME, SIRET_SCHEME = "0002", "0009"
"""Their schemes (ISO 6523)."""

COUNTRIES: frozenset[str | None] = frozenset({None, "FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF"})
"""Where companies have a SIREN; ``None`` for an address without country. Elsewhere a registration of nine or fourteen
digits without scheme is another number (Portugal, Brazil).
"""

LA_POSTE = "356000000"
"""SIREN of La Poste: for its establishments the sum of the digits is a multiple of 5."""

LA_POSTE_SIEGE = "35600000000048"
"""Head office of La Poste, which uses the Luhn check digit."""

_DOUBLED = str.maketrans("0123456789", "0246813579")


def has_shape(siret: str) -> bool:
    """Whether ``siret`` is 14 digits, and nothing else."""
    return len(siret) == 14 and siret.isascii() and siret.isdigit()


def is_siren(text: str) -> bool:
    """Whether ``text`` is exactly 9 digits; the check digit is not verified."""
    return len(text) == 9 and text.isascii() and text.isdigit()


def has_key(siret: str) -> bool:
    """Whether the check digit of a ``siret`` of 14 digits is correct."""
    if siret.startswith(LA_POSTE) and siret != LA_POSTE_SIEGE:
        return sum(map(int, siret)) % 5 == 0
    return luhn(siret)


def luhn(digits: str) -> bool:
    """Whether ``digits`` pass the Luhn formula (ISO/IEC 7812-1, annex B)."""
    return (sum(map(int, digits[::-2])) + sum(map(int, digits[-2::-2].translate(_DOUBLED)))) % 10 == 0
