"""Languages of neighbouring countries: detection of a page's language, and its labels for the usual fields.

Only labelled values are read: numbers, dates, totals, VAT numbers. Routing words (order, contract, service) are
labels of kind "other", so that no foreign number is read as an engagement.
"""

import re
from collections import Counter
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from parsers.page.labels.languages import dutch, german, italian, spanish
from parsers.page.labels.phrases import Phrases


class Language(Enum):
    """A language whose labels are known besides French and English (ISO 639-1)."""

    ALLEMAND = "de"
    NEERLANDAIS = "nl"
    ESPAGNOL = "es"
    ITALIEN = "it"


TABLES: dict[Language, tuple[Phrases, ...]] = {
    Language.ALLEMAND: german.PHRASES,
    Language.NEERLANDAIS: dutch.PHRASES,
    Language.ESPAGNOL: spanish.PHRASES,
    Language.ITALIEN: italian.PHRASES,
}
"""The labels of each language."""

_TELLING = {
    Language.ALLEMAND: re.compile(
        r"\b(?:rechnung\w*|gutschrift\w*|mwst|ust|umsatzsteuer|mehrwertsteuer|nettobetrag|gesamtbetrag|bruttobetrag"
        r"|kundennummer|menge|datum|zahlbar|zzgl|summe|betrag|lieferant|käufer|seite)\b",
        re.I,
    ),
    Language.NEERLANDAIS: re.compile(
        r"\b(?:factuur\w*|creditnota|btw\w*|bedrag|totaal|subtotaal|klantnummer|aantal|omschrijving|datum|vervaldatum"
        r"|betaling|inclusief|exclusief|leverancier|afnemer)\b",
        re.I,
    ),
    Language.ESPAGNOL: re.compile(
        r"\b(?:factura|iva|nif|cif|importe|fecha|base imponible|vencimiento|cantidad|precio|emisor|abono"
        r"|total a pagar|forma de pago|cliente|n[úu]mero)\b",
        re.I,
    ),
    Language.ITALIEN: re.compile(
        r"\b(?:fattura|iva|partita iva|p\.\s?iva|imponibile|totale|scadenza|quantit[àa]|prezzo|importo|descrizione"
        r"|nota di credito|cliente|codice fiscale|data)\b",
        re.I,
    ),
}
_HOME = re.compile(
    r"\b(?:factures?|avoir|montants?|tva|t\.t\.c|ttc|hors taxes?|échéance|règlement|siret|commande|invoice|amount"
    r"|vat|due date|subtotal|quantité|désignation)\b",
    re.I,
)
_ENOUGH = 3
"""Number of different words of a language that identify it."""


def language_of(texts: Iterable[str]) -> Language | None:
    """The language of a document's ``texts``; ``None`` for French, English and unidentified ones."""
    text = " ".join(texts)
    if not _may_tell(text):
        return None
    home = _words(_HOME, text)
    counts = sorted(((_words(pattern, text), one) for one, pattern in _TELLING.items()), key=lambda pair: -pair[0])
    most, best = counts[0]
    return best if most >= _ENOUGH and most > home and most > counts[1][0] else None


class _Signs(NamedTuple):
    """What the matches of a pattern have at least."""

    openings: tuple[str, ...]
    """Beginnings of words of which any number may match."""
    shared: frozenset[str]
    """Words with which several matches end."""
    words: frozenset[str]
    """Words with which one match ends."""


def _signs(pattern: re.Pattern[str]) -> _Signs:
    ends = [_BLANK.split(one)[-1] for one in pattern.pattern.removeprefix(_BEFORE).removesuffix(_AFTER).split("|")]
    words = Counter(word for end in ends if not end.endswith(_MORE) for word in _spelled(end))
    return _Signs(
        openings=tuple(end.removesuffix(_MORE) for end in ends if end.endswith(_MORE)),
        shared=frozenset(word for word, count in words.items() if count > 1),
        words=frozenset(words),
    )


def _spelled(word: str) -> list[str]:
    """The spellings of ``word``, of which one letter may be two: ``n[úu]mero``."""
    letters = _EITHER.search(word)
    return [word] if letters is None else [_EITHER.sub(letter, word) for letter in letters[1]]


_BEFORE, _MORE, _AFTER = r"\b(?:", r"\w*", r")\b"
_BLANK = re.compile(r" |\\s\??")
_EITHER = re.compile(r"\[(\w\w)\]")
_SIGNS = tuple(map(_signs, _TELLING.values()))
_WORD = re.compile(r"\w+")
_ODD = re.compile("[İıſ\u212a]")
"""Letters that match others only when case is left out."""


def _may_tell(text: str) -> bool:
    """Whether any language may have enough words in ``text``, by its single words: most pages have none."""
    lowered = text.lower()
    if _ODD.search(text) or any(part in lowered for signs in _SIGNS for part in signs.openings):
        return True
    words = frozenset(_WORD.findall(lowered))
    return any(signs.shared & words or len(signs.words & words) >= _ENOUGH for signs in _SIGNS)


def _words(pattern: re.Pattern[str], text: str) -> int:
    return len({match.lower() for match in pattern.findall(text)})
