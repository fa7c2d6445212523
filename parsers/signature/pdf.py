"""The signatures of a PDF: the byte range of each, and what was added after it (ISO 32000-2 §12.8).

The form is read with pyHanko. For a file it cannot open, or that is too large for it, the signatures are still found
by their byte ranges in the file, and what cannot be determined is reported as unknown.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from asn1crypto import cms as asn1
from asn1crypto import core
from pyhanko.pdf_utils.generic import parse_pdf_date
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from domain.signature import After, Clock, Extent, Integrity, Signature, SignatureKind, Trust
from domain.text import NOTHING, Text
from parsers.signature import cms
from parsers.signature.cms import Unreadable, VerificationContext
from parsers.signature.evidence import NO_EVIDENCE, Evidence

MOST = 20
"""Most signatures verified of one PDF."""
MARK = b"/ByteRange"
_OBJECTS = 100_000
"""Most objects of a PDF that is opened; for a larger one only the byte ranges are used."""
_REVISIONS = 100
_PROOFS = 16 * 2**20
"""Most bytes of validation data read."""
_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]")
_LONG = re.compile(rb"<[0-9A-Fa-f\s]{1000000}")
"""Pattern of hexadecimal strings that pyHanko would take seconds to read."""
_LETTERS = 2_000_000
"""Most hexadecimal digits, of all signatures together, that are read."""
_HEX = re.compile(rb"<[0-9A-Fa-f\s]+>")
_WHOLE = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """A signature field of the PDF's form."""

    name: str
    value: Any
    embedded: EmbeddedPdfSignature | None
    """``None`` when its CMS cannot be read."""
    fault: Text = NOTHING

    @property
    def bytes_of(self) -> tuple[int, ...]:
        """The byte range it declares; empty without one."""
        try:
            return tuple(int(number) for number in self.value["/ByteRange"])
        except (KeyError, TypeError, ValueError):
            return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The form of a PDF; ``fields`` is empty when it could not be opened."""

    fields: tuple[_Field, ...] = ()
    proofs: Evidence = NO_EVIDENCE
    whole: bool = False
    """Whether all fields were read: a signature without a field is then no longer in the form."""


def signatures(content: bytes, verification: VerificationContext) -> Iterator[Signature]:
    """Every signature of the PDF in ``content``, at most :data:`MOST`, in the order of the bytes they cover."""
    ranges = {tuple(map(int, found.groups())) for found in _RANGE.finditer(content)}
    gaps = sum(max(0, numbers[2] - numbers[0] - numbers[1]) for numbers in ranges)
    opened = _opened(content) if gaps <= _LETTERS else Opened()
    seen = replace(verification, proofs=verification.proofs.plus(opened.proofs))
    listed = {field.bytes_of: field for field in opened.fields}
    both = sorted({*ranges, *listed}, key=lambda numbers: (sum(numbers[2:]), numbers))
    for numbers in both[:MOST]:
        field = listed.get(numbers)
        if field is not None:
            yield from _of_field(content, field, seen)
        else:
            yield from _of_range(content, numbers, seen, dropped=opened.whole)


def count(content: bytes) -> int:
    """Estimated number of signatures of the PDF, by a byte search."""
    return content.count(MARK)


def _opened(content: bytes) -> Opened:
    if content.count(b" obj") > _OBJECTS or content.count(b"startxref") > _REVISIONS or _LONG.search(content):
        return Opened()
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        fields = []
        for (name, value, place), _ in zip(enumerate_sig_fields(reader, filled_status=True), range(MOST), strict=False):
            fields.append(_field(reader, name, value, place))
        return Opened(fields=tuple(fields), proofs=_proofs(reader), whole=len(fields) < MOST)
    except Exception:  # noqa: BLE001 - encrypted, damaged or hostile: the byte ranges are used instead
        return Opened()


def _field(reader: PdfFileReader, name: str, value: Any, place: Any) -> _Field:
    found = value.get_object() if hasattr(value, "get_object") else value
    if not hasattr(found, "raw_get"):
        raise Unreadable(f"/V {name}")
    try:
        if len(found.raw_get("/Contents").original_bytes) > cms.LARGEST:
            raise Unreadable(f"> {cms.LARGEST}")
        embedded = EmbeddedPdfSignature(reader, place.get_object(), name)
    except Exception as error:  # noqa: BLE001 - pyHanko raises any exception on a damaged CMS
        return _Field(name=name, value=found, embedded=None, fault=cms.error_text(error))
    return _Field(name=name, value=found, embedded=embedded)


def _proofs(reader: PdfFileReader) -> Evidence:
    """The document security store (ISO 32000-2 §12.8.4.3)."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return NO_EVIDENCE
    except Exception:  # noqa: BLE001 - a damaged store is ignored
        return NO_EVIDENCE
    found = {
        "certificates": store.certs.values(),
        "crls": store.crls,
        "ocsps": store.ocsps,
    }
    room = _PROOFS
    kept: dict[str, tuple[bytes, ...]] = {}
    for kind, references in found.items():
        ders = []
        for reference in list(references)[: cms.SIGNERS * 10]:
            der = reference.get_object().data
            room -= len(der)
            if room >= 0:
                ders.append(bytes(der))
        kept[kind] = tuple(ders)
    return Evidence(certificates=kept["certificates"], crls=kept["crls"], ocsps=kept["ocsps"])


