"""One place of a good document is damaged: there is always an answer, never an exception, and never a wrong word."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import parsers
from domain.decision import Reading
from domain.invoice import fields
from tests.parsers.xml.documents import cii, cpp, ubl, zugferd1
from tests.parsers.xml.pdf import facturx

DOCUMENTS = {
    "ubl": ubl(),
    "avoir": ubl(credit_note=True),
    "cii": cii(),
    "zugferd1": zugferd1(),
    "cpp": cpp(),
    "facturx": facturx(cii()),
}
GOOD = {name: parsers.read(content) for name, content in DOCUMENTS.items()}
ODD = ["", " ", "12,5x", "NaN", "1e5000", "2026-02-31", "é" * 200, "\u202e", "=1+1", "-", "0" * 5000, "{}", "%s"]
names = st.sampled_from(sorted(DOCUMENTS))


def is_answer(reading: Reading) -> None:
    """Nothing readable without an invoice or a fatal finding; every message can be shown."""
    assert isinstance(reading, Reading)
    assert reading.invoice is not None or any(f.severity.value == "fatal" for f in reading.findings)
    assert all(finding.message.fr and finding.remedy.en for finding in reading.findings)


@given(name=names, data=st.data())
@settings(deadline=None)
def test_cut_anywhere(name: str, data: st.DataObject) -> None:
    content = DOCUMENTS[name]
    reading = parsers.read(content[: data.draw(st.integers(0, len(content) - 1))])
    is_answer(reading)
    if name != "facturx" and reading.invoice is not None:
        assert reading.invoice == GOOD[name].invoice


@given(name=names, data=st.data())
@settings(deadline=None)
def test_any_byte_changed(name: str, data: st.DataObject) -> None:
    content = bytearray(DOCUMENTS[name])
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    is_answer(parsers.read(bytes(content)))


@given(name=names, data=st.data())
@settings(deadline=None)
def test_a_piece_removed_or_repeated(name: str, data: st.DataObject) -> None:
    content = DOCUMENTS[name]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 400)))
    is_answer(parsers.read(content[:start] + content[end:]))
    is_answer(parsers.read(content[:end] + content[start:]))


@given(name=st.sampled_from(["ubl", "avoir", "cii", "zugferd1", "cpp"]), data=st.data())
@settings(deadline=None)
def test_a_value_replaced_by_an_odd_one(name: str, data: st.DataObject) -> None:
    root = etree.fromstring(DOCUMENTS[name])
    leaves = [element for element in root.iter() if len(element) == 0]
    data.draw(st.sampled_from(leaves)).text = data.draw(st.sampled_from(ODD))
    is_answer(parsers.read(etree.tostring(root)))


def removed(content: bytes) -> Iterator[bytes]:
    """``content`` without each of its elements in turn."""
    count = sum(1 for _ in etree.fromstring(content).iter())
    for index in range(1, count):
        root = etree.fromstring(content)
        victim = next(element for rank, element in enumerate(root.iter()) if rank == index)
        parent = victim.getparent()
        if parent is not None:
            parent.remove(victim)
            yield etree.tostring(root)


@pytest.mark.parametrize("name", ["ubl", "cii"])
def test_an_element_removed_never_changes_another_field(name: str) -> None:
    """A missing element leaves a field empty, or found at the next place of the rule; it invents nothing."""
    invoice = GOOD[name].invoice
    assert invoice is not None
    expected = fields(invoice)
    elsewhere = {"code_service": {"REF-ACHETEUR"}, "numero_marche": {"AUTRE"}, "numero_facture_origine": {"F-00A"}}
    for content in removed(DOCUMENTS[name]):
        reading = parsers.read(content)
        assert reading.invoice is not None
        for field, value in fields(reading.invoice).items():
            assert value in {None, expected[field]} | elsewhere.get(field, set()), field
