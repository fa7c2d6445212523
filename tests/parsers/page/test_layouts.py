"""Whole invoices, in layouts that share no template."""

import pytest

from domain.document import Format
from domain.finding import Severity
from domain.invoice import entry_values, fields
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.layouts import LAYOUTS, draw, type_layout
from tests.parsers.page.mixed import mixed
from tests.parsers.page.sketches import SKETCHES, Sketch


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_every_layout_is_read_whole(layout: type_layout, seed: int) -> None:
    one = draw(layout, seed)
    reading = text_pdf.read(Source(one.content))
    assert reading.invoice is not None
    assert reading.format is Format.PDF_TEXT
    assert fields(reading.invoice) == one.truth
    assert not [finding for finding in reading.findings if finding.severity is Severity.FATAL]


def test_a_field_is_right_or_absent_on_pages_put_together_at_random() -> None:
    wrong, absent, stated = [], 0, 0
    for seed in range(5000, 5080):
        one = mixed(seed)
        invoice = text_pdf.read(Source(one.content)).invoice
        read = fields(invoice) if invoice else {}
        for name, value in one.truth.items():
            stated += value is not None
            absent += value is not None and read.get(name) is None
            if read.get(name) is not None and read[name] != value:
                wrong.append((seed, name, read[name], value))
    assert not wrong
    assert absent < 0.03 * stated


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_every_field_has_its_proof_on_the_page(layout: type_layout) -> None:
    reading = text_pdf.read(Source(draw(layout, 7).content))
    assert reading.invoice is not None
    proofs = {proof.field: proof for proof in reading.evidence}
    read = {name for name, value in entry_values(reading.invoice).items() if value is not None}
    assert set(proofs) == read
    for proof in proofs.values():
        left, top, right, bottom = proof.box
        assert 0 <= left < right <= 842 and 0 <= top < bottom <= 842
        assert 0.5 <= proof.confidence <= 1
        assert proof.text
        assert proof.page >= 1
    number = proofs["numero_facture"]
    assert reading.invoice.numero_facture == number.text


def test_the_breakdown_and_the_account_come_along_when_they_agree() -> None:
    one = next(one for one in map(mixed, range(200)) if _has_recap(one.content))
    invoice = text_pdf.read(Source(one.content)).invoice
    assert invoice is not None
    assert sum(entry.base or 0 for entry in invoice.vat_breakdown) == invoice.montant_ht
    assert sum(entry.amount or 0 for entry in invoice.vat_breakdown) == invoice.montant_tva


def _has_recap(content: bytes) -> bool:
    invoice = text_pdf.read(Source(content)).invoice
    return invoice is not None and len(invoice.vat_breakdown) == 2


@pytest.mark.parametrize("sketch", SKETCHES, ids=lambda sketch: sketch.name)
def test_pages_as_firms_send_them(sketch: Sketch) -> None:
    invoice = text_pdf.read(Source(sketch.content())).invoice
    assert invoice is not None
    assert {name: value for name, value in fields(invoice).items() if value is not None} == sketch.truth
