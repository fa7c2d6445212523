"""Whose a complement is, by its name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.follow_up.complement_files import MARKS_TRIED, named, spellings


@pytest.mark.parametrize(
    ("name", "number", "rest"),
    [
        ("F-12__bon.pdf", "F-12", "bon.pdf"),
        ("F-12__bon__signe.pdf", "F-12", "bon__signe.pdf"),
        ("F-12.zip", "F-12", "F-12.zip"),
        ("F.2026.12.pdf", "F.2026.12", "F.2026.12.pdf"),
        ("__bon.pdf", "", "bon.pdf"),
        ("F-12__", "F-12__", "F-12__"),
        ("", "", ""),
    ],
)
def test_the_number_is_what_comes_before_the_mark_or_the_extension(name: str, number: str, rest: str) -> None:
    assert named(name) == (number, rest)


@given(st.text(alphabet="AZ09/-_. ", max_size=24))
def test_a_number_is_found_again_under_the_name_its_slashes_made_it_take(number: str) -> None:
    written = number.replace("/", "-")
    found = spellings(written)
    assert found[0] == written
    assert len(found) <= 2**MARKS_TRIED
    if sum(sign in "-_" for sign in written) <= MARKS_TRIED:
        assert number in found
