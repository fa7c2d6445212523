"""Sentence of the warnings on elements and attributes outside EN 16931, with their name."""

from domain.finding import Pack, Rule, Severity
from domain.text import Text
from domain.tree import Syntax
from validators.en16931.unforeseen.paths import UnforeseenRow

_REMEDY = Text(
    "Retirez-le, ou dites-le par un terme de la norme ; rien ne garantit qu'il soit lu.",
    "Drop it, or say it by a term of the standard; nothing promises that it is read.",
)


_SENTENCES_WITH_EXCEPTION = {
    "UBL-CR-002": (
        Text("La version d'UBL (UBLVersionID) n'est pas 2.1.", "The version of UBL (UBLVersionID) is not 2.1."),
        Text("Écrivez 2.1, ou retirez l'élément.", "Write 2.1, or drop the element."),
    ),
    "UBL-CR-412": (
        Text(
            "L'échéance est dite dans PaymentMeans/PaymentDueDate, qu'EN 16931 ne prévoit que pour un avoir.",
            "The due date is in PaymentMeans/PaymentDueDate, which EN 16931 foresees for a credit note only.",
        ),
        Text("Écrivez l'échéance (BT-9) dans Invoice/DueDate.", "Write the due date (BT-9) in Invoice/DueDate."),
    ),
    "UBL-CR-665": (
        Text(
            "L'identifiant d'une pièce a un schéma (schemeID), prévu pour un objet facturé seulement (BT-18).",
            "The identifier of a document has a scheme (schemeID), foreseen for an invoiced object only (BT-18).",
        ),
        Text(
            "Retirez schemeID, ou donnez le type 130 (DocumentTypeCode) si c'est un objet facturé.",
            "Drop schemeID, or give the type 130 (DocumentTypeCode) when it is an invoiced object.",
        ),
    ),
}
"""Sentences and remedies of the codes that have an exception."""


def rule_of(row: UnforeseenRow, syntax: Syntax) -> Rule:
    """The warning of ``row``."""
    message, remedy = _SENTENCES_WITH_EXCEPTION.get(row.code) or (_message(row), _REMEDY)
    return Rule(
        code=row.code,
        pack=Pack.EN16931,
        severity=Severity.WARNING,
        message=message,
        remedy=remedy,
        source=f"EN 16931-3, {syntax.value.upper()}, {row.code}",
    )


def _message(row: UnforeseenRow) -> Text:
    parents, _, name = row.shown.rpartition("/")
    what = Text("attribut", "attribute") if name.startswith("@") else Text("élément", "element")
    name = name.removeprefix("@")
    where = Text(f" (dans {parents})", f" (in {parents})") if parents else Text("", "")
    return Text(
        f"L'{what.fr} {name}{where.fr} n'est pas prévu par EN 16931 : un destinataire peut l'ignorer.",
        f"The {what.en} {name}{where.en} is not foreseen by EN 16931: a recipient may ignore it.",
    )
