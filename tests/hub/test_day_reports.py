"""One page and one CSV a day, for accounts that want it: whole after any cut, the same when written again."""

import csv
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from connectors import Put
from domain.dashboard import ReportScope
from domain.deposit import DepositedInvoice, Effect, Task
from domain.errors import NavetteError
from domain.paris_time import paris_day
from domain.text import Locale
from exporters import certificat
from exporters.compte_rendu import day_tables
from exporters.compte_rendu.invoice_rows import InvoiceRow, row
from flows import steps
from hub.inspect.verify import Outcome, prove
from hub.intake.deposit_folders import deposit_folder_of
from hub.reply import day_reports
from hub.report import morning
from hub.report.morning import Reader, ReaderKind
from hub.runtime import station as station_module
from hub.runtime.station import Station
from tests.as_read import as_read
from tests.hub import inline
from tests.hub.world import ALONE, ROOT, World, files, lay_out, names

ACCOUNT = "papeterie"
SAMPLES = ("factures/ubl-facture.xml", "factures/ubl-avoir.xml", "refusees/code-service-inconnu.xml")
SCOPE = ReportScope(drop=ACCOUNT)


class Clock(datetime):
    """The moment it is, a quarter of an hour earlier when midnight in Paris is near: no test sees two days."""

    back = timedelta(minutes=15)
    late = paris_day(datetime.now(UTC)) != paris_day(datetime.now(UTC) + back)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime.now(tz) - cls.back * cls.late


@pytest.fixture(scope="module", autouse=True)
def one_day() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(station_module, "datetime", Clock)
        yield


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory, one_day: None) -> World:
    """A night of an account whose comptes rendus are gathered; to be copied."""
    world = lay_out(tmp_path_factory.mktemp("jour"), run=ALONE)
    settings = world.config.read_text(encoding="utf-8")
    named = f'name = "{ACCOUNT}"\n'
    assert named in settings
    world.config.write_text(settings.replace(named, f'{named}comptes_rendus = "jour"\n'), encoding="utf-8")
    for name in SAMPLES:
        world.drop(ACCOUNT, Path(name).name, (ROOT / "samples" / name).read_bytes())
    world.drop(ACCOUNT, "z-copie.xml", (ROOT / "samples" / SAMPLES[0]).read_bytes())
    world.drop(ACCOUNT, "note.txt", b"bonjour")
    world.answer(ACCOUNT, "statuts.csv", b"Numero;Statut\nF-INCONNUE;Suspendue\n")
    inline.night(world.config)
    return world


@pytest.fixture
def world(after: World, tmp_path: Path) -> World:
    return World(home=Path(shutil.copytree(after.home, tmp_path / "copie")))


def page(world: World) -> str:
    (path,) = world.account(ACCOUNT, "retours").glob("compte-rendu_*.html")
    return as_read(html.fromstring(path.read_bytes()).text_content())


