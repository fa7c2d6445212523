"""What is said when a body of rules could not be asked, or had nothing to be asked of."""

from dataclasses import replace

from domain.finding import Finding, Level, Pack, Rule, Severity
from domain.text import Text

IMPOSSIBLE = Rule(
    code="PACK-01",
    pack=Pack.NAVETTE,
    level=Level.CONTROLE,
    message=Text(
        "Le contrôle {pack} n'a pas pu être fait : {why}. La facture n'est ni acceptée ni refusée.",
        "The check {pack} could not be made: {why}. The invoice is neither accepted nor refused.",
    ),
    remedy=Text(
        "{remedy} Puis demandez de nouveau la décision ; le document n'est pas en cause.",
        "{remedy} Then ask for the decision again; the document is not at fault.",
    ),
    source="Navette",
)
SANS_OBJET = Rule(
    code="PACK-02",
    pack=Pack.NAVETTE,
    severity=Severity.INFO,
    message=Text(
        "Le contrôle {pack} n'a rien à demander à ce document : il porte sur le XML d'une facture UBL ou CII.",
        "The check {pack} has nothing to ask of this document: it is about the XML of a UBL or CII invoice.",
    ),
    remedy=Text(
        "Rien à corriger ; un Factur-X, un UBL ou un CII serait contrôlé.",
        "Nothing to correct; a Factur-X, UBL or CII would be checked.",
    ),
    source="Navette",
)
RULES: tuple[Rule, ...] = (IMPOSSIBLE, SANS_OBJET)


def impossible(pack: Pack, why: Text, remedy: Text) -> Finding:
    """The check of ``pack`` could not be made, for a reason of ours."""
    return replace(IMPOSSIBLE.finding(pack=pack.value, why=why, remedy=remedy), pack=pack)


def sans_objet(pack: Pack) -> Finding:
    """``pack`` was asked for, and the document is of no syntax it speaks of."""
    return replace(SANS_OBJET.finding(pack=pack.value), pack=pack)
