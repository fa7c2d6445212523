"""Findings about a pack that could not be run, or does not apply to the document."""

from dataclasses import replace

from domain.finding import Finding, Level, Pack, Rule, Severity
from domain.text import Text
from domain.tree import Syntax

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
NOT_APPLICABLE = Rule(
    code="PACK-02",
    pack=Pack.NAVETTE,
    severity=Severity.INFO,
    message=Text(
        "Le contrôle {pack} n'a rien à demander à ce document : il porte sur le XML d'une facture {syntaxes}.",
        "The check {pack} has nothing to ask of this document: it is about the XML of a {syntaxes} invoice.",
    ),
    remedy=Text(
        "Rien à corriger ; le XML d'un Factur-X serait contrôlé.",
        "Nothing to correct; the XML of a Factur-X would be checked.",
    ),
    source="Navette",
)
RULES: tuple[Rule, ...] = (IMPOSSIBLE, NOT_APPLICABLE)


def check_impossible(pack: Pack, why: Text, remedy: Text) -> Finding:
    """Finding: ``pack`` could not be run, because of an error on our side."""
    return replace(IMPOSSIBLE.finding(pack=pack.value, why=why, remedy=remedy), pack=pack)


def not_applicable(pack: Pack, *syntaxes: Syntax) -> Finding:
    """Finding: ``pack`` was requested and the document is in none of its ``syntaxes``."""
    fr, en = (word.join(syntax.upper() for syntax in syntaxes) for word in (" ou ", " or "))
    return replace(NOT_APPLICABLE.finding(pack=pack.value, syntaxes=Text(fr, en)), pack=pack)
