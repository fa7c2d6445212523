"""What somebody may see: the ledger finds what the definition holds, and nothing else, whatever is asked."""

import random

import pytest

from domain.deposit import DepositedInvoice
from domain.espace import OF_INVOICES, Espace
from domain.perimetre import Part, Perimetre
from domain.search_criteria import SearchCriteria
from domain.status import Status
from ledger import Ledger
from tests.ledger.test_search import COUNT, MOES, ROUTES, SUPPLIERS, brought

STRUCTURES = (
    *(route.siret for route in ROUTES),
    *(f"{siren}00018" for siren in SUPPLIERS),
    *SUPPLIERS,
    *MOES,
    "20005384900099",
    "TVA:de123456789",
)
SERVICES = (None, None, "DAF", "LYC", "INCONNU")
ASKED = (
    SearchCriteria(),
    SearchCriteria(statuts=frozenset({Status.MISE_A_DISPOSITION, Status.REJETEE})),
    SearchCriteria(numero="F*"),
    SearchCriteria(structure=ROUTES[0].siret),
)


def drawn(chance: random.Random) -> Perimetre:
    parts = {
        Part(
            espace=chance.choice((*OF_INVOICES, Espace.SUIVI_DES_FLUX)),
            structure=chance.choice(STRUCTURES),
            service=chance.choice(SERVICES),
        )
        for _ in range(chance.randrange(5))
    }
    return Perimetre(parts=frozenset(parts))


def every(ledger: Ledger, asked: SearchCriteria, within: Perimetre | None = None) -> list[DepositedInvoice]:
    found: list[DepositedInvoice] = []
    after: str | None = None
    while True:
        page = ledger.search.page(asked, after=after, size=37, within=within)
        found += page.invoices
        after = page.next
        if after is None:
            assert page.total == len(found)
            assert ledger.search.count(asked, within).total == len(found)
            return found


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    brought(ledger, random.Random(7))
    assert len(every(ledger, SearchCriteria())) > COUNT // 3
    return ledger


def test_the_ledger_finds_what_may_be_seen_and_nothing_else(full: Ledger) -> None:
    everything = {asked: every(full, asked) for asked in ASKED}
    seen = 0
    for seed in range(60):
        chance = random.Random(seed)
        perimetre, asked = drawn(chance), chance.choice(ASKED)
        wanted = [one.id for one in everything[asked] if perimetre.holds(one)]
        assert [one.id for one in every(full, asked, perimetre)] == wanted, (seed, perimetre, asked)
        seen += len(wanted)
    assert seen > 200


def test_one_invoice_outside_is_not_told_from_one_there_is_not(full: Ledger) -> None:
    everything = every(full, SearchCriteria())
    seen = 0
    for seed in range(150):
        chance = random.Random(1000 + seed)
        perimetre, one = drawn(chance), chance.choice(everything)
        found = full.invoices.one(one.id, perimetre)
        assert (found is not None) == perimetre.holds(one)
        assert found is None or found.invoice == one
        seen += found is not None
    assert seen > 3
    assert (
        full.invoices.one(
            10**9, Perimetre(parts=frozenset({Part(espace=e, structure=s) for e in OF_INVOICES for s in STRUCTURES}))
        )
        is None
    )


def test_each_espace_shows_something_of_somebody(full: Ledger) -> None:
    """The test above is worth nothing for an espace that never shows anything."""
    everything = every(full, SearchCriteria())
    for espace in OF_INVOICES:
        whole = Perimetre(parts=frozenset(Part(espace=espace, structure=each) for each in STRUCTURES))
        assert any(whole.holds(one) for one in everything), espace


def test_nobody_without_parts_sees_anything(full: Ledger) -> None:
    assert full.search.page(SearchCriteria(), within=Perimetre()).total == 0
