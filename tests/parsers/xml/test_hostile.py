"""Bad files: each gets its own answer, with a remedy, and none an exception."""

import resource
from pathlib import Path

import pytest

import parsers
from domain.document import Format
from domain.finding import Level, Severity
from parsers.limits import Limits
from tests.parsers.xml.documents import cii, small_ubl, ubl

LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 10))
BOMB = b'<!DOCTYPE i [<!ENTITY l0 "lol">' + LAUGHS + b']><i a="&l9;">&l9;</i>'
XXE = b'<!DOCTYPE i [<!ENTITY x SYSTEM "file:///etc/passwd">]><Invoice>&x;</Invoice>'
UTF8 = b'<?xml version="1.0" encoding="UTF-8"?>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "LEC-001"),
        (b" \r\n\t ", "LEC-001"),
        (b"\xef\xbb\xbf", "LEC-001"),
        (b"\x00" * 100, "LEC-001"),
        (b"\xff\xd8\xff\xe0 jpeg", "LEC-016"),
        (b"PK\x03\x04 zip", "LEC-002"),
        (b"Bonjour, voici ma facture", "LEC-002"),
        (b'{"facture": 1}', "LEC-002"),
        (b"\x93\x01\x02\x00", "LEC-002"),
        (cii()[:2000], "LEC-005"),
        (ubl()[:-5], "LEC-005"),
        (b"<a><b></a>", "LEC-004"),
        (b"  " + ubl(), "LEC-004"),
        (ubl() + ubl(), "LEC-004"),
        (UTF8 + "<a>é</a>".encode("latin-1"), "LEC-006"),
        (b'<?xml version="1.0" encoding="UTF-16"?><a/>', "LEC-006"),
        (b'<?xml version="1.0" encoding="UTF-7"?><a>+AOk-</a>', "LEC-007"),
        (b'<?xml version="1.0" encoding="X-INCONNU"?><a/>', "LEC-007"),
        ('<?xml version="1.0" encoding="UTF-32"?><a/>'.encode("utf-32"), "LEC-007"),
        (BOMB, "LEC-009"),
        (XXE, "LEC-009"),
        (b"<!DOCTYPE html><html/>", "LEC-018"),
        (b"<a>&eacute;</a>", "LEC-009"),
        (b"<a>" * 100_000, "LEC-010"),
        (b"<a>" * 100_000 + b"</a>" * 100_000, "LEC-010"),
        (b"<a>" + b"<b/>" * 1_200_000 + b"</a>", "LEC-010"),
        (b"<a " + b"".join(b'b%d="" ' % i for i in range(1_100_000)) + b"/>", "LEC-010"),
        (b"<svg/>", "LEC-011"),
        (b'<Invoice xmlns="urn:autre"/>', "LEC-011"),
        (b'<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>', "LEC-011"),
    ],
    ids=range(30),
)
def test_each_bad_file_gets_its_answer(content: bytes, code: str) -> None:
    reading = parsers.read(content)
    assert [finding.code for finding in reading.findings] == [code]
    (finding,) = reading.findings
    assert (finding.level, finding.severity, reading.invoice) == (Level.DEPOT, Severity.FATAL, None)
    assert finding.remedy.fr
    assert finding.remedy.en


def test_a_bomb_does_not_take_the_memory() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for content in (BOMB, BOMB.replace(b"&l9;</i>", b"</i>"), BOMB.replace(b' a="&l9;"', b"")):
        parsers.read(content)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_an_external_entity_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET-42")
    content = small_ubl("<cbc:ID>&x;</cbc:ID>")
    reading = parsers.read(f'<!DOCTYPE Invoice [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode() + content)
    assert reading.invoice is None
    assert "SECRET-42" not in repr(reading)


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (b"\xef\xbb\xbf" + ubl(), []),
        (ubl().decode().replace("UTF-8", "UTF-16").encode("utf-16"), []),
        (ubl().decode().encode("utf-16"), ["LEC-008"]),
        (ubl().decode().replace("UTF-8", "ISO-8859-1").encode("latin-1"), []),
        (ubl().replace(b"UTF-8", b"ISO-8859-1"), ["LEC-008"]),
        (ubl().decode().replace("UTF-8", "windows-1252").encode("cp1252"), []),
    ],
)
def test_encodings_that_can_be_read(content: bytes, codes: list[str]) -> None:
    reading = parsers.read(content)
    assert [finding.code for finding in reading.findings] == codes
    assert reading.invoice is not None
    assert reading.invoice.numero_facture == "F-001"


