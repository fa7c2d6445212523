"""The structure and service an invoice is routed to."""

from dataclasses import dataclass
from urllib.parse import quote

SANS_SERVICE = "_structure"
"""Folder of invoices addressed to the structure without a service."""
TAKEN = frozenset({"rapports", "statuts", "a_valider"})
"""Folder names of a structure reserved for other uses than services."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A structure and, when it has any, one of its services."""

    siret: str
    raison_sociale: str
    code_service: str | None = None
    nom_service: str | None = None

    @property
    def folder(self) -> str:
        """``<siret>/<code service or _structure>``; a code that is no safe folder name is percent-encoded."""
        code = self.code_service
        return f"{self.siret}/{safe_folder(code) if code else SANS_SERVICE}"


def safe_folder(code: str) -> str:
    """``code`` as one folder name: no separator, no leading dot or underscore, none of :data:`TAKEN`."""
    name = quote(code, safe=" -+")
    return f"%{ord(name[0]):02X}{name[1:]}" if name[0] in "._ " or name.casefold() in TAKEN else name
