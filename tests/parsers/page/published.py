"""Invoices published by others as cases: Factur-X pages judged by their own XML, text PDFs by their answers."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2

from domain.invoice import FIELDS, fields
from parsers import facturx
from parsers.source.document import Source
from tests.parsers.page.accuracy import Case

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_PLACES = ("facturx-fr", "french/facturx", "mustang")
_ANSWERS = {
    "invoice_number": "numero_facture",
    "date": "date_facture",
    "amount": "montant_ttc",
    "amount_untaxed": "montant_ht",
    "amount_tax": "montant_tva",
    "currency": "devise",
}


def hybrids(corpus: Path) -> Iterator[Case]:
    """Every Factur-X whose XML reads; a field counts as stated when the page shows the XML's value."""
    for place in _PLACES:
        for path in sorted((corpus / place).rglob("*.pdf")):
            source = Source(path.read_bytes())
            invoice = facturx.read(source).invoice if facturx.recognises(source) else None
            shown = _text(source.content) if invoice is not None else ""
            if invoice is None or len(shown) < 40:
                continue
            said = fields(invoice)
            truth = {name: said[name] if _shows(shown, name, said[name]) else None for name in FIELDS}
            also = {name: {said[name] or ""} for name in FIELDS}
            if said["type_facture"] == "381":  # its page may show the minus sign that the type makes needless
                also |= {name: {f"-{said[name]}"} for name in FIELDS if name.startswith("montant")}
            yield Case(f"{place}/{path.name}", source.content, truth, also)


def answered(corpus: Path) -> Iterator[Case]:
    """Text PDFs with a JSON answer beside them."""
    for path in sorted((corpus / "pdf-text").glob("*.pdf")):
        answer = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        said = answer[0] if isinstance(answer, list) else answer
        content = path.read_bytes()
        shown = _text(content)
        truth: dict[str, str | None] = dict.fromkeys(FIELDS)
        for key, name in _ANSWERS.items():
            value = said.get(key)
            if value is not None and _shows(shown, name, str(value)):
                truth[name] = str(value)
        yield Case(f"pdf-text/{path.name}", content, truth, {})


def _text(content: bytes) -> str:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return ""
    with document:
        return "\n".join(document[index].get_textpage().get_text_range() for index in range(min(3, len(document))))


def _shows(page: str, name: str, value: str | None) -> bool:
    """Whether ``page`` shows ``value``, in any of the ways people write it."""
    if value is None:
        return False
    if name == "type_facture":
        return True
    if name == "devise":
        return value in page or (value == "EUR" and "€" in page) or (value == "USD" and "$" in page)
    if name.startswith("montant"):
        return _bare(f"{abs(float(value)):.2f}") in _bare(page)
    if name == "date_facture":
        return any(form in page for form in _dates(date.fromisoformat(value)))
    return _bare(value) in _bare(page)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _dates(day: date) -> list[str]:
    months = (_MONTHS[day.month - 1], day.strftime("%B"), day.strftime("%b"))
    forms = ["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d-%m-%Y", "%m/%d/%Y", "%d.%m.%y", "%d/%m/%y", "%Y%m%d"]
    long = [
        f"{number} {month.title() if title else month} {day.year}"
        for number in (day.day, f"{day.day:02d}")
        for month in months
        for title in (0, 1)
    ]
    return [day.strftime(form) for form in forms] + long
