"""Normalised text for comparing labels: no accents, case or articles, one form for all ways to write *numéro*."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W\d_]))?|[Nn]\s?[°º˚]s?|[Nn][ro]s?\b\.?|N\.(?=\s)|[^\W\d_]+|[#№°º%]|\d+"
)
_SEALED = re.compile(
    r"\S*@\S*|(?:https?:|www\.)\S+|(?=\S*\d)\S*\w_\w\S*"
    r"|(?<!\S)(?!CODE_|NUM|REF_|DATE_|ID_|SIRET|MONTANT|TOTAL)[A-Z]+(?:_[A-Z]+)+(?=\s*(?:$|[;,.|/)]|[-–]\s))"
)
"""Addresses and codes, in which no label is searched."""
_BREAK = re.compile(r"[:;|,=?!<>]|[-–—]\s|\s[-–—]")
"""Signs between two labels, never inside one."""
_LITTLE = frozenset("de du des d la le les l a au aux en et of the s".split())
_ADDRESSED = frozenset("facture facturee adresse adressee livre livree expedie expediee".split())
"""Words after which *à* is kept: *facturé à* begins an address, *facture* is a title."""
_INVOICED = frozenset({"facturé", "facturés", "facturée", "facturées"})
"""The participle, which announces no invoice; without its accent it cannot be told from the noun."""
_SAME = {
    "n°": "no",
    "nº": "no",
    "n˚": "no",
    "n °": "no",
    "n º": "no",
    "n°s": "no",
    "n": "no",
    "n.": "no",
    "nr": "no",
    "num": "no",
    "numero": "no",
    "number": "no",
    "#": "no",
    "№": "no",
    "°": "no",
    "º": "no",
    "reference": "ref",
    "referenc": "ref",
    "mnt": "montant",
    "mt": "montant",
    "tot": "total",
    "vat": "tva",
    "fact": "facture",
    "ss": "sous",
    "soustotal": "subtotal",
    "adress": "adresse",
    "intracom": "intracommunautaire",
    "communautaire": "intracommunautaire",
    "cmde": "commande",
    "cde": "commande",
}


class Token(NamedTuple):
    """A folded word of a text; ``apart`` when a sign that ends a label precedes it."""

    word: str
    start: int
    end: int
    apart: bool


def tokens(text: str) -> Sequence[Token]:
    """The folded words of ``text`` without articles and prepositions."""
    return _kept_tokens(text) if is_recurrent(text) else _tokens(text)


def is_recurrent(text: str) -> bool:
    """Whether ``text`` may be a label: short, without digits. Such texts are alike on many pages, values are not."""
    return len(text) <= _SHORT and _DIGIT.search(text) is None


_SHORT = 60
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=4_096)
def _kept_tokens(text: str) -> tuple[Token, ...]:
    return tuple(_tokens(text))


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    size = len(text)
    if "@" in text or "_" in text or "www" in text or "http" in text:
        text = _SEALED.sub(lambda match: "|" * len(match.group()), text)
    last, broken, before = 0, False, ""
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start > last and not broken and not (start == last + 1 and text[last] == " "):
            broken = _BREAK.search(text, last, start) is not None
        last = end
        word = fold(match.group())
        if end < size and (text[end] in "-_/" or text[end].isdigit()) and _is_prefix(text, start, end):
            word = f"{word}+"
        if (word in _LITTLE and not (word == "a" and before in _ADDRESSED)) or (word == "%" and before.isdigit()):
            continue
        found.append(Token(word, start, end, broken))
        broken, before = False, word
    return found


def _is_prefix(text: str, start: int, end: int) -> bool:
    """Whether letters joined to digits are part of a code (``BC543``, ``NUM-2026``), not a label (``TVA20``)."""
    if not text[start:end].isalpha():
        return False
    if text[end] in "-_/" and text[end + 1 : end + 2].isdigit():
        return True
    word = text[start:end]
    return text[end].isdigit() and len(word) <= 4 and word.isupper() and word not in ("TVA", "HT", "TTC")


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """One word without accents, case, dots or plural; synonyms become one word."""
    if word in ("dû", "DÛ", "Dû"):
        return "due"
    if word.lower() in _INVOICED:
        return "facturee"
    plain = unicodedata.normalize("NFKD", word.replace("°", "°").replace("º", "º").lower().replace("œ", "oe"))
    if not plain.isascii():
        plain = _kept(word) or "".join(c for c in plain if not unicodedata.combining(c))
    if "." in plain and len(plain) > 2:
        plain = plain.replace(".", "")
    if len(plain) > 3 and plain.endswith("s"):
        plain = plain[:-1]
    return _SAME.get(plain, plain)


def _kept(word: str) -> str | None:
    """The sign for *numéro*, which Unicode decomposition would change."""
    return "no" if word[-1:] in "°º˚№" or word[-2:-1] in tuple("°º˚") else None


@lru_cache(maxsize=4_096)
def plain(text: str) -> str:
    """``text`` without accents, in lower case, with single blanks: for comparing names."""
    if text.isascii():
        return " ".join(text.lower().split())
    bare = unicodedata.normalize("NFKD", text.lower())
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())
