"""Actions a PDF triggers when opened or clicked: scripts, launched programs (ISO 32000-2 §12.6).

PDF viewers prompt or forbid them; an archived invoice needs none. Every walk is bounded, because files may be damaged.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from domain.finding import Pack, Rule, Severity
from domain.text import Text

ACTS = Rule(
    code="LEC-090",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    message=Text(
        "Le PDF contient {what}, qu'un lecteur de PDF peut exécuter : il est transmis tel quel.",
        "The PDF holds {what}, which a PDF reader may run: it is handed on as it is.",
    ),
    remedy=Text(
        "Produisez le PDF sans code ni commande, de préférence en PDF/A ; si vous ne les y avez pas mis, faites "
        "vérifier votre poste.",
        "Produce the PDF without code or commands, preferably as PDF/A; if they are not yours, have your computer "
        "checked.",
    ),
    source="ISO 19005-3 §6.5.1; IRR_VIRUS",
)
RULES: tuple[Rule, ...] = (ACTS,)

_LABELS = {
    "/JavaScript": Text("du code JavaScript", "JavaScript code"),
    "/Launch": Text("une commande qui lance un programme", "a command that starts a program"),
}
_CHAINED = 20
"""Most actions followed in a chain."""
_NOTES = 5_000
"""Most annotations read of one page."""


def of(reader: PdfReader, pages: int) -> tuple[Text, ...]:
    """The kinds of actions in the PDF, each once, in its first ``pages`` pages. May raise what pypdf raises."""
    found = dict.fromkeys(_kinds(reader, pages))
    return tuple(label for kind, label in _LABELS.items() if kind in found)


def _kinds(reader: PdfReader, pages: int) -> Iterator[str]:
    catalog = _dictionary(reader.trailer["/Root"])
    if "/JavaScript" in _dictionary(catalog.get("/Names")):
        yield "/JavaScript"
    yield from _of_holder(catalog)
    for page in islice(reader.pages, pages):
        yield from _of_holder(page)
        for note in islice(_array(page.get("/Annots")), _NOTES):
            yield from _of_holder(_dictionary(note))


def _of_holder(holder: DictionaryObject) -> Iterator[str]:
    """The kinds of actions of a catalog, a page or an annotation."""
    for key in ("/OpenAction", "/A"):
        if key in holder:
            yield from _of_action(holder.get(key), _CHAINED)
    if "/AA" in holder:
        for event in _dictionary(holder.get("/AA")).values():
            yield from _of_action(event, _CHAINED)


def _of_action(action: Any, left: int) -> Iterator[str]:
    """The kinds of an action and of those chained after it."""
    found = _dictionary(action)
    kind = found.get("/S")
    if isinstance(kind, str):
        yield kind
    following = found.get("/Next")
    if following is None or left == 0:
        return
    several = _array(following) or [following]
    for one in several[:_CHAINED]:
        yield from _of_action(one, left // 2)


def _dictionary(value: Any) -> DictionaryObject:
    found = value.get_object() if isinstance(value, IndirectObject) else value
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _array(value: Any) -> list[Any]:
    found = value.get_object() if isinstance(value, IndirectObject) else value
    return list(list.__iter__(found)) if isinstance(found, ArrayObject) else []
