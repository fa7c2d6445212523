"""Reads the invoice of a PDF without XML from its text, by labels and geometry, without a template.

A field is either right or absent: every value has evidence (page, box, confidence); when two values are equally good
the field stays empty and a warning names both.
"""

import re
from dataclasses import replace
from typing import Protocol

from domain.decision import Reading
from domain.document import Doubt, Format
from domain.finding import Finding, Severity
from domain.invoice import ENTRY_FIELDS, Invoice
from domain.reading_options import Ocr, ReadingOptions
from domain.text import Text
from parsers.ocr import rules as ocr
from parsers.ocr.missing import Missing
from parsers.page.assembly import Assembled, assemble
from parsers.page.field_names import FIELD_NAMES
from parsers.page.layout.words import Closed, Leaf, PageLimits, leaves
from parsers.page.lines.invoice_lines import invoice_lines
from parsers.page.marked.marking import marked_pages
from parsers.page.marked.pages import Page
from parsers.page.rules import (
    BLANK,
    DAMAGED,
    DISAGREE,
    DOUBT,
    IMAGE,
    LOCKED,
    NO_INVOICE,
    NOISE,
    NOT_ALL_READ,
    OTHER_DOCUMENT,
    SEVERAL,
    UNCLEAR_DATES,
)
from parsers.page.rules import RULES as PAGE_RULES
from parsers.page.unread import unread
from parsers.pdf.cut_values import without_cut_values
from parsers.pdf.field_values import without_other_values
from parsers.pdf.hidden_text import hidden_findings
from parsers.pdf.ocr_layer import layer_reading
from parsers.pdf.other_digits import without_other_digits

RULES = (*PAGE_RULES, *ocr.RULES)
WANTING = frozenset({IMAGE.code, NOISE.code, BLANK.code, ocr.LEFT_OUT.code})
"""Finding about a document that recognition may read, when recognition is disabled."""
_MARK = b"%PDF"
_WITHIN = 1024
_NEEDED = ("numero_facture", "date_facture", "montant_ht", "montant_ttc", "siret_fournisseur", "siret_destinataire")
_FEW_WORDS = 8
"""Number of words below which text beside a picture is taken for a stamp."""
_COMMON = re.compile(
    r"\b(?:de|du|la|le|les|des|et|à|en|par|pour|total|date|facture|montant|the|of|and|to|for|invoice|der|die|und|von"
    r"|auf|mit|für|van|het|el|los|para|di|il|per|com)\b",
    re.I,
)
"""Frequent words of the supported languages, at least one of which is on any page of text."""


_LATIN = "".join(char for char in map(chr, range(0x250)) if char.isalnum())
"""Latin letters and figures."""
_LETTERS = re.compile(f"[{_LATIN}]+")


class Content(Protocol):
    """A document's bytes and the operator's reading options."""

    @property
    def content(self) -> bytes:
        """The bytes."""

    @property
    def reading_options(self) -> ReadingOptions:
        """The operator's reading options."""


def recognises(source: Content) -> bool:
    """Whether these bytes are a PDF: ``%PDF-`` anywhere in the first 1024 bytes (ISO 32000-1, H.3.4.1)."""
    return _MARK in source.content[:_WITHIN]


def read(source: Content, limits: PageLimits | None = None) -> Reading:
    """The invoice on the pages of ``source``; never raises for a bad document.

    Raises :class:`domain.errors.Unequipped` when pages are pictures, their recognition is requested, and tesseract is
    not installed.
    """
    found = leaves(source.content, limits or PageLimits())
    if isinstance(found, Closed):
        return _refused(Format.UNKNOWN, (LOCKED if found is Closed.LOCKED else DAMAGED).finding())
    reading = without_other_values(without_cut_values(_read_pages(source, found), found), found)
    reading = without_other_digits(reading, source.content, found)
    return replace(reading, findings=(*reading.findings, *hidden_findings(found)))


