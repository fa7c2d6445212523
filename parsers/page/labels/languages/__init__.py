"""The languages of the neighbours: which one a page is written in, and its words for what every invoice says.

Only what is labelled is read: numbers, dates, totals, VAT numbers. Words that route (order, contract, service)
are known as labels of something else, so that no foreign number is taken for an engagement.
"""

import re
from collections.abc import Iterable
from enum import Enum

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
"""What each language says."""

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
"""So many different words of its own make a language."""


def langue(texts: Iterable[str]) -> Language | None:
    """The language of a document's ``texts``; ``None`` for French, English and what cannot be told."""
    text = " ".join(texts)
    home = _words(_HOME, text)
    said = sorted(((_words(pattern, text), one) for one, pattern in _TELLING.items()), key=lambda pair: -pair[0])
    most, best = said[0]
    return best if most >= _ENOUGH and most > home and most > said[1][0] else None


def _words(pattern: re.Pattern[str], text: str) -> int:
    return len({match.lower() for match in pattern.findall(text)})
