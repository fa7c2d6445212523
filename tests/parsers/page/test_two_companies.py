"""A page with the SIRET of one company and the VAT number of another names no supplier: somebody has to say."""

from dataclasses import replace

import pytest

import parsers
from samples.invoices import bases, people
from samples.invoices.builder import build
from samples.layouts.page import Layout, pdf

LAYOUTS = list(Layout)


def read(layout: Layout, supplier: people.Fournisseur) -> tuple[str | None, set[str]]:
    """The supplier's SIRET and the fields in doubt."""
    demo = replace(bases.PAPETERIE, fournisseur=supplier)
    reading = parsers.read(pdf(build(demo), layout, service=demo.destinataire.nom_service))
    assert reading.invoice is not None
    return reading.invoice.siret_fournisseur, {doubt.field for doubt in reading.doubts}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_vat_number_of_another_company_leaves_the_supplier_in_doubt(layout: Layout) -> None:
    borrowed = replace(people.TRAITEUR, tva=people.PAPETERIE.tva, nom=people.PAPETERIE.nom, iban=people.PAPETERIE.iban)
    siret, doubts = read(layout, borrowed)
    assert siret is None
    assert "siret_fournisseur" in doubts


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("supplier", [people.TRAITEUR, people.ARTISAN], ids=["its own", "none"])
def test_its_own_number_or_none_leaves_no_doubt(layout: Layout, supplier: people.Fournisseur) -> None:
    siret, doubts = read(layout, supplier)
    assert siret == supplier.siret
    assert "siret_fournisseur" not in doubts


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_number_with_a_wrong_key_is_nobodys(layout: Layout) -> None:
    siret, doubts = read(layout, replace(people.TRAITEUR, tva="FR00999000110"))
    assert siret == people.TRAITEUR.siret
    assert "siret_fournisseur" not in doubts