def _read_pages(source: Content, found: tuple[Leaf, ...]) -> Reading:
    known = source.reading_options.indices
    pages = marked_pages(found, known)
    refusal = _unreadable(found, pages)
    reading = (
        refusal
        if refusal is not None
        else _reading(assemble(pages, known, source.reading_options.annuaire), found, pages)
    )
    if source.reading_options.lines:
        reading = _with_lines(reading, pages)
    wanted = _pictures(found, reading)
    if not wanted:
        return reading
    if source.reading_options.ocr is not Ocr.NEVER:
        return _recognised(source, found, wanted, reading)
    layer = layer_reading(found, known)
    left = () if refusal is not None and layer is None else (ocr.LEFT_OUT.finding(pages=wanted),)
    reading = layer or reading
    return replace(reading, findings=(*reading.findings, *left))


def _with_lines(reading: Reading, pages: tuple[Page, ...]) -> Reading:
    """``reading`` with the lines of the invoice, if its pages have a table that is read whole."""
    if reading.invoice is None:
        return reading
    lines = invoice_lines(pages, reading.invoice.totals, reading.invoice.vat_breakdown)
    return replace(reading, invoice=replace(reading.invoice, lines=lines))


def _pictures(found: tuple[Leaf, ...], reading: Reading) -> tuple[int, ...]:
    """The pages to recognise: those that are pictures, when the text holds no invoice, or all pages."""
    invoice = reading.invoice
    if invoice is None:
        without_text = any(finding.code in WANTING for finding in reading.findings)
        return tuple(leaf.number for leaf in found) if without_text else ()
    if invoice.numero_facture and invoice.date_facture and invoice.montant_ttc is not None:
        return ()
    return tuple(leaf.number for leaf in found if leaf.images and (leaf.layered or len(leaf.words) < _FEW_WORDS))


def _recognised(source: Content, found: tuple[Leaf, ...], wanted: tuple[int, ...], before: Reading) -> Reading:
    """The invoice with some pages recognised; the reading ``before`` when recognition finds no text."""
    from parsers.ocr.code_services import listed
    from parsers.ocr.scan_detection import recognised_scans
    from parsers.ocr.second_reading import agreeing
    from parsers.ocr.trust import doubtful, is_refuted, without_doubtful

    scan = recognised_scans(source.content, found, wanted, source.reading_options.ocr_lang)
    if isinstance(scan, Missing):
        return _refused(Format.PDF_IMAGE, ocr.LATE.finding(why=ocr.WHY[scan]))
    words = [word.text for leaf in scan.leaves for word in leaf.words]
    pages = marked_pages(scan.leaves, source.reading_options.indices)
    if scan.legible < _FEW_WORDS or _is_noise(words, labelled=any(page_.marked for page_ in pages)):
        pictures = any(leaf.images for leaf in found)
        return _refused(Format.PDF_IMAGE, ocr.ILLEGIBLE.finding()) if before.invoice is None and pictures else before
    read = assemble(pages, source.reading_options.indices, source.reading_options.annuaire)
    reading = _reading(read, scan.leaves, pages)
    service = listed(reading.invoice, source.reading_options.annuaire)
    faint = doubtful(reading, scan.pages, agree=read.amounts.agree is True, service=service)
    unsure = [one for one in faint if not is_refuted(one, service)]
    again = agreeing(unsure, scan.pages, source.reading_options.ocr_lang, scan.budget)
    return without_doubtful(reading, scan.pages, [one for one in faint if one.field not in again])


def _refused(form: Format, finding: Finding) -> Reading:
    return Reading(format=form, findings=(finding,))


def _unreadable(found: tuple[Leaf, ...], pages: tuple[Page, ...]) -> Reading | None:
    words = [word.text for leaf in found for word in leaf.words]
    images = any(leaf.images for leaf in found)
    if len(words) < _FEW_WORDS and images:
        return _refused(Format.PDF_IMAGE, IMAGE.finding())
    if not words:
        return _refused(Format.PDF_TEXT, BLANK.finding())
    labelled = any(page_.marked for page_ in pages)
    return _refused(Format.PDF_TEXT, NOISE.finding()) if _is_noise(words, labelled=labelled) else None


