"""Whatever a document says, every rule gives an answer; and numbers are those of XPath."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.tree import Node, Tree
from tests.validators.en16931.cii.facture import CALM, GOOD, changed, failed, grown_from
from validators.en16931.cii import BODY

ODD = st.one_of(
    st.sampled_from(
        ["", " ", "NaN", "sNaN", "-Infinity", "INF", "1E+999999", "1e400", "-0", "1_0", "\u0662\u0660", "VAT"]
    ),
    st.text(alphabet="0123456789.-+eE \u00a0AZéaz\x85", max_size=12),
)
AMOUNT = st.decimals(min_value="-99999.99", max_value="99999.99", places=2)


def _leaves(tree: Tree) -> list[Node]:
    return [node for nodes in tree.named.values() for node in nodes if not node.children]


COUNT = len(_leaves(grown_from(GOOD)))


@given(rank=st.integers(0, COUNT - 1), text=ODD, attribute=ODD)
def test_an_odd_value_never_raises(rank: int, text: str, attribute: str) -> None:
    tree = grown_from(GOOD)
    leaf = _leaves(tree)[rank]
    leaf.text = text
    leaf.attributes = dict.fromkeys(leaf.attributes, attribute)
    with localcontext(CALM):
        assert {failure.code for failure in BODY.failures(tree)} <= set(BODY.codes)


@given(rank=st.integers(0, COUNT - 1), up=st.integers(0, 4))
def test_a_part_taken_away_never_raises(rank: int, up: int) -> None:
    node = _leaves(grown_from(GOOD))[rank]
    for _ in range(up):
        node = node.parent if node.parent is not None and node.parent.parent is not None else node
    if node.parent is None:
        return
    tree = grown_from(GOOD)
    _take(tree, next(one for one in tree.root.walk() if one.path == node.path))
    with localcontext(CALM):
        assert {failure.code for failure in BODY.failures(tree)} <= set(BODY.codes)


def _take(tree: Tree, node: Node) -> None:
    if node.parent is not None:
        siblings = node.parent.children[node.name]
        siblings.remove(node)
        if not siblings:
            del node.parent.children[node.name]
    for one in node.walk():
        nodes = tree.every(one.name)
        if isinstance(nodes, list):
            nodes.remove(one)


@given(net=AMOUNT, off=st.integers(1, 500))
def test_totals_that_follow_from_the_lines_are_good_and_one_cent_more_is_not(net: Decimal, off: int) -> None:
    document = _of(net, net)
    assert not failed(document) & {"BR-CO-10", "BR-CO-13", "BR-S-08"}
    found = failed(_of(net, net + Decimal(off) / 100))
    assert found >= {"BR-CO-10", "BR-S-08"}


def _of(net: Decimal, total: Decimal) -> str:
    end = "</LineTotalAmount></SpecifiedTradeSettlementLineMonetarySummation>"
    header, base = "</LineTotalAmount><ChargeTotalAmount>", "</BasisAmount><CategoryCode>"
    return changed(
        (f"100.00{end}", f"{net}{end}"),
        (f"100.00{header}", f"{total}{header}"),
        (f"100.00{base}", f"{total}{base}"),
        ("<TaxBasisTotalAmount>100.00", f"<TaxBasisTotalAmount>{total}"),
    )


@pytest.mark.parametrize(
    ("line", "total", "holds"),
    [("100.005", "100.00", True), ("100.005", "100.01", False), ("0.125", "0.13", True), ("-0.125", "-0.12", True)],
)
def test_a_half_cent_goes_up_as_far_as_floating_point_has_one(line: str, total: str, holds: bool) -> None:
    assert ("BR-CO-10" not in failed(_of(Decimal(line), Decimal(total)))) is holds


def test_many_lines_make_one_sum() -> None:
    start, end = GOOD.index("<ram:IncludedSupplyChain"), GOOD.index("<ram:ApplicableHeaderTradeAgreement>")
    many = GOOD[:start] + GOOD[start:end] * 300 + GOOD[end:]
    assert failed(many) == {"BR-CO-10", "BR-S-08"}
