"""``Fournisseur`` and ``Debiteur`` of the pivot."""

import re

from lxml.etree import _Element as Element

from domain.document import Format
from domain.identifier_types import EN_COURS, PARTICULIER, RIDET, SCHEME_OF, SIRET, TAHITI, TYPE_OF, UE
from domain.invoice import CreditTransfer, Invoice
from domain.route import Route
from exporters.common.xml_elements import group, put, sound

_COUNTRY = re.compile(r"[A-Z]{2}").fullmatch
_EU_VAT = re.compile(r"(?!FR)(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK)\w+")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}").fullmatch
_RIB = re.compile(r"[0-9]{10}[0-9A-Z]{11}[0-9]{2}").fullmatch
_COUNTRY_OF = {RIDET: "NC", TAHITI: "PF"}
_CODE_SERVICE = 100
_BY_PDF = frozenset({Format.PDF_TEXT, Format.PDF_IMAGE})


def fournisseur(parent: Element, invoice: Invoice, form: Format) -> None:
    """The supplier, its account, and the mode of emission."""
    kind, number = identifiant(invoice)
    put(parent, "TypeIdentifiant", kind)
    group(parent, "Identifiant").text = sound(number)
    group(parent, "RaisonSociale").text = sound(invoice.seller.name or "")
    put(parent, "CodePays", _country(invoice, kind))
    _account(parent, invoice)
    put(parent, "ModeEmission", "PDF" if form in _BY_PDF else "flux")


def debiteur(parent: Element, invoice: Invoice, route: Route | None) -> None:
    """The recipient the invoice names, and the name its service has in the directory."""
    put(parent, "TypeIdentifiant", SIRET)
    put(parent, "Identifiant", invoice.siret_destinataire)
    put(parent, "Nom", invoice.buyer.name)
    put(parent, "CodeService", invoice.code_service)
    put(parent, "NomService", _service(invoice, route))


def identifiant(invoice: Invoice) -> tuple[str, str]:
    """``TypeIdentifiant`` and the identifier, by order of reliability; the latter is empty when there is none."""
    if invoice.siret_fournisseur:
        return SIRET, invoice.siret_fournisseur
    seller = invoice.seller
    for each in (*seller.identifiers, seller.legal_registration):
        if each is not None and each.value and each.scheme is not None:
            kind = TYPE_OF.get(each.scheme, each.scheme)
            if kind in SCHEME_OF or kind == EN_COURS:
                return kind, each.value
    if seller.vat_identifier and _EU_VAT.fullmatch(seller.vat_identifier):
        return UE, seller.vat_identifier
    return SIRET, invoice.siren_fournisseur or ""


def _country(invoice: Invoice, kind: str) -> str:
    """Two letters: those of the address, else of the kind of identifier or of the VAT number, else France."""
    country = (invoice.seller.address.country or "").strip().upper() if invoice.seller.address else ""
    if _COUNTRY(country):
        return country
    vat = (invoice.seller.vat_identifier or "")[:2].upper()
    if kind in (SIRET, PARTICULIER):
        return "FR"
    return _COUNTRY_OF.get(kind) or (vat if _COUNTRY(vat) else _of_number(identifiant(invoice)[1]))


def _of_number(number: str) -> str:
    """The country code that a foreign identifier begins with; ``FR`` when it has none."""
    return number[:2].upper() if _COUNTRY(number[:2].upper()) else "FR"


def _account(parent: Element, invoice: Invoice) -> None:
    transfers = [each for payment in invoice.payments for each in payment.credit_transfers]
    found = next((each for each in transfers if each.account), None)
    if found is None:
        return
    account = group(parent, "ReferenceBancaire", _account_type(found))
    put(account, "Compte", found.account)
    put(account, "Etablissement", found.bic)
    put(account, "RaisonSocialeEncaisseur", found.account_name or (invoice.payee.name if invoice.payee else None))


def _account_type(transfer: CreditTransfer) -> dict[str, str]:
    account = "".join((transfer.account or "").split()).upper()
    if _IBAN(account):
        return {"Type": "IBAN"}
    return {"Type": "RIB"} if _RIB(account) else {}


def _service(invoice: Invoice, route: Route | None) -> str | None:
    if route and route.nom_service:
        return route.nom_service
    return next((each.name for each in invoice.buyer.contacts if each.name and each.identifier), None)
