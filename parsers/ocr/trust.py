"""Confidence of a reading of recognised words: that of a value is its least sure word's; doubtful values are dropped.

Keys and sums confirm values here (a SIRET with a right key, three totals that add up); they correct nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from domain.decision import Reading
from domain.document import Doubt, Evidence, Format
from domain.finding import Finding
from domain.invoice import Invoice
from domain.text import Text
from parsers.ocr.code_services import Listed
from parsers.ocr.erase_fields import without
from parsers.ocr.partial_codes import KEYLESS, is_partial, words_in
from parsers.ocr.recognition import Recognised
from parsers.ocr.rules import FAINT, SCANNED
from parsers.page.field_names import FIELD_NAMES
from parsers.page.values.identifiers import identifiers

_AMOUNTS = ("montant_ht", "montant_tva", "montant_ttc")
_MONEY = frozenset({*_AMOUNTS, "montant_a_payer"})
_KEYED = frozenset({"siret_fournisseur", "siret_destinataire", "siret_moe", "tva_fournisseur"})
_ZERO_OR_O = re.compile(r"\dO|O\d|[A-Z]0[A-Z]|^0\d")
"""Places where a zero and a round letter are confused; the first character of a code may also be a D."""
_EITHER = 0.5
"""Confidence of a code with a character that may be a zero or a round letter."""
_WORDED = frozenset({"type_facture", "devise"})
"""Fields found by words of the language, which would not be found if misread."""
_LEAST = 0.6
"""Least confidence of a value that nothing else confirms."""
_LEAST_ALONE = 0.88
"""Least confidence of an amount that no sum confirms: one lost digit makes another amount."""


def doubtful(
    reading: Reading, pages: Sequence[Recognised], *, agree: bool, service: Listed = Listed.UNTOLD
) -> tuple[Evidence, ...]:
    """The evidence of values that are not sure enough.

    ``agree`` says whether the totals add up, ``service`` what the directory has of the code service.
    """
    invoice = reading.invoice
    if invoice is None:
        return ()
    known = {page.leaf.number: page for page in pages}
    return tuple(
        one for one in reading.evidence if not _is_kept(one, known.get(one.page), invoice, service, agree=agree)
    )


def is_ambiguous(one: Evidence) -> bool:
    """Whether a code has a character that may be a zero or a round letter, or a letter with an accent."""
    return one.field in KEYLESS and (_ZERO_OR_O.search(one.text) is not None or not one.text.isascii())


def is_refuted(one: Evidence, service: Listed) -> bool:
    """Whether the directory has other codes of the recipient only, or two that look alike."""
    return one.field == "code_service" and service is Listed.REFUTED


def without_doubtful(reading: Reading, pages: Sequence[Recognised], faint: Sequence[Evidence]) -> Reading:
    """``reading`` of ``pages`` without the values of ``faint``, which are doubts.

    Boxes of the evidence are converted to the page as scanned.
    """
    if reading.invoice is None:
        return reading
    known = {page.leaf.number: page for page in pages}
    sure = {one.field: _confidence(one, known.get(one.page)) for one in faint}
    lost = {one.field for one in faint}
    return replace(
        reading,
        format=Format.PDF_IMAGE,
        invoice=without(reading.invoice, lost),
        findings=(*reading.findings, *_doubt_findings(faint, sure), SCANNED.finding(pages=tuple(known))),
        evidence=tuple(_placed(one, known) for one in reading.evidence if one.field not in lost),
        doubts=(
            *(replace(doubt, rivals=tuple(_placed(one, known) for one in doubt.rivals)) for doubt in reading.doubts),
            *(Doubt(field=one.field, rivals=(_placed(one, known),)) for one in faint),
        ),
    )


def _confidence(one: Evidence, page: Recognised | None) -> float:
    """Least confidence of the words in its box, or that of an ambiguous code; 1 on a page that was not recognised."""
    if page is None:
        return 1.0
    inside = (confidence for _, confidence in words_in(one, page))
    return min((*inside, _EITHER) if is_ambiguous(one) else inside, default=0.0)


def _is_kept(one: Evidence, page: Recognised | None, invoice: Invoice, service: Listed, *, agree: bool) -> bool:
    confidence = _confidence(one, page)
    if one.field in _WORDED:
        return True
    if one.field in _KEYED:
        return any(found.sound for found in identifiers(str(getattr(invoice, one.field))))
    if is_partial(one, page) or is_refuted(one, service):
        return False
    if one.field == "code_service" and service is Listed.KNOWN:
        return True
    if one.field in KEYLESS and "_" in one.text and page is not None:
        return False
    if one.field in _MONEY:
        confirmed = agree and (one.field in _AMOUNTS or invoice.montant_a_payer == invoice.montant_ttc)
        return confirmed or confidence >= _LEAST_ALONE
    return confidence >= _LEAST


def _doubt_findings(faint: Iterable[Evidence], sure: dict[str, float]) -> list[Finding]:
    return [
        FAINT.finding(
            field=one.field,
            what=FIELD_NAMES.get(one.field, Text(one.field, one.field)),
            text=one.text,
            percent=round(100 * sure[one.field]),
        )
        for one in faint
    ]


def _placed(one: Evidence, known: dict[int, Recognised]) -> Evidence:
    """``one`` with its box on the page as scanned and the confidence of its words."""
    page = known.get(one.page)
    if page is None:
        return one
    left, top, right, bottom = (round(edge, 1) for edge in page.back(one.box))
    confidence = _confidence(one, page)
    return replace(one, box=(left, top, right, bottom), confidence=round(one.confidence * confidence, 2))
