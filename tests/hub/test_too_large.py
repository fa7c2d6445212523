"""A file of the largest size allowed is fetched, one byte more is refused with its reason, and none is both."""

from connectors.connector import Entry
from hub.intake.too_large import apart
from tests.english import english


def entry(size: int) -> Entry:
    return Entry(name=f"{size}.zip", size=size, modified=0.0)


def test_the_largest_file_is_fetched_and_one_byte_more_is_not() -> None:
    fetched, refused = apart([entry(size) for size in (0, 999_999, 1_000_000, 1_000_001)], 1_000_000)
    assert [one.size for one in fetched] == [0, 999_999, 1_000_000]
    assert [one.entry.size for one in refused] == [1_000_001]
    assert english("1000001.zip")(refused[0].error)
