"""SIRET, SIREN, French VAT numbers and IBANs in a text, with the validity of their keys."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

_SIRET = re.compile(
    r"(?<![\dA-Z])(?<!\d[ .])\d{3}(?P<s>[ .-]?)\d{3}(?P=s)\d{3}[ .-]?\d{2,3}[ .]?\d{2,3}(?![ .]?\d)"
    r"|(?<![\dA-Z])(?<!\d[ .])\d(?:[ .]?\d){13}(?!\d| \d)"
)
_LABELLED_SIRET = re.compile(r"\d(?:[ .]?\d){9,15}(?!\d)")
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
_LA_POSTE = "356000000"


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

    @property
    def siren(self) -> str:
        """The SIREN inside; empty in a foreign VAT number."""
        if self.nature is IdentifierKind.TVA:
            return self.value[4:] if self.value.startswith("FR") else ""
        return self.value[:9]


def identifiers(text: str) -> Iterator[Identifier]:
    """The VAT numbers, SIRETs and SIRENs in ``text``, with right or wrong keys; digits of IBANs are excluded."""
    if sum(c.isdigit() for c in text) < 8:
        return
    taken = [match.span() for match in _IBAN.finditer(text) if is_iban(_compact(match.group()))]
    taken += [match.span() for match in _FRENCH_IBAN.finditer(text)]
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


def labelled_siret(text: str, start: int, end: int) -> Identifier | None:
    """The number of 10 to 16 digits at ``start``, after a label of a SIRET."""
    match = _LABELLED_SIRET.match(text, start, end)
    if match is None:
        return None
    value = _compact(match.group())
    return Identifier(
        nature=IdentifierKind.SIRET,
        value=value,
        start=start,
        end=match.end(),
        sound=_is_sound(IdentifierKind.SIRET, value),
    )


_HEAD = re.compile(r"\d[\d .]*$")
_TAIL = re.compile(r"[\d .]+$")


def continued_siret(text: str, start: int, below: str) -> Identifier | None:
    """The SIRET that begins at ``start`` and ends on the line ``below``; only if its key is right."""
    head = _HEAD.match(text, start)
    if head is None or not _TAIL.match(below):
        return None
    value = _compact(head.group() + below)
    if len(value) != 14 or not _is_sound(IdentifierKind.SIRET, value):
        return None
    return Identifier(nature=IdentifierKind.SIRET, value=value, start=start, end=len(text), sound=True)


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
    return text.replace(" ", "").replace(".", "").replace("-", "")


def _is_sound(nature: IdentifierKind, value: str) -> bool:
    if nature is IdentifierKind.TVA:
        return is_vat(value) if value.startswith("FR") else True
    if (
        nature is IdentifierKind.SIRET
        and len(value) == 14
        and value.startswith(_LA_POSTE)
        and value != _LA_POSTE + "00048"
    ):
        return sum(map(int, value)) % 5 == 0
    return len(value) in (9, 14) and _luhn(value)


def _luhn(digits: str) -> bool:
    total = sum(map(int, digits[-1::-2]))
    return (total + sum(sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])) % 10 == 0


def is_vat(value: str) -> bool:
    """Whether the key of a French VAT number matches its SIREN; keys with letters are not checked."""
    key, siren = value[2:4], value[4:]
    return not key.isdigit() or int(key) == (12 + 3 * (int(siren) % 97)) % 97


def is_iban(value: str) -> bool:
    """Whether the key of an IBAN is right (ISO 13616, modulo 97)."""
    turned = value[4:] + value[:4]
    return value[:2].isalpha() and value[2:4].isdigit() and int("".join(str(int(c, 36)) for c in turned)) % 97 == 1
