"""Rewords libxml2's schema errors in plain language: a table of its message forms.

Source: messages of libxml2's ``xmlschemas.c``. An unknown form is quoted in the English
sentence only.
"""

import re
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import NamedTuple

from domain.finding import excerpt
from domain.text import Text

_NUMBERS = ("Amount", "Quantity", "Percent", "Numeric", "Rate")
_NAMED = 5
"""Most expected elements named; an ellipsis replaces the rest."""
_SPACE = re.compile(r"\{[^}]*\}")
_SUBJECT = re.compile(r"^Element '(?P<element>[^']*)'(?:, attribute '(?P<attribute>[^']*)')?: ", re.DOTALL)
_TYPES = {
    "date": Text("une date (AAAA-MM-JJ)", "a date (YYYY-MM-DD)"),
    "time": Text("une heure (HH:MM:SS)", "a time (HH:MM:SS)"),
    "dateTime": Text("une date et une heure", "a date and time"),
    "decimal": Text("un nombre, avec un point pour les décimales", "a number, with a point before its decimals"),
    "integer": Text("un nombre entier", "a whole number"),
    "boolean": Text("true ou false", "true or false"),
    "base64Binary": Text("un contenu en base64", "a content in base64"),
    "anyURI": Text("une adresse (URI)", "an address (URI)"),
    "token": Text("un mot sans espace au début ni à la fin", "a word without a blank at either end"),
}
_ANOTHER = Text("une valeur de la forme que le schéma demande", "a value of the form the schema asks for")
_OR = Text(" ou ", " or ")
_SOME = Text("un élément", "an element")


class Phrase(NamedTuple):
    """One form: its pattern, message and remedy."""

    pattern: re.Pattern[str]
    message: Text
    remedy: Text


def _form(pattern: str, fr: str, en: str, remedy_fr: str, remedy_en: str) -> Phrase:
    return Phrase(re.compile(pattern, re.DOTALL), Text(fr, en), Text(remedy_fr, remedy_en))


_FORMS = (
    _form(
        r"^This element is not expected\. Expected is (?:one of )?\( (?P<expected>.*) \)\.?$",
        "l'élément {element} n'est pas attendu à cette place ; le schéma y attend {expected}",
        "the element {element} is not expected at this place; the schema expects {expected} there",
        "Écrivez les éléments dans l'ordre du schéma, avec ceux qui manquent, et retirez ceux qu'il n'a pas.",
        "Write the elements in the schema's order, with those that are missing, and remove those it does not have.",
    ),
    _form(
        r"^This element is not expected\.?$",
        "l'élément {element} n'est pas attendu à cette place",
        "the element {element} is not expected at this place",
        "Retirez-le, ou remettez-le à sa place dans l'ordre du schéma.",
        "Remove it, or put it where the schema's order has it.",
    ),
    _form(
        r"^Missing child element\(s\)\.(?: Expected is (?:one of )?\( (?P<expected>.*) \)\.?)?$",
        "l'élément {element} est incomplet : il y manque {expected}",
        "the element {element} is incomplete: it lacks {expected}",
        "Ajoutez l'élément qui manque, à sa place dans l'ordre du schéma.",
        "Add the element that is missing, where the schema's order has it.",
    ),
    _form(
        r"^The attribute '(?P<name>[^']*)' is required but missing\.?$",
        "l'attribut {name} manque à l'élément {element}",
        "the element {element} lacks the attribute {name}",
        "Ajoutez cet attribut.",
        "Add this attribute.",
    ),
    _form(
        r"^The attribute '(?P<name>[^']*)' is not allowed\.?$",
        "l'élément {element} n'a pas d'attribut {name} dans le schéma",
        "the element {element} has no attribute {name} in the schema",
        "Retirez cet attribut.",
        "Remove this attribute.",
    ),
    _form(
        r"^'\s*' is not a valid value of the .*$",
        "{subject} est vide",
        "{subject} is empty",
        "Donnez sa valeur, ou retirez l'élément s'il est facultatif.",
        "Give its value, or remove the element where it is optional.",
    ),
    _form(
        r"^'(?P<value>.*)' is not a valid value of the (?:local )?\w+ type(?: '(?P<type>[^']*)')?\.?$",
        "{subject} vaut « {value} », ce qui n'est pas {type}",
        "{subject} is “{value}”, which is not {type}",
        "Écrivez une valeur de cette forme.",
        "Write a value of this form.",
    ),
    _form(
        r"^\[facet 'enumeration'\] The value '(?P<value>.*?)' is not an element of the set.*$",
        "{subject} vaut « {value} », qui n'est pas dans la liste du schéma",
        "{subject} is “{value}”, which is not in the schema's list",
        "Choisissez une valeur de cette liste.",
        "Choose a value of this list.",
    ),
    _form(
        r"^\[facet '(?:maxLength|length)'\] The value (?:'(?P<value>.*)' )?has a length of '(?P<length>\d+)'; "
        r"this (?:exceeds|differs from) the allowed (?:maximum )?length of '(?P<limit>\d+)'\.?$",
        "{subject} a {length} caractères ; le schéma en admet {limit}",
        "{subject} has {length} characters; the schema allows {limit}",
        "Raccourcissez la valeur.",
        "Shorten the value.",
    ),
    _form(
        r"^\[facet '(?P<facet>[a-zA-Z]+)'\] The value '(?P<value>.*?)' .*$",
        "{subject} vaut « {value} », que le schéma n'admet pas ({facet})",
        "{subject} is “{value}”, which the schema does not allow ({facet})",
        "Écrivez une valeur de la forme que le schéma demande.",
        "Write a value of the form the schema asks for.",
    ),
    _form(
        r"^Character content (?:other than whitespace )?is not allowed.*$",
        "l'élément {element} ne contient pas de texte dans le schéma, et ici il en a",
        "the element {element} holds no text in the schema, and here it does",
        "Retirez le texte, ou mettez-le dans l'élément prévu.",
        "Remove the text, or put it in the element meant for it.",
    ),
    _form(
        r"^Element content is not allowed.*$",
        "l'élément {element} ne contient qu'une valeur dans le schéma, et ici d'autres éléments",
        "the element {element} holds a value only in the schema, and here other elements",
        "Retirez les éléments qu'il contient.",
        "Remove the elements it holds.",
    ),
    _form(
        r"^No matching global declaration available for the validation root\.?$",
        "la racine {element} n'est pas celle d'une facture de ce schéma",
        "the root {element} is not that of an invoice of this schema",
        "Vérifiez la racine et son espace de noms.",
        "Check the root and its namespace.",
    ),
)
_OTHER = Phrase(
    re.compile(""),
    Text(
        "l'élément {element} n'est pas conforme au schéma",
        "the element {element} breaks the schema ({message})",
    ),
    Text("Produisez l'élément comme le schéma le décrit.", "Produce the element as the schema describes it."),
)


