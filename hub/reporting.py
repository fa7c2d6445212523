"""Status reports: for each recipient, each supplier, or all; whole, or what changed since a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from connectors import Put
from domain.deposit import DepositedInvoice
from domain.horloge import jour_a_paris
from domain.text import Locale
from exporters import statuts_csv
from hub.doors import RAPPORTS, RETOURS, drop_folder, recipient_door
from hub.station import Station


class ReaderKind(StrEnum):
    """Who reads a report."""

    STRUCTURE = "structure"
    FOURNISSEUR = "fournisseur"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A recipient by its SIRET, or a supplier by its drop's name."""

    kind: ReaderKind
    name: str

    def __str__(self) -> str:
        return f"{self.kind.value}-{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A report that was written: where, and how many lines it has."""

    reader: Reader
    door: str
    path: str
    lines: int


def readers(place: Station) -> tuple[Reader, ...]:
    """Every drop of the settings, and every recipient that has a door and at least one invoice."""
    suppliers = (Reader(kind=ReaderKind.FOURNISSEUR, name=drop.name) for drop in place.settings.drops)
    recipients = (
        Reader(kind=ReaderKind.STRUCTURE, name=siret)
        for siret in place.ledger.recipients()
        if recipient_door(place.settings, siret)
    )
    return (*suppliers, *recipients)


def rows(place: Station, reader: Reader | None, since: datetime | None) -> Iterable[DepositedInvoice]:
    """The reader's lines in a stable order; without a reader, everybody's."""
    siret = reader.name if reader and reader.kind is ReaderKind.STRUCTURE else None
    drop = reader.name if reader and reader.kind is ReaderKind.FOURNISSEUR else None
    return place.ledger.status_rows(since=since, siret=siret, drop=drop)


def write(place: Station, reader: Reader, since: datetime | None) -> Written:
    """The reader's report, in its folder, under the day's name: written again the same day, it replaces itself.

    Raises :class:`domain.errors.NavetteError` when the door does not open or refuses the file.
    """
    door, folder = _where(place, reader)
    name = f"statuts_{jour_a_paris(place.clock()):%Y-%m-%d}.csv"
    body = place.store.staging() / f"etat-{uuid4().hex}.csv"
    try:
        with body.open("xb") as file:
            lines = statuts_csv.write_csv(rows(place, reader, since), file, _locale(place, reader))
        with place.door(door) as connector:
            for _, fault in connector.put([Put(folder=folder, name=name, content=body)]):
                if fault is not None:
                    raise fault
    finally:
        body.unlink(missing_ok=True)
    return Written(reader=reader, door=door, path=f"{folder}/{name}", lines=lines)


def _where(place: Station, reader: Reader) -> tuple[str, str]:
    if reader.kind is ReaderKind.FOURNISSEUR:
        table = place.settings.drop(reader.name)
        return table.door, drop_folder(table, RETOURS)
    found = recipient_door(place.settings, reader.name)
    door, base = found if found else ("", "")
    return door, "/".join(part for part in (base, reader.name, RAPPORTS) if part)


def _locale(place: Station, reader: Reader) -> Locale:
    return place.locale(place.settings.drop(reader.name) if reader.kind is ReaderKind.FOURNISSEUR else None)
