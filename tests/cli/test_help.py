"""A help page has a sentence, an example and the exit codes, in one language; wrong words are exit 2."""

import inspect
from importlib import import_module
from typing import Any, get_args

import pytest

from cli.app import COMMANDS
from cli.usage import help_texts, typer_words
from domain.text import Locale, Text
from tests.cli.conftest import Navette

BELOW = (
    ("annuaire", "import"),
    ("annuaire", "search"),
    ("annuaire", "show"),
    ("outbox", "list"),
    ("outbox", "revive"),
    ("store", "move"),
    *(("compte", name) for name in ("create", "attach", "reset", "close", "list")),
)
EVERY = ((), *((name,) for name in COMMANDS), *BELOW)
GROUPS = {(), ("annuaire",), ("outbox",), ("compte",), ("store",)}
EXAMPLE = Text("Exemple :", "Example:")
EXIT_CODE = Text("Code de sortie 0", "Exit code 0")
FUNCTIONS = {("annuaire", "import"): "bring_in", ("outbox", "list"): "show", ("compte", "list"): "list_"}


@pytest.fixture(params=list(Locale))
def locale(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Locale:
    monkeypatch.setenv("NAVETTE_LOCALE", request.param)
    return Locale(request.param)


def words_of(page: str) -> str:
    """The page without its frames, in one line."""
    return " ".join(page.translate(str.maketrans("│╭╮╰╯─", "      ")).split())


def texts_of(words: tuple[str, ...]) -> list[Text]:
    """Every text of the command's help page: its own, and those of its options and arguments."""
    name = FUNCTIONS.get(words, words[-1])
    function = getattr(import_module(f"cli.{words[0]}"), name)
    annotations = [one.annotation for one in inspect.signature(function, eval_str=True).parameters.values()]
    found = [text for one in annotations for text in get_args(one) if isinstance(text, Text)]
    return [_without_markup(text) for text in (help_texts._HELP[function], *found)]


def _without_markup(text: Text) -> Text:
    return Text(*(" ".join(one.replace("`", "").replace("*", "").split()) for one in text))


@pytest.mark.parametrize("words", EVERY, ids=lambda words: " ".join(words) or "navette")
def test_help_has_an_example(navette: Navette, locale: Locale, words: tuple[str, ...]) -> None:
    said = navette(*words, "--help")
    assert said.code == 0
    assert f"{EXAMPLE.in_(locale)} navette {' '.join(words)}".rstrip() in words_of(said.out)


@pytest.mark.parametrize("words", [words for words in EVERY if words not in GROUPS], ids=" ".join)
def test_a_help_page_is_in_one_language(navette: Navette, locale: Locale, words: tuple[str, ...]) -> None:
    other = Locale.EN if locale is Locale.FR else Locale.FR
    page = words_of(navette(*words, "--help").out).replace("*", "")
    assert EXIT_CODE.in_(locale) in page
    own = [typer_words.OPTION_HELP[0], typer_words.USAGE, EXAMPLE, *typer_words.RICH_WORDS.values()]
    for text in (*texts_of(words), *own):
        if text.fr != text.en:
            assert not _holds(page, text.in_(other)), text
    for text in texts_of(words):
        for part in text.in_(locale).split():
            assert part in page


def _holds(page: str, sentence: str) -> bool:
    """Whether the whole sentence is in the page; a word alone only as a word of its own."""
    return f" {sentence.strip()} " in f" {page} "


def test_the_list_of_commands_is_in_one_language(navette: Navette, locale: Locale) -> None:
    page = words_of(navette("--help").out)
    for name in COMMANDS:
        module: Any = import_module(f"cli.{name}")
        text = getattr(module, "HELP", None) or help_texts._HELP[getattr(module, name)]
        first = _without_markup(Text(*(one.split("\n\n")[0] for one in text)))
        for each in Locale:
            assert (f"{name} {first.in_(each)}" in page) is (each is locale)


def test_every_option_and_argument_of_every_command_has_both_texts() -> None:
    for words in (words for words in EVERY if words not in GROUPS):
        function = getattr(import_module(f"cli.{words[0]}"), FUNCTIONS.get(words, words[-1]))
        for parameter in inspect.signature(function, eval_str=True).parameters.values():
            helps = [one for one in get_args(parameter.annotation) if type(one) is Text]
            assert len(helps) == 1, (words, parameter.name)
            assert all(helps[0]), (words, parameter.name)


@pytest.mark.parametrize(
    "words",
    [
        ("nosuch",),
        ("check",),
        ("check", "nowhere.xml"),
        ("check", ".", "--rules", "chorus"),
        ("check", ".", "--annuaire", "nowhere"),
        ("check", ".", "--workers", "-1"),
        ("check", ".", "--nosuch"),
        ("check", ".", "--workers"),
        ("check", ".", "--workers", "many"),
        ("check", ".", "--explain=1"),
        ("search", "--from", "hier"),
        ("search", "--ttc-min", "beaucoup"),
        ("search", "a", "b"),
        ("status",),
        ("run", "--bulk", "."),
        ("run", "--bulk", "nowhere", "--drop", "a"),
        ("export",),
        ("annuaire",),
        ("annuaire", "serch"),
        ("annuaire", "show"),
        ("annuaire", "import", "file.txt"),
        ("bench", "nosuch"),
        ("outbox", "revive"),
    ],
    ids=" ".join,
)
def test_what_is_not_understood_is_exit_2_in_one_language(
    navette: Navette, monkeypatch: pytest.MonkeyPatch, tmp_path: Any, words: tuple[str, ...]
) -> None:
    (tmp_path / "file.txt").touch()
    errors = []
    for locale in Locale:
        monkeypatch.setenv("NAVETTE_LOCALE", locale)
        said = navette(*words)
        assert said.code == 2
        errors.append(said.err)
    french, english = errors
    if words != ("annuaire",):  # it prints its help page
        assert french.splitlines()[-1] != english.splitlines()[-1]
        assert "Usage: " not in french
        assert "Usage : " not in english
        assert "%" not in french + english


@pytest.mark.parametrize(
    "words",
    [("check", ".", "--workers"), ("check", ".", "--explain=1"), ("run", "--config"), ("annuaire", "show", "--config")],
    ids=" ".join,
)
def test_an_option_without_its_value_or_with_one_too_many_says_how_the_command_is_written(
    navette: Navette, words: tuple[str, ...]
) -> None:
    usage, remedy, sentence = navette(*words).err.splitlines()
    command = " ".join(("navette", *(word for word in words[:-1] if word != ".")))
    assert usage.startswith(f"Usage : {command} ")
    assert remedy.startswith(f"Aide : {command} -")
    assert words[-1].partition("=")[0] in sentence


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        (Locale.FR, "navette: Commande inconnue : 'chek'. Commandes voisines : 'check'."),
        (Locale.EN, "navette: No such command 'chek'. Did you mean 'check'?"),
    ],
)
def test_an_unknown_command_leads_to_the_nearest(
    navette: Navette, monkeypatch: pytest.MonkeyPatch, locale: Locale, told: str
) -> None:
    monkeypatch.setenv("NAVETTE_LOCALE", locale)
    said = navette("chek", ".")
    assert (said.code, said.err.splitlines()[-1]) == (2, told)


@pytest.mark.parametrize(
    "words",
    [("run",), ("status", "X"), ("export", "x.csv"), ("verify", "A" * 52), ("outbox", "list"), ("init", "--upgrade")],
    ids=" ".join,
)
def test_without_settings_the_remedy_is_shown(navette: Navette, words: tuple[str, ...]) -> None:
    said = (
        navette(*words, "--config", "elsewhere.toml") if words[0] != "init" else navette("run", "-c", "elsewhere.toml")
    )
    assert said.code == 3
    assert "navette init" in said.err
    assert "Traceback" not in said.err
