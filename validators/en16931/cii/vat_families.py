"""VAT by category: a row for each of the nine, and what is asked of a breakdown, of a line, of an extra.

As the official artefacts do it, six categories are entered by the code in the breakdown, which is then also asked
what every breakdown is; a breakdown of the other three (L, M, O) is asked the questions of its category alone.
"""

from dataclasses import dataclass

from domain.tree import Tree
from validators.en16931.cii import identification
from validators.en16931.cii.locations import below, delivery, settlement
from validators.en16931.cii.questions import always, has_none_of, has_one_of, of_document, of_parent
from validators.en16931.cii.tax import (
    base_is,
    base_is_near,
    base_is_of_rate,
    is_base_times_rate,
    is_zero,
    rate_is,
)
from validators.engine.rule_body import Ask, Question

_REASONS = ("ExemptionReason", "ExemptionReasonCode")
_RATE = "RateApplicablePercent"
_EVENT = ("ActualDeliverySupplyChainEvent", "OccurrenceDateTime", "DateTimeString")
_COUNTRY = ("ShipToTradeParty", "PostalTradeAddress", "CountryID")


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A category and its questions; the codes are ``BR-<name>-02`` to ``-10``, and ``more``."""

    name: str
    category: str
    parties: Question
    """02 to 04: who must be known to the tax office."""
    rate: Question
    """05 to 07."""
    base: Question
    """08, asked of the tax."""
    due: Question
    """09, asked of the tax."""
    reason: Question
    """10, asked of the tax."""
    more: tuple[Ask, ...] = ()
    """Of the breakdown, asked where it is entered."""

    @property
    def breakdown(self) -> tuple[Ask, ...]:
        """The questions on the breakdown, asked of the tax."""
        return (self._ask(8, self.base), self._ask(9, self.due), self._ask(10, self.reason), *self.more)

    def user(self, rank: int) -> tuple[Ask, ...]:
        """The questions on a use: of a line (0), an allowance (1) or a charge (2)."""
        return (self._ask(2 + rank, self.parties), self._ask(5 + rank, self.rate))

    def _ask(self, number: int, question: Question) -> Ask:
        return Ask(f"BR-{self.name}-{number:02}", question)


def _is_delivered_or_dated(tree: Tree) -> bool:
    if below(delivery(tree), *_EVENT):
        return True
    periods = below(settlement(tree), "BillingSpecifiedPeriod")
    return any(period.has("StartDateTime") or period.has("EndDateTime") for period in periods)


def _goes_to_country(tree: Tree) -> bool:
    return bool(below(delivery(tree), *_COUNTRY))


def _alone(name: str) -> Question:
    """Whether every tax of that name is of category O."""
    return of_document(lambda tree: all(c.text == "O" for tax in tree.every(name) for c in tax.all("CategoryCode")))


_GIVEN, _NOT_GIVEN = has_one_of(*_REASONS), has_none_of(*_REASONS)
_ZERO, _ABOVE_ZERO, _NOT_BELOW = rate_is(lambda r: r == 0), rate_is(lambda r: r > 0), rate_is(lambda r: r >= 0)
_ALONE, _ALONE_IN_EXTRAS = _alone("ApplicableTradeTax"), _alone("CategoryTradeTax")


def _exempt(name: str, category: str, parties: Question, *more: Ask, reason: Question = _GIVEN) -> Family:
    return Family(
        name=name,
        category=category,
        parties=parties,
        rate=_ZERO,
        base=base_is_near(category),
        due=is_zero,
        reason=reason,
        more=more,
    )


def _island(name: str, category: str, rate: Question) -> Family:
    return Family(
        name=name,
        category=category,
        parties=identification.seller_is_known,
        rate=rate,
        base=of_parent(base_is_of_rate(category)),  # The artefacts look one level too high, where no rate ever is.
        due=always,
        reason=_NOT_GIVEN,
    )


BY_CODE = (
    _exempt("AE", "AE", identification.both_are_known),
    _exempt("E", "E", identification.seller_is_known),
    _exempt("G", "G", identification.seller_has_vat),
    _exempt(
        "IC",
        "K",
        identification.both_have_vat,
        Ask("BR-IC-11", of_document(_is_delivered_or_dated)),
        Ask("BR-IC-12", of_document(_goes_to_country)),
    ),
    Family(
        name="S",
        category="S",
        parties=identification.seller_is_known,
        rate=_ABOVE_ZERO,
        base=base_is_of_rate("S"),
        due=is_base_times_rate,
        reason=_NOT_GIVEN,
    ),
    _exempt("Z", "Z", identification.seller_is_known, reason=_NOT_GIVEN),
)
BY_TAX = (
    _island("AF", "L", _ABOVE_ZERO),
    _island("AG", "M", _NOT_BELOW),
    Family(
        name="O",
        category="O",
        parties=identification.none_has_vat,
        rate=has_none_of(_RATE),
        base=base_is("O"),
        due=is_zero,
        reason=_GIVEN,
        more=(
            Ask("BR-O-11", _ALONE),
            Ask("BR-O-12", _ALONE),
            Ask("BR-O-13", _ALONE_IN_EXTRAS),
            Ask("BR-O-14", _ALONE_IN_EXTRAS),
        ),
    ),
)
