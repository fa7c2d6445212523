"""The benchmark of status files measures what it states: both formats, every line applied, the naive way beside it."""

from bench import status_files


def test_both_formats_are_weighed() -> None:
    for figure in (status_files.table_of(60, 2), status_files.cpp_of(60, 2)):
        assert (figure.runs, figure.target) == (2, 10_000)
        assert figure.ours > 0
        assert figure.naive > 0
