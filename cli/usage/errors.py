"""A command that was not understood: how it is written, where its help is, and what is wrong, in one language.

Typer writes its own errors in English only; each is known here by its form. Ours come through unchanged.
"""

import re
from collections.abc import Iterable
from typing import Any

from cli import language
from cli.usage.typer_words import date_form
from domain.text import Locale, Text

HELP = Text("Aide : {command} {option}", "Help: {command} {option}")
FORMS = (
    (r"Invalid value for (?P<hint>.+?): (?P<message>.+)", "Valeur refusée pour {hint} : {message}"),
    (r"Invalid value: (?P<message>.+)", "Valeur refusée : {message}"),
    (r"Value error, (?P<message>.+)", "{message}"),
    (r"Missing argument (?P<hint>.+?)\.(?: Choose from:\s+(?P<choices>.+))?", "Il manque l'argument {hint}."),
    (r"Missing option (?P<hint>.+?)\.(?: Choose from:\s+(?P<choices>.+))?", "Il manque l'option {hint}."),
    (r"Missing command\.", "Il manque une commande."),
    (
        r"No such option: (?P<hint>\S+)(?: \(Possible options: (?P<near>.+)\))",
        "Option inconnue : {hint} (options voisines : {near})",
    ),
    (r"No such option: (?P<hint>\S+)", "Option inconnue : {hint}"),
    (
        r"No such command (?P<hint>.+?)\. Did you mean (?P<near>.+)\?",
        "Commande inconnue : {hint}. Commandes voisines : {near}.",
    ),
    (r"No such command (?P<hint>.+)\.", "Commande inconnue : {hint}."),
    (r"Option (?P<hint>'.+') does not take a value\.", "L'option {hint} ne prend pas de valeur."),
    (r"Option (?P<hint>'.+') requires an argument\.", "L'option {hint} attend une valeur."),
    (r"Option (?P<hint>'.+') requires (?P<count>\d+) arguments\.", "L'option {hint} attend {count} valeurs."),
    (r"Got unexpected extra argument\(?s?\)? \((?P<extra>.+)\)", "Argument en trop : {extra}"),
    (r"(?P<value>.+) is not one of (?P<choices>.+)\.", "{value} n'est pas dans la liste : {choices}."),
    (r"(?P<value>.+) does not match the formats (?P<formats>.+)\.", "{value} n'est pas de la forme {formats}."),
    (r"(?i:file|dir(?:ectory)?|path) (?P<value>.+) does not exist\.", "{value} n'existe pas."),
    (r"(?i:file|dir(?:ectory)?|path) (?P<value>.+) is a file\.", "{value} est un fichier, pas un dossier."),
    (r"(?i:file|dir(?:ectory)?|path) (?P<value>.+) is a directory\.", "{value} est un dossier, pas un fichier."),
    (r"(?i:file|dir(?:ectory)?|path) (?P<value>.+) is not readable\.", "{value} ne peut pas être lu."),
    (r"(?i:file|dir(?:ectory)?|path) (?P<value>.+) is not writable\.", "{value} ne peut pas être écrit."),
)
"""The form of each of typer's sentences, whole, and the same in French."""
VALUES = (
    (r"Input should be a valid integer.*", Text("un entier est attendu.", "a whole number is expected.")),
    (r"Input should be a valid number.*", Text("un nombre est attendu.", "a number is expected.")),
    (r"Input should be greater than or equal to (?P<least>.+)", Text("{least} au moins.", "{least} at least.")),
    (r"Input should be less than or equal to (?P<most>.+)", Text("{most} au plus.", "{most} at most.")),
    (r"Input (?:should|is) .+", Text("cette valeur n'est pas admise.", "this value is not allowed.")),
)
"""The form of pydantic's sentences, with which typer says what a value must be, and ours. The last is of any other."""
_FORMS = tuple((re.compile(form, re.DOTALL), french) for form, french in FORMS)
_VALUES = tuple((re.compile(form, re.DOTALL), text) for form, text in VALUES)
_PREFIX = re.compile(r"(?P<prefix>Invalid value(?: for .+?)?: )?(?P<message>.+)", re.DOTALL)


def show(error: Any) -> str:
    """What is written of ``error``, a :class:`typer.TyperException`: three lines, the last one ends in a newline."""
    locale = language.current()
    context = getattr(error, "ctx", None)
    sentence = date_form(in_language(error.format_message(), locale), locale)
    lines = [f"navette: {sentence}"]
    if context is not None:
        values = {"command": context.command_path, "option": context.help_option_names[0]}
        lines = [context.get_usage(), HELP.with_(values).in_(locale), *lines]
    return "".join(f"{line}\n" for line in lines)


def in_language(message: str, locale: Locale) -> str:
    """Typer's ``message`` in ``locale``; one of an unknown form is unchanged."""
    if locale is Locale.EN:
        return _in_english(message.replace("Value error, ", ""))
    if (value := _of_value(message)) is not None:
        return value.fr
    for form, french in _FORMS:
        if found := form.fullmatch(message):
            parts = {name: part or "" for name, part in found.groupdict().items()}
            return french.format_map({**parts, "message": in_language(parts.get("message", ""), locale)})
    return message


def _in_english(message: str) -> str:
    found = _PREFIX.fullmatch(message)
    value = _of_value(found["message"]) if found else None
    return message if found is None or value is None else f"{found['prefix'] or ''}{value.en}"


def _of_value(message: str) -> Text | None:
    """What a value must be; ``None`` when the message is none of pydantic's."""
    for form, text in _VALUES:
        if found := form.fullmatch(message):
            return text.with_(found.groupdict())
    return None


def with_nearest(message: str, names: Iterable[str]) -> str:
    """Typer's message about an unknown command, with the nearest ``names`` as typer itself writes them."""
    return f"{message.rstrip('.')}. Did you mean {', '.join(map(repr, names))}?"
