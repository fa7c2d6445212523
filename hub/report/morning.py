"""Reports of each recipient and each supplier, and when they were last written."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from connectors import Put
from domain.dashboard import ReportScope
from domain.paris_time import paris_day
from hub.intake.deposit_folders import folders_of
from hub.report.files import ReportContext, files
from hub.runtime.connections import RAPPORTS, RETOURS, drop_folder, recipient_door
from hub.runtime.station import Station


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
    """The files written for a reader: where, and how many lines."""

    reader: Reader
    door: str
    path: str
    """Path of the status report."""
    lines: int
    """Lines of the status report."""
    names: tuple[str, ...] = ()
    """Every file, in the same folder."""


def readers(station: Station) -> tuple[Reader, ...]:
    """Every drop of the settings, and every recipient that has a door and at least one invoice."""
    suppliers = (Reader(kind=ReaderKind.FOURNISSEUR, name=drop.name) for drop in station.settings.drops)
    recipients = (
        Reader(kind=ReaderKind.STRUCTURE, name=siret)
        for siret in station.ledger.invoices.recipients()
        if recipient_door(station.settings, siret)
    )
    return (*suppliers, *recipients)


def write(station: Station, reader: Reader, since: datetime | None) -> Written:
    """Writes the reader's reports to its folder: the status report (changes ``since``, or all), lists, dashboard.

    Names are those of the day: written again the same day, every file is replaced and lists what is new since an
    earlier day. All are left together, the page last; then the visit is recorded. Raises
    :class:`domain.errors.DoorClosed` when the door does not open, :class:`domain.errors.NavetteError` when it refuses
    a file.
    """
    door, folder = _where(station, reader)
    station.closed_doors.check(door)
    context = _context(station, reader, since)
    with files(station, context) as found:
        puts = [Put(folder=folder, name=one.name, content=one.body) for one in found]
        with station.door(door) as connector:
            connector.make_folders(folders_of(station.settings, reader.name))
            for _, fault in connector.put(puts):
                if fault is not None:
                    raise fault
        _remember(station, reader, context)
        return Written(
            reader=reader,
            door=door,
            path=f"{folder}/{found[0].name}",
            lines=found[0].lines,
            names=tuple(one.name for one in found),
        )


def _context(station: Station, reader: Reader, since: datetime | None) -> ReportContext:
    now = station.clock()
    supplier = station.settings.drop(reader.name) if reader.kind is ReaderKind.FOURNISSEUR else None
    return ReportContext(
        portee=ReportScope(drop=reader.name) if supplier else ReportScope(siret=reader.name),
        locale=station.locale(supplier),
        now=now,
        since=since,
        visited=_visited(station, reader, paris_day(now)),
        title=supplier.nom if supplier else "",
        by_day=supplier is not None and supplier.gathered,
    )


def _visited(station: Station, reader: Reader, today: date) -> datetime | None:
    """The reader's last visit of a day before ``today``: written twice in a day, reports hold the same news."""
    last = station.ledger.visits.last(str(reader))
    if last is not None and paris_day(last) >= today:
        return station.ledger.visits.last(_before(reader))
    return last


def _remember(station: Station, reader: Reader, context: ReportContext) -> None:
    """Records the previous visit, then this one: a crash between the two does not change the content of reports."""
    if context.visited is not None:
        station.ledger.visits.record(_before(reader), context.visited)
    station.ledger.visits.record(str(reader), context.now)


def _before(reader: Reader) -> str:
    return f"{reader}:avant"


def _where(station: Station, reader: Reader) -> tuple[str, str]:
    if reader.kind is ReaderKind.FOURNISSEUR:
        table = station.settings.drop(reader.name)
        return table.door, drop_folder(table, RETOURS)
    found = recipient_door(station.settings, reader.name)
    door, base = found if found else ("", "")
    return door, "/".join(part for part in (base, reader.name, RAPPORTS) if part)
