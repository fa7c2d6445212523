"""What an operator asks once a night is over: where an invoice stands, whether a certificate holds, what waits."""

import csv
import json
import sqlite3
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from domain.deposit import Effect
from domain.effect_labels import EFFECT_LABELS
from domain.text import Locale
from tests.cli.conftest import Navette
from tests.hub.world import World

NUMBER = "PAP-2026-0101"


def certificate(night: World, suffix: str) -> Path:
    (found,) = night.account("papeterie", "retours").glob(f"certificat_{NUMBER}_*{suffix}")
    return found


def number_of(night: World) -> str:
    return str(json.loads(certificate(night, ".json").read_bytes())["number"])


class TestStatus:
    def test_every_deposit_of_a_number_is_shown(self, navette: Navette, night: World) -> None:
        said = navette("status", NUMBER, "-c", night.config)
        assert said.code == 0
        assert [said.out.count(word) for word in ("Mise à disposition", "Doublon (notice)", "UNI-02")] == [2, 1, 1]
        assert number_of(night) in said.out

    def test_json_has_the_history_and_the_remedies(self, navette: Navette, night: World) -> None:
        (refused,) = navette("status", "REF-0006", "--json", "-c", night.config).json
        assert refused["status"] == "REJETEE"
        assert refused["findings"][0]["code"] == "ACH-04"
        assert refused["findings"][0]["remedy"]
        (accepted, copy) = navette("status", NUMBER, "--json", "-c", night.config).json
        assert [event["status"] for event in accepted["events"]] == ["DEPOSEE", "MISE_A_DISPOSITION"]
        assert copy["disposition"] == "doublon"

    def test_a_certificate_leads_to_its_invoice(self, navette: Navette, night: World) -> None:
        (found,) = navette("status", number_of(night), "--json", "-c", night.config).json
        assert found["invoice"]["numero_facture"] == NUMBER

    def test_an_unknown_number_is_exit_1(self, navette: Navette, night: World) -> None:
        said = navette("status", "nope\x1b[31m", "-c", night.config)
        assert (said.code, said.out) == (1, "")
        assert "« nope?[31m »" in said.err
        assert navette("status", "nope", "--json", "-c", night.config).json == []


class TestChain:
    def test_one_changed_letter_is_found_among_all(self, navette: Navette, night: World, tmp_path: Path) -> None:
        assert navette("verify", "--chain", "-c", night.config).code == 0
        copy = tmp_path / "navette.db"
        with sqlite3.connect(night.config.with_name("navette.db")) as whole, sqlite3.connect(copy) as other:
            whole.backup(other)
            for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                other.execute(f"DROP TRIGGER {name}")
            other.execute("UPDATE certificates SET canonical = replace(canonical, 'EUR', 'USD') WHERE sequence = 2")
        (tmp_path / "navette.toml").write_text(f'[ledger]\nurl = "sqlite:///{copy}"\n', encoding="utf-8")
        said = navette("verify", "--chain", "--json", "-c", tmp_path / "navette.toml")
        assert (said.code, said.json) == (1, {"chain": "broken", "broken_at": 2})

    def test_one_certificate_or_all_of_them(self, navette: Navette, night: World) -> None:
        assert navette("verify", "-c", night.config).code == 2
        assert navette("verify", number_of(night), "--chain", "-c", night.config).code == 2


class TestSuppliers:
    def test_an_invoice_kept_under_a_doubtful_supplier_is_listed(
        self, navette: Navette, night: World, tmp_path: Path
    ) -> None:
        assert navette("verify", "--suppliers", "-c", night.config).code == 0
        copy = tmp_path / "navette.db"
        with sqlite3.connect(night.config.with_name("navette.db")) as whole, sqlite3.connect(copy) as other:
            whole.backup(other)
            (first,) = other.execute("SELECT min(id) FROM documents WHERE integrated").fetchone()
            other.execute("UPDATE documents SET key_supplier = '0227:na' WHERE id = ?", (first,))
        (tmp_path / "navette.toml").write_text(f'[ledger]\nurl = "sqlite:///{copy}"\n', encoding="utf-8")
        said = navette("verify", "--suppliers", "--json", "-c", tmp_path / "navette.toml")
        assert (said.code, [one["supplier"] for one in said.json]) == (1, ["0227:na"])
        said = navette("verify", "--suppliers", "-c", tmp_path / "navette.toml")
        assert (said.code, "0227:na" in said.out) == (1, True)


