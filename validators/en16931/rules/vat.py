"""The rules of VAT, ten a category (``BR-S-01`` to ``BR-AG-10``), and those that few categories have."""

from collections.abc import Iterator

from domain.finding import Rule
from domain.text import Text
from validators.en16931.rules.statement import stated
from validators.en16931.rules.vat_demands import RATES, SELLERS
from validators.en16931.rules.vat_families import VAT_FAMILIES, VatFamily

_PLACES = (
    (Text("Une ligne", "A line"), Text("d'une ligne", "of a line"), "BT-152"),
    (Text("Une remise de la facture", "An allowance of the invoice"), Text("d'une remise", "of an allowance"), "BT-96"),
    (Text("Une charge de la facture", "A charge of the invoice"), Text("d'une charge", "of a charge"), "BT-103"),
)
"""Positions of a category: parent, owner of the rate, and the term of the rate."""


def _family(one: VatFamily) -> Iterator[Rule]:
    """The ten rules of a category."""
    named = Text(f"{one.code} ({one.name.fr})", f"{one.code} ({one.name.en})")
    yield _group(one, named)
    missing, who = SELLERS[one.sellers]
    for rank, (carrier, _, _) in enumerate(_PLACES, 2):
        yield stated(
            f"BR-{one.tag}-0{rank}",
            "BT-31",
            Text(
                f"{carrier.fr} est de catégorie {named.fr}, mais {missing.fr}.",
                f"{carrier.en} is of category {named.en}, but {missing.en}.",
            ),
            who,
        )
    wrong, what = RATES[one.rate]
    for rank, (_, whose, term) in enumerate(_PLACES, 5):
        yield stated(
            f"BR-{one.tag}-0{rank}",
            term,
            Text(
                f"Le taux de TVA {whose.fr} ({term}) de catégorie {named.fr} {wrong.fr}.",
                f"The VAT rate {whose.en} ({term}) of category {named.en} {wrong.en}.",
            ),
            what,
        )
    yield _base(one, named)
    yield _amount(one, named)
    yield _reason(one, named)


def _group(one: VatFamily, named: Text) -> Rule:
    if one.by_rate:
        wrong = Text(
            f"La catégorie de TVA {named.fr} n'est pas à la fois dans la ventilation (BG-23) et dans les lignes, "
            "remises ou charges.",
            f"The VAT category {named.en} is not both in the breakdown (BG-23) and in lines, allowances or charges.",
        )
        remedy = Text(
            f"Donnez dans la ventilation un groupe (BG-23) de catégorie {one.code} pour chaque taux employé, et pas "
            "d'autre.",
            f"Give the breakdown a group (BG-23) of category {one.code} for each rate that is used, and no other.",
        )
    else:
        wrong = Text(
            f"La catégorie de TVA {named.fr} n'a pas un groupe et un seul dans la ventilation (BG-23), ou aucune "
            "ligne, remise ni charge ne la porte.",
            f"The VAT category {named.en} has not exactly one group of the breakdown (BG-23), or no line, allowance "
            "or charge carries it.",
        )
        remedy = Text(
            f"Donnez dans la ventilation un seul groupe (BG-23) de catégorie {one.code} si quelque chose la porte ; "
            "sinon aucun.",
            f"Give the breakdown one group (BG-23) of category {one.code} when something carries it; otherwise none.",
        )
    return stated(f"BR-{one.tag}-01", "BG-23", wrong, remedy)


def _base(one: VatFamily, named: Text) -> Rule:
    rate = Text(" et de ce taux", " and this rate") if one.by_rate else Text("", "")
    return stated(
        f"BR-{one.tag}-08",
        "BT-116",
        Text(
            f"La base (BT-116) du groupe de TVA {named.fr} n'est pas égale aux lignes, moins les remises, plus les "
            f"charges de cette catégorie{rate.fr}.",
            f"The taxable amount (BT-116) of the VAT group {named.en} is not the lines, less the allowances, plus "
            f"the charges of this category{rate.en}.",
        ),
        Text(
            f"Recalculez cette base (BT-116) : les lignes (BT-131), moins les remises (BT-92), plus les charges "
            f"(BT-99), "
            f"de catégorie {one.code}{rate.fr}.",
            f"Work out this base again (BT-116): the lines (BT-131), less the allowances (BT-92), plus the charges "
            f"(BT-99), "
            f"of category {one.code}{rate.en}.",
        ),
    )


def _amount(one: VatFamily, named: Text) -> Rule:
    if one.by_rate:
        wrong = Text("n'est pas sa base multipliée par son taux", "is not its taxable amount times its rate")
        remedy = Text(
            "Recalculez cette TVA (BT-117) : la base (BT-116) multipliée par le taux (BT-119).",
            "Work this VAT out again (BT-117): the base (BT-116) times the rate (BT-119).",
        )
    else:
        wrong = Text("n'est pas zéro", "is not zero")
        remedy = Text("Écrivez 0 comme montant de TVA (BT-117).", "Write 0 as the VAT amount (BT-117).")
    return stated(
        f"BR-{one.tag}-09",
        "BT-117",
        Text(
            f"Le montant de TVA (BT-117) du groupe {named.fr} {wrong.fr}.",
            f"The VAT amount (BT-117) of the group {named.en} {wrong.en}.",
        ),
        remedy,
    )


def _reason(one: VatFamily, named: Text) -> Rule:
    if one.exempt:
        wrong = Text("ne dit pas pourquoi il n'y a pas de TVA", "does not say why there is no VAT")
        remedy = Text(
            "Indiquez le code du motif (BT-121, liste VATEX) ou le motif en clair (BT-120).",
            "Give the code of the reason (BT-121, list VATEX) or the reason in words (BT-120).",
        )
    else:
        wrong = Text(
            "porte un motif d'exonération (BT-120 ou BT-121)", "carries a reason of exemption (BT-120 or BT-121)"
        )
        remedy = Text(
            "Retirez le motif (BT-120, BT-121), ou changez la catégorie (BT-118).",
            "Drop the reason (BT-120, BT-121), or change the category (BT-118).",
        )
    return stated(
        f"BR-{one.tag}-10",
        "BT-120",
        Text(f"Le groupe de TVA {named.fr} {wrong.fr}.", f"The VAT group {named.en} {wrong.en}."),
        remedy,
    )


RULES = tuple(rule for one in VAT_FAMILIES for rule in _family(one))
"""The rules of the families of VAT, family by family."""