def test_broken_xml_keeps_the_format_it_was_meant_to_have() -> None:
    assert parsers.read(cii()[:3000]).format is Format.CII
    assert parsers.read(ubl()[:3000]).format is Format.UBL_INVOICE
    assert parsers.read(ubl(credit_note=True)[:3000]).format is Format.UBL_CREDITNOTE


def test_a_file_over_the_limit_is_not_parsed() -> None:
    (finding,) = parsers.read(ubl(), Limits(file=1000)).findings
    assert (finding.code, finding.level) == ("LEC-003", Level.DEPOT)
    assert "1000" in finding.message.fr


def test_an_attachment_over_ten_megabytes_is_read() -> None:
    """libxml2 refuses a text of 10 MB unless set otherwise; an attachment may be ten times larger."""
    binary = "<cbc:EmbeddedDocumentBinaryObject>{}</cbc:EmbeddedDocumentBinaryObject>".format("QUJD" * 3_000_000)
    paper = (
        f"<cac:AdditionalDocumentReference><cac:Attachment>{binary}</cac:Attachment></cac:AdditionalDocumentReference>"
    )
    reading = parsers.read(small_ubl(paper))
    assert reading.findings == ()
    assert reading.invoice is not None
    assert reading.invoice.attachments[0].content == b"ABC" * 3_000_000


def test_nothing_is_included_from_elsewhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("CONFIDENTIEL")
    included = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/>'
    styled = f'<?xml-stylesheet type="text/xsl" href="{secret.as_uri()}"?>'
    reading = parsers.read(small_ubl(f"<cbc:Note>{included}</cbc:Note>"))
    assert reading.invoice is not None
    assert "CONFIDENTIEL" not in repr(reading)
    again = parsers.read(styled.encode() + small_ubl("<cbc:Note>vu</cbc:Note>"))
    assert again.invoice is not None


def test_a_text_of_fifty_megabytes_is_read_or_refused_in_words() -> None:
    reading = parsers.read(small_ubl(f"<cbc:Note>{'mot ' * 12_500_000}</cbc:Note>"))
    assert reading.invoice is not None or reading.findings


@pytest.mark.parametrize(("levels", "codes"), [(200, []), (300, ["LEC-010"])])
def test_two_hundred_levels_are_read_three_hundred_are_not(levels: int, codes: list[str]) -> None:
    reading = parsers.read(small_ubl("<cac:Autre>" * levels + "</cac:Autre>" * levels))
    assert [finding.code for finding in reading.findings] == codes


def test_signs_after_the_end_are_reported_as_such() -> None:
    (finding,) = parsers.read(ubl() + b"\x1a").findings
    assert finding.code == "LEC-004"


def test_sub_lines_nested_without_end_are_no_danger() -> None:
    deep = "<cac:InvoiceLine>" + "<cac:SubInvoiceLine>" * 200 + "</cac:SubInvoiceLine>" * 200 + "</cac:InvoiceLine>"
    reading = parsers.read(small_ubl(deep))
    assert reading.invoice is not None


def test_an_order_or_a_life_cycle_message_is_named() -> None:
    root = "urn:un:unece:uncefact:data:standard:CrossDomainAcknowledgementAndResponse:100"
    (finding,) = parsers.read(f'<a:CrossDomainAcknowledgementAndResponse xmlns:a="{root}"/>'.encode()).findings
    assert "cycle de vie" in finding.message.fr
    assert "life-cycle" in finding.message.en
