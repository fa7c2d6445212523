"""One field of a good invoice is damaged: one thing is said, of this field. Two fields: two things."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from itertools import combinations

import pytest
from lxml import etree

import parsers
from annuaire import load
from domain.causes import Cause, by_cause
from domain.document import Document, FieldPlace
from domain.finding import Severity
from domain.invoice import FIELD_OF, FIELDS
from hub.decide.one_document import decide
from parsers.field_places import places
from samples.make import HERE
from validators import Context
from validators.causes.terms import terms_of

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
AMOUNTS = ("montant_ht", "montant_tva", "montant_ttc", "montant_a_payer")
LISTED = ("type_facture", "devise", "cadre_facturation")
SAMPLES = ("ubl-facture-reforme.xml", "cii-d22b-reforme.xml", "ubl-avoir.xml", "cii-d16b-chorus.xml", "zugferd1.xml")
WAYS = ("absent", "malformed", "unlisted", "wrong")
TOLD_ELSEWHERE = {
    "code_service": {"numero_engagement", "siret_destinataire"},
    "type_facture": {"montant_ttc", "numero_facture_origine"},
    "numero_facture_origine": {"type_facture"},
    "siret_fournisseur": {"tva_fournisseur"},
    "montant_tva": {"montant_ttc"},
}
"""Fields of which something is said when the first is wrong, since they are told together."""


@cache
def context() -> Context:
    return Context(now=NOW, annuaire=load(HERE / "annuaire"))


def causes(content: bytes) -> tuple[Cause, ...]:
    document = Document(path="facture.xml", content=content, sha256=sha256(content).hexdigest())
    return by_cause(decide(document, context()).findings)


def refusals(content: bytes) -> list[Cause]:
    return [cause for cause in causes(content) if cause.headline.severity is Severity.FATAL]


def damaged(content: bytes, way: str, *wrong: FieldPlace) -> bytes:
    root = etree.fromstring(content)
    for place in wrong:
        name = place.path.rpartition(":")[2].split("[")[0].rpartition("/")[2]
        element = next(
            one
            for one in root.iter()
            if isinstance(one.tag, str) and one.sourceline == place.line and one.tag.endswith(name)
        )
        if way == "absent":
            (parent,) = element.iterancestors(element.getparent().tag)
            parent.remove(element)
        elif way == "wrong":
            element.text = f"{float(place.text) + 10:.2f}"
        else:
            element.text = "12x4" if place.field in AMOUNTS else {"malformed": "§ §", "unlisted": "ZZ9"}[way]
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


@cache
def found(name: str) -> tuple[bytes, dict[str, FieldPlace]]:
    content = (HERE / "factures" / name).read_bytes()
    invoice = parsers.read(content).invoice
    assert invoice is not None
    return content, {place.field: place for place in places(content, invoice)}


def damages() -> list[tuple[str, str, str]]:
    return list(_damages())


def _damages() -> Iterator[tuple[str, str, str]]:
    for name in SAMPLES:
        for field in found(name)[1]:
            for way in WAYS:
                if {"wrong": field in AMOUNTS, "unlisted": field in LISTED}.get(way, True):
                    yield name, field, way


def test_every_field_is_damaged_somewhere() -> None:
    assert {field for _, field, _ in damages()} == set(FIELDS)


@pytest.mark.parametrize(("name", "field", "way"), damages())
def test_one_damaged_field_is_one_refusal_at_most_and_names_it(name: str, field: str, way: str) -> None:
    content, known = found(name)
    refused = refusals(damaged(content, way, known[field]))
    assert len(refused) <= 1
    for cause in refused:
        head = cause.headline
        named = {name for term in terms_of(head).uses if (name := FIELD_OF.get(term))} | {head.field}
        assert named & {field, *TOLD_ELSEWHERE.get(field, ())}, (head.code, head.field)


UNRELATED = [
    (one, other)
    for one, other in combinations(("numero_facture", "date_facture", "code_service", "nom_fournisseur"), 2)
] + [("numero_facture", "montant_ttc"), ("montant_ttc", "cadre_facturation"), ("montant_ht", "montant_a_payer")]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("way", ["absent", "malformed", "wrong"])
def test_two_unrelated_faults_are_both_told(name: str, way: str) -> None:
    content, known = found(name)
    for pair in UNRELATED:
        if not set(pair) <= set(known) or (way == "wrong" and not set(pair) <= set(AMOUNTS)):
            continue
        alone = [refusals(damaged(content, way, known[field])) for field in pair]
        if not all(alone):
            continue
        both = {cause.headline.code for cause in refusals(damaged(content, way, *(known[field] for field in pair)))}
        assert len(both) >= 1
        told = {cause.headline.code for refused in alone for cause in refused}
        assert len(told) == 1 or told <= both, pair


@pytest.mark.parametrize("name", SAMPLES)
def test_a_warning_is_never_before_a_refusal_nor_above_it(name: str) -> None:
    content, known = found(name)
    for field in ("tva_fournisseur", "siret_fournisseur", "numero_facture"):
        if field in known:
            told = causes(damaged(content, "malformed", known[field]))
            ranks = [cause.headline.severity is Severity.FATAL for cause in told]
            assert ranks == sorted(ranks, reverse=True)
            for cause in told:
                grave = any(one.severity is Severity.FATAL for one in cause.findings)
                assert grave == (cause.headline.severity is Severity.FATAL)


def test_terms_are_given_for_every_finding_of_a_damage() -> None:
    content, known = found("ubl-facture-reforme.xml")
    for cause in causes(damaged(content, "malformed", known["date_facture"])):
        assert any(terms_of(one).at for one in cause.findings)
