"""Each rule has a finding when it is broken, and no other rule has; good documents have none."""

import pytest

from domain.tree import Syntax
from tests.validators.br_fr import damages_cii, damages_ubl
from tests.validators.br_fr.damages import Damage
from tests.validators.br_fr.papiers import ALL, UBL_SEVERAL, asked, tree_of
from validators import br_fr

BODIES = {Syntax.UBL: br_fr.UBL, Syntax.CII: br_fr.CII}
DAMAGES = (*damages_ubl.ALL, *damages_cii.ALL)


@pytest.mark.parametrize("document", ALL, ids=range(len(ALL)))
def test_a_good_document_has_no_finding(document: str) -> None:
    assert asked(document) == set()


@pytest.mark.parametrize("damage", DAMAGES, ids=[f"{n}-{one.codes or 'rien'}" for n, one in enumerate(DAMAGES)])
def test_a_damage_is_reported_and_nothing_else(damage: Damage) -> None:
    assert asked(damage.damaged) == set(damage.codes.split())


@pytest.mark.parametrize("table", [damages_ubl, damages_cii])
def test_every_rule_has_a_damage(table: object) -> None:
    told = {code for damage in table.ALL for code in damage.codes.split()}  # type: ignore[attr-defined]
    body = BODIES[tree_of(table.ALL[0].document).syntax]  # type: ignore[attr-defined]
    assert set(body.codes) - told == table.NEVER  # type: ignore[attr-defined]


def test_the_element_that_is_wrong_is_shown() -> None:
    tree = tree_of(UBL_SEVERAL.replace('schemeID="0225">100000009_ACHATS', 'schemeID="0225">100000009 ACHATS'))
    (failure,) = br_fr.UBL.failures(tree)
    assert failure.code == "BR-FR-23_BT-49"
    assert failure.node.path == "/Invoice/AccountingCustomerParty/Party/EndpointID"


def test_an_element_in_the_wrong_vocabulary_is_not_there() -> None:
    told = asked(UBL_SEVERAL.replace("cbc:ProfileID>", "cac:ProfileID>"))
    assert told == {"BR-FR-08_BT-23"}


def test_several_values_where_one_belongs_are_answered_calmly() -> None:
    # Where the official engine stops, one value that is right is enough for what must be there.
    doubled = UBL_SEVERAL.replace("<cbc:ProfileID>S8</cbc:ProfileID>", "<cbc:ProfileID>S8</cbc:ProfileID>" * 2)
    assert asked(doubled) == set()
    told = asked(
        UBL_SEVERAL.replace("Percent>20</cbc:Percent>", "Percent>20</cbc:Percent><cbc:Percent>7</cbc:Percent>")
    )
    assert told == set()
