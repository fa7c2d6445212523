"""The codes of an invoice in words, in the reader's language; an unknown code is shown as it is."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from domain.cadre import CADRES
from domain.invoice import Invoice, Period
from domain.paris_time import shown_day
from domain.text import Locale, Text
from exporters.common.number_formats import INSECABLE, amount

PIECES: Mapping[str, Text] = {
    "380": Text("Facture", "Invoice"),
    "384": Text("Facture rectificative", "Corrected invoice"),
    "386": Text("Facture d'acompte", "Prepayment invoice"),
    "389": Text("Facture en autofacturation", "Self-billed invoice"),
    "393": Text("Facture affacturée", "Factored invoice"),
}
"""UNTDID 1001, those of invoices, credit notes apart."""
FACTURE, AVOIR = PIECES["380"], Text("Avoir", "Credit note")

UNITS: Mapping[str, Text] = {
    "C62": Text("unité", "unit"),
    "H87": Text("pièce", "piece"),
    "EA": Text("unité", "each"),
    "NAR": Text("article", "article"),
    "LS": Text("forfait", "lump sum"),
    "SET": Text("lot", "set"),
    "E48": Text("prestation", "service"),
    "P1": Text("%", "%"),
    "MIN": Text("min", "min"),
    "HUR": Text("heure", "hour"),
    "DAY": Text("jour", "day"),
    "E49": Text("jour", "work day"),
    "WEE": Text("semaine", "week"),
    "MON": Text("mois", "month"),
    "ANN": Text("an", "year"),
    "GRM": Text("g", "g"),
    "KGM": Text("kg", "kg"),
    "TNE": Text("t", "t"),
    "CMT": Text("cm", "cm"),
    "MTR": Text("m", "m"),
    "KMT": Text("km", "km"),
    "MTK": Text("m²", "m²"),
    "MTQ": Text("m³", "m³"),
    "HAR": Text("ha", "ha"),
    "LTR": Text("l", "l"),
    "KWH": Text("kWh", "kWh"),
    "MWH": Text("MWh", "MWh"),
    "XBX": Text("boîte", "box"),
    "XCT": Text("carton", "carton"),
    "XPK": Text("paquet", "package"),
    "XPX": Text("palette", "pallet"),
}
"""UN/ECE recommendations 20 and 21, the most frequent ones."""

MEANS: Mapping[str, Text] = {
    "10": Text("Espèces", "Cash"),
    "20": Text("Chèque", "Cheque"),
    "30": Text("Virement", "Credit transfer"),
    "31": Text("Virement", "Debit transfer"),
    "42": Text("Virement sur compte", "Payment to bank account"),
    "48": Text("Carte bancaire", "Bank card"),
    "49": Text("Prélèvement", "Direct debit"),
    "54": Text("Carte de crédit", "Credit card"),
    "55": Text("Carte de débit", "Debit card"),
    "57": Text("Ordre permanent", "Standing agreement"),
    "58": Text("Virement SEPA", "SEPA credit transfer"),
    "59": Text("Prélèvement SEPA", "SEPA direct debit"),
    "97": Text("Compensation", "Clearing between partners"),
}
"""UNTDID 4461."""

CATEGORIES: Mapping[str, Text] = {
    "S": Text("taux normal ou réduit", "standard or reduced rate"),
    "Z": Text("taux nul", "zero rate"),
    "E": Text("exonérée", "exempt"),
    "AE": Text("autoliquidation", "reverse charge"),
    "K": Text("livraison intracommunautaire", "intra-community supply"),
    "G": Text("exportation", "export"),
    "O": Text("hors du champ de la TVA", "outside the scope of VAT"),
    "L": Text("IGIC (Canaries)", "IGIC (Canary Islands)"),
    "M": Text("IPSI (Ceuta et Melilla)", "IPSI (Ceuta and Melilla)"),
}
"""UNTDID 5305."""

SUBJECTS: Mapping[str, Text] = {
    "AAB": Text("Escompte", "Early payment discount"),
    "AAI": Text("Information générale", "General information"),
    "ABL": Text("Mentions légales", "Legal information"),
    "ACB": Text("Information complémentaire", "Additional information"),
    "PMD": Text("Pénalités de retard", "Late payment penalties"),
    "PMT": Text("Indemnité de recouvrement", "Recovery costs"),
    "REG": Text("Mentions réglementaires", "Regulatory information"),
    "SUR": Text("Remarques du fournisseur", "Supplier's remarks"),
    "TXD": Text("Mention fiscale", "Tax declaration"),
}
"""UNTDID 4451."""

DUE_FROM: Mapping[str, Text] = {
    "3": Text("à la date de facture", "on the invoice date"),
    "35": Text("à la livraison", "on delivery"),
    "432": Text("à l'encaissement", "on payment"),
}
"""UNTDID 2005: when VAT becomes due."""


def word(words: Mapping[str, Text], code: str | None, locale: Locale) -> str:
    """What ``code`` means; itself when it is unknown, nothing when there is none."""
    known = words.get(code or "")
    return known.in_(locale) if known else code or ""


def piece(invoice: Invoice, locale: Locale) -> str:
    """The kind of document: that of its type code, else that of its cadre."""
    if invoice.avoir:
        return AVOIR.in_(locale)
    cadre = CADRES.get(invoice.cadre_facturation or "")
    if cadre and cadre.travaux and locale is Locale.FR:
        return f"{cadre.piece[:1].upper()}{cadre.piece[1:]}"
    return PIECES.get(invoice.type_facture or "", FACTURE).in_(locale)


def money(value: Decimal | None, devise: str, locale: Locale) -> str:
    """``1 234,56 €``; without a currency, ``1 234,56``."""
    return "" if value is None else amount(format(value, "f"), devise, locale)


def quantity(value: Decimal | None, locale: Locale) -> str:
    """``12``, ``1,5``: without zeros at the end of the decimals."""
    if value is None:
        return ""
    shown = amount(format(value, "f"), "", locale)
    mark = "." if locale is Locale.EN else ","
    return shown.rstrip("0").rstrip(mark) if mark in shown else shown


def percent(value: Decimal | None, locale: Locale) -> str:
    """``5,5 %``."""
    return f"{quantity(value, locale)}{INSECABLE if locale is Locale.FR else ''}%" if value is not None else ""


def on(value: date | None, locale: Locale) -> str:
    """``11/03/2026``; English keeps ISO 8601."""
    return shown_day(value, locale)


def span(period: Period | None, locale: Locale) -> str:
    """``du 01/02/2026 au 28/02/2026``."""
    if period is None:
        return ""
    start, end = on(period.start, locale), on(period.end, locale)
    words = (("from", "to") if end else ("from", "")) if locale is Locale.EN else (("du", "au") if end else ("du", ""))
    if not start:
        return f"{'until' if locale is Locale.EN else 'au'} {end}" if end else ""
    return f"{words[0]} {start} {words[1]} {end}".rstrip()
