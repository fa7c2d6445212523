"""Signed documents damaged at random, reproducibly: none is told intact that is not."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest

from domain.signature import DetachedSignature
from parsers.limits import Limits
from parsers.signature import DocumentSignatures, detached, find_signatures
from parsers.source.hardened_xml import parse
from tests.parsers.signature import tampering
from tests.parsers.signature.fabrique import NOW, p7s, signed_pdf, stamped_pdf, trust_list, xades, xades_beside
from tests.parsers.signature.test_not_verified import CERTIFIED, FACTURX, SIGNED, said_intact
from tests.parsers.signature.test_xades_wrapping import CPP, SIGNATURE, UBL, enveloped

_CMS = re.compile(rb"<[0-9A-Fa-f\s]{1000,}>")
_BLANK = b"\0 \r\n\t\f"
Mutation = Callable[[random.Random, bytes], bytes]


@dataclass(frozen=True)
class Signed:
    """A signed document, and what must be the same when it is told intact."""

    content: bytes
    same: Callable[[bytes], bool]
    beside: bytes = b""

    def looked_at(self, content: bytes) -> DocumentSignatures:
        files = (DetachedSignature(name="f", content=self.beside),) if self.beside else ()
        return find_signatures(content, NOW, beside=files, trust_list=trust_list())


def without_cms(pdf: bytes) -> bytes:
    return _CMS.sub(b"<>", pdf).rstrip(_BLANK)


def without_signature(xml: bytes) -> bytes | None:
    """What the digest covers, in one spelling."""
    from lxml import etree

    root = parse(xml, Limits()).root
    if root is None:
        return None
    for element in list(root.iter(SIGNATURE)):
        parent = element.getparent()
        if parent is None:
            return None
        parent.remove(element)
    return etree.tostring(root, method="c14n")


def pdf_like(*sound: bytes) -> Callable[[bytes], bool]:
    return lambda content: without_cms(content) in {without_cms(each) for each in sound}


def xml_like(sound: bytes) -> Callable[[bytes], bool]:
    return lambda content: without_signature(content) == without_signature(sound)


@cache
def documents() -> dict[str, Signed]:
    in_ubl, in_cpp, around = enveloped(), xades(CPP), p7s(UBL, carries=True)
    stamped = stamped_pdf(SIGNED, NOW)
    return {
        "PAdES": Signed(SIGNED, pdf_like(SIGNED)),
        "PAdES twice": Signed(CERTIFIED, pdf_like(SIGNED, CERTIFIED)),
        "PAdES and time stamp": Signed(stamped, pdf_like(SIGNED, stamped)),
        "PAdES of a changed file": Signed(signed_pdf(tampering.with_another_page(FACTURX)), lambda _: True),
        "XAdES in UBL": Signed(in_ubl, xml_like(in_ubl)),
        "XAdES in CPP": Signed(in_cpp, xml_like(in_cpp)),
        "CAdES around": Signed(around, lambda content: detached.carried(content) == UBL),
        "CAdES beside": Signed(UBL, lambda content: content == UBL, beside=p7s(UBL)),
        "XAdES beside": Signed(FACTURX, lambda content: content == FACTURX, beside=xades_beside("f.pdf", FACTURX)),
    }


def flipped(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 4)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def removed(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at + chance.randrange(1, 60) :]


def repeated(chance: random.Random, content: bytes) -> bytes:
    at, to = chance.randrange(len(content)), chance.randrange(len(content))
    return content[:to] + content[at : at + chance.randrange(1, 2000)] + content[to:]


def truncated(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def with_junk(chance: random.Random, content: bytes) -> bytes:
    return content + chance.randbytes(chance.randrange(1, 3000))


def with_digit(chance: random.Random, content: bytes) -> bytes:
    """One digit changed: an amount, an offset, a range, an account."""
    digits = [found.start() for found in re.finditer(rb"[0-9]", content[:200_000])]
    at = chance.choice(digits)
    return content[:at] + str(chance.randrange(10)).encode() + content[at + 1 :]


def with_range(chance: random.Random, content: bytes) -> bytes:
    numbers = b" ".join(str(chance.randrange(len(content) * 2)).encode() for _ in range(4))
    made = re.sub(rb"/ByteRange\s*\[[^\]]*\]", b"/ByteRange [" + numbers + b"]", content, count=chance.randrange(2))
    return made if made != content else content + b"\n%/ByteRange [" + numbers + b"]\n"


def hidden(chance: random.Random, content: bytes) -> bytes:
    """Another value by a revision, then a change that makes a verifier step aside."""
    if not content.startswith(b"%PDF"):
        return with_digit(chance, content)
    change = chance.choice([tampering.with_another_account, tampering.with_another_page])
    quick = [each for each in tampering.EVASIONS if each is not tampering.with_many_objects]
    return chance.choice(quick)(change(content))


def wrapped(chance: random.Random, content: bytes) -> bytes:
    """The whole document as a part of another of its kind."""
    if content.startswith(b"%PDF"):
        return content + b"\n" + with_digit(chance, content)
    body = content.partition(b"?>")[2] or content
    at = body.find(b">") + 1
    return body[:at] + with_digit(chance, body) + body[at:]


MUTATIONS: tuple[Mutation, ...] = (
    flipped,
    removed,
    repeated,
    truncated,
    with_junk,
    with_digit,
    with_range,
    hidden,
    wrapped,
)


def told_wrongly(first: int, last: int) -> list[str]:
    """The damaged documents of these seeds that are told intact and are not."""
    wrong = []
    for seed in range(first, last):
        chance = random.Random(seed)
        name = chance.choice(sorted(documents()))
        sound, mutation = documents()[name], chance.choice(MUTATIONS)
        content = mutation(chance, sound.content)
        found = sound.looked_at(content)
        intact = said_intact(found) or any(signature.intact for signature in found.signatures)
        if intact and not sound.same(content):
            wrong.append(f"seed {seed}: {name}, {mutation.__name__}, {found}")
    return wrong


def test_the_sound_ones_are_told_intact() -> None:
    """Otherwise the others would prove nothing."""
    for name, sound in documents().items():
        assert said_intact(sound.looked_at(sound.content)), name
        assert sound.same(sound.content), name


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_none_is_told_intact_that_is_not(first: int) -> None:
    assert told_wrongly(first, first + 50) == []


@pytest.mark.slow
@pytest.mark.parametrize("first", range(1000, 3000, 100))
def test_none_of_two_thousand_is_told_intact_that_is_not(first: int) -> None:
    assert told_wrongly(first, first + 100) == []
