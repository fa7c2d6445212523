"""Detached signatures: whether a file is one, and which file it signs.

Named ``facture.pdf.p7s``, ``facture.p7s`` or ``facture.xml`` beside ``facture.pdf``. A name may be wrong, so the
digest or the file name inside the signature has precedence.
"""

import re
from binascii import a2b_base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from parsers.signature.cms_headers import carries_content

HEAD = 512
_BEGIN, _DASHES = b"-----BEGIN ", b"-----"
_PEM = (b"-----BEGIN PKCS7-----", b"-----BEGIN CMS-----")
_SIGNED_DATA = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
"""DER of ``1.2.840.113549.1.7.2`` (signedData), at the beginning of a CMS."""
_DIGEST = re.compile(rb"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04\x31\x22\x04\x20(.{32})", re.DOTALL)
"""DER of a messageDigest of 32 bytes, 1.2.840.113549.1.9.4 (RFC 5652, section 11.2)."""
_WITHIN = 24
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?:Signature|XAdESSignatures|DocumentSignatures)[\s>]")
_NAMESPACES = (b"http://www.w3.org/2000/09/xmldsig#", b"http://uri.etsi.org/02918/")
_LARGEST = 4 * 2**20


def is_cms(content: bytes) -> bool:
    """Whether these bytes begin a CMS of signed data, in DER or in PEM."""
    if content[:1] == b"\x30":
        return _SIGNED_DATA in content[:_WITHIN]
    return content.startswith(_PEM)


def is_signature(content: bytes) -> bool:
    """Whether the file is a signature and no document: a CMS without content, an XML that is only a signature.

    A CMS that carries a document is that document even when it is damaged: whoever deposits it has an answer about it.
    """
    if len(content) > _LARGEST:
        return False
    if is_cms(content):
        return carries_content(_der(content)) is False
    return content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _is_xml_signature(content[: HEAD * 4])


def pairs(
    documents: Mapping[str, str], signatures: Mapping[str, bytes]
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The names of the signatures of each document, and those of signatures without a document.

    ``documents`` are names with their SHA-256 in hexadecimal, ``signatures`` names with their bytes.
    """
    found: dict[str, list[str]] = {}
    alone: list[str] = []
    by_digest = {digest: name for name, digest in documents.items()}
    by_stem: dict[str, list[str]] = {}
    by_name: dict[str, str] = {}
    for name in documents:
        by_stem.setdefault(_stem(name), []).append(name)
        by_name.setdefault(PurePosixPath(name).name, name)
    for name, content in signatures.items():
        signed = _document_of(name, content, documents, _Known(digests=by_digest, stems=by_stem, names=by_name))
        if signed is None:
            alone.append(name)
        else:
            found.setdefault(signed, []).append(name)
    return {name: tuple(each) for name, each in found.items()}, tuple(alone)


def carried(content: bytes) -> bytes | None:
    """The content of a CMS (a ``.p7m``); ``None`` when it has none or cannot be read."""
    from asn1crypto import core

    from parsers.signature import cms

    try:
        inside = cms.opened(der(content))["encap_content_info"]
        value = inside["content"]
        return None if value is core.VOID or value.native is None else bytes(value.native)
    except MemoryError:  # says nothing about the file
        raise
    except Exception:  # noqa: BLE001 - untrusted ASN.1
        return None


def der(content: bytes) -> bytes:
    """The CMS in DER, decoded from PEM if necessary (RFC 7468). Raises :class:`ValueError` for what is no base64."""
    if not content.startswith(_PEM):
        return content
    body = content.removeprefix(_BEGIN).partition(_DASHES)[2].partition(_DASHES)[0]
    headers, blank, after = body.replace(b"\r\n", b"\n").partition(b"\n\n")
    return a2b_base64(after if blank and b":" in headers else body)


def _der(content: bytes) -> bytes:
    """The CMS in DER; empty when its PEM cannot be decoded."""
    try:
        return der(content)
    except ValueError:
        return b""


def _is_xml_signature(head: bytes) -> bool:
    first = re.search(rb"<[A-Za-z_]", head)
    return first is not None and _ROOT.match(head, first.start()) is not None and any(n in head for n in _NAMESPACES)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """The documents of a lot: by digest, by name without extension, and the first by name without folders."""

    digests: Mapping[str, str]
    stems: Mapping[str, list[str]]
    names: Mapping[str, str]


def _document_of(name: str, content: bytes, documents: Mapping[str, str], known: _Known) -> str | None:
    without = name.rpartition(".")[0]
    if without in documents:
        return without
    for digest in _digests(content):
        if digest in known.digests:
            return known.digests[digest]
    named = _named_document(name, content, documents, known)
    if named is not None:
        return named
    alike = known.stems.get(_stem(name), [])
    return alike[0] if len(alike) == 1 else None


def _named_document(name: str, content: bytes, documents: Mapping[str, str], known: _Known) -> str | None:
    """The file named by an XML signature, preferably in its own folder."""
    if is_cms(content):
        return None
    from parsers.signature import xml

    folder = PurePosixPath(name).parent
    for called in xml.names(content):
        candidate = str(folder / called)
        if candidate in documents:
            return candidate
        if called in known.names:
            return known.names[called]
    return None


def _digests(content: bytes) -> Iterator[str]:
    """The SHA-256 digests that the signers of a CMS state, in hexadecimal; found as bytes, for a CMS may be long to
    read.
    """
    if is_cms(content):
        yield from (found[1].hex() for found in _DIGEST.finditer(_der(content)))


def _stem(name: str) -> str:
    """The name without its extension and without the suffix of a signature."""
    return re.sub(
        r"[-_. ]?(?:signature|signed|signee|sig|xades|cades)$", "", name.rpartition(".")[0] or name, flags=re.I
    )
