"""A text with ``*`` is compared as its words stand, in a time that its stars do not multiply."""

import re

from hypothesis import given
from hypothesis import strategies as st

from annuaire import is_like, plain_with_stars
from annuaire.comparable_letters import plain


@given(st.text("AB* ", max_size=9), st.text("AB ", max_size=12))
def test_a_star_is_any_text(asked: str, value: str) -> None:
    wanted = plain_with_stars(asked)
    if "*" in wanted:
        pattern = ".*".join(map(re.escape, wanted.split("*")))
        assert is_like(wanted, value) is (re.fullmatch(pattern, plain(value)) is not None)


def test_thousands_of_stars_are_answered() -> None:
    wanted = plain_with_stars("*A" * 2_000)
    assert not is_like(f"{wanted}*Z", "A" * 5_000)
    assert is_like(wanted, "A" * 5_000)
