"""The only places where finished markup is declared safe: a drawing and a style sheet, both made here."""

from functools import cache
from pathlib import Path

from markupsafe import Markup


def drawing(svg: str) -> Markup:
    """An SVG element whose words are escaped already."""
    return Markup(svg)  # noqa: S704  the drawings of exporters escape every word they write


@cache
def stylesheet(path: Path) -> Markup:
    """A style sheet of this package, to stand in a ``style`` element."""
    return Markup(path.read_text(encoding="utf-8"))  # noqa: S704  a file of ours
