"""Every number that a room declares: limits, default values of settings and of parameters, sizes of caches.

People rely on these numbers and documents state them: each room's are pinned in ``tests/<room>/limits.txt``, one a
line, and none changes unnoticed. Who changes one on purpose runs
``NAVETTE_UPDATE=1 .venv/bin/pytest tests/<room>/test_limits.py``; the diff is the review.
"""

import ast
import inspect
import os
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

NUMBERS = (int, float, Decimal, timedelta, date, range)
APART = (
    "hub.runtime.preload",
    "ledger.migrations",
    "validators.codes",
    "connectors.local.tree",
    "connectors.local.writing",
    "domain.system_faults",
    "hub.report.tables",
)
"""Modules that act when they are imported, lists of official codes, numbers of the operating system, widths of columns.
"""


def assert_as_pinned(room: str) -> None:
    """The numbers of ``room`` are those of its file; learns them when ``NAVETTE_UPDATE`` is set."""
    file = Path(__file__).parent / room / "limits.txt"
    found = [f"{name} = {shown}" for name, shown in declared(room).items()]
    if os.environ.get("NAVETTE_UPDATE"):
        file.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
    pinned = file.read_text(encoding="utf-8").splitlines()
    changed = sorted({*found}.symmetric_difference(pinned))
    assert changed == [], f"Meant? NAVETTE_UPDATE=1 .venv/bin/pytest tests/{room}/test_limits.py"


def declared(room: str) -> dict[str, str]:
    """The numbers of ``room`` as they are shown, by full name, in order."""
    package = import_module(room)
    names = [room, *(found.name for found in pkgutil.walk_packages(package.__path__, f"{room}."))]
    modules = [import_module(name) for name in names if not name.startswith(APART)]
    return dict(sorted(found for module in modules for found in _of_module(module)))


def _of_module(module: ModuleType) -> Iterator[tuple[str, str]]:
    assigned = set(_assigned(module))
    for name, value in vars(module).items():
        full = f"{module.__name__}.{name}"
        if name in assigned:
            yield from _leaves(full, value)
        elif getattr(value, "__module__", None) == module.__name__:
            yield from _of_function_or_class(full, value)


def _assigned(module: ModuleType) -> Iterator[str]:
    """Names of upper case that the module assigns itself."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id.isupper():
            yield node.id


def _leaves(name: str, value: Any, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Numbers of a value: itself, or those of a table and of the dataclasses in it."""
    if isinstance(value, (bool, Enum)) or depth > 4:
        return
    if isinstance(value, NUMBERS):
        yield name, str(value)
    elif isinstance(value, dict) and not _ranks(value):
        for key, each in value.items():
            yield from _leaves(f"{name}[{_key(key)}]", each, depth + 1)
    elif isinstance(value, (tuple, list)):
        for rank, each in enumerate(value):
            yield from _leaves(f"{name}[{rank}]", each, depth + 1)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from _leaves(f"{name}.{each.name}", getattr(value, each.name, None), depth + 1)


def _ranks(table: dict[Any, Any]) -> bool:
    """Whether it only numbers its keys."""
    return list(table.values()) == list(range(len(table)))


def _key(key: object) -> str:
    return key.name if isinstance(key, Enum) else getattr(key, "__name__", str(key))


def _of_function_or_class(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if hasattr(value, "cache_parameters"):
        yield f"{name} cached", str(value.cache_parameters()["maxsize"])
        value = value.__wrapped__
    if inspect.isfunction(value):
        yield from _defaults(name, value)
    elif inspect.isclass(value):
        yield from _of_class(name, value)


def _of_class(name: str, kind: Any) -> Iterator[tuple[str, str]]:
    """Default values of its fields, then of the parameters of its methods."""
    given: dict[str, Any] = {key: each.default for key, each in getattr(kind, "model_fields", {}).items()}
    if is_dataclass(kind):
        given = {each.name: each.default for each in fields(kind)}
    for key, default in given.items():
        yield from _leaves(f"{name}.{key}", default)
    for key, member in vars(kind).items():
        if inspect.isfunction(member) and not (key == "__init__" and given):
            yield from _defaults(f"{name}.{key}", member)


def _defaults(name: str, function: Callable[..., object]) -> Iterator[tuple[str, str]]:
    for key, parameter in inspect.signature(function).parameters.items():
        yield from _leaves(f"{name}({key})", parameter.default)
