"""A document's bytes, with parsing results computed once and cached."""

from functools import cached_property

from lxml.etree import _Element as Element

from domain.reading_options import USUAL, ReadingOptions
from parsers.limits import Limits
from parsers.pdf import embedded_files
from parsers.source import hardened_xml

_PDF_WITHIN = 1024
"""Bytes within which ``%PDF-`` must be (ISO 32000-1, annex H.3.4.1)."""
_XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00<")


class Source:
    """The bytes of a document; the XML tree and the PDF's attached files are parsed on first use."""

    def __init__(
        self,
        content: bytes,
        limits: Limits | None = None,
        reading_options: ReadingOptions = USUAL,
        *,
        attached: bool = False,
    ) -> None:
        self.content = content
        self.attached = attached
        """Whether the bytes were attached to a PDF."""
        self.limits = limits or Limits()
        self.reading_options = reading_options

    @cached_property
    def is_pdf(self) -> bool:
        """Whether ``%PDF-`` is within the first 1024 bytes."""
        return b"%PDF-" in self.content[:_PDF_WITHIN]

    @cached_property
    def looks_like_xml(self) -> bool:
        """Whether the first non-blank character may begin an XML document."""
        return not self.is_pdf and self.content[:_PDF_WITHIN].lstrip(b" \t\r\n").startswith(_XML_STARTS)

    @cached_property
    def xml(self) -> hardened_xml.Parsed:
        """The XML tree, or the finding why there is none; both absent for what does not look like XML."""
        if not self.looks_like_xml or len(self.content) > self.limits.file:
            return hardened_xml.Parsed()
        return hardened_xml.parse(self.content, self.limits)

    @property
    def root(self) -> Element | None:
        """The root of the XML tree."""
        return self.xml.root

    @cached_property
    def tag(self) -> str:
        """The root's qualified tag; empty if there is no tree."""
        return str(self.xml.root.tag) if self.xml.root is not None else ""

    @cached_property
    def pdf(self) -> embedded_files.Container:
        """The files attached to the PDF, or the finding why it could not be opened; empty for other documents."""
        if not self.is_pdf or len(self.content) > self.limits.file:
            return embedded_files.Container()
        return embedded_files.opened(self.content, self.limits)
