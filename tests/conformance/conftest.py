"""Where the official verdicts are, if anywhere."""

import os
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="session")
def any_corpus() -> Path | None:
    """Other publishers' invoices; ``None`` without them, for tests that do less then."""
    folder = Path(os.environ.get("NAVETTE_CORPUS", ROOT.parent / "shared" / "corpus"))
    return folder if folder.is_dir() else None
