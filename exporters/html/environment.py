"""The one jinja2 environment: autoescape everywhere, a missing name is an error, line breaks of a template are dropped.

Templates are ``*.html.j2`` files beside the exporter that uses them; those that several use are in ``exporters/html``.
A page is one frozen dataclass, ``page`` in its template. Templates are compiled when the module that uses them is
imported, thus once for all worker processes, and nothing is written to the disk.
"""

import re
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, pass_context
from jinja2.ext import Extension
from jinja2.runtime import Context
from markupsafe import Markup, escape

from domain.text import Locale, Text
from exporters.common.french_spacing import unbreakable
from exporters.html.shown import Attribute, Outside, Sentence

_BREAK = re.compile(r"\n\s*")


class Compact(Extension):
    """Takes line breaks and the indentation after them out of a template: they are there for legibility."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """``source`` on one line."""
        return _BREAK.sub("", source)


@pass_context
def _finalized(context: Context, value: object) -> object:
    """What is written for ``value``: our words in the page's language, with the no-break spaces of French, escaped;
    text from outside, which escapes itself, and finished markup as they are.

    Raises ``TypeError`` for what no page shows (``None``, a number without its format), so that none is shown as
    Python writes it, and ``jinja2.UndefinedError`` for a name that the page does not have.
    """
    kind = type(value)
    if kind is Outside or kind is Markup or kind is Attribute:  # most of a list: asked first
        return value
    locale = context.parent["locale"]
    if isinstance(value, Text):
        return _said(value.in_(locale), locale is Locale.FR)
    if isinstance(value, Sentence):
        return Sentence(unbreakable(value.text)) if locale is Locale.FR else value
    if isinstance(value, (Markup, Outside, Attribute)):
        return value
    if isinstance(value, str):
        return _said(value, locale is Locale.FR)
    raise TypeError(f"{type(value).__name__} in a page: {value}")


@lru_cache(4096)
def _said(words: str, french: bool) -> Markup:
    """Our words, escaped: a page says the same ones in each of its rows, and so does the next page."""
    return escape(unbreakable(words) if french else words)


def environment(*folders: Path) -> Environment:
    """An environment whose templates are in these folders, then in that of exporters."""
    return Environment(
        loader=FileSystemLoader([*folders, Path(__file__).parents[1]]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        extensions=[Compact],
        auto_reload=False,
    )


ENVIRONMENT = environment()


def template(name: str) -> Template:
    """The template ``name``, a path from the folder of exporters, compiled."""
    return ENVIRONMENT.get_template(name)


def rendered(template: Template, page: object, locale: Locale) -> str:
    """``page`` through ``template``, in the language of ``locale``."""
    return template.render(page=page, locale=locale)


def as_bytes(template: Template, page: object, locale: Locale) -> bytes:
    """The same in UTF-8, a lone surrogate as a question mark."""
    return rendered(template, page, locale).encode("utf-8", "replace")
