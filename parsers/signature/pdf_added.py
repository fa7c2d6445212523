"""What was added to a PDF after a signature: later revisions, compared by pyHanko, and bytes that no revision lists.

Readers that find a table of objects wrong search the bytes for objects: an object that a table does not list may be
what one of them shows. A signature before such bytes is not verified.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from pyhanko.pdf_utils.xref import XRefCache, XRefSectionData
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from domain.signature import After, Extent, Integrity, Signature
from domain.text import Text
from parsers.signature import cms, pdf_range

_WHOLE = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
_BLANK = b"\0 \r\n\t\f"
_HEADER = re.compile(rb"(?<![0-9])[0-9]{1,10}[\0\s]{1,9}[0-9]{1,5}[\0\s]{1,9}obj")
_STRUCTURE = re.compile(rb"obj|stream|xref|trailer")
_END = re.compile(rb"%%EOF[\0\s]*\Z")
_ELSEWHERE = Text("elle laisse de côté autre chose qu'elle-même", "it leaves out more than itself")
_UNLISTED = Text("octets qu'aucune révision ne déclare", "bytes that no revision declares")


def with_coverage(
    template: Signature, content: bytes, numbers: tuple[int, ...], embedded: EmbeddedPdfSignature
) -> Signature:
    """``template`` with the extent that the range covers, and what was added after; never raises."""
    if pdf_range.left_out(content, numbers) != embedded.pkcs7_content:
        extent = Extent.PART if _leaves_no_object(content, numbers) else Extent.UNKNOWN
        return replace(template, extent=extent, after=After.UNKNOWN, detail=_ELSEWHERE)
    if numbers[0] == 0 and numbers[2] + numbers[3] == len(content):
        return replace(template, extent=Extent.WHOLE, after=After.NOTHING)
    try:
        return _compared(template, content[numbers[2] + numbers[3] :], numbers[2] + numbers[3], embedded)
    except MemoryError:  # says nothing about the file
        raise
    except Exception as error:  # noqa: BLE001 - comparing two revisions of a hostile file may raise any exception
        return replace(template, extent=Extent.UNKNOWN, after=After.UNKNOWN, detail=cms.error_text(error))


def settled(found: Signature) -> Signature:
    """``found``, incomplete instead of intact when what follows its range was not compared."""
    unsettled = found.integrity is Integrity.INTACT and found.after is After.UNKNOWN
    return replace(found, integrity=Integrity.INCOMPLETE) if unsettled and found.extent is not Extent.PART else found


def _leaves_no_object(content: bytes, numbers: tuple[int, ...]) -> bool:
    """Whether the bytes between the two parts of the range are entries of the signature, and define no object."""
    if len(numbers) != 4 or min(numbers) < 0 or numbers[0] != 0 or numbers[1] >= numbers[2]:
        return False
    return not _STRUCTURE.search(content, numbers[1], numbers[2])


def _compared(template: Signature, added: bytes, at: int, embedded: EmbeddedPdfSignature) -> Signature:
    embedded.compute_integrity_info()  # type: ignore[no-untyped-call]
    integrity = embedded.summarise_integrity_info()
    if embedded.coverage not in _WHOLE:
        last = embedded.signed_revision == embedded.reader.xrefs.total_revisions - 1
        return replace(template, extent=Extent.PART if last else Extent.UNKNOWN, after=After.UNKNOWN)
    changes = embedded.diff_result
    if changes is not None and (not isinstance(changes, DiffResult) or not integrity["docmdp_ok"]):
        why = template.detail if isinstance(changes, DiffResult) else cms.error_text(changes)
        return replace(template, extent=Extent.WHOLE, after=After.CONTENT, detail=why)
    if not _is_declared(added, at, embedded):
        return replace(template, extent=Extent.WHOLE, after=After.UNKNOWN, detail=_UNLISTED)
    after = After.NOTHING if changes is None else _added(embedded, changes)
    return replace(template, extent=Extent.WHOLE, after=after)


def _added(embedded: EmbeddedPdfSignature, changes: DiffResult) -> After:
    if changes.modification_level is ModificationLevel.NONE:
        return After.NOTHING
    signing = {name for name, _, _ in enumerate_sig_fields(embedded.reader)}
    return After.FILLED if changes.changed_form_fields - signing else After.PERMITTED


def _is_declared(added: bytes, at: int, embedded: EmbeddedPdfSignature) -> bool:
    """Whether the bytes ``added`` from offset ``at`` are revisions, of which each object is in a table."""
    if not added.strip(_BLANK):
        return True
    xrefs: XRefCache = embedded.reader.xrefs
    later = range(embedded.signed_revision + 1, xrefs.total_revisions)
    if added.count(b"startxref") != len(later) or added.count(b"trailer") > len(later) or not _END.search(added):
        return False
    listed = {place for revision in later for place in _places(xrefs, revision)}
    headers = {at + found.start() for found in _HEADER.finditer(added)}
    return headers <= {_on(added, at, place) for place in listed}


def _places(xrefs: XRefCache, revision: int) -> Iterator[int]:
    """The offsets of the objects of a revision, its table included."""
    yield xrefs.get_xref_container_info(revision).start_location
    data: XRefSectionData | None = xrefs.get_xref_data(revision)
    while data is not None:
        yield from (place for _, place in data.standard_xrefs.values())
        data = data.hybrid.xref_data if data.hybrid is not None else None


def _on(added: bytes, at: int, place: int) -> int:
    """``place``, after the blanks that it may point to."""
    tail = added[place - at : place - at + 16] if place >= at else b""
    return place + len(tail) - len(tail.lstrip(_BLANK))
