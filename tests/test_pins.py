"""A number that no file pins changes unnoticed: the campaigns ask that none is forgotten."""

import pytest

from tests.conftest import ROOT
from tests.limits import unpinned


@pytest.mark.slow
@pytest.mark.parametrize("room", sorted(file.parent.name for file in ROOT.glob("tests/*/limits.txt")))
def test_every_number_is_pinned(room: str) -> None:
    assert unpinned(room) == [], f"NAVETTE_UPDATE=1 .venv/bin/pytest tests/{room}/test_limits.py"
