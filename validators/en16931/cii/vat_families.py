"""VAT rules by category: a row for each of the nine, with assertions on the breakdown, lines and extras.

As in the official artefacts, six categories have their context at the category code of the breakdown, on which the
general breakdown rules are evaluated too; for the other three (L, M, O) only the rules of the category are evaluated.
"""

from dataclasses import dataclass

from domain.tree import Tree
from validators.en16931.cii import identification
from validators.en16931.cii.locations import below, delivery, settlement
from validators.en16931.cii.questions import always_holds, has_none_of, has_one_of, of_document, of_parent
from validators.en16931.cii.tax import (
    base_is,
    base_is_near,
    base_is_of_rate,
    is_base_times_rate,
    is_zero,
    rate_is,
)
from validators.engine.rule_body import Assertion, Question

_REASONS = ("ExemptionReason", "ExemptionReasonCode")
_RATE = "RateApplicablePercent"
_EVENT = ("ActualDeliverySupplyChainEvent", "OccurrenceDateTime", "DateTimeString")
_COUNTRY = ("ShipToTradeParty", "PostalTradeAddress", "CountryID")


@dataclass(frozen=True, slots=True, kw_only=True)
class VatFamily:
    """A category and its questions; the codes are ``BR-<name>-02`` to ``-10``, and ``more``."""

    name: str
    category: str
    parties: Question
    """02 to 04: which parties need a tax identification."""
    rate: Question
    """05 to 07."""
    base: Question
    """08, on the tax."""
    due: Question
    """09, on the tax."""
    reason: Question
    """10, on the tax."""
    more: tuple[Assertion, ...] = ()
    """Further assertions, at the context node of the breakdown."""

    @property
    def breakdown(self) -> tuple[Assertion, ...]:
        """Assertions on the breakdown, evaluated on the tax."""
        return (
            self._assertion(8, self.base),
            self._assertion(9, self.due),
            self._assertion(10, self.reason),
            *self.more,
        )

    def user(self, rank: int) -> tuple[Assertion, ...]:
        """Assertions on a use: line (0), allowance (1) or charge (2)."""
        return (self._assertion(2 + rank, self.parties), self._assertion(5 + rank, self.rate))

    def _assertion(self, number: int, question: Question) -> Assertion:
        return Assertion(f"BR-{self.name}-{number:02}", question)


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


def _exempt_family(
    name: str, category: str, parties: Question, *more: Assertion, reason: Question = _GIVEN
) -> VatFamily:
    return VatFamily(
        name=name,
        category=category,
        parties=parties,
        rate=_ZERO,
        base=base_is_near(category),
        due=is_zero,
        reason=reason,
        more=more,
    )


def _island_family(name: str, category: str, rate: Question) -> VatFamily:
    return VatFamily(
        name=name,
        category=category,
        parties=identification.seller_is_known,
        rate=rate,
        base=of_parent(
            base_is_of_rate(category)
        ),  # The artefacts use a path one level too high, where there is never a rate.
        due=always_holds,
        reason=_NOT_GIVEN,
    )


BY_CODE = (
    _exempt_family("AE", "AE", identification.both_are_known),
    _exempt_family("E", "E", identification.seller_is_known),
    _exempt_family("G", "G", identification.seller_has_vat),
    _exempt_family(
        "IC",
        "K",
        identification.both_have_vat,
        Assertion("BR-IC-11", of_document(_is_delivered_or_dated)),
        Assertion("BR-IC-12", of_document(_goes_to_country)),
    ),
    VatFamily(
        name="S",
        category="S",
        parties=identification.seller_is_known,
        rate=_ABOVE_ZERO,
        base=base_is_of_rate("S"),
        due=is_base_times_rate,
        reason=_NOT_GIVEN,
    ),
    _exempt_family("Z", "Z", identification.seller_is_known, reason=_NOT_GIVEN),
)
BY_TAX = (
    _island_family("AF", "L", _ABOVE_ZERO),
    _island_family("AG", "M", _NOT_BELOW),
    VatFamily(
        name="O",
        category="O",
        parties=identification.none_has_vat,
        rate=has_none_of(_RATE),
        base=base_is("O"),
        due=is_zero,
        reason=_GIVEN,
        more=(
            Assertion("BR-O-11", _ALONE),
            Assertion("BR-O-12", _ALONE),
            Assertion("BR-O-13", _ALONE_IN_EXTRAS),
            Assertion("BR-O-14", _ALONE_IN_EXTRAS),
        ),
    ),
)
