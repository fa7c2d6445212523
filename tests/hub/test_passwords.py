"""Passwords, by the work that the portal asks: its own tests hash by the least."""

from argon2 import PasswordHasher

from hub.comptes import passwords

PHRASE = "une phrase de passe 42"


def test_a_hash_asks_the_memory_and_the_passes_of_rfc_9106() -> None:
    kept = passwords.hashed(PHRASE)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
    assert passwords.is_right(kept, PHRASE) and not passwords.is_outdated(kept)
    assert not passwords.is_right(kept, PHRASE.upper())


def test_a_weaker_hash_is_still_known_and_told() -> None:
    kept = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PHRASE)
    assert passwords.is_right(kept, PHRASE) and passwords.is_outdated(kept)


def test_nobody_without_a_hash_is_right() -> None:
    """Not even with what is hashed in its place."""
    assert not passwords.is_right("", PHRASE)
    assert not passwords.is_right("", "personne ne se connecte ainsi")
    assert not passwords.is_right("not a hash", PHRASE)
