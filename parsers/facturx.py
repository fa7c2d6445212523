"""Factur-X and ZUGFeRD: the XML invoice attached to a PDF. Without any, :mod:`parsers.pdf` reads the pages."""

from dataclasses import replace

from domain.decision import Reading
from domain.document import Format
from domain.finding import Finding, Level, Pack, Rule, Severity
from domain.invoice import Attachment, Invoice, fields
from domain.text import Text
from parsers import cii, pdf, ubl, unrecognised
from parsers.container import Attached, Container
from parsers.source import Source

BROKEN_XML = Rule(
    code="LEC-024",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le fichier « {name} » joint au PDF n'est pas une facture XML lisible.",
        "The file “{name}” attached to the PDF is not a readable XML invoice.",
    ),
    remedy=Text(
        "Produisez de nouveau le Factur-X ; son XML doit se nommer factur-x.xml et être une facture CII entière.",
        "Produce the Factur-X again; its XML must be named factur-x.xml and be a whole CII invoice.",
    ),
    source="Factur-X §6.2",
)
UNUSUAL_NAME = Rule(
    code="LEC-025",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    severity=Severity.WARNING,
    message=Text(
        "La facture XML jointe au PDF se nomme « {name} » au lieu de factur-x.xml.",
        "The XML invoice attached to the PDF is named “{name}” instead of factur-x.xml.",
    ),
    remedy=Text("Nommez le fichier joint factur-x.xml.", "Name the attached file factur-x.xml."),
    source="Factur-X §6.2.2",
)
CONTRADICTION = Rule(
    code="LEC-026",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le PDF porte deux factures XML qui ne disent pas la même chose, « {name} » et « {other} » : {differing}.",
        "The PDF has two XML invoices that do not say the same, “{name}” and “{other}”: {differing}.",
    ),
    remedy=Text("Ne joignez au PDF qu'une facture XML.", "Attach one XML invoice to the PDF."),
    source="Factur-X §6.2",
)
SEVERAL_XML = Rule(
    code="LEC-027",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    severity=Severity.INFO,
    message=Text(
        "Le PDF porte plusieurs factures XML qui disent la même chose ; « {name} » est retenue, pas « {other} ».",
        "The PDF has several XML invoices that say the same; “{name}” is taken, not “{other}”.",
    ),
    remedy=Text("Ne joignez au PDF qu'une facture XML.", "Attach one XML invoice to the PDF."),
    source="Factur-X §6.2",
)
LOST_XML = Rule(
    code="LEC-028",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    severity=Severity.WARNING,
    message=Text(
        "Le PDF s'annonce comme un Factur-X mais son XML est introuvable : c'est le texte de ses pages qui a été lu.",
        "The PDF says it is a Factur-X but its XML cannot be found: the text of its pages was read instead.",
    ),
    remedy=Text(
        "Produisez de nouveau le Factur-X et transférez-le en mode binaire, sans passer par une imprimante PDF.",
        "Produce the Factur-X again and transfer it in binary mode, without printing it to a new PDF.",
    ),
    source="Factur-X §6.2",
)
LOST_ATTACHMENT = Rule(
    code="LEC-029",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    message=Text(
        "Le fichier « {name} » joint au PDF est endommagé ou trop grand : il n'a pas été extrait.",
        "The file “{name}” attached to the PDF is damaged or too large: it was not extracted.",
    ),
    remedy=Text("Joignez de nouveau ce fichier.", "Attach this file again."),
    source="BG-24",
)
RULES: tuple[Rule, ...] = (BROKEN_XML, UNUSUAL_NAME, CONTRADICTION, SEVERAL_XML, LOST_XML, LOST_ATTACHMENT)

_NAMES = ("factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml")
"""The names the specifications know, in the order of preference, whatever their case."""
_XML_MIMES = frozenset({"text/xml", "application/xml"})
_MARKS = (b"pdfa:CrossIndustryDocument:invoice", b"factur-x.xml", b"ZUGFeRD-invoice.xml")
"""What a Factur-X says of itself in its metadata or file specifications."""


def recognises(source: Source) -> bool:
    """Whether the PDF has XML attached, claims to, or cannot be opened at all."""
    return source.is_pdf and (
        source.pdf.refused or bool(_xml_files(source.pdf)) or any(mark in source.content for mark in _MARKS)
    )


def read(source: Source) -> Reading:
    """The invoice in the XML attached to a PDF that :func:`recognises` accepts, with the other attached files."""
    container = source.pdf
    if container.refused:
        return Reading(format=Format.UNKNOWN, findings=container.findings)
    files = _xml_files(container)
    if not files:
        reading = pdf.read(source)
        return replace(reading, findings=(*container.findings, LOST_XML.finding(), *reading.findings))
    readings = [(file, _read_xml(file, source)) for file in files]
    chosen, reading = _chosen(readings)
    findings = (*container.findings, *_about(chosen, reading, readings), *reading.findings)
    if reading.invoice is None:
        return replace(reading, format=Format.FACTURX, findings=findings)
    invoice, lost = _with_attachments(reading.invoice, container, [file for file, read in readings if read.invoice])
    return replace(reading, format=Format.FACTURX, invoice=invoice, findings=(*findings, *lost))


_Read = tuple[Attached, Reading]


def _xml_files(container: Container) -> tuple[Attached, ...]:
    return tuple(file for file in container.attached if _is_xml(file))


def _is_xml(file: Attached) -> bool:
    name = _basename(file)
    if name.endswith(".xml") or file.mime in _XML_MIMES:
        return True
    return "." not in name and (file.content or b"").startswith((b"<?xml", b"\xef\xbb\xbf<?xml"))


def _basename(file: Attached) -> str:
    return file.name.replace("\\", "/").rpartition("/")[2].strip().casefold()


def _read_xml(file: Attached, source: Source) -> Reading:
    inner = Source(file.content or b"", source.limits)
    if cii.recognises(inner):
        return cii.read(inner)
    return ubl.read(inner) if ubl.recognises(inner) else unrecognised.read(inner)


def _chosen(readings: list[_Read]) -> _Read:
    """A file with a known name before all others, then one that is an invoice, then the first."""
    return min(readings, key=lambda read: (_rank(read[0]), read[1].invoice is None))


def _rank(file: Attached) -> int:
    name = _basename(file)
    return _NAMES.index(name) if name in _NAMES else len(_NAMES)


def _about(chosen: Attached, reading: Reading, readings: list[_Read]) -> list[Finding]:
    """What there is to say of the attached XML files."""
    if reading.invoice is None:
        return [BROKEN_XML.finding(name=chosen.name)]
    said = [] if _rank(chosen) < len(_NAMES) else [UNUSUAL_NAME.finding(name=chosen.name)]
    for other, read in readings:
        if other is not chosen and read.invoice is not None:
            differing = _differing(reading.invoice, read.invoice)
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
