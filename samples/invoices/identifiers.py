"""Identifiers with right keys for fictitious companies: SIRET, French VAT number, IBAN.

Keys: SIREN and SIRET by Luhn, VAT by ``(12 + 3 * (SIREN mod 97)) mod 97``, IBAN by ISO 7064 over a RIB.
"""

BANQUE_FICTIVE = "99999"
"""A bank code that no bank has."""


def siren(root: str) -> str:
    """``root`` (8 digits) with its Luhn digit."""
    return root + _luhn_digit(root)


def siret(siren_: str, establishment: int = 1) -> str:
    """The SIRET of an establishment (from 1 to 9999) of ``siren_``."""
    stem = f"{siren_}{establishment:04d}"
    return stem + _luhn_digit(stem)


def wrong_key(siret_: str) -> str:
    """``siret_`` with its last digit changed: 14 digits with a wrong Luhn key."""
    return siret_[:-1] + str((int(siret_[-1]) + 1) % 10)


def vat_number(siren_: str) -> str:
    """The intra-community VAT number of a French company."""
    return f"FR{(12 + 3 * (int(siren_) % 97)) % 97:02d}{siren_}"


def iban(account: int) -> str:
    """A French IBAN with right RIB and ISO keys on an account of a bank that does not exist."""
    bank, branch, number = BANQUE_FICTIVE, "00001", f"{account:011d}"
    rib_key = 97 - (89 * int(bank) + 15 * int(branch) + 3 * int(number)) % 97
    bban = f"{bank}{branch}{number}{rib_key:02d}"
    return f"FR{98 - int(f'{bban}152700') % 97:02d}{bban}"


def _luhn_digit(stem: str) -> str:
    doubled = (int(digit) * (2 - index % 2) for index, digit in enumerate(reversed(stem)))
    return str(-sum(value - 9 if value > 9 else value for value in doubled) % 10)
