"""Check digits and formats that the official rules do not verify: BIC, GLN, and the numbers of the parties beside the
supplier.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from stdnum import ean

from domain import siret
from domain.blanks import without_blanks
from domain.finding import Pack, Severity
from domain.invoice import Identifier, Invoice, Party
from domain.text import Text
from validators.chorus_pro.numero_tva import has_form, has_key
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule

GLN = "0088"
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
_GLN_LENGTH = 13
_NAMES = {
    "seller": Text("le fournisseur", "the supplier"),
    "buyer": Text("l'acheteur", "the buyer"),
    "payee": Text("le bénéficiaire du paiement", "the payee"),
    "tax_representative": Text("le représentant fiscal", "the tax representative"),
    "seller_agent": Text("l'agent du vendeur", "the seller's agent"),
    "buyer_agent": Text("l'agent de l'acheteur", "the buyer's agent"),
    "delivery": Text("le lieu de livraison", "the place of delivery"),
}

_KEY = Text("sa clé est fausse", "its check digit is wrong")
_NOT_A_GLN = Text("il n'a pas 13 chiffres", "it does not have 13 digits")
_NOT_A_SIRET = Text("il n'a ni 9 ni 14 chiffres", "it has neither 9 nor 14 digits")
_NOT_A_VAT_NUMBER = Text("il n'a pas la forme d'un numéro français", "it does not have the form of a French one")


@rule(
    "NAV-01",
    pack=Pack.NAVETTE,
    severity=Severity.WARNING,
    message=Text("« {value} » n'a pas la forme d'un BIC.", "“{value}” does not have the form of a BIC."),
    remedy=Text(
        "Un BIC a 8 ou 11 caractères : quatre lettres de la banque, deux du pays, puis lettres ou chiffres.",
        "A BIC has 8 or 11 characters: four letters of the bank, two of the country, then letters or digits.",
    ),
    source="BT-86; ISO 9362",
)
def bics_have_their_form(invoice: Invoice, _: Case) -> Answer:
    """Every BT-86 has the form of a BIC."""
    return tuple(
        fault(value=transfer.bic)
        for payment in invoice.payments
        for transfer in payment.credit_transfers
        if transfer.bic and not _BIC.fullmatch(without_blanks(transfer.bic).upper())
    )


@rule(
    "NAV-02",
    pack=Pack.NAVETTE,
    severity=Severity.WARNING,
    message=Text("Le GLN « {value} » ({who}) est faux : {why}.", "The GLN “{value}” ({who}) is wrong: {why}."),
    remedy=Text(
        "Un GLN a 13 chiffres, le dernier est sa clé : recopiez-le, ou corrigez le schéma 0088.",
        "A GLN has 13 digits, the last one is its key: copy it again, or correct the scheme 0088.",
    ),
    source="ISO 6523, 0088; GS1 General Specifications, 7.9",
)
def glns_have_their_key(invoice: Invoice, _: Case) -> Answer:
    """Every identifier of scheme 0088 is 13 digits with a correct check digit."""
    return tuple(
        fault(value=one.value, who=_NAMES[name], why=_KEY if _is_gln_shaped(value) else _NOT_A_GLN)
        for name, one in _identified(invoice)
        if one.scheme == GLN and one.value and not _is_gln(value := without_blanks(one.value))
    )


@rule(
    "NAV-03",
    pack=Pack.NAVETTE,
    severity=Severity.WARNING,
    message=Text(
        "Le SIREN ou SIRET « {value} » ({who}) est impossible : {why}.",
        "The SIREN or SIRET “{value}” ({who}) is impossible: {why}.",
    ),
    remedy=Text(
        "Recopiez-le : 9 chiffres sous le schéma 0002 (SIREN), 14 sous le schéma 0009 (SIRET).",
        "Copy it again: 9 digits under scheme 0002 (SIREN), 14 under scheme 0009 (SIRET).",
    ),
    source="ISO 6523, 0002, 0009; BR-FR-32",
)
def others_have_their_key(invoice: Invoice, _: Case) -> Answer:
    """Every SIREN and SIRET is valid; the supplier's and the addressee's SIRET have separate rules."""
    return tuple(
        fault(value=one.value, who=_NAMES[name], why=_KEY if _is_siret_shaped(value) else _NOT_A_SIRET)
        for name, one in _identified(invoice)
        if one.scheme in (siret.SIREN_SCHEME, siret.SIRET_SCHEME)
        and one.value
        and (value := without_blanks(one.value)) not in (invoice.siret_fournisseur, invoice.siret_destinataire)
        and not _is_french(value)
    )


@rule(
    "NAV-04",
    pack=Pack.NAVETTE,
    severity=Severity.WARNING,
    message=Text(
        "Le numéro de TVA « {value} » ({who}) est faux : {why}.",
        "The VAT number “{value}” ({who}) is wrong: {why}.",
    ),
    remedy=Text("Recopiez ce numéro de TVA.", "Copy this VAT number again."),
    source="BT-48, BT-63; article 286 ter du CGI",
)
def other_vat_numbers_have_their_key(invoice: Invoice, _: Case) -> Answer:
    """French VAT numbers of the parties other than the supplier, which has separate rules, are valid."""
    return tuple(
        fault(value=party.vat_identifier, who=_NAMES[name], why=_KEY if has_form(number) else _NOT_A_VAT_NUMBER)
        for name, party in _parties(invoice)
        if name != "seller"
        and (number := without_blanks(party.vat_identifier or "")).startswith("FR")
        and not has_key(number)
    )


def _parties(invoice: Invoice) -> Iterator[tuple[str, Party]]:
    for name in ("seller", "buyer", "payee", "tax_representative", "seller_agent", "buyer_agent"):
        party: Party | None = getattr(invoice, name)
        if party is not None:
            yield name, party


def _identified(invoice: Invoice) -> Iterator[tuple[str, Identifier]]:
    for name, party in _parties(invoice):
        for one in party.identifiers:
            yield name, one
        for other in (party.legal_registration, party.electronic_address):
            if other is not None:
                yield name, other
    if invoice.delivery is not None and invoice.delivery.location is not None:
        yield "delivery", invoice.delivery.location


@lru_cache(maxsize=4096)
def _is_gln(value: str) -> bool:
    return len(value) == _GLN_LENGTH and bool(ean.is_valid(value))


def _is_gln_shaped(value: str) -> bool:
    return len(value) == _GLN_LENGTH and value.isascii() and value.isdigit()


def _is_siret_shaped(value: str) -> bool:
    return siret.is_siren(value) or siret.has_shape(value)


@lru_cache(maxsize=4096)
def _is_french(value: str) -> bool:
    """SIREN or SIRET; a SIRET is also accepted under the SIREN scheme, as Chorus Pro requires it."""
    if siret.is_siren(value):
        return siret.luhn(value)
    return siret.has_shape(value) and siret.has_key(value)


CHECKS = (bics_have_their_form, glns_have_their_key, others_have_their_key, other_vat_numbers_have_their_key)
