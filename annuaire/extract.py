"""Reads one official file: finds it, detects its encoding, checks its columns, yields its rows.

Reads UTF-8 with or without a byte order mark and Windows-1252 (what Excel saves), plain or gzipped. Anything else
is refused: a directory read with the wrong letters would still route, but to names nobody recognises.
"""

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import IO, NamedTuple

from annuaire.columns import BOOLEANS, DirectoryRow, Table
from annuaire.faults import DirectoryFaults
from domain import system_faults
from domain.errors import AnnuaireError
from domain.text import Text

_CHUNK = 1 << 20
_NOT_TEXT = Text(
    "Exportez-le de nouveau en CSV avec « ; », en UTF-8 ou en Windows-1252.",
    "Export it again as CSV with “;”, in UTF-8 or Windows-1252.",
)
_QUOTES = Text(
    f"{_NOT_TEXT.fr} Un « \" » à l'intérieur d'une valeur entre guillemets s'écrit deux fois.",
    f'{_NOT_TEXT.en} A “"” inside a quoted value is written twice.',
)
_COLUMNS = Text(
    "Prenez l'extrait officiel de l'annuaire, sans ajouter, retirer ni renommer de colonne.",
    "Use the official extract of the directory, without adding, removing or renaming columns.",
)
_CELL = Text("une cellule est trop longue", "a cell is too long")
_QUOTE = Text("un guillemet est mal placé ou n'est pas fermé", "a quotation mark is misplaced or not closed")
_GZIP = Text("sa compression gzip est abîmée ou incomplète", "its gzip compression is damaged or cut short")
_LACKS = Text("n'a pas la ou les colonnes", "lacks the column or columns")
_UNKNOWN = Text("a la ou les colonnes inconnues", "has the unknown column or columns")
_REPEATS = Text("répète", "repeats")
FAULTS = Text(
    "Corrigez ces lignes, ou reprenez l'extrait officiel ; ne l'enregistrez jamais depuis un tableur.",
    "Correct these lines, or fetch the official extract again; never save it from a spreadsheet.",
)
"""Remedy for faulty lines."""


class Line(NamedTuple):
    """A row and where it ends in the file (from 1, the header line included)."""

    number: int
    row: DirectoryRow


def find(folder: Path, table: Table) -> Path | None:
    """The file of ``table`` in ``folder``, ``None`` when there is none; more than one candidate is refused."""
    names = sorted(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    for motif in table.motifs:
        found = [name for name in names if fnmatch(name.lower(), motif)]
        if len(found) > 1:
            raise AnnuaireError(
                Text(
                    f"{folder} contient plusieurs fichiers de {table.nom} : {', '.join(found)}.",
                    f"{folder} has several files of {table.nom}: {', '.join(found)}.",
                ),
                Text("N'en gardez qu'un, ou donnez-lui son nom habituel.", "Keep one, or name it as usual."),
            )
        if found:
            return folder / found[0]
    return None


def lines(path: Path, table: Table, faults: DirectoryFaults) -> Iterator[Line]:
    """Every well-formed row of the file; what is ill-formed goes to ``fautes`` and the reading goes on.

    Raises AnnuaireError when the file cannot be read as a table at all (bytes, columns, quotes, emptiness).
    """
    encoding = _encoding(path)
    with _open(path) as binary, io.TextIOWrapper(binary, encoding=encoding, newline="") as text:
        reader = csv.reader(text, delimiter=";", strict=True)
        try:
            places = _column_positions(path, table, next(reader, []))
            count = 0
            for cells in reader:
                if not cells:
                    continue
                count += 1
                row = _row(reader.line_num, cells, places, table, faults)
                if row is not None:
                    yield Line(reader.line_num, row)
        except (csv.Error, EOFError, OSError, zlib.error) as error:
            why = _reason(error)
            raise AnnuaireError(
                Text(
                    f"{path} ne se lit pas comme un CSV près de la ligne {reader.line_num} : {why.fr}.",
                    f"{path} cannot be read as CSV near line {reader.line_num}: {why.en}.",
                ),
                _QUOTES,
            ) from error
    if not count:
        raise AnnuaireError(
            Text(f"{path} n'a aucune ligne après son en-tête.", f"{path} has no line after its header."),
            Text("Prenez l'extrait officiel entier.", "Use the whole official extract."),
        )


class _ColumnPositions(NamedTuple):
    width: int
    order: tuple[int, ...]
    """Index in the file of each column of the table."""


def _row(
    number: int, cells: list[str], places: _ColumnPositions, table: Table, faults: DirectoryFaults
) -> DirectoryRow | None:
    if len(cells) != places.width:
        expected = Text(
            f"{places.width} colonnes sont attendues, {len(cells)} sont là",
            f"{places.width} columns are expected, {len(cells)} are there",
        )
        faults.add(number, expected)
        return None
    row: list[str | int] = []
    for place, column in zip(places.order, table.columns, strict=True):
        cell = cells[place].strip()
        if not column.boolean:
            row.append(cell)
            continue
        flag = BOOLEANS.get(cell.lower())
        if flag is None:
            neither = Text(f"{column.nom} n'est ni vrai ni faux", f"{column.nom} is neither true nor false")
            faults.add(number, neither, cell)
            return None
        row.append(flag)
    return tuple(row)


def _column_positions(path: Path, table: Table, header: list[str]) -> _ColumnPositions:
    found = [name.strip().lower() for name in header]
    wanted = [name.lower() for name in table.names]
    missing = [name for name in table.names if name.lower() not in found]
    unknown = [name for name in header if name.strip().lower() not in (*wanted, *table.ignored)]
    twice = sorted({name for name in found if found.count(name) > 1})
    for what, names in ((_LACKS, missing), (_UNKNOWN, unknown), (_REPEATS, twice)):
        if names:
            raise AnnuaireError(
                Text(
                    f"{path} {what.fr} {', '.join(n or '(sans nom)' for n in names[:25])}.",
                    f"{path} {what.en} {', '.join(n or '(no name)' for n in names[:25])}.",
                ),
                _COLUMNS,
            )
    return _ColumnPositions(len(header), tuple(found.index(name) for name in wanted))


def _encoding(path: Path) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        if _decodes(path, encoding):
            return encoding
    raise AnnuaireError(
        Text(
            f"{path} n'est un texte ni en UTF-8 ni en Windows-1252.", f"{path} is neither UTF-8 nor Windows-1252 text."
        ),
        _NOT_TEXT,
    )


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with _open(path) as binary:
            while chunk := binary.read(_CHUNK):
                text = decoder.decode(chunk)
                if "\0" in text or "\ufffd" in text:
                    raise AnnuaireError(
                        Text(
                            f"{path} contient des caractères perdus dans une conversion.",
                            f"{path} holds characters that were lost in a conversion.",
                        ),
                        _NOT_TEXT,
                    )
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    except (OSError, EOFError, zlib.error) as error:
        why = _reason(error)
        raise AnnuaireError(
            Text(f"{path} ne peut pas être lu : {why.fr}.", f"{path} cannot be read: {why.en}."),
            Text("Vérifiez le fichier et ses droits.", "Check the file and its rights."),
        ) from error
    return True


def _reason(error: Exception) -> Text:
    """Why the file could not be read, by the kind of error."""
    if isinstance(error, csv.Error):
        return _CELL if "limit" in str(error) else _QUOTE
    if isinstance(error, EOFError | zlib.error | gzip.BadGzipFile) or not isinstance(error, OSError):
        return _GZIP
    return system_faults.sentence(error)


def _open(path: Path) -> IO[bytes]:
    # The caller closes it: both kinds are context managers.
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]
