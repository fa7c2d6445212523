"""Host keys, and the files that list trusted ones (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT)."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True, kw_only=True)
class HostKey:
    """A server's public key."""

    kind: str
    """``ssh-ed25519``, ``ssh-rsa``, ``ecdsa-sha2-nistp256`` ..."""
    blob: bytes

    @property
    def fingerprint(self) -> str:
        """As ``ssh-keygen -l`` prints it."""
        digest = base64.b64encode(hashlib.sha256(self.blob).digest()).decode()
        return f"SHA256:{digest.rstrip('=')}"

    def line(self, place: str) -> str:
        """As a known_hosts file lists it."""
        return f"{place} {self.kind} {base64.b64encode(self.blob).decode()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownKey:
    """A line of the file about one server; ``revoked`` when its marker says so."""

    key: HostKey
    number: int
    revoked: bool = False


def place_of(host: str, port: int) -> str:
    """``host``, or ``[host]:port`` when the port is not 22."""
    return host if port == 22 else f"[{host}]:{port}"


def known_keys(lines: Iterable[str], place: str) -> tuple[KnownKey, ...]:
    """The keys on record for ``place``. Malformed lines are skipped, as OpenSSH does."""
    return tuple(_matching(lines, place))


def _matching(lines: Iterable[str], place: str) -> Iterator[KnownKey]:
    for number, line in enumerate(lines, 1):
        words = line.split()
        marker = words.pop(0) if words and words[0].startswith("@") else ""
        if len(words) < 3 or words[0].startswith("#") or marker not in {"", "@revoked"}:
            continue
        if _names(words[0], place) and (blob := _decoded(words[2])):
            yield KnownKey(key=HostKey(kind=words[1], blob=blob), number=number, revoked=bool(marker))


def _names(patterns: str, place: str) -> bool:
    """Whether a comma-separated list of patterns, or a hashed name, matches ``place``; ``!`` excludes."""
    if patterns.startswith("|1|"):
        return _is_hash_of(patterns, place)
    place, found = place.lower(), False
    for pattern in patterns.lower().split(","):
        # In these patterns only * and ? are special; fnmatch would also read the brackets of [host]:port.
        matches = fnmatchcase(place, pattern.removeprefix("!").replace("[", "[[]"))
        if matches and pattern.startswith("!"):
            return False
        found = found or matches
    return found


def _is_hash_of(pattern: str, place: str) -> bool:
    _, _, salt, digest = (*pattern.split("|"), "", "", "")[:4]
    wanted, key = _decoded(digest), _decoded(salt)
    return bool(wanted) and hmac.compare_digest(hmac.digest(key, place.lower().encode(), "sha1"), wanted)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
