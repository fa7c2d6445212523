"""Nothing that a command shows is written in one language only: what is printed comes from a ``Text``.

Two questions are asked of the source. What is handed to a function that prints or documents must hold no word. And a
literal anywhere that reads as a sentence must be in a ``Text``, in ``documented``, or in a docstring.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = sorted((ROOT / "cli").rglob("*.py"))
FLOWS = sorted((ROOT / "flows").rglob("*.py"))
PRINTING = {
    "write", "print", "echo", "secho", "prompt", "confirm", "add_column", "add_row", "add_task", "plain_table", "Table",
    "Rule", "Panel", "Line", "assemble", "append", "BadParameter", "Exit", "Option", "Argument", "Typer", "rule",
}  # fmt: skip
KEYWORDS = {"help", "title", "caption", "description", "epilog", "short_help", "metavar", "prompt", "param_hint"}
IN_BOTH = {"Text", "Metavar", "documented"}
STYLES = "not|bold|dim|red|green|yellow|cyan|magenta|blue"
MARKUP = re.compile(rf"\b(?:{STYLES})\b|--?[a-z-]+|`[^`]*`|https?:\S+")
WORD = re.compile(r"[^\W\d_]{2,}")
SENTENCE = re.compile(r"[^\W\d_]{2,}[ ,;:'’]+[^\W\d_]{2,}")
NAMED = {"navette", "json", "utf"}
"""The program's name before an error, and words of formats."""
ALLOWED = {
    "cli/usage/errors.py": "typer's own sentences, by their English form, with the French one",
    "cli/usage/typer_words.py": "names of types as typer shows them",
    "cli/prefect_home.py": "what Prefect writes, to be recognized",
    "cli/interruption.py": "an option of Python",
    "exporters/common/state_labels.py": "English labels, joined to the domain's French ones",
    "cli/demo/places.py": "commands to paste",
    "cli/demo/settings.py": "a template in TOML",
}
"""Files with sentences that are not shown as they are, and why. What they print is still looked at."""


def parsed(path: Path) -> ast.AST:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            child.parent = node  # type: ignore[attr-defined]
    return tree


def parents(node: ast.AST) -> Iterator[ast.AST]:
    while parent := getattr(node, "parent", None):
        yield parent
        node = parent


def name_of(call: ast.AST) -> str:
    if not isinstance(call, ast.Call):
        return ""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """Every string, those inside f-strings included, that is no docstring and not written in both languages."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            above = list(parents(node))
            if not isinstance(above[0], ast.Expr) and not any(name_of(one) in IN_BOTH for one in above):
                yield node


def words(text: str) -> list[str]:
    return [word for word in WORD.findall(MARKUP.sub(" ", text)) if word not in NAMED]


def printed(node: ast.Constant) -> bool:
    """Whether the literal is an argument that is shown: not one of a call inside it, nor a style or a key."""
    below: ast.AST = node
    for parent in parents(node):
        if isinstance(parent, ast.keyword):
            return parent.arg in KEYWORDS
        if isinstance(parent, ast.Subscript | ast.Compare | ast.Dict):
            return False
        if isinstance(parent, ast.Call):
            if name_of(parent) in {"join", "format", "strip", "rstrip"}:
                below = parent
                continue
            shown = [*parent.args] if below is not parent.func else []
            return name_of(parent) in PRINTING and below in shown and not _is_style(parent, below)
        if isinstance(parent, ast.stmt):
            return False
        if isinstance(parent, ast.Tuple) and parent.elts.index(below) > 0:  # type: ignore[arg-type]
            return False  # a style of Line.assemble
        below = parent
    return False


def _is_style(call: ast.Call, argument: ast.AST) -> bool:
    """A second argument is a style, except in a row or in the heads of a table; options are named by the first ones."""
    if name_of(call) in {"add_row", "assemble", "plain_table"}:
        return False
    return name_of(call) in {"Option", "Argument"} or call.args.index(argument) > 0  # type: ignore[arg-type]


def strays(tree: ast.AST, *, sentences: bool) -> list[tuple[int, str]]:
    return [
        (node.lineno, node.value)
        for node in literals(tree)
        if (printed(node) and words(node.value)) or (sentences and SENTENCE.search(MARKUP.sub(" ", node.value)))
    ]


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_command_shows_is_written_in_both_languages(path: Path) -> None:
    assert strays(parsed(path), sentences=str(path.relative_to(ROOT)) not in ALLOWED) == []


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_flow_shows_is_written_in_both_languages(path: Path) -> None:
    assert strays(parsed(path), sentences=True) == []


@pytest.mark.parametrize(
    "line",
    [
        'paper.write("Nothing waits, nothing was given up.")',
        'console.print(f"{label} : {len(changes)} entrées")',
        'console.print("Annuaire inchangé.")',
        'table.add_column("Compte", vertical="bottom")',
        'table = plain_table("SIRET", "Raison sociale")',
        'raise typer.BadParameter("A SIRET has 14 digits.", param_hint="--siret")',
        'config: Annotated[Path, typer.Option("--config", "-c", help="Settings file.")]',
        'NOTHING = "rien qui se lise d\'une seule façon"',
        'console.print(f"Exige : {demands}", markup=False)',
    ],
)
def test_what_was_once_in_one_language_only_is_found(line: str) -> None:
    tree = parsed_line(line)
    assert strays(tree, sentences=True)


@pytest.mark.parametrize(
    "line",
    [
        'writer.write(f"{number}  —  {label}", style="bold")',
        'console.print(f"[bold]{escape(name)}[/bold]")',
        'sys.stdout.write(json.dumps(body["drops"]) + "\\n")',
        "writer.write(NOTHING.in_(locale))",
        'NOTHING = Text("rien à lire ici", "nothing to read here")',
        'drop: Annotated[str, typer.Option("--drop"), Text("Un seul compte.", "One account only.")]',
    ],
)
def test_forms_and_texts_are_no_strays(line: str) -> None:
    assert strays(parsed_line(line), sentences=True) == []


def parsed_line(line: str) -> ast.AST:
    tree = ast.parse(line)
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            child.parent = node  # type: ignore[attr-defined]
    return tree
