"""The look an operator brings is served, and nothing else of its folder or of the machine."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.portail.monde import Site


@pytest.fixture
def themed(site: Site, tmp_path: Path) -> Site:
    folder = tmp_path / "theme"
    folder.mkdir()
    (folder / "theme.css").write_text("body { color: #123; }")
    (folder / "logo.svg").write_text("<svg/>")
    (folder / "secret.txt").write_text("secret")
    (folder / "lien.css").symlink_to("/etc/passwd")
    settings = site.portail.settings
    table = settings.portail.model_copy(update={"theme": folder})
    station = replace(site.portail.station, settings=settings.model_copy(update={"portail": table}))
    site.portail = replace(site.portail, station=station)
    return site


def test_pages_name_the_style_that_the_operator_brings(themed: Site) -> None:
    browser = themed.browser()
    assert "/statique/theme/theme.css?v=" in browser.get("/connexion").text
    answer = browser.get("/statique/theme/theme.css")
    assert (answer.text, answer.headers["content-type"]) == ("body { color: #123; }", "text/css; charset=utf-8")
    assert browser.get("/statique/theme/logo.svg").headers["content-security-policy"]
    assert browser.get("/statique/portail.css").status_code == 200


@pytest.mark.parametrize("name", ["secret.txt", "lien.css", "..%2fsecret.css", "absent.css", ".css", "%00.css"])
def test_nothing_else_is_served(themed: Site, name: str) -> None:
    assert themed.browser().get(f"/statique/theme/{name}").status_code == 404


def test_without_a_theme_pages_name_none(site: Site) -> None:
    assert "/theme/" not in site.browser().get("/connexion").text
    assert site.browser().get("/statique/theme/theme.css").status_code == 404
