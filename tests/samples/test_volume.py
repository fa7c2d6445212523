"""A bench that fed the same invoice twice would measure duplicates."""

from collections import Counter
from itertools import islice

from domain.invoice import fields
from samples import many, many_pages
from samples.volume import many_read_pages


def test_invoices_are_distinct_and_of_the_size_asked_for() -> None:
    made = dict(many(400, seed=3))
    assert len(made) == 400
    assert len(set(made.values())) == 400
    assert 8_000 < sum(map(len, made.values())) / 400 < 12_000
    assert Counter(name[-7:-4] for name in made) == {"ubl": 200, "cii": 200}


def test_a_seed_always_gives_the_same_invoices() -> None:
    assert list(many(20, seed=5)) == list(islice(many(100, seed=5), 20))
    assert {content for _, content in many(20, seed=5)}.isdisjoint(content for _, content in many(20, seed=6))


def test_pages_hold_what_their_truth_states() -> None:
    read = list(many_read_pages(12, seed=2))
    assert [(name, content) for name, content, _ in read] == list(many_pages(12, seed=2))
    assert len({fields(invoice)["numero_facture"] for _, _, invoice in read}) == 12
