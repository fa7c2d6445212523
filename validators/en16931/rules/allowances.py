"""Sentences on allowances and charges of the document: amount, VAT category, reason."""

from typing import NamedTuple

from domain.finding import Rule
from domain.text import Text
from validators.en16931.rules.statement import stated


class _AllowanceOrCharge(NamedTuple):
    """Allowance or charge: its name, its group, its terms, and the numbers of its rules."""

    name: Text
    group: str
    amount: str
    category: str
    reason: str
    reason_code: str
    example: str
    codes: tuple[str, str, str, str, str]
    """No amount, no category, no reason (twice), code against reason."""


_KINDS = (
    _AllowanceOrCharge(
        name=Text("remise", "allowance"),
        group="BG-20",
        amount="BT-92",
        category="BT-95",
        reason="BT-97",
        reason_code="BT-98",
        example="95",
        codes=("BR-31", "BR-32", "BR-33", "BR-CO-21", "BR-CO-05"),
    ),
    _AllowanceOrCharge(
        name=Text("charge", "charge"),
        group="BG-21",
        amount="BT-99",
        category="BT-102",
        reason="BT-104",
        reason_code="BT-105",
        example="FC",
        codes=("BR-36", "BR-37", "BR-38", "BR-CO-22", "BR-CO-06"),
    ),
)


def _rules(kind: _AllowanceOrCharge) -> tuple[Rule, ...]:
    amount, category, reason, explained, agreeing = kind.codes
    fr, en = kind.name
    article = "An" if en == "allowance" else "A"
    whose = Text(f"Une {fr} de la facture ({kind.group})", f"{article} {en} of the invoice ({kind.group})")
    return (
        stated(
            amount,
            kind.amount,
            Text(f"{whose.fr} n'a pas de montant ({kind.amount}).", f"{whose.en} has no amount ({kind.amount})."),
            Text(f"Indiquez le montant de la {fr} ({kind.amount}).", f"Give the amount of the {en} ({kind.amount})."),
        ),
        stated(
            category,
            kind.category,
            Text(
                f"{whose.fr} n'a pas de catégorie de TVA ({kind.category}).",
                f"{whose.en} has no VAT category ({kind.category}).",
            ),
            Text(
                f"Indiquez sa catégorie de TVA ({kind.category}), par exemple S, avec la nature VAT.",
                f"Give its VAT category ({kind.category}), for instance S, with the type VAT.",
            ),
        ),
        stated(
            reason,
            kind.reason,
            Text(
                f"{whose.fr} n'a ni motif ({kind.reason}) ni code de motif ({kind.reason_code}).",
                f"{whose.en} has neither a reason ({kind.reason}) nor a reason code ({kind.reason_code}).",
            ),
            Text(
                f"Dites son motif ({kind.reason}), ou son code ({kind.reason_code}), par exemple {kind.example}.",
                f"Say its reason ({kind.reason}), or its code ({kind.reason_code}), for instance {kind.example}.",
            ),
        ),
        stated(
            explained,
            kind.group,
            Text(
                f"{whose.fr} n'est expliquée ni en clair ({kind.reason}) ni par un code ({kind.reason_code}).",
                f"{whose.en} is explained neither in words ({kind.reason}) nor by a code ({kind.reason_code}).",
            ),
            Text(
                f"Dites son motif ({kind.reason}), son code ({kind.reason_code}), ou les deux.",
                f"Say its reason ({kind.reason}), its code ({kind.reason_code}), or both.",
            ),
        ),
        stated(
            agreeing,
            kind.reason_code,
            Text(
                f"Le code ({kind.reason_code}) et le motif ({kind.reason}) d'une {fr} ne disent pas la même chose.",
                f"The code ({kind.reason_code}) and the reason ({kind.reason}) of {article.lower()} {en} disagree.",
            ),
            Text(
                "Accordez le code et le motif, ou n'en gardez qu'un.",
                "Make the code and the reason agree, or keep only one.",
            ),
        ),
    )


RULES = tuple(rule for kind in _KINDS for rule in _rules(kind))
"""The rules about allowances and charges of the document."""
