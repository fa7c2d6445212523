"""Whether a document may bear a signature: a search for bytes, before anything is imported or parsed."""

_PDF = b"%PDF-"
_HEAD = 1024
_RANGE = b"/ByteRange"
_SUBFILTERS = (b"adbe.pkcs7.", b"adbe.x509.", b"ETSI.CAdES.", b"ETSI.RFC3161")
"""What ``/SubFilter`` begins with, of a signature dictionary (ISO 32000-2 §12.8.3)."""
_VALUE = "SignatureValue"
"""An element name: unlike a namespace, it has one spelling in each encoding."""
_VALUES = tuple(_VALUE.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_BLANK = b"\xef\xbb\xbf\xff\xfe \t\r\n\0"


def in_pdf(content: bytes) -> bool:
    """Whether it is a PDF with a byte range or a signature dictionary."""
    return _PDF in content[:_HEAD] and (_RANGE in content or in_dictionary(content))


def in_dictionary(content: bytes) -> bool:
    """Whether the PDF has a signature dictionary of a known kind."""
    return any(kind in content for kind in _SUBFILTERS)


def in_xml(content: bytes) -> bool:
    """Whether it is an XML with the value of a signature."""
    return content[:_HEAD].lstrip(_BLANK).startswith(b"<") and any(value in content for value in _VALUES)
