"""Rules about pages that are pictures (codes LEC-062 to LEC-066, LEC-068)."""

from domain.finding import Level, Pack, Rule, Severity
from domain.text import Text
from parsers.ocr.missing import Missing

_SOURCE = "Navette"
_SEND = Text(
    "Déposez un PDF produit par un logiciel (avec du texte), un Factur-X ou un XML (UBL, CII).",
    "Send a PDF made by software (with text), a Factur-X or an XML file (UBL, CII).",
)

SCANNED = Rule(
    code="LEC-062",
    pack=Pack.LECTURE,
    severity=Severity.INFO,
    level=Level.FACTURE,
    message=Text(
        "Ce document est une image, lue par reconnaissance de caractères (pages : {pages}).",
        "This document is a picture, read by character recognition (pages: {pages}).",
    ),
    remedy=_SEND,
    source=_SOURCE,
)
LEFT_OUT = Rule(
    code="LEC-063",
    pack=Pack.LECTURE,
    severity=Severity.INFO,
    level=Level.DEPOT,
    message=Text(
        "Des pages de ce document sont des images : elles n'ont pas été lues (pages : {pages}).",
        "Some pages of this document are pictures: they were not read (pages: {pages}).",
    ),
    remedy=_SEND,
    source=_SOURCE,
)
ILLEGIBLE = Rule(
    code="LEC-064",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Aucun texte n'a été reconnu sur les images de ce PDF.", "No text was recognised on the pictures of this PDF."
    ),
    remedy=Text(
        "Numérisez la facture droite, à 300 points par pouce, en noir sur blanc ; ou, mieux, déposez un PDF produit "
        "par un logiciel, un Factur-X ou un XML.",
        "Scan the invoice straight, at 300 dots an inch, black on white; or better, send a PDF made by software, "
        "a Factur-X or an XML file.",
    ),
    source=_SOURCE,
)
FAINT = Rule(
    code="LEC-065",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    level=Level.FACTURE,
    message=Text(
        "Lecture incertaine d'une image, {what} : « {text} » (sûr à {percent} %). Cette valeur n'a pas été retenue.",
        "Doubtful reading of a picture, {what}: “{text}” ({percent}% sure). The value was not kept.",
    ),
    remedy=_SEND,
    source=_SOURCE,
)
WHY = {
    Missing.LATE: Text("elle a pris tout le temps de calcul permis", "it used all the processor time allowed"),
    Missing.STOPPED: Text(
        "le programme qui les reconnaît s'est arrêté sans réponse", "the program that does it ended without an answer"
    ),
}
"""Why it was not finished."""
LATE = Rule(
    code="LEC-066",
    pack=Pack.LECTURE,
    level=Level.CONTROLE,
    message=Text(
        "La reconnaissance des caractères de ce document n'a pas été menée à son terme : {why}.",
        "Recognising the characters of this document was not finished: {why}.",
    ),
    remedy=Text(
        "Rien n'est décidé : il sera repris au prochain passage. S'il reste indécis, demandez à son déposant un PDF "
        "produit par un logiciel, un Factur-X ou un XML.",
        "Nothing is decided: it is taken up again at the next run. If it stays undecided, ask its depositor for a PDF "
        "made by software, a Factur-X or an XML file.",
    ),
    source=_SOURCE,
)
LAYER = Rule(
    code="LEC-068",
    pack=Pack.LECTURE,
    severity=Severity.INFO,
    level=Level.FACTURE,
    message=Text(
        "Ces pages sont des images, sous un texte invisible posé par un autre logiciel (pages : {pages}). Ce texte "
        "n'est pas ce que la page montre : il n'a pas été cru.",
        "These pages are pictures, with invisible text laid over them by another program (pages: {pages}). That text "
        "is not what the page shows: it was not believed.",
    ),
    remedy=_SEND,
    source=_SOURCE,
)
RULES = (SCANNED, LEFT_OUT, ILLEGIBLE, FAINT, LATE, LAYER)
