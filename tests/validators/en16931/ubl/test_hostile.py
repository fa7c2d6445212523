"""Whatever a document says, every rule has an answer: nothing raises, and order does not matter."""

import copy

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.conftest import examples
from tests.validators.en16931.ubl.facture import broken, category, extra, invoice, line, money, part, taxes, totals

RICH = invoice(
    extras=extra("false", "10.00", category(name="TaxCategory")) + extra("true", "5.00", category(name="TaxCategory")),
    tax=taxes("19.00", part("95.00", "19.00")),
    sums=totals(
        "95.00",
        "114.00",
        lines="100.00",
        more=money("AllowanceTotalAmount", "10.00") + money("ChargeTotalAmount", "5.00") + money("PrepaidAmount", "0"),
    ),
    lines=line("60.00") + line("40.00"),
)
WORDS = ("", " ", "0", "-1", "1e5000", "NaN", "sNaN", "-sNaN", "Infinity", "1_0", "٣", "vrai", "true", "VAT", "S", "O")


def test_the_rich_invoice_breaks_nothing() -> None:
    assert broken(RICH) == set()


def test_a_blank_counts_as_empty_and_a_no_break_space_as_a_character() -> None:
    number = "<cbc:ID>F-1</cbc:ID>"
    assert number in RICH
    assert broken(RICH.replace(number, "<cbc:ID> \n</cbc:ID>", 1)) == {"BR-02"}
    assert broken(RICH.replace(number, "<cbc:ID>\u00a0</cbc:ID>", 1)) == set()


@settings(max_examples=examples(70), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(WORDS), st.sampled_from("wrd")), max_size=4))
def test_nothing_raises(damages: list[tuple[int, str, str]]) -> None:
    root = etree.fromstring(RICH.encode())
    for rank, word, how in damages:
        nodes = [one for one in root.iter() if one is not root]
        node = nodes[rank % len(nodes)]
        parent = node.getparent()
        assert parent is not None
        if how == "w":
            node.text = word
        elif how == "r" and len(nodes) > 1:
            parent.remove(node)
        else:
            parent.append(copy.deepcopy(node))
    assert isinstance(broken(etree.tostring(root).decode()), set)


def test_every_amount_may_be_what_no_sum_can_hold() -> None:
    root = etree.fromstring(RICH.encode())
    for node in root.iter():
        if not len(node):
            for word in WORDS:
                before, node.text = node.text, word
                broken(etree.tostring(root).decode())
                node.text = before
