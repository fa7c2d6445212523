"""A server that lists names without their attributes: each is asked for, and a file that left meanwhile is no fault."""

import stat
from types import SimpleNamespace
from typing import Any

import pytest

from connectors.sftp.listing import LOOKS, _completed
from connectors.sftp.wire import Attributes, Code, Name, Reply, Status
from domain.errors import AccessRefused

WHOLE = Attributes(size=3, mode=stat.S_IFREG, modified=7)
GONE = Status(Code.NO_SUCH_FILE, "gone")


def completed(names: list[Name], answers: list[Reply]) -> tuple[list[Name], list[int]]:
    """What is listed, and how many were asked for at a time."""
    remote: Any = SimpleNamespace(file=lambda folder, name: f"/{folder}/{name}".encode())
    talk, asked = _completed(remote, "d", names), list[int]()
    try:
        ask = next(talk)
        while True:
            asked.append(len(ask.requests))
            some, answers = answers[: asked[-1]], answers[asked[-1] :]
            ask = talk.send(tuple(some))
    except StopIteration as end:
        return end.value, asked


def test_only_what_lacks_attributes_is_asked_for_and_what_left_is_not_listed() -> None:
    bare = [Attributes(), Attributes(size=3, modified=7), Attributes(size=3, mode=stat.S_IFREG)]
    names = [Name(b"a", WHOLE), *(Name(b"b%d" % rank, each) for rank, each in enumerate(bare))]
    listed, asked = completed(names, [GONE, WHOLE, WHOLE])
    assert listed == [Name(b"a", WHOLE), Name(b"b1", WHOLE), Name(b"b2", WHOLE)]
    assert asked == [3]
    assert completed(names[:1], []) == (names[:1], [])


@pytest.mark.parametrize(("count", "turns"), [(LOOKS, [LOOKS]), (LOOKS + 1, [LOOKS, 1])])
def test_so_many_are_asked_for_at_a_time(count: int, turns: list[int]) -> None:
    names = [Name(b"%d" % rank, Attributes()) for rank in range(count)]
    assert completed(names, [WHOLE] * count) == ([Name(one.name, WHOLE) for one in names], turns)


def test_a_refusal_is_told_with_the_name() -> None:
    with pytest.raises(AccessRefused) as refused:
        completed([Name(b"secret.xml", Attributes())], [Status(Code.PERMISSION_DENIED, "no")])
    assert "secret.xml" in refused.value.text.fr
