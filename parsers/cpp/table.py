"""CPPFacturePivot (V1_20 to V2_02) and CPPFactureMixte, the formats of Chorus Pro: path of each field.

Source: ``CPPFacturePivot_V2_02.xsd``; the mixed flux writes ``TVAS`` for ``TVAs`` and has fewer elements.
There is no namespace. Rows are named by the format's own element, after their business term.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from domain.identifier_types import SCHEME_OF
from domain.invoice import (
    Address,
    Contact,
    CreditTransfer,
    Delivery,
    Identifier,
    Line,
    Party,
    Payment,
    PrecedingInvoice,
    Totals,
    VatBreakdown,
)
from parsers.xml.draft import Draft, ReferencedDocument, Tax
from parsers.xml.field_table import FieldRow, Table
from parsers.xml.values import Money, number, xsd_date

_PIECES = {"01": "facture", "02": "pièce complémentaire"}
"""``TypePJ``, by the labels of the schema."""


_NOTHING = Totals()


def _supplier(*, kind: str | None = None, number: str | None = None, country: str | None = None, **found: Any) -> Party:
    """``TypeIdentifiant`` is the scheme: 1 is a SIRET, the others are not (section 5.1 of the Chorus Pro facts)."""
    identifiers = (Identifier(value=number, scheme=SCHEME_OF.get(kind or "", kind)),) if number else ()
    return Party(identifiers=identifiers, address=Address(country=country) if country else None, **found)


def _recipient(
    *,
    kind: str | None = None,
    number: str | None = None,
    service: str | None = None,
    service_name: str | None = None,
    **found: Any,
) -> Party:
    """The code service and its label become the recipient's contact."""
    contacts = (Contact(identifier=service, name=service_name),) if service or service_name else ()
    identifiers = (Identifier(value=number, scheme=kind or "1"),) if number else ()
    return Party(identifiers=identifiers, contacts=contacts, **found)


def _piece(
    *, original_name: str | None = None, name: str | None = None, kind: str | None = None, **found: Any
) -> ReferencedDocument:
    """``NomPJ`` is the name cut to 50 characters, ``NomPJOrigine`` the whole one."""
    description = found.pop("category", None) or _PIECES.get(kind or "")
    return ReferencedDocument(filename=original_name or name, description=description, kind=kind, zipped=True, **found)


def _tax(**found: Any) -> Tax:
    return Tax(breakdown=VatBreakdown(**found))


def _invoice(
    *,
    means: Payment | None = None,
    account: CreditTransfer | None = None,
    totals: Totals = _NOTHING,
    taxes: tuple[Tax, ...] = (),
    origin: str | None = None,
    delivered: date | None = None,
    marche: str | None = None,
    **found: Any,
) -> Draft:
    """The format has no VAT total: it is the sum of the VAT rows, else TTC minus HT."""
    vat = _vat(totals, taxes)
    transfers = (account,) if account else ()
    payment = Payment(
        means=means.means if means else None,
        means_text=means.means_text if means else None,
        credit_transfers=transfers,
    )
    return Draft(
        payments=(payment,) if means or account else (),
        totals=totals,
        taxes=taxes,
        vat_amounts=(Money(amount=vat),) if vat is not None else (),
        preceding=(PrecedingInvoice(number=origin),) if origin else (),
        delivery=Delivery(date=delivered) if delivered else None,
        contracts=(ReferencedDocument(reference=Identifier(value=marche)),) if marche else (),
        **found,
    )


def _vat(totals: Totals, taxes: tuple[Tax, ...]) -> Decimal | None:
    amounts = [tax.breakdown.amount for tax in taxes]
    if amounts and None not in amounts:
        return sum((amount for amount in amounts if amount is not None), Decimal(0))
    if amounts or totals.with_vat is None or totals.without_vat is None:
        return None
    return totals.with_vat - totals.without_vat


