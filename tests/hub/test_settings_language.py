"""What is wrong in the settings is said in one language: nothing of a parser's English is in the French."""

import ast
import inspect
import re
import re._parser as regex_parser  # type: ignore[import-not-found]
import tomllib
import tomllib._parser as toml_parser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError

from domain.errors import SettingsError
from domain.text import Text
from hub import settings
from hub.settings import syntax_faults
from hub.settings.model import Settings
from hub.settings.reasons import reasons

ENGLISH = re.compile(r"\b(?:Input|should|valid|Value error|must|the|of|is|not|unable|expected|at|position|byte)\b")
WRONG: tuple[object, ...] = (
    "",
    "x",
    "é" * 300,
    -1,
    10**9,
    1.5,
    float("nan"),
    True,
    None,
    [],
    ["x"],
    {},
    {"x": 1},
    [[]],
)


def fields(model: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of every key of the settings; a table that is a dictionary or a list has one of its models inside."""
    for name, field in model.model_fields.items():
        yield (*path, name)
        for inner in models(field.annotation):
            yield from fields(inner, (*path, name, *marks(field.annotation)))


def models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for inner in get_args(annotation) for found in models(inner)]


def marks(annotation: Any) -> tuple[str, ...]:
    origin = getattr(annotation, "__origin__", None)
    return ("99900011000018",) if origin is dict else ("0",) if origin is tuple else ()


def nested(path: tuple[str, ...], value: object) -> Any:
    """``value`` at ``path``; the doors of a kind need it."""
    for step in reversed(path):
        value = [value] if step == "0" else {step: value}
        if step == "99900011000018" and path[0] == "doors" and isinstance(value, dict):
            inner = value[step]
            value = {step: {"connector": "sftp", "host": "h", "username": "u", **inner}}
    return value


@pytest.mark.parametrize("path", sorted(set(fields(Settings))), ids=".".join)
def test_whatever_is_written_at_a_key_is_refused_in_french(path: tuple[str, ...]) -> None:
    for wrong in WRONG:
        try:
            Settings(**nested(path, wrong))
        except ValidationError as error:
            why = reasons(error, Text("réglages", "settings"))
            assert "valeur refusée (" not in why.fr, "a type of error without a French sentence"
            assert not ENGLISH.search(re.sub(r"«[^»]*»|'[^']*'", "", why.fr)), why.fr


def messages(module: Any) -> set[str]:
    """The literals a parser's source may raise; the values inside are one letter."""
    found = set()
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("suffixed_err", "error")):
            for one in node.args:
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and " " in one.value:
                    found.add(one.value)
                elif isinstance(one, ast.JoinedStr):
                    parts = (part.value if isinstance(part, ast.Constant) else "'x'" for part in one.values)
                    found.add("".join(parts))
    return found


@pytest.mark.parametrize("said", sorted(messages(toml_parser)))
def test_every_sentence_of_the_toml_parser_has_a_french_one(said: str) -> None:
    why = syntax_faults.toml(tomllib.TOMLDecodeError(f"{said} (at line 3, column 7)"))
    assert "la syntaxe n'est pas respectée" not in why.fr
    assert why.fr.endswith("(ligne 3, colonne 7)")
    assert not ENGLISH.search(why.fr)


@pytest.mark.parametrize("said", sorted(messages(regex_parser)))
def test_every_sentence_of_the_regex_parser_is_french_in_french(said: str) -> None:
    why = syntax_faults.pattern(re.error(said, "(", 0))
    assert not ENGLISH.search(why.fr)
    assert why.fr.endswith("(caractère 1)")


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(", "une parenthèse n'est pas fermée (caractère 1)"),
        ("a)", "une parenthèse est fermée sans avoir été ouverte (caractère 2)"),
        ("[a", "un crochet n'est pas fermé (caractère 1)"),
        ("[b-a]", "l'intervalle b-a est à l'envers (caractère 2)"),
        ("*", "il n'y a rien à répéter (caractère 1)"),
        ("a**", "deux répétitions se suivent (caractère 3)"),
        ("a{3,2}", "le minimum de répétitions dépasse le maximum (caractère 3)"),
        (r"\q", r"la séquence \q est inconnue (caractère 1)"),
        ("(?P<a>x)(?P<a>y)", "deux groupes s'appellent 'a' (caractère 13)"),
        ("(?P=b)", "il n'y a pas de groupe 'b' (caractère 5)"),
    ],
)
def test_a_pattern_that_does_not_compile_says_where(tmp_path: Path, pattern: str, why: str) -> None:
    file = tmp_path / "navette.toml"
    file.write_text(f"[structures.22220001600327]\nengagement = '{pattern}'\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        settings.load(file)
    assert f"n'est pas une expression régulière : {why}." in caught.value.message.fr
    assert "not a regular expression" in caught.value.message.en


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"[run\n", "il manque ] à la fin du nom d'une table (ligne 1, colonne 5)"),
        (b"[run]\nchunk = 1\nchunk = 2\n", "une clé a déjà une valeur (ligne 3, colonne 10)"),
        (b"[run]\n[run]\n", "la table run est écrite deux fois (ligne 2, colonne 5)"),
        (b"locale = 'fr\n", "un texte n'est pas fermé (à la fin du fichier)"),
        (b'locale = """fr\n', "un texte n'est pas fermé (à la fin du fichier)"),
        (b"locale = \n", "ce n'est pas une valeur (ligne 1, colonne 10)"),
        (b"locale = 'fr' x\n", "rien ne doit suivre une valeur sur sa ligne (ligne 1, colonne 15)"),
        (b"# un\nlocale = '\xe9'\n", "l'octet 0xe9 n'est pas de l'UTF-8 (ligne 2)"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "navette.toml"
    file.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        settings.load(file)
    assert why in caught.value.message.fr
    assert not ENGLISH.search(caught.value.message.fr.removeprefix(str(file)))


@pytest.mark.parametrize(
    ("variable", "value"),
    [("NAVETTE_LOCALE", "xx"), ("NAVETTE_RUN__CHUNK", "beaucoup"), ("NAVETTE_RUN", '{"chunk": "beaucoup"}')],
)
def test_a_value_of_the_environment_is_put_on_its_variable_not_on_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    file = tmp_path / "navette.toml"
    file.write_text("", encoding="utf-8")
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as caught:
        settings.load(file)
    for sentence in caught.value.text:
        assert variable in sentence
        assert "navette.toml" not in sentence


def test_a_wrong_variable_and_a_wrong_key_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "navette.toml"
    file.write_text('[run]\nchunk = "x"\n[doors.a]\nconnector = "sftp"\nhost = "h"\nusername = "u"\n', encoding="utf-8")
    monkeypatch.setenv("NAVETTE_DOORS__A__PORT", "vingt-deux")
    with pytest.raises(SettingsError) as caught:
        settings.load(file)
    assert "run.chunk : doit être un nombre entier" in caught.value.message.fr
    assert "NAVETTE_DOORS__A__PORT : doit être un nombre entier" in caught.value.message.fr
    assert str(file) in caught.value.message.fr
