"""The columns of the two official files, in their order, and the domain field each one fills.

Source: the public extracts *structures* (21 columns) and *services* (15 columns, some extracts with a leading
``idService``) of the Chorus Pro directory.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.structure import Address, Service, Structure

DirectoryRow = tuple[str | int, ...]
"""A line of a file in the order of its table: text as written without outer blanks, booleans as 0 or 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryColumn:
    """One column: its official name and the domain field it fills (empty: none)."""

    nom: str
    field: str
    boolean: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One of the two files; ``ignored`` columns are optional and not read."""

    nom: str
    motifs: tuple[str, ...]
    """File name patterns, the usual one first."""
    columns: tuple[DirectoryColumn, ...]
    ignored: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """The official names."""
        return tuple(column.nom for column in self.columns)


def _text(nom: str, field: str) -> DirectoryColumn:
    return DirectoryColumn(nom=nom, field=field)


def _flag(nom: str, field: str) -> DirectoryColumn:
    return DirectoryColumn(nom=nom, field=field, boolean=True)


_PLACE = (
    _text("Adresse", "adresse"),
    _text("ComplementAdresse1", "complement_1"),
    _text("ComplementAdresse2", "complement_2"),
    _text("CodePostal", "code_postal"),
    _text("Ville", "ville"),
    _text("NumTelephone", "telephone"),
    _text("Courriel", "courriel"),
    _text("CodePays", "code_pays"),
    _text("LibellePays", "pays"),
)

STRUCTURES = Table(
    nom="structures",
    motifs=("structures.csv", "structures.csv.gz", "*structure*.csv", "*structure*.csv.gz"),
    columns=(
        _text("TypeIdentifiant", "type_identifiant"),
        _text("Identifiant", "siret"),
        _text("RaisonSociale", "raison_sociale"),
        _flag("EmetteurEdi", "emetteur_edi"),
        _flag("RecepteurEdi", "recepteur_edi"),
        _flag("GestionStatutMiseEnPaiement", "statut_mise_en_paiement"),
        _flag("GestionEngagement", "engagement"),
        _flag("GestionService", "service"),
        _flag("GestionServiceEngagement", "service_ou_engagement"),
        _flag("EstMOA", "moa"),
        _flag("EstMOAUniquement", "moa_uniquement"),
        _flag("StructureActive", "active"),
        *_PLACE,
    ),
)

SERVICES = Table(
    nom="services",
    motifs=("services.csv", "services.csv.gz", "*service*.csv", "*service*.csv.gz"),
    columns=(
        _text("Identifiant", "siret"),
        _text("RaisonSociale", ""),
        _text("Code", "code"),
        _text("Nom", "nom"),
        _flag("GestionEGMT", "engagement"),
        _flag("ServiceActif", "actif"),
        *_PLACE,
    ),
    ignored=frozenset({"idservice"}),
)

BOOLEANS = {
    **dict.fromkeys(("true", "1", "oui", "vrai", "o", "yes"), 1),
    **dict.fromkeys(("false", "0", "non", "faux", "n", "no"), 0),
}
"""Notations of a flag, in lower case: the official one, and those of spreadsheets."""

_NOWHERE = Address()


def as_structure(row: Sequence[str | int]) -> Structure:
    """The structure of a row of :data:`STRUCTURES`."""
    return Structure(
        type_identifiant=str(row[0]),
        siret=str(row[1]),
        raison_sociale=str(row[2]),
        emetteur_edi=bool(row[3]),
        recepteur_edi=bool(row[4]),
        statut_mise_en_paiement=bool(row[5]),
        engagement=bool(row[6]),
        service=bool(row[7]),
        service_ou_engagement=bool(row[8]),
        moa=bool(row[9]),
        moa_uniquement=bool(row[10]),
        active=bool(row[11]),
        place=_place(row[12:21]),
    )


def as_service(row: Sequence[str | int]) -> Service:
    """The service of a row of :data:`SERVICES`."""
    return Service(
        siret=str(row[0]),
        code=str(row[2]),
        nom=str(row[3]),
        engagement=bool(row[4]),
        actif=bool(row[5]),
        place=_place(row[6:15]),
    )


def _place(cells: Sequence[str | int]) -> Address:
    if not any(cells):
        return _NOWHERE
    return Address(
        adresse=str(cells[0]),
        complement_1=str(cells[1]),
        complement_2=str(cells[2]),
        code_postal=str(cells[3]),
        ville=str(cells[4]),
        telephone=str(cells[5]),
        courriel=str(cells[6]),
        code_pays=str(cells[7]),
        pays=str(cells[8]),
    )
