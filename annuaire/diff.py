"""What differs between two directories: structures and services added, removed, changed, field by field."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from annuaire import index
from annuaire.columns import SERVICES, STRUCTURES, DirectoryRow, Table
from annuaire.directory import DirectoryOfStructures


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """A structure (``code`` is ``None``) or a service, by its key and its name."""

    siret: str
    code: str | None = None
    nom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field of :class:`domain.structure.Structure`, ``Service`` or ``Place``; flags as ``true`` and ``false``."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChange:
    """One entry and its changed fields, in the order of the official columns."""

    entry: DirectoryEntry
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """All differences, by SIRET and code."""

    structures_added: tuple[DirectoryEntry, ...] = ()
    structures_removed: tuple[DirectoryEntry, ...] = ()
    structures_changed: tuple[EntryChange, ...] = ()
    services_added: tuple[DirectoryEntry, ...] = ()
    services_removed: tuple[DirectoryEntry, ...] = ()
    services_changed: tuple[EntryChange, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return self == Diff()


def compare(old: DirectoryOfStructures | None, new: DirectoryOfStructures) -> Diff:
    """Differences of ``new`` from ``old`` (``None``: from an empty directory)."""
    structures = _compare(old, new, _STRUCTURES)
    services = _compare(old, new, _SERVICES)
    return Diff(
        structures_added=tuple(structures.added),
        structures_removed=tuple(structures.removed),
        structures_changed=tuple(structures.changed),
        services_added=tuple(services.added),
        services_removed=tuple(services.removed),
        services_changed=tuple(services.changed),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _TableReading:
    """How the rows of one table are read in key order and described."""

    table: Table
    query: str
    key: Callable[[DirectoryRow], tuple[str, ...]]
    entry: Callable[[DirectoryRow], DirectoryEntry]


@dataclass(frozen=True, slots=True)
class _Differences:
    added: list[DirectoryEntry]
    removed: list[DirectoryEntry]
    changed: list[EntryChange]


_STRUCTURES = _TableReading(
    table=STRUCTURES,
    query=f"SELECT {index.columns(STRUCTURES)} FROM structures ORDER BY Identifiant",  # noqa: S608
    key=lambda row: (str(row[1]),),
    entry=lambda row: DirectoryEntry(siret=str(row[1]), nom=str(row[2])),
)
_SERVICES = _TableReading(
    table=SERVICES,
    query=f"SELECT {index.columns(SERVICES)} FROM services ORDER BY Identifiant, Code",  # noqa: S608
    key=lambda row: (str(row[0]), str(row[2])),
    entry=lambda row: DirectoryEntry(siret=str(row[0]), code=str(row[2]), nom=str(row[3])),
)


def _compare(old: DirectoryOfStructures | None, new: DirectoryOfStructures, kind: _TableReading) -> _Differences:
    found = _Differences([], [], [])
    before = old.rows(kind.query) if old else iter(())
    for was, now in _side_by_side(before, new.rows(kind.query), kind.key):
        if was is None and now is not None:
            found.added.append(kind.entry(now))
        elif now is None and was is not None:
            found.removed.append(kind.entry(was))
        elif was is not None and now is not None and was != now:
            fields = _changes(was, now, kind.table)
            if fields:
                found.changed.append(EntryChange(entry=kind.entry(now), fields=fields))
    return found


def _side_by_side(
    old: Iterator[DirectoryRow], new: Iterator[DirectoryRow], key: Callable[[DirectoryRow], tuple[str, ...]]
) -> Iterator[tuple[DirectoryRow | None, DirectoryRow | None]]:
    """Pairs the rows of two iterators sorted by ``key``; ``None`` where one side has no such key."""
    was, now = next(old, None), next(new, None)
    while was is not None or now is not None:
        if now is None or (was is not None and key(was) < key(now)):
            yield was, None
            was = next(old, None)
        elif was is None or key(now) < key(was):
            yield None, now
            now = next(new, None)
        else:
            yield was, now
            was, now = next(old, None), next(new, None)


def _changes(was: DirectoryRow, now: DirectoryRow, table: Table) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(field=column.field, before=_shown(before, column.boolean), after=_shown(after, column.boolean))
        for column, before, after in zip(table.columns, was, now, strict=True)
        if before != after and column.field
    )


def _shown(value: str | int, boolean: bool) -> str:
    return ("true" if value else "false") if boolean else str(value)
