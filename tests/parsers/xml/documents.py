"""Invoices written for these tests, in ``pieces/``: every field of the model filled, so that a row missing from a
table is seen. Their supplier is fictitious."""

import re
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

_PIECES = Path(__file__).parent / "pieces"
UBL_NAMESPACES = (
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'
)
ANNEX = b"annexe \xe9\x00"
"""What every attachment holds."""
_UNIT = re.compile(r"<CPPFacturePivotUnitaire.*</CPPFacturePivotUnitaire>", re.DOTALL)
_CONTENTS = re.compile(r"(?<=<Contenu>)[^<]*")


def ubl(*, credit_note: bool = False) -> bytes:
    """A UBL invoice, or credit note, with every field of the model."""
    return (_PIECES / ("ubl-avoir.xml" if credit_note else "ubl-facture.xml")).read_bytes()


def small_ubl(inside: str) -> bytes:
    """A UBL invoice of which only ``inside`` is given, and its specification (BT-24)."""
    inside = f"<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>{inside}"
    root = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
    return f'<Invoice xmlns="{root}" {UBL_NAMESPACES}>{inside}</Invoice>'.encode()


def cii() -> bytes:
    """A CII invoice that says the same as :func:`ubl`."""
    return (_PIECES / "cii.xml").read_bytes()


def zugferd1() -> bytes:
    """A small ZUGFeRD 1 invoice."""
    return (_PIECES / "zugferd1.xml").read_bytes()


def cpp(root: str = "CPPFacturePivot", *units: str, count: int | None = None) -> bytes:
    """A Chorus Pro flux of one invoice, or of ``units``."""
    flux = _UNIT.sub(lambda match: "".join(units) or match[0], (_PIECES / "cpp-pivot.xml").read_text("utf-8"))
    flux = flux.replace('Compteur="1"', f'Compteur="{count or len(units) or 1}"')
    return flux.replace("CPPFacturePivot", root).encode()


def cpp_unit(number: str = "F-001", contents: str | None = None) -> str:
    """One invoice of a flux, with its number and the text of its attachment."""
    found = _UNIT.search((_PIECES / "cpp-pivot.xml").read_text("utf-8"))
    unit = found[0] if found else ""
    return _CONTENTS.sub(contents or zipped(ANNEX), unit.replace("<Id>F-001</Id>", f"<Id>{number}</Id>"))


def zipped(content: bytes, name: str = "facture.pdf") -> str:
    """``content`` as Chorus Pro attaches it: base64 of a zip of one file."""
    packed = BytesIO()
    with ZipFile(packed, "w", compression=8) as archive:
        archive.writestr(name, content)
    return b64encode(packed.getvalue()).decode()
