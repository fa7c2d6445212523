"""Status files: statuses of invoices after the deposit, sent by recipients, valideurs and suppliers.

Three formats: CPPStatut (Chorus Pro), CDAR (XP Z12-012) and a plain table. A bad file gets findings, never an
exception; an unreadable line is refused alone and the others are read.
"""

from dataclasses import replace

from lxml import etree

from domain.finding import Finding
from domain.suivi import StatusFormat, StatusReading
from domain.text import Text
from parsers.limits import Limits
from parsers.source.document import Source
from parsers.suivi import cdar, cpp_statut, rules, table
from parsers.suivi.rules import RULES
from parsers.suivi.table_text import reads_well, texts_of
from parsers.unknown.magic_numbers import kind_of

__all__ = ["RULES", "format_of", "read"]

_READERS = {cpp_statut.ROOT: cpp_statut.read, cdar.ROOT: cdar.read}
_HEAD = 1_024


def format_of(content: bytes, limits: Limits | None = None) -> StatusFormat | None:
    """The format of a status file; ``None`` for anything else."""
    return read(content, limits=limits).format


def read(content: bytes, name: str = "", limits: Limits | None = None) -> StatusReading:  # noqa: ARG001
    """Reads a status file within ``limits``; the format is recognised by content, ``name`` is not used."""
    source = Source(content, limits)
    if len(content) > source.limits.file:
        return _refused(rules.TOO_BIG.finding(size=len(content), limit=source.limits.file))
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        return _refused(rules.EMPTY.finding())
    return _of_xml(source) if _begins_xml(content) else _of_table(source)


def _begins_xml(content: bytes) -> bool:
    """Whether the first character after any byte order mark is ``<``."""
    return content[:_HEAD].replace(b"\0", b"").lstrip(b" \t\r\n\xef\xbb\xbf\xff\xfe").startswith(b"<")


def _of_xml(source: Source) -> StatusReading:
    root = source.root
    if root is None:
        found = source.xml.findings or (rules.NOT_STATUSES.finding(kind=kind_of(source.content).kind),)
        return StatusReading(format=None, findings=found)
    if source.tag not in _READERS:
        name = etree.QName(source.tag).localname
        return _refused(rules.NOT_STATUSES.finding(kind=Text(f"un XML de racine {name}", f"an XML of root {name}")))
    read = _READERS[source.tag](root)
    return replace(read, findings=(*source.xml.findings, *read.findings))


def _of_table(source: Source) -> StatusReading:
    texts = () if source.is_pdf else texts_of(source.content)
    readings = [(text, *table.headings(text)) for text in texts]
    most = max((len(head.places) for _, head, _ in readings), default=0)
    if not most:
        return _refused(rules.NOT_STATUSES.finding(kind=kind_of(source.content).kind))
    text, head, skipped = next(reading for reading in readings if len(reading[1].places) == most)
    alike = sum(len(other.places) == most for _, other, _ in readings)
    if alike > 1 and not (text is texts[0] and reads_well(texts)):
        return _refused(rules.UNKNOWN_ENCODING.finding())
    if head.missing:
        missing = " ; ".join(head.missing)
        return _refused(rules.NO_COLUMN.finding(missing=missing, found=tuple(filter(None, head.cells))))
    return table.read(text, head, skipped)


def _refused(finding: Finding) -> StatusReading:
    return StatusReading(format=None, findings=(finding,))
