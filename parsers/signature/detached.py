"""Detached signatures: whether a file is one, and which file it signs.

Named ``facture.pdf.p7s``, ``facture.p7s`` or ``facture.xml`` beside ``facture.pdf``. A name may be wrong, so the
digest or the file name inside the signature has precedence.
"""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

HEAD = 512
_PEM = (b"-----BEGIN PKCS7-----", b"-----BEGIN CMS-----")
_SIGNED_DATA = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
"""DER of ``1.2.840.113549.1.7.2`` (signedData), at the beginning of a CMS."""
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
    """Whether the file is a signature and no document: a CMS without content, an XML that is only a signature."""
    if len(content) > _LARGEST:
        return False
    if is_cms(content):
        return _carries_nothing(content)
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
    for name in documents:
        by_stem.setdefault(_stem(name), []).append(name)
    for name, content in signatures.items():
        signed = _document_of(name, content, documents, by_digest, by_stem)
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
    except Exception:  # noqa: BLE001 - untrusted ASN.1
        return None


def der(content: bytes) -> bytes:
    """The CMS in DER, decoded from PEM if necessary."""
    if not content.startswith(_PEM):
        return content
    from asn1crypto import pem

    return bytes(pem.unarmor(content)[2])


def _carries_nothing(content: bytes) -> bool:
    return carried(content) is None


def _is_xml_signature(head: bytes) -> bool:
    first = re.search(rb"<[A-Za-z_]", head)
    return first is not None and _ROOT.match(head, first.start()) is not None and any(n in head for n in _NAMESPACES)


def _document_of(
    name: str,
    content: bytes,
    documents: Mapping[str, str],
    by_digest: Mapping[str, str],
    by_stem: Mapping[str, list[str]],
) -> str | None:
    without = name.rpartition(".")[0]
    if without in documents:
        return without
    known = by_digest.get(_digest(content))
    if known is not None:
        return known
    named = _named_document(name, content, documents)
    if named is not None:
        return named
    alike = by_stem.get(_stem(name), [])
    return alike[0] if len(alike) == 1 else None


def _named_document(name: str, content: bytes, documents: Mapping[str, str]) -> str | None:
    """The file named by an XML signature, preferably in its own folder."""
    if is_cms(content):
        return None
    from parsers.signature import xml

    folder = PurePosixPath(name).parent
    for called in xml.names(content):
        for candidate in (str(folder / called), *(each for each in documents if PurePosixPath(each).name == called)):
            if candidate in documents:
                return candidate
    return None


def _digest(content: bytes) -> str:
    """The SHA-256 of its document stated in a CMS, in hexadecimal; empty without one."""
    if not is_cms(content):
        return ""
    from parsers.signature import cms

    try:
        signer = cms.opened(der(content))["signer_infos"][0]
        if signer["digest_algorithm"]["algorithm"].native != "sha256":
            return ""
        return next((bytes(value.native).hex() for value in cms.attribute(signer, "message_digest")), "")
    except Exception:  # noqa: BLE001 - untrusted ASN.1
        return ""


def _stem(name: str) -> str:
    """The name without its extension and without the suffix of a signature."""
    return re.sub(
        r"[-_. ]?(?:signature|signed|signee|sig|xades|cades)$", "", name.rpartition(".")[0] or name, flags=re.I
    )
