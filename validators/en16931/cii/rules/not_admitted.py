"""Sentences for attributes and elements that the binding does not admit, and repeated totals, made from tables."""

from typing import NamedTuple

from domain.finding import Rule
from domain.text import Text
from validators.en16931.cii import not_admitted
from validators.en16931.cii.not_admitted import NotAdmittedRow
from validators.en16931.cii.rules.statement import bound

_TOTALS = {
    "LineTotalAmount": "BT-106",
    "AllowanceTotalAmount": "BT-107",
    "ChargeTotalAmount": "BT-108",
    "TaxBasisTotalAmount": "BT-109",
    "GrandTotalAmount": "BT-112",
    "TotalPrepaidAmount": "BT-113",
    "RoundingAmount": "BT-114",
    "DuePayableAmount": "BT-115",
}
_ONCE = Text(
    "N'en gardez qu'un, celui du document entier ; les montants par taux vont dans la ventilation de la TVA (BG-23).",
    "Keep one only, that of the whole document; amounts by rate belong in the VAT breakdown (BG-23).",
)


class _Group(NamedTuple):
    """Rows of one place; ``{name}`` is the element or attribute."""

    rows: tuple[NotAdmittedRow, ...]
    message: Text
    remedy: Text
    term: str = ""


_GROUPS = (
    _Group(
        not_admitted.IDENTIFIER,
        Text(
            "L'attribut {name} n'est pas admis ici : le numéro de facture (BT-1), le profil (BT-24), le numéro de ligne"
            " (BT-126) et la référence du vendeur (BT-155) n'ont pas de référentiel.",
            "The attribute {name} is not admitted here: the invoice number (BT-1), the profile (BT-24), the number of "
            "a line (BT-126) and the seller's reference (BT-155) have no scheme.",
        ),
        Text("Retirez l'attribut {name}.", "Remove the attribute {name}."),
    ),
    _Group(
        not_admitted.ANY_IDENTIFIER,
        Text(
            "L'attribut {name} n'est pas admis sur un identifiant.",
            "The attribute {name} is not admitted on an identifier.",
        ),
        Text(
            "Retirez l'attribut {name} ; schemeID suffit à dire de quel référentiel vient l'identifiant.",
            "Remove the attribute {name}; schemeID is enough to tell the scheme of the identifier.",
        ),
    ),
    _Group(
        not_admitted.TYPE_CODE,
        Text(
            "L'attribut {name} n'est pas admis sur un code (TypeCode).",
            "The attribute {name} is not admitted on a TypeCode.",
        ),
        Text("Retirez l'attribut {name} : le code suffit.", "Remove the attribute {name}: the code is enough."),
    ),
    _Group(
        not_admitted.DOCUMENT_TYPE_CODE,
        Text(
            "L'attribut {name} n'est pas admis sur le type de facture (BT-3).",
            "The attribute {name} is not admitted on the type of the invoice (BT-3).",
        ),
        Text(
            "Retirez l'attribut {name} : la liste est toujours UNTDID 1001.",
            "Remove the attribute {name}: the list is always UNTDID 1001.",
        ),
        "BT-3",
    ),
    _Group(
        not_admitted.ROOT_LANGUAGE,
        Text(
            "L'attribut {name} n'est pas admis sur l'élément CrossIndustryInvoice.",
            "The attribute {name} is not admitted on the element CrossIndustryInvoice.",
        ),
        Text("Retirez l'attribut {name}.", "Remove the attribute {name}."),
    ),
    _Group(
        not_admitted.AMOUNT,
        Text(
            "L'attribut {name} n'est admis que sur le total de TVA (TaxTotalAmount, BT-110 et BT-111).",
            "The attribute {name} is admitted on the VAT total only (TaxTotalAmount, BT-110 and BT-111).",
        ),
        Text(
            "Retirez l'attribut {name} : la devise de la facture (BT-5) vaut pour tous les autres montants.",
            "Remove the attribute {name}: the currency of the invoice (BT-5) holds for all other amounts.",
        ),
    ),
    _Group(
        not_admitted.QUANTITY,
        Text(
            "L'attribut {name} n'est pas admis sur une quantité.", "The attribute {name} is not admitted on a quantity."
        ),
        Text(
            "Retirez l'attribut {name} ; unitCode suffit à dire l'unité.",
            "Remove the attribute {name}; unitCode is enough to tell the unit.",
        ),
    ),
    _Group(
        not_admitted.REFERENCE,
        Text(
            "L'élément {name} n'est pas admis dans la référence d'un document.",
            "The element {name} is not admitted in a reference to a document.",
        ),
        Text(
            "Retirez l'élément {name} ; l'identifiant du document (IssuerAssignedID) suffit à le retrouver.",
            "Remove the element {name}; the document's identifier (IssuerAssignedID) is enough to find it.",
        ),
    ),
    _Group(
        not_admitted.PERIOD,
        Text(
            "L'élément {name} n'est pas admis dans une période de facturation (BG-14, BG-26).",
            "The element {name} is not admitted in an invoicing period (BG-14, BG-26).",
        ),
        Text(
            "Retirez l'élément {name} ; écrivez les dates dans StartDateTime et EndDateTime, en DateTimeString au"
            " format 102 (AAAAMMJJ).",
            "Remove the element {name}; write the dates in StartDateTime and EndDateTime, as DateTimeString in "
            "format 102 (YYYYMMDD).",
        ),
    ),
    _Group(
        not_admitted.ADDRESS,
        Text(
            "L'élément {name} n'est pas admis dans une adresse postale.",
            "The element {name} is not admitted in a postal address.",
        ),
        Text(
            "Écrivez l'adresse avec LineOne, LineTwo et LineThree, PostcodeCode, CityName, CountrySubDivisionName et"
            " CountryID.",
            "Write the address with LineOne, LineTwo and LineThree, PostcodeCode, CityName, CountrySubDivisionName "
            "and CountryID.",
        ),
    ),
)


def _once(row: NotAdmittedRow) -> Rule:
    term = _TOTALS.get(row.name, "")
    shown = f"{row.name} ({term})" if term else row.name
    message = Text(f"Le total {shown} est donné plusieurs fois.", f"The total {shown} is given several times.")
    return bound(row.code, term, message, _ONCE)


RULES = (
    *(
        bound(
            row.code,
            group.term,
            group.message.with_({"name": row.name}),
            group.remedy.with_({"name": row.name}),
        )
        for group in _GROUPS
        for row in group.rows
    ),
    *(_once(row) for row in not_admitted.TOTALS_ONCE),
)
"""In the order of the tables."""
