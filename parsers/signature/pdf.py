"""The signatures of a PDF: the byte range of each, and what was added after it (ISO 32000-2 §12.8).

The form is read with pyHanko. For a file it cannot open, or that is too large for it, the signatures are still found
by their byte ranges in the file; what cannot be determined makes a signature unverified, never intact.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pyhanko.pdf_utils.generic import parse_pdf_date

from domain.signature import After, Clock, Extent, Integrity, Signature, SignatureKind
from domain.text import Text
from parsers.signature import marks, pdf_added, pdf_form, pdf_range
from parsers.signature.cms import VerificationContext
from parsers.signature.pdf_form import Field, Opened

MOST = 20
"""Most signatures verified of one PDF."""
MARK = b"/ByteRange"
_LETTERS = 2_000_000
"""Most hexadecimal digits, of all signatures together, that are read."""
_NOT_LOOKED_AT = Text(f"au-delà des {MOST} premières", f"beyond the first {MOST}")
_HEADER = b"%PDF-"
_BEFORE = Text("des octets précèdent le PDF", "there are bytes before the PDF")
_NOT_FOUND = Text("sa plage d'octets ne se lit pas", "its byte range cannot be read")


def signatures(content: bytes, verification: VerificationContext) -> Iterator[Signature]:
    """Every signature of the PDF in ``content``, at most :data:`MOST`, in the order of the bytes they cover.

    One that is unknown stands for those of which no range can be read.
    """
    found = list(_signatures(content, verification)) or list(_after_a_beginning(content, verification))
    yield from found
    if not found and marks.in_dictionary(content):
        yield Signature(procede=SignatureKind.PADES, detail=_NOT_FOUND)


def _after_a_beginning(content: bytes, verification: VerificationContext) -> Iterator[Signature]:
    """The signatures of a PDF before which something was put, which none of them covers."""
    start = content.find(_HEADER)
    if start <= 0:
        return
    for signature in _signatures(content[start:], verification):
        intact = signature.integrity is Integrity.INTACT
        yield replace(
            signature,
            integrity=Integrity.INCOMPLETE if intact else signature.integrity,
            covered=start + signature.covered if signature.covered else 0,
            detail=_BEFORE if intact else signature.detail,
        )


def count(content: bytes) -> int:
    """Estimated number of signatures of the PDF, by a byte search."""
    return content.count(MARK)


def _signatures(content: bytes, verification: VerificationContext) -> Iterator[Signature]:
    ranges = pdf_range.ranges(content)
    gaps = sum(numbers[2] - numbers[0] - numbers[1] for numbers in ranges)
    opened = pdf_form.opened(content) if gaps <= _LETTERS else Opened(fault=pdf_form.TOO_LARGE)
    seen = replace(verification, proofs=verification.proofs.plus(opened.proofs))
    listed = {field.bytes_of: field for field in opened.fields}
    both = sorted({*ranges, *listed}, key=lambda numbers: (sum(numbers[2:]), numbers))
    for numbers in both[:MOST]:
        field = listed.get(numbers)
        checked = _of_range(content, numbers, seen, opened) if field is None else _of_field(content, field, seen)
        for signature in checked:
            yield replace(pdf_added.settled(signature), covered=_covered(content, numbers))
    if len(both) > MOST:
        yield Signature(procede=SignatureKind.PADES, detail=_NOT_LOOKED_AT)


def _covered(content: bytes, numbers: tuple[int, ...]) -> int:
    """Where the range ends, when more follows."""
    end = sum(numbers[-2:])
    return end if numbers and numbers[0] == 0 and 0 < end < len(content) else 0


def _of_field(content: bytes, field: Field, verification: VerificationContext) -> Iterator[Signature]:
    template = Signature(
        procede=SignatureKind.HORODATAGE if field.value.get("/Type") == "/DocTimeStamp" else SignatureKind.PADES,
        place=field.name,
        signed_at=(stated := _stated(field.value)),
        clock=Clock.STATED if stated else Clock.NOBODY,
    )
    if field.embedded is None:
        yield replace(template, detail=field.fault)
        return
    template = pdf_added.with_coverage(template, content, field.bytes_of, field.embedded)
    yield from pdf_range.verified(content, field.bytes_of, field.embedded.pkcs7_content, verification, template)


def _of_range(
    content: bytes, numbers: tuple[int, ...], verification: VerificationContext, opened: Opened
) -> Iterator[Signature]:
    """A signature known by its byte range only: its field is not in the form, or the form was not read."""
    whole = numbers[0] == 0 and numbers[2] + numbers[3] == len(content)
    template = Signature(
        procede=SignatureKind.PADES,
        extent=Extent.WHOLE if whole else Extent.UNKNOWN,
        after=After.NOTHING if whole else After.UNKNOWN,
        detail=Text("", "") if whole else opened.fault,
    )
    der = pdf_range.left_out(content, numbers) or b""
    for found in pdf_range.verified(content, numbers, der, verification, template):
        gone = opened.whole and not whole and numbers[0] == 0 and found.integrity is Integrity.INTACT
        yield replace(found, after=After.CONTENT) if gone else found


def _stated(value: Any) -> datetime | None:
    """``/M``, the time stated by the signer."""
    try:
        stated = parse_pdf_date(value["/M"], strict=False)
    except MemoryError:  # says nothing about the file
        raise
    except Exception:  # noqa: BLE001 - absent or no date
        return None
    return (stated if stated.tzinfo else stated.replace(tzinfo=UTC)).astimezone(UTC)
