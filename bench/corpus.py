"""Invoices by other publishers with expected values from their XML or JSON: ``NAVETTE_CORPUS`` or ``--corpus``."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pypdfium2

from bench.printed import is_printed
from domain.invoice import fields
from parsers import facturx
from parsers.source.document import Source
from samples.drawn_layouts.truth import TrueField, Truth

_FRENCH = ("facturx-fr", "french/facturx")
_ALL = (*_FRENCH, "mustang")
_JSON = {
    "numero_facture": "invoice_number",
    "date_facture": "date",
    "montant_ttc": "amount",
    "montant_ht": "amount_untaxed",
    "devise": "currency",
    "tva_fournisseur": "vat",
}
"""Field to key of the JSON; its ``issuer`` is left out: it is a template's name, not the supplier's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A PDF of the corpus with text on its pages, and its expected values."""

    name: str
    content: bytes
    truth: Truth


def french_facturx(folder: Path) -> Iterator[Document]:
    """The French Factur-X files, with expected values from their XML."""
    return _facturx(folder, _FRENCH)


def all_facturx(folder: Path) -> Iterator[Document]:
    """Every Factur-X and ZUGFeRD file, with expected values from its XML."""
    return _facturx(folder, _ALL)


def _facturx(folder: Path, places: tuple[str, ...]) -> Iterator[Document]:
    for place in places:
        for path in sorted((folder / place).rglob("*.pdf")):
            content = path.read_bytes()
            page = page_text(content)
            invoice = facturx.read(Source(content)).invoice if page and facturx.recognises(Source(content)) else None
            if invoice is not None:
                truth = _truth(fields(invoice), page)
                yield Document(name=str(path.relative_to(folder)), content=content, truth=truth)


def text_pdfs(folder: Path) -> Iterator[Document]:
    """PDFs that never had an XML, with expected values from the JSON beside them."""
    for path in sorted((folder / "pdf-text").glob("*.pdf")):
        content = path.read_bytes()
        page = page_text(content)
        answer = path.with_suffix(".json")
        if page and answer.exists():
            yield Document(name=f"pdf-text/{path.name}", content=content, truth=_truth(_answer(answer), page))


def _answer(path: Path) -> dict[str, str | None]:
    answer = json.loads(path.read_bytes())[0]
    return {name: _plain(name, answer.get(key)) for name, key in _JSON.items()}


def _plain(name: str, value: object) -> str | None:
    if value is None:
        return None
    return f"{Decimal(str(value)):.2f}" if name.startswith("montant") else str(value).strip("# ")


def _truth(answer: dict[str, str | None], page: str) -> Truth:
    found = (TrueField(name=name, value=v, printed=is_printed(name, v, page)) for name, v in answer.items() if v)
    return Truth(fields=tuple(found), partial=True)


def page_text(content: bytes) -> str:
    """The text layer of all pages; empty without one or when the file does not open."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return ""
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document).strip()
    finally:
        document.close()
