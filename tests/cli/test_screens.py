"""Each command's main screens, in both languages: no sentence of the other language is on them."""

import json
import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from cli import dossier
from cli.demo import morning, places, story
from cli.show import night as night_table
from domain.text import Locale
from hub.runtime.run_counts import Count, RunCounts
from samples import next_day
from tests.cli.conftest import FILES, SAMPLES, Navette, Said
from tests.cli.screens import in_the_other_language
from tests.cli.test_demo_day import COMPTES, NOW, paper, shown
from tests.hub import inline, world
from tests.hub.chantier import Chantier, ouvre
from tests.hub.doutes import page

ANNUAIRE = ("--annuaire", SAMPLES / "annuaire")
NUMBER = "PAP-2026-0101"
NAMES = ("Factures entre entités publiques", "UBL Invoice 2.1")
"""Names that are the same in both languages: a service of the samples' directory, a schema."""
HOSTILES = ("tronquee.xml", "encodage-menteur.xml", "entites-en-cascade.xml", "page.html", "commande.xml")
ALWAYS: tuple[tuple[str | Path, ...], ...] = (
    ("check", SAMPLES / "refusees", SAMPLES / "factures", *ANNUAIRE),
    ("check", *(SAMPLES / "hostiles" / name for name in HOSTILES), *ANNUAIRE, "--workers", "0"),
    ("check", "nowhere.xml", *ANNUAIRE, "--workers", "0"),
    ("check", SAMPLES / "factures", "-c", "nowhere.toml"),
    ("check", "--explain", SAMPLES / "factures" / "texte-classique.pdf", *ANNUAIRE, "--workers", "0"),
    ("rules",),
    ("rules", "--pack", "navette"),
    ("rules", "--pack", "chorus-pro"),
    ("explain", "BR-51"),
    ("explain", "NOSUCH"),
    ("status", "x"),
)
AFTER: tuple[tuple[str | Path, ...], ...] = (
    ("status", NUMBER),
    ("status", "REF-0006"),
    ("status", "nosuch"),
    ("search",),
    ("search", "nosuch"),
    ("dossier", "nosuch"),
    ("complete", "--list"),
    ("complete", "nosuch"),
    ("outbox", "list"),
    ("outbox", "revive", "--all"),
    ("annuaire", "search", "alpes-maritimes"),
    ("annuaire", "search", "zzz"),
    ("annuaire", "show", "22060001900016"),
    ("annuaire", "show", "22060001900017"),
    ("annuaire", "import", SAMPLES / "annuaire"),
    ("verify", "--chain"),
    ("verify", "--suppliers"),
    ("verify", "Z" * 52),
    ("verify", SAMPLES / "factures" / "texte-classique.pdf"),
    ("retention",),
    ("retention", "--dry-run"),
    ("notify",),
    ("export", "etats.csv"),
    ("export", "nowhere/etats.csv"),
    ("outbox", "revive", "abc"),
    ("export", "etats.csv", "--drop", "nosuch"),
    ("run", "--drop", "nosuch"),
    ("init",),
    ("init", "--upgrade"),
)


