"""The one jinja2 environment: autoescape everywhere, a missing name is an error, line breaks of a template are dropped.

Templates are ``*.html.j2`` files beside the exporter that uses them; those that several use are in ``exporters/html``.
A page is one frozen dataclass, ``page`` in its template. Templates are compiled when the module that uses them is
imported, thus once for all worker processes, and nothing is written to the disk.
"""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, pass_context
from jinja2.ext import Extension
from jinja2.runtime import Context
from markupsafe import Markup

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
    """What is written for ``value``, still to be escaped: our words in the page's language, with the no-break spaces of
    French; text from outside and finished markup as they are.

    Raises ``TypeError`` for what no page shows (``None``, a number without its format), so that none is shown as
    Python writes it, and ``jinja2.UndefinedError`` for a name that the page does not have.
    """
    french = context["locale"] is Locale.FR
    if isinstance(value, Sentence):
        return Sentence(unbreakable(value.text)) if french else value
    if isinstance(value, (Markup, Outside, Attribute)):
        return value
    if isinstance(value, Text):
        value = value.in_(context["locale"])
    if isinstance(value, str):
        return unbreakable(value) if french else value
    raise TypeError(f"{type(value).__name__} in a page: {value}")


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
