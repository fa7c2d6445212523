"""The installed directory: look-ups and nearest matches, from an index or directly from the two CSV files.

An imported directory (one file, ``annuaire.sqlite``) opens in milliseconds; a folder with the two official CSV
files is read into memory, which suits hundreds of structures and takes seconds for all of France.
"""

import json
import os
import sqlite3
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from annuaire import index, nearest
from annuaire.columns import SERVICES, STRUCTURES, DirectoryRow, as_service, as_structure
from annuaire.reading import Sources, read, sources, sources_or_none
from domain.errors import AnnuaireError
from domain.structure import Service, Structure
from domain.text import Text

_KEPT = 16_384
"""Size of the per-process caches of structures, services and lists of services."""
_MAX_TYPOS = 2
"""Most wrong digits still treated as typing errors."""
_STRUCTURES = f"SELECT {index.columns(STRUCTURES)} FROM structures"  # noqa: S608
_SERVICES = f"SELECT {index.columns(SERVICES)} FROM services"  # noqa: S608
_ACTIVE_SIRETS = (
    "SELECT group_concat(Identifiant, ' ') FROM structures WHERE StructureActive = 1 AND TypeIdentifiant = 'SIRET'"
)
_BOTH = Text(
    "Refaites l'import (`navette annuaire import`), ou retirez les fichiers qui ne doivent pas servir.",
    "Import again (`navette annuaire import`), or remove the files that are not meant to be used.",
)


def load(folder: Path) -> "DirectoryOfStructures":
    """The directory of ``folder``: the imported one, else the two CSV files.

    Raises AnnuaireError when there is neither, when the files are broken, or when CSV files lie beside an imported
    directory that knows nothing of them: which one is meant is unknown.
    """
    installed = folder / index.FILE
    if installed.is_file():
        connection = index.open_index(installed)
        refuse_unknown(folder, installed, connection, sources_or_none(folder))
        return DirectoryOfStructures(folder, connection, installed)
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    read(sources(folder), connection)
    return DirectoryOfStructures(folder, connection, None)


