"""Pages published by others, read without their XML and set against it."""

from pathlib import Path

from domain.invoice import fields
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.accuracy import CORE, Score
from tests.parsers.page.published import answered, hybrids

_SAY_OTHERWISE = {"type_facture"}
"""The avoirs of type 380 call themselves *Avoir*; their XML says invoice."""


def test_french_factur_x_pages_are_right_or_silent(corpus: Path) -> None:
    wrong, missing, stated = [], 0, 0
    for case in hybrids(corpus):
        if case.name.startswith("mustang"):
            continue
        invoice = text_pdf.read(Source(case.content)).invoice
        assert invoice is not None, case.name
        read = fields(invoice)
        score = Score()
        score.add(case)
        wrong += [
            fault
            for fault in score.faults
            if " wrong: " in fault and not any(f" {n} " in fault for n in _SAY_OTHERWISE)
        ]
        stated += sum(case.truth[name] is not None for name in CORE)
        missing += sum(case.truth[name] is not None and read[name] is None for name in CORE)
    assert not wrong
    assert missing <= 0.05 * stated


def test_answers_of_others_are_met_or_left_open(corpus: Path) -> None:
    score = Score()
    for case in answered(corpus):
        score.add(case)
    assert score.documents > 5
    assert not [fault for fault in score.faults if " wrong: " in fault]


def test_every_pdf_of_the_corpus_gets_a_reading(corpus: Path) -> None:
    for path in sorted(corpus.rglob("*.pdf")):
        reading = text_pdf.read(Source(path.read_bytes()))
        assert reading.invoice is not None or reading.findings, path.name
