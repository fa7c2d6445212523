"""The profile of a document that was read, and the rules of each profile with the source that has them."""

from dataclasses import replace

import pytest

from domain.decision import Reading
from domain.document import Format
from domain.finding import Pack
from domain.invoice import Address, Invoice, Party
from domain.tree import Syntax
from tests.validators.good import CONTEXT, GOOD, REGION
from validators import facturx
from validators.facturx import extended
from validators.packs.document_profile import document_profile

PRIVATE = "99999999800019"
"""A SIRET that the directory does not know."""


def profile_of(invoice: Invoice | None, *packs: Pack, directory: bool = True, format_: Format = Format.CII) -> object:
    reading = Reading(format=format_, invoice=invoice, syntax=Syntax.CII)
    context = replace(CONTEXT, packs=frozenset(packs), annuaire=CONTEXT.annuaire if directory else None)
    return document_profile(reading, context)


@pytest.mark.parametrize(
    ("siret", "packs", "directory", "public"),
    [
        (None, (), False, True),
        ("", (), False, True),
        (REGION, (), False, True),
        ("13000000000000", (), False, True),
        (PRIVATE, (), False, False),
        (PRIVATE, (Pack.ACHEMINEMENT,), False, False),
        (PRIVATE, (), True, False),
        (PRIVATE, (Pack.ACHEMINEMENT,), True, True),
        ("99999903000011", (), True, True),
    ],
)
def test_a_recipient_is_public_by_its_number_or_by_the_directory(
    siret: str | None, packs: tuple[Pack, ...], directory: bool, public: bool
) -> None:
    found = profile_of(replace(GOOD, siret_destinataire=siret), *packs, directory=directory)
    assert found.public is public  # type: ignore[attr-defined]


def test_countries_and_regime_are_those_of_the_invoice() -> None:
    foreign = Party(address=Address(country="DE"))
    found = profile_of(Invoice(seller=foreign, buyer=Party(address=Address(country="FR")), cadre_facturation="S1"))
    assert (found.seller, found.buyer, found.reform, found.attached) == ("DE", "FR", True, False)  # type: ignore[attr-defined]
    bare = profile_of(Invoice(cadre_facturation="A1"), format_=Format.FACTURX)
    assert (bare.seller, bare.buyer, bare.reform, bare.attached) == (None, None, False, True)  # type: ignore[attr-defined]
    unread = profile_of(None)
    assert (unread.seller, unread.profile, unread.reform, unread.public) == (None, None, False, True)  # type: ignore[attr-defined]


def test_a_rule_of_an_extended_profile_names_the_profile_that_has_it() -> None:
    of_facturx = set(extended.FACTURX_CII.codes)
    named = {rule.code: rule.source.partition(",")[0] for rule in extended.RULES}
    assert set(named.values()) == {"XP Z12-012", "Factur-X 1.09.2"}
    odd = {code for code, source in named.items() if (source == "Factur-X 1.09.2") != (code in of_facturx)}
    assert odd == {"BR-FXEXT-08", "BR-CO-25"}
    assert all(rule.source.endswith(f", {rule.code}") for rule in extended.RULES)


@pytest.mark.parametrize("syntax", Syntax)
def test_the_rules_of_all_profiles_are_those_of_each(syntax: Syntax) -> None:
    each = {code for (of, _), body in facturx.OWN.items() if of is syntax for code in body.codes}
    assert set(facturx.all_of(syntax).codes) == each
