"""The help of a command, written next to it in both languages, put on the command when it is built.

A command's text is given by :func:`documented`, those of its options and arguments by a :class:`Text` (and a
:class:`Metavar`) among the annotations of the parameter, where typer ignores them. Docstrings are for developers.
"""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, TypeVar, get_args, get_origin

from typer.core import TyperGroup

from cli.usage.typer_words import option_help, type_name
from domain.text import Locale, Text

F = TypeVar("F", bound=Callable[..., None])
_HELP: dict[Any, Text] = {}
"""By the function of the command."""


class Metavar(Text):
    """The name of a value in the help, in French and in English: ``Metavar("FICHIER", "FILE")``."""


def documented(fr: str, en: str, *, summary: Text | None = None) -> Callable[[F], F]:
    """Gives the decorated command its help, as Markdown in which one newline counts as a blank: ``summary``, the
    sentence of the page that lists the commands, then the rest.
    """
    whole = Text(inspect.cleandoc(fr), inspect.cleandoc(en))

    def register(command: F) -> F:
        _HELP[command] = headed(summary, *whole) if summary else whole
        return command

    return register


def headed(summary: Text, fr: str, en: str) -> Text:
    """The help that begins with ``summary``."""
    return Text(f"{summary.fr}\n\n{fr}", f"{summary.en}\n\n{en}")


def translate(command: Any, locale: Locale, text: Text | None = None) -> Any:
    """The typer ``command`` with every help text in ``locale``; subcommands too. ``text``: the help of a group."""
    function = getattr(command.callback, "__wrapped__", None)
    text = text or _HELP.get(function)
    if text:
        command.help = text.in_(locale)
    parameters = inspect.signature(function, eval_str=True).parameters if function else {}
    for parameter in command.params:
        annotation = parameters[parameter.name].annotation if parameter.name in parameters else None
        _translate_parameter(parameter, annotation, locale)
    if isinstance(command, TyperGroup):
        for below in command.commands.values():
            translate(below, locale)
    return command


def _translate_parameter(parameter: Any, annotation: Any, locale: Locale) -> None:
    texts = (
        [one for one in get_args(annotation) if isinstance(one, Text)] if get_origin(annotation) is Annotated else []
    )
    parameter.help = option_help(parameter.help, locale)
    for text in texts:
        if isinstance(text, Metavar):
            parameter.metavar = text.in_(locale)
        else:
            parameter.help = text.in_(locale)
    own = parameter.display_type
    # An argument's own name stands where an option has its metavar, so its type is read separately.
    parameter.display_type = lambda ctx: type_name(own(ctx), locale)
