"""What readers find in the morning: every file at its place, once, with the news since the day before."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from domain.dashboard import ReportScope
from domain.errors import NavetteError
from domain.paris_time import paris_day
from domain.status import Status
from domain.text import Locale
from hub.report import morning as reporting
from hub.report.files import ReportContext
from hub.report.morning import Reader, ReaderKind
from hub.runtime.loss import Loss
from hub.runtime.station import Station, open_station
from hub.runtime.worker_pool import WorkerPool
from tests.english import english
from tests.hub import inline
from tests.hub.world import World, lay_out, names

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "factures"
FILES = ("ubl-facture.xml", "texte-classique.pdf", "cii-avoir.xml", "ubl-peppol.xml")
Place = Callable[[datetime], Station]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A night that is over."""
    world = lay_out(tmp_path_factory.mktemp("rapports"), tables="[structures.22060001900016]\ndelai_paiement = 10\n")
    for name in FILES:
        world.drop("operateur-edi", name, (SAMPLES / name).read_bytes())
    inline.night(world.config)
    return world


@pytest.fixture
def at(night: World) -> Iterator[Place]:
    """The station of a run that begins at a moment."""

    def begins(moment: datetime) -> Station:
        station = replace(open_station(night.config, pool=False), clock=lambda: moment)
        station.closed_doors.forget()
        return station

    yield begins


def given_at(night: World) -> datetime:
    return night.ledger().invoices.by_id(1).deposited_at


def morning(night: World, days: int = 0) -> datetime:
    """Half past six in Paris, so many days after the night's."""
    day = paris_day(given_at(night)) + timedelta(days=days + 1)
    return datetime(day.year, day.month, day.day, 5, 30, tzinfo=UTC)


def recipient(night: World) -> Reader:
    siret = max(
        night.ledger().invoices.recipients(), key=lambda one: len(list(night.ledger().invoices.status_rows(siret=one)))
    )
    return Reader(kind=ReaderKind.STRUCTURE, name=siret)


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), delimiter=";"))


def test_a_recipient_finds_everything_and_the_page_leads_to_it(night: World, at: Place) -> None:
    now, reader = morning(night), recipient(night)
    written = reporting.write(at(now), reader, None)
    folder = night.recipients / reader.name / "rapports"
    day = f"{now:%Y-%m-%d}"
    stems = ["evenements", "modele-statuts", "statuts", "synthese", "vieillissement"]
    wanted = [f"{stem}_{day}.csv" for stem in stems]
    wanted += [f"liste-fiscale_{now:%Y-%m}.csv", f"tableau-de-bord_{day}.html", f"tableau-de-bord_{day}.xlsx"]
    assert {*wanted} <= {*names(folder)}
    assert written.lines == len(rows(folder / f"statuts_{day}.csv")) - 1 > 0
    page = (folder / f"tableau-de-bord_{day}.html").read_text(encoding="utf-8")
    links = [unquote(unescape(link)) for link in re.findall(r'href="([^"]*)"', page)]
    assert sorted(links) == sorted(name for name in written.names if not name.endswith("html"))
    assert all((folder / link).is_file() for link in links)
    sheets = load_workbook(folder / f"tableau-de-bord_{day}.xlsx").sheetnames
    assert {"Tableau de bord", "Synthèse", "Liste fiscale", "Statuts", "Vieillissement", "Événements"} <= {*sheets}
    assert list(open_station(night.config, pool=False).store.staging().iterdir()) == []


def test_the_folder_to_answer_in_is_there(night: World, at: Place) -> None:
    reporting.write(at(morning(night)), recipient(night), None)
    assert (night.recipients / recipient(night).name / "statuts").is_dir()


def test_a_supplier_finds_its_statuses_and_its_page(night: World, at: Place) -> None:
    now = morning(night)
    written = reporting.write(at(now), Reader(kind=ReaderKind.FOURNISSEUR, name="operateur-edi"), None)
    assert written.names == (f"statuts_{now:%Y-%m-%d}.csv", f"tableau-de-bord_{now:%Y-%m-%d}.html")
    assert {*written.names} <= {*names(night.account("operateur-edi", "retours"))}


def test_an_account_without_any_deposit_finds_the_heading_of_its_report_only(night: World, at: Place) -> None:
    written = reporting.write(at(morning(night)), Reader(kind=ReaderKind.FOURNISSEUR, name="papeterie"), None)
    assert written.names == (f"statuts_{morning(night):%Y-%m-%d}.csv",)
    assert written.lines == 0


