"""File types: the MIME types of each extension, and the leading bytes of some.

Sources: the IANA registry of media types, and what software writes in practice; the formats' own specifications.
"""

_ANYTHING = frozenset({"application/octet-stream", "binary/octet-stream", "application/download"})
"""Generic MIME types, compatible with any extension."""
_WITHIN = 1024
"""Leading bytes in which the PDF header may be (ISO 32000-1, annex H.3.4.1)."""

_XML = ("application/xml", "text/xml")
_JPEG = ("image/jpeg", "image/jpg", "image/pjpeg")
_TIFF = ("image/tiff",)
_HTML = ("text/html", "application/xhtml+xml")
_TEXT = ("text/plain",)
_GZIP = (
    "application/gzip",
    "application/x-gzip",
    "application/x-compressed-tar",
    "application/x-tar",
    "application/x-tgz",
)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."

_TYPES: dict[str, tuple[str, ...]] = {
    "pdf": ("application/pdf", "application/x-pdf"),
    "xml": _XML,
    "xhtml": (*_HTML[1:], *_HTML[:1], *_XML),
    "htm": _HTML,
    "html": _HTML,
    "txt": _TEXT,
    "csv": ("text/csv", *_TEXT, "application/csv", "application/vnd.ms-excel"),
    "rtf": ("application/rtf", "text/rtf"),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": ("image/png", "image/x-png"),
    "gif": ("image/gif",),
    "bmp": ("image/bmp", "image/x-ms-bmp", "image/x-bmp"),
    "tif": _TIFF,
    "tiff": _TIFF,
    "svg": ("image/svg+xml", *_XML),
    "zip": ("application/zip", "application/x-zip-compressed", "application/x-zip"),
    "gz": _GZIP,
    "gzip": _GZIP,
    "tgz": _GZIP,
    "bz2": ("application/x-bzip2", "application/bzip2"),
    "doc": ("application/msword",),
    "xls": ("application/vnd.ms-excel", "application/msexcel", "application/excel"),
    "ppt": ("application/vnd.ms-powerpoint",),
    "docx": (_OFFICE + "wordprocessingml.document", "application/msword"),
    "xlsx": (_OFFICE + "spreadsheetml.sheet", "application/vnd.ms-excel"),
    "pptx": (_OFFICE + "presentationml.presentation", "application/vnd.ms-powerpoint"),
    "odt": (_OPEN + "text",),
    "ods": (_OPEN + "spreadsheet",),
    "odp": (_OPEN + "presentation",),
    "p7s": ("application/pkcs7-signature", "application/x-pkcs7-signature"),
}
"""MIME types by extension, preferred type first."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MARKS: dict[str, tuple[bytes, ...]] = {
    **dict.fromkeys(("jpg", "jpeg"), (b"\xff\xd8\xff",)),
    **dict.fromkeys(("tif", "tiff"), (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    **dict.fromkeys(("zip", "docx", "xlsx", "pptx", "odt", "ods", "odp"), _ZIP),
    **dict.fromkeys(("gz", "gzip", "tgz"), (b"\x1f\x8b",)),
    "png": (b"\x89PNG",),
    "gif": (b"GIF8",),
    "bmp": (b"BM",),
    "bz2": (b"BZh",),
    "rtf": (b"{\\rtf",),
}
"""Leading bytes by extension."""


def types_of(ending: str) -> tuple[str, ...]:
    """MIME types of an extension, preferred type first; the generic type when the extension is unknown."""
    return _TYPES.get(ending, ("application/octet-stream",))


def may_be(mime: str, ending: str) -> bool:
    """Whether ``mime`` is a type of this extension; parameters such as ``charset`` are ignored."""
    media_type = mime.partition(";")[0].strip().lower()
    return ending not in _TYPES or media_type in _ANYTHING or media_type in _TYPES[ending]


def begins_as(content: bytes, ending: str) -> bool:
    """Whether ``content`` has the leading bytes of this extension; ``True`` for extensions without a signature."""
    if ending == "pdf":
        return b"%PDF" in content[:_WITHIN]
    marks = _MARKS.get(ending)
    return marks is None or content.startswith(marks)
