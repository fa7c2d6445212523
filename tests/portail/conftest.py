"""One night for all tests of the portal; each has a copy."""

from pathlib import Path

import pytest

from tests.hub.world import World
from tests.portail.monde import Site, after_one_night, copied


@pytest.fixture(scope="session")
def night(tmp_path_factory: pytest.TempPathFactory) -> World:
    return after_one_night(tmp_path_factory.mktemp("portail"))


@pytest.fixture
def site(night: World, tmp_path: Path) -> Site:
    return Site.of(copied(night, tmp_path))
