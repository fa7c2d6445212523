"""The numbers and computed tables that a room declares: limits, bounds, default values, next statuses.

People rely on them and documents state them: each room's are pinned in ``tests/<room>/limits.txt``, one a line, and
none changes unnoticed; sizes of caches are not among them. New ones stand in nobody's way, until the campaigns ask
for them. A pin says that a number changed, not that it is right: a limit that refuses a document needs a test on both
sides of it. A table that is computed has its count and the digest of what came out; one that is written out states
itself, and ``docs/errors.md`` has the rules and their sentences. Who changes one on purpose runs ``NAVETTE_UPDATE=1
.venv/bin/pytest tests/<room>/test_limits.py``; the diff is the review.
"""

import ast
import hashlib
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

from domain.enum_tables import Partial
from domain.text import Text

NUMBERS = (int, float, Decimal, timedelta, date, range)
APART = (
    "hub.runtime.preload",
    "ledger.migrations",
    "ledger.database.migration",
    "validators.codes",
    "connectors.local.tree",
    "connectors.local.writing",
    "domain.system_faults",
    "hub.report.tables",
)
"""Modules that act when they are imported, lists of official codes, numbers of the operating system, widths of columns,
the list of revisions, which a test holds to their files.
"""
COMPUTED = (ast.BinOp, ast.BoolOp, ast.Compare, ast.comprehension)
BOUNDS = ("ge", "gt", "le", "lt", "min_length", "max_length", "multiple_of", "pattern")
RULES = ("RULES", "CHECKS", "ABSENCES")


def assert_as_pinned(room: str) -> None:
    """What the file of ``room`` knows is as it says; the file is learnt anew when ``NAVETTE_UPDATE`` is set."""
    file = Path(__file__).parent / room / "limits.txt"
    found = declared(room)
    if os.environ.get("NAVETTE_UPDATE"):
        file.write_text("".join(f"{name} = {shown}\n" for name, shown in found.items()), encoding="utf-8")
    pinned = (line.partition(" = ") for line in file.read_text(encoding="utf-8").splitlines())
    changed = {name: (shown, found[name]) for name, _, shown in pinned if found.get(name, shown) != shown}
    assert changed == {}, f"Meant? NAVETTE_UPDATE=1 .venv/bin/pytest tests/{room}/test_limits.py"


def unpinned(room: str) -> list[str]:
    """Names that ``room`` declares and its file does not know."""
    text = (Path(__file__).parent / room / "limits.txt").read_text(encoding="utf-8")
    return sorted(declared(room).keys() - {line.partition(" = ")[0] for line in text.splitlines()})


def declared(room: str) -> dict[str, str]:
    """The numbers and tables of ``room`` as they are shown, by full name, in order."""
    package = import_module(room)
    names = [room, *(found.name for found in pkgutil.walk_packages(package.__path__, f"{room}."))]
    modules = [import_module(name) for name in names if not name.startswith(APART)]
    return dict(sorted(found for module in modules for found in _of_module(module)))


def _of_module(module: ModuleType) -> Iterator[tuple[str, str]]:
    assigned = _assigned(module)
    for name, value in vars(module).items():
        full = f"{module.__name__}.{name}"
        if name in assigned:
            yield from _leaves(full, value)
            yield from _table(full, value) if assigned[name] and name not in RULES else ()
        elif getattr(value, "__module__", None) == module.__name__:
            yield from _of_function_or_class(full, value)


def _assigned(module: ModuleType) -> dict[str, bool]:
    """Names of upper case that the module assigns itself, and whether their value is computed."""
    found: dict[str, bool] = {}
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            computed = any(isinstance(part, COMPUTED) for part in ast.walk(node.value))
            names = (
                part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
            )
            found |= {name: computed for name in names if name.isupper()}
    return found


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


TABLES = (dict, Partial, set, frozenset, tuple, list)


def _table(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """The count and the digest of a table, when it holds more than sentences, functions and numbers."""
    if isinstance(value, TABLES) and any(mark in (shown := _shown(value)) for mark in "'."):
        yield f"{name} table", f"{len(value)}, {hashlib.sha256(shown.encode()).hexdigest()[:12]}"


def _shown(value: Any, depth: int = 0) -> str:
    """A value as text, the same in every process; sentences and functions are left out."""
    if isinstance(value, Text) or callable(value) or depth > 6:
        return "-"
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, (dict, Partial)):
        return "{" + ", ".join(f"{_shown(key)}: {_shown(each, depth + 1)}" for key, each in _sorted(value)) + "}"
    if isinstance(value, (set, frozenset)):
        return "{" + ", ".join(sorted(_shown(each, depth + 1) for each in value)) + "}"
    if isinstance(value, (tuple, list)):
        return "(" + ", ".join(_shown(each, depth + 1) for each in value) + ")"
    if is_dataclass(value):
        shown = (f"{each.name}={_shown(getattr(value, each.name, None), depth + 1)}" for each in fields(value))
        return f"{type(value).__name__}.({', '.join(shown)})"
    return repr(value) if isinstance(value, (str, bytes, bool, *NUMBERS, type(None))) else "-"


def _sorted(table: Any) -> list[tuple[Any, Any]]:
    return sorted(table.items(), key=lambda item: _shown(item[0]))


def _key(key: object) -> str:
    return key.name if isinstance(key, Enum) else getattr(key, "__name__", str(key))


def _of_function_or_class(name: str, value: Any) -> Iterator[tuple[str, str]]:
    value = inspect.unwrap(value) if callable(value) else value
    if inspect.isfunction(value):
        yield from _defaults(name, value)
    elif inspect.isclass(value):
        yield from _of_class(name, value)


def _of_class(name: str, kind: Any) -> Iterator[tuple[str, str]]:
    """Default values of its fields, then of the parameters of its methods."""
    model = getattr(kind, "model_fields", {})
    given: dict[str, Any] = {key: each.default for key, each in model.items()}
    for key, each in model.items():
        for bound in each.metadata:
            shown = (f"{side} {getattr(bound, side)}" for side in BOUNDS if hasattr(bound, side))
            yield from ((f"{name}.{key} {one.partition(' ')[0]}", one.partition(" ")[2]) for one in shown)
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
