"""Sentences on elements that CII allows several times or together, and EN 16931 once."""

from typing import NamedTuple

from domain.finding import Pack, Rule, Severity
from domain.text import Text


class _CountSentence(NamedTuple):
    """Code, term, error and remedy."""

    code: str
    term: str
    message: Text
    remedy: Text


_ONE = Text(
    "Gardez-en une fois seulement ; réunissez le reste si besoin.", "Keep it once only; join the rest if need be."
)
_ONE_IDENTIFIER = Text(
    "Gardez l'identifiant qui a un schéma (GlobalID), ou celui qui n'en a pas (ID).",
    "Keep the identifier that has a scheme (GlobalID), or the one that has none (ID).",
)
_ONE_CONTACT = Text(
    "Gardez le nom de la personne (PersonName) ou celui du service (DepartmentName).",
    "Keep the name of the person (PersonName) or that of the department (DepartmentName).",
)

_SENTENCES = (
    _CountSentence(
        "CII-SR-003",
        "BT-23",
        Text(
            "Le processus métier (BT-23) est donné plusieurs fois.",
            "The business process (BT-23) is given several times.",
        ),
        _ONE,
    ),
    _CountSentence(
        "CII-SR-030",
        "BT-22",
        Text("Une note de la facture a plusieurs textes (BT-22).", "A note of the invoice has several texts (BT-22)."),
        Text("Faites une note (BG-1) de chaque texte.", "Make a note (BG-1) of each text."),
    ),
    _CountSentence(
        "CII-SR-039",
        "BT-127",
        Text("Une ligne a plusieurs notes (BT-127).", "A line has several notes (BT-127)."),
        _ONE,
    ),
    _CountSentence(
        "CII-SR-040",
        "BT-127",
        Text("La note d'une ligne (BT-127) a plusieurs textes.", "The note of a line (BT-127) has several texts."),
        _ONE,
    ),
    _CountSentence(
        "CII-SR-119",
        "BT-147",
        Text(
            "Le rabais sur le prix brut (BT-147) n'a pas son montant, ou ne dit pas qu'il est une remise.",
            "The discount on the gross price (BT-147) lacks its amount, or does not say that it is an allowance.",
        ),
        Text(
            "Donnez ChargeIndicator/Indicator à false et le montant (ActualAmount), ou retirez le rabais.",
            "Give ChargeIndicator/Indicator as false and the amount (ActualAmount), or drop the discount.",
        ),
    ),
    _CountSentence(
        "CII-SR-454",
        "BG-30",
        Text("Une ligne n'a pas une TVA et une seule (BG-30).", "A line has not exactly one VAT (BG-30)."),
        Text(
            "Donnez un seul ApplicableTradeTax par ligne ; faites deux lignes s'il y a deux taux.",
            "Give one ApplicableTradeTax a line; make two lines when there are two rates.",
        ),
    ),
    _CountSentence(
        "CII-SR-474",
        "BT-128",
        Text("Une ligne nomme plusieurs objets facturés (BT-128).", "A line names several invoiced objects (BT-128)."),
        _ONE,
    ),
    _CountSentence(
        "CII-SR-450",
        "BT-46",
        Text(
            "L'acheteur a un identifiant avec schéma et un autre sans (BT-46).",
            "The buyer has an identifier with a scheme and another without (BT-46).",
        ),
        _ONE_IDENTIFIER,
    ),
    _CountSentence(
        "CII-SR-457",
        "BT-17",
        Text("Plusieurs appels d'offres sont nommés (BT-17).", "Several calls for tender are named (BT-17)."),
        _ONE,
    ),
    _CountSentence(
        "CII-SR-458",
        "BT-18",
        Text("Plusieurs objets facturés sont nommés (BT-18).", "Several invoiced objects are named (BT-18)."),
        _ONE,
    ),
    _CountSentence(
        "CII-SR-465",
        "BT-41",
        Text(
            "Le contact du vendeur (BT-41) est donné comme personne et comme service.",
            "The seller's contact (BT-41) is given as a person and as a department.",
        ),
        _ONE_CONTACT,
    ),
    _CountSentence(
        "CII-SR-466",
        "BT-56",
        Text(
            "Le contact de l'acheteur (BT-56) est donné comme personne et comme service.",
            "The buyer's contact (BT-56) is given as a person and as a department.",
        ),
        _ONE_CONTACT,
    ),
    _CountSentence(
        "CII-SR-475",
        "BT-123",
        Text(
            "Les pièces justificatives ont en tout plusieurs descriptions (BT-123).",
            "The supporting documents have several descriptions in all (BT-123).",
        ),
        Text("Ne décrivez qu'une des pièces.", "Describe one of the documents only."),
    ),
    _CountSentence(
        "CII-SR-476",
        "BT-125",
        Text(
            "Les pièces justificatives ont en tout plusieurs fichiers joints (BT-125).",
            "The supporting documents have several attached files in all (BT-125).",
        ),
        Text(
            "Ne joignez qu'un fichier, ou sachez que certains destinataires n'en liront qu'un.",
            "Attach one file only, or know that some recipients will read one only.",
        ),
    ),
    _CountSentence(
        "CII-SR-449",
        "BT-71",
        Text(
            "Le lieu de livraison a un identifiant avec schéma et un autre sans (BT-71).",
            "The place of delivery has an identifier with a scheme and another without (BT-71).",
        ),
        _ONE_IDENTIFIER,
    ),
    _CountSentence(
        "CII-SR-451",
        "BT-60",
        Text(
            "Le bénéficiaire a un identifiant avec schéma et un autre sans (BT-60).",
            "The payee has an identifier with a scheme and another without (BT-60).",
        ),
        _ONE_IDENTIFIER,
    ),
    _CountSentence(
        "CII-SR-452",
        "BT-20",
        Text("Les conditions de paiement sont données plusieurs fois.", "The payment terms are given several times."),
        _ONE,
    ),
    _CountSentence(
        "CII-SR-453",
        "BT-20",
        Text(
            "Les conditions de paiement ont plusieurs textes (BT-20).", "The payment terms have several texts (BT-20)."
        ),
        _ONE,
    ),
)

RULES = tuple(
    Rule(
        code=sentence.code,
        pack=Pack.EN16931,
        severity=Severity.WARNING,
        message=sentence.message,
        remedy=sentence.remedy,
        source=f"EN 16931-3-3, {sentence.code}",
        term=sentence.term,
    )
    for sentence in _SENTENCES
)
"""One rule per code of the cardinality patterns."""
