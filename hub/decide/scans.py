"""Which documents are scans: text recognition is put off, so that each scan is then processed alone."""

from dataclasses import replace

from domain.decision import Decision
from domain.reading_options import Ocr
from hub.context.terms import Terms
from parsers.pdf.text_pdf import WANTING


def plainly(terms: Terms) -> Terms:
    """``terms`` with text recognition turned off."""
    return replace(terms, bare=replace(terms.bare, reading_options=replace(terms.bare.reading_options, ocr=Ocr.NEVER)))


def is_put_off(terms: Terms, answer: object) -> bool:
    """Whether ``answer``, decided under :func:`plainly`, is about a scan that ``terms`` would recognise."""
    if terms.bare.reading_options.ocr is Ocr.NEVER or not isinstance(answer, Decision):
        return False
    return any(finding.code in WANTING for finding in answer.findings)
