"""One identity of the supplier, with its scheme: who may deposit for it, what is unique, whose accounts are known."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parsers
from domain.bank_account import holder_of
from domain.finding import Severity
from domain.identifier_types import SCHEME_OF
from domain.invoice import Identifier, Invoice, Note, Party
from domain.supplier_identity import OTHERS, identity_of
from domain.worklist import BEFORE_PAYMENT
from tests.conftest import ROOT
from tests.validators.good import CONTEXT, GOOD, SUPPLIER, context, foreign, invoice, seller
from validators import check
from validators.acheminement.deposit_rights import entitles
from validators.chorus_pro.unicite import key_of
from validators.codes.icd import ICD
from validators.common.identifier_schemes import KINDS

OWN = SUPPLIER[:9]
OTHER = "732829320"
"""Passes Luhn: the SIREN of another company."""
OTHER_SIRET = "73282932000074"
SCHEMES = sorted(ICD | OTHERS)


def fatal(document: Invoice, *rights: str) -> set[str]:
    given = context(rights=frozenset(rights)) if rights else CONTEXT
    return {finding.code for finding in check(document, given) if finding.severity is Severity.FATAL}


def alone(scheme: str, value: str) -> Invoice:
    """The good invoice by a supplier that has this identifier only."""
    return foreign(scheme, value)


def also(scheme: str, value: str) -> Invoice:
    """The good invoice, whose supplier has a SIREN in BT-30 and this identifier in the place of its SIRET."""
    party = replace(
        GOOD.seller,
        identifiers=(Identifier(value=value, scheme=scheme),),
        legal_registration=Identifier(value=OWN, scheme="0002"),
    )
    return replace(GOOD, siret_fournisseur=None, siren_fournisseur=OWN, seller=party)


def test_the_kinds_are_those_of_the_formats() -> None:
    assert set(KINDS) == set(SCHEME_OF.values()) == OTHERS


@pytest.mark.parametrize("value", [OTHER, OTHER_SIRET])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_scheme_lets_an_account_deposit_for_another(scheme: str, value: str) -> None:
    """The account of one company, and an invoice whose supplier has the number of that company in any scheme."""
    assert fatal(also(scheme, value), OTHER) & {"DRO-01", "IDF-02", "SIRET-08"}
    assert fatal(also(scheme, value), OTHER_SIRET) & {"DRO-01", "IDF-02", "SIRET-08"}


@pytest.mark.parametrize("scheme", sorted(OTHERS))
def test_a_number_of_another_scheme_is_no_siren(scheme: str) -> None:
    """Also of a supplier that has nothing else: nine digits entitle a SIREN, fourteen a SIRET."""
    document = alone(scheme, OTHER)
    assert "DRO-01" in fatal(document, OTHER)
    assert "DRO-01" in fatal(alone(scheme, OTHER_SIRET), OTHER_SIRET)
    assert "DRO-01" not in fatal(document, f"{scheme}:{OTHER}")


@pytest.mark.parametrize("scheme", sorted(OTHERS))
@pytest.mark.parametrize("right", sorted(OTHERS))
def test_a_right_is_for_one_scheme(scheme: str, right: str) -> None:
    assert ("DRO-01" in fatal(alone(scheme, "A12345678"), f"{right}:A12345678")) is (scheme != right)


@pytest.mark.parametrize("scheme", sorted(OTHERS))
def test_a_number_of_another_scheme_makes_no_duplicate(scheme: str) -> None:
    mine = replace(GOOD, numero_facture="F-1")
    theirs = replace(alone(scheme, OWN), numero_facture="F-1", date_facture=mine.date_facture)
    assert key_of(mine) != key_of(theirs)


def test_the_same_supplier_written_in_three_ways_is_one() -> None:
    """By SIRET, by SIREN, and by its VAT number alone."""
    ways = (
        GOOD,
        replace(GOOD, siret_fournisseur=None),
        replace(
            GOOD, siret_fournisseur=None, siren_fournisseur=None, seller=Party(name="X", vat_identifier=f"FR00{OWN}")
        ),
    )
    assert {identity_of(way).key for way in ways} == {OWN}


@pytest.mark.parametrize(
    "vat",
    [f"FR44{OTHER}", f"fr44{OTHER}", f"FR 44 {OTHER}", f"FR00{OTHER}", f"FRAB{OTHER}"],
    ids=["plain", "small letters", "blanks", "a wrong key", "a key of letters"],
)
def test_the_siret_of_one_and_the_vat_number_of_another_are_refused(vat: str) -> None:
    assert "IDF-02" in fatal(seller(vat_identifier=vat))


def test_two_sirets_of_two_companies_are_refused() -> None:
    party = replace(GOOD.seller, identifiers=(*GOOD.seller.identifiers, Identifier(value=OTHER_SIRET, scheme="0009")))
    assert "IDF-02" in fatal(invoice(seller=party))


def test_two_establishments_of_one_company_are_not() -> None:
    party = replace(GOOD.seller, identifiers=(*GOOD.seller.identifiers, Identifier(value=f"{OWN}00027", scheme="0009")))
    assert "IDF-02" not in fatal(invoice(seller=party))


@pytest.mark.parametrize(
    "others",
    [[("0223", f"FR44{OTHER}")], [("0229", "A12345678"), ("0228", OTHER)], [("0223", f"fr 44 {OTHER}")]],
    ids=["a French VAT number as another's", "the second of two", "blanks"],
)
def test_no_identifier_beside_a_siret_is_another_companys(others: list[tuple[str, str]]) -> None:
    more = tuple(Identifier(value=value, scheme=scheme) for scheme, value in others)
    assert "IDF-02" in fatal(seller(identifiers=(*GOOD.seller.identifiers, *more)))


@pytest.mark.parametrize(
    ("first", "second", "two"),
    [
        (("0223", "BE0123456749"), ("0223", "BE0987654394"), True),
        (("0223", "BE0123456749"), ("0223", "be 0123456749"), False),
        (("0223", "BE0123456749"), ("0223", "NL123456782B01"), False),
        (("0223", "BE0123456749"), ("0227", "CHZulieferer"), False),
        (("0227", "CHZulieferer"), ("0227", "CHPapeterie"), True),
        (("0228", "123456789"), ("0228", "987654321"), True),
        (("0229", "A12345678"), ("0229", "B12345678"), True),
        (("0226", "1234567890"), ("0226", "1234567891"), True),
    ],
)
def test_two_identifiers_of_one_scheme_are_two_suppliers(
    first: tuple[str, str], second: tuple[str, str], two: bool
) -> None:
    """But for VAT numbers, of which a company may have one in each state."""
    party = Party(
        name="X", identifiers=tuple(Identifier(value=value, scheme=scheme) for scheme, value in (first, second))
    )
    assert ("IDF-02" in fatal(replace(alone(*first), seller=party))) is two


def test_a_number_that_nobody_has_contradicts_nothing() -> None:
    assert "IDF-02" not in fatal(seller(vat_identifier="FR00123456789"))


def test_the_case_of_the_tahiti_number() -> None:
    """The caterer's account (a SIREN), the stationer's invoice with that SIREN as its TAHITI number."""
    found = parsers.read(Path(ROOT / "tests/cases/hostile/droits-0229.xml").read_bytes()).invoice
    assert found is not None
    assert "DRO-01" in fatal(found, "999000334")
    assert "DRO-01" not in fatal(found, "999000110")
    assert "IDF-02" in fatal(found), "whoever deposits it: two companies"
    assert identity_of(found).key == "999000110"


@given(
    scheme=st.sampled_from(SCHEMES),
    digits=st.text("0123456789", min_size=8, max_size=15),
    right=st.text("0123456789", min_size=9, max_size=9),
)
def test_a_siren_entitles_its_own_identity_only(scheme: str, digits: str, right: str) -> None:
    document = alone(scheme, digits)
    if "DRO-01" not in fatal(document, right):
        assert identity_of(document).key == right


WRITTEN = (
    "US Caf\u00e9 du Port",
    "us caf\u00e9 du port",
    "USCaf\u00e9duPort",
    "US\u200b Caf\u00e9 du\u00a0Port",
    "US Caf\u00e9 du \u0420ort",
    "\uff35\uff33 Cafe\u0301 du Port",
)
"""One identifier: as it is, in small letters, without blanks, with invisible ones, a Cyrillic letter, full width."""


def named(name: str) -> Invoice:
    return replace(GOOD, siret_fournisseur=None, siren_fournisseur=None, seller=Party(name=name))


def of_vat(number: str) -> Invoice:
    return replace(named("X"), seller=Party(name="X", vat_identifier=number))


def only(scheme: str, value: str) -> Invoice:
    return replace(named("X"), seller=Party(name="X", identifiers=(Identifier(value=value, scheme=scheme),)))


@pytest.mark.parametrize("scheme", [*sorted(OTHERS), "TVA", "NOM", "SIRET"])
def test_however_it_is_written_an_identifier_is_one_supplier_for_uniqueness_accounts_and_rights(scheme: str) -> None:
    make = {"TVA": of_vat, "NOM": named, "SIRET": lambda value: replace(named("X"), siret_fournisseur=value)}.get(
        scheme, lambda value: only(scheme, value)
    )
    documents = [replace(make(value), numero_facture="F-1") for value in WRITTEN]
    assert {identity_of(one).scheme for one in documents} == {scheme}
    assert len({key_of(one) for one in documents}) == 1
    assert len({holder_of(one) for one in documents}) == 1
    if scheme in OTHERS:
        rights = {f"{scheme}:{value}" for value in WRITTEN}
        found = {entitles(right, identity_of(one), None) for right in rights for one in documents}
        assert found == {True}
    assert key_of(replace(make("US Caf\u00e9 du Pont"), numero_facture="F-1")) != key_of(documents[0])


@pytest.mark.parametrize("value", ["\u200b", " ", "\u3164"])
def test_an_identifier_that_shows_nothing_is_none(value: str) -> None:
    assert identity_of(only("0227", value)) == identity_of(named("X"))
    assert identity_of(named(value)).key == "NOM:?"


@pytest.mark.parametrize("vat", [f"FR 44 {OTHER}", f"fr44{OTHER}", f"FR44\u200b{OTHER}", f"\u0420R44{OTHER}"])
def test_a_french_vat_number_is_its_siren_however_it_is_written(vat: str) -> None:
    french = identity_of(of_vat(vat)).key == OTHER
    assert french is not vat.startswith("\u0420"), "the look-alike of a P is none of an F"


def test_a_foreign_supplier_with_a_french_vat_number_is_told_by_which_number_to_entitle_the_account() -> None:
    party = replace(alone("0223", "DE123456789").seller, vat_identifier=f"FR44{OTHER}")
    document = replace(of_vat(f"FR44{OTHER}"), seller=party)
    (told,) = (one for one in check(document, context(rights=frozenset({"0223:DE123456789"}))) if one.code == "DRO-01")
    assert f"« {OTHER}, SIREN du numéro de TVA FR44{OTHER} »" in told.message.fr
    assert "DRO-01" not in fatal(document, OTHER)


MEMBER = Note(text="MEMBRE_ASSUJETTI_UNIQUE", subject="TXD")
GROUP, THIRD = f"FR44{OTHER}", "FR64443061841"


def member(note: Note | None = MEMBER, group: str | None = GROUP, number: str | None = None) -> Invoice:
    """An invoice with the VAT number of another company, whose supplier says that it is the single taxable person's."""
    identifiers = (*GOOD.seller.identifiers, *([Identifier(value=number, scheme="0231")] if number else []))
    return replace(
        seller(vat_identifier=GROUP, identifiers=identifiers),
        notes=(note,) if note else (),
        tax_representative=Party(name="Groupe", vat_identifier=group) if group else None,
    )


