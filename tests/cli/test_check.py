"""``navette check``: one line a document for programs, a report for people, and nothing left behind."""

import json
import os
import subprocess
import sys
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from cli.check import terms_of
from cli.show.check import CheckReport
from domain.finding import Pack
from domain.invoice import FIELDS
from domain.text import Locale
from hub import settings
from hub.inspect import check
from parsers.archives.reader import ArchiveLimits
from tests.cli.conftest import SAMPLES, Navette, Said

ROOT = SAMPLES.parent
ANNUAIRE = ("--annuaire", SAMPLES / "annuaire")
GOOD = SAMPLES / "factures" / "ubl-facture.xml"
BAD = SAMPLES / "refusees" / "code-service-inconnu.xml"
KEYS = ["path", "member", "sha256", "format", "profile", "decision", "findings", "invoice", "ms"]

FINDING = ["code", "severity", "field", "message", "remedy", "pack", "term", "line", "value", "path", "cause"]


def lines(said: Said) -> list[dict[str, object]]:
    return [json.loads(line) for line in said.out.splitlines()]


def test_a_line_has_the_keys_that_were_promised_in_their_order(navette: Navette) -> None:
    said = navette("check", GOOD, BAD, "--jsonl", *ANNUAIRE)
    first, second = lines(said)
    assert (said.code, first["decision"], second["decision"]) == (1, "accepted", "rejected")
    assert list(first) == KEYS
    assert list(first["invoice"]) == list(FIELDS)  # type: ignore[call-overload]
    assert list(second["findings"][0]) == FINDING  # type: ignore[index]
    assert first["invoice"]["montant_ttc"] == "525.14"  # type: ignore[index]
    assert first["invoice"]["numero_marche"] is None  # type: ignore[index]


def test_folders_and_archives_are_read_to_the_bottom(navette: Navette, tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    with zipfile.ZipFile(deep / "lot.zip", "w") as lot:
        lot.writestr("une.xml", GOOD.read_bytes())
    (tmp_path / "a" / "autre.xml").write_bytes(GOOD.read_bytes())
    found = lines(navette("check", "a", "--jsonl", *ANNUAIRE))
    assert [(line["path"], line["member"]) for line in found] == [("a/autre.xml", None), ("a/b/lot.zip", "une.xml")]


def test_the_pool_and_this_process_give_the_same_result(navette: Navette) -> None:
    folder = SAMPLES / "refusees"
    alone, pool = (lines(navette("check", folder, "--jsonl", *ANNUAIRE, "--workers", n)) for n in ("0", "2"))
    for line in (*alone, *pool):
        del line["ms"]
    assert alone == pool


def test_packs_can_be_asked_for_by_name(navette: Navette) -> None:
    assert navette("check", BAD, "--rules", "lecture,chorus-pro").code == 0
    assert navette("check", BAD, "--rules", "acheminement", *ANNUAIRE).code == 1
    for pack in Pack:
        assert pack.value in navette("check", BAD, "--rules", "nosuch").err


def test_an_empty_folder_is_no_refusal_and_is_reported(navette: Navette, tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    for more in ((), ("--jsonl",)):
        said = navette("check", "vide", *more)
        assert said.code == 0
        assert "Aucun fichier" in said.out + said.err


def test_a_broken_directory_is_our_fault_and_names_the_remedy(navette: Navette, tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    said = navette("check", GOOD, "--annuaire", "vide")
    assert said.code == 3
    assert "navette annuaire import" in said.err


def test_the_report_has_reasons_remedies_and_sums(navette: Navette) -> None:
    said = navette("check", GOOD, BAD, SAMPLES / "hostiles" / "vide.xml", *ANNUAIRE)
    assert "ACH-04" in said.out
    assert "Que faire : " in said.out
    assert said.out.splitlines()[-1] == "Total 3 : 1 acceptée, 1 rejetée, 1 irrecevable"
    english = navette("check", SAMPLES / "refusees", GOOD, *ANNUAIRE, "--locale", "en").out
    assert "What to do: " in english
    assert english.splitlines()[-1].endswith(" rejected")
    assert "accepteds" not in english


def test_a_program_gets_whole_lines_without_colours_or_trailing_blanks(navette: Navette) -> None:
    out = navette("check", SAMPLES / "refusees", *ANNUAIRE).out
    assert "\x1b" not in out
    assert all(line == line.rstrip() for line in out.splitlines())
    assert max(map(len, out.splitlines())) > 200


def test_names_from_outside_cannot_write_on_the_terminal(navette: Navette, tmp_path: Path) -> None:
    name = os.fsdecode(b"\xe9t\xe9\x1b[31m[red]\xe2\x80\xae.xml")
    (tmp_path / name).write_bytes(GOOD.read_bytes())
    out = navette("check", ".", *ANNUAIRE).out
    assert "?t??[31m[red]?.xml" in out
    (line,) = lines(navette("check", ".", "--jsonl"))
    assert line["path"] == "\ufffdt\ufffd\x1b[31m[red]\u202e.xml"


@pytest.mark.parametrize("width", [80, 160])
def test_a_terminal_gets_lines_that_fit_it(width: int) -> None:
    console = Console(width=width, force_terminal=True, color_system=None, file=StringIO(), highlight=False)
    report = CheckReport(Locale.FR, console)
    terms = terms_of(settings.defaults(), SAMPLES / "annuaire", None)
    for checked in check.check([SAMPLES / "refusees"], terms, limits=ArchiveLimits(), largest=10**8, pool=None):
        report.add(checked)
    report.close()
    shown = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert max(len(line) for line in shown if str(SAMPLES) not in line) <= width
    assert all(line == line.rstrip() for line in shown)


def test_a_reader_who_leaves_early_is_not_shouted_at() -> None:
    command = [sys.executable, "-m", "cli", "check", str(SAMPLES / "factures"), "--jsonl", "--workers", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as running:
        assert running.stdout and running.stderr
        assert running.stdout.readline().startswith(b'{"path"')
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141


def test_checking_imports_nothing_that_only_a_night_needs() -> None:
    script = "import sys, cli.app, cli.check; sys.stdout.write(' '.join(sys.modules))"
    command = [sys.executable, "-c", script]
    loaded = set(subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.split())
    assert not loaded & {"paramiko", "asyncssh", "sqlalchemy", "pandas", "reportlab", "prefect", "samples"}


def test_a_severity_of_a_code_that_no_rule_has_is_refused(navette: Navette, tmp_path: Path) -> None:
    config = tmp_path / "navette.toml"
    config.write_text('[rules.severities]\n"SIRET-3" = "warning"\n', encoding="utf-8")
    said = navette("check", SAMPLES / "factures" / "ubl-facture.xml", "-c", config)
    assert said.code == 3
    assert "SIRET-3" in said.err
    assert "SIRET-03" in said.err
    config.write_text('[rules.severities]\n"SIRET-03" = "warning"\n"BR-CO-17" = "info"\n', encoding="utf-8")
    assert navette("check", SAMPLES / "factures" / "ubl-facture.xml", "-c", config, "--workers", "0").code == 0
