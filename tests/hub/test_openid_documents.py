"""Values of a provider's JSON: each as the type it must have, or not there."""

import pytest

from domain.errors import NotIdentified
from hub.comptes.openid.documents import Document, document_of

ODD = (None, True, False, 0, 1.5, "", "x", "true", [], ["a"], ["a", 1], {}, {"a": 1})


def of(value: object) -> Document:
    return Document(values={"it": value})


@pytest.mark.parametrize("value", ODD, ids=repr)
def test_a_value_of_another_type_is_not_there(value: object) -> None:
    assert of(value).has("it") is (value is not None)
    assert of(value).text("it") == (value if isinstance(value, str) else "")
    listed = tuple(value) if value == ["a"] else (value,) if isinstance(value, str) else ()
    assert of(value).texts("it") == listed
    assert of(value).number("it") == (value if type(value) in (int, float) else None)
    truth = True if value == "true" else value if isinstance(value, bool) else None
    assert of(value).truth("it") is truth


def test_what_is_absent_is_not_there() -> None:
    nothing = Document(values={})
    assert not nothing.has("it")
    assert (nothing.text("it"), nothing.texts("it"), nothing.number("it"), nothing.truth("it")) == ("", (), None, None)


@pytest.mark.parametrize(
    ("value", "kept"),
    [(1e12, True), (-1e12, True), (10**12, True), (10**12 + 1, False), (-1e12 - 1, False), (10**400, False),
     (float("inf"), False), (float("-inf"), False), (float("nan"), False)],
)  # fmt: skip
def test_a_moment_is_a_number_that_a_calendar_has(value: float, kept: bool) -> None:
    assert of(value).number("it") == (float(value) if kept else None)


@pytest.mark.parametrize(("word", "truth"), [("TRUE", True), ("False", False), ("yes", None), ("1", None)])
def test_a_truth_is_said_in_a_word_too(word: str, truth: bool | None) -> None:
    assert of(word).truth("it") is truth


@pytest.mark.parametrize("body", [b"", b"[]", b"7", b'"x"', b"null", b"{", b"\xff{}", b"[" * 100_000])
def test_what_is_no_object_identifies_nobody(body: bytes) -> None:
    with pytest.raises(NotIdentified):
        document_of(body)


def test_an_object_is_read() -> None:
    assert document_of(b'{"it": "x"}').text("it") == "x"