class DirectoryOfStructures:
    """Implements :class:`domain.structure.Annuaire`; safe to share between threads, fork and pickle (it reopens the
    index).
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection, installed: Path | None) -> None:
        self.folder = folder
        self._connection = connection
        self._installed = installed
        self._process = os.getpid()
        self._sirets: tuple[str, ...] | None = None
        self._structure = lru_cache(_KEPT)(self._read_structure)
        self._service = lru_cache(_KEPT)(self._read_service)
        self._services = lru_cache(_KEPT // 16)(self._read_services)
        self._nearest_structures = lru_cache(_KEPT // 16)(self._find_structures)
        self._nearest_services = lru_cache(_KEPT // 16)(self._find_services)

    def __reduce__(self) -> tuple[object, ...]:
        return load, (self.folder,)

    def structure(self, siret: str) -> Structure | None:
        """The structure of this SIRET, ``None`` when unknown."""
        return self._structure(siret)

    def names(self, identifiers: Collection[str]) -> dict[str, str]:
        """By identifier, the names of those the directory has; one query, however many are asked for."""
        asked = json.dumps(sorted(identifiers))
        query = (
            "SELECT Identifiant, RaisonSociale FROM structures WHERE Identifiant IN (SELECT value FROM json_each(?))"
        )
        return {str(identifier): str(name) for identifier, name in self.rows(query, asked)}

    def service(self, siret: str, code: str) -> Service | None:
        """The service of this code in this structure, ``None`` when unknown. Codes are compared as written."""
        return self._service(siret, code)

    def services(self, siret: str) -> tuple[Service, ...]:
        """Every service of the structure, inactive ones too, in the order of the directory."""
        return self._services(siret)

    def structures(self) -> Iterator[Structure]:
        """Every structure, inactive ones too, by identifier."""
        return map(as_structure, self.rows(f"{_STRUCTURES} ORDER BY Identifiant"))

    def active_structures(self) -> frozenset[str]:
        """The identifiers of the active structures."""
        return frozenset(self._active("1 = 1"))

    def active_services(self) -> frozenset[str]:
        """The active services, each as ``identifier code``."""
        query = "SELECT Identifiant || ' ' || Code FROM services WHERE ServiceActif"
        return frozenset(str(key) for (key,) in self.rows(query))

    def nearest_structures(self, siret: str, limit: int = 3) -> tuple[Structure, ...]:
        """The active structures whose SIRET is nearest to a wrong one, best first.

        In order: letters misread for digits, establishments of the same SIREN, one typing error, two typing errors.
        Empty when nothing is near, because an unlikely suggestion would misroute.
        """
        return self._nearest_structures(siret, limit)

    def nearest_services(self, siret: str, code: str, limit: int = 3) -> tuple[Service, ...]:
        """The active services of the structure whose code or name is nearest to a wrong one, best first.

        Never empty when the structure has an active service; for an empty ``code``, the first of the directory.
        """
        return self._nearest_services(siret, code, limit)

    def rows(self, query: str, *values: object) -> Iterator[DirectoryRow]:
        """The rows of the index that answer ``query``."""
        return index.rows(self._here(), query, *values)

    def _here(self) -> sqlite3.Connection:
        # SQLite forbids a connection to cross a fork.
        if self._installed and self._process != os.getpid():
            self._connection = index.open_index(self._installed)
            self._process = os.getpid()
        return self._connection

    def _read_structure(self, siret: str) -> Structure | None:
        row = next(self.rows(f"{_STRUCTURES} WHERE Identifiant = ?", siret), None)
        return as_structure(row) if row else None

    def _read_service(self, siret: str, code: str) -> Service | None:
        row = next(self.rows(f"{_SERVICES} WHERE Identifiant = ? AND Code = ?", siret, code), None)
        return as_service(row) if row else None

    def _read_services(self, siret: str) -> tuple[Service, ...]:
        return tuple(map(as_service, self.rows(f"{_SERVICES} WHERE Identifiant = ? ORDER BY rowid", siret)))

    def _find_structures(self, siret: str, limit: int) -> tuple[Structure, ...]:
        asked = nearest.digits_of(siret)
        found = self._active("Identifiant = ?", asked) if asked != siret else []
        found += self._same_siren(asked)
        if len(found) < limit:
            found += [near for near in self._one_typo_away(asked) if near not in found]
        if not found:
            found = self._two_typos_away(asked)
        found_structures = (self.structure(near) for near in found[:limit])
        return tuple(structure for structure in found_structures if structure)

    def _find_services(self, siret: str, code: str, limit: int) -> tuple[Service, ...]:
        active = [service for service in self.services(siret) if service.actif]
        return tuple(nearest.rank(code, active)[:limit])

    def _same_siren(self, asked: str) -> list[str]:
        siren = asked[:9]
        if len(siren) < 9:
            return []
        same = self._active("Identifiant >= ? AND Identifiant < ?", siren, siren + ":")
        return nearest.nearest_first(asked, [near for near in same if near != asked], whole=False)

    def _one_typo_away(self, asked: str) -> list[str]:
        if not 13 <= len(asked) <= 15:
            return []
        texts = nearest.one_typo_away(asked)
        return sorted(self._active(f"Identifiant IN ({', '.join('?' * len(texts))})", *texts))

    def _two_typos_away(self, asked: str) -> list[str]:
        if not 12 <= len(asked) <= 16:
            return []
        if self._sirets is None:
            # One long text and a split: three times as quick as 130,000 rows.
            ((joined,),) = self.rows(_ACTIVE_SIRETS)
            self._sirets = tuple(str(joined or "").split())
        near = process.extract(asked, self._sirets, scorer=OSA.distance, score_cutoff=_MAX_TYPOS, limit=None)
        return nearest.nearest_first(asked, [siret for siret, _, _ in near if siret != asked])

    def _active(self, condition: str, *values: str) -> list[str]:
        query = f"SELECT Identifiant FROM structures WHERE +StructureActive = 1 AND {condition}"  # noqa: S608
        return [str(siret) for (siret,) in self.rows(query, *values)]


def refuse_unknown(folder: Path, installed: Path, connection: sqlite3.Connection, beside: Sources | None) -> None:
    """Raises AnnuaireError when the index at ``connection`` knows nothing of the files ``beside`` it."""
    if beside is None:
        return
    known = {str(digest) for (digest,) in index.rows(connection, "SELECT sha256 FROM fichiers")}
    unknown = [path.name for path, digest in beside.digests() if digest not in known]
    if unknown:
        raise AnnuaireError(
            Text(
                f"{folder} a un annuaire importé ({installed.name}) et d'autres fichiers ({', '.join(unknown)}).",
                f"{folder} has an imported directory ({installed.name}) and other files ({', '.join(unknown)}).",
            ),
            _BOTH,
        )
