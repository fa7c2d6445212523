"""The directory as one SQLite file: built in seconds at import, opened in milliseconds.

130,000 structures and 400,000 services read from CSV would cost each worker process seconds and hundreds of
megabytes; the index costs neither, and all processes share its pages in the system's cache. The file is never
changed in place: a new one replaces it whole, and whoever has the old one open keeps reading the old one.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from annuaire.columns import SERVICES, STRUCTURES, DirectoryRow, Table
from annuaire.comparable_letters import plain
from domain import sqlite_faults
from domain.errors import AnnuaireError
from domain.text import Text

FILE = "annuaire.sqlite"
"""Name of the index in an installed directory."""
FORMAT = 1
"""Version of the index layout: an index of another version is refused."""
_APPLICATION = 0x4E415654

_CORRUPT = Text(
    "Importez l'annuaire de nouveau : `navette annuaire import`.",
    "Import the directory again: `navette annuaire import`.",
)


def build(connection: sqlite3.Connection, structures: Iterable[DirectoryRow], services: Iterable[DirectoryRow]) -> None:
    """Fills an empty database with the rows, in their order."""
    connection.executescript(_SCHEMA)
    connection.executemany(_insert("structures", STRUCTURES, 2), _with_search_keys(structures))
    connection.executemany(_insert("services", SERVICES, 0), services)
    connection.executescript(_INDEXES)
    connection.commit()


def open_index(path: Path) -> sqlite3.Connection:
    """The index at ``path``, to read only; raises AnnuaireError when it is not a whole index of this format."""
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        (page_size,) = connection.execute("PRAGMA page_size").fetchone()
    except sqlite3.Error as error:
        why = sqlite_faults.sentence(error)
        raise AnnuaireError(
            Text(
                f"L'annuaire {path} ne peut pas être lu : {why.fr}.", f"The directory {path} cannot be read: {why.en}."
            ),
            _CORRUPT,
        ) from error
    if (application, version) != (_APPLICATION, FORMAT) or pages * page_size != path.stat().st_size:
        connection.close()
        raise AnnuaireError(
            Text(
                f"L'annuaire {path} est tronqué, ou n'est pas de cette version de Navette.",
                f"The directory {path} is cut short, or is not of this version of Navette.",
            ),
            _CORRUPT,
        )
    return connection


def rows(connection: sqlite3.Connection, query: str, *values: object) -> Iterator[DirectoryRow]:
    """The rows ``query`` answers; raises AnnuaireError when the index is damaged."""
    try:
        yield from connection.execute(query, values)
    except sqlite3.DatabaseError as error:
        why = sqlite_faults.sentence(error)
        raise AnnuaireError(
            Text(f"L'annuaire en service est abîmé : {why.fr}.", f"The directory in use is damaged: {why.en}."),
            _CORRUPT,
        ) from error


def columns(table: Table) -> str:
    """The columns of ``table`` for a SELECT, in the order of the official file."""
    return ", ".join(table.names)


def _with_search_keys(structures: Iterable[DirectoryRow]) -> Iterator[DirectoryRow]:
    names = STRUCTURES.names
    nom, ville = names.index("RaisonSociale"), names.index("Ville")
    for row in structures:
        yield (*row, plain(str(row[nom])), plain(str(row[ville])))


def _insert(name: str, table: Table, extra: int) -> str:
    return f"INSERT INTO {name} VALUES ({', '.join('?' * (len(table.columns) + extra))})"  # noqa: S608


def _declare(table: Table) -> str:
    return ", ".join(f"{c.nom} {'INTEGER' if c.boolean else 'TEXT'} NOT NULL" for c in table.columns)


_SCHEMA = f"""
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {FORMAT};
CREATE TABLE structures ({_declare(STRUCTURES)}, nom_cherche TEXT NOT NULL, ville_cherche TEXT NOT NULL);
CREATE TABLE services ({_declare(SERVICES)});
CREATE TABLE fichiers (nom TEXT NOT NULL, sha256 TEXT NOT NULL, remplace INTEGER NOT NULL);
"""

_INDEXES = """
CREATE UNIQUE INDEX structures_identifiant ON structures (Identifiant);
CREATE INDEX structures_actives ON structures (StructureActive, TypeIdentifiant, Identifiant);
CREATE UNIQUE INDEX services_code ON services (Identifiant, Code);
"""
