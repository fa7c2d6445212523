"""Drawn layouts: each page shows what its truth says, and nothing is drawn differently twice."""

import json
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import siret

from bench.corpus import page_text
from bench.printed import is_printed
from domain.invoice import FIELDS
from samples.drawn_layouts.catalogue import OPEN, RESERVED
from samples.drawn_layouts.drawn_invoice import draw_invoice
from samples.drawn_layouts.field_writer import FieldWriter
from samples.drawn_layouts.layout import Layout
from samples.drawn_layouts.pdf_tools import PdfTool, missing_tool
from tests.conftest import examples

EVERY = (*OPEN, *RESERVED)
SEEDS = st.integers(0, 10**9)


@pytest.fixture(params=EVERY, ids=lambda layout: layout.name)
def layout(request: pytest.FixtureRequest) -> Layout:
    """Each layout whose tool is installed."""
    found: Layout = request.param
    missing = missing_tool(found.tool)
    if missing:
        pytest.skip(f"this layout needs {missing.en}, which measuring does without")
    return found


def test_the_page_prints_every_value_its_truth_marks_as_printed(layout: Layout) -> None:
    for document in layout.documents(examples(1), seed=3):
        page = page_text(document.content)
        unseen = [
            field.name
            for field in document.truth.fields
            if field.printed and field.name != "type_facture" and not is_printed(field.name, field.value, page)
        ]
        assert unseen == [], document.name


def test_there_are_enough_layouts_by_enough_tools_and_some_are_reserved() -> None:
    assert len(EVERY) >= 24
    assert len(RESERVED) >= 8
    assert len({one.tool for one in EVERY}) >= 4
    assert max(Counter(one.name for one in EVERY).values()) == 1


def test_the_same_seed_draws_the_same_bytes_and_another_seed_other_invoices() -> None:
    for one in EVERY:
        if one.tool is PdfTool.REPORTLAB:
            first, again, other = ([p.content for p in one.documents(2, seed=seed)] for seed in (1, 1, 2))
            assert first == again
            assert not set(first) & set(other)


def test_a_truth_has_the_form_of_the_answer_of_check() -> None:
    document = next(iter(OPEN[0].documents(1)))
    said = json.loads(document.truth.as_json())
    assert tuple(said) == FIELDS
    assert {name for name, value in said.items() if value} == {c.name for c in document.truth.fields if c.printed}


@given(SEEDS, st.booleans())
def test_drawn_invoices_add_up_and_their_keys_are_right(seed: int, travaux: bool) -> None:
    drawn = draw_invoice(Random(seed), travaux=travaux)
    assert drawn.ht == sum(one.amount for one in drawn.lines)
    assert drawn.ttc == drawn.ht + drawn.tva
    assert drawn.due == drawn.ttc - drawn.paid
    assert (drawn.exemption is None) or drawn.tva == 0
    for who in (drawn.supplier, drawn.recipient, drawn.moe, drawn.mandataire, drawn.delivered_to):
        if who is not None:
            assert siret.is_valid(who.siret) and siret.is_valid(who.head_office_siret)
            assert who.siret.startswith("999")


@given(SEEDS)
def test_what_the_pen_was_never_asked_is_not_printed(seed: int) -> None:
    rng = Random(seed)
    writer = FieldWriter(draw_invoice(rng), rng)
    asked = [name for name in FIELDS if name not in ("type_facture", "devise") and rng.random() < 0.5]
    given_ = {name for name in asked if writer.value(name)}
    printed = {field.name for field in writer.truth().fields if field.printed}
    assert printed - {"devise"} == given_


@given(SEEDS)
def test_dates_and_amounts_are_found_again_however_a_page_writes_them(seed: int) -> None:
    rng = Random(seed)
    writer = FieldWriter(draw_invoice(rng), rng)
    page = f"Facture du {writer.value('date_facture')} de {writer.value('montant_ttc')} au total"
    truth = writer.truth()
    for name in ("date_facture", "montant_ttc"):
        field = truth.field(name)
        assert field is not None
        assert is_printed(name, field.value, page), page
