"""Headings of the status table: meaning of each column, and the separator.

A heading is recognised regardless of accents, case and order; unknown columns are ignored. The separator is the sign
that yields most known headings, so a comma or a tabulation is detected as reliably as a semicolon.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.comparable_text import plain


class Heading(StrEnum):
    """A known column; the value is the heading in the template."""

    NUMERO = "Numéro facture"
    CERTIFICAT = "Numéro de certificat"
    FOURNISSEUR = "Code fournisseur"
    DESTINATAIRE = "Code destinataire"
    DATE = "Date facture"
    NOUVEAU = "Nouveau statut"
    STATUT = "Statut"
    CODE_STATUT = "Code statut"
    MOTIF = "Motif"
    CODE_MOTIF = "Code motif"
    COMMENTAIRE = "Commentaire"
    COMMENTAIRE_COURANT = "Commentaire état courant"
    MANDAT = "Numéro de mandat"
    VALIDEUR = "Valideur suivant"
    DATE_STATUT = "Date du statut"


H = Heading
_OTHERS: dict[Heading, str] = {
    H.NUMERO: "Numéro de facture|Numéro de la facture|N° facture|N° de facture|Nº facture|No facture|Num facture"
    "|Numéro|Facture|Id facture|Invoice number|Invoice",
    H.CERTIFICAT: "Certificat|Numéro certificat|N° certificat|Certificat de dépôt"
    "|Numéro de certificat de dépôt|Certificate number|Certificate",
    H.FOURNISSEUR: "SIRET fournisseur|SIRET du fournisseur|Identifiant fournisseur|Fournisseur|Supplier code|Supplier",
    H.DESTINATAIRE: "SIRET destinataire|SIRET du destinataire|Identifiant destinataire|Recipient code",
    H.DATE: "Date de facture|Date de la facture|Invoice date",
    H.NOUVEAU: "Nouvel état|Statut demandé|New status",
    H.STATUT: "État|État courant|Status",
    H.CODE_STATUT: "Status code",
    H.MOTIF: "Motif de rejet|Motif du refus|Motif de suspension|Reason",
    H.CODE_MOTIF: "Codes motif|Codes motifs|Reason code|Reason codes",
    H.COMMENTAIRE: "Commentaires|Comment",
    H.COMMENTAIRE_COURANT: "Status comment",
    H.MANDAT: "Numéro mandat|N° mandat|N° de mandat|Mandat|Numéro DP mandat|Payment order number",
    H.VALIDEUR: "SIRET valideur suivant|SIRET du valideur suivant|Next valideur",
    H.DATE_STATUT: "Date statut|Date de statut|Status date",
}
_KNOWN = {
    plain(name): (heading, rank)
    for heading, others in _OTHERS.items()
    for rank, name in enumerate((heading.value, *others.split("|")))
}
"""Meaning of each heading, and its rank among those of that meaning: an export often has both *Fournisseur*, a name,
and *Code fournisseur*.
"""
SEPARATORS = (";", ",", "\t", "|")
_LONGEST = 20_000
"""Most characters of the heading line, close to the csv module's limit for a cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """The headings of a table."""

    separator: str
    cells: tuple[str, ...]
    places: Mapping[Heading, int]
    """Index of each known column; of several with the same meaning, the one whose heading is nearest the template's."""
    rivals: Mapping[Heading, tuple[int, ...]]
    """Indexes of the other columns that say the same as one of ``places``: with the same heading, or a new status."""

    @property
    def width(self) -> int:
        """Number of cells of a row."""
        return len(self.cells)

    @property
    def missing(self) -> Sequence[str]:
        """Required headings that are absent; empty when invoice and status can be identified."""
        found = self.places.keys()
        which = [] if found & {H.NUMERO, H.CERTIFICAT} else [f"« {H.NUMERO.value} »"]
        status = [] if found & {H.NOUVEAU, H.STATUT, H.CODE_STATUT} else [f"« {H.NOUVEAU.value} »"]
        return which + status


def headings_of(line: str) -> Headings:
    """The headings of the first line, with the separator that yields most known ones."""
    return max((_by(separator, line[:_LONGEST]) for separator in SEPARATORS), key=lambda one: len(one.places))


def _by(separator: str, line: str) -> Headings:
    cells = tuple(cell.strip() for cell in next(csv.reader([line], delimiter=separator), []))
    columns: dict[Heading, list[tuple[int, int]]] = {}
    for index, cell in enumerate(cells):
        if known := _KNOWN.get(plain(cell[:100])):
            columns.setdefault(known[0], []).append((known[1], index))
    best = {heading: min(found) for heading, found in columns.items()}
    rivals = {
        heading: tuple(
            index for rank, index in found if (rank, index) != best[heading] and _is_rival(heading, rank, best)
        )
        for heading, found in columns.items()
    }
    return Headings(
        separator=separator,
        cells=cells,
        places={heading: index for heading, (_, index) in best.items()},
        rivals={heading: found for heading, found in rivals.items() if found},
    )


def _is_rival(heading: Heading, rank: int, best: Mapping[Heading, tuple[int, int]]) -> bool:
    """Whether another column of this heading says the same as the best one, however it is called."""
    return heading is H.NOUVEAU or rank == best[heading][0]