def _of_field(content: bytes, field: _Field, verification: VerificationContext) -> Iterator[Signature]:
    template = Signature(
        procede=SignatureKind.HORODATAGE if field.value.get("/Type") == "/DocTimeStamp" else SignatureKind.PADES,
        place=field.name,
        signed_at=(stated := _stated(field.value)),
        clock=Clock.STATED if stated else Clock.NOBODY,
    )
    if field.embedded is None:
        yield replace(template, detail=field.fault)
        return
    extent, after, detail = _coverage(field.embedded)
    template = replace(template, extent=extent, after=after, detail=detail)
    yield from _verified(content, field.bytes_of, field.embedded.pkcs7_content, verification, template)


def _of_range(
    content: bytes, numbers: tuple[int, ...], verification: VerificationContext, *, dropped: bool
) -> Iterator[Signature]:
    """A signature known by its byte range only; ``dropped`` when the PDF's form no longer has it."""
    start, first, second, length = numbers
    gap = content[start + first : second]
    if second + length > len(content) or len(gap) > 2 * cms.LARGEST + 2 or not _HEX.fullmatch(gap.strip(b"\0 \r\n\t")):
        return
    whole = start == 0 and second + length == len(content)
    template = Signature(
        procede=SignatureKind.PADES,
        extent=Extent.WHOLE if whole else Extent.UNKNOWN,
        after=After.NOTHING if whole else After.UNKNOWN,
    )
    try:
        der = bytes.fromhex(gap.strip(b"\0 \r\n\t")[1:-1].decode("ascii"))
    except ValueError:
        return
    for found in _verified(content, numbers, der, verification, template):
        gone = dropped and not whole and start == 0 and found.integrity is Integrity.INTACT
        yield replace(found, after=After.CONTENT) if gone else found


def _verified(
    content: bytes, numbers: tuple[int, ...], der: bytes, verification: VerificationContext, template: Signature
) -> Iterator[Signature]:
    covered = _Covered(content, numbers)
    try:
        signed = cms.opened(der)
        inside = signed["encap_content_info"]
        if inside["content_type"].native == "tst_info":
            yield from _stamps(signed, covered, verification, template)
        elif inside["content"] is not core.VOID and inside["content"].native is not None:
            yield from _by_digest(signed, covered, verification, template)
        else:
            yield from cms.signatures(signed, covered.digest, verification, template)
    except Exception as error:  # noqa: BLE001 - untrusted ASN.1
        yield replace(template, detail=cms.error_text(error))


class _Covered:
    """The bytes of a range; each digest is computed once."""

    def __init__(self, content: bytes, numbers: tuple[int, ...]) -> None:
        pairs = tuple(zip(numbers[::2], numbers[1::2], strict=False))
        if not pairs or len(pairs) > MOST or any(start + length > len(content) for start, length in pairs):
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


def _coverage(embedded: EmbeddedPdfSignature) -> tuple[Extent, After, Text]:
    """The extent of the PDF that is covered, and what was added after."""
    try:
        embedded.compute_integrity_info()  # type: ignore[no-untyped-call]
        integrity = embedded.summarise_integrity_info()
    except Exception as error:  # noqa: BLE001 - comparing two revisions of a hostile file may raise any exception
        return Extent.UNKNOWN, After.UNKNOWN, cms.error_text(error)
    if embedded.coverage not in _WHOLE:
        return Extent.PART, After.UNKNOWN, NOTHING
    changes = embedded.diff_result
    if embedded.coverage is SignatureCoverageLevel.ENTIRE_FILE or changes is None:
        return Extent.WHOLE, After.NOTHING, NOTHING
    if not isinstance(changes, DiffResult) or not integrity["docmdp_ok"]:
        return Extent.WHOLE, After.CONTENT, NOTHING if isinstance(changes, DiffResult) else cms.error_text(changes)
    return Extent.WHOLE, _added(embedded, changes), NOTHING


def _added(embedded: EmbeddedPdfSignature, changes: DiffResult) -> After:
    if changes.modification_level is ModificationLevel.NONE:
        return After.NOTHING
    signing = {name for name, _, _ in enumerate_sig_fields(embedded.reader)}
    return After.FILLED if changes.changed_form_fields - signing else After.PERMITTED


def _stated(value: Any) -> datetime | None:
    """``/M``, the time stated by the signer."""
    try:
        stated = parse_pdf_date(value["/M"], strict=False)
    except Exception:  # noqa: BLE001 - absent or no date
        return None
    return (stated if stated.tzinfo else stated.replace(tzinfo=UTC)).astimezone(UTC)
