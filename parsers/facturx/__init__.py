"""Factur-X and ZUGFeRD: the XML invoice attached to a PDF. Without any, :mod:`parsers.pdf.text_pdf` reads the pages."""

from dataclasses import replace

from domain.decision import Reading
from domain.document import Format
from domain.finding import Finding
from domain.invoice import Attachment, Invoice, fields
from parsers import cii, ubl
from parsers.facturx import xmp
from parsers.facturx.conformity import NAMES, basename, nonconformities
from parsers.facturx.page_against_xml import PageComparison, compare
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
"""Byte strings that announce a Factur-X in the metadata or file specifications of a PDF."""


def recognises(source: Source) -> bool:
    """Whether the PDF has attached files, announces an XML invoice, or has findings of its own."""
    return source.is_pdf and (bool(source.pdf.findings or source.pdf.attached) or _is_announced(source))


def read(source: Source) -> Reading:
    """The invoice from the XML attached to a PDF that :func:`recognises` accepts, with the other attached files."""
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


def _from_pages(source: Source, before: list[Finding]) -> Reading:
    """The invoice read from the pages, with every attached file."""
    reading = text_pdf.read(source)
    findings = (*source.pdf.findings, *before, *reading.findings)
    if reading.invoice is None:
        return replace(reading, findings=findings)
    invoice, lost = _with_attachments(reading.invoice, source.pdf, [])
    return replace(reading, invoice=invoice, findings=(*findings, *lost))


def _from_xml(source: Source, chosen: Attached, reading: Reading, readings: list[_Read]) -> Reading:
    """The invoice read from ``chosen``, with the other attached files."""
    if reading.invoice is None:
        return _refused(source, *reading.findings)
    container = source.pdf
    of_container = [
        *nonconformities(chosen, reading.profile, container, _described(source)),
        *_others(chosen, reading.invoice, readings),
    ]
    invoice, lost = _with_attachments(reading.invoice, container, [file for file, read in readings if read.invoice])
    pages = compare(invoice, source.content) if source.reading_options.compare_page else PageComparison()
    findings = (*container.findings, *of_container, *reading.findings, *lost, *pages.findings)
    return replace(reading, format=Format.FACTURX, invoice=invoice, findings=findings, evidence=pages.evidence)


def _is_announced(source: Source) -> bool:
    """Whether the metadata or the remaining file specifications of the PDF announce a Factur-X."""
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
    inner = Source(file.content or b"", source.limits, source.reading_options, attached=True)
    if cii.recognises(inner):
        return cii.read(inner)
    return ubl.read(inner) if ubl.recognises(inner) else explain.read(inner)


def _is_no_facturx(readings: list[_Read], source: Source) -> bool:
    """Whether the XML files are well-formed but of unknown kinds, in a PDF that does not announce a Factur-X."""
    if any(read.invoice or file.content is None or basename(file) in NAMES for file, read in readings):
        return False
    tags = [Source(file.content or b"", source.limits).tag for file, _ in readings]
    return all(tag and not explain.is_known(tag) for tag in tags) and not _is_announced(source)


def _chosen(readings: list[_Read]) -> _Read:
    """The reading to keep: of a file with a known name, else of a file that is an invoice, else the first."""
    return min(readings, key=lambda read: (_rank(read[0]), read[1].invoice is None))


def _rank(file: Attached) -> int:
    name = basename(file)
    return NAMES.index(name) if name in NAMES else len(NAMES)


def _others(chosen: Attached, invoice: Invoice, readings: list[_Read]) -> list[Finding]:
    """Findings about other invoices attached to the same PDF."""
    findings = []
    for other, read in readings:
        if other is not chosen and read.invoice is not None:
            differing = _differing(invoice, read.invoice)
            rule = CONTRADICTION if differing else SEVERAL_XML
            findings.append(rule.finding(name=chosen.name, other=other.name, differing=differing))
    return findings


def _differing(invoice: Invoice, other: Invoice) -> tuple[str, ...]:
    """Fields with two different values; a field absent from one of the invoices (a lesser profile) does not differ."""
    ours, theirs = fields(invoice), fields(other)
    return tuple(name for name in ours if ours[name] and theirs[name] and ours[name] != theirs[name])


def _with_attachments(
    invoice: Invoice, container: Container, invoices: list[Attached]
) -> tuple[Invoice, list[Finding]]:
    """The invoice with the other files of the PDF as supporting documents (BG-24), and findings about them."""
    known = {(attachment.filename, attachment.content) for attachment in invoice.attachments}
    others = [file for file in container.attached if file not in invoices and (file.name, file.content) not in known]
    if not others:
        return invoice, []
    added = tuple(Attachment(filename=file.name or None, mime=file.mime, content=file.content) for file in others)
    lost = [LOST_ATTACHMENT.finding(name=file.name) for file in others if file.content is None]
    return replace(invoice, attachments=(*invoice.attachments, *added)), lost
