"""Invoices by other publishers, each with what its XML or its answer says: ``NAVETTE_CORPUS`` or ``--corpus``."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2

from bench.verdicts import NOMS, plie
from domain.invoice import fields
from parsers import facturx
from parsers.source import Source
from samples.mises_en_page.verite import Champ, Verite

_FRENCH = ("facturx-fr", "french/facturx")
_ALL = (*_FRENCH, "mustang")
_MOTS = {
    "380": ("facture", "invoice", "rechnung", "factuur", "fattura", "factura"),
    "381": ("avoir", "credit", "gutschrift"),
    "384": ("rectificative", "corrective", "korrektur"),
    "386": ("acompte", "prepayment", "anzahlung"),
}
_SIGNES = {"EUR": ("€", "eur"), "USD": ("$", "usd"), "GBP": ("£", "gbp"), "INR": ("₹", "inr"), "PLN": ("zł", "pln")}
_MOIS = (
    "janvier january januar januari enero gennaio jan janv",
    "fevrier february februar februari febrero febbraio feb fevr",
    "mars march marz maart marzo mar",
    "avril april abril aprile apr avr",
    "mai may mei mayo maggio",
    "juin june juni junio giugno jun",
    "juillet july juli julio luglio jul juil",
    "aout august augustus agosto aug",
    "septembre september septiembre settembre sep sept",
    "octobre october oktober octubre ottobre oct okt",
    "novembre november noviembre novembre nov",
    "decembre december dezember diciembre dicembre dec dez",
)
_JSON = {
    "numero_facture": "invoice_number",
    "date_facture": "date",
    "montant_ttc": "amount",
    "montant_ht": "amount_untaxed",
    "devise": "currency",
    "tva_fournisseur": "vat",
    "nom_fournisseur": "issuer",
}


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
    return f"{Decimal(str(value)):.2f}" if nom.startswith("montant") else str(value)


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


def imprime(nom: str, valeur: str, page: str) -> bool:
    """Whether the text of the page has ``valeur`` in any way of writing it."""
    if nom.startswith("montant"):
        return Decimal(valeur) in _montants(page)
    if nom == "date_facture":
        return _a_la_date(date.fromisoformat(valeur), plie(page), re.sub(r"\s", "", page))
    if nom == "type_facture":
        return any(mot in plie(page) for mot in _MOTS.get(valeur, ()))
    if nom == "devise":
        return any(sign in page.casefold() for sign in _SIGNES.get(valeur, (valeur.casefold(),)))
    if nom in NOMS:
        return bool(plie(valeur)) and plie(valeur) in plie(page)
    return re.sub(r"[\s.]", "", valeur).casefold() in re.sub(r"[\s.]", "", page).casefold()


def _montants(page: str) -> set[Decimal]:
    """Every number of the page, however it parts thousands and cents."""
    found: set[Decimal] = set()
    for text in re.findall(r"\d[\d .,'\u00a0\u202f\u2009]*", page):
        digits = text.strip(" .,'\u00a0\u202f\u2009")
        pieces = re.split(r"[ \u00a0\u202f\u2009]", digits)
        joined = [*pieces, "".join(pieces), *("".join(pieces[rank:]) for rank in range(1, len(pieces)))]
        for one in joined:
            found |= _lu(one)
    return found


def _lu(digits: str) -> set[Decimal]:
    whole = re.sub(r"\D", "", digits)
    last = re.search(r"[.,](\d+)$", digits)
    values = {Decimal(whole)} if whole else set()
    if last and whole:
        values.add(Decimal(whole).scaleb(-len(last[1])))
    return values


def _a_la_date(day: date, words: str, page: str) -> bool:
    y, m, d = day.year, day.month, day.day
    numeric = [
        f"{a}{sep}{b}{sep}{c}"
        for sep in "/.-"
        for years in (f"{y}", f"{y % 100:02d}")
        for a, b, c in (
            (f"{d:02d}", f"{m:02d}", years), (f"{d}", f"{m}", years), (years, f"{m:02d}", f"{d:02d}"),
            (f"{m:02d}", f"{d:02d}", years),
        )
    ]  # fmt: skip
    if any(one in page for one in (*numeric, f"{y}{m:02d}{d:02d}")):
        return True
    names = "|".join(_MOIS[m - 1].split())
    return bool(
        re.search(rf"\b(?:0?{d}(?:er|st|nd|rd|th)? (?:{names})|(?:{names}) 0?{d}(?:st|nd|rd|th)?) {y}\b", words)
    )
