"""Kind of a file that no parser recognises, from its first bytes, never from its name.

Sources: PRONOM signatures of The National Archives; ISO/IEC 14496-12 (HEIC, AVIF); TIFF 6.0 section 2; RFC 5322;
MS-OXMSG and MS-CFB (Outlook messages).
"""

import re
from binascii import Error, a2b_base64
from dataclasses import dataclass
from enum import StrEnum

from domain.text import Text
from parsers.unknown import tiff


class FileKind(StrEnum):
    """Kind of remedy for the sender."""

    IMAGE = "image"
    """To be converted to PDF."""
    COURRIEL = "courriel"
    """A mail: the invoice is attached to it."""
    BUREAUTIQUE = "bureautique"
    """To be exported as PDF."""
    ENCODE = "encode"
    """To be decoded."""
    JEU = "jeu"
    """XML in an unsupported character set; ``kind`` is its name."""
    AUTRE = "autre"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignFile:
    """A kind of file; ``kind`` is worded as the end of a sentence."""

    genre: FileKind
    kind: Text


def kind_of(content: bytes) -> ForeignFile:
    """The kind of ``content``."""
    for genre, magics in _MAGICS:
        for magic, kind in magics:
            if content.startswith(magic):
                return ForeignFile(genre=genre, kind=kind)
    head = content[:_HEAD]
    found = _image(content) or _office_file(content) or _mail(head) or _encoded(head)
    return found or ForeignFile(genre=FileKind.AUTRE, kind=_BINARY if _MANY_CONTROLS(head) else _TEXT)


_HEAD = 4096
_IMAGES = (
    (b"\xff\xd8\xff", Text("une image JPEG", "a JPEG image")),
    (b"\x89PNG", Text("une image PNG", "a PNG image")),
    (b"GIF8", Text("une image GIF", "a GIF image")),
    (b"\0\0\0\x0cjP  ", Text("une image JPEG 2000", "a JPEG 2000 image")),
    (b"\xff\x4f\xff\x51", Text("une image JPEG 2000", "a JPEG 2000 image")),
    (b"\0\0\0\x0cJXL ", Text("une image JPEG XL", "a JPEG XL image")),
    (b"II\xbc\x01", Text("une image JPEG XR", "a JPEG XR image")),
    (b"8BPS", Text("une image Photoshop", "a Photoshop image")),
    (b"AT&TFORM", Text("une numérisation DjVu", "a DjVu scan")),
    (b"\xd7\xcd\xc6\x9a", Text("un dessin WMF", "a WMF drawing")),
    (b"AC10", Text("un plan AutoCAD", "an AutoCAD drawing")),
)
_ENCODINGS = (
    (b"\x4c\x6f\xa7\x94", Text("EBCDIC", "EBCDIC")),
    (b"\0\0\xfe\xff", Text("UTF-32", "UTF-32")),
    (b"\0\0\0<", Text("UTF-32", "UTF-32")),
    (b"<\0\0\0", Text("UTF-32", "UTF-32")),
)
_OFFICE = (
    (b"{\\rtf", Text("un document RTF", "an RTF document")),
    (b"%!PS", Text("du PostScript", "PostScript")),
    (b"\xff\x57\x50\x43", Text("un document WordPerfect", "a WordPerfect document")),
)
_MAIL = ((b"\x78\x9f\x3e\x22", Text("un courriel Outlook (winmail.dat)", "an Outlook mail (winmail.dat)")),)
_OTHERS = (
    (b"PK\x03\x04", Text("une archive zip ou un document bureautique", "a zip archive or an office document")),
    (b"PK\x05\x06", Text("une archive zip vide", "an empty zip archive")),
    (b"\x1f\x8b", Text("une archive gzip", "a gzip archive")),
    (b"BZh", Text("une archive bzip2", "a bzip2 archive")),
    (b"7z\xbc\xaf", Text("une archive 7-Zip", "a 7-Zip archive")),
    (b"Rar!", Text("une archive RAR", "a RAR archive")),
    (b"\x7fELF", Text("un programme", "a program")),
    (b"MZ", Text("un programme Windows", "a Windows program")),
    (b"\xca\xfe\xba\xbe", Text("un programme", "a program")),
    (b"#!", Text("un script", "a script")),
    (b"SQLite format 3", Text("une base de données", "a database")),
    (b"UNA:+", Text("un message EDIFACT", "an EDIFACT message")),
    (b"UNB+", Text("un message EDIFACT", "an EDIFACT message")),
    (b"BEGIN:V", Text("une carte de visite ou un rendez-vous", "a contact card or an appointment")),
    (b"{", Text("du JSON", "JSON")),
    (b"[", Text("du JSON", "JSON")),
    (b"0\x82", Text("une enveloppe de signature PKCS#7", "a PKCS#7 signature envelope")),
)
_MAGICS = (
    (FileKind.IMAGE, _IMAGES),
    (FileKind.JEU, _ENCODINGS),
    (FileKind.BUREAUTIQUE, _OFFICE),
    (FileKind.COURRIEL, _MAIL),
    (FileKind.AUTRE, _OTHERS),
)
_TEXT = Text("du texte", "text")
_BINARY = Text("un format binaire inconnu", "an unknown binary format")
_MANY_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a]").search

