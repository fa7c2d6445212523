"""The two readers compared: Navette's page reader, and a naive one in forty lines of regular expressions."""

import io
import re
from dataclasses import dataclass

import pdfplumber

from domain.invoice import Line, fields
from domain.reading_options import Ocr, ReadingOptions
from parsers.pdf import text_pdf
from parsers.source.document import Source

_LABELS = {
    "numero_facture": r"(?:facture|avoir|num[ée]ro|n°)[^\d\n]{0,15}?([A-Z]{0,4}[_/.-]?\d[\w/.-]*)",
    "date_facture": r"(\d{2}[/.-]\d{2}[/.-]\d{4}|\d{4}-\d{2}-\d{2})",
    "tva_fournisseur": r"\b(FR ?\d{2} ?\d{3} ?\d{3} ?\d{3})\b",
    "code_service": r"(?:code|n°) (?:du )?service(?: ex[ée]cutant| chorus)?\s*:?\s*([A-Z0-9][\w.-]+)",
    "numero_engagement": r"(?:engagement|EJ|commande)[^\d\n]{0,25}?([A-Z]{0,4}[_/-]?\d[\w/-]*)",
    "numero_marche": r"march[ée](?: public)?\s*(?:n[°o])?\s*:?\s*(\w[\w/-]*\d[\w/-]*)",
    "montant_ht": r"(?:total|montant|net)[^\d\n]*(?:HT|H\.T\.|hors taxes?)[^\d\n]*([\d .,\xa0\u202f]+)",
    "montant_tva": r"(?:total|montant)[^\d\n]*(?:TVA|T\.V\.A\.)[^\d\n]*([\d .,\xa0\u202f]+)",
    "montant_ttc": r"(?:total|montant)[^\d\n]*(?:TTC|T\.T\.C\.|toutes taxes)[^\d\n]*([\d .,\xa0\u202f]+)",
    "montant_a_payer": r"(?:net|reste|solde) [àa] payer[^\d\n]*([\d .,\xa0\u202f]+)",
}
_READING_OPTIONS = ReadingOptions(ocr=Ocr.AUTO, lines=True)
_SIRET = re.compile(r"\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{5}|\d{14}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """What the page reader finds: values by field, and the lines of the table."""

    values: dict[str, str]
    lines: tuple[Line, ...] = ()


def navette_page(content: bytes) -> PageReading:
    """The values and lines found by the page reader."""
    invoice = text_pdf.read(Source(content, reading_options=_READING_OPTIONS)).invoice
    if invoice is None:
        return PageReading(values={})
    values = {name: value for name, value in fields(invoice).items() if value}
    return PageReading(values=values, lines=invoice.lines)


def navette(content: bytes) -> dict[str, str]:
    """The values found by the page reader, by field."""
    return navette_page(content).values


def naive(content: bytes) -> dict[str, str]:
    """One regular expression per field over the text; the first SIRET is the supplier's, the second the client's."""
    with pdfplumber.open(io.BytesIO(content)) as opened:
        text = "\n".join(page.extract_text() for page in opened.pages)
    values: dict[str, str] = {"devise": "EUR" if "€" in text or "EUR" in text else ""}
    values["type_facture"] = "381" if re.search(r"\bavoir\b", text, re.I) else "380"
    for name, pattern in _LABELS.items():
        found = re.search(pattern, text, re.I)
        values[name] = found[1].strip() if found else ""
    sirets = [re.sub(r"\D", "", found) for found in _SIRET.findall(text)]
    values["siret_fournisseur"], values["siret_destinataire"] = (*sirets, "", "")[:2]
    values["date_facture"] = _day(values["date_facture"])
    for name in ("montant_ht", "montant_tva", "montant_ttc", "montant_a_payer"):
        values[name] = _sum(values[name])
    return {name: value for name, value in values.items() if value}


def _day(text: str) -> str:
    parts = re.split(r"[/.-]", text)
    return "-".join(parts if len(parts[0]) == 4 else reversed(parts))


def _sum(text: str) -> str:
    digits = re.sub(r"[^\d,.]", "", text).strip(".,")
    found = re.fullmatch(r"([\d.,]*?)[.,](\d{2})", digits)
    return f"{re.sub(r'[.,]', '', found[1])}.{found[2]}" if found else re.sub(r"[.,]", "", digits)
