"""Passwords: hashed by argon2id, never shorter than twelve characters, never the account's own name.

Parameters: RFC 9106 section 4, second choice (64 MiB, three passes), with one lane; a hash takes about a tenth of a
second.
"""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from domain.text import Text

SHORTEST, LONGEST = 12, 200
"""Characters of a password; NIST SP 800-63B asks for length, not for kinds of characters."""
AT_ONCE = 4
"""Hashes a process computes at a time, 64 MiB each: who sends many passwords waits, and takes no more memory."""
_TURN = BoundedSemaphore(AT_ONCE)
_HASHER = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=1)
_NOBODY = _HASHER.hash("personne ne se connecte ainsi")
"""What is verified when there is no account: a wrong address takes the time of a wrong password."""
_COMMON = ("motdepasse", "azertyuiop", "qwertyuiop", "123456789", "password", "chorus")

TOO_SHORT = Text(
    f"Le mot de passe a moins de {SHORTEST} caractères. Une phrase de quelques mots convient.",
    f"The password has fewer than {SHORTEST} characters. A phrase of a few words is fine.",
)
TOO_LONG = Text(f"Le mot de passe a plus de {LONGEST} caractères.", f"The password has more than {LONGEST} characters.")
TOO_COMMON = Text(
    "Ce mot de passe est l'un des premiers qu'on essaie. Choisissez-en un autre.",
    "This password is one of the first that are tried. Choose another one.",
)


def fault_of(password: str, courriel: str = "") -> Text | None:
    """Why it is no good password for this account; ``None`` when it is one."""
    if len(password) < SHORTEST:
        return TOO_SHORT
    if len(password) > LONGEST:
        return TOO_LONG
    plain = "".join(password.split()).casefold()
    own = courriel.partition("@")[0].casefold()
    known = any(plain.strip("0123456789!?.*") in {word, word * 2} for word in _COMMON)
    if known or len(set(plain)) < 4 or plain in {own, own * 2, courriel.casefold()}:
        return TOO_COMMON
    return None


def hashed(password: str) -> str:
    """The hash to keep."""
    with _TURN:
        return _HASHER.hash(password)


def is_right(kept: str, password: str) -> bool:
    """Whether it is the password of the hash; without a hash, never, in the same time."""
    try:
        with _TURN:
            return _HASHER.verify(kept or _NOBODY, password[: 4 * LONGEST]) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with weaker parameters than those of today."""
    return _HASHER.check_needs_rehash(kept)