_BRANDS = {
    b"avif": Text("une image AVIF", "an AVIF image"),
    b"avis": Text("une image AVIF", "an AVIF image"),
    **dict.fromkeys(
        (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"),
        Text("une photo HEIC (iPhone)", "a HEIC photo (iPhone)"),
    ),
}
_VIDEO = ForeignFile(genre=FileKind.AUTRE, kind=Text("une vidéo ou un son", "a video or a sound"))


def _image(content: bytes) -> ForeignFile | None:
    if content[4:8] == b"ftyp":
        kind = _BRANDS.get(content[8:12])
        return ForeignFile(genre=FileKind.IMAGE, kind=kind) if kind else _VIDEO
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return ForeignFile(genre=FileKind.IMAGE, kind=Text("une image WebP", "a WebP image"))
    if content[:2] == b"BM" and content[6:10] == b"\0\0\0\0":
        return ForeignFile(genre=FileKind.IMAGE, kind=Text("une image BMP", "a BMP image"))
    if not tiff.recognises(content):
        return None
    pages = tiff.pages(content)
    several = Text(f"une image TIFF de {pages} pages", f"a TIFF image of {pages} pages")
    return ForeignFile(genre=FileKind.IMAGE, kind=several if pages > 1 else Text("une image TIFF", "a TIFF image"))


_CFB = b"\xd0\xcf\x11\xe0"
_STREAMS = (
    ("WordDocument", Text("un document Word (.doc)", "a Word document (.doc)")),
    ("Workbook", Text("un classeur Excel (.xls)", "an Excel workbook (.xls)")),
    ("PowerPoint Document", Text("une présentation PowerPoint (.ppt)", "a PowerPoint presentation (.ppt)")),
    ("EncryptedPackage", Text("un document bureautique à mot de passe", "an office document with a password")),
)
_MESSAGE = "__properties_version1.0"
_OUTLOOK = Text("un courriel Outlook (.msg)", "an Outlook mail (.msg)")
_WEB = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}(?:<!--.{0,999}?-->\s{0,99})?<(?:!doctype\s+html|html)[\s>]", re.I | re.S)


def _office_file(content: bytes) -> ForeignFile | None:
    if is_web_page(content):
        return ForeignFile(genre=FileKind.BUREAUTIQUE, kind=Text("une page web", "a web page"))
    if not content.startswith(_CFB):
        return None
    if _MESSAGE.encode("utf-16-le") in content:
        return ForeignFile(genre=FileKind.COURRIEL, kind=_OUTLOOK)
    kinds = (kind for name, kind in _STREAMS if name.encode("utf-16-le") in content)
    old = Text("un ancien document bureautique", "an old office document")
    return ForeignFile(genre=FileKind.BUREAUTIQUE, kind=next(kinds, old))


def is_web_page(content: bytes) -> bool:
    """Whether it is an HTML page."""
    return _WEB.match(content[:_HEAD]) is not None


_HEADER = re.compile(
    rb"^(?:from|to|cc|subject|date|received|return-path|delivered-to|message-id|mime-version|content-type|reply-to|"
    rb"dkim-signature|x-[\w-]{1,40}):",
    re.I | re.M,
)
_ENOUGH = 2
"""Header names of a mail; at least two before the first blank line make a mail."""
_EML = Text("un courriel (.eml)", "a mail (.eml)")


def _mail(head: bytes) -> ForeignFile | None:
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    first = _HEADER.match(headers) or headers.startswith(b"From ")
    found = first and len(_HEADER.findall(headers)) >= _ENOUGH
    return ForeignFile(genre=FileKind.COURRIEL, kind=_EML) if found else None


_BASE64 = re.compile(rb"(?:data:[\w/+.;=-]{0,80},)?\s{0,99}((?:[A-Za-z0-9+/]{4}[\r\n]{0,2}){8,})")
_HEX = re.compile(rb"\s{0,99}((?:[0-9A-Fa-f]{2}){24,})")
_INSIDE = (
    (b"%PDF", Text("un PDF", "a PDF")),
    (b"<", Text("un XML", "an XML")),
    (b"\xef\xbb\xbf<", Text("un XML", "an XML")),
    (b"PK\x03\x04", Text("un zip", "a zip")),
    (b"\xff\xd8\xff", Text("une image JPEG", "a JPEG image")),
)


def _encoded(head: bytes) -> ForeignFile | None:
    """The kind of the file encoded in base64 or hexadecimal; ``None`` for others."""
    decoded = (_of_base64(head), _of_hexadecimal(head))
    found = next((kind for inside in decoded for magic, kind in _INSIDE if inside.startswith(magic)), None)
    return ForeignFile(genre=FileKind.ENCODE, kind=found) if found else None


def _of_base64(head: bytes) -> bytes:
    match = _BASE64.match(head)
    try:
        return a2b_base64(match[1]) if match else b""
    except Error:
        return b""


def _of_hexadecimal(head: bytes) -> bytes:
    match = _HEX.match(head)
    return bytes.fromhex(match[1].decode("ascii")) if match else b""
