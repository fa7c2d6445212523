"""The documents name what is there: files, modules, and the links between pages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_house import ROOMS, ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
ROOM = "|".join(sorted(ROOMS))
NAMED = re.compile(rf"`((?:{ROOM})[/.][\w/.]+)`")
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def _is_there(name: str) -> bool:
    """Whether a path, a module or something in a module (``domain.text.Text``) is in the project."""
    if "/" in name:
        return (ROOT / name.rstrip("/.")).exists()
    parts = name.rstrip(".").split(".")
    for last in range(len(parts), 0, -1):
        path = ROOT.joinpath(*parts[:last])
        sources = [one for one in (path.with_suffix(".py"), *path.glob("*.py")) if one.is_file()]
        if sources:
            text = "".join(source.read_text(encoding="utf-8") for source in sources)
            return last == len(parts) or bool(re.search(rf"\b{parts[last]}\b", text))
    return False


def _lost(page: Path) -> Iterator[str]:
    text = page.read_text(encoding="utf-8")
    yield from (name for name in NAMED.findall(text) if not _is_there(name))
    yield from (link for link in LINK.findall(text) if not (page.parent / link).exists())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_names_only_what_is_there(page: Path) -> None:
    assert sorted(set(_lost(page))) == []