def test_news_are_those_since_the_day_before_also_when_written_twice(night: World, at: Place) -> None:
    reader = recipient(night)
    reporting.write(at(morning(night)), reader, None)
    ledger = night.ledger()
    (invoice, *_) = ledger.invoices.status_rows(siret=reader.name)
    next_day = morning(night, 1)
    ledger.lifecycle.change(
        invoice.id, Status.SUSPENDUE, reader.name, "Il manque le bon de livraison", next_day - timedelta(hours=2)
    )
    folder = night.recipients / reader.name / "rapports"
    for _ in range(2):
        reporting.write(at(next_day), reader, None)
        heads, *events = rows(folder / f"evenements_{next_day:%Y-%m-%d}.csv")
        assert [line[heads.index("Motif")] for line in events] == ["Il manque le bon de livraison"]
    page = (folder / f"tableau-de-bord_{next_day:%Y-%m-%d}.html").read_text(encoding="utf-8")
    assert "Depuis votre dernière visite" in page
    assert "Il manque le bon de livraison" in page
    third = morning(night, 2)
    reporting.write(at(third), reader, None)
    assert len(rows(folder / f"evenements_{third:%Y-%m-%d}.csv")) == 1


def test_a_door_that_does_not_open_leaves_the_visit_unrecorded(night: World, at: Place) -> None:
    reader = recipient(night)
    place = at(morning(night, 5))
    before = place.ledger.visits.last(str(reader))
    closed = night.home / "ailleurs"
    night.root.rename(closed)
    try:
        with pytest.raises(NavetteError):
            reporting.write(place, reader, None)
    finally:
        closed.rename(night.root)
    assert place.ledger.visits.last(str(reader)) == before
    assert list(place.store.staging().iterdir()) == []


def test_a_pool_writes_what_one_process_writes(night: World, at: Place) -> None:
    reader = recipient(night)
    place = at(morning(night, 6))
    folder = night.recipients / reader.name / "rapports"
    alone = {name: (folder / name).read_bytes() for name in reporting.write(place, reader, None).names}
    with WorkerPool(1, preload=()) as pool:
        written = reporting.write(replace(place, pool=pool), reader, None)
    assert {name: (folder / name).read_bytes() for name in written.names} == alone
    assert list(place.store.staging().iterdir()) == []


class LostCrew(WorkerPool):
    """Whose workers never come back."""

    def map(self, work: Any, items: Any, batch: int, lost: Any, budget: float | None = None) -> Iterator[Any]:
        return (lost(item, Loss.TIME) for item in items)


def test_a_worker_that_is_lost_leaves_the_reader_to_the_next_run(night: World, at: Place) -> None:
    reader = recipient(night)
    place = at(morning(night, 7))
    with LostCrew(1, preload=()) as pool, pytest.raises(NavetteError, check=english(reader.name)):
        reporting.write(replace(place, pool=pool), reader, None)
    assert place.ledger.visits.last(str(reader)) != place.clock()


def test_late_payments_follow_the_delay_of_the_structure(night: World, at: Place) -> None:
    reader = recipient(night)
    now = morning(night, 15)
    reporting.write(at(now), reader, None)
    heads, *lines = rows(night.recipients / reader.name / "rapports" / f"vieillissement_{now:%Y-%m-%d}.csv")
    delay = {"22060001900016": 10}.get(reader.name, 30)
    late = max(int(line[heads.index("Jours de retard")]) for line in lines)
    days = max(int(line[heads.index("Jours depuis la mise à disposition")]) for line in lines)
    assert late == max(0, days - delay)


def test_what_the_settings_turn_off_is_not_written(night: World, at: Place) -> None:
    place = at(morning(night, 20))
    bare = place.settings.reports.model_copy(update={"html": False, "xlsx": False, "csv": False, "modele": False})
    place = replace(place, settings=place.settings.model_copy(update={"reports": bare}))
    written = reporting.write(place, recipient(night), None)
    assert written.names == (f"statuts_{morning(night, 20):%Y-%m-%d}.csv",)


@pytest.mark.parametrize(
    ("today", "visited", "months"),
    [
        (date(2026, 11, 21), date(2026, 11, 20), ["2026-11"]),
        (date(2026, 12, 1), date(2026, 11, 30), ["2026-11", "2026-12"]),
        (date(2027, 1, 4), date(2026, 12, 31), ["2026-12", "2027-01"]),
        (date(2026, 11, 21), None, ["2026-11"]),
        (date(2026, 12, 1), None, ["2026-11", "2026-12"]),
        (date(2027, 1, 15), date(2026, 10, 3), ["2026-10", "2026-11", "2026-12", "2027-01"]),
    ],
)
def test_a_month_of_the_liste_fiscale_is_written_until_it_is_over(
    today: date, visited: date | None, months: list[str]
) -> None:
    def moment(day: date) -> datetime:
        return datetime(day.year, day.month, day.day, 6, 0, tzinfo=UTC)

    found = ReportContext(
        portee=ReportScope(siret="22060001900016"),
        locale=Locale.FR,
        now=moment(today),
        visited=moment(visited) if visited else None,
    )
    assert [f"{first:%Y-%m}" for first in found.months()] == months