def _is_noise(words: list[str], *, labelled: bool) -> bool:
    """Whether the text differs from what is displayed: private-use characters, or no common word and no label."""
    text = " ".join(words)
    letters = len(text) - len(_LETTERS.sub("", text))
    strange = 0 if text.isprintable() else sum(not c.isprintable() for c in text)
    if strange > 0.3 * len(text) or letters < 0.3 * len(text):
        return True
    return len(words) >= 30 and not labelled and _COMMON.search(text) is None


def _reading(read: Assembled, found: tuple[Leaf, ...], pages: tuple[Page, ...]) -> Reading:
    findings = _findings(read, found)
    doubts = (*read.doubts, *([Doubt(field="date_facture", rivals=())] if read.unclear_dates else []))
    announced, words = ((), ()) if _is_no_invoice(findings) else unread(pages, read.invoice, doubts)
    return Reading(
        format=Format.PDF_TEXT,
        invoice=read.invoice,
        findings=(*findings, *words),
        evidence=tuple(sorted(read.evidence, key=lambda one: ENTRY_FIELDS.index(one.field))),
        doubts=doubts + announced,
    )


def _is_no_invoice(findings: list[Finding]) -> bool:
    """Whether the file is refused as a whole, or is another document: then nothing waits to be completed."""
    return any(finding.severity is Severity.FATAL for finding in findings)


def _findings(read: Assembled, found: tuple[Leaf, ...]) -> list[Finding]:
    invoice, findings = read.invoice, []
    several = _several(read)
    if several:
        findings.append(SEVERAL.finding(numbers=tuple(several)))
    elif not invoice.numero_facture and invoice.montant_ttc is None and invoice.montant_ht is None and not read.doubts:
        findings.append(NO_INVOICE.finding(missing=_missing(invoice)))
    if read.nature.other is not None:
        findings.append(OTHER_DOCUMENT.finding(title=read.nature.other, field="type_facture"))
    disagreeing = {field for field, _ in read.amounts.disagreeing}
    findings += [_doubtful(doubt) for doubt in read.doubts if doubt.field not in disagreeing]
    if disagreeing:
        findings.append(_disagreement(read))
    if read.unclear_dates:
        findings.append(UNCLEAR_DATES.finding(field="date_facture"))
    if found[-1].number > len(found):
        findings.append(NOT_ALL_READ.finding(pages=tuple(leaf.number for leaf in found)))
    return findings


def _missing(invoice: Invoice) -> Text:
    names = [FIELD_NAMES[name] for name in _NEEDED if getattr(invoice, name) is None]
    return Text(", ".join(name.fr for name in names), ", ".join(name.en for name in names))


def _several(read: Assembled) -> list[str]:
    """The numbers of the invoices, when pages begin with different ones."""
    pages: dict[str, set[int]] = {}
    for one in read.numbers:
        pages.setdefault(str(one.value), set()).add(one.page)
    first = next(iter(pages.values()), set())
    apart = all(not first & other for other in list(pages.values())[1:])
    return list(pages) if len(pages) > 1 and apart else []


def _doubtful(doubt: Doubt) -> Finding:
    rivals = tuple(f"« {one.text} »" for one in doubt.rivals[:4])
    return DOUBT.finding(field=doubt.field, what=FIELD_NAMES[doubt.field], rivals=rivals)


def _disagreement(read: Assembled) -> Finding:
    found = [(FIELD_NAMES[field], f"« {one.text} »") for field, one in read.amounts.disagreeing]
    totals = Text(
        ", ".join(f"{name.fr} {text}" for name, text in found), ", ".join(f"{name.en} {text}" for name, text in found)
    )
    return DISAGREE.finding(field="montant_ttc", totals=totals)