def test_a_day_is_one_page_one_csv_and_the_certificates(after: World) -> None:
    retours = after.account(ACCOUNT, "retours")
    day = f"{paris_day(steps.begin(after.config).clock()).isoformat()}"
    kinds = [name.partition("_PAP-2026-")[0] for name in names(retours)]
    assert kinds == ["certificat", "certificat", f"compte-rendu_{day}.csv", f"compte-rendu_{day}.html"]
    said = page(after)
    order = ("À corriger (2)", "Statuts et compléments refusés (1)", "Factures intégrées (2)", "Doublons (1)")
    places = [said.index(words) for words in (*order, "Les fichiers du jour (6)")]
    assert places == sorted(places)
    assert "Aucune facture « F-INCONNUE » n'a été reçue." in said
    with (retours / f"compte-rendu_{day}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    outcomes = [line["Suite donnée au dépôt"] for line in rows]
    assert [*dict.fromkeys(outcomes)] == ["Rejetée", "Irrecevable", "Refusée", "Intégrée", "Doublon"]
    assert {line["Déposant"] for line in rows} == {ACCOUNT}


def test_its_links_lead_to_certificates_that_prove(after: World) -> None:
    retours = after.account(ACCOUNT, "retours")
    (path,) = retours.glob("compte-rendu_*.html")
    links = [unquote(link) for _, _, link, _ in html.fromstring(path.read_bytes()).iterlinks()]
    assert sorted(links) == [name for name in names(retours) if name.startswith("certificat")]
    for link in links:
        pdf = (retours / link).read_bytes()
        shown = certificat.in_pdf(pdf)
        assert shown
        assert prove(after.ledger(), after.store(), shown.number, shown, pdf).outcome is Outcome.PROVEN


def test_another_account_keeps_its_separate_files(world: World) -> None:
    world.drop("operateur-edi", "a.xml", (ROOT / "samples" / SAMPLES[1]).read_bytes())
    inline.night(world.config)
    endings = sorted(Path(name).suffix for name in names(world.account("operateur-edi", "retours")) if "compte" in name)
    assert endings == [".csv", ".html", ".json"]


@pytest.mark.parametrize("effect", ["report", "certify", "status"])
def test_answered_again_the_files_are_the_same(world: World, effect: str) -> None:
    before = files(world.account(ACCOUNT, "retours"))
    world.redo(effect)
    inline.night(world.config)
    assert files(world.account(ACCOUNT, "retours")) == before
    assert world.ask("select count(*) from outbox where state <> 'done'") == [(0,)]


def test_a_page_that_could_not_be_left_is_left_by_the_next_run(world: World) -> None:
    retours = world.account(ACCOUNT, "retours")
    before = files(retours)
    shutil.rmtree(retours)
    retours.write_bytes(b"")
    world.redo("report")
    inline.night(world.config)
    assert world.ask("select count(*) from outbox where effect = 'report' and state = 'todo'") == [(6,)]
    retours.unlink()
    retours.mkdir()
    world.later()
    inline.night(world.config)
    assert files(retours) == {name: digest for name, digest in before.items() if name.startswith("compte-rendu")}


def test_what_is_corrected_the_same_day_leaves_what_is_to_correct(world: World) -> None:
    corrected = (ROOT / "samples" / SAMPLES[2]).read_bytes().replace(b"CULTUR<", b"CULTURE<")
    world.drop(ACCOUNT, "corrigee.xml", corrected)
    inline.night(world.config)
    said = page(world)
    assert said.index("À corriger (1)") < said.index("Factures intégrées (3)") < said.index("remplacées depuis (1)")


def test_what_a_recipient_says_is_on_the_page_of_its_day(world: World) -> None:
    (one,) = world.ledger().invoices.find("PAP-2026-0101")[:1]
    route = one.invoice.route
    assert route
    world.answer(route.siret, "reponse.csv", b"Numero facture;Statut;Motif\nPAP-2026-0101;Suspendue;Il manque le bon\n")
    inline.night(world.config)
    said = page(world)
    assert "Ce qui a changé (1)" in said
    assert "Il manque le bon" in said
    assert names(world.account(ACCOUNT, "retours"))[2:] == [
        name for name in names(world.account(ACCOUNT, "retours")) if name.startswith("compte-rendu_")
    ], "and no message for programs, which nobody asked for"


def test_the_page_of_the_day_it_was_refused_says_what_was_set_aside_later(world: World) -> None:
    station = steps.begin(world.config)
    with world.base() as base:
        base.execute("update deposits set received_at = datetime(received_at, '-3 days') where name = 'note.txt'")
    one = next(
        each for each in station.ledger.reports.corrections_due(SCOPE, station.clock()) if each.file == "note.txt"
    )
    for file in world.account(ACCOUNT, "retours").glob("compte-rendu_*"):
        file.unlink()
    with station.ledger.batch() as batch:
        batch.set_aside(one.deposit_id, one.position, "marie", "Envoyée par erreur", station.clock())
        batch.report_again(one.deposit_id, station.clock())
    inline.night(world.config)
    assert "Mis de côté (1)" in page(world), "its own page, and no other"
    day = (paris_day(station.clock()) - timedelta(days=3)).isoformat()
    assert (world.account(ACCOUNT, "retours") / f"compte-rendu_{day}.html").is_file()


def test_the_page_of_the_day_it_was_refused_says_what_was_replaced_later(world: World) -> None:
    with world.base() as base:
        for name, days in (("note.txt", "-2 days"), (Path(SAMPLES[2]).name, "-3 days")):
            base.execute("update deposits set received_at = datetime(received_at, ?) where name = ?", (days, name))
    for file in world.account(ACCOUNT, "retours").glob("compte-rendu_*"):
        file.unlink()
    corrected = (ROOT / "samples" / SAMPLES[2]).read_bytes().replace(b"CULTUR<", b"CULTURE<")
    world.drop(ACCOUNT, "corrigee.xml", corrected)
    another = (ROOT / "samples" / SAMPLES[0]).read_bytes().replace(b"PAP-2026-0101", b"PAP-2026-9101")
    world.drop(ACCOUNT, "note.txt", another)
    inline.night(world.config)
    today = paris_day(steps.begin(world.config).clock())
    for days in (2, 3):
        path = world.account(ACCOUNT, "retours") / f"compte-rendu_{(today - timedelta(days=days)).isoformat()}.html"
        assert "À corriger (" not in html.fromstring(path.read_bytes()).text_content()


def test_the_dashboard_leads_to_the_pages_of_days(world: World) -> None:
    station = steps.begin(world.config)
    written = morning.write(station, Reader(kind=ReaderKind.FOURNISSEUR, name=ACCOUNT), None)
    retours = world.account(ACCOUNT, "retours")
    links = [unquote(link) for _, _, link, _ in html.fromstring((retours / written.names[-1]).read_bytes()).iterlinks()]
    (day,) = (path.name for path in retours.glob("compte-rendu_*.html"))
    assert links.count(day) == 3, "what is to correct, twice, and the files"
    assert all((retours / link).is_file() for link in links)


@dataclass
class Door:
    """A connector that remembers what is left, and lets something happen when the first file is."""

    happens: Callable[[], object]
    left: list[Put] = field(default_factory=list)

    def put(self, items: Iterable[Put]) -> Iterator[tuple[Put, NavetteError | None]]:
        if not self.left:
            self.happens()
        for item in items:
            self.left.append(item)
            yield item, None


def reports(station: Station) -> tuple[Task, ...]:
    ids = [deposit.id for deposit in station.ledger.deposits.by_ids(range(1, 10)) if deposit.drop == ACCOUNT]
    return tuple(Task(id=id_, effect=Effect.REPORT, subject=id_, target=ACCOUNT, attempts=1) for id_ in ids)


def test_what_changes_while_the_page_is_written_is_on_it(world: World) -> None:
    station = steps.begin(world.config)
    one = next(each for each in station.ledger.reports.corrections_due(SCOPE, station.clock()) if each.numero_facture)

    def set_aside() -> None:
        with station.ledger.batch() as batch:
            batch.set_aside(one.deposit_id, one.position, "marie", "Envoyée par erreur", station.clock())

    door = Door(set_aside)
    faults = day_reports.leave(station, deposit_folder_of(station.settings, ACCOUNT), door, reports(station))  # type: ignore[arg-type]
    assert faults == {}
    first, last = [bytes(item.content) for item in door.left if item.name.endswith(".html")]
    assert "Envoyée par erreur" not in first.decode()
    assert "Envoyée par erreur" in last.decode()


def test_a_deposit_that_cannot_be_shown_holds_up_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    station = steps.begin(world.config)
    victim = next(
        each for each in station.ledger.reports.corrections_due(SCOPE, station.clock()) if each.numero_facture
    )

    def planted(invoice: DepositedInvoice, locale: Locale) -> InvoiceRow:
        if invoice.deposit_id == victim.deposit_id:
            raise ZeroDivisionError
        return row(invoice, locale)

    monkeypatch.setattr(day_tables, "row", planted)
    door, folder = Door(lambda: None), deposit_folder_of(station.settings, ACCOUNT)
    faults = day_reports.leave(station, folder, door, reports(station))  # type: ignore[arg-type]
    assert set(faults) == {victim.deposit_id}
    shown = bytes(door.left[-1].content).decode()
    assert "PAP-2026-0101" in shown
    assert victim.numero_facture not in shown


def test_an_older_deposit_completed_today_is_told_today_too(world: World) -> None:
    station = steps.begin(world.config)
    with world.base() as base:
        base.execute("update deposits set received_at = datetime(received_at, '-3 days')")
    found = day_reports._days(station, ACCOUNT, reports(station))
    today = paris_day(station.clock())
    assert sorted(found) == [today - timedelta(days=3), today]
