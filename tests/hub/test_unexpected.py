"""An exception that nobody foresaw: told with its place in our code; what ends the process is no document's fault."""

import json
import re

import pytest

from domain.errors import NavetteError, Unexpected
from domain.text import Text
from hub.runtime.unexpected import as_fault, reason_of

PanicException = type("PanicException", (BaseException,), {})
"""As a library written in Rust raises it: no ``Exception``."""


def caught(error: BaseException) -> BaseException:
    try:
        raise error
    except BaseException as found:  # noqa: BLE001 - whatever it is
        return found


@pytest.mark.parametrize("error", [ValueError("SECRET"), KeyError("SECRET"), PanicException("SECRET")])
def test_it_is_told_by_its_kind_and_place_and_never_by_what_it_says(error: BaseException) -> None:
    reason = reason_of(caught(error))
    assert re.fullmatch(rf"{type(error).__name__}, tests/hub/test_unexpected\.py:\d+", reason)
    fault = as_fault(caught(error), "f.xml")
    assert isinstance(fault, Unexpected)
    for said in (fault.text.fr, fault.text.en):
        assert "f.xml" in said
        assert "test_unexpected.py" in said
        assert "SECRET" not in said


def test_the_place_is_the_last_of_ours() -> None:
    with pytest.raises(json.JSONDecodeError) as found:
        json.loads("{")
    assert reason_of(found.value).startswith("JSONDecodeError, tests/hub/test_unexpected.py:")
    assert reason_of(ValueError("never raised")) == "ValueError"


@pytest.mark.parametrize(
    "error", [MemoryError(), KeyboardInterrupt(), SystemExit(1), GeneratorExit(), type("Panic", (BaseException,), {})()]
)
def test_what_is_not_about_the_document_goes_on(error: BaseException) -> None:
    with pytest.raises(type(error)) as again:
        as_fault(error, "f.xml")
    assert again.value is error


def test_a_fault_with_its_remedy_stays_itself() -> None:
    fault = NavetteError(Text("Non.", "No."), Text("Recommencez.", "Do it again."))
    assert as_fault(fault, "f.xml") is fault
