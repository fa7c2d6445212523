"""One night for all tests of the portal; each has a copy."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.comptes import passwords
from tests.hub.world import World
from tests.portail.fournisseur import Fournisseur, known_to, serving
from tests.portail.monde import CHEAP, Site, after_one_night, copied


@pytest.fixture(scope="package", autouse=True)
def cheap_hashes() -> Iterator[None]:
    """Passwords are hashed by the same function with the least work; ``test_passwords`` has the portal's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", CHEAP)
        patch.setattr(passwords, "_NOBODY", CHEAP.hash("personne"))
        yield


@pytest.fixture(scope="session")
def night(tmp_path_factory: pytest.TempPathFactory) -> World:
    return after_one_night(tmp_path_factory.mktemp("portail"))


@pytest.fixture(scope="session")
def running() -> Iterator[Fournisseur]:
    """A provider of identities."""
    with serving() as found:
        yield found


@pytest.fixture
def fournisseur(running: Fournisseur) -> Fournisseur:
    """The same, behaving as it should."""
    running.fresh()
    return running


@pytest.fixture
def ici(site: Site, fournisseur: Fournisseur, tmp_path: Path) -> Site:
    """A portal whose settings name the provider."""
    return known_to(site, fournisseur, tmp_path)


@pytest.fixture
def site(night: World, tmp_path: Path) -> Site:
    return Site.of(copied(night, tmp_path))
