"""A document's fault is in French on a French screen, though the libraries that read it have English sentences only."""

import re

import pytest
from lxml import etree

from domain.text import Text
from parsers.limits import Limits
from parsers.pdf import embedded_files
from parsers.signature import cms
from parsers.source import hardened_xml, xml_messages
from tests.conftest import ROOT

ENGLISH = re.compile(
    r"\b(?:the|and|of|not|is|invalid|expected|mismatch|error|unexpected|stream|missing|input|tag)\b", re.I
)
FACTURX = (ROOT / "samples" / "factures" / "facturx-en16931.pdf").read_bytes()
DAMAGED = {
    "mismatch": b"<a>\n<b></c></a>",
    "unclosed": b"<a><b>",
    "twice": b'<a x="1" x="2"/>',
    "no value": b"<a x/>",
    "no quotes": b"<a x=1/>",
    "less than": b'<a x="<"/>',
    "ampersand": b"<a>& </a>",
    "entity": b"<a>&oops;</a>",
    "no semicolon": b"<a>&amp</a>",
    "extra": b"<a/><b/>",
    "prefix": b"<p:a/>",
    "character": b"<a>\x01</a>",
    "comment": b"<a><!-- </a>",
    "cdata": b"<a><![CDATA[ </a>",
    "declaration": b' <?xml version="1.0"?><a/>',
    "encoding": b'<?xml version="1.0" encoding="UTF-8"?><a>\xe9</a>',
    "deep": b"<a>" * 300 + b"</a>" * 300,
    "text": b"hello",
    "empty": b"  ",
}


@pytest.mark.parametrize("name", DAMAGED)
def test_an_xml_that_is_ill_formed(name: str) -> None:
    (finding,) = hardened_xml.parse(DAMAGED[name], Limits()).findings
    assert not ENGLISH.search(finding.message.fr), finding.message.fr
    assert "{" not in finding.message.fr + finding.message.en


@pytest.mark.parametrize("code", range(1, 120))
def test_an_error_that_is_not_listed_is_french_too(code: int) -> None:
    said = etree.ErrorTypes._getName(code) or "Some odd thing"
    assert not ENGLISH.search(xml_messages.detail(code, said).fr)


@pytest.mark.parametrize(
    "content",
    [
        FACTURX[:3000],
        FACTURX[3000:],
        b"%PDF-1.7\n",
        b"%PDF-1.7\n%%EOF\n",
        b"hello",
        b"",
        FACTURX.replace(b"/Root", b"/Rien"),
    ],
    ids=["head", "tail", "header only", "no objects", "text", "nothing", "no root"],
)
def test_a_pdf_that_is_damaged(content: bytes) -> None:
    for finding in embedded_files.opened(content, Limits()).findings:
        assert not ENGLISH.search(finding.message.fr), finding.message.fr


def test_a_signature_that_cannot_be_read() -> None:
    with pytest.raises(cms.Unreadable) as caught:
        cms.opened(b"\x30\x03abc")
    why = cms.error_text(caught.value)
    assert not ENGLISH.search(why.fr)
    assert cms.error_text(cms.Unreadable("X509Certificate")) == Text("X509Certificate", "X509Certificate")
