"""The simulated night of several machines: bound by each of its limits, never slower with a machine more, and the limit
that is named is the one worth removing. Its costs are those of the nights that were measured.
"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.cluster import plan
from bench.cluster.costs import Costs, Limit, Phase, Shape, Spread, Work
from bench.cluster.measure import measured
from bench.cluster.nights import checked, costs_of
from bench.cluster.simulation import GRAIN, simulate
from tests.bench.nights import night
from tests.conftest import examples

INVOICES = 20 * GRAIN
SECONDS = st.floats(0, 0.02)
WORKS = st.builds(
    Work,
    phase=st.just(Phase.RELEVE),
    **dict.fromkeys(("pool", "threads", "flow", "other_side", "database", "lock"), SECONDS),
    files=st.floats(0, 10),
    door_bytes=st.floats(0, 100_000),
    store_bytes=st.floats(0, 100_000),
)
COSTS = st.builds(
    Costs,
    works=st.lists(WORKS, min_size=4, max_size=4).map(
        lambda works: tuple(replace(work, phase=phase) for work, phase in zip(works, Phase, strict=True))
    ),
    chunk=st.integers(1, 500),
    prefect_chunk=st.floats(0, 1),
    door_file=st.floats(0, 0.002),
    door_byte=st.floats(0, 1e-7),
    store_byte=st.floats(0, 1e-7),
    fixed=st.floats(0, 10),
)
SHAPES = st.builds(
    Shape,
    machines=st.integers(1, 40),
    cores=st.integers(1, 32),
    spread=st.sampled_from(Spread),
    without=st.frozensets(st.sampled_from(Limit), max_size=3),
)


@settings(max_examples=examples(25))
@given(COSTS, SHAPES, st.integers(1, INVOICES), st.integers(0, 9))
def test_no_night_is_faster_than_any_of_its_limits(costs: Costs, shape: Shape, invoices: int, seed: int) -> None:
    night = simulate(costs, shape, invoices, seed)
    assert all(night.seconds >= costs.fixed + least - 1e-9 for _, least in night.least)
    assert night == simulate(costs, shape, invoices, seed)


@settings(max_examples=examples(25))
@given(COSTS, SHAPES, st.integers(1, 40), st.sampled_from(Limit))
def test_nothing_more_is_slower(costs: Costs, shape: Shape, more: int, limit: Limit) -> None:
    seconds = simulate(costs, shape, INVOICES, 1).seconds
    for better in (
        replace(shape, machines=shape.machines + more),
        replace(shape, cores=shape.cores + more),
        replace(shape, spread=Spread.MANY),
        replace(shape, without=shape.without | {limit}),
    ):
        assert simulate(costs, better, INVOICES, 1).seconds <= seconds + 1e-9


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short nights in plans."""
    monkeypatch.setattr(plan, "SIMULATED", INVOICES)
    plan.rate.cache_clear()


@pytest.mark.usefixtures("few")
@settings(max_examples=examples(10))
@given(COSTS, SHAPES)
def test_the_limit_that_is_named_is_the_one_whose_removal_helps_most(costs: Costs, shape: Shape) -> None:
    row = plan.row(costs, shape, 1)
    for limit in Limit:
        without = replace(shape, without=shape.without | {limit})
        assert plan.rate(costs, without, 1) <= row.rate * row.gain * (1 + 1e-9)


FREE = Work(
    phase=Phase.RELEVE,
    pool=1e-6,
    threads=0,
    flow=0,
    other_side=0,
    database=0,
    lock=0,
    files=0,
    door_bytes=0,
    store_bytes=0,
)


def _costs(**decision: float) -> Costs:
    """Costs of a night that does nothing but decide."""
    works = tuple(replace(FREE, phase=phase) for phase in Phase)
    return Costs(
        works=(works[0], replace(works[1], **decision), *works[2:]),
        chunk=200,
        prefect_chunk=0,
        door_file=0.001,
        door_byte=1e-7,
        store_byte=1e-7,
        fixed=0,
    )


@pytest.mark.parametrize(
    ("decision", "limit"),
    [
        ({"pool": 0.01}, Limit.WORKERS),
        ({"threads": 0.01}, Limit.PROCESS),
        ({"flow": 0.01}, Limit.FLOW),
        ({"lock": 0.01}, Limit.LOCK),
        ({"files": 10}, Limit.DOOR_FILES),
        ({"door_bytes": 100_000}, Limit.DOOR_BYTES),
        ({"store_bytes": 100_000}, Limit.STORE),
    ],
    ids=lambda value: value.value if isinstance(value, Limit) else "",
)
@pytest.mark.usefixtures("few")
def test_what_costs_all_the_time_is_what_limits(decision: dict[str, float], limit: Limit) -> None:
    row = plan.row(_costs(**decision), Shape(machines=4, cores=2), 1)
    assert row.limit is limit
    assert row.gain > 1.5


@pytest.mark.usefixtures("few")
def test_the_server_of_prefect_and_too_few_tasks_limit_too() -> None:
    asked = replace(_costs(), prefect_chunk=2.0)
    assert plan.row(asked, Shape(machines=4, cores=2), 1).limit is Limit.PREFECT
    delivery = replace(FREE, phase=Phase.REMISE, pool=0.01)
    delivers = replace(_costs(), works=(*_costs().works[:2], delivery, _costs().works[3]))
    assert plan.row(delivers, Shape(machines=32, cores=2), 1).limit is Limit.TASKS
    many = Shape(machines=32, cores=2, spread=Spread.MANY)
    assert plan.row(delivers, many, 1).limit is Limit.WORKERS


@pytest.mark.usefixtures("few")
def test_a_load_gets_the_fewest_machines_that_do_it_in_anight() -> None:
    costs, load = _costs(pool=0.02), plan.LOADS[-1]
    found = plan.need(costs, load, 2, Spread.MANY, 1)
    assert found.machines is not None
    assert found.hours <= plan.NIGHT < found.alone
    fewer = Shape(machines=found.machines - 1, cores=2, spread=Spread.MANY)
    assert plan.hours(costs, load, fewer, 1) > plan.NIGHT
    locked = plan.need(_costs(lock=0.1), load, 2, Spread.MANY, 1)
    assert (locked.machines, locked.limit) == (None, Limit.LOCK)


def test_costs_are_those_of_an_invoice_and_one_machine_comes_out_as_it_was_measured() -> None:
    small, large = night(100, 0.004, 3.0), night(500, 0.004, 3.0)
    costs = costs_of(small, large, cores=1, line=1e8)
    assert [work.pool for work in costs.works] == pytest.approx([0.004] * 4)
    assert costs.prefect_chunk == pytest.approx(0.05)
    assert costs.fixed == pytest.approx(3.0, rel=0.15)
    assert checked(costs, large, 1, seed=2).tolerance < 0.05
    slower = replace(large, seconds=2 * large.seconds)
    assert checked(costs, slower, 1, seed=2).tolerance == pytest.approx(0.5, abs=0.03)


@pytest.mark.slow
@pytest.mark.integration
def test_nights_that_were_run_have_a_price_in_each_phase() -> None:
    found = measured(30, 1, None, 1e8)
    spent = {one.phase: one for one in found.large.phases}
    assert all(one.seconds > 0 and one.questions > 0 for one in spent.values())
    assert spent[Phase.RELEVE].store_bytes > 0
    assert spent[Phase.DECISION].pool > 0
    assert spent[Phase.DECISION].held_here > 0
    assert spent[Phase.REMISE].files >= 2 * found.large.invoices
    assert spent[Phase.REMISE].door_bytes > 0
    assert found.large.events > found.small.events
