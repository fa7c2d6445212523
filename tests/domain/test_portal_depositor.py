"""Who deposits through the portal: each name is read back as whoever it was made for, and nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.portal_depositor import PortalDepositor, is_of_portal, portal_depositor

NUMBERS = st.from_regex(r"[0-9]{9}|[0-9]{14}", fullmatch=True)
OTHERS = st.builds("{}:{}".format, st.sampled_from(["0223", "0226", "0227", "0228", "0229"]), st.text(min_size=1))
STRUCTURES = NUMBERS | OTHERS


@given(STRUCTURES, st.none() | st.integers(min_value=1))
def test_a_name_is_read_back(structure: str, compte_id: int | None) -> None:
    depositor = PortalDepositor(structure=structure, compte_id=compte_id)
    assert portal_depositor(depositor.name) == depositor
    assert is_of_portal(depositor.name)
    assert is_of_portal(f"statuts:{depositor.name}")


@pytest.mark.parametrize(
    "name", ["", "papeterie", "portail", "portail:", "statuts:papeterie", "statuts:22060001900016"]
)
def test_no_other_depositor_is_of_the_portal(name: str) -> None:
    assert portal_depositor(name) is None
    assert not is_of_portal(name)


@pytest.mark.parametrize(("structure", "alone"), [("0229:A12345678", "A12345678"), ("0229:552100554", None)])
def test_digits_of_another_scheme_are_no_siren(structure: str, alone: str | None) -> None:
    known = PortalDepositor(structure=structure).identifiers
    assert known == ({structure, alone} if alone else {structure})
