"""A PDF without XML inside: the invoice read from its text, by labels and geometry, without a template.

A field is either right or absent: every value has its proof (page, box, confidence); when two values are
as good the field stays empty and a warning names both.
"""

import re
from typing import Protocol

from domain.decision import Reading
from domain.document import Doubt, Format
from domain.finding import Finding
from domain.invoice import FIELDS, Invoice
from domain.text import Text
from parsers.page.assembly import Assembled, assemble
from parsers.page.marking import marked_pages
from parsers.page.pages import Page
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
from parsers.page.rules import RULES as RULES
from parsers.page.wording import FIELD_NAMES
from parsers.page.words import Closed, Leaf, PageLimits, leaves

_MARK = b"%PDF"
_WITHIN = 1024
_NEEDED = ("numero_facture", "date_facture", "montant_ht", "montant_ttc", "siret_fournisseur", "siret_destinataire")
_FEW_WORDS = 8
"""Fewer words beside a picture are a stamp, not an invoice."""
_COMMON = re.compile(
    r"\b(?:de|du|la|le|les|des|et|à|en|par|pour|total|date|facture|montant|the|of|and|to|for|invoice|der|die|und|von"
    r"|auf|mit|für|van|het|el|los|para|di|il|per|com)\b",
    re.I,
)
"""Words of the languages around, one of which is in any page of text."""


class Content(Protocol):
    """What has the bytes of a document."""

    @property
    def content(self) -> bytes:
        """The bytes."""


def recognises(source: Content) -> bool:
    """Whether these bytes are a PDF: the mark may stand anywhere in the first 1024 bytes (ISO 32000-1, H.3.4.1)."""
    return _MARK in source.content[:_WITHIN]


def read(source: Content, limits: PageLimits | None = None) -> Reading:
    """The invoice on the pages of ``source``; never raises for a bad document."""
    found = leaves(source.content, limits or PageLimits())
    if isinstance(found, Closed):
        return _refused(Format.UNKNOWN, (LOCKED if found is Closed.LOCKED else DAMAGED).finding())
    pages = marked_pages(found)
    refusal = _unreadable(found, pages)
    return refusal if refusal is not None else _reading(assemble(pages), found)


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
    """Whether the characters are not those a reader sees: private ones, or no common word and no label at all."""
    text = " ".join(words)
    letters = sum(c.isalnum() and ord(c) < 0x250 for c in text)
    strange = sum(0xE000 <= ord(c) <= 0xF8FF or not c.isprintable() for c in text)
    if strange > 0.3 * len(text) or letters < 0.3 * len(text):
        return True
    return len(words) >= 30 and not labelled and _COMMON.search(text) is None


def _reading(read: Assembled, found: tuple[Leaf, ...]) -> Reading:
    return Reading(
        format=Format.PDF_TEXT,
        invoice=read.invoice,
        findings=tuple(_findings(read, found)),
        evidence=tuple(sorted(read.evidence, key=lambda one: FIELDS.index(one.field))),
        doubts=(*read.doubts, *([Doubt(field="date_facture", rivals=())] if read.unclear_dates else [])),
    )


def _findings(read: Assembled, found: tuple[Leaf, ...]) -> list[Finding]:
    invoice, findings = read.invoice, []
    several = _several(read)
    if several:
        findings.append(SEVERAL.finding(numbers=tuple(several)))
    elif not invoice.numero_facture and invoice.montant_ttc is None and invoice.montant_ht is None and not read.doubts:
        findings.append(NO_INVOICE.finding(missing=_missing(invoice)))
    if read.nature.other is not None:
        findings.append(OTHER_DOCUMENT.finding(title=read.nature.other, field="type_facture"))
    findings += [_doubtful(doubt) for doubt in read.doubts]
    if read.amounts.agree is False:
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
    """The numbers of the invoices, when different pages are headed by different ones."""
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
    invoice = read.invoice
    return DISAGREE.finding(
        field="montant_ttc", ht=invoice.montant_ht, tva=invoice.montant_tva, ttc=invoice.montant_ttc
    )
