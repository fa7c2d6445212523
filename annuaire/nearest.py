"""The valid identifiers and services nearest to a wrong one."""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from annuaire.comparable_letters import plain
from domain.structure import Service

_DIGITS = "0123456789"
_CONFUSED = str.maketrans({"O": "0", "o": "0", "Q": "0", "I": "1", "l": "1", "|": "1", "S": "5", "B": "8"})
_SMALL_WORDS = frozenset("A AU AUX D DE DES DU EN ET L LA LE LES PAR POUR SUR".split())


def digits_of(text: str) -> str:
    """Normalises an identifier: blanks and separators removed, letters misread for digits corrected.

    Of a French VAT number the SIREN is kept.
    """
    kept = "".join(letter for letter in text if letter.isalnum())
    if len(kept) == 13 and kept[:2].upper() == "FR" and kept[4:].isdigit():
        return kept[4:]
    return kept.translate(_CONFUSED)


def one_typo_away(siret: str) -> frozenset[str]:
    """All texts of 14 characters one typing error away from ``siret``: a wrong, swapped, missing or added digit."""
    return frozenset(text for text in _typos(siret) if len(text) == 14 and text != siret)


def _typos(siret: str) -> Iterator[str]:
    for i in range(len(siret) + 1):
        before, after = siret[:i], siret[i:]
        yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for digit in _DIGITS:
            yield before + digit + after
            yield before + digit + after[1:]


def nearest_first(wrong: str, sirets: Sequence[str], whole: bool = True) -> list[str]:
    """``sirets`` by their distance to ``wrong``, then by number; ``whole=False``: only the NIC differs."""
    start = 0 if whole else 9
    return sorted(sirets, key=lambda siret: (OSA.distance(wrong[start:], siret[start:]), siret))


def rank(wrong: str, services: Sequence[Service]) -> list[Service]:
    """``services`` by likeness of their code or their name to ``wrong``, best first; ties keep their order.

    Case, accents, blanks and punctuation do not count; the initials of a name stand for it.
    """
    asked = plain(wrong)
    if not asked:
        return list(services)
    return sorted(services, key=lambda service: -_likeness(asked, service))


def _likeness(asked: str, service: Service) -> float:
    code, nom = plain(service.code), plain(service.nom)
    close, closed = asked.replace(" ", ""), code.replace(" ", "")
    if close == closed:
        return 200.0
    if asked == nom:
        return 190.0
    by_code = fuzz.ratio(close, closed)
    by_name = fuzz.token_sort_ratio(asked, nom)
    by_words = _words_found(asked, nom) * 0.92
    by_initials = 95.0 if close == _initials(nom) or closed == _initials(asked) else 0.0
    return max(by_code, by_name, by_words, by_initials)


def _words_found(asked: str, nom: str) -> float:
    """How well the words of ``asked`` are found in ``nom``, 0 to 100: « numerique » is near « numeriques »."""
    words, among = _words(asked), _words(nom)
    if not words or not among:
        return 0.0
    return sum(max(fuzz.ratio(word, other) for other in among) for word in words) / len(words)


def _words(nom: str) -> list[str]:
    return [word for word in nom.split() if word not in _SMALL_WORDS]


def _initials(nom: str) -> str:
    return "".join(word[0] for word in _words(nom))
