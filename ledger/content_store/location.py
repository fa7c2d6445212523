"""Where the content store keeps bytes, as the ledger writes it: parsed strictly, never joined unchecked.

``packs/2026-11-21/<pack>.zip#<sha256>`` is a member of a pack, ``files/ab/<sha256>`` a file of its own.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from domain.errors import LedgerError
from domain.text import Text

_PACKED = re.compile(r"(packs/[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9a-f]{32}\.zip)#([0-9a-f]{64})")
_ALONE = re.compile(r"files/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A file below the store's folder; ``packed`` when the bytes are the member ``sha256`` of it."""

    file: PurePosixPath
    sha256: str
    packed: bool

    def __str__(self) -> str:
        return f"{self.file}#{self.sha256}" if self.packed else str(self.file)


def parse(location: str) -> Location:
    """Raises :class:`domain.errors.LedgerError` on anything that is not exactly one of the two forms."""
    if match := _PACKED.fullmatch(location):
        return Location(file=PurePosixPath(match[1]), sha256=match[2], packed=True)
    if match := _ALONE.fullmatch(location):
        return Location(file=PurePosixPath(location), sha256=match[2], packed=False)
    raise LedgerError(
        Text(
            f"{location[:120]!r} n'est pas un emplacement du stockage des contenus.",
            f"{location[:120]!r} is no place of the content store.",
        ),
        Text("Restaurez le registre depuis sa sauvegarde.", "Restore the ledger from its backup."),
    )


def in_pack(file: PurePosixPath, sha256: str) -> Location:
    """The member ``sha256`` of the pack at ``file``, both as found on the disk. Raises as :func:`parse` does."""
    return parse(f"{file}#{sha256}")


def packed(day: str, pack: str, sha256: str) -> Location:
    """The member ``sha256`` of the pack of that day (``aaaa-mm-jj``)."""
    return parse(f"packs/{day}/{pack}.zip#{sha256}")


def alone(sha256: str) -> Location:
    """The file of these bytes. Raises :class:`domain.errors.LedgerError` when ``sha256`` is no digest."""
    if not _DIGEST.fullmatch(sha256):
        raise LedgerError(
            Text(f"{sha256[:80]!r} n'est pas un SHA-256.", f"{sha256[:80]!r} is no SHA-256."),
            Text("Donnez 64 chiffres hexadécimaux en minuscules.", "Give 64 lower-case hexadecimal digits."),
        )
    return parse(f"files/{sha256[:2]}/{sha256}")


def is_key(file: PurePosixPath) -> bool:
    """Whether a content store gives such a name to a pack, or to a file of its own."""
    return bool(_ALONE.fullmatch(str(file)) or _PACKED.fullmatch(f"{file}#{'0' * 64}"))
