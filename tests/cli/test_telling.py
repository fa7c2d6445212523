"""What a run and the demonstration show: tables that fit, troubles once, paths that are there."""

import re
import shlex
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from cli.demo import places, story
from cli.show import night as night_report
from cli.show.progress import bars
from domain.errors import DoorClosed
from domain.text import Locale, Text
from hub.runtime.run_counts import Count, RunCounts, troubles_of, with_closed_doors
from hub.runtime.troubles import Trouble
from hub.runtime.unfinished import Unfinished
from tests.cli.conftest import Navette
from tests.hub.world import World

LONG = "un-compte-de-quarante-lettres-et-plus-ab"
TALLIES = [
    RunCounts(drop="papeterie", counts=dict.fromkeys(Count, 1234567)),
    RunCounts(drop=LONG, counts={Count.RECEIVED: 18}),
]
FIGURES = [
    RunCounts(drop="papeterie", counts=dict.fromkeys(Count, 123)),
    RunCounts(drop=LONG, counts={Count.RECEIVED: 18}),
]


def paper(width: int) -> Console:
    return Console(width=width, force_terminal=True, color_system=None, file=StringIO(), highlight=False)


def shown(console: Console) -> str:
    return str(console.file.getvalue())  # type: ignore[attr-defined]


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("summary", [night_report.NIGHT, night_report.FOLLOW_UP_RUN], ids=["night", "follow-up"])
def test_no_head_no_figure_and_no_name_of_a_run_is_cut(summary: night_report.RunSummary, locale: Locale) -> None:
    for width in range(60, 181, 5):
        console = paper(width)
        night_report.show(TALLIES, locale, console, summary)
        lines = shown(console).splitlines()
        text = "\n".join(lines)
        assert "…" not in text
        columns = {column.count for column in summary.columns}
        told = sum(kind not in columns for kind, _, _ in night_report.FOLLOW_UP) + 1  # in words; one of files left
        assert text.count("1234567") == 2 * len(columns) - 1 + told  # received has another total
        assert "1234585" in text
        assert max(map(len, lines)) <= width
        assert LONG in "".join(line.split()[0] for line in lines if line.strip())
        assert all(any(form in text for form in _forms(column, locale)) for column in summary.columns)


def _forms(column: night_report.CountColumn, locale: Locale) -> tuple[str, str]:
    """A head on one line, or the first line of it."""
    return column.head(locale, wide=True), column.head(locale, wide=False).splitlines()[0]


def test_names_are_whole_where_the_terminal_has_room() -> None:
    for width in (100, 120, 140):
        console = paper(width)
        night_report.show(FIGURES, Locale.FR, console)
        assert LONG in shown(console)


def test_a_file_still_being_sent_is_no_invoice_that_waits() -> None:
    console = paper(80)
    night_report.show([RunCounts(drop="papeterie", counts={Count.WAITING: 2})], Locale.FR, console)
    text = shown(console)
    assert "papeterie : 2 fichiers laissés dans leur dossier (envoi en cours)." in text
    assert "2" not in text.replace("papeterie : 2", "")


def test_a_door_that_did_not_open_is_no_account_of_the_table() -> None:
    console = paper(160)
    refused = Text("La porte « sas » est fermée.", "The door « sas » is closed.")
    behind = RunCounts(
        drop="papeterie", closed_doors=(DoorClosed(refused, Text("Ouvrez-la.", "Open it."), door="sas"),)
    )
    counts = with_closed_doors((behind,))
    night_report.show(counts, Locale.FR, console)
    assert [one.drop for one in counts if one.troubles] == ["sas"]
    assert "papeterie" in shown(console)
    assert "sas" not in shown(console)


CLOSED = Trouble(text=Text("porte close", "closed door"))
UNDONE = (
    RunCounts(drop="a", troubles=(CLOSED, CLOSED)),
    RunCounts(drop="b", troubles=(Trouble(text=Text("refus\x1b", "refused\x1b")),)),
)


@pytest.mark.parametrize(
    ("locale", "lines"),
    [
        (Locale.FR, ["! Tout n'est pas fait.", "  a : porte close", "  b : refus?", "  Recommencez."]),
        (Locale.EN, ["! Not everything is done.", "  a: closed door", "  b: refused?", "  Try again."]),
    ],
)
def test_each_trouble_is_shown_once_on_its_own_line(locale: Locale, lines: list[str]) -> None:
    console = paper(80)
    undone = Unfinished(
        Text("Tout n'est pas fait.", "Not everything is done."),
        Text("Recommencez.", "Try again."),
        troubles=troubles_of(UNDONE),
        all_counts=UNDONE,
    )
    night_report.show_undone((undone,), locale, console)
    assert shown(console).splitlines() == lines


@pytest.mark.parametrize("width", [80, 160])
def test_the_demonstration_shows_every_document_and_its_reason(night: World, width: int) -> None:
    console = paper(width)
    story.show_accounts(console, night.config, Locale.FR)
    text = shown(console)
    for word in ("ubl-facture.xml", "PAP-2026-0107", "z-copie.xml", "UNI-02", "ACH-04", "CULTURE"):
        assert word in text
    assert max(map(len, text.splitlines())) <= width


def test_paths_are_there_and_commands_work_when_pasted(
    navette: Navette, night: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    (night.home / "sftp").symlink_to(night.root)
    console = paper(80)
    places.show_places(console, night.home, Locale.FR)
    lines = [line.strip() for line in shown(console).splitlines()]
    paths = [Path(line) for line in lines if line.startswith(str(night.home))]
    assert len(paths) >= 3
    assert all(path.exists() for path in paths)
    commands = [shlex.split(line) for line in lines if " -c " in line]
    assert {words[1] for words in commands} == {"status", "complete", "verify", "export", "annuaire"}
    assert [navette(*words[1:]).code for words in commands] == [0] * len(commands)


def test_a_folder_with_other_things_is_not_emptied_by_a_demonstration(navette: Navette, tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "mine.txt").write_text("mine")
    said = navette("demo")
    assert said.code == 3
    assert "--folder" in said.err
    assert (tmp_path / "demo" / "mine.txt").read_text() == "mine"


def test_a_bar_without_a_length_is_full(capsys: pytest.CaptureFixture[str]) -> None:
    with bars(Locale.FR, quiet=False) as watcher:
        watcher.advance("remise", 7)
        watcher.expect("decision", 10)
        watcher.advance("decision", 4)
    said = capsys.readouterr().err
    assert re.search(r"7/7", said)
    assert re.search(r"4/10", said)
