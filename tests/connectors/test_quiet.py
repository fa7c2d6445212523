"""Which files of a drop are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors import Entry, quiet
from connectors.quiet import AHEAD

NAMES = st.sampled_from(["a.xml", "b.zip", ".cache", "c.part", "d.tmp", "e.xml~", "F.PART", "g.filepart"])
ENTRIES = st.builds(Entry, name=NAMES, size=st.integers(0, 2), modified=st.integers(0, 2).map(float))
LOOKS = st.lists(ENTRIES, unique_by=lambda entry: entry.name)


def entry(name: str = "f.xml", size: int = 5, modified: float = 1000.0) -> Entry:
    return Entry(name=name, size=size, modified=modified)


@pytest.mark.parametrize(
    "name", ["f.xml.part", "f.XML.TMP", "f.filepart", "f.zip.crdownload", ".f.xml", "f.xml~", "~$f.xlsx", ".3f2a.part"]
)
def test_half_written_and_hidden_names_wait(name: str) -> None:
    look = [entry(name)]
    assert quiet(look, look) == ((), tuple(look))


@pytest.mark.parametrize("name", ["part", "f.part.xml", "tmp.zip", "f~1.xml", "-f.xml"])
def test_names_that_only_look_half_written_are_taken(name: str) -> None:
    look = [entry(name)]
    assert quiet(look, look) == (tuple(look), ())


def test_a_file_that_moved_or_just_came_waits() -> None:
    before = [entry("grandit.xml"), entry("touche.xml"), entry("part.xml"), entry("calme.xml")]
    after = [entry("grandit.xml", 6), entry("touche.xml", modified=1001.0), entry("calme.xml"), entry("vient.xml")]
    ready, waiting = quiet(before, after)
    assert [e.name for e in ready] == ["calme.xml"]
    assert [e.name for e in waiting] == ["grandit.xml", "touche.xml", "vient.xml"]


def test_an_empty_file_waits_while_it_is_young() -> None:
    look = [entry(size=0, modified=1000.0)]
    assert quiet(look, look, now=1010.0) == ((), tuple(look))
    assert quiet(look, look, now=1100.0) == (tuple(look), ())
    assert quiet(look, look) == (tuple(look), ())


@pytest.mark.parametrize(("ahead", "ready"), [(1.0, False), (AHEAD, False), (AHEAD + 1, True), (10 * AHEAD, True)])
def test_an_empty_file_of_a_day_to_come_does_not_wait_for_that_day(ahead: float, ready: bool) -> None:
    look = [entry(size=0, modified=1000.0 + ahead)]
    assert bool(quiet(look, look, now=1000.0)[0]) is ready
    growing = [entry(size=0, modified=1001.0 + ahead)]
    assert quiet(growing, look, now=1000.0) == ((), tuple(look))
    unfinished = [entry("f.part", size=0, modified=1000.0 + ahead)]
    assert quiet(unfinished, unfinished, now=1000.0)[0] == ()


@given(before=LOOKS, after=LOOKS)
def test_every_file_of_the_second_look_is_ready_or_waits(before: list[Entry], after: list[Entry]) -> None:
    ready, waiting = quiet(before, after)
    assert sorted([*ready, *waiting], key=lambda e: e.name) == sorted(after, key=lambda e: e.name)
    assert set(ready) <= set(before)
