"""Every page can be read by a screen reader and by whoever sees little: what axe-core asks that can be seen in the file
itself; and axe-core, in a browser, when ``NAVETTE_AXE`` names its ``axe.min.js`` and chromium is there.
"""

import json
import os
import re
import shutil
import subprocess
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from domain.text import Locale
from exporters import notifications
from exporters.compte_rendu import day_page
from tests.exporters import test_html
from tests.exporters.test_day_report import DAY

NAME = "Établissements Exemple"
PAGES = {
    "deposit": lambda: test_html.deposit_page(NAME),
    "day": lambda: day_page.as_html(DAY, Locale.FR),
    "statuses": lambda: test_html.status_page(NAME),
    "dashboard": lambda: test_html.dashboard_page(NAME),
    "digest": lambda: test_html.digest_page(NAME),
    "message": lambda: notifications.as_page(NAME, Locale.FR).encode(),
}
STYLES = sorted(Path(notifications.__file__).parents[1].glob("*/*.css"))
LEAST = 4.5
"""Contrast of text, WCAG 2.2 level AA."""
AXE, BROWSER = os.environ.get("NAVETTE_AXE"), shutil.which("chromium")
RUN = """<script>%s</script><script>axe.run({resultTypes: ["violations"]}).then(found => {
document.body.append(Object.assign(document.createElement("pre"), {id: "axe", textContent: JSON.stringify(
found.violations.map(one => [one.id, one.nodes[0].html]))}))})</script></body>"""


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest) -> bytes:
    return PAGES[request.param]()


def test_a_page_has_a_language_a_title_one_first_heading_and_one_main_part(page: bytes) -> None:
    tree = html.fromstring(page)
    assert tree.get("lang") == "fr"
    assert tree.findtext("head/title")
    assert len(tree.xpath("//h1")) == len(tree.xpath("//main")) == 1
    assert not tree.xpath("//body/*[not(self::main)]"), "what is outside is in no part that one can jump to"


def test_headings_are_in_order_and_none_is_empty(page: bytes) -> None:
    headings = html.fromstring(page).xpath("//h1 | //h2 | //h3 | //h4")
    levels = [int(heading.tag[1]) for heading in headings]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(heading.text_content().strip() for heading in headings)


def test_each_cell_has_headings_and_each_picture_and_link_has_words(page: bytes) -> None:
    tree = html.fromstring(page)
    for heading in tree.xpath("//th"):
        assert heading.get("scope") in {"col", "row"}
        assert heading.text_content().strip()
    for table in tree.xpath("//table"):
        columns = len(table.xpath("thead/tr/th"))
        assert all(len(row) == columns for row in table.xpath("tbody/tr"))
    assert all(link.text_content().strip() for link in tree.xpath("//a[@href]"))
    assert all(drawing.get("role") == "img" and _label(drawing) for drawing in tree.xpath("//svg"))
    names = tree.xpath("//@id")
    assert len(names) == len({*names})


def _label(drawing: html.HtmlElement) -> str:
    named = {one.get("id"): one.text_content() for one in drawing.xpath(".//*[@id]")}
    labels = (named.get(name, "") for name in (drawing.get("aria-labelledby") or "").split())
    return drawing.get("aria-label") or " ".join(labels).strip()


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.stem)
def test_text_stands_out_from_what_it_is_written_on(style: Path) -> None:
    css = style.read_text(encoding="utf-8")
    named = dict(re.findall(r"--(\w+): (#\w+)", css))
    used = {named.get(name, name) for name in re.findall(r"(?<![-\w])color: (?:var\(--)?(#?\w+)", css)}
    assert len(used) > 4
    for colour in used:
        assert min(contrast(colour, behind) for behind in ("#ffffff", named["pale"])) >= LEAST, colour


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 has it: from 1 to 21."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.slow
@pytest.mark.skipif(not (AXE and BROWSER), reason="NAVETTE_AXE (path of axe.min.js) and chromium")
@pytest.mark.parametrize("width", [1100, 500])
def test_axe_core_finds_nothing(page: bytes, tmp_path: Path, width: int) -> None:
    run = RUN % Path(AXE or "").read_text(encoding="utf-8")
    opened = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.decode())
    path = tmp_path / "page.html"
    path.write_text(opened.replace("<details>", "<details open>").replace("</body>", run), encoding="utf-8")
    command = [BROWSER or "", "--headless", "--no-sandbox", "--virtual-time-budget=20000", "--dump-dom"]
    shown = subprocess.run(
        [*command, f"--window-size={width},900", path.as_uri()], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    (found,) = re.findall(r'<pre id="axe">(.*?)</pre>', shown, re.DOTALL)
    assert json.loads(unescape(found)) == []
