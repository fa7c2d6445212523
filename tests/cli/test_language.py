"""One language for everything a command shows, known before its arguments are parsed."""

from pathlib import Path

import pytest

from cli.language import locale_of
from domain.text import Locale
from tests.cli.conftest import Navette

FR, EN = Locale


@pytest.fixture
def english(tmp_path: Path) -> Path:
    path = tmp_path / "english.toml"
    path.write_text('locale = "en"\n', encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("arguments", "environment", "locale"),
    [
        ((), {}, FR),
        (("search", "--config", "{path}"), {}, EN),
        (("search", "--config={path}"), {}, EN),
        (("search", "-c", "{path}"), {}, EN),
        (("search", "-c{path}"), {}, EN),
        (("search", "-c", "other.toml", "-c", "{path}"), {}, EN),
        (("search",), {"NAVETTE_CONFIG": "{path}"}, EN),
        (("search", "-c", "other.toml"), {"NAVETTE_CONFIG": "{path}"}, FR),
        (("search", "-c", "{path}"), {"NAVETTE_LOCALE": "fr"}, FR),
        (("search",), {"NAVETTE_LOCALE": "en"}, EN),
        (("check", "--locale", "fr"), {"NAVETTE_LOCALE": "en"}, FR),
        (("check", "--locale=en", "-c", "nowhere.toml"), {}, EN),
        (("check", "--locale", "es"), {"NAVETTE_LOCALE": "xx"}, FR),
        (("check", "--", "--locale", "en"), {}, FR),
        (("check", "--locale"), {}, FR),
        (("check", "-c"), {}, FR),
    ],
)
def test_arguments_then_environment_then_file_then_french(
    english: Path, arguments: tuple[str, ...], environment: dict[str, str], locale: Locale
) -> None:
    words = [word.replace("{path}", str(english)) for word in arguments]
    variables = {name: value.replace("{path}", str(english)) for name, value in environment.items()}
    assert locale_of(words, variables) is locale


@pytest.mark.parametrize("content", [b"locale = 'en", b"\xff\xfe", b"locale = 3", b"[locale]", b""])
def test_a_file_that_cannot_be_read_is_never_an_error_here(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.toml").write_bytes(content)
    assert locale_of(["-c", str(tmp_path / "broken.toml")], {}) is FR
    assert locale_of(["-c", str(tmp_path)], {}) is FR


def test_the_settings_here_rule_help_errors_and_answers(navette: Navette, tmp_path: Path) -> None:
    navette("init")
    settings = tmp_path / "navette.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('locale = "fr"', 'locale = "en"', 1), encoding="utf-8")
    assert "Exit code 0" in navette("status", "--help").out
    assert "Missing argument 'NUMBER'." in navette("status").err
    assert navette("status", "X").err == "No invoice and no certificate “X” in the ledger.\n"
    assert "Code de sortie 0" in navette("check", "--help", "--locale", "fr").out
