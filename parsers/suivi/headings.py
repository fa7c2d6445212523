"""The headings of the table of statuses: which column is what, and which sign separates them.

A heading is recognised without accents, capitals or order; columns of others are left aside. The separator is the
sign that makes the most headings known, so a Swiss comma or a tabulation is told as surely as a semicolon.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.comparable_text import plain


class Heading(StrEnum):
    """A column that is read; the value is the heading of the template."""

    NUMERO = "Numéro facture"
    CERTIFICAT = "Certificat"
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
    MANDAT = "Numéro mandat"
    VALIDEUR = "Valideur suivant"
    DATE_STATUT = "Date du statut"


H = Heading
_OTHERS: dict[Heading, str] = {
    H.NUMERO: "Numéro de facture|Numéro de la facture|N° facture|N° de facture|Nº facture|No facture|Num facture"
    "|Numéro|Facture|Id facture|Invoice number|Invoice",
    H.CERTIFICAT: "Numéro de certificat|Numéro certificat|N° certificat|Certificat de dépôt"
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
    H.MANDAT: "Numéro de mandat|N° mandat|N° de mandat|Mandat|Numéro DP mandat|Payment order number",
    H.VALIDEUR: "SIRET valideur suivant|SIRET du valideur suivant|Next valideur",
    H.DATE_STATUT: "Date statut|Date de statut|Status date",
}
_KNOWN = {plain(name): heading for heading, others in _OTHERS.items() for name in (heading.value, *others.split("|"))}
SEPARATORS = (";", ",", "\t", "|")
_LONGEST = 20_000
"""Characters of a first line: no headings are longer, and a cell of the reader may not have many more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """The headings of a table."""

    separator: str
    cells: tuple[str, ...]
    places: Mapping[Heading, int]
    """Index of the column, for those known; the first of two with one meaning."""

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return len(self.cells)

    @property
    def missing(self) -> Sequence[str]:
        """What must be there and is not; empty when the table says which invoice and which status."""
        found = self.places.keys()
        which = [] if found & {H.NUMERO, H.CERTIFICAT} else [f"« {H.NUMERO.value} »"]
        status = [] if found & {H.NOUVEAU, H.STATUT, H.CODE_STATUT} else [f"« {H.NOUVEAU.value} »"]
        return which + status


def entete(line: str) -> Headings:
    """The headings of the first line, by the separator that makes most of them known."""
    return max((_by(separator, line[:_LONGEST]) for separator in SEPARATORS), key=lambda one: len(one.places))


def _by(separator: str, line: str) -> Headings:
    cells = tuple(cell.strip() for cell in next(csv.reader([line], delimiter=separator), []))
    places: dict[Heading, int] = {}
    for index, cell in enumerate(cells):
        heading = _KNOWN.get(plain(cell[:100]))
        if heading:
            places.setdefault(heading, index)
    return Headings(separator=separator, cells=cells, places=places)