SUPPLIER = Table(
    (
        FieldRow("TypeIdentifiant", "TypeIdentifiant", "kind"),
        FieldRow("BT-29", "Identifiant", "number"),
        FieldRow("BT-27", "RaisonSociale", "name"),
        FieldRow("BT-40", "CodePays", "country"),
    ),
    _supplier,
)
RECIPIENT = Table(
    (
        FieldRow("TypeIdentifiant", "TypeIdentifiant", "kind"),
        FieldRow("BT-46", "Identifiant", "number"),
        FieldRow("BT-44", "Nom", "name"),
        FieldRow("BT-10", "CodeService", "service"),
        FieldRow("NomService", "NomService", "service_name"),
    ),
    _recipient,
)
ACCOUNT = Table(
    (
        FieldRow("BT-84", "Compte", "account"),
        FieldRow("BT-86", "Etablissement", "bic"),
        FieldRow("BT-85", "RaisonSocialeEncaisseur", "account_name"),
    ),
    CreditTransfer,
)
MEANS = Table((FieldRow("BT-81", "Code", "means"), FieldRow("BT-82", "Libelle", "means_text")), Payment)
TOTALS = Table(
    (
        FieldRow("BT-109", "MontantHT", "without_vat", number),
        FieldRow("BT-112", "MontantTTC", "with_vat", number),
        FieldRow("BT-115", "MontantNetAPayer", "due", number),
    ),
    Totals,
)
TAX = Table(
    (
        FieldRow("BT-119", "Taux", "rate", number),
        FieldRow("BT-116", "BaseHt", "base", number),
        FieldRow("BT-117", "MontantTVA", "amount", number),
    ),
    _tax,
)
LINE = Table(
    (
        FieldRow("BT-126", "@NumOrdre", "identifier"),
        FieldRow("BT-155", "ReferenceProduit", "seller_item"),
        FieldRow("BT-146", "PrixUnitaire", "net_price", number),
        FieldRow("BT-129", "Quantite", "quantity", number),
        FieldRow("BT-131", "MontantHT", "net_amount", number),
        FieldRow("BT-152", "TauxTVA", "vat_rate", number),
    ),
    Line,
)
PIECE = Table(
    (
        FieldRow("BT-125", "Contenu", "content"),
        FieldRow("BT-125-2", "NomPJ", "name"),
        FieldRow("BT-125-2", "NomPJOrigine", "original_name"),
        FieldRow("BT-123", "CategoriePJ", "category"),
        FieldRow("TypePJ", "TypePJ", "kind"),
        FieldRow("BT-125-1", "MimeTypePJ", "mime"),
    ),
    _piece,
)
INVOICE = Table(
    (
        FieldRow("BG-4", "Fournisseur", "seller", SUPPLIER),
        FieldRow("BG-17", "Fournisseur/ReferenceBancaire", "account", ACCOUNT),
        FieldRow("BG-7", "Debiteur", "buyer", RECIPIENT),
        FieldRow("BT-1", "DonneesFacture/Id", "numero_facture"),
        FieldRow("BT-25", "DonneesFacture/IdFactureOrigine", "origin"),
        FieldRow("BT-3", "DonneesFacture/Type", "type_facture"),
        FieldRow("BT-23", "DonneesFacture/Cadre", "cadre_facturation"),
        FieldRow("BT-2", "DonneesFacture/DateEmissionFacture", "date_facture", xsd_date),
        FieldRow("BT-72", "DonneesFacture/DateLivraison", "delivered", xsd_date),
        FieldRow("BG-16", "DonneesFacture/ModePaiement", "means", MEANS),
        FieldRow("BT-5", "DonneesFacture/Devise", "devise"),
        FieldRow("BG-22", "DonneesFacture/Montants", "totals", TOTALS),
        FieldRow("BG-23", "DonneesFacture/TVAs/TVA", "taxes", TAX, many=True),
        FieldRow("BG-23", "DonneesFacture/TVAS/TVA", "taxes", TAX, many=True),
        FieldRow("BT-12", "DonneesFacture/Engagement/NumeroMarche", "marche"),
        FieldRow("BT-13", "DonneesFacture/Engagement/NumeroEngagement", "purchase_order"),
        FieldRow("BG-25", "DonneesFacture/Lignes/Ligne", "lines", LINE, many=True),
        FieldRow("BG-24", "PJ", "papers", PIECE, many=True),
    ),
    _invoice,
)
