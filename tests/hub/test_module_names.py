"""Modules named in strings: a fork server ignores a preload that cannot be imported, so nobody notices a renaming."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from prefect import Flow

from cli.app import COMMANDS
from hub.runtime.station import WORK
from hub.runtime.worker_pool import PRELOAD
from tests.conftest import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("cli", "bench", "flows", "hub")


def preloads() -> Iterator[str]:
    """Every module that a worker pool is given to import."""
    for path in (file for room in ROOMS for file in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "preload" and isinstance(node.value, ast.Tuple):
                yield from (str(one.value) for one in node.value.elts if isinstance(one, ast.Constant))


def imported(*names: str) -> "subprocess.CompletedProcess[str]":
    """Imports the modules as a fork server does: in a new process, in their order."""
    code = "".join(f"import {name}\n" for name in names)
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)


def test_every_preload_of_a_worker_pool_can_be_imported() -> None:
    named = tuple(dict.fromkeys(preloads()))
    assert len(named) >= 3
    done = imported(*PRELOAD, *named, *WORK)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("wrong", ["hub.decide.one_documents", "hub.decided.chunks"])
def test_a_preload_that_was_renamed_is_noticed(wrong: str) -> None:
    done = imported(wrong)
    assert done.returncode == 1
    assert "ModuleNotFoundError" in done.stderr


def test_preload_comes_last_so_that_what_was_imported_before_is_frozen() -> None:
    assert WORK[-1] == "hub.runtime.preload"


def test_every_command_has_its_module() -> None:
    for name in COMMANDS:
        assert (ROOT / "cli" / f"{name}.py").is_file() or (ROOT / "cli" / name / "__init__.py").is_file(), name


def test_every_deployment_names_a_flow() -> None:
    project = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
    entrypoints = [one["entrypoint"] for one in project["deployments"]]
    assert len(entrypoints) >= 7
    for entrypoint in entrypoints:
        module, _, name = entrypoint.rpartition(".")
        assert isinstance(getattr(import_module(module), name), Flow), entrypoint
