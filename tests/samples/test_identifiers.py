"""Nobody would notice a wrong key in a sample until a rule refused it for the wrong reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban as official_iban
from stdnum.fr import siren as official_siren
from stdnum.fr import siret as official_siret
from stdnum.fr import tva as official_tva

from samples.invoices import chantier, people
from samples.invoices.identifiers import iban, siren, siret, vat_number, wrong_key

ROOTS = st.integers(0, 99_999_999).map(lambda value: f"{value:08d}").filter(lambda root: root != "35600000")
"""La Poste has a rule of its own."""


@given(ROOTS, st.integers(1, 9999))
def test_keys_are_the_official_ones(root: str, establishment: int) -> None:
    company = siren(root)
    assert official_siren.is_valid(company)
    assert official_siret.is_valid(siret(company, establishment))
    assert not official_siret.is_valid(wrong_key(siret(company, establishment)))
    assert official_tva.is_valid(vat_number(company))


@given(st.integers(0, 10**11 - 1))
def test_accounts_have_their_keys(account: int) -> None:
    assert official_iban.is_valid(iban(account))


@pytest.mark.parametrize(
    "supplier", dict.fromkeys((*people.SUPPLIERS, *chantier.ENTREPRISES)), ids=lambda supplier: supplier.nom
)
def test_suppliers_are_marked_as_fictitious(supplier: people.Fournisseur) -> None:
    assert "DEMONSTRATION" in supplier.nom
    assert supplier.siren.startswith("9990")