class TestVerify:
    def test_number_pdf_and_json_are_proven(self, navette: Navette, night: World) -> None:
        number = number_of(night)
        for shown in (number, f"{number[:4]} {number[4:30].lower()}-{number[30:]}", *night_files(night)):
            said = navette("verify", shown, "--json", "-c", night.config)
            assert (said.code, said.json["outcome"]) == (0, "proven"), shown

    def test_a_changed_amount_is_refuted(self, navette: Navette, night: World, tmp_path: Path) -> None:
        forged = tmp_path / "forge.json"
        forged.write_text(certificate(night, ".json").read_text(encoding="utf-8").replace("525.14", "925.14"))
        said = navette("verify", forged, "-c", night.config)
        assert said.code == 1
        assert "réfuté" in said.out
        assert "925.14" not in said.out

    def test_a_page_written_over_does_not_pass(self, navette: Navette, night: World, tmp_path: Path) -> None:
        forged = PdfWriter(clone_from=PdfReader(certificate(night, ".pdf")))
        forged.add_annotation(0, FreeText(text="9 999,00 EUR", rect=(300, 300, 420, 320)))
        forged.write(tmp_path / "forge.pdf")
        said = navette("verify", "forge.pdf", "--json", "-c", night.config)
        assert (said.code, said.json["outcome"]) == (1, "differs")

    def test_a_page_saved_again_by_a_viewer_passes(self, navette: Navette, night: World, tmp_path: Path) -> None:
        PdfWriter(clone_from=PdfReader(certificate(night, ".pdf"))).write(tmp_path / "enregistre.pdf")
        assert (tmp_path / "enregistre.pdf").read_bytes() != certificate(night, ".pdf").read_bytes()
        assert navette("verify", "enregistre.pdf", "-c", night.config).code == 0

    def test_a_certificate_of_another_ledger_is_unknown_not_refuted(self, navette: Navette, night: World) -> None:
        navette("init")
        for shown in night_files(night):
            said = navette("verify", shown, "--json")
            assert (said.code, said.json["outcome"]) == (1, "unknown")

    def test_any_other_file_is_no_certificate(self, navette: Navette, night: World) -> None:
        for other in (night.config, Path(__file__)):
            assert navette("verify", other, "--json", "-c", night.config).json["outcome"] == "unknown"

    @pytest.mark.parametrize("word", ["nowhere.pdf", "12", "1" * 52])
    def test_neither_file_nor_number_is_exit_2(self, navette: Navette, night: World, word: str) -> None:
        assert navette("verify", word, "-c", night.config).code == 2


def night_files(night: World) -> tuple[Path, Path]:
    return certificate(night, ".pdf"), certificate(night, ".json")


class TestExport:
    def read(self, path: Path) -> list[list[str]]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file, delimiter=";"))

    def test_everything_or_one_recipient(self, navette: Navette, night: World, tmp_path: Path) -> None:
        assert navette("export", "tout.csv", "-c", night.config).out == "tout.csv : 4 lignes.\n"
        navette("export", "un.csv", "--siret", "220 600 019 00016", "-c", night.config)
        assert len(self.read(tmp_path / "tout.csv")) == 5
        assert 1 < len(self.read(tmp_path / "un.csv")) < 5

    def test_since_tomorrow_there_is_nothing(self, navette: Navette, night: World, tmp_path: Path) -> None:
        assert navette("export", "rien.csv", "--since", "2999-01-01", "-c", night.config).out == "rien.csv : 0 ligne.\n"
        assert len(self.read(tmp_path / "rien.csv")) == 1

    def test_a_csv_is_replaced_whole_and_nothing_stays_beside_it(
        self, navette: Navette, night: World, tmp_path: Path
    ) -> None:
        (tmp_path / "tout.csv").write_text("x" * 100_000)
        assert navette("export", "tout.csv", "--locale", "en", "-c", night.config).code == 0
        assert "xxx" not in (tmp_path / "tout.csv").read_text(encoding="utf-8")
        assert [path.name for path in tmp_path.iterdir()] == ["tout.csv"]

    @pytest.mark.parametrize(
        ("words", "code"),
        [
            (("navette.toml",), 2),
            (("x.csv", "--siret", "123"), 2),
            (("x.csv", "--since", "31/12/2026"), 2),
            (("x.csv", "--drop", "papetrie"), 3),
            (("nowhere/x.csv",), 3),
        ],
    )
    def test_slips_are_refused_and_leave_nothing(
        self, navette: Navette, night: World, tmp_path: Path, words: tuple[str, ...], code: int
    ) -> None:
        said = navette("export", *words, "-c", night.config)
        assert said.code == code
        assert said.err
        assert list(tmp_path.iterdir()) == []


