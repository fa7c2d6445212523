"""``navette check --explain``: what was read, and from where: page and box, or path and line. Nothing is recorded."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

import parsers
from domain import system_faults
from domain.decision import Decision, Reading, unread
from domain.document import Document, Evidence, FieldPlace, Format
from domain.errors import Unequipped
from domain.finding import Finding
from domain.invoice import FIELDS, Invoice, fields
from domain.reading_options import ReadingOptions
from domain.signature import DetachedSignature
from domain.text import Locale
from exporters import page_overlay_png
from hub.context.terms import Terms, context_of
from hub.decide import members, unreadable_files
from hub.decide import members as contents
from hub.decide.detached_signatures import NO_SIGNATURES, MatchedSignatures, SignatureCollector
from hub.decide.one_document import decide
from hub.inspect import check
from hub.runtime.loss import Loss
from hub.runtime.worker_pool import WorkerPool
from parsers.archives import reader
from parsers.field_places import places
from parsers.page.layout.upright import uprights
from parsers.page.layout.words import PageLimits, leaves
from parsers.pdf import text_pdf
from parsers.source.document import Source
from validators import Context

_PDFS = frozenset({Format.FACTURX, Format.PDF_TEXT, Format.PDF_IMAGE})
_XMLS = frozenset(Format) - _PDFS - {Format.UNKNOWN} | {Format.FACTURX}


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One field: its value and every place it was read from; a field in doubt has rival values and no value."""

    field: str
    value: str | None
    place: FieldPlace | None = None
    evidence: tuple[Evidence, ...] = ()
    rivals: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPage:
    """One page drawn, as PNG; ``page`` counts from 1."""

    page: int
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A decision, and where each of the 18 fields comes from."""

    decision: Decision
    fields: tuple[Explained, ...] = ()
    drawn_pages: tuple[DrawnPage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainOptions:
    """How files are explained; with ``drawn``, pages are drawn as pictures."""

    terms: Terms
    limits: reader.ArchiveLimits
    largest: int
    drawn: bool
    locale: Locale


def explain(paths: Sequence[Path], options: ExplainOptions, pool: WorkerPool | None) -> Iterator[Explanation]:
    """Every document below ``paths``, in the order of their names; without a ``pool`` in this process.

    What one file or document raises is its own answer, as in :mod:`hub.inspect.check`. Raises
    :class:`domain.errors.Unequipped` when a program that one needs is not installed.
    """
    work = partial(_explain_files, options)
    if pool is None:
        for path in check.walk(paths):
            yield from work((path,))[0]
        return
    for answers in pool.map(work, check.walk(paths), 1, _lost):
        yield from answers


def as_line(one: Explanation, locale: Locale, drawn: Sequence[Path] = ()) -> str:
    """The explanation as one line of JSON: a decision's, with ``explained`` and the pictures' names."""
    body = json.loads(check.as_line(check.Checked(decision=one.decision, ms=0.0), locale))
    del body["ms"]
    body["explained"] = [_field_row(field) for field in one.fields]
    body["png"] = [str(path) for path in drawn]
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def _field_row(one: Explained) -> dict[str, object]:
    place = one.place
    return {
        "field": one.field,
        "value": one.value,
        "xml": {"path": place.path, "line": place.line, "text": place.text} if place else None,
        "page": [_seen(proof) for proof in one.evidence],
        "rivals": [_seen(rival) for rival in one.rivals],
    }


def _seen(one: Evidence) -> dict[str, object]:
    return {
        "page": one.page,
        "box": list(one.box),
        "text": one.text,
        "confidence": one.confidence,
        "label": one.label,
    }


def _explain_files(options: ExplainOptions, paths: tuple[Path, ...]) -> list[list[Explanation]]:
    context = context_of(options.terms)
    return [_explain_apart(options, context, path) for path in paths]


def _explain_apart(options: ExplainOptions, context: Context, path: Path) -> list[Explanation]:
    """The documents of one file; a finding about the file when it cannot be read."""
    try:
        if not S_ISREG(path.stat().st_mode):
            check.list_if_folder(path)
            return [_refused(path, unreadable_files.NOT_A_FILE.finding(name=path.name))]
        return list(_explain_file(options, context, path))
    except OSError as error:
        reason = system_faults.sentence(error)
        return [_refused(path, unreadable_files.UNREADABLE.finding(name=path.name, reason=reason))]
    except Unequipped:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever one file raises is its own answer
        return [_refused(path, unreadable_files.unexpected(path.name, error))]


def _refused(path: Path, finding: Finding, *, member: str | None = None, digest: str = "") -> Explanation:
    return Explanation(decision=unread(str(path), finding, member=member, sha256=digest))


def _explain_file(options: ExplainOptions, context: Context, path: Path) -> Iterator[Explanation]:
    with path.open("rb") as file:
        several = members.may_hold_several(file.read(members.HEAD))
        file.seek(0)
        pieces = Pieces.of(file, path.name, options.limits, options.largest) if several else Pieces()
        file.seek(0)
        if not pieces.members and not pieces.findings:
            yield _document(options, context, path, None, file.read(options.largest + 1))
    if pieces.findings:
        yield Explanation(decision=unread(str(path), *pieces.findings))
    for member in pieces.members:
        if isinstance(member, reader.MemberFinding):
            yield Explanation(decision=unread(str(path), member, member=member.member))
        else:
            yield _document(
                options, context, path, member.name, member.content, pieces.signed.beside.get(member.name, ())
            )


def _document(
    options: ExplainOptions,
    context: Context,
    path: Path,
    member: str | None,
    content: bytes,
    beside: tuple[DetachedSignature, ...] = (),
) -> Explanation:
    digest = hashlib.sha256(content).hexdigest()
    document = Document(path=str(path), member=member, content=content, sha256=digest, beside=beside)
    try:
        return _of_document(options, context, document)
    except Unequipped:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever one document raises is its own answer
        found = unreadable_files.unexpected(member or path.name, error)
        return _refused(path, found, member=member, digest=digest)


def _of_document(options: ExplainOptions, context: Context, document: Document) -> Explanation:
    content = document.content
    decision = decide(document, context)
    reading = parsers.read(content, reading_options=context.reading_options)
    on_page = _page_reading(reading, content, context.reading_options)
    explained = tuple(_fields(reading, on_page, content))
    return Explanation(
        decision=decision,
        fields=explained,
        drawn_pages=tuple(_drawn(on_page, content, options.locale)) if options.drawn else (),
    )


def _page_reading(reading: Reading, content: bytes, reading_options: ReadingOptions) -> Reading:
    """What was read from the pages alone; for a Factur-X, without its XML."""
    if reading.format is Format.FACTURX and reading.invoice is not None:
        return text_pdf.read(Source(content, reading_options=reading_options))
    return reading


def _fields(reading: Reading, on_page: Reading, content: bytes) -> Iterator[Explained]:
    invoice = reading.invoice or Invoice()
    found = {place.field: place for place in places(content, invoice)} if reading.format in _XMLS else {}
    values = fields(invoice)
    for name in FIELDS:
        yield Explained(
            field=name,
            value=values[name],
            place=found.get(name),
            evidence=tuple(one for one in on_page.evidence if one.field == name),
            rivals=tuple(rival for doubt in on_page.doubts if doubt.field == name for rival in doubt.rivals),
        )


def _drawn(on_page: Reading, content: bytes, locale: Locale) -> Iterator[DrawnPage]:
    """The pages that are read, each with its boxes."""
    if on_page.format not in _PDFS:
        return
    limits = PageLimits()
    for page in uprights(content, on_page.format, _numbers(content, limits), limits):
        shown = page_overlay_png.as_png(page.image, page.scale, page.number, on_page.evidence, on_page.doubts, locale)
        yield DrawnPage(page=page.number, content=shown)


def _numbers(content: bytes, limits: PageLimits) -> list[int]:
    found = leaves(content, limits)
    return [leaf.number for leaf in found] if isinstance(found, tuple) else []


def _lost(path: Path, loss: Loss) -> list[Explanation]:
    return [Explanation(decision=unread(str(path), unreadable_files.LOST[loss].finding(name=path.name)))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The documents of a file; all empty for a file that is one document."""

    members: tuple[reader.Member | reader.MemberFinding, ...] = ()
    """The documents, or why the bytes of one cannot be read, in the file's order."""
    findings: tuple[Finding, ...] = ()
    """About the file as a whole, and about signatures that match no document."""
    signed: MatchedSignatures = NO_SIGNATURES

    @classmethod
    def of(cls, file: BinaryIO, name: str, limits: reader.ArchiveLimits, largest: int) -> "Pieces":
        """The documents of a file for which :func:`hub.decide.members.may_hold_several` is true; ``largest`` is the
        limit of a flux, in bytes.
        """
        collector = SignatureCollector()
        found = list(collector.documents(contents.documents(file, name, limits, largest)))
        members = [each for each in found if isinstance(each, reader.Member | reader.MemberFinding)]
        documents = [each for each in members if isinstance(each, reader.Member)]
        signed = collector.of({each.name: hashlib.sha256(each.content).hexdigest() for each in documents})
        findings = (each for each in found if not isinstance(each, reader.Member | reader.MemberFinding))
        return cls(members=tuple(members), findings=(*findings, *signed.findings), signed=signed)
