"""The formats of Chorus Pro, CPPFacturePivot (V1_20 to V2_02) and CPPFactureMixte: where each field stands.

Source: ``CPPFacturePivot_V2_02.xsd``; the mixed flux differs by ``TVAS`` for ``TVAs`` and by what it leaves out.
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
from parsers.xml.draft import Draft, Paper, Tax
from parsers.xml.field_table import Row, Table
from parsers.xml.values import Money, number, xsd_date

_PIECES = {"01": "facture", "02": "pièce complémentaire"}
"""``TypePJ``, by the labels of the schema."""


_NOTHING = Totals()


def _supplier(*, kind: str | None = None, number: str | None = None, country: str | None = None, **found: Any) -> Party:
    """``TypeIdentifiant`` says the scheme: 1 is a SIRET, the others are not (section 5.1 of the Chorus Pro facts)."""
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
    """The code service and its label are the recipient's contact."""
    contacts = (Contact(identifier=service, name=service_name),) if service or service_name else ()
    identifiers = (Identifier(value=number, scheme=kind or "1"),) if number else ()
    return Party(identifiers=identifiers, contacts=contacts, **found)


def _piece(
    *, original_name: str | None = None, name: str | None = None, kind: str | None = None, **found: Any
) -> Paper:
    """``NomPJ`` is the name cut to 50 characters, ``NomPJOrigine`` the whole one."""
    description = found.pop("category", None) or _PIECES.get(kind or "")
    return Paper(filename=original_name or name, description=description, kind=kind, zipped=True, **found)


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
    """VAT has no total of its own here: it is the sum of its rows, else what stands between HT and TTC."""
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
        contracts=(Paper(reference=Identifier(value=marche)),) if marche else (),
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
        Row("TypeIdentifiant", "TypeIdentifiant", "kind"),
        Row("BT-29", "Identifiant", "number"),
        Row("BT-27", "RaisonSociale", "name"),
        Row("BT-40", "CodePays", "country"),
    ),
    _supplier,
)
RECIPIENT = Table(
    (
        Row("TypeIdentifiant", "TypeIdentifiant", "kind"),
        Row("BT-46", "Identifiant", "number"),
        Row("BT-44", "Nom", "name"),
        Row("BT-10", "CodeService", "service"),
        Row("NomService", "NomService", "service_name"),
    ),
    _recipient,
)
ACCOUNT = Table(
    (
        Row("BT-84", "Compte", "account"),
        Row("BT-86", "Etablissement", "bic"),
        Row("BT-85", "RaisonSocialeEncaisseur", "account_name"),
    ),
    CreditTransfer,
)
MEANS = Table((Row("BT-81", "Code", "means"), Row("BT-82", "Libelle", "means_text")), Payment)
TOTALS = Table(
    (
        Row("BT-109", "MontantHT", "without_vat", number),
        Row("BT-112", "MontantTTC", "with_vat", number),
        Row("BT-115", "MontantNetAPayer", "due", number),
    ),
    Totals,
)
TAX = Table(
    (
        Row("BT-119", "Taux", "rate", number),
        Row("BT-116", "BaseHt", "base", number),
        Row("BT-117", "MontantTVA", "amount", number),
    ),
    _tax,
)
LINE = Table(
    (
        Row("BT-126", "@NumOrdre", "identifier"),
        Row("BT-155", "ReferenceProduit", "seller_item"),
        Row("BT-146", "PrixUnitaire", "net_price", number),
        Row("BT-129", "Quantite", "quantity", number),
        Row("BT-131", "MontantHT", "net_amount", number),
        Row("BT-152", "TauxTVA", "vat_rate", number),
    ),
    Line,
)
PIECE = Table(
    (
        Row("BT-125", "Contenu", "content"),
        Row("BT-125-2", "NomPJ", "name"),
        Row("BT-125-2", "NomPJOrigine", "original_name"),
        Row("BT-123", "CategoriePJ", "category"),
        Row("TypePJ", "TypePJ", "kind"),
        Row("BT-125-1", "MimeTypePJ", "mime"),
    ),
    _piece,
)
INVOICE = Table(
    (
        Row("BG-4", "Fournisseur", "seller", SUPPLIER),
        Row("BG-17", "Fournisseur/ReferenceBancaire", "account", ACCOUNT),
        Row("BG-7", "Debiteur", "buyer", RECIPIENT),
        Row("BT-1", "DonneesFacture/Id", "numero_facture"),
        Row("BT-25", "DonneesFacture/IdFactureOrigine", "origin"),
        Row("BT-3", "DonneesFacture/Type", "type_facture"),
        Row("BT-23", "DonneesFacture/Cadre", "cadre_facturation"),
        Row("BT-2", "DonneesFacture/DateEmissionFacture", "date_facture", xsd_date),
        Row("BT-72", "DonneesFacture/DateLivraison", "delivered", xsd_date),
        Row("BG-16", "DonneesFacture/ModePaiement", "means", MEANS),
        Row("BT-5", "DonneesFacture/Devise", "devise"),
        Row("BG-22", "DonneesFacture/Montants", "totals", TOTALS),
        Row("BG-23", "DonneesFacture/TVAs/TVA", "taxes", TAX, many=True),
        Row("BG-23", "DonneesFacture/TVAS/TVA", "taxes", TAX, many=True),
        Row("BT-12", "DonneesFacture/Engagement/NumeroMarche", "marche"),
        Row("BT-13", "DonneesFacture/Engagement/NumeroEngagement", "purchase_order"),
        Row("BG-25", "DonneesFacture/Lignes/Ligne", "lines", LINE, many=True),
        Row("BG-24", "PJ", "papers", PIECE, many=True),
    ),
    _invoice,
)
