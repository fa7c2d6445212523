"""The campaign of machines that die, one of the slow jobs: ``NAVETTE_CLUSTER_NIGHTS=60``,
``NAVETTE_CLUSTER_INVOICES=10000``. What is drawn, and the table.
"""

import os
from collections import Counter

import pytest

from hub.settings.tables import RunTable
from tests.campaigns.machines.campaign import campaign, lock_left, missing, refused, table
from tests.campaigns.machines.deposits import deposits
from tests.campaigns.machines.night import Night
from tests.campaigns.machines.strikes import Strike, planned

NIGHTS = int(os.environ.get("NAVETTE_CLUSTER_NIGHTS", "2"))
INVOICES = int(os.environ.get("NAVETTE_CLUSTER_INVOICES", "100"))
SEED = int(os.environ.get("NAVETTE_CLUSTER_SEED", "1"))


@pytest.fixture
def namespaces() -> None:
    """A machine that gives them, and has what the nights need."""
    pytest.importorskip("distributed", reason="no Dask: pip install 'navette[dask]'")
    if lacking := missing():
        (pytest.fail if os.environ.get("NAVETTE_CI") else pytest.skip)(f"not installed: {', '.join(lacking)}")
    if why := refused():
        pytest.skip(why)


@pytest.mark.slow
@pytest.mark.integration
@pytest.mark.usefixtures("namespaces")
def test_a_machine_gone_in_the_middle_of_a_transaction_holds_up_nobody_for_long() -> None:
    assert lock_left() < RunTable().lease


@pytest.mark.slow
@pytest.mark.integration
@pytest.mark.usefixtures("namespaces")
def test_nights_at_which_machines_and_servers_die() -> None:
    found = campaign(NIGHTS, SEED, INVOICES)
    assert {one.number: one.wrong for one in found if one.wrong} == {}


def test_sixty_nights_strike_everything_and_each_night_is_had_again() -> None:
    nights = [planned(1, number, 3) for number in range(60)]
    assert min(Counter(one.strike for night in nights for one in night).values()) >= 6
    assert set(Counter(one.strike for night in nights for one in night)) == set(Strike)
    assert planned(1, 17, 3) == nights[17] != planned(2, 17, 3)
    assert all(night == sorted(night, key=lambda one: one.share) for night in nights)


def test_no_two_invoices_of_the_drop_are_the_same() -> None:
    found = list(deposits(120))
    assert len({name for name, _ in found}) == len({content for _, content in found}) == len(found)
    assert sum(name.startswith("lot-0") for name, _ in found) == 3


def test_the_table_counts_what_was_struck_and_what_was_wrong() -> None:
    nights = [
        Night(number=0, struck=["worker 0.10 5 s", "worker 0.50 0 s"], exits=[1, 0], waited=12.0),
        Night(number=1, struck=["worker 0.20 5 s", "run 0.30 0 s ended before it"], exits=[0, 0], wrong=["lost 1"]),
    ]
    assert "| a worker killed (-9) | 3 | 2 | 1 | 2.0 | 12 s |" in table(nights)
    assert "the run killed" not in table(nights)
