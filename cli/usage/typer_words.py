"""What typer itself writes in a help page, in the language of the command line.

Typer marks some of its words for gettext, reads them once at import, and writes the others as they are. A catalogue
would reach half of them and fix the language of the process, so they are in the tables below.
"""

import re
from typing import Any

from domain.text import Locale, Text

RICH_WORDS = {
    "DEPRECATED_STRING": Text("(déconseillé) ", "(deprecated) "),
    "DEFAULT_STRING": Text("[par défaut : {}]", "[default: {}]"),
    "ENVVAR_STRING": Text("[variable d'environnement : {}]", "[env var: {}]"),
    "REQUIRED_LONG_STRING": Text("[obligatoire]", "[required]"),
    "ARGUMENTS_PANEL_TITLE": Text("Arguments", "Arguments"),
    "OPTIONS_PANEL_TITLE": Text("Options", "Options"),
    "COMMANDS_PANEL_TITLE": Text("Commandes", "Commands"),
    "ABORTED_TEXT": Text("Abandon.", "Aborted."),
}
"""By constant of :mod:`typer.rich_utils`."""
OPTION_HELP = (
    Text("Affiche cette aide et s'arrête.", "Show this message and exit."),
    Text(
        "Installe la complétion dans l'interpréteur de commandes en cours.", "Install completion for the current shell."
    ),
    Text(
        "Montre la complétion pour l'interpréteur de commandes en cours, à copier ou à adapter.",
        "Show completion for the current shell, to copy it or customize the installation.",
    ),
    Text("Installe la complétion dans cet interpréteur de commandes.", "Install completion for the specified shell."),
    Text(
        "Montre la complétion pour cet interpréteur de commandes, à copier ou à adapter.",
        "Show completion for the specified shell, to copy it or customize the installation.",
    ),
)
"""The options that typer adds."""
TYPE_NAMES = {
    "str": Text("texte", "text"),
    "int range": Text("entier", "integer"),
    "int": Text("entier", "integer"),
    "Decimal": Text("montant", "amount"),
    "Path": Text("chemin", "path"),
    "path": Text("chemin", "path"),
    "file": Text("fichier", "file"),
    "dir": Text("dossier", "folder"),
}
"""By the name that typer shows: a Python type, or one of its own."""
DATE_FORMS = {
    "%Y": Text("AAAA", "YYYY"),
    "%m": Text("MM", "MM"),
    "%d": Text("JJ", "DD"),
    "%H:%M:%S": Text("HH:MM:SS", "HH:MM:SS"),
}
"""By code of :func:`datetime.strftime`."""
USAGE = Text("Usage : ", "Usage: ")
COMMAND = Text("COMMANDE [ARGUMENTS]...", "COMMAND [ARGS]...")
_TYPE = re.compile("|".join(rf"\b{name}\b" for name in TYPE_NAMES))
_DATE = re.compile("|".join(DATE_FORMS))
_LIST = re.compile(r"<list\[(.*)\]>", re.DOTALL)


def option_help(text: str | None, locale: Locale) -> str | None:
    """``text`` in ``locale`` when it is the help of an option that typer adds; unchanged otherwise."""
    return next((one.in_(locale) for one in OPTION_HELP if text in one), text)


def type_name(shown: str, locale: Locale) -> str:
    """The type of a value as people read it: ``<list[Path]>`` is ``<chemin>...``, a flag has none, choices stay."""
    if shown == "<bool>":
        return ""
    shown = date_form(_LIST.sub(r"<\1>...", shown), locale)
    if "|" in shown:
        return shown
    return _TYPE.sub(lambda found: TYPE_NAMES[found[0]].in_(locale), shown)


def date_form(shown: str, locale: Locale) -> str:
    """``shown`` with the codes of :func:`datetime.strftime` in letters: ``AAAA-MM-JJ``."""
    return _DATE.sub(lambda found: DATE_FORMS[found[0]].in_(locale), shown)


def apply_to(rich_utils: Any, locale: Locale) -> None:
    """Sets the words of :mod:`typer.rich_utils`, read from its constants whenever a page is printed."""
    for name, text in RICH_WORDS.items():
        setattr(rich_utils, name, text.in_(locale))
    from cli.show.console import Console

    rich_utils.Console = Console  # help pages, too, have readers who leave
