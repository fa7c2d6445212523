"""What a public accountant knows of a recipient, and the identifier by which it knows an invoice (PES V2, Hélios)."""

from dataclasses import dataclass

SUFFIX = "_pes_pj"
"""Of the name of a flux, after the stem of the delivered files."""
_LENGTH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class PesAccount:
    """A budget of a public body at its accountant's, as the header of a flux names it (``EnTetePES``)."""

    poste: str
    """Codique of the accounting office, 7 characters at most."""
    collectivite: str
    """Code of the body or of its budget, 3 letters and digits at most."""
    budget: str = ""
    """Code of the budget, 2 letters and digits at most."""
    libelle: str = ""
    """Name of the budget, 38 characters at most."""
    finess: str = ""
    """Of a hospital or a home (M21, M22) only."""
    id_ver: int = 1
    """Version of the block of pieces (``EnTetePES_PJ/IdVer``)."""


def id_unique(certificate: str) -> str:
    """The identifier of an invoice as a *pièce justificative*: what a mandat cites (``PJRef/IdUnique``).

    The beginning of its certificate's number, 160 bits: letters and digits, the same each time it is delivered.
    """
    return certificate[:_LENGTH]
