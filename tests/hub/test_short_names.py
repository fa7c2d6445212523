"""Shorter names of answers: short enough, told apart, the same again."""

from hypothesis import given
from hypothesis import strategies as st

from hub.reply.short_names import SHORT, shorter

NAMES = st.text(alphabet="abcé€ .-_~", min_size=1, max_size=300).map(lambda stem: f"{stem}.json")


@given(NAMES, NAMES)
def test_names_stay_apart_and_keep_their_extension(one: str, other: str) -> None:
    short = shorter(one)
    assert len(short.encode()) <= SHORT
    assert short.endswith(".json")
    assert short == shorter(one) == shorter(short)
    assert (short == shorter(other)) is (one == other)
    assert (short == one) is (len(one.encode()) <= SHORT)
