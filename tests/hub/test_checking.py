"""``navette check``'s core: every file gets an answer, archives and fluxes are opened, nothing is left behind."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.decision import Verdict
from domain.invoice import FIELDS
from domain.text import Locale
from hub import settings
from hub.context.terms import Terms
from hub.decide.unpack import limits_of
from hub.inspect import check
from hub.inspect.check import Checked
from hub.runtime.worker_pool import WorkerPool

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


def checked(paths: list[Path], samples: Path, pool: WorkerPool | None = None) -> list[Checked]:
    chosen = settings.defaults()
    terms = Terms.of(chosen, rights=None, now=NOW, annuaire=samples / "annuaire")
    limits = limits_of(chosen.run, bulk=True)
    return list(check.check(paths, terms, limits=limits, largest=chosen.run.invoice_bytes, pool=pool))


def test_a_folder_is_read_in_the_order_of_names_and_every_file_answers(samples: Path) -> None:
    answers = checked([samples / "factures"], samples)
    paths = [answer.decision.path for answer in answers]
    assert paths == sorted(paths)
    assert {answer.decision.verdict for answer in answers} == {Verdict.ACCEPTED}


def test_a_pool_answers_as_this_process_does(samples: Path) -> None:
    alone = checked([samples], samples)
    with WorkerPool(2) as pool:
        together = checked([samples], samples, pool)
    assert [answer.decision for answer in together] == [answer.decision for answer in alone]


def test_each_member_of_a_lot_has_its_own_line(samples: Path) -> None:
    answers = checked([samples / "lots"], samples)
    members = [(answer.decision.path, answer.decision.member) for answer in answers]
    assert len(members) >= 30
    assert len(set(members)) == len(members)
    assert {answer.decision.verdict for answer in answers} >= {Verdict.ACCEPTED, Verdict.REJECTED}


def test_a_flux_of_several_invoices_has_a_line_for_each(samples: Path, tmp_path: Path) -> None:
    one = next((samples / "factures").glob("FSO1113A*")).read_text(encoding="utf-8")
    start, end = one.index("<CPPFactureMixteUnitaire"), one.index("</CPPFactures>")
    second = one[start:end].replace("<Id>", "<Id>B-", 1)
    flux = tmp_path / "flux.xml"
    flux.write_text(one[:end].replace('Compteur="1"', 'Compteur="2"') + second + one[end:], encoding="utf-8")
    answers = checked([flux], samples)
    assert [answer.decision.member for answer in answers] == ["#1", "#2"]
    numbers = [answer.decision.invoice.numero_facture for answer in answers if answer.decision.invoice]
    assert numbers[1] == f"B-{numbers[0]}"


def test_what_is_no_file_or_cannot_be_opened_is_reported_and_the_rest_goes_on(samples: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a-tube")
    (tmp_path / "b-lien-mort").symlink_to(tmp_path / "absent")
    good = (samples / "factures" / "ubl-facture.xml").read_bytes()
    (tmp_path / "c-bonne.xml").write_bytes(good)
    answers = checked([tmp_path], samples)
    codes = [[finding.code for finding in answer.decision.findings] for answer in answers]
    assert codes[:2] == [["LIG-01"], ["LIG-03"]]
    assert [answer.decision.verdict for answer in answers] == [
        Verdict.IRRECEVABLE,
        Verdict.UNDECIDED,
        Verdict.ACCEPTED,
    ]


def test_a_line_is_json_with_the_promised_keys(samples: Path) -> None:
    (answer,) = checked([samples / "factures" / "ubl-facture.xml"], samples)
    line = json.loads(check.as_line(answer, Locale.FR))
    assert list(line) == [
        "path",
        "member",
        "sha256",
        "format",
        "profile",
        "decision",
        "findings",
        "invoice",
        "ms",
    ]
    assert tuple(line["invoice"]) == FIELDS
    assert line["format"] == "ubl-invoice"
    assert line["invoice"]["montant_ttc"].replace(".", "").isdigit()


def test_an_unreadable_document_still_has_every_field_null(samples: Path) -> None:
    (answer,) = checked([samples / "hostiles" / "vide.xml"], samples)
    line = json.loads(check.as_line(answer, Locale.EN))
    assert line["decision"] == "irrecevable"
    assert line["invoice"] == dict.fromkeys(FIELDS)
    (finding, *_) = line["findings"]
    assert {finding["pack"], finding["term"], finding["line"]} == {"lecture", None}


@pytest.mark.parametrize("folder", ["factures", "averties", "refusees", "hostiles", "lots"])
def test_nothing_is_left_behind(samples: Path, folder: str) -> None:
    before = sorted(samples.rglob("*"))
    checked([samples / folder], samples)
    assert sorted(samples.rglob("*")) == before


def test_every_document_of_other_publishers_gets_a_decision(corpus: Path, samples: Path) -> None:
    with WorkerPool(2) as pool:
        answers = checked([corpus], samples, pool)
    files = sum(1 for path in corpus.rglob("*") if path.is_file())
    assert len(answers) >= files
    lost = [a.decision.path for a in answers for f in a.decision.findings if f.code in ("LIG-04", "LIG-05", "LIG-06")]
    assert lost == []
