"""The distribution as installed: no name is shadowed, every dependency is accounted for."""

import ast
import re
import sys
import tomllib
from importlib.metadata import distributions, packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ROOMS = {pattern.removesuffix("*") for pattern in PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]}
LARGEST_FOLDER = 25
"""Modules of one folder."""
WIDER = {"domain": "grouped, its folders import one another in a circle"}


def test_every_room_is_installed_and_no_other_distribution_ships_its_name() -> None:
    rooms = {folder.parent.name for folder in ROOT.glob("*/__init__.py")} - {"tests"}
    assert rooms == ROOMS
    owners = {room: set(packages_distributions().get(room, [])) - {"navette"} for room in ROOMS}
    assert not any(owners.values()), owners
    assert not ROOMS & set(sys.stdlib_module_names)


def test_every_direct_dependency_has_its_line_of_reasons() -> None:
    told = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    wanted = {re.split(r"[\[<>=~ ]", line)[0].lower() for line in PROJECT["project"]["dependencies"]}
    wanted |= {re.split(r"[\[<>=~ ]", line)[0].lower() for line in PROJECT["project"]["optional-dependencies"]["dev"]}
    assert {name for name in wanted if name not in told} == set()


def test_the_locks_pin_everything_with_hashes_and_name_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        pinned = [line for line in lines if line and not line[0].isspace() and not line.startswith("#")]
        assert pinned
        assert all(re.match(r"[a-z0-9._-]+(\[[a-z0-9, _-]+\])?==[^ ]+( ;.*)? \\$", line) for line in pinned), name
        assert not any("://" in line for line in lines), name


def test_nothing_that_runs_is_under_the_affero_licence() -> None:
    locked = {
        re.split(r"[\[=]", line)[0]
        for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
        if "==" in line and not line[0].isspace()
    }
    texts = {
        d.name.lower(): f"{d.metadata.get('License', '')} {d.metadata.get_all('Classifier', [])}".upper()
        for d in distributions()
        if d.name
    }
    affero = {name for name in locked if "AFFERO" in texts.get(name, "") or "AGPL" in texts.get(name, "")}
    assert affero == set()


def test_every_folder_of_modules_is_a_package_and_holds_no_more_than_can_be_overlooked() -> None:
    folders = {path.parent for room in ROOMS for path in (ROOT / room).rglob("*.py")}
    relative = {folder.relative_to(ROOT).as_posix(): len(list(folder.glob("*.py"))) for folder in folders}
    assert [name for name in relative if not (ROOT / name / "__init__.py").exists() and "migrations" not in name] == []
    assert {name: count for name, count in relative.items() if count > LARGEST_FOLDER and name not in WIDER} == {}


def test_want_of_memory_is_no_verdict_about_a_document() -> None:
    """Where any exception of a document is an answer about it, that of memory is raised: it says nothing about it."""
    texts = {path: path.read_text(encoding="utf-8") for room in ("parsers", "validators") for path in _modules(room)}
    found = [
        f"{path.relative_to(ROOT)}:{handler.lineno}"
        for path, text in texts.items()
        if "Exception" in text
        for tried in ast.walk(ast.parse(text))
        if isinstance(tried, ast.Try)
        for handler in tried.handlers
        if _takes_all(handler) and not any("MemoryError" in _named(other) for other in tried.handlers)
    ]
    assert found == []


def _modules(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def _takes_all(handler: ast.ExceptHandler) -> bool:
    """Whether it takes any exception, and does not just raise it again."""
    last = handler.body[-1]
    again = isinstance(last, ast.Raise) and last.exc is None
    return bool(_named(handler) & {"Exception", "BaseException"}) and not again


def _named(handler: ast.ExceptHandler) -> set[str]:
    """The exceptions it names; a bare one takes all."""
    if handler.type is None:
        return {"BaseException"}
    return {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