@pytest.fixture(params=list(Locale), scope="module")
def locale(request: pytest.FixtureRequest) -> Locale:
    return Locale(request.param)


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory, locale: Locale) -> world.World:
    """A night in this language: accepted, refused, to be completed, noticed; one effect waits and one was given up."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NAVETTE_LOCALE", locale)
        laid = world.lay_out(tmp_path_factory.mktemp("soir"))
        for name in FILES:
            laid.drop("papeterie", Path(name).name, (SAMPLES / name).read_bytes())
        laid.drop("papeterie", "z-copie.xml", (SAMPLES / FILES[0]).read_bytes())
        laid.drop("papeterie", "scan.pdf", page())
        inline.night(laid.config)
    with sqlite3.connect(laid.home / "navette.db") as base:
        ids = [one for (one,) in base.execute("select id from outbox order by id limit 2")]
        base.execute("update outbox set state = 'todo', holder = null where id = ?", ids[:1])
        base.execute("update outbox set state = 'dead', reason = 'x' where id = ?", ids[1:])
    return laid


@pytest.fixture
def config(evening: world.World, tmp_path: Path) -> Path:
    """The settings of a copy of that night, with a directory of its own: a command may import another one."""
    copy = world.World(home=Path(shutil.copytree(evening.home, tmp_path / "soir")))
    annuaire = shutil.copytree(SAMPLES / "annuaire", copy.home / "annuaire")
    settings = copy.config.read_text(encoding="utf-8")
    copy.config.write_text(settings.replace(str(SAMPLES / "annuaire"), str(annuaire)), encoding="utf-8")
    return copy.config


def read(said: Said, locale: Locale) -> None:
    assert "Traceback" not in said.err
    shown = said.out + said.err
    for name in NAMES:
        shown = shown.replace(name, "")
    assert in_the_other_language(shown, locale) == []


@pytest.mark.parametrize("words", ALWAYS, ids=lambda words: " ".join(Path(word).name for word in words))
def test_screens_that_need_no_ledger(
    navette: Navette, monkeypatch: pytest.MonkeyPatch, locale: Locale, words: tuple[str | Path, ...]
) -> None:
    monkeypatch.setenv("NAVETTE_LOCALE", locale)
    read(navette(*words), locale)


@pytest.mark.parametrize("words", AFTER, ids=lambda words: " ".join(Path(word).name for word in words))
def test_screens_after_a_night(
    navette: Navette, monkeypatch: pytest.MonkeyPatch, locale: Locale, config: Path, words: tuple[str | Path, ...]
) -> None:
    monkeypatch.setenv("NAVETTE_LOCALE", locale)
    read(navette(*words, "-c", config), locale)


def test_a_certificate(
    navette: Navette, monkeypatch: pytest.MonkeyPatch, locale: Locale, evening: world.World, config: Path
) -> None:
    monkeypatch.setenv("NAVETTE_LOCALE", locale)
    (found,) = evening.account("papeterie", "retours").glob(f"certificat_{NUMBER}_*.json")
    read(navette("verify", found, "-c", config), locale)
    found.with_suffix(".forged").write_text(found.read_text(encoding="utf-8").replace("525.14", "925.14"))
    read(navette("verify", found.with_suffix(".forged"), "-c", config), locale)
    read(navette("status", str(json.loads(found.read_bytes())["number"]), "-c", config), locale)


def test_the_table_of_a_night_and_the_documents_of_the_demonstration(evening: world.World, locale: Locale) -> None:
    for width in (80, 160):
        console: Console = paper(width)
        counts = [RunCounts(drop="papeterie", counts=dict.fromkeys(Count, 2))]
        night_table.show(counts, locale, console)
        story.show_accounts(console, evening.config, locale)
        places.show_places(console, evening.home, locale)
        assert in_the_other_language(shown(console), locale) == []


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory, locale: Locale) -> Chantier:
    """The morning of the demonstration, in this language."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NAVETTE_LOCALE", locale)
        site = ouvre(tmp_path_factory.mktemp("jour"), COMPTES)
        next_day.lay(site.world.root, next_day.nuit())
        inline.night(site.world.config)
        next_day.lay(site.world.root, next_day.matin(NOW))
        inline.night(site.world.config)
    return site


def test_the_morning_of_the_demonstration_and_a_works_dossier(
    navette: Navette, monkeypatch: pytest.MonkeyPatch, works: Chantier, locale: Locale
) -> None:
    console = paper(160)
    files = next_day.matin(NOW)
    morning.show_files(console, files, locale)
    morning.show_answers(console, works.world.config, files, locale)
    morning.show_returns(console, works.world.root, frozenset(), locale)
    morning.show_works(console, works.world.config, NOW, locale)
    assert in_the_other_language(shown(console), locale) == []
    monkeypatch.setattr(dossier, "today", lambda: date(2099, 1, 1))
    monkeypatch.setenv("NAVETTE_LOCALE", locale)
    read(navette("dossier", next_day.DOSSIER, "-c", works.world.config), locale)
