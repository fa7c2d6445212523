"""Sentences of attached documents, item attributes and objects that are invoiced: BR-FR-17, 18 and 27 to 30."""

from domain.finding import Rule
from domain.text import Text
from validators.br_fr.code_lists import PIECES_JOINTES
from validators.br_fr.rules.statement import stated

_PIECES = ", ".join(sorted(PIECES_JOINTES))
_KINDS = {
    "AFL": Text("le numéro de sous-facture (AFL)", "the sub-invoice number (AFL)"),
    "AVV": Text("le cadre de sous-facture (AVV)", "the sub-invoice framework (AVV)"),
}


def _once(code: str, term: str, where: Text) -> Rule:
    return stated(
        code,
        term,
        Text(
            f"L'objet facturé {where.fr} est donné plusieurs fois avec le même schéma (AFL ou AVV).",
            f"The invoiced object {where.en} is given several times with the same scheme (AFL or AVV).",
        ),
        Text("Donnez chacun une seule fois.", "Give each of them once."),
    )


def _empty(rule: str, term: str, kind: str) -> Rule:
    noun = _KINDS[kind]
    return stated(
        f"{rule}_{kind}",
        term,
        Text(f"L'objet facturé qui donne {noun.fr} est vide.", f"The invoiced object that gives {noun.en} is empty."),
        Text("Donnez sa valeur, ou retirez-le.", "Give its value, or remove it."),
    )


RULES: tuple[Rule, ...] = (
    stated(
        "BR-FR-17_BT-123",
        "BT-123",
        Text("La pièce jointe n'est pas d'un type connu.", "The attached document is not of a known type."),
        Text(f"Décrivez-la par l'un de ces mots : {_PIECES}.", f"Describe it by one of these words: {_PIECES}."),
    ),
    stated(
        "BR-FR-18_BT-123",
        "BT-123",
        Text("Plusieurs pièces jointes sont dites LISIBLE.", "Several attached documents are said to be LISIBLE."),
        Text(
            "Gardez un seul lisible ; les autres pièces sont DOCUMENT_ANNEXE.",
            "Keep one readable view; the other documents are DOCUMENT_ANNEXE.",
        ),
    ),
    stated(
        "BR-FR-27_BG-32",
        "BG-32",
        Text("Un attribut d'article n'a ni nom ni code.", "An item attribute has neither a name nor a code."),
        Text("Donnez son nom (BT-160) ou son code.", "Give its name (BT-160) or its code."),
    ),
    stated(
        "BR-FR-27_BT-160",
        "BT-160",
        Text("Le nom d'un attribut d'article est vide.", "The name of an item attribute is empty."),
        Text("Donnez ce nom, ou retirez l'attribut.", "Give this name, or remove the attribute."),
    ),
    stated(
        "BR-FR-27_EXT-FR-FE-159",
        "EXT-FR-FE-159",
        Text("Le code d'un attribut d'article est vide.", "The code of an item attribute is empty."),
        Text("Donnez ce code, ou retirez-le.", "Give this code, or remove it."),
    ),
    stated(
        "BR-FR-28-Value",
        "BT-161",
        Text(
            "Un attribut d'article n'a pas une valeur, ou une mesure avec son unité : l'une des deux.",
            "An item attribute does not have a value, or a measure with its unit: one of the two.",
        ),
        Text(
            "Donnez sa valeur (BT-161), ou une mesure avec unitCode, et pas les deux.",
            "Give its value (BT-161), or a measure with unitCode, and not both.",
        ),
    ),
    _once("BR-FR-29_BT-18", "BT-18", Text("du document", "of the document")),
    _once("BR-FR-30_BT-128", "BT-128", Text("d'une ligne", "of a line")),
    *(_empty("BR-FR-29", "BT-18", kind) for kind in _KINDS),
    *(_empty("BR-FR-30", "BT-128", kind) for kind in _KINDS),
)
