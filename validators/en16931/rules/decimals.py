"""Sentences on amounts with two decimals at most, by rule number."""

from typing import NamedTuple

from domain.text import Text
from validators.en16931.rules.statement import stated


class _Amount(NamedTuple):
    """An amount of EN 16931."""

    code: str
    term: str
    name: Text


_AMOUNTS = (
    _Amount("BR-DEC-01", "BT-92", Text("Le montant d'une remise", "The amount of an allowance")),
    _Amount("BR-DEC-02", "BT-93", Text("L'assiette d'une remise", "The base amount of an allowance")),
    _Amount("BR-DEC-05", "BT-99", Text("Le montant d'une charge", "The amount of a charge")),
    _Amount("BR-DEC-06", "BT-100", Text("L'assiette d'une charge", "The base amount of a charge")),
    _Amount("BR-DEC-09", "BT-106", Text("La somme des lignes", "The sum of the lines")),
    _Amount("BR-DEC-10", "BT-107", Text("Le total des remises", "The total of the allowances")),
    _Amount("BR-DEC-11", "BT-108", Text("Le total des charges", "The total of the charges")),
    _Amount("BR-DEC-12", "BT-109", Text("Le total hors TVA", "The total without VAT")),
    _Amount("BR-DEC-13", "BT-110", Text("Le total de TVA", "The VAT total")),
    _Amount("BR-DEC-14", "BT-112", Text("Le total TTC", "The total with VAT")),
    _Amount(
        "BR-DEC-15",
        "BT-111",
        Text("Le total de TVA en devise de comptabilisation", "The VAT total in accounting currency"),
    ),
    _Amount("BR-DEC-16", "BT-113", Text("Le montant déjà payé", "The paid amount")),
    _Amount("BR-DEC-17", "BT-114", Text("L'arrondi", "The rounding amount")),
    _Amount("BR-DEC-18", "BT-115", Text("Le net à payer", "The amount due")),
    _Amount("BR-DEC-19", "BT-116", Text("La base d'un groupe de TVA", "The taxable amount of a VAT group")),
    _Amount("BR-DEC-20", "BT-117", Text("Le montant d'un groupe de TVA", "The amount of a VAT group")),
    _Amount("BR-DEC-23", "BT-131", Text("Le montant net d'une ligne", "The net amount of a line")),
    _Amount("BR-DEC-24", "BT-136", Text("Le montant d'une remise de ligne", "The amount of a line allowance")),
    _Amount("BR-DEC-25", "BT-137", Text("L'assiette d'une remise de ligne", "The base amount of a line allowance")),
    _Amount("BR-DEC-27", "BT-141", Text("Le montant d'une charge de ligne", "The amount of a line charge")),
    _Amount("BR-DEC-28", "BT-142", Text("L'assiette d'une charge de ligne", "The base amount of a line charge")),
)
_REMEDY = Text(
    "Arrondissez le montant à deux décimales, avec un point : 1234.50.",
    "Round the amount to two decimals, with a point: 1234.50.",
)

RULES = tuple(
    stated(
        code,
        term,
        Text(f"{name.fr} ({term}) a plus de deux décimales.", f"{name.en} ({term}) has more than two decimals."),
        _REMEDY,
    )
    for code, term, name in _AMOUNTS
)
"""The rules about decimals, in the order of their numbers."""
