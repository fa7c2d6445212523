"""SIRET, SIREN, French VAT numbers and IBANs in a text, with the validity of their keys."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from domain import siret

_SIRET = re.compile(
    r"(?<![\dA-Z])(?<!\d[ .])\d{3}(?P<s>[ .-]?)\d{3}(?P=s)\d{3}[ .-]?\d{2,3}[ .]?\d{2,3}(?![ .]?\d)"
    r"|(?<![\dA-Z])(?<!\d[ .])\d(?:[ .]?\d){13}(?!\d| \d)"
)
_APART = re.compile(
    r"(?<![\dA-Z])(?<!\d[ .])\d{3}(?P<s>[ ./–-]?)\d{3}(?P=s)\d{3}(?P<link> ?[-–—/.] ?)\d{2,3}[ .]?\d{2,3}(?![ .]?\d)"
)
"""SIREN and NIC with a sign between; after a SIREN, five digits may also be a post code."""
_NIC = re.compile(
    r"(?<![\dA-Z])(?<!\d[ .])(?P<siren>\d{3}[ .]?\d{3}[ .]?\d{3})\W{0,4}(?:code )?N\.?I\.?C\.?(?: ?[Nn]?°)?[ :]{0,3}"
    r"(?P<nic>\d{5})(?!\d)"
)
_ONLY_NIC = re.compile(r"(?:code )?N\.?I\.?C\.?(?: ?[Nn]?°)?[ :]{0,3}(?P<nic>\d{5})$", re.I)
_NAMED = re.compile(r"\bS\.?I\.?R\.?E\.?T\b.{0,25}$", re.I)
_LABELLED_SIRET = re.compile(r"\d(?:(?:[ .]| ?[-–/] ?)?\d){9,15}(?!\d)")
_SIREN = re.compile(r"(?<![\dA-Z])(?<!\d[ .])\d{3}[ .]?\d{3}[ .]?\d{3}(?![ .]?\d)")
_VAT = re.compile(r"(?<![A-Za-z\d])FR(?: ?[0-9A-HJ-NP-Z]){2}(?:[ .]?\d){9}(?!\d)")
_FOREIGN_VAT = re.compile(
    r"(?<![A-Za-z\d])(?:DE ?\d{3} ?\d{3} ?\d{3}|BE ?[01]\d{3}[ .]?\d{3}[ .]?\d{3}|ES ?[A-Z]\d{7}[A-Z\d]"
    r"|ES ?\d{8}[A-Z]|IT ?\d{11}|LU ?\d{8}|NL ?\d{9}B\d{2}|PT ?\d{9}|ATU ?\d{8}|IE ?\d{7}[A-Z]{1,2}|PL ?\d{10}"
    r"|GB ?\d{9})(?![A-Za-z\d])"
)
_IBAN = re.compile(r"(?<![A-Za-z\d])[A-Z]{2}\d{2}(?: ?[A-Z\d]){11,30}(?![A-Za-z\d])")
_FRENCH_IBAN = re.compile(r"(?<![A-Za-z\d])FR(?: ?\d){2}(?: ?[A-Z\d]){23}(?![A-Za-z\d])")
_BIC = re.compile(r"(?<![A-Z\d])[A-Z]{4}[A-Z]{2}[A-Z\d]{2}(?:[A-Z\d]{3})?(?![A-Z\d])")
_FEWEST = 8
"""Fewest digits of a text with an identifier."""


class IdentifierKind(Enum):
    """Kind of an identifier."""

    SIRET = auto()
    SIREN = auto()
    TVA = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """An identifier in a text; ``value`` has no blanks; ``sound`` says whether its key is right."""

    nature: IdentifierKind
    value: str
    start: int
    end: int
    sound: bool
    certain: bool = True
    """Whether it was read whole; otherwise its last digits are on another line and the key does not confirm them."""

    @property
    def siren(self) -> str:
        """The SIREN inside; empty in a foreign VAT number, Monaco's among them (FR, a key, 000...)."""
        if self.nature is IdentifierKind.TVA:
            inside = self.value[4:]
            return inside if self.value.startswith("FR") and not inside.startswith("000") else ""
        return self.value[:9]


def identifiers(text: str) -> Iterator[Identifier]:
    """The VAT numbers, SIRETs and SIRENs in ``text``, with right or wrong keys; digits of IBANs are excluded."""
    return iter(_all_of(text) if len(text) >= _FEWEST and sum(map(str.isdigit, text)) >= _FEWEST else ())


