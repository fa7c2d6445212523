"""Where a reader of events stopped: given back as it was, and nothing else is taken for it."""

import pytest

from domain.errors import Unsearchable
from domain.feed import FeedPosition


@pytest.mark.parametrize("position", [FeedPosition(), FeedPosition(event=7, action=0, account=10**18 - 1)])
def test_a_cursor_is_given_back(position: FeedPosition) -> None:
    assert FeedPosition.of(position.cursor) == position


@pytest.mark.parametrize(
    "cursor", ["", "1", "1.2", "1.2.3.4", "1.2.-3", " 1.2.3", "1.2.3\n", "1.2.", "a.b.c", "1.2.٣", f"1.2.{10**18}"]
)
def test_what_no_feed_gave_is_refused_with_a_remedy(cursor: str) -> None:
    with pytest.raises(Unsearchable) as refused:
        FeedPosition.of(cursor)
    assert all(refused.value.remedy)