class TestOutbox:
    @pytest.fixture
    def given_up(self, night: World, tmp_path: Path) -> Path:
        """The settings of a copy of the night in which one delivery waits and two were given up."""
        config = tmp_path / "navette.toml"
        config.write_bytes(night.config.read_bytes())
        with sqlite3.connect(night.home / "navette.db") as base, sqlite3.connect(tmp_path / "navette.db") as copy:
            base.backup(copy)
            ids = [one for (one,) in copy.execute("select id from outbox order by id limit 3")]
            copy.execute("update outbox set state = 'todo', holder = null where id = ?", ids[:1])
            copy.execute("update outbox set state = 'dead', reason = 'porte close' where id in (?, ?)", ids[1:])
        return config

    def test_nothing_waits_after_a_good_night(self, navette: Navette, night: World) -> None:
        said = navette("outbox", "list", "-c", night.config)
        assert (said.code, said.out) == (0, "Rien n'attend, rien n'a été abandonné.\n")
        assert navette("outbox", "list", "--json", "-c", night.config).json == {"waiting": {}, "given_up": []}

    def test_what_was_given_up_is_listed_with_its_reason(self, navette: Navette, given_up: Path) -> None:
        said = navette("outbox", "list", "-c", given_up)
        assert said.code == 1
        assert said.out.count("porte close") == 2
        assert sum(navette("outbox", "list", "--json", "-c", given_up).json["waiting"].values()) == 1

    @pytest.mark.parametrize("locale", Locale)
    def test_every_kind_of_effect_has_its_words(
        self, navette: Navette, monkeypatch: pytest.MonkeyPatch, given_up: Path, locale: Locale
    ) -> None:
        monkeypatch.setenv("NAVETTE_LOCALE", locale)
        with sqlite3.connect(given_up.with_name("navette.db")) as base:
            columns = [row[1] for row in base.execute("pragma table_info(outbox)") if row[1] not in {"id", "effect"}]
            names = ", ".join(columns)
            (row,) = base.execute(f"select {names} from outbox where state = 'todo' limit 1")  # noqa: S608
            fields = dict(zip(columns, row, strict=True))
            base.execute("delete from outbox")
            for rank, effect in enumerate(Effect):
                for state, subject in (("todo", 2 * rank), ("todo", 2 * rank + 1), ("dead", 1000 + rank)):
                    values = {**fields, "effect": effect.value, "state": state, "subject": subject, "reason": "x"}
                    marks = ", ".join(f":{name}" for name in values)
                    base.execute(f"insert into outbox ({', '.join(values)}) values ({marks})", values)  # noqa: S608
        said = navette("outbox", "list", "-c", given_up)
        for one, many in EFFECT_LABELS.values():
            assert f"2 {many.in_(locale)}\n" in said.out
            assert f" {one.in_(locale)} → " in said.out
        body = navette("outbox", "list", "--json", "-c", given_up).json
        assert body["waiting"] == dict.fromkeys(Effect, 2)
        assert [one["effect"] for one in body["given_up"]] == list(Effect)

    def test_some_or_all_are_revived(self, navette: Navette, given_up: Path) -> None:
        first, _ = (one["id"] for one in navette("outbox", "list", "--json", "-c", given_up).json["given_up"])
        assert navette("outbox", "revive", str(first), "--json", "-c", given_up).json == {"revived": 1, "unknown": []}
        assert navette("outbox", "revive", "--all", "--json", "-c", given_up).json == {"revived": 1, "unknown": []}
        assert navette("outbox", "list", "-c", given_up).code == 0
        assert navette("outbox", "revive", "--all", "-c", given_up).code == 1

    def test_a_number_that_was_not_given_up_is_named(self, navette: Navette, given_up: Path) -> None:
        said = navette("outbox", "revive", "999", "-c", given_up)
        assert said.code == 1
        assert "999" in said.out
