"""The encoding of an XML file: declared, actual, and accepted ones."""

import re

from domain.finding import Finding, Level, Pack, Rule, Severity
from domain.text import Text

WRONG = Rule(
    code="LEC-006",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "L'encodage annoncé ({encoding}) n'est pas celui du fichier, ligne {line}, colonne {column} : {detail}.",
        "The declared encoding ({encoding}) is not the file's, line {line}, column {column}: {detail}.",
    ),
    remedy=Text(
        'Enregistrez le fichier en UTF-8 et annoncez-le : <?xml version="1.0" encoding="UTF-8"?>.',
        'Save the file in UTF-8 and say so: <?xml version="1.0" encoding="UTF-8"?>.',
    ),
    source="XML 1.0 §4.3.3",
)
REFUSED = Rule(
    code="LEC-007",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text("L'encodage {encoding} n'est pas accepté.", "The encoding {encoding} is not accepted."),
    remedy=Text(
        'Enregistrez le fichier en UTF-8 et annoncez-le : <?xml version="1.0" encoding="UTF-8"?>.',
        'Save the file in UTF-8 and say so: <?xml version="1.0" encoding="UTF-8"?>.',
    ),
    source="XML 1.0 §4.3.3",
)
DOUBTFUL = Rule(
    code="LEC-008",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    severity=Severity.WARNING,
    message=Text(
        "Le fichier annonce l'encodage {encoding} mais semble écrit en {real} : les accents peuvent être faux.",
        "The file declares the encoding {encoding} but looks written in {real}: accents may be wrong.",
    ),
    remedy=Text(
        "Annoncez l'encodage dans lequel le fichier est réellement enregistré, de préférence UTF-8.",
        "Declare the encoding the file is really saved in, preferably UTF-8.",
    ),
    source="XML 1.0 §4.3.3",
)
RULES: tuple[Rule, ...] = (WRONG, REFUSED, DOUBTFUL)

