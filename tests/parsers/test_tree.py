"""A document as plain nodes: names by their vocabulary, and all that an element says."""

import gc

import pytest

import parsers.xml.rule_tree as places
from domain.tree import Node, Syntax, Tree
from parsers.source.document import Source
from parsers.xml.rule_tree import rule_tree

RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
RSM = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"


def tree_of(inside: str) -> Tree:
    document = f'<r:CrossIndustryInvoice xmlns:r="{RSM}" xmlns="{RAM}">{inside}</r:CrossIndustryInvoice>'
    tree = rule_tree(Source(document.encode()).root)
    assert tree is not None
    return tree


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("<Name>Jean</Name>", "Jean"),
        ("<Name/>", ""),
        ("<Name>Je<!-- un mot -->an</Name>", "Jean"),
        ("<Name><![CDATA[Jean & fils]]></Name>", "Jean & fils"),
        ("<Name>Jean <b xmlns=''>et</b> fils</Name>", "Jean et fils"),
    ],
)
def test_the_text_of_an_element_is_all_that_is_written_in_it(written: str, said: str) -> None:
    assert tree_of(written).every("Name")[0].text == said


def test_blanks_around_children_are_no_text() -> None:
    party = tree_of("<SellerTradeParty>\n <Name>Jean</Name>\n</SellerTradeParty>").every("SellerTradeParty")[0]
    assert not party.text.strip()
    assert party.text_at("Name") == "Jean"


def test_an_element_of_another_vocabulary_is_another_element() -> None:
    tree = tree_of('<x:Name xmlns:x="urn:x">Jean</x:Name><Name>Jeanne</Name>')
    assert tree.syntax is Syntax.CII
    assert [node.text for node in tree.every("Name")] == ["Jeanne"]
    assert [node.text for node in tree.every("{urn:x}Name")] == ["Jean"]


def test_a_path_names_the_rank_among_siblings() -> None:
    tree = tree_of("<Name>a</Name><Name>b</Name>")
    assert [node.path for node in tree.every("Name")] == [
        "/CrossIndustryInvoice/Name[1]",
        "/CrossIndustryInvoice/Name[2]",
    ]


def test_documents_share_the_places_of_their_paths() -> None:
    one, other = tree_of("<Name>a</Name>"), tree_of("<Name>b</Name><BuyerTradeParty><Name>c</Name></BuyerTradeParty>")
    first, second = other.every("Name")
    assert first.place is one.every("Name")[0].place
    assert second.place is not first.place
    assert (second.place.name, second.place.parent) == ("Name", other.every("BuyerTradeParty")[0].place)


def test_places_without_end_are_not_kept_and_the_document_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_REMEMBERED", 50)
    for turn in range(3):
        names = [f"{{urn:x{turn}}}n{rank}" for rank in range(200)]
        inside = "".join(f'<n{rank} xmlns="urn:x{turn}">{rank}</n{rank}>' for rank in range(200))
        tree = tree_of(inside)
        assert [tree.every(name)[0].text for name in names] == [str(rank) for rank in range(200)]
        assert places._kept[0] <= 51


def test_a_felled_tree_is_freed_at_once() -> None:
    tree = tree_of("<BuyerTradeParty><Name>freed</Name></BuyerTradeParty>")
    tree.cached("sum", lambda one: one.root)
    tree.release()
    assert all(node.parent is None for nodes in tree.named.values() for node in nodes)
    gc.collect()
    gc.disable()
    try:
        del tree
        assert not any(isinstance(one, Node) and one.text == "freed" for one in gc.get_objects())
    finally:
        gc.enable()
