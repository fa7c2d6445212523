"""Where tests find what they read."""

import os
from collections.abc import Iterator
from pathlib import Path
from weakref import WeakSet

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Connection, Engine, event

EXAMPLES = int(os.environ.get("NAVETTE_EXAMPLES", "1"))
"""How many times as many inputs a property test draws as in the suite; the campaigns draw more."""


def examples(suite: int) -> int:
    """How many inputs a property test draws that draws ``suite`` of them in the suite."""
    return suite * EXAMPLES


settings.register_profile(
    "any machine", max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")  # No test fails because the machine is busy.

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 300
"""Seconds after which what a test waits for is taken to hang; what is there sooner is not waited for."""


@pytest.fixture(scope="session")
def samples() -> Path:
    """The samples of this project."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Documents by others, for reading and testing only; absent on most machines."""
    folder = Path(os.environ.get("NAVETTE_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip(f"no corpus of other publishers' invoices at {folder}; set NAVETTE_CORPUS to have these tests run")
    return folder


@pytest.fixture(autouse=True)
def own_path() -> Iterator[None]:
    """What a run of a test sets for the processes it starts (:mod:`hub.runtime.safe_path`) is not for those of the next
    test, which may need the modules of ``tests``.
    """
    yield
    os.environ.pop("PYTHONSAFEPATH", None)


_ENGINES: WeakSet[Engine] = WeakSet()


@event.listens_for(Engine, "engine_connect")
def _used(connection: Connection) -> None:
    _ENGINES.add(connection.engine)


@pytest.fixture(autouse=True)
def own_connections() -> Iterator[None]:
    """The ledgers a test opened keep no connection after it: a process of the tests opens thousands, and may have a
    thousand handles.
    """
    yield
    while _ENGINES:
        _ENGINES.pop().dispose()


def require(program: str, *places: str) -> Path:
    """The first of ``places`` that exists; without one, a skip that says so, and in CI a failure."""
    for place in places:
        found = sorted(Path("/").glob(place.lstrip("/"))) if "*" in place else [Path(place)]
        for path in found:
            if path.exists():
                return path
    reason = f"{program} is not installed (looked at {', '.join(places)})"
    if os.environ.get("NAVETTE_CI"):
        pytest.fail(reason)
    pytest.skip(reason)
