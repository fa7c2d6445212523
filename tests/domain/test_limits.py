"""The numbers of this room are the pinned ones: limits, default values, sizes."""

from tests.limits import assert_as_pinned


def test_no_number_changes_unnoticed() -> None:
    assert_as_pinned("domain")
