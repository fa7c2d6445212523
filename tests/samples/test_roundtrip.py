"""What the writers write, the parsers read: the whole model, not only the fields that route.

The two halves were written apart from the same sources; a place where they differ is a mistake in one of them.
"""

from dataclasses import fields, is_dataclass, replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import parsers
from domain.invoice import Invoice
from exporters import cii
from samples.invoices.bases import BATIMENT, FORMATION, FRANCHISE, NUMERIQUE_MARS, PAPETERIE, PRESSE, REPAS_COLLEGE
from samples.invoices.builder import build
from samples.invoices.demo import DemoInvoice
from samples.volume import draw
from samples.writers import ubl
from samples.writers.profiles import Profile, cut
from tests.samples.whole import whole

BASES = (PAPETERIE, BATIMENT, NUMERIQUE_MARS, REPAS_COLLEGE, PRESSE, FORMATION, FRANCHISE)


@pytest.mark.parametrize("demo", BASES, ids=lambda demo: demo.numero)
@pytest.mark.parametrize("credit", [False, True])
def test_ubl(demo: DemoInvoice, credit: bool) -> None:
    invoice = build(replace(demo, type_facture="381" if credit else "380"))
    assert _differences(_read(ubl.write(invoice)), invoice) == []


@pytest.mark.parametrize("demo", BASES, ids=lambda demo: demo.numero)
@pytest.mark.parametrize("profile", Profile)
def test_cii(demo: DemoInvoice, profile: Profile) -> None:
    invoice = cut(build(demo), profile)
    assert _differences(_read(cii.write(invoice)), invoice) == []


def test_the_whole_model_in_ubl() -> None:
    invoice = whole(build(PAPETERIE))
    assert _differences(_read(ubl.write(invoice)), invoice) == []


def test_the_whole_model_in_cii() -> None:
    invoice = whole(build(PAPETERIE))
    assert _differences(_read(cii.write(invoice)), invoice) == []


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 12))
def test_drawn_invoices(seed: int, lines: int) -> None:
    invoice = build(draw(Random(seed), f"R-{seed}", lines))
    for content in (ubl.write(invoice), cii.write(invoice)):
        assert _differences(_read(content), invoice) == []


def _read(content: bytes) -> Invoice:
    reading = parsers.read(content)
    assert reading.findings == ()
    assert reading.invoice is not None
    return reading.invoice


def _differences(read: object, written: object, path: str = "") -> list[str]:
    """The fields where the two differ, by name: easier to mend than two whole invoices side by side."""
    if is_dataclass(read) and type(read) is type(written):
        names = [field.name for field in fields(read)]
        pairs = [(getattr(read, name), getattr(written, name), f"{path}.{name}") for name in names]
    elif isinstance(read, tuple) and isinstance(written, tuple) and len(read) == len(written):
        pairs = [(one, other, f"{path}[{rank}]") for rank, (one, other) in enumerate(zip(read, written, strict=True))]
    else:
        return [] if read == written else [f"{path}: read {read!r}, written {written!r}"]
    return [found for one, other, where in pairs for found in _differences(one, other, where)]
