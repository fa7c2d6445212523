"""A secret has one place, or none; two are refused, so that neither is read in silence."""

from pathlib import Path

import pytest

from hub.settings.reasons import BadValue
from hub.settings.secret_place import one_place

FILE = Path("secrets/cle")


@pytest.mark.parametrize(("variable", "file"), [(None, None), ("CLE", None), (None, FILE), ("", None)])
def test_one_place_or_none_is_well(variable: str | None, file: Path | None) -> None:
    one_place("secret", variable, file)


@pytest.mark.parametrize("variable", ["CLE", ""])
def test_two_places_are_refused(variable: str) -> None:
    with pytest.raises(BadValue, match="secret_env"):
        one_place("secret", variable, FILE)
