"""Invoices by other publishers, each with what its XML or its answer says: ``NAVETTE_CORPUS`` or ``--corpus``."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pypdfium2

from bench.printed import imprime
from domain.invoice import fields
from parsers import facturx
from parsers.source.document import Source
from samples.drawn_layouts.truth import Champ, Verite

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
"""Their ``issuer`` is the name of a template, not what the page calls the supplier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A PDF of the corpus with text on its pages, and what is true of it."""

    nom: str
    contenu: bytes
    verite: Verite


def facturx_francais(folder: Path) -> Iterator[Document]:
    """The French Factur-X files, told by their XML."""
    return _facturx(folder, _FRENCH)


def facturx_tous(folder: Path) -> Iterator[Document]:
    """Every Factur-X and ZUGFeRD file, told by its XML."""
    return _facturx(folder, _ALL)


def _facturx(folder: Path, places: tuple[str, ...]) -> Iterator[Document]:
    for place in places:
        for path in sorted((folder / place).rglob("*.pdf")):
            content = path.read_bytes()
            page = texte(content)
            invoice = facturx.read(Source(content)).invoice if page and facturx.recognises(Source(content)) else None
            if invoice is not None:
                truth = _verite(fields(invoice), page)
                yield Document(nom=str(path.relative_to(folder)), contenu=content, verite=truth)


def textes(folder: Path) -> Iterator[Document]:
    """PDFs that never had an XML, told by the JSON beside them."""
    for path in sorted((folder / "pdf-text").glob("*.pdf")):
        content = path.read_bytes()
        page = texte(content)
        told = path.with_suffix(".json")
        if page and told.exists():
            yield Document(nom=f"pdf-text/{path.name}", contenu=content, verite=_verite(_answer(told), page))


def _answer(path: Path) -> dict[str, str | None]:
    said = json.loads(path.read_bytes())[0]
    return {nom: _plain(nom, said.get(key)) for nom, key in _JSON.items()}


def _plain(nom: str, value: object) -> str | None:
    if value is None:
        return None
    return f"{Decimal(str(value)):.2f}" if nom.startswith("montant") else str(value).strip("# ")


def _verite(said: dict[str, str | None], page: str) -> Verite:
    champs = (Champ(nom=nom, valeur=v, imprime=imprime(nom, v, page)) for nom, v in said.items() if v)
    return Verite(champs=tuple(champs), partielle=True)


def texte(content: bytes) -> str:
    """The text layer of all pages; empty when there is none or the file does not open."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return ""
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document).strip()
    finally:
        document.close()
