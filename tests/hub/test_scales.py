"""The scale for status files weighs what it says: both formats, every line applied, the naive way beside it."""

from bench import statuts


def test_both_formats_are_weighed() -> None:
    for figure in (statuts.table_of(60, 2), statuts.cpp_of(60, 2)):
        assert (figure.runs, figure.target) == (2, 10_000)
        assert figure.ours > 0
        assert figure.naive > 0
