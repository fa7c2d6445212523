"""SIRET and SIREN: 14 and 9 digits, the last of which is a key (Luhn; La Poste has its own)."""

SIREN_SCHEME, SIRET_SCHEME = "0002", "0009"
"""Their schemes (ISO 6523)."""

LA_POSTE = "356000000"
"""SIREN of La Poste: the key of its establishments makes the sum of the digits a multiple of 5."""

LA_POSTE_SIEGE = "35600000000048"
"""Head office of La Poste, whose key is an ordinary one."""

_DOUBLED = str.maketrans("0123456789", "0246813579")


def has_shape(siret: str) -> bool:
    """Whether ``siret`` is 14 digits, and nothing else."""
    return len(siret) == 14 and siret.isascii() and siret.isdigit()


def is_siren(text: str) -> bool:
    """Whether ``text`` is 9 digits, and nothing else; its key is not looked at."""
    return len(text) == 9 and text.isascii() and text.isdigit()


def has_key(siret: str) -> bool:
    """Whether the key of a well-shaped ``siret`` is right."""
    if siret.startswith(LA_POSTE) and siret != LA_POSTE_SIEGE:
        return sum(map(int, siret)) % 5 == 0
    return luhn(siret)


def luhn(digits: str) -> bool:
    """Whether ``digits`` pass the Luhn formula (ISO/IEC 7812-1, annex B)."""
    return (sum(map(int, digits[::-2])) + sum(map(int, digits[-2::-2].translate(_DOUBLED)))) % 10 == 0
