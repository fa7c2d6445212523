"""Actions a PDF triggers when opened or clicked: scripts, launched programs (ISO 32000-2 §12.6).

PDF viewers prompt or forbid them; an archived invoice needs none. Each action is looked at once, and their number is
bounded: a few thousand bytes can chain more actions than there is time for. What was not looked at is told.
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
    "": Text("plus d'actions qu'il n'en a été examiné", "more actions than were looked at"),
}
_MOST = 10_000
"""Most actions of a file that are looked at."""
_NOTES = 5_000
"""Most annotations read of one page."""


def of(reader: PdfReader, pages: int) -> tuple[Text, ...]:
    """The kinds of actions in the PDF, each once, in its first ``pages`` pages. May raise what pypdf raises."""
    found = dict.fromkeys(_kinds(reader, pages, _Actions()))
    return tuple(label for kind, label in _LABELS.items() if kind in found)


def _kinds(reader: PdfReader, pages: int, actions: "_Actions") -> Iterator[str]:
    catalog = _dictionary(reader.trailer["/Root"])
    if "/JavaScript" in _dictionary(catalog.get("/Names")):
        yield "/JavaScript"
    yield from actions.of(catalog)
    for page in islice(reader.pages, pages):
        yield from actions.of(page)
        for note in islice(_array(page.get("/Annots")), _NOTES):
            yield from actions.of(_dictionary(note))


class _Actions:
    """The actions of one file; each is looked at once."""

    def __init__(self) -> None:
        self._seen: dict[object, Any] = {}
        """By number of an indirect object, or identity of a direct one, which is kept: no other gets the same."""

    def of(self, holder: DictionaryObject) -> Iterator[str]:
        """The kinds of actions of a catalog, a page or an annotation; empty text when some were not looked at."""
        waiting = [holder.raw_get(key) for key in ("/OpenAction", "/A") if key in holder]
        waiting += _dictionary(holder.get("/AA")).values()
        while waiting:
            action = waiting.pop()
            if not self._is_new(action):
                continue
            if len(self._seen) > _MOST:
                yield ""
                return
            found = _dictionary(action)
            kind = found.get("/S")
            if isinstance(kind, str):
                yield kind
            if "/Next" in found:
                following = found.raw_get("/Next")
                waiting += _array(following)[: _MOST + 1] or [following]

    def _is_new(self, action: Any) -> bool:
        key = (action.idnum, action.generation) if isinstance(action, IndirectObject) else id(action)
        if key in self._seen:
            return False
        self._seen[key] = action
        return True


def _dictionary(value: Any) -> DictionaryObject:
    found = value.get_object() if isinstance(value, IndirectObject) else value
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _array(value: Any) -> list[Any]:
    found = value.get_object() if isinstance(value, IndirectObject) else value
    return list(list.__iter__(found)) if isinstance(found, ArrayObject) else []
