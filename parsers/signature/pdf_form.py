"""The signature fields of a PDF's form (ISO 32000-2 §12.7.5.5), and its validation data, read with pyHanko."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from domain.text import NOTHING, Text
from parsers.signature import cms
from parsers.signature.cms import Unreadable
from parsers.signature.evidence import NO_EVIDENCE, Evidence

MOST = 20
"""Most signature fields read."""
_OBJECTS = 100_000
"""Most objects of a PDF that is opened."""
_REVISIONS = 100
_PROOFS = 16 * 2**20
"""Most bytes of validation data read."""
_LONG = re.compile(rb"<[0-9A-Fa-f\s]{1000000}")
"""Pattern of hexadecimal strings that pyHanko would take seconds to read."""
TOO_LARGE = Text("le PDF dépasse ce qui peut être contrôlé", "the PDF is beyond what can be checked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A signature field of the PDF's form."""

    name: str
    value: Any
    embedded: EmbeddedPdfSignature | None
    """``None`` when its CMS cannot be read."""
    fault: Text = NOTHING

    @property
    def bytes_of(self) -> tuple[int, ...]:
        """The byte range it declares; empty without one."""
        try:
            return tuple(int(number) for number in self.value["/ByteRange"])
        except (KeyError, TypeError, ValueError):
            return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The form of a PDF; ``fields`` is empty when it could not be opened."""

    fields: tuple[Field, ...] = ()
    proofs: Evidence = NO_EVIDENCE
    whole: bool = False
    """Whether all fields were read: a signature without a field is then no longer in the form."""
    fault: Text = NOTHING
    """Why the form could not be opened."""


def opened(content: bytes) -> Opened:
    """The form of the PDF; never raises."""
    if content.count(b" obj") > _OBJECTS or content.count(b"startxref") > _REVISIONS or _LONG.search(content):
        return Opened(fault=TOO_LARGE)
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        fields = []
        for (name, value, place), _ in zip(enumerate_sig_fields(reader, filled_status=True), range(MOST), strict=False):
            fields.append(_field(reader, name, value, place))
        return Opened(fields=tuple(fields), proofs=_proofs(reader), whole=len(fields) < MOST)
    except MemoryError:  # says nothing about the file
        raise
    except Exception as error:  # noqa: BLE001 - encrypted, damaged or hostile: the byte ranges are used instead
        return Opened(fault=cms.error_text(error))


def _field(reader: PdfFileReader, name: str, value: Any, place: Any) -> Field:
    found = value.get_object() if hasattr(value, "get_object") else value
    if not hasattr(found, "raw_get"):
        raise Unreadable(f"/V {name}")
    try:
        if len(found.raw_get("/Contents").original_bytes) > cms.LARGEST:
            raise Unreadable(f"> {cms.LARGEST}")
        embedded = EmbeddedPdfSignature(reader, place.get_object(), name)
    except MemoryError:  # says nothing about the file
        raise
    except Exception as error:  # noqa: BLE001 - pyHanko raises any exception on a damaged CMS
        return Field(name=name, value=found, embedded=None, fault=cms.error_text(error))
    return Field(name=name, value=found, embedded=embedded)


def _proofs(reader: PdfFileReader) -> Evidence:
    """The document security store (ISO 32000-2 §12.8.4.3)."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return NO_EVIDENCE
    except MemoryError:  # says nothing about the file
        raise
    except Exception:  # noqa: BLE001 - a damaged store is ignored
        return NO_EVIDENCE
    found = {
        "certificates": store.certs.values(),
        "crls": store.crls,
        "ocsps": store.ocsps,
    }
    room = _PROOFS
    kept: dict[str, tuple[bytes, ...]] = {}
    for kind, references in found.items():
        ders = []
        for reference in list(references)[: cms.SIGNERS * 10]:
            der = reference.get_object().data
            room -= len(der)
            if room >= 0:
                ders.append(bytes(der))
        kept[kind] = tuple(ders)
    return Evidence(certificates=kept["certificates"], crls=kept["crls"], ocsps=kept["ocsps"])
