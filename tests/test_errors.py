"""Every error of the product says what happened and what to do, in French and in English, whoever raises it."""

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from domain.errors import NavetteError
from hub.runtime.unfinished import Unfinished
from tests.test_house import ROOMS, ROOT


def _kinds(kind: type[NavetteError]) -> Iterator[str]:
    yield kind.__name__
    for below in kind.__subclasses__():
        yield from _kinds(below)


KINDS = {*_kinds(NavetteError), Unfinished.__name__}
PATHS = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the product, by its path: read once, by the process that has these tests."""
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in PATHS}


NAMED = re.compile(r"\{name(?:!r)?\}")
LANGUAGE = re.compile(r"\.fr\b|\.en\b|\bLocale\.(?:FR|EN)\b")


def _called(node: ast.AST, names: set[str]) -> ast.Call | None:
    """The node when it is a call of one of the names, or of the ``about`` of one."""
    if not isinstance(node, ast.Call):
        return None
    called = node.func.value if _is_about(node) else node.func  # type: ignore[attr-defined]
    return node if isinstance(called, ast.Name) and called.id in names else None


def _is_about(call: ast.Call) -> bool:
    """Whether it makes an error about something that is named, the first argument (:meth:`NavetteError.about`)."""
    return isinstance(call.func, ast.Attribute) and call.func.attr == "about"


def _errors() -> Iterator[tuple[str, list[ast.expr]]]:
    for path, module in modules().items():
        assigned = (node for node in module.body if isinstance(node, ast.Assign))
        named = {target.id: node.value for node in assigned for target in node.targets if isinstance(target, ast.Name)}
        for node in ast.walk(module):
            if call := _called(node, KINDS):
                given = call.args[1:] if _is_about(call) else call.args
                arguments = [named.get(one.id, one) if isinstance(one, ast.Name) else one for one in given]
                yield f"{path}:{node.lineno}", arguments


@cache
def errors() -> dict[str, list[ast.expr]]:
    """Where each error is made, and its arguments; a name that its module gives a value at its top is that value."""
    return dict(_errors())


def _is_text(node: ast.expr) -> bool:
    """Two sentences; of a name, an attribute or the call of a function, mypy knows that it is a ``Text``."""
    if text := _called(node, {"Text"}):
        return len(text.args) == 2 and all(_is_sentence(one) for one in text.args)
    return isinstance(node, ast.Name | ast.Attribute | ast.Call)


def _is_sentence(node: ast.expr) -> bool:
    return not isinstance(node, ast.Constant) or (isinstance(node.value, str) and bool(node.value.strip()))


def _values(sentence: ast.expr) -> set[str]:
    """What a sentence shows of the case: without the language, nor the word for nothing that follows an ``or``."""
    shown = (node.value for node in ast.walk(sentence) if isinstance(node, ast.FormattedValue))
    bare = (node.values[0] if isinstance(node, ast.BoolOp) else node for node in shown)
    written = (str(node.value) for node in ast.walk(sentence) if isinstance(node, ast.Constant))
    named = {place for one in written for place in NAMED.findall(one)}
    return named | {re.sub(r"'[^']*'", "''", LANGUAGE.sub("", ast.unparse(node))) for node in bare}


def test_the_errors_of_every_room_are_found() -> None:
    rooms = {where.partition("/")[0] for where in errors()}
    silent = {"domain", "validators", "portail"}  # two find faults with documents, one answers with pages
    assert rooms >= ROOMS - silent
    assert len(errors()) > 150


def test_an_error_has_a_message_and_a_remedy_in_both_languages() -> None:
    assert [
        where for where, (message, remedy, *_) in errors().items() if not (_is_text(message) and _is_text(remedy))
    ] == []


def test_the_two_sentences_are_not_one_and_show_the_same_values() -> None:
    texts = [(where, text) for where, given in errors().items() for one in given if (text := _called(one, {"Text"}))]
    assert [where for where, text in texts if not _are_two(*text.args)] == []


def _are_two(french: ast.expr, english: ast.expr) -> bool:
    """Two sentences that show the same values of the case."""
    return ast.unparse(french) != ast.unparse(english) and _values(french) == _values(english)


def foreign(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Where the French of a ``Text``, or a value of a finding, shows an exception that is none of ours: its text is in
    the English of a library or of the machine.
    """
    for node in ast.walk(module):
        if isinstance(node, ast.ExceptHandler) and node.name and not _ours(node.type):
            for inside in (each for one in node.body for each in ast.walk(one)):
                yield from _shown_raw(inside, node.name)
        if isinstance(node, ast.FunctionDef):
            for argument in node.args.args:
                if argument.annotation and FOREIGN.search(ast.unparse(argument.annotation)):
                    for inside in ast.walk(node):
                        yield from _shown_raw(inside, argument.arg)


FOREIGN = re.compile(r"\b(?:Base)?Exception\b|Error\b|\bSSHException\b|\bIncompatiblePeer\b")


def _ours(kind: ast.expr | None) -> bool:
    names = {one.id for one in ast.walk(kind) if isinstance(one, ast.Name)} if kind else set()
    return bool(names) and names <= KINDS | {"BadValue", "Cut", "SignedRead"}


def _shown_raw(node: ast.AST, name: str) -> Iterator[tuple[int, str]]:
    """The sentences of ``node`` in which the exception ``name`` is shown as its library writes it."""
    sentences: list[ast.expr] = []
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text" and node.args:
        sentences = [node.args[0]]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"finding", "with_"}:
        sentences = [one.value for one in node.keywords]
    raw = re.compile(
        rf"\b(?:str|repr)\({name}\)|\{{{name}(?:![rs])?\}}|\b{name}\.(?:strerror|args|msg|reason)\b(?!\.)|^{name}$"
    )
    for sentence in sentences:
        if raw.search(ast.unparse(sentence)):
            yield node.lineno, ast.unparse(sentence)


def test_no_french_sentence_shows_what_a_library_or_the_system_says() -> None:
    assert {path: found for path, module in modules().items() if (found := list(foreign(module)))} == {}
    asked = [
        f"{path}:{node.lineno}"
        for path, module in modules().items()
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and node.attr == "strerror" and ast.unparse(node.value) != "os"
    ]
    assert asked == [], "domain.system_faults has the sentence"


@pytest.mark.parametrize(
    "line",
    [
        'Text(f"{file} : {error}.", f"{file}: {error}.")',
        'Text(f"{file} : {error.strerror}.", "")',
        "Text(str(error), str(error))",
        "RULE.finding(name=name, reason=error.strerror or error)",
        'RULE.finding(detail=f"{type(error).__name__}: {error}")',
    ],
)
def test_what_was_once_shown_raw_is_found(line: str) -> None:
    source = f"try:\n    pass\nexcept OSError as error:\n    raise Odd({line})\n"
    assert list(foreign(ast.parse(source)))
    assert list(foreign(ast.parse(f"def reason(error: OSError) -> Text:\n    return {line}\n")))


def test_english_sentences_have_english_quotation_marks() -> None:
    texts = [
        (f"{path}:{node.lineno}", call.args[1])
        for path, module in modules().items()
        for node in ast.walk(module)
        if (call := _called(node, {"Text"})) and len(call.args) == 2
    ]
    assert [where for where, english in texts if "«" in ast.unparse(english)] == []


def test_no_error_is_raised_without_a_word() -> None:
    bare = [
        f"{path}:{node.lineno}"
        for path, module in modules().items()
        for node in ast.walk(module)
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Name) and node.exc.id in KINDS
    ]
    assert bare == []
