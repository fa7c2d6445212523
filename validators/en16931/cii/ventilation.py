"""Where each category of VAT is used, and the amounts it is used for: worked out once for a document."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from domain.tree import Node, Tree
from validators.en16931.cii.questions import (
    SETTLEMENT,
    TRANSACTION,
    amount,
    below,
    header,
    is_allowance,
    is_charge,
    texts,
)
from validators.questionnaire import cents, number

Share = tuple[str, Decimal | None]
"""A category, and a rate of it; without a rate, the whole category."""
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """How many taxes are of each category, by the place they stand at, anywhere in the document."""

    breakdown: Mapping[str, int]
    """In the VAT breakdown (BG-23)."""
    lines: Mapping[str, int]
    extras: Mapping[str, int]
    """In allowances and charges."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """What lines, charges and allowances make, by category and by rate of a category."""

    lines: Mapping[Share, Decimal]
    charges: Mapping[Share, Decimal]
    allowances: Mapping[Share, Decimal]

    def of(self, category: str, rate: Decimal | None = None) -> Decimal:
        """Lines and charges less allowances, each rounded to cents."""
        share = (category, rate)
        lines, charges = self.lines.get(share, _ZERO), self.charges.get(share, _ZERO)
        return cents(lines) + cents(charges) - cents(self.allowances.get(share, _ZERO))


def uses(tree: Tree) -> Uses:
    """The categories of ``tree`` and how often each is used."""
    return tree.once("uses", _uses)


def amounts(tree: Tree) -> Amounts:
    """The amounts of ``tree`` by category."""
    return tree.once("amounts", _amounts)


def _uses(tree: Tree) -> Uses:
    taxes = tree.every("ApplicableTradeTax")
    return Uses(
        breakdown=_counted(tax for tax in taxes if tax.is_at(SETTLEMENT)),
        lines=_counted(tax for tax in taxes if tax.is_at("SpecifiedLineTradeSettlement")),
        extras=_counted(tree.every("CategoryTradeTax")),
    )


def _counted(taxes: Iterable[Node]) -> Counter[str]:
    return Counter(category for tax in taxes for category in texts(tax.all("CategoryCode")))


def _amounts(tree: Tree) -> Amounts:
    lines: dict[Share, Decimal] = {}
    for line in tree.root.down(TRANSACTION, "IncludedSupplyChainTradeLineItem", "SpecifiedLineTradeSettlement"):
        totals = line.all("SpecifiedTradeSettlementLineMonetarySummation")
        total = sum((amount(one, "LineTotalAmount") for one in totals if one.has("LineTotalAmount")), _ZERO)
        _add(lines, line.all("ApplicableTradeTax"), total)
    charges: dict[Share, Decimal] = {}
    allowances: dict[Share, Decimal] = {}
    for extra in below(header(tree, SETTLEMENT), "SpecifiedTradeAllowanceCharge"):
        if extra.has("ActualAmount"):
            for counted, kind in ((charges, is_charge), (allowances, is_allowance)):
                if kind(extra):
                    _add(counted, extra.all("CategoryTradeTax"), amount(extra, "ActualAmount"))
    return Amounts(lines=lines, charges=charges, allowances=allowances)


def _add(shares: dict[Share, Decimal], taxes: Iterable[Node], value: Decimal) -> None:
    categories = {category.text for tax in taxes for category in tax.all("CategoryCode")}
    rates = {number(rate.text) for tax in taxes for rate in tax.all("RateApplicablePercent")}
    for category in categories:
        for rate in (None, *(one for one in rates if one.is_finite())):
            shares[category, rate] = shares.get((category, rate), _ZERO) + value
