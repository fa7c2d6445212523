"""Sentences of the UBL binding rules UBL-SR, UBL-DT and UBL-CR, except those on repetitions."""

from domain.finding import Pack, Rule
from domain.text import Text


def _rule(code: str, term: str, message: Text, remedy: Text, field: str | None = None) -> Rule:
    return Rule(
        code=code,
        pack=Pack.EN16931,
        field=field,
        message=message,
        remedy=remedy,
        source=f"EN 16931-3-2, {code}",
        term=term,
    )


def _payee(code: str, term: str, what: Text, element: str) -> Rule:
    """A rule that checks two conditions: one value, and a name that is not the seller's."""
    return _rule(
        code,
        term,
        Text(
            f"Le bénéficiaire (BG-10) donne plusieurs fois {what.fr} ({term}), "
            "ou n'a pas de nom autre que celui du vendeur (BT-27).",
            f"The payee (BG-10) gives {what.en} ({term}) more than once, "
            "or has no name other than the seller's (BT-27).",
        ),
        Text(
            f"Ne gardez qu'un élément {element} ; si le vendeur est payé lui-même, retirez PayeeParty.",
            f"Keep one {element} only; if the seller is paid himself, remove PayeeParty.",
        ),
    )


RULES: tuple[Rule, ...] = (
    _rule(
        "UBL-SR-07",
        "BT-25",
        Text(
            "Une référence à une facture antérieure (BG-3) ne dit pas son numéro (BT-25).",
            "A reference to a preceding invoice (BG-3) does not say its number (BT-25).",
        ),
        Text(
            "Écrivez le numéro de cette facture dans BillingReference/InvoiceDocumentReference/ID.",
            "Write the number of that invoice in BillingReference/InvoiceDocumentReference/ID.",
        ),
        "numero_facture_origine",
    ),
    _payee("UBL-SR-19", "BT-59", Text("son nom", "its name"), "PartyName/Name"),
    _payee("UBL-SR-20", "BT-60", Text("son identifiant", "its identifier"), "PartyIdentification/ID"),
    _payee("UBL-SR-21", "BT-61", Text("son identifiant légal", "its legal identifier"), "PartyLegalEntity/CompanyID"),
    _rule(
        "UBL-SR-42",
        "BT-31",
        Text(
            "Le vendeur a plus de deux immatriculations fiscales : il peut donner son numéro de TVA (BT-31) "
            "et un autre identifiant fiscal (BT-32).",
            "The seller has more than two tax registrations: it may give its VAT number (BT-31) "
            "and one other tax identifier (BT-32).",
        ),
        Text(
            "Gardez au plus deux éléments PartyTaxScheme : l'un avec TaxScheme/ID VAT, l'autre sans.",
            "Keep two PartyTaxScheme elements at most: one with TaxScheme/ID VAT, the other without.",
        ),
        "tva_fournisseur",
    ),
    _rule(
        "UBL-SR-43",
        "BT-18",
        Text(
            "Une pièce justificative (BG-24) porte un code de type ou un schéma d'identifiant, réservés à l'objet "
            "facturé (code 130) et, dans un avoir, à l'appel d'offres (code 50).",
            "A supporting document (BG-24) carries a type code or an identifier scheme, kept for the invoiced object "
            "(code 130) and, in a credit note, for the tender (code 50).",
        ),
        Text(
            "Retirez DocumentTypeCode et schemeID de cette pièce, ou écrivez 130 si c'est l'objet facturé (BT-18).",
            "Remove DocumentTypeCode and schemeID there, or write 130 if it is the invoiced object (BT-18).",
        ),
    ),
    _rule(
        "UBL-SR-44",
        "BT-83",
        Text(
            "La facture donne plusieurs références à rappeler au paiement (BT-83) qui diffèrent.",
            "The invoice gives several remittance references (BT-83) that differ.",
        ),
        Text(
            "Écrivez la même référence dans tous les éléments PaymentMeans/PaymentID.",
            "Write the same reference in every PaymentMeans/PaymentID.",
        ),
    ),
    _rule(
        "UBL-SR-47",
        "BT-81",
        Text(
            "La facture donne plusieurs codes de moyen de paiement (BT-81) qui diffèrent.",
            "The invoice gives several codes for the means of payment (BT-81) that differ.",
        ),
        Text(
            "Écrivez le même code dans tous les éléments PaymentMeans/PaymentMeansCode, par exemple 30 ou 58.",
            "Write the same code in every PaymentMeans/PaymentMeansCode, for instance 30 or 58.",
        ),
    ),
    _rule(
        "UBL-SR-48",
        "BG-30",
        Text(
            "Une ligne a une seule catégorie de TVA (BG-30) : celle-ci n'en a pas, ou en a plusieurs.",
            "A line has one VAT category (BG-30): this one has none, or several.",
        ),
        Text(
            "Écrivez un seul élément Item/ClassifiedTaxCategory ; partagez la ligne si plusieurs taux s'appliquent.",
            "Write one Item/ClassifiedTaxCategory; split the line if several rates apply.",
        ),
    ),
    _rule(
        "UBL-SR-51",
        "BT-162",
        Text(
            "Une adresse a plus d'une ligne supplémentaire (BT-162, BT-163, BT-164, BT-165).",
            "An address has more than one additional line (BT-162, BT-163, BT-164, BT-165).",
        ),
        Text(
            "Gardez un seul élément AddressLine ; les deux premières lignes vont dans StreetName et "
            "AdditionalStreetName.",
            "Keep one AddressLine; the first two lines go in StreetName and AdditionalStreetName.",
        ),
    ),
    _rule(
        "UBL-SR-53",
        "BT-31",
        Text(
            "Une immatriculation fiscale est incomplète : il y manque le numéro (CompanyID) ou le nom de l'impôt "
            "(TaxScheme/ID).",
            "A tax registration is incomplete: its number (CompanyID) or the tax (TaxScheme/ID) is missing.",
        ),
        Text(
            "Écrivez le numéro de TVA dans CompanyID et VAT dans TaxScheme/ID, ou retirez PartyTaxScheme.",
            "Write the VAT number in CompanyID and VAT in TaxScheme/ID, or remove PartyTaxScheme.",
        ),
    ),
    _rule(
        "UBL-DT-01",
        "",
        Text("Un montant a plus de deux décimales.", "An amount has more than two decimals."),
        Text(
            "Arrondissez-le au centime ; seuls les prix unitaires peuvent avoir plus de deux décimales.",
            "Round it to the cent; only unit prices may have more than two decimals.",
        ),
    ),
    _rule(
        "UBL-DT-06",
        "BT-125",
        Text(
            "Un fichier joint (BT-125) ne dit pas de quel type il est.",
            "An attached file (BT-125) does not say of what type it is.",
        ),
        Text(
            "Ajoutez l'attribut mimeCode, par exemple application/pdf.",
            "Add the attribute mimeCode, for instance application/pdf.",
        ),
    ),
    _rule(
        "UBL-DT-07",
        "BT-125",
        Text("Un fichier joint (BT-125) n'a pas de nom.", "An attached file (BT-125) has no name."),
        Text(
            "Ajoutez l'attribut filename, par exemple bordereau.pdf.",
            "Add the attribute filename, for instance timesheet.pdf.",
        ),
    ),
    _rule(
        "UBL-CR-666",
        "BT-18",
        Text(
            "La référence de l'objet facturé (BT-18, code 130) porte aussi une pièce jointe.",
            "The reference of the invoiced object (BT-18, code 130) has an attachment too.",
        ),
        Text(
            "Mettez Attachment dans un autre AdditionalDocumentReference, sans DocumentTypeCode.",
            "Put Attachment in another AdditionalDocumentReference, without DocumentTypeCode.",
        ),
    ),
    _rule(
        "UBL-CR-673",
        "BT-18",
        Text(
            "La référence de l'objet facturé (BT-18, code 130) porte aussi une description.",
            "The reference of the invoiced object (BT-18, code 130) has a description too.",
        ),
        Text(
            "Retirez DocumentDescription de cette référence, ou mettez-la dans une pièce justificative à part.",
            "Remove DocumentDescription from that reference, or put it in a supporting document of its own.",
        ),
    ),
)
"""One a code."""
