"""A MOE that no dossier of the structure names is told; who is named by a piece of his own is not known by it."""

from dataclasses import replace

import pytest

from domain.deposit import Settled
from domain.invoice import Identifier, Invoice, Party, PrecedingInvoice, References
from domain.status import Status
from domain.travaux import ETAPES, NamedMoe, Role, depositor_role, is_over
from tests.validators.chantier import INTRUS, MOA, MOE
from tests.validators.good import invoice
from tests.validators.test_unicite import decided
from validators.chorus_pro.travaux.unknown_moe import moes, with_unknown_moe_findings
from validators.chorus_pro.unicite import settle

OTHER_MOE = MOE[:9] + "00025"
BY_MOE = sorted(cadre for cadre in ETAPES if depositor_role(cadre) is Role.MOE)
BY_OTHERS = sorted(cadre for cadre in ETAPES if depositor_role(cadre) is not Role.MOE)


def piece(cadre: str, moe: str | None = MOE, number: str = "P-1") -> Invoice:
    agent = Party(identifiers=(Identifier(value=moe, scheme="0009"),)) if moe else None
    return invoice(numero_facture=number, cadre_facturation=cadre, siret_destinataire=MOA, buyer_agent=agent)


def settled(*invoices: Invoice) -> tuple[Settled, ...]:
    return settle([decided(each, f"sha-{rank}", rank) for rank, each in enumerate(invoices)], {}, {})


def told(batch: tuple[Settled, ...], *known: NamedMoe) -> list[list[str]]:
    return [[each.code for each in one.decision.findings] for one in with_unknown_moe_findings(batch, known)]


def named(cadre: str = "A4", status: Status = Status.MISE_A_DISPOSITION_MOE, **changes: str) -> NamedMoe:
    return replace(NamedMoe(structure=MOA, moe=MOE, cadre=cadre, status=status), **changes)


@pytest.mark.parametrize("cadre", sorted(ETAPES))
def test_a_moe_of_no_dossier_is_told_in_every_works_cadre(cadre: str) -> None:
    assert told(settled(piece(cadre))) == [["TRA-14"]]
    assert moes(settled(piece(cadre))) == {MOE}


@pytest.mark.parametrize("cadre", sorted(ETAPES))
@pytest.mark.parametrize("moe", [MOE, OTHER_MOE])
def test_the_moe_of_a_dossier_of_the_structure_is_known(cadre: str, moe: str) -> None:
    assert told(settled(piece(cadre, moe)), named()) == [[]]


def test_a_dossier_of_another_structure_or_moe_says_nothing() -> None:
    assert told(settled(piece("A24")), named(structure=INTRUS)) == [["TRA-14"]]
    assert told(settled(piece("A24")), named(moe=INTRUS)) == [["TRA-14"]]


@pytest.mark.parametrize("cadre", BY_MOE)
def test_nobody_becomes_known_by_a_piece_of_his_own(cadre: str) -> None:
    assert told(settled(piece("A24")), named(cadre, Status.MISE_A_DISPOSITION)) == [["TRA-14"]]
    assert told(settled(piece(cadre, number="P-1"), piece("A24", number="P-2"))) == [["TRA-14"], ["TRA-14"]]
    assert told(settled(piece("A24")), named(cadre, Status.MISE_EN_PAIEMENT)) == [[]]


@pytest.mark.parametrize("cadre", BY_OTHERS)
def test_a_piece_of_somebody_else_makes_it_known_to_the_next(cadre: str) -> None:
    assert told(settled(piece(cadre, number="P-1"), piece("A24", number="P-2"))) == [["TRA-14"], []]


@pytest.mark.parametrize("status", sorted(status for status in Status if is_over(status)))
def test_a_piece_that_was_refused_makes_nobody_known(status: Status) -> None:
    assert told(settled(piece("A24")), named("A4", status)) == [["TRA-14"]]


def test_what_names_no_moe_or_follows_a_piece_has_no_question() -> None:
    following = replace(
        piece("A15"), references=References(preceding=(PrecedingInvoice(number="P-0"),)), numero_facture="P-3"
    )
    batch = settled(piece("A4", None, "P-1"), invoice(numero_facture="P-2"), following)
    assert moes(batch) == frozenset()
    assert told(batch) == [[], [], []]
