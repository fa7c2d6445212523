"""One chromium for all journeys; each person has its own window, in which no page may run a script."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import sync_playwright

from tests.conftest import PATIENCE, require
from tests.portail.browser.person import Person
from tests.portail.monde import Site
from tests.portail.served import served


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    program = require("chromium", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=["--no-sandbox"])
        yield browser
        browser.close()


type_people = Callable[..., Person]


@pytest.fixture
def people(chromium: Chromium) -> Iterator[type_people]:
    """Opens a window on a served portal, ``width`` points wide."""
    opened = []

    def one(address: str, width: int = 1100) -> Person:
        context = chromium.new_context(
            java_script_enabled=False, viewport={"width": width, "height": 900}, locale="fr-FR", base_url=address
        )
        context.set_default_timeout(1000 * PATIENCE)
        opened.append(context)
        return Person(page=context.new_page())

    yield one
    for context in opened:
        context.close()


@pytest.fixture
def address(site: Site, chromium: Chromium) -> Iterator[str]:
    """Where the portal of the night answers."""
    with served(site) as found:
        yield found
