"""Sentences on code lists, by rule number."""

from typing import NamedTuple

from domain.finding import Rule
from domain.text import Text
from validators.en16931.rules.statement import stated


class _CodedTerm(NamedTuple):
    """A coded term, the name of its list, and a valid example."""

    code: str
    term: str
    name: Text
    source: str
    example: Text
    attribute: str = ""
    """Attribute with the code, when it is not the element's text."""
    part: Text = Text("", "")
    """Of the list that is meant."""


_CODED_TERMS = (
    _CodedTerm(
        "BR-CL-01",
        "BT-3",
        Text("Le type de document", "The document type"),
        "UNTDID 1001",
        Text(
            "380 pour une facture ; en UBL, un avoir (381) est un CreditNote et non une Invoice",
            "380 for an invoice; in UBL a credit note (381) is a CreditNote and not an Invoice",
        ),
        part=Text(" pour ce genre de document", " for this kind of document"),
    ),
    _CodedTerm(
        "BR-CL-03",
        "",
        Text("La devise d'un montant", "The currency of an amount"),
        "ISO 4217",
        Text("EUR", "EUR"),
        attribute="currencyID",
    ),
    _CodedTerm(
        "BR-CL-04", "BT-5", Text("La devise de la facture", "The invoice currency"), "ISO 4217", Text("EUR", "EUR")
    ),
    _CodedTerm(
        "BR-CL-05",
        "BT-6",
        Text("La devise de comptabilisation de la TVA", "The VAT accounting currency"),
        "ISO 4217",
        Text("EUR", "EUR"),
    ),
    _CodedTerm(
        "BR-CL-06",
        "BT-8",
        Text("Le code d'exigibilité de la TVA", "The code that says when VAT falls due"),
        "UNTDID 2005 / 2475",
        Text("3, 35 ou 432 en UBL ; 5, 29 ou 72 en CII", "3, 35 or 432 in UBL; 5, 29 or 72 in CII"),
    ),
    _CodedTerm(
        "BR-CL-07",
        "BT-18",
        Text("La nature de l'identifiant d'un objet facturé", "The scheme of an invoiced object's identifier"),
        "UNTDID 1153",
        Text("ON pour une commande, CT pour un contrat", "ON for an order, CT for a contract"),
    ),
    _CodedTerm(
        "BR-CL-08",
        "BT-21",
        Text("Le sujet d'une note", "The subject of a note"),
        "UNTDID 4451",
        Text(
            "AAB pour l'escompte, PMT pour les frais de recouvrement", "AAB for early payment, PMT for recovery costs"
        ),
    ),
    _CodedTerm(
        "BR-CL-10",
        "",
        Text(
            "La nature de l'identifiant d'une partie",
            "The scheme of a party's identifier",
        ),
        "ISO 6523 ICD",
        Text("0009 pour un SIRET", "0009 for a SIRET"),
        attribute="schemeID",
    ),
    _CodedTerm(
        "BR-CL-11",
        "",
        Text(
            "La nature de l'immatriculation d'une partie, ou d'un autre identifiant",
            "The scheme of a party's registration, or of another identifier",
        ),
        "ISO 6523 ICD",
        Text("0002 pour un SIREN", "0002 for a SIREN"),
        attribute="schemeID",
    ),
    _CodedTerm(
        "BR-CL-13",
        "BT-158",
        Text(
            "La nomenclature d'un article",
            "The list that classifies an item",
        ),
        "UNTDID 7143",
        Text("ZZZ pour une nomenclature convenue", "ZZZ for a list agreed between the parties"),
        attribute="listID",
    ),
    _CodedTerm(
        "BR-CL-14", "", Text("Le pays d'une adresse", "The country of an address"), "ISO 3166-1", Text("FR", "FR")
    ),
    _CodedTerm(
        "BR-CL-15",
        "BT-159",
        Text("Le pays d'origine d'un article", "The origin of an item"),
        "ISO 3166-1",
        Text("FR", "FR"),
    ),
    _CodedTerm(
        "BR-CL-16",
        "BT-81",
        Text("Le moyen de paiement", "The means of payment"),
        "UNTDID 4461",
        Text("30 ou 58 pour un virement", "30 or 58 for a transfer"),
    ),
    _CodedTerm(
        "BR-CL-17",
        "",
        Text(
            "La catégorie de TVA d'une remise, d'une charge ou d'un groupe de TVA",
            "The VAT category of an allowance, a charge or a VAT group",
        ),
        "UNTDID 5305",
        Text("S, Z, E, AE, K, G, O, L, M ou B", "S, Z, E, AE, K, G, O, L, M or B"),
    ),
    _CodedTerm(
        "BR-CL-18",
        "",
        Text("La catégorie de TVA d'une ligne ou d'un groupe de TVA", "The VAT category of a line or a VAT group"),
        "UNTDID 5305",
        Text("S, Z, E, AE, K, G, O, L, M ou B", "S, Z, E, AE, K, G, O, L, M or B"),
    ),
    _CodedTerm(
        "BR-CL-19",
        "BT-98",
        Text("Le code du motif d'une remise", "The code of an allowance's reason"),
        "UNTDID 5189",
        Text("95 pour un rabais", "95 for a discount"),
    ),
    _CodedTerm(
        "BR-CL-20",
        "BT-105",
        Text("Le code du motif d'une charge", "The code of a charge's reason"),
        "UNTDID 7161",
        Text("FC pour le transport", "FC for freight"),
    ),
    _CodedTerm(
        "BR-CL-21",
        "BT-157",
        Text(
            "La nature de l'identifiant standard d'un article",
            "The scheme of an item's standard identifier",
        ),
        "ISO 6523 ICD",
        Text("0160 pour un GTIN", "0160 for a GTIN"),
        attribute="schemeID",
    ),
    _CodedTerm(
        "BR-CL-22",
        "BT-121",
        Text("Le code du motif d'exonération de TVA", "The code of the reason why no VAT is charged"),
        "CEF VATEX",
        Text("VATEX-FR-FRANCHISE, VATEX-EU-IC", "VATEX-FR-FRANCHISE, VATEX-EU-IC"),
    ),
    _CodedTerm(
        "BR-CL-23",
        "BT-130",
        Text("L'unité d'une quantité", "The unit of a quantity"),
        "UN/ECE Rec 20/21",
        Text("C62 pour des pièces, HUR pour des heures", "C62 for pieces, HUR for hours"),
        attribute="unitCode",
    ),
    _CodedTerm(
        "BR-CL-24",
        "BT-125",
        Text("Le format d'une pièce jointe", "The format of an attachment"),
        "EN 16931-1",
        Text("application/pdf, image/png, image/jpeg, text/csv", "application/pdf, image/png, image/jpeg, text/csv"),
        attribute="mimeCode",
    ),
    _CodedTerm(
        "BR-CL-25",
        "",
        Text(
            "La nature d'une adresse électronique",
            "The scheme of an electronic address",
        ),
        "CEF EAS",
        Text("0225 pour l'annuaire français, EM pour un courriel", "0225 for the French directory, EM for an e-mail"),
        attribute="schemeID",
    ),
    _CodedTerm(
        "BR-CL-26",
        "BT-71",
        Text(
            "La nature de l'identifiant du lieu de livraison",
            "The scheme of the delivery location's identifier",
        ),
        "ISO 6523 ICD",
        Text("0009 pour un SIRET", "0009 for a SIRET"),
        attribute="schemeID",
    ),
)


def _rule(one: _CodedTerm) -> Rule:
    fr = ", ".join(part for part in (one.term, one.attribute and f"attribut {one.attribute}") if part)
    en = ", ".join(part for part in (one.term, one.attribute and f"attribute {one.attribute}") if part)
    return stated(
        one.code,
        one.term,
        Text(
            f"{one.name.fr}{f' ({fr})' if fr else ''} n'est pas un code de la liste {one.source}{one.part.fr}.",
            f"{one.name.en}{f' ({en})' if en else ''} is not a code of the list {one.source}{one.part.en}.",
        ),
        Text(
            f"Employez un code de la liste {one.source} : {one.example.fr}.",
            f"Use a code of the list {one.source}: {one.example.en}.",
        ),
    )


RULES = tuple(_rule(one) for one in _CODED_TERMS)
"""The rules about code lists, in the order of their numbers."""
