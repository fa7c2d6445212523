"""A real sshd for the tests of the line."""

from collections.abc import Iterator

import pytest

from bench.sshd import Server, running_sshd
from tests.conftest import require


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """OpenSSH's server."""
    with running_sshd(require("openssh-server", "/usr/sbin/sshd"), tmp_path_factory.mktemp("sshd")) as server:
        yield server
