"""The name of a *flux*: ``<interface>_<application>_<identifiant>``, as EDI partners of Chorus Pro name their files.

The interface has 8 characters, the application 6 (three letters, three digits); the identifier is the application,
the four digits of the interface and a sequence of 15 digits: ``FSO1110A_CPP001_CPP0011110000000000001557``.
Source: section 4 of the Chorus Pro facts; codes of interfaces: DSE 1.0 section 5.4.2.
"""

import re
from dataclasses import dataclass

from domain.document import Format
from domain.text import Text
from domain.travaux import ETAPES

_UBL = frozenset({Format.UBL_INVOICE, Format.UBL_CREDITNOTE})
_CII = frozenset({Format.CII})
_FACTURX = frozenset({Format.FACTURX})
_MIXTE = frozenset({Format.CPP_MIXTE})
_TRAVAUX = frozenset(ETAPES)
_ANY: frozenset[str] = frozenset()
_JUSTICE = frozenset({"A3"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """An EDI interface of deposit."""

    code: str
    formats: frozenset[Format]
    what: Text
    mixed: bool = False
    """Whether the XML must embed the readable invoice (E2)."""
    cadres: frozenset[str] = _ANY
    """The cadres de facturation it accepts; empty: any."""


INTERFACES: dict[str, Interface] = {
    code: Interface(code=code, formats=formats, what=what, mixed=mixed, cadres=cadres)
    for code, formats, what, mixed, cadres in (
        ("FSO1100A", _UBL, Text("UBL structuré", "structured UBL"), False, _ANY),
        ("FSO1130A", _UBL, Text("UBL structuré, travaux", "structured UBL, works"), False, _TRAVAUX),
        ("FSO1110A", _UBL, Text("UBL mixte", "mixed UBL"), True, _ANY),
        ("FSO1131A", _UBL, Text("UBL mixte, travaux", "mixed UBL, works"), True, _TRAVAUX),
        ("FSO1106A", _CII, Text("CII structuré", "structured CII"), False, _ANY),
        ("FSO1116A", _CII, Text("CII mixte", "mixed CII"), True, _ANY),
        ("FSO1117A", _FACTURX, Text("Factur-X", "Factur-X"), False, _ANY),
        ("FSO1137A", _FACTURX, Text("Factur-X, travaux", "Factur-X, works"), False, _TRAVAUX),
        ("FSO1113A", _MIXTE, Text("CPPFactureMixte", "CPPFactureMixte"), True, _ANY),
        ("FSO1120A", _UBL, Text("UBL, mémoires de frais de justice", "UBL, statements of legal costs"), True, _JUSTICE),
        ("FSO1150A", _UBL, Text("UBL (norme AFNOR)", "UBL (AFNOR standard)"), False, _ANY),
        ("FSO1156A", _CII, Text("CII (norme AFNOR)", "CII (AFNOR standard)"), False, _ANY),
        ("FSO1157A", _FACTURX, Text("Factur-X (norme AFNOR)", "Factur-X (AFNOR standard)"), False, _ANY),
    )
}
"""Interfaces of deposit by code."""

EXAMPLE = "FSO1110A_CPP001_CPP0011110000000000001557.xml"
PARTS = 3
SEQUENCE = 15
"""Digits of the sequence that ends the identifier."""

_ENDINGS = (".tar.gz", ".xml", ".pdf", ".zip")
"""File extensions a flux may have (DSE 1.0 section 5.4.1); it may also have none."""
_ENDING = Text(
    "l'extension n'est pas .xml, .pdf, .zip ni .tar.gz", "the extension is none of .xml, .pdf, .zip and .tar.gz"
)
_LOOKS_LIKE_ONE = re.compile(r"(?:FSO|FSI|FEN|CSO|CSI|CEN|FAR)[0-9]{4}[A-Z]?_", re.IGNORECASE).match
_INTERFACE = re.compile(r"[A-Z]{3}[0-9]{4}[A-Z]").fullmatch
_APPLICATION = re.compile(r"[A-Z]{3}[0-9]{3}").fullmatch


@dataclass(frozen=True, slots=True, kw_only=True)
class FluxName:
    """The three parts of the name."""

    interface: str
    application: str
    identifiant: str
    """25 characters."""

    @property
    def known(self) -> Interface | None:
        """The interface of deposit; ``None`` when the code is not one."""
        return INTERFACES.get(self.interface)


def looks_like_one(name: str) -> bool:
    """Whether a file name begins like the name of a flux."""
    return _LOOKS_LIKE_ONE(name) is not None


def flux_name(name: str) -> FluxName | None:
    """The parts of a flux name; ``None`` when the name is not exactly one."""
    if not looks_like_one(name) or faults(name):
        return None
    interface, application, identifiant = _stem(name)[0].split("_")
    return FluxName(interface=interface, application=application, identifiant=identifiant)


def faults(name: str) -> tuple[Text, ...]:
    """Errors in the name of a flux; empty when it is valid."""
    stem, ending = _stem(name)
    parts = stem.split("_")
    found = [] if ending or "." not in stem else [_ENDING]
    if len(parts) != PARTS:
        return (*found, Text(f"{len(parts)} parties au lieu de {PARTS}", f"{len(parts)} parts instead of {PARTS}"))
    interface, application, identifiant = parts
    if not _INTERFACE(interface):
        found.append(Text("le code interface n'est pas AAA9999A", "the interface code is not AAA9999A"))
    if not _APPLICATION(application):
        found.append(Text("le code application n'est pas AAA999", "the application code is not AAA999"))
    if not found and not _is_identifiant(identifiant, application + interface[3:7]):
        found.append(_wrong_identifiant(application + interface[3:7]))
    return tuple(found)


def _stem(name: str) -> tuple[str, str]:
    lowered = name.lower()
    ending = next((each for each in _ENDINGS if lowered.endswith(each)), "")
    return name[: len(name) - len(ending)], ending


def _is_identifiant(text: str, head: str) -> bool:
    tail = text.removeprefix(head)
    return tail != text and len(tail) == SEQUENCE and tail.isascii() and tail.isdecimal()


def _wrong_identifiant(head: str) -> Text:
    return Text(
        f"l'identifiant du flux n'est pas {head} suivi de {SEQUENCE} chiffres",
        f"the flux identifier is not {head} followed by {SEQUENCE} digits",
    )