def phrase(message: str) -> tuple[Text, Text]:
    """Message and remedy for a message of libxml2, without namespaces."""
    subject = _SUBJECT.match(message)
    element, attribute = (subject["element"], subject["attribute"]) if subject else ("", None)
    text = _SPACE.sub("", message[subject.end() :] if subject else message).strip()
    form, found = next(((form, found) for form in _FORMS if (found := form.pattern.match(text))), (_OTHER, None))
    values = found.groupdict() if found else {}
    named = _local(element) if attribute is None else f"{_local(element)}/@{_local(attribute)}"
    fr, en = (
        {
            "element": _local(element),
            "subject": named,
            "message": excerpt(text),
            "expected": _expected(values.get("expected"), chosen),
            "type": chosen(_TYPES.get((values.get("type") or _usual(element)).removeprefix("xs:"), _ANOTHER)),
            **{name: excerpt(values.get(name) or "") for name in ("name", "value", "length", "limit", "facet")},
        }
        for chosen in (attrgetter("fr"), attrgetter("en"))
    )
    return Text(form.message.fr.format_map(fr), form.message.en.format_map(en)), form.remedy


_LACKING = re.compile(r"Expected is (?:one of )?\( (?P<expected>.*?) \)", re.DOTALL)


def lacking(message: str, names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Local names, from the root's children down, of the elements that ``message`` may be about, the likeliest first.

    When another is expected at the place of the one at ``names``, it is about that one, and of several about the last:
    those before it may be left out.
    """
    found = _LACKING.search(_SPACE.sub("", message))
    expected = [name for name in re.split(r"[,\s]+", found["expected"]) if name] if found else []
    inside = "Missing child" in message
    lacked = [(*(names if inside else names[:-1]), name) for name in reversed(expected)]
    return (*lacked[: None if inside else 1], *(() if lacked and not inside else (tuple(names),)))


def _local(name: str) -> str:
    return excerpt(_SPACE.sub("", name))


def _usual(element: str) -> str:
    """The type of an element whose schema does not name one."""
    return "decimal" if element.endswith(_NUMBERS) else ""


def _expected(names: str | None, chosen: Callable[[Text], str]) -> str:
    """The expected elements, the first ones named."""
    found = [name for name in re.split(r"[,\s]+", names or "") if name and name != "..."]
    more = " …" if len(found) > _NAMED else ""
    return (chosen(_OR).join(found[:_NAMED]) or chosen(_SOME)) + more