@pytest.mark.parametrize(
    "document",
    [
        member(),
        member(note=Note(text="Membre de l'assujetti unique Groupe (article 256 C du CGI)")),
        member(group=f"FR 44 {OTHER}"),
        member(note=None, number=OTHER),
        member(note=None, group=GROUP, number=OWN),
        member(group=None, number=OTHER),
    ],
    ids=[
        "note and representative",
        "in words",
        "blanks",
        "scheme alone",
        "own number in the scheme",
        "scheme and note",
    ],
)
def test_the_member_of_a_single_taxable_person_that_it_names_passes_with_a_warning(document: Invoice) -> None:
    found = check(document, CONTEXT)
    assert "IDF-02" not in {one.code for one in found}
    assert [one.severity for one in found if one.code == "TVA-03"] == [Severity.WARNING]
    assert "TVA-03" in BEFORE_PAYMENT, "its payer reads it first"


@pytest.mark.parametrize(
    "document",
    [
        member(group=None),
        member(group=THIRD),
        member(note=None),
        member(note=Note(text="assujetti unique"), group=None),
        member(group="DE123456789"),
        member(group=None, number=OWN),
        member(group=THIRD, number=THIRD[4:]),
    ],
    ids=[
        "a note alone",
        "another group",
        "no note",
        "words alone",
        "a foreign group",
        "a scheme of its own",
        "two wrong",
    ],
)
def test_a_note_that_names_no_group_lets_no_other_companys_number_pass(document: Invoice) -> None:
    assert "IDF-02" in fatal(document)
