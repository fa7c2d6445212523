"""Matching what an error says, in English, whatever language is the default."""

import re
from collections.abc import Callable

from domain.errors import NavetteError
from domain.text import Locale


def english(pattern: str) -> Callable[[NavetteError], bool]:
    """For ``pytest.raises(..., check=...)``: whether the English message and remedy match ``pattern``.

    The French must be there too: an error that says nothing in the default language is caught here.
    """
    return lambda error: all(error.text) and re.search(pattern, error.in_(Locale.EN)) is not None
