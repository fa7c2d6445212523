"""A signature of a PDF over a range of bytes: what it covers, and whether its CMS signs that (ISO 32000-2 §12.8.1)."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC

from asn1crypto import cms as asn1
from asn1crypto import core

from domain.signature import Clock, Integrity, Signature, SignatureKind, Trust
from parsers.signature import cms
from parsers.signature.cms import Unreadable, VerificationContext

_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]")
_HEX = re.compile(rb"<[0-9A-Fa-f\s]+>")
_BLANK = b"\0 \r\n\t"
_PAIRS = 20
"""Most pieces of one range."""
_DECLARED = 1000
"""Most ranges examined."""
_EXAMINED = 64 * 2**20
"""Most bytes examined between the two parts of all ranges."""


def ranges(content: bytes) -> set[tuple[int, ...]]:
    """The ranges that the bytes declare and that leave out one hexadecimal string, the CMS, inside the file."""
    found: set[tuple[int, ...]] = set()
    room = _EXAMINED
    for declared, _ in zip(_RANGE.finditer(content), range(_DECLARED), strict=False):
        numbers = tuple(map(int, declared.groups()))
        room -= max(0, min(numbers[2], len(content)) - numbers[0] - numbers[1])
        if room >= 0 and numbers not in found and left_out(content, numbers) is not None:
            found.add(numbers)
    return found


def left_out(content: bytes, numbers: tuple[int, ...]) -> bytes | None:
    """The bytes of the hexadecimal string that the range leaves out; ``None`` when it leaves out anything else."""
    if len(numbers) != 4:
        return None
    start, first, second, length = numbers
    if min(numbers) < 0 or second + length > len(content) or not 0 < second - start - first <= 2 * cms.LARGEST + 2:
        return None
    between = content[start + first : second].strip(_BLANK)
    digits = bytes(between[1:-1].translate(None, _BLANK + b"\f")) if _HEX.fullmatch(between) else b""
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii")) if digits else None


def verified(
    content: bytes, numbers: tuple[int, ...], der: bytes, verification: VerificationContext, template: Signature
) -> Iterator[Signature]:
    """The signatures of the CMS over the range; one that is unknown when either cannot be read."""
    try:
        covered = _Covered(content, numbers)
        signed = cms.opened(der)
        inside = signed["encap_content_info"]
        if inside["content_type"].native == "tst_info":
            yield from _stamps(signed, covered, verification, template)
        elif inside["content"] is not core.VOID and inside["content"].native is not None:
            yield from _by_digest(signed, covered, verification, template)
        else:
            yield from cms.signatures(signed, covered.digest, verification, template)
    except MemoryError:  # says nothing about the file
        raise
    except Exception as error:  # noqa: BLE001 - untrusted ASN.1
        yield replace(template, detail=cms.error_text(error))


class _Covered:
    """The bytes of a range; each digest is computed once."""

    def __init__(self, content: bytes, numbers: tuple[int, ...]) -> None:
        pairs = tuple(zip(numbers[::2], numbers[1::2], strict=False))
        if (
            not pairs
            or len(pairs) > _PAIRS
            or any(start < 0 or not 0 <= length <= len(content) - start for start, length in pairs)
        ):
            raise Unreadable(f"ByteRange {numbers[:8]}")
        self._parts = [memoryview(content)[start : start + length] for start, length in pairs]

    def digest(self, algorithm: str) -> bytes:
        """The digest by algorithm name; raises ``ValueError`` for an unknown one."""
        made = hashlib.new(algorithm)
        for part in self._parts:
            made.update(part)
        return made.digest()


def _stamps(
    signed: asn1.SignedData, covered: _Covered, verification: VerificationContext, template: Signature
) -> Iterator[Signature]:
    """A time stamp of the document: its imprint is the digest of the range (ISO 32000-2 §12.8.5)."""
    content = signed["encap_content_info"]["content"]
    info = content.parsed
    imprint = info["message_imprint"]
    right = covered.digest(imprint["hash_algorithm"]["algorithm"].native) == imprint["hashed_message"].native
    at = info["gen_time"].native.astimezone(UTC)
    template = replace(template, procede=SignatureKind.HORODATAGE, signed_at=at, clock=Clock.STATED)
    for found in cms.signatures(signed, _digest_of(bytes(content)), verification, template):
        if not right and found.integrity is Integrity.INTACT:
            found = replace(found, integrity=Integrity.ALTERED)  # noqa: PLW2901
        trusted = found.integrity is Integrity.INTACT and found.trust is Trust.TRUSTED
        yield replace(found, signed_at=at, clock=Clock.STAMP if trusted else Clock.STATED)


def _by_digest(
    signed: asn1.SignedData, covered: _Covered, verification: VerificationContext, template: Signature
) -> Iterator[Signature]:
    """The former subfilter ``adbe.pkcs7.sha1``, which signs the SHA-1 of the range."""
    carried = signed["encap_content_info"]["content"].native
    right = carried == covered.digest("sha1")
    for found in cms.signatures(signed, _digest_of(carried), verification, template):
        altered = not right and found.integrity is Integrity.INTACT
        weak = tuple(dict.fromkeys(("SHA-1", *found.weak)))
        yield replace(found, weak=weak, integrity=Integrity.ALTERED if altered else found.integrity)


def _digest_of(content: bytes) -> cms.Digest:
    return lambda algorithm: hashlib.new(algorithm, content).digest()
