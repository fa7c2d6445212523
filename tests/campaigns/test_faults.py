"""A night of the fault campaign; ``NAVETTE_FAULTS=200`` has as many."""

import os
import shutil

import pytest

from tests.campaigns.faults import SSHD, campaign
from tests.conftest import require

pytestmark = pytest.mark.integration
NIGHTS = int(os.environ.get("NAVETTE_FAULTS", "1"))
SEED = int(os.environ.get("NAVETTE_FAULTS_SEED", "1"))


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed: no limit on the size of files")
def test_nights_with_a_fault_at_a_random_moment() -> None:
    require("openssh-server", str(SSHD))
    found = campaign(NIGHTS, SEED)
    assert {one.number: one.wrong for one in found if one.wrong} == {}
