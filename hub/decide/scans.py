"""Which documents are scans: how recognition is put off, so that each is then tried alone."""

from dataclasses import replace

from domain.decision import Decision
from domain.reading_options import Ocr
from hub.context.terms import Terms
from parsers.pdf.text_pdf import WANTING


def plainly(terms: Terms) -> Terms:
    """``terms`` under which no page is recognised."""
    return replace(terms, bare=replace(terms.bare, lecture=replace(terms.bare.lecture, ocr=Ocr.NEVER)))


def is_put_off(terms: Terms, answer: object) -> bool:
    """Whether ``answer``, given :func:`plainly`, is about a document that ``terms`` let be recognised."""
    if terms.bare.lecture.ocr is Ocr.NEVER or not isinstance(answer, Decision):
        return False
    return any(finding.code in WANTING for finding in answer.findings)
