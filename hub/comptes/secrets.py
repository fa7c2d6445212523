"""Random secrets: the person, or the program, has the secret, the ledger its digest."""

import secrets
from dataclasses import dataclass
from hashlib import sha256

BITS = 256
KEY = "nvt_"
"""How every key of the API begins: programs that look for leaked secrets know it by that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A secret and its digest."""

    value: str
    """43 characters of a URL."""
    digest: str
    """SHA-256, in hexadecimal."""


def new() -> Secret:
    """A secret nobody has had."""
    value = secrets.token_urlsafe(BITS // 8)
    return Secret(value=value, digest=digest_of(value))


def digest_of(value: str) -> str:
    """The digest of a secret that somebody shows."""
    return sha256(value.encode("utf-8", "replace")).hexdigest()
