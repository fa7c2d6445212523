"""Values of a type that must have a form, and elements that only some documents may have."""

from domain.finding import Rule
from domain.text import Text
from validators.en16931.cii.rules.statement import bound

_FILE = Text(
    "pièce jointe (AdditionalReferencedDocument de type 916)", "attachment (AdditionalReferencedDocument of type 916)"
)
_ITEM = Text(
    "référence d'objet (AdditionalReferencedDocument de type 130)",
    "object identifier (AdditionalReferencedDocument of type 130)",
)
_INVOICE = Text("facture antérieure (InvoiceReferencedDocument)", "preceding invoice (InvoiceReferencedDocument)")


def _only(code: str, term: str, name: str, of: Text) -> Rule:
    return bound(
        code,
        term,
        Text(f"L'élément {name} n'est admis que pour une {of.fr}.", f"{name} is only admitted for an {of.en}."),
        Text(
            f"Retirez l'élément {name} de cette référence, ou changez-en le type si c'en est une.",
            f"Remove the element {name} from this reference, or change its type if it is one.",
        ),
    )


RULES = (
    _only("CII-DT-015", "BT-124", "URIID", _FILE),
    bound(
        "CII-DT-018",
        "",
        Text(
            "Ce type de référence (TypeCode) n'est pas admis : seul un document additionnel"
            " (AdditionalReferencedDocument) en a un, 50, 130 ou 916.",
            "This type of reference (TypeCode) is not admitted: only an additional document"
            " (AdditionalReferencedDocument) has one, 50, 130 or 916.",
        ),
        Text(
            "Écrivez 916 pour une pièce jointe, 130 pour un objet facturé, 50 pour un appel d'offres ou un lot ;"
            " ailleurs, retirez TypeCode.",
            "Write 916 for an attachment, 130 for an invoiced object, 50 for a tender or a lot; elsewhere, remove "
            "TypeCode.",
        ),
    ),
    _only("CII-DT-021", "BT-123", "Name", _FILE),
    _only("CII-DT-022", "BT-125", "AttachmentBinaryObject", _FILE),
    _only("CII-DT-024", "BT-18-1", "ReferenceTypeCode", _ITEM),
    bound(
        "CII-DT-027",
        "BT-26",
        Text(
            f"La date d'une référence (FormattedIssueDateTime) n'est admise que pour une {_INVOICE.fr}.",
            f"The date of a reference (FormattedIssueDateTime) is admitted only for a {_INVOICE.en}.",
        ),
        Text(
            "Retirez FormattedIssueDateTime de cette référence ; l'identifiant du document suffit.",
            "Remove FormattedIssueDateTime from this reference; the document's identifier is enough.",
        ),
    ),
    bound(
        "CII-DT-033",
        "BT-130",
        Text(
            "Une quantité a une unité (unitCode), mais aucune quantité facturée (BilledQuantity) n'a la sienne.",
            "A quantity has a unit (unitCode), but no invoiced quantity (BilledQuantity) has its own.",
        ),
        Text(
            "Ajoutez unitCode à la quantité facturée de chaque ligne (BT-130), par exemple C62 pour des pièces.",
            "Add unitCode to the invoiced quantity of each line (BT-130), for example C62 for pieces.",
        ),
    ),
    bound(
        "CII-DT-037",
        "",
        Text(
            "Le type d'une taxe (TypeCode) n'est pas VAT, le seul admis.",
            "The type of a tax (TypeCode) is not VAT, the only one admitted.",
        ),
        Text(
            "Écrivez VAT en capitales ; une autre taxe est une charge (BG-21) ou une ligne.",
            "Write VAT in capitals; another tax is a charge (BG-21) or a line.",
        ),
    ),
    bound(
        "CII-DT-097",
        "",
        Text(
            "Une date au format 102 n'est pas de la forme AAAAMMJJ, avec un mois et un jour possibles.",
            "A date in format 102 is not of the form YYYYMMDD, with a possible month and day.",
        ),
        Text(
            "Écrivez la date en huit chiffres : 20261231 pour le 31 décembre 2026.",
            "Write the date in eight digits: 20261231 for 31 December 2026.",
        ),
    ),
)
"""In the order of the codes."""
