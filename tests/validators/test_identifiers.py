"""Keys of identifiers, held against python-stdnum."""

from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.fr import siret as official

from domain import siret
from tests.validators.good import CONTEXT, invoice, seller
from validators import check
from validators.chorus_pro.numero_tva import siren_in

DIGITS = st.text(alphabet="0123456789", min_size=14, max_size=14)
LA_POSTE = st.text(alphabet="0123456789", min_size=5, max_size=5).map(lambda nic: siret.LA_POSTE + nic)


@given(DIGITS)
def test_luhn_is_luhn(digits: str) -> None:
    assert siret.luhn(digits) == luhn.is_valid(digits)


@given(LA_POSTE)
def test_la_poste_has_a_key_of_its_own(number: str) -> None:
    assert siret.has_key(number) == official.is_valid(number)


def test_the_head_office_of_la_poste_follows_luhn() -> None:
    assert siret.has_key(siret.LA_POSTE_SIEGE)


def test_only_ascii_digits_are_digits() -> None:
    for wrong in ("2000537910001²", "٢٠٠٠٥٣٧٩١٠٠٠١٤", "20005379100014 ", ""):
        assert not siret.has_shape(wrong)


def test_test_sirets_pass_with_a_warning() -> None:
    supplier = invoice(siret_fournisseur="16000000000013", siren_fournisseur="160000000")
    codes = {finding.code: finding.severity.value for finding in check(supplier, CONTEXT)}
    assert codes["SIRET-07"] == "warning"


def test_the_siren_is_found_in_french_vat_numbers_only() -> None:
    assert siren_in("FR44732829320") == "732829320"
    assert siren_in("FRAB732829320") == "732829320"
    assert siren_in("fr 44 732829320") == "732829320"
    for other in ("FR44000829320", "DE123456789", "FR4473282932", None, ""):
        assert siren_in(other) is None


def test_a_vat_key_with_letters_is_known() -> None:
    codes = [finding.code for finding in check(seller(vat_identifier="FRK7399859412"), CONTEXT)]
    assert codes == ["IDF-02", "TVA-03"]
