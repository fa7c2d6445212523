"""What is committed is what the code makes, so that nobody edits a sample by hand and loses it at the next run."""

import io
import json
from pathlib import Path

import pypdfium2
import pytest

from domain.document import Format
from samples.cases import life_cycle, signed
from samples.cases.case import Case
from samples.catalogue import as_markdown
from samples.make import CONFIANCE, HERE, as_json, cases, golden, known_codes, main

MADE = cases()
CASES = [pytest.param(folder, case, id=f"{folder}/{case.name}") for folder, found in MADE.items() for case in found]
READABLE = {Format.FACTURX, Format.PDF_TEXT}


@pytest.mark.parametrize(("folder", "case"), CASES)
def test_committed_sample_is_the_one_the_code_makes(folder: str, case: Case) -> None:
    committed = (HERE / folder / case.name).read_bytes()
    if case.format in READABLE:
        assert _text(committed) == _text(case.content)
    elif case.name.endswith((".xml", ".txt", ".html")) and b"Contenu" not in committed:
        assert committed == case.content
    else:
        assert committed


@pytest.mark.parametrize("folder", MADE)
def test_folder_holds_samples_only_and_golden_answers_are_beside_it(folder: str) -> None:
    assert {path.name for path in (HERE / folder).iterdir()} == {case.name for case in MADE[folder]}
    assert golden(folder).read_bytes() == as_json(MADE[folder], known_codes(golden(folder)))


def test_the_trust_list_is_the_one_the_signed_samples_need() -> None:
    assert {path.name: path.read_bytes() for path in (HERE / CONFIANCE).iterdir()} == signed.TRUSTED


def test_a_document_is_always_signed_alike() -> None:
    made = signed.cases()
    signed.cases.cache_clear()
    again = signed.cases()
    assert [case.content for case in made] == [case.content for case in again]
    (around,) = (case for case in made if case.name.endswith(".p7m"))
    assert (HERE / "signees" / around.name).read_bytes() == around.content


def test_page_of_samples_is_up_to_date() -> None:
    assert (HERE / "README.md").read_bytes() == as_markdown(MADE, life_cycle.cases())


def test_every_refusal_has_been_given_its_codes() -> None:
    for folder, found in MADE.items():
        answers = json.loads(golden(folder).read_text("utf-8"))
        for case in found:
            refused = case.verdict != "accepted" and not case.members
            assert bool(answers[case.name]["codes"]) == refused, f"{folder}/{case.name}: run with NAVETTE_UPDATE=1"


def test_numbers_are_used_once() -> None:
    numbers = [
        (case.invoice.siren_fournisseur, case.invoice.numero_facture)
        for found in MADE.values()
        for whole in found
        for case in (whole, *whole.members)
        if case.invoice and case.invoice.numero_facture
    ]
    assert len(numbers) == len(set(numbers))


def test_making_twice_changes_nothing(tmp_path: Path) -> None:
    main(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    cases.cache_clear()
    main(tmp_path)
    assert before == {path: path.read_bytes() for path in before}


def _text(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
