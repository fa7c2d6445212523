"""The demonstration's day: the outcome of each file is shown, on a narrow and on a wide terminal."""

from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from cli.demo import morning as demo_day
from domain.status import Status
from domain.status_facts import LABELS
from domain.text import Locale
from samples import next_day
from samples.cases.status_case import invoices
from samples.depot import ACCOUNTS
from samples.writers import ubl
from tests.hub import inline
from tests.hub.chantier import Chantier, ouvre

COMPTES = {account.name: account.deposants[0] for account in (*ACCOUNTS, *next_day.CHANTIER)}
NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Chantier:
    """Every invoice the morning names is delivered, and the morning's files are followed."""
    site = ouvre(tmp_path_factory.mktemp("jour"), COMPTES)
    for number, invoice in invoices().items():
        site.world.drop("operateur-edi", f"{number.replace('/', '-')}.xml", ubl.write(invoice))
    next_day.lay(site.world.root, next_day.nuit())
    _run(site)
    next_day.lay(site.world.root, next_day.matin(NOW))
    _run(site)
    return site


@pytest.mark.parametrize("width", [80, 140])
def test_the_morning_is_shown(morning: Chantier, width: int) -> None:
    files = next_day.matin(NOW)
    console = paper(width)
    demo_day.show_files(console, files, Locale.FR)
    demo_day.show_answers(console, morning.world.config, files, Locale.FR)
    demo_day.show_returns(console, morning.world.root, frozenset(), Locale.FR)
    text = shown(console)
    assert (text.count("✓"), text.count("✗")) == (9, 2)
    assert all(file.name in text for file in files)
    assert "operateur-edi" in text
    assert max(map(len, text.splitlines())) <= width


@pytest.mark.parametrize("width", [80, 140])
def test_noon_is_shown(morning: Chantier, width: int) -> None:
    next_day.lay(morning.world.root, next_day.midi())
    _run(morning)
    console = paper(width)
    demo_day.show_steps(console, morning.world.config, next_day.SUSPENDUE, Locale.FR)
    demo_day.show_works(console, morning.world.config, NOW, Locale.FR)
    text = shown(console)
    assert text.index(LABELS[Status.SUSPENDUE]) < text.index(LABELS[Status.COMPLETEE])
    assert [cadre for _, cadre, _ in morning.dossier(next_day.DOSSIER)] == ["A4", "A15", "A19"]
    assert "À faire" in text
    assert max(map(len, text.splitlines())) <= width


def test_nothing_of_the_demonstration_is_left_undone(morning: Chantier) -> None:
    assert set(morning.world.ledger().outbox.waiting().values()) <= {0}
    assert Path(morning.world.root, "destinataires").is_dir()


def paper(width: int) -> Console:
    return Console(width=width, force_terminal=True, color_system=None, file=StringIO(), highlight=False)


def shown(console: Console) -> str:
    return str(console.file.getvalue())  # type: ignore[attr-defined]


def _run(site: Chantier) -> None:
    assert [trouble for drop_counts in inline.night(site.world.config) for trouble in drop_counts.troubles] == []


def test_a_page_of_the_day_that_was_made_anew_is_told(tmp_path: Path) -> None:
    retours = tmp_path / "fournisseurs" / "papeterie" / "retours"
    retours.mkdir(parents=True)
    page, apart = retours / "compte-rendu_2026-11-30.html", retours / "compte-rendu_000000000000007_lot.html"
    for path in (page, page.with_suffix(".csv"), apart):
        path.write_bytes(b"matin")
    before = demo_day.returned(tmp_path)
    for path in (page, page.with_suffix(".csv"), apart):
        path.write_bytes(b"midi")
    console = paper(80)
    demo_day.show_returns(console, tmp_path, before, Locale.FR)
    assert "papeterie : 1 page du jour" in shown(console)
