"""Sentences on elements that a UBL document may have only once, one row each."""

from collections.abc import Iterator
from typing import NamedTuple

from domain.finding import Pack, Rule
from domain.text import Text


class Repetition(NamedTuple):
    """An element that may occur once: rule, term, name with article, and the element to keep."""

    code: str
    term: str
    what: Text
    element: str
    field: str | None = None


_DOCUMENT = Text("La facture", "The invoice")
_LINE = Text("La ligne de facture", "The invoice line")
_MEANS = Text("Le moyen de paiement", "The means of payment")
_FISCAL = Text("Le représentant fiscal", "The tax representative")
_ALLOWANCE, _CHARGE = Text("La remise", "The allowance"), Text("La charge", "The charge")
_DELIVERY, _SHARE = Text("La livraison", "The delivery"), Text("La ligne de TVA", "The VAT breakdown line")
_DOCUMENTED, _PREVIOUS = (
    Text("La pièce jointe", "The attachment"),
    Text("La référence antérieure", "The earlier reference"),
)
_SELLER, _BUYER = "AccountingSupplierParty/Party/", "AccountingCustomerParty/Party/"

_ROWS: tuple[tuple[Text, tuple[Repetition, ...]], ...] = (
    (
        _DOCUMENT,
        (
            Repetition(
                "UBL-SR-01",
                "BT-12",
                Text("le numéro du contrat", "the contract number"),
                "ContractDocumentReference/ID",
            ),
            Repetition(
                "UBL-SR-02", "BT-15", Text("l'avis de réception", "the receiving advice"), "ReceiptDocumentReference/ID"
            ),
            Repetition(
                "UBL-SR-03", "BT-16", Text("l'avis d'expédition", "the despatch advice"), "DespatchDocumentReference/ID"
            ),
            Repetition(
                "UBL-SR-04",
                "BT-18",
                Text("l'objet facturé", "the invoiced object"),
                "AdditionalDocumentReference/ID (DocumentTypeCode 130)",
            ),
            Repetition(
                "UBL-SR-05",
                "BT-20",
                Text("la note des conditions de paiement", "the note on payment terms"),
                "PaymentTerms/Note",
            ),
            Repetition(
                "UBL-SR-08", "BG-14", Text("la période de facturation", "the invoicing period"), "InvoicePeriod"
            ),
            Repetition(
                "UBL-SR-09",
                "BT-27",
                Text("le nom du vendeur", "the seller's name"),
                _SELLER + "PartyLegalEntity/RegistrationName",
                "nom_fournisseur",
            ),
            Repetition(
                "UBL-SR-10",
                "BT-28",
                Text("le nom commercial du vendeur", "the seller's trading name"),
                _SELLER + "PartyName/Name",
            ),
            Repetition(
                "UBL-SR-11",
                "BT-30",
                Text("l'identifiant légal du vendeur", "the seller's legal identifier"),
                _SELLER + "PartyLegalEntity/CompanyID",
            ),
            Repetition(
                "UBL-SR-12",
                "BT-31",
                Text("le numéro de TVA du vendeur", "the seller's VAT number"),
                _SELLER + "PartyTaxScheme/CompanyID (TaxScheme VAT)",
                "tva_fournisseur",
            ),
            Repetition(
                "UBL-SR-13",
                "BT-32",
                Text("l'autre identifiant fiscal du vendeur", "the seller's other tax identifier"),
                _SELLER + "PartyTaxScheme/CompanyID",
            ),
            Repetition(
                "UBL-SR-14",
                "BT-33",
                Text("la forme juridique du vendeur", "the seller's legal form"),
                _SELLER + "PartyLegalEntity/CompanyLegalForm",
            ),
            Repetition(
                "UBL-SR-15",
                "BT-44",
                Text("le nom de l'acheteur", "the buyer's name"),
                _BUYER + "PartyLegalEntity/RegistrationName",
                "nom_destinataire",
            ),
            Repetition(
                "UBL-SR-16",
                "BT-46",
                Text("l'identifiant de l'acheteur", "the buyer's identifier"),
                _BUYER + "PartyIdentification/ID",
            ),
            Repetition(
                "UBL-SR-17",
                "BT-47",
                Text("l'identifiant légal de l'acheteur", "the buyer's legal identifier"),
                _BUYER + "PartyLegalEntity/CompanyID",
            ),
            Repetition(
                "UBL-SR-18",
                "BT-48",
                Text("le numéro de TVA de l'acheteur", "the buyer's VAT number"),
                _BUYER + "PartyTaxScheme/CompanyID (TaxScheme VAT)",
            ),
            Repetition("UBL-SR-24", "BG-13", Text("la livraison", "the delivery"), "Delivery"),
            Repetition(
                "UBL-SR-29",
                "BT-90",
                Text("l'identifiant du créancier SEPA", "the SEPA creditor identifier"),
                "PartyIdentification/ID (schemeID SEPA)",
            ),
            Repetition(
                "UBL-SR-39", "BT-11", Text("la référence du projet", "the project reference"), "ProjectReference/ID"
            ),
            Repetition(
                "UBL-SR-40",
                "BT-45",
                Text("le nom commercial de l'acheteur", "the buyer's trading name"),
                _BUYER + "PartyName/Name",
            ),
            Repetition("UBL-SR-45", "BT-9", Text("la date d'échéance", "the due date"), "PaymentMeans/PaymentDueDate"),
            Repetition(
                "UBL-SR-46",
                "BT-82",
                Text("le libellé du moyen de paiement", "the text of the means of payment"),
                "PaymentMeansCode/@name",
            ),
            Repetition(
                "UBL-SR-49",
                "BT-8",
                Text("le code d'exigibilité de la TVA", "the code of when VAT falls due"),
                "InvoicePeriod/DescriptionCode",
            ),
            Repetition(
                "UBL-SR-54", "BG-18", Text("la carte de paiement", "the payment card"), "PaymentMeans/CardAccount"
            ),
            Repetition(
                "UBL-SR-55",
                "BG-19",
                Text("le mandat de prélèvement", "the direct debit mandate"),
                "PaymentMeans/PaymentMandate",
            ),
            Repetition(
                "UBL-SR-56",
                "BT-17",
                Text("la référence de l'appel d'offres", "the tender reference"),
                "OriginatorDocumentReference/ID",
            ),
        ),
    ),
    (
        _LINE,
        (
            Repetition("UBL-SR-34", "BT-127", Text("la note", "the note"), "Note"),
            Repetition(
                "UBL-SR-35",
                "BT-132",
                Text("la ligne de commande", "the purchase order line"),
                "OrderLineReference/LineID",
            ),
            Repetition("UBL-SR-36", "BG-26", Text("la période", "the period"), "InvoicePeriod"),
            Repetition(
                "UBL-SR-37",
                "BT-147",
                Text("le rabais sur le prix", "the price discount"),
                "Price/AllowanceCharge/Amount",
            ),
            Repetition(
                "UBL-SR-50", "BT-154", Text("la description de l'article", "the item description"), "Item/Description"
            ),
            Repetition("UBL-SR-52", "BT-128", Text("l'objet facturé", "the invoiced object"), "DocumentReference"),
        ),
    ),
    (
        _MEANS,
        (
            Repetition("UBL-SR-26", "BT-83", Text("la référence à rappeler", "the remittance reference"), "PaymentID"),
            Repetition(
                "UBL-SR-27",
                "BT-81",
                Text("le code du moyen de paiement", "the code of the means of payment"),
                "PaymentMeansCode",
            ),
            Repetition(
                "UBL-SR-28", "BT-89", Text("la référence du mandat", "the mandate reference"), "PaymentMandate/ID"
            ),
        ),
    ),
    (
        _FISCAL,
        (
            Repetition("UBL-SR-22", "BT-62", Text("son nom", "its name"), "PartyName/Name"),
            Repetition("UBL-SR-23", "BT-63", Text("son numéro de TVA", "its VAT number"), "PartyTaxScheme/CompanyID"),
        ),
    ),
    (
        _PREVIOUS,
        (
            Repetition(
                "UBL-SR-06", "BG-3", Text("la facture visée", "the invoice it means"), "InvoiceDocumentReference"
            ),
        ),
    ),
    (
        _DELIVERY,
        (
            Repetition(
                "UBL-SR-25", "BT-70", Text("le nom du lieu", "the name of the place"), "DeliveryParty/PartyName/Name"
            ),
        ),
    ),
    (_ALLOWANCE, (Repetition("UBL-SR-30", "BT-97", Text("son motif", "its reason"), "AllowanceChargeReason"),)),
    (_CHARGE, (Repetition("UBL-SR-31", "BT-104", Text("son motif", "its reason"), "AllowanceChargeReason"),)),
    (
        _SHARE,
        (
            Repetition(
                "UBL-SR-32",
                "BT-120",
                Text("le motif d'exonération", "the exemption reason"),
                "TaxCategory/TaxExemptionReason",
            ),
        ),
    ),
    (
        _DOCUMENTED,
        (Repetition("UBL-SR-33", "BT-123", Text("sa description", "its description"), "DocumentDescription"),),
    ),
)


def _rules() -> Iterator[Rule]:
    for owner, rows in _ROWS:
        for row in rows:
            yield Rule(
                code=row.code,
                pack=Pack.EN16931,
                field=row.field,
                message=Text(
                    f"{owner.fr} répète {row.what.fr} ({row.term}), qui ne peut y figurer qu'une fois.",
                    f"{owner.en} repeats {row.what.en} ({row.term}), which may be there only once.",
                ),
                remedy=Text(
                    f"Ne gardez qu'un seul {row.element}.",
                    f"Keep one {row.element} only.",
                ),
                source=f"EN 16931-3-2, {row.code}",
                term=row.term,
            )


RULES: tuple[Rule, ...] = tuple(_rules())
"""One rule per row."""