@lru_cache(maxsize=512)
def _all_of(text: str) -> tuple[Identifier, ...]:
    """The identifiers in ``text``, kept: the cells of a page are read several times."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Identifier]:
    taken = [match.span() for match in _IBAN.finditer(text) if is_iban(_compact(match.group()))]
    taken += [match.span() for match in _FRENCH_IBAN.finditer(text)]
    for one in (*_with_nic(text), *_apart(text)):
        taken.append((one.start, one.end))
        yield one
    for pattern, nature in (
        (_VAT, IdentifierKind.TVA),
        (_FOREIGN_VAT, IdentifierKind.TVA),
        (_SIRET, IdentifierKind.SIRET),
        (_SIREN, IdentifierKind.SIREN),
    ):
        for match in pattern.finditer(text):
            start, end = match.span()
            value = _compact(match.group())
            if any(start < b and a < end for a, b in taken) or (nature is IdentifierKind.SIRET and len(value) != 14):
                continue
            taken.append((start, end))
            yield Identifier(nature=nature, value=value, start=start, end=end, sound=_is_sound(nature, value))


def _with_nic(text: str) -> Iterator[Identifier]:
    """SIRETs written as *SIREN 832 476 154 - NIC 00014*."""
    for match in _NIC.finditer(text) if "N" in text else ():
        one = _siret(match["siren"] + match["nic"], match.start(), match.end())
        if one.sound:
            yield one


def _apart(text: str) -> Iterator[Identifier]:
    """SIRETs with a sign between SIREN and NIC, after the word SIRET or alone in their text."""
    for match in _APART.finditer(text):
        alone = not text[: match.start()].strip(" :.-–") and not text[match.end() :].strip(" .")
        value = _compact(match.group())
        if len(value) == 14 and (alone or _NAMED.search(text, 0, match.start())):
            yield _siret(value, match.start(), match.end())


def _siret(digits: str, start: int, end: int, *, certain: bool = True) -> Identifier:
    value = _compact(digits)
    return Identifier(
        nature=IdentifierKind.SIRET,
        value=value,
        start=start,
        end=end,
        sound=_is_sound(IdentifierKind.SIRET, value),
        certain=certain,
    )


def nic(text: str) -> str | None:
    """The five digits of a text that is only a NIC with its label; ``None`` for another text."""
    match = _ONLY_NIC.match(text)
    return match["nic"] if match else None


def with_nic(siren: Identifier, digits: str) -> Identifier | None:
    """The SIRET of ``siren`` and the NIC ``digits``; ``None`` when its key is wrong."""
    one = _siret(siren.value + digits, siren.start, siren.end)
    return one if one.sound else None


def labelled_siret(text: str, start: int, end: int) -> Identifier | None:
    """The number of 10 to 16 digits at ``start``, after a label of a SIRET."""
    match = _LABELLED_SIRET.match(text, start, end)
    if match is None:
        return None
    return _siret(match.group(), start, match.end())


_SIGNED_SIRET = re.compile(
    r"\d(?:[^\w\s]?[ _]?[^\w\s]?\d){8}(?P<link>[^\w\s]?[ _]?[^\w\s]?)\d(?:[^\w\s]?[ _]?[^\w\s]?\d){4}(?![\w.,]?\d)"
)
"""Fourteen digits with any signs between them."""
_TOWN = re.compile(r" [^\W\d_]{2}")


def signed_siret(text: str, start: int, end: int) -> Identifier | None:
    """The SIRET with signs of any kind at ``start``, after its label; uncertain when its key is wrong.

    A post code and its town after a SIREN are no NIC.
    """
    match = _SIGNED_SIRET.match(text, start, end)
    if match is None or (" " in match["link"] and _TOWN.match(text, match.end())):
        return None
    one = _siret(_DIGITS_ONLY.sub("", match.group()), start, match.end())
    return one if one.sound else replace(one, certain=False)


_DIGITS_ONLY = re.compile(r"[\W_]")
_HEAD = re.compile(r"\d[\d .–/-]*$")
_TAIL = re.compile(r"[ .,_(–/-]*(?P<digits>\d[\d .]*?)(?=$|\s*[,;()|–-])")


def continued_siret(text: str, start: int, after: str) -> Identifier | None:
    """The SIRET that begins at ``start``, ends its line, and goes on in ``after``; uncertain when its key is wrong.

    ``None`` when the digits of both are not fourteen.
    """
    head, tail = _HEAD.match(text, start), _TAIL.match(after)
    if head is None or tail is None:
        return None
    digits = _compact(head.group()) + _compact(tail["digits"])
    if len(digits) != 14 or len(_compact(head.group())) == 14:
        return None
    one = _siret(digits, start, len(text), certain=False)
    return replace(one, certain=True) if one.sound else one


def ibans(text: str) -> Iterator[str]:
    """The IBANs in ``text`` whose key is right."""
    for match in _IBAN.finditer(text):
        words = match.group().split(" ")
        for count in range(len(words), 0, -1):  # the following word may look like a part of it
            value = "".join(words[:count])
            if len(value) >= 15 and is_iban(value):
                yield value
                break


def bics(text: str) -> list[str]:
    """The words of ``text`` with the form of a BIC."""
    return _BIC.findall(text)


def _compact(text: str) -> str:
    return text.translate(_SIGNS)


_SIGNS = {ord(sign): None for sign in " .-–—/"}


def _is_sound(nature: IdentifierKind, value: str) -> bool:
    if nature is IdentifierKind.TVA:
        return is_vat(value) if value.startswith("FR") else True
    if nature is IdentifierKind.SIRET and len(value) == 14:
        return siret.has_key(value)
    return len(value) in (9, 14) and siret.luhn(value)


def is_vat(value: str) -> bool:
    """Whether the key of a French VAT number matches its SIREN; keys with letters are not checked."""
    key, siren = value[2:4], value[4:]
    return not key.isdigit() or int(key) == (12 + 3 * (int(siren) % 97)) % 97


def is_iban(value: str) -> bool:
    """Whether the key of an IBAN is right (ISO 13616, modulo 97)."""
    turned = value[4:] + value[:4]
    return value[:2].isalpha() and value[2:4].isdigit() and int("".join(str(int(c, 36)) for c in turned)) % 97 == 1
