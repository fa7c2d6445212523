"""What an installation needs is said before it fails: which Pythons, in one line, and locks that serve all of them."""

import runpy
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

ROOT = Path(__file__).resolve().parent.parent
INSTALL = ROOT / ".ci" / "install.py"
UNITS = sorted((ROOT / "docs" / "systemd").iterdir())


def test_the_python_that_runs_is_one_of_those_that_are_named() -> None:
    first, above = pythons()
    assert first <= sys.version_info[:2] < above
    assert f"Python {first[0]}.{first[1]}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_an_unfit_python_is_told_in_one_line_with_what_to_do(tmp_path: Path) -> None:
    copy = tmp_path / ".ci" / "install.py"
    copy.parent.mkdir()
    copy.write_bytes(INSTALL.read_bytes())
    (tmp_path / "pyproject.toml").write_text('requires-python = ">=3.97,<3.99"\n')
    said = subprocess.run([sys.executable, copy, tmp_path / "env"], capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert said.stderr.count("\n") == 1
    assert "Python 3.97 to 3.98" in said.stderr
    assert "make demo PYTHON=python3.98" in said.stderr
    assert not (tmp_path / "env").exists()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_serves_every_python(lock: str) -> None:
    """Made with ``--universal``: what one Python needs and another does not has a marker."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "whenever==" in text
    assert "python_full_version >= '3.13'" in text
    assert "python_full_version < '3.13'" in text


def test_units_of_systemd_are_valid(tmp_path: Path) -> None:
    program = which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not here")
    navette = tmp_path / "navette"
    navette.write_text("#!/bin/sh\n")
    navette.chmod(0o755)
    units = []
    for unit in UNITS:
        copy = tmp_path / unit.name
        copy.write_text(unit.read_text(encoding="utf-8").replace("/opt/navette/.venv/bin/navette", str(navette)))
        units.append(copy)
    said = subprocess.run([program, "verify", *units], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")


def pythons() -> tuple[tuple[int, int], tuple[int, int]]:
    supported = runpy.run_path(str(INSTALL))["supported"]
    found: tuple[tuple[int, int], tuple[int, int]] = supported((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return found
