"""Names inside archives: decoding, refusal of unsafe names, recognition of operating systems' own files."""

import re
from dataclasses import dataclass
from unicodedata import category, normalize

from domain import names_aside
from domain.text import Text

LONGEST = 500
"""Longest accepted name, in characters."""

NAMELESS = Text("il est vide", "it is empty")
"""Fault of a file whose cleaned name is empty; accepted for a folder (``./``)."""

_DRIVE = re.compile(r"[A-Za-z]:")
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberName:
    """A cleaned name: relative, ``/`` between folders; ``fault`` is why it is refused, if it is."""

    clean: str
    fault: Text | None = None
    backslash: bool = False

    @property
    def system(self) -> bool:
        """Whether it is a file that operating systems add to archives, never an invoice."""
        return names_aside.is_system(self.clean)

    @property
    def half_written(self) -> bool:
        """Whether it was still being written when it was put in the archive."""
        return names_aside.is_half_written(self.clean)


def decode(raw: bytes) -> str:
    """``raw`` as text: UTF-8, else code page 850 (DOS) or 1252 (Windows).

    The archive does not name the code page; French letters in one are not letters in the other, which decides.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        dos = any(0x80 <= byte < 0xC0 for byte in raw)
        return raw.decode("cp850") if dos else raw.decode("latin-1")


def clean(name: str) -> MemberName:
    """``name`` made relative and normalised, with the fault that refuses it if there is one."""
    straight = normalize("NFC", name.replace("\\", "/"))
    parts = [part for part in straight.split("/") if part not in ("", ".")]
    return MemberName(clean="/".join(parts), fault=_fault(straight, parts), backslash="\\" in name)


def _fault(name: str, parts: list[str]) -> Text | None:
    if ".." in parts:
        return Text("il sort de l'archive par « .. »", "it leaves the archive by “..”")
    if name.startswith("/") or _DRIVE.match(name):
        return Text("il est absolu", "it is absolute")
    if len(name) > LONGEST:
        return Text(f"il dépasse {LONGEST} caractères", f"it is over {LONGEST} characters")
    # macOS puts files named Icon and a carriage return in its archives.
    if any(category(letter) in _UNPRINTABLE for letter in name) and not names_aside.is_system("/".join(parts)):
        return Text("il contient des caractères invisibles", "it contains invisible characters")
    return None