_NAMES = {
    "UTF-8": "UTF8 CSUTF8 UNICODE-1-1-UTF-8",
    "US-ASCII": "ASCII ANSI_X3.4-1968 ANSI_X3.4-1986 ISO_646.IRV:1991 ISO646-US ISO-IR-6 US IBM367 CP367 CSASCII",
    "UTF-16": "UTF16 CSUTF16",
    "UTF-16LE": "CSUTF16LE",
    "UTF-16BE": "CSUTF16BE",
    "ISO-8859-1": "ISO_8859-1:1987 ISO-IR-100 LATIN1 LATIN-1 ISO-LATIN-1 L1 IBM819 CP819 CSISOLATIN1",
    "ISO-8859-2": "ISO_8859-2:1987 ISO-IR-101 LATIN2 L2 CSISOLATIN2",
    "ISO-8859-3": "ISO_8859-3:1988 ISO-IR-109 LATIN3 L3 CSISOLATIN3",
    "ISO-8859-4": "ISO_8859-4:1988 ISO-IR-110 LATIN4 L4 CSISOLATIN4",
    "ISO-8859-5": "ISO_8859-5:1988 ISO-IR-144 CYRILLIC CSISOLATINCYRILLIC",
    "ISO-8859-7": "ISO_8859-7:1987 ISO-IR-126 GREEK GREEK8 CSISOLATINGREEK",
    "ISO-8859-9": "ISO_8859-9:1989 ISO-IR-148 LATIN5 L5 CSISOLATIN5",
    "ISO-8859-10": "ISO_8859-10:1992 ISO-IR-157 LATIN6 L6 CSISOLATIN6",
    "ISO-8859-13": "CSISO885913",
    "ISO-8859-14": "ISO_8859-14:1998 ISO-IR-199 LATIN8 L8 CSISO885914",
    "ISO-8859-15": "ISO_8859-15:1998 ISO-IR-203 LATIN-9 LATIN9 CSISO885915",
    "ISO-8859-16": "ISO_8859-16:2001 ISO-IR-226 LATIN10 L10 CSISO885916",
    "WINDOWS-1250": "CP1250 CSWINDOWS1250",
    "WINDOWS-1251": "CP1251 CSWINDOWS1251",
    "WINDOWS-1252": "CP1252 CSWINDOWS1252 MS-ANSI",
    "WINDOWS-1253": "CP1253 CSWINDOWS1253",
    "WINDOWS-1254": "CP1254 CSWINDOWS1254",
    "WINDOWS-1257": "CP1257 CSWINDOWS1257",
    "IBM850": "CP850 850 CSPC850MULTILINGUAL",
    "MACINTOSH": "MAC CSMACINTOSH X-MAC-ROMAN",
}
"""Encodings of European languages in which the markup has the bytes of ASCII, with their aliases (IANA character sets,
and usual misspellings). Others (UTF-7, EBCDIC...) could hide markup from byte-level checks.
"""
NAMES = {alias: name for name, aliases in _NAMES.items() for alias in (name, *aliases.split())} | {
    f"ISO{begin}8859{sign}{part}": f"ISO-8859-{part}"
    for part in (name.rpartition("-")[2] for name in _NAMES if name.startswith("ISO-"))
    for begin in ("", "_")
    for sign in "-_"
}
"""Canonical name of each accepted name, in capitals."""
_ONE_BYTE = frozenset(name for name in _NAMES if not name.startswith("U"))
_UTF16 = frozenset({"UTF-16", "UTF-16LE", "UTF-16BE"})
_ONE_BYTE_A_CHARACTER = Text("chaque lettre y a un seul octet", "each letter has a single byte in it")
_WIDE = ("UTF-16", "UTF-32", "UCS")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._:-]{1,40})""").match
_HEAD = 400
_UTF8_BOM, _UTF16_BOMS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")


def declared(content: bytes) -> str | None:
    """The encoding of the XML declaration, in capitals; the declaration itself may be in UTF-16."""
    head = content[:_HEAD].removeprefix(_UTF8_BOM)
    if b"\0" in head[:8]:
        head = head.lstrip(b"\xff\xfe").replace(b"\0", b"")
    match = _DECLARED(head)
    return match[1].decode("ascii").upper() if match else None


def canonical(name: str) -> str | None:
    """The preferred name of the encoding called ``name``, in capitals; ``None`` when it is not accepted."""
    return NAMES.get(name)


def renamed(content: bytes) -> bytes | None:
    """``content`` with its encoding declared by its preferred name; ``None`` when it is, or is not accepted.

    The parser does not know every alias.
    """
    match = _DECLARED(content.removeprefix(_UTF8_BOM))
    name = match[1].decode("ascii").upper() if match else ""
    known = canonical(name)
    if match is None or known is None or known == name:
        return None
    at = match.start(1) + len(content) - len(content.removeprefix(_UTF8_BOM))
    return content[:at] + known.encode() + content[at + len(name) :]


def marked(content: bytes) -> bytes | None:
    """``content`` with the byte order mark that UTF-16 should begin with; ``None`` when it has it, or is not UTF-16."""
    mark = {b"<\0": b"\xff\xfe", b"\0<": b"\xfe\xff"}.get(content[:2])
    return mark + content if mark else None


def declared_wide(content: bytes) -> bool:
    """Whether an encoding of two or four bytes per character is declared."""
    return (declared(content) or "").startswith(_WIDE)


def fault(content: bytes, line: int, column: int, detail: Text) -> Finding:
    """The finding for a file that cannot be decoded."""
    name = declared(content) or "UTF-8"
    if canonical(name) is None:
        return REFUSED.finding(encoding=name)
    if canonical(name) in _UTF16 and content.removeprefix(_UTF8_BOM)[:1] == b"<" and b"\0" not in content[:_HEAD]:
        detail = _ONE_BYTE_A_CHARACTER
    return WRONG.finding(encoding=name, line=line, column=column, detail=detail)


def doubt(content: bytes, used: str) -> tuple[Finding, ...]:
    """A finding for a declaration that the bytes contradict, though they were decoded with encoding ``used``."""
    name = declared(content)
    real = _real(content, canonical(used) or used)
    if name is None or real is None:
        return ()
    known = canonical(name) or name
    if known.startswith(real) or known == "US-ASCII":
        return ()
    return (DOUBTFUL.finding(encoding=name, real=real),)


def _real(content: bytes, used: str) -> str | None:
    if content.startswith(_UTF8_BOM) or (used in _ONE_BYTE and _is_multibyte_utf8(content)):
        return "UTF-8"
    return "UTF-16" if content.startswith(_UTF16_BOMS) else None


def _is_multibyte_utf8(content: bytes) -> bool:
    """Whether the bytes are valid UTF-8 with accents, which text in another encoding almost never is."""
    if content.isascii():
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
