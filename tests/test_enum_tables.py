"""Every dict keyed by an enum is whole, or says that it is not: a member added later crashes nothing."""

import ast
from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from domain.enum_tables import Partial
from domain.text import Locale
from tests.test_house import ROOMS, ROOT

NOT_IMPORTED = {"hub.runtime.preload", "cli.__main__", "ledger.migrations.env"}
"""They act when they are imported."""
MODULES = sorted(
    str(path.relative_to(ROOT).with_suffix("")).replace("/", ".").removesuffix(".__init__")
    for room in ROOMS
    for path in (ROOT / room).rglob("*.py")
    if "versions" not in path.parts
)


def _enum_of(node: ast.expr, names: dict[str, object]) -> type[Enum] | None:
    """The enum that ``node`` (``Status.PAYEE``) names a member of."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        found = names.get(node.value.id)
        if isinstance(found, type) and issubclass(found, Enum) and node.attr in found.__members__:
            return found
    return None


def _declared(tree: ast.AST) -> set[int]:
    """The dict displays inside a call of ``Partial``, or of ``Counter``, which answers 0 for the other members."""
    calls = (n for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) in {"Partial", "Counter"})
    return {id(inner) for call in calls for inner in ast.walk(call)}


def _written(source: str, names: dict[str, object]) -> Iterator[str]:
    """The dict displays of a module, in functions too, whose keys are members of one enum but not all of them."""
    tree = ast.parse(source)
    declared = _declared(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Dict) or len(node.keys) < 2 or None in node.keys or id(node) in declared:
            continue
        enums = {_enum_of(key, names) for key in node.keys if key is not None}
        if len(enums) == 1 and (enum := enums.pop()):
            there = {key.attr for key in node.keys if isinstance(key, ast.Attribute)}
            if missing := sorted({member.name for member in enum} - there):
                yield f"line {node.lineno}: {enum.__name__} lacks {missing}"


def _made(module: ModuleType) -> Iterator[str]:
    """The dicts of a module, however they were made, that lack members of the enum they are keyed by."""
    for name, table in vars(module).items():
        if isinstance(table, dict) and len(table) > 1 and not name.startswith("__"):
            enums = {type(key) for key in table}
            if len(enums) == 1 and issubclass(enum := enums.pop(), Enum) and (missing := set(enum) - table.keys()):
                yield f"{name}: {enum.__name__} lacks {sorted(member.name for member in missing)}"


@pytest.mark.parametrize("name", sorted(set(MODULES) - NOT_IMPORTED))
def test_a_table_keyed_by_an_enum_is_whole_or_declared_partial(name: str) -> None:
    module = import_module(name)
    source = Path(module.__file__ or "").read_text(encoding="utf-8")
    assert [*_made(module), *_written(source, vars(module))] == []


def test_the_search_finds_a_table_that_lacks_a_member_wherever_it_is() -> None:
    class Side(Enum):
        LEFT = 1
        RIGHT = 2
        TOP = 3

    source = "def words():\n    return {Side.LEFT: 'l', Side.RIGHT: 'r'}\n"
    assert list(_written(source, {"Side": Side})) == ["line 2: Side lacks ['TOP']"]
    assert list(_written(f"T = Partial({source.split('return ')[1]})", {"Side": Side})) == []
    module = ModuleType("made")
    module.WORDS = dict.fromkeys((Side.LEFT, Side.RIGHT), "")  # type: ignore[attr-defined]
    assert list(_made(module)) == ["WORDS: Side lacks ['TOP']"]


def test_a_partial_table_answers_for_every_member() -> None:
    table = Partial({Locale.FR: "bonjour"})
    assert [table.get(locale, "") for locale in Locale] == ["bonjour", ""]
    assert (table.get(Locale.EN), Locale.EN in table, len(table)) == (None, False, 1)
    with pytest.raises(TypeError):
        table[Locale.EN]  # type: ignore[index]
