"""Somebody at a window: finds what there is by what it is called, and counts what it does."""

import re
from dataclasses import dataclass

from playwright.sync_api import Download, Locator, Page

from tests.portail.monde import PASSWORD

MOST_TABS = 150
"""After which one has been round the page."""

_IS_IN_SIGHT = """one => {
  const box = one.getBoundingClientRect();
  return box.width > 0 && box.left >= 0 && box.right <= innerWidth && box.bottom > 0 && box.top < innerHeight;
}"""


@dataclass(kw_only=True)
class Person:
    """A mouse and a keyboard; the pages have no script."""

    page: Page
    clicks: int = 0
    """Links, buttons, fields and choices that were clicked on; a file is two, its button and its name."""

    def sign_in(self, courriel: str) -> None:
        self.goes("/connexion")
        self.fill("Adresse électronique", courriel)
        self.fill("Mot de passe", PASSWORD)
        self.button("Se connecter")

    def goes(self, path: str) -> None:
        """By the address bar, or a link of a letter."""
        self.page.goto(path)

    def link(self, name: str, beside: str = "") -> None:
        """``beside``: in the row that has this word."""
        place = self.page.get_by_role("row").filter(has_text=beside) if beside else self.page
        self._leaves_by(place.get_by_role("link", name=name, exact=True).first)

    def button(self, name: str) -> None:
        self._leaves_by(self.page.get_by_role("button", name=name, exact=True).first)

    def downloads(self, name: str) -> Download:
        """What the link of that name leads to; the page stays."""
        with self.page.expect_download() as download:
            self._click(self.page.get_by_role("link", name=name, exact=True).first)
        return download.value

    def unfold(self, name: str) -> None:
        self._click(self.page.locator("summary").filter(has_text=name).first)

    def fill(self, label: str, text: str) -> None:
        self.clicks += 1
        self._field(label).fill(text)

    def choose(self, label: str, option: str) -> None:
        self.clicks += 1
        self.page.get_by_role("combobox", name=label, exact=True).first.select_option(label=option)

    def drop(self, label: str, name: str, content: bytes) -> None:
        self.clicks += 2
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        self._field(label).set_input_files(file)  # type: ignore[arg-type]

    def tabs_to(self, name: str) -> None:
        """By the Tab key alone, from where the focus is. Fails when the page has nothing of this name on the way."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            here = self.page.locator("*:focus")
            if here.count() and name in {_name(here), _label(here)}:
                assert here.evaluate(_IS_IN_SIGHT), f"{name!r} has the focus, out of sight"
                return
        raise AssertionError(f"Tab leads to nothing called {name!r}")

    def skips_to_the_content(self) -> None:
        """By the first link of the page, which is seen once it has the focus."""
        self.page.keyboard.press("Tab")
        assert self.page.locator("*:focus").evaluate(_IS_IN_SIGHT), "who does not see the link does not use it"
        self.page.keyboard.press("Enter")
        self.page.keyboard.press("Tab")
        assert self.page.locator("main *:focus").count(), "Tab goes on in the content"

    def is_at(self, identifier: str) -> bool:
        """Whether the focus is on this element."""
        return (
            bool(self.page.locator("*:focus").count())
            and self.page.locator("*:focus").get_attribute("id") == identifier
        )

    def enters(self, name: str) -> None:
        """Tab to it, Enter on it, and the page that comes."""
        self.tabs_to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def types(self, name: str, text: str) -> None:
        self.tabs_to(name)
        self.page.keyboard.type(text)

    @property
    def reads(self) -> str:
        """What the page shows, on one line, with ordinary spaces."""
        return " ".join(re.sub(r"[\u00a0\u202f]", " ", self.page.locator("main").inner_text()).split())

    def is_as_wide_as_its_window(self) -> bool:
        """Whether nothing has to be moved sideways to be read."""
        wide = self.page.locator("html").evaluate("html => html.scrollWidth")
        assert self.page.viewport_size is not None
        return bool(wide <= self.page.viewport_size["width"])

    def _field(self, label: str) -> Locator:
        """By its label; what is required has a star."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$")).first

    def _leaves_by(self, found: Locator) -> None:
        """The next page is there when this returns: without it what is read may be of the page before."""
        with self.page.expect_navigation():
            self._click(found)

    def _click(self, found: Locator) -> None:
        self.clicks += 1
        found.click()


def _name(here: Locator) -> str:
    return _plain(here.inner_text())


def _label(here: Locator) -> str:
    """Of a field: its label, without the star of what is required."""
    id_ = here.get_attribute("id")
    found = here.page.locator(f'label[for="{id_}"]') if id_ else None
    return _plain(found.inner_text()).removesuffix("*").strip() if found is not None and found.count() else ""


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\u00a0\u202f]", " ", text).split())
