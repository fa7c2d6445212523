"""A document as plain nodes: names by their vocabulary, and all that an element says."""

import pytest

from domain.tree import Syntax, Tree
from parsers.source import Source
from parsers.tree import grown

RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
RSM = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"


def tree_of(inside: str) -> Tree:
    document = f'<r:CrossIndustryInvoice xmlns:r="{RSM}" xmlns="{RAM}">{inside}</r:CrossIndustryInvoice>'
    tree = grown(Source(document.encode()).root)
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
def test_an_element_says_all_that_is_written_in_it(written: str, said: str) -> None:
    assert tree_of(written).every("Name")[0].text == said


def test_blanks_around_children_are_not_something_said() -> None:
    party = tree_of("<SellerTradeParty>\n <Name>Jean</Name>\n</SellerTradeParty>").every("SellerTradeParty")[0]
    assert not party.text.strip()
    assert party.said("Name") == "Jean"


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
