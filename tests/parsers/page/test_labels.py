"""Labels found whatever their case, accents and abbreviations; the longest wins."""

import pytest

from parsers.page.labels.label_kinds import LabelKind, Role
from parsers.page.labels.occurrences import DEFAULT_VOCABULARY


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Facture n° F2026-1", LabelKind.NUMERO),
        ("NUMERO DE FACTURE", LabelKind.NUMERO),
        ("Facture nº562044387", LabelKind.NUMERO),
        ("Facture d'origine n° F1", LabelKind.ORIGINE),
        ("Avoir sur facture n° F1", LabelKind.ORIGINE),
        ("Total H.T. :", LabelKind.HT),
        ("TOTAL HT (EUR)", LabelKind.HT),
        ("NET A PAYER TTC", LabelKind.A_PAYER),
        ("Montant dû", LabelKind.A_PAYER),
        ("Montant du marché", LabelKind.AUTRE),
        ("T.V.A. 20 %", LabelKind.TVA),
        ("% TVA", LabelKind.TAUX),
        ("Date de livraison", LabelKind.AUTRE),
        ("Date d'émission", LabelKind.DATE),
        ("Service exécutant", LabelKind.CODE_SERVICE),
        ("Engagement juridique", LabelKind.ENGAGEMENT),
        ("N° DE MARCHE", LabelKind.MARCHE),
        ("Invoice number", LabelKind.NUMERO),
        ("TVA non applicable, art. 293 B du CGI", LabelKind.SANS_TVA),
    ],
)
def test_a_label_has_the_kind_it_announces(text: str, kind: LabelKind) -> None:
    assert DEFAULT_VOCABULARY.mentions(text)[0].kind is kind


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("SIRET du destinataire", Role.DESTINATAIRE),
        ("N° TVA client", Role.DESTINATAIRE),
        ("Siret fournisseur", Role.FOURNISSEUR),
        ("SIRET MOE", Role.MOE),
        ("Facturé à", Role.DESTINATAIRE),
        ("Adresse de livraison", Role.TIERS),
        ("SIRET", None),
    ],
)
def test_a_label_has_the_role_of_its_party(text: str, role: Role | None) -> None:
    assert DEFAULT_VOCABULARY.mentions(text)[0].label.role is role


@pytest.mark.parametrize("text", ["Facture", "FACTURE"])
def test_a_title_is_not_the_heading_of_an_address(text: str) -> None:
    assert DEFAULT_VOCABULARY.mentions(text)[0].kind is LabelKind.FACTURE


@pytest.mark.parametrize("text", ["BC-2026-118", "NUM-2026-0015", "moi@fournisseur.fr", "www.facture.fr", "PO_2026_1"])
def test_no_label_inside_a_code_or_an_address(text: str) -> None:
    assert not DEFAULT_VOCABULARY.mentions(text)


def test_a_label_on_two_lines() -> None:
    found = DEFAULT_VOCABULARY.broken("N° de", "facture")
    assert found is not None
    assert found.kind is LabelKind.NUMERO
    assert DEFAULT_VOCABULARY.broken("Total", "12 rue du Port") is None
