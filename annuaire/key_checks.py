"""Checks the keys of the two files while they are read: identifiers, codes, duplicates, services without structure.

A directory with one wrong key sends an invoice to the wrong service or to none, so a single fault refuses the file.
"""

from collections.abc import Iterable, Iterator

from annuaire.columns import DirectoryRow
from annuaire.extract import Line
from annuaire.faults import DirectoryFaults
from domain.text import Text

CODE_LENGTH = 100
"""Longest code service, in characters (``CodeService`` of CPPFacturePivot)."""

_KNOWN_SIRET = Text("cet identifiant est déjà dans le fichier", "this identifier is already in the file")
_NO_STRUCTURE = Text(
    "ce service n'appartient à aucune structure de l'annuaire", "this service belongs to no structure of the directory"
)
_BAD_CODE = Text(f"un code a 1 à {CODE_LENGTH} caractères", f"a code has 1 to {CODE_LENGTH} characters")
_KNOWN_SERVICE = Text("ce service est déjà dans le fichier", "this service is already in the file")


def structures(lines: Iterable[Line], known: set[str], faults: DirectoryFaults) -> Iterator[DirectoryRow]:
    """The rows whose identifier is sound and new; ``known`` receives the identifiers."""
    for number, row in lines:
        siret = str(row[1])
        fault = _identifier_fault(str(row[0]), siret)
        if fault:
            faults.add(number, fault, siret)
        elif siret in known:
            faults.add(number, _KNOWN_SIRET, siret)
        else:
            known.add(siret)
            yield row


def services(lines: Iterable[Line], known: set[str], faults: DirectoryFaults) -> Iterator[DirectoryRow]:
    """The rows whose structure is ``known`` and whose code is sound and new."""
    seen: set[tuple[str, str]] = set()
    for number, row in lines:
        siret, code = key = (str(row[0]), str(row[2]))
        if siret not in known:
            faults.add(number, _NO_STRUCTURE, siret)
        elif not code or len(code) > CODE_LENGTH:
            faults.add(number, _BAD_CODE, code)
        elif key in seen:
            faults.add(number, _KNOWN_SERVICE, f"{siret} {code}")
        else:
            seen.add(key)
            yield row


def _identifier_fault(kind: str, identifier: str) -> Text | None:
    if not kind or not identifier:
        return Text("un identifiant et son type sont nécessaires", "an identifier and its type are needed")
    if kind == "SIRET" and not (len(identifier) == 14 and identifier.isascii() and identifier.isdigit()):
        return Text("un SIRET a 14 chiffres", "a SIRET has 14 digits")
    return None
