"""Factur-X and ZUGFeRD: the XML invoice attached to a PDF. Without any, :mod:`parsers.pdf.text_pdf` reads the pages."""

from dataclasses import replace

from domain.decision import Reading
from domain.document import Format
from domain.finding import Finding
from domain.invoice import Attachment, Invoice, fields
from parsers import cii, ubl
from parsers.facturx import xmp
from parsers.facturx.conformity import NAMES, basename, judged
from parsers.facturx.page_against_xml import Confronted, confronted
from parsers.facturx.rules import (
    BROKEN_XML,
    CONTRADICTION,
    LOST_ATTACHMENT,
    LOST_CONTENT,
    LOST_XML,
    NOT_THE_INVOICE,
    SEVERAL_XML,
)
from parsers.facturx.rules import RULES as RULES
from parsers.facturx.xmp import XmpMetadata
from parsers.pdf import text_pdf
from parsers.pdf.embedded_files import Attached, Container
from parsers.source.document import Source
from parsers.unknown import explain

_XML_MIMES = frozenset({"text/xml", "application/xml"})
_MARKS = (b"pdfa:CrossIndustryDocument:invoice", b"factur-x.xml", b"ZUGFeRD-invoice.xml")
"""What a Factur-X says of itself in its metadata or file specifications."""


def recognises(source: Source) -> bool:
    """Whether the PDF has files attached, claims to have an XML invoice, or there is something to say of it."""
    return source.is_pdf and (bool(source.pdf.findings or source.pdf.attached) or _is_announced(source))


def read(source: Source) -> Reading:
    """The invoice in the XML attached to a PDF that :func:`recognises` accepts, with the other attached files."""
    container = source.pdf
    if container.refused:
        return Reading(format=Format.UNKNOWN, findings=container.findings)
    readings = [(file, _read_xml(file, source)) for file in container.attached if _is_xml(file)]
    if not readings:
        return _from_pages(source, [LOST_XML.finding()] if _is_announced(source) else [])
    chosen, reading = _chosen(readings)
    if _is_no_facturx(readings, source):
        return _from_pages(source, [NOT_THE_INVOICE.finding(name=chosen.name)])
    if chosen.content is None:
        return _refused(source, LOST_CONTENT.finding(name=chosen.name))
    if reading.invoice is None:
        return _refused(source, BROKEN_XML.finding(name=chosen.name), *reading.findings)
    return _from_xml(source, chosen, reading, readings)


_Read = tuple[Attached, Reading]


def _refused(source: Source, *findings: Finding) -> Reading:
    return Reading(format=Format.FACTURX, findings=(*source.pdf.findings, *findings))


def _from_pages(source: Source, said: list[Finding]) -> Reading:
    """The invoice on the pages, with every attached file."""
    reading = text_pdf.read(source)
    findings = (*source.pdf.findings, *said, *reading.findings)
    if reading.invoice is None:
        return replace(reading, findings=findings)
    invoice, lost = _with_attachments(reading.invoice, source.pdf, [])
    return replace(reading, invoice=invoice, findings=(*findings, *lost))


def _from_xml(source: Source, chosen: Attached, reading: Reading, readings: list[_Read]) -> Reading:
    """The invoice in ``chosen``, with the other attached files."""
    if reading.invoice is None:
        return _refused(source, *reading.findings)
    container = source.pdf
    said = [
        *judged(chosen, reading.profile, container, _described(source)),
        *_others(chosen, reading.invoice, readings),
    ]
    invoice, lost = _with_attachments(reading.invoice, container, [file for file, read in readings if read.invoice])
    pages = confronted(invoice, source.content) if source.lecture.compare_page else Confronted()
    findings = (*container.findings, *said, *reading.findings, *lost, *pages.findings)
    return replace(reading, format=Format.FACTURX, invoice=invoice, findings=findings, evidence=pages.evidence)


def _is_announced(source: Source) -> bool:
    """Whether the PDF says, in its metadata or in what is left of its file specifications, that it is a Factur-X."""
    described = _described(source)
    return (described is not None and described.announces) or any(mark in source.content for mark in _MARKS)


def _described(source: Source) -> XmpMetadata | None:
    packet = source.pdf.metadata
    return xmp.read(packet, source.limits) if packet else None


def _is_xml(file: Attached) -> bool:
    name = basename(file)
    if name.endswith(".xml") or file.mime in _XML_MIMES:
        return True
    return "." not in name and (file.content or b"").startswith((b"<?xml", b"\xef\xbb\xbf<?xml"))


def _read_xml(file: Attached, source: Source) -> Reading:
    inner = Source(file.content or b"", source.limits, source.lecture, attached=True)
    if cii.recognises(inner):
        return cii.read(inner)
    return ubl.read(inner) if ubl.recognises(inner) else explain.read(inner)


def _is_no_facturx(readings: list[_Read], source: Source) -> bool:
    """Whether the XML files are whole, of kinds nobody knows, in a PDF that does not say it is a Factur-X."""
    if any(read.invoice or file.content is None or basename(file) in NAMES for file, read in readings):
        return False
    tags = [Source(file.content or b"", source.limits).tag for file, _ in readings]
    return all(tag and not explain.is_known(tag) for tag in tags) and not _is_announced(source)


def _chosen(readings: list[_Read]) -> _Read:
    """A file with a known name before all others, then one that is an invoice, then the first."""
    return min(readings, key=lambda read: (_rank(read[0]), read[1].invoice is None))


def _rank(file: Attached) -> int:
    name = basename(file)
    return NAMES.index(name) if name in NAMES else len(NAMES)


def _others(chosen: Attached, invoice: Invoice, readings: list[_Read]) -> list[Finding]:
    """What there is to say of other invoices attached to the same PDF."""
    said = []
    for other, read in readings:
        if other is not chosen and read.invoice is not None:
            differing = _differing(invoice, read.invoice)
            rule = CONTRADICTION if differing else SEVERAL_XML
            said.append(rule.finding(name=chosen.name, other=other.name, differing=differing))
    return said


def _differing(invoice: Invoice, other: Invoice) -> tuple[str, ...]:
    """The fields on which two invoices contradict each other; a poorer profile may leave some out."""
    ours, theirs = fields(invoice), fields(other)
    return tuple(name for name in ours if ours[name] and theirs[name] and ours[name] != theirs[name])


def _with_attachments(
    invoice: Invoice, container: Container, invoices: list[Attached]
) -> tuple[Invoice, list[Finding]]:
    """The invoice with the other files of the PDF as supporting documents (BG-24)."""
    known = {(attachment.filename, attachment.content) for attachment in invoice.attachments}
    others = [file for file in container.attached if file not in invoices and (file.name, file.content) not in known]
    if not others:
        return invoice, []
    added = tuple(Attachment(filename=file.name or None, mime=file.mime, content=file.content) for file in others)
    lost = [LOST_ATTACHMENT.finding(name=file.name) for file in others if file.content is None]
    return replace(invoice, attachments=(*invoice.attachments, *added)), lost
