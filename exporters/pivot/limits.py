"""What the pivot format cannot hold of an invoice; the original is then delivered instead, with the reasons."""

import re
from collections.abc import Iterator

from domain.invoice import Invoice
from domain.text import Locale, Text
from exporters.pivot.parties import identifiant

SUFFIX = "_sans_pivot.txt"
"""Suffix of the note's name, after the stem of the delivered files."""
NUMBER, REFERENCE, CODE_SERVICE = 20, 50, 100
_SIRET = re.compile(r"[0-9]{14}", re.ASCII).fullmatch
_DEVISE = re.compile(r"[A-Z]{3}").fullmatch
_INTRO = Text(
    "Cette facture est livrée dans son format d'origine : le format CPPFacturePivot V2_02 ne peut pas la contenir.",
    "This invoice is delivered in its original format: the format CPPFacturePivot V2_02 cannot hold it.",
)


def obstacles(invoice: Invoice) -> tuple[Text, ...]:
    """Every reason why there can be no pivot; empty when there can."""
    return (*_too_long(invoice), *_absent(invoice), *_amounts(invoice))


def note(why: tuple[Text, ...], locale: Locale) -> bytes:
    """The reasons as a text people read."""
    lines = (_INTRO.in_(locale), *(f"- {each.in_(locale)}" for each in why))
    return ("\r\n".join(lines) + "\r\n").encode("utf-8", "replace")


def _too_long(invoice: Invoice) -> Iterator[Text]:
    """The origin is checked for credit notes only: the schema has it for no other document."""
    origin = invoice.numero_facture_origine if invoice.avoir else None
    for value, limit, what in (
        (invoice.numero_facture, NUMBER, Text("le numéro de facture", "the invoice number")),
        (origin, NUMBER, Text("le numéro de la facture d'origine", "the origin's number")),
        (invoice.numero_marche, REFERENCE, Text("le numéro de marché", "the contract number")),
        (invoice.numero_engagement, REFERENCE, Text("le numéro d'engagement", "the engagement number")),
        (invoice.code_service, CODE_SERVICE, Text("le code service", "the code service")),
    ):
        if value and len(value) > limit:
            yield Text(
                f"{what.fr} a {len(value)} caractères, {limit} au plus",
                f"{what.en} has {len(value)} characters, {limit} at most",
            )


def _absent(invoice: Invoice) -> Iterator[Text]:
    if not invoice.numero_facture:
        yield Text("la facture n'a pas de numéro", "the invoice has no number")
    if invoice.date_facture is None:
        yield Text("la facture n'a pas de date", "the invoice has no date")
    if not identifiant(invoice)[1]:
        yield Text("le fournisseur n'a pas d'identifiant", "the supplier has no identifier")
    if not _SIRET(invoice.siret_destinataire or ""):
        yield Text("le SIRET du destinataire n'a pas 14 chiffres", "the recipient's SIRET does not have 14 digits")
    if not _DEVISE(invoice.devise or ""):
        yield Text("la devise n'a pas trois lettres", "the currency does not have three letters")
    if invoice.cadre_facturation == "A11":
        yield Text("le cadre A11 n'a plus cours", "the cadre A11 is no longer in use")


def _amounts(invoice: Invoice) -> Iterator[Text]:
    totals = invoice.totals
    for amount, what in (
        (totals.without_vat, Text("le montant HT", "the amount without VAT")),
        (totals.with_vat, Text("le montant TTC", "the amount with VAT")),
    ):
        if amount is None:
            yield Text(f"{what.fr} est absent", f"{what.en} is missing")
    if any(each is not None and not each.is_finite() for each in (totals.without_vat, totals.with_vat, totals.due)):
        yield Text("un montant n'est pas un nombre", "an amount is not a number")
