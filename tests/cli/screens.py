"""Every ``Text`` the product may show, and which of them are on a screen in the wrong language."""

import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib import import_module

import cli
import domain
import hub
import validators
from cli.usage import help_texts
from domain.text import Locale, Text

PACKAGES = (cli, domain, hub, validators)
HOLE = re.compile(r"\{[a-z_]*(?::[^}]*)?\}")
WORD = re.compile(r"[^\W\d_]{3,}")
BLANKS = re.compile(r"\s+")
FRAMES = str.maketrans("│╭╮╰╯─━┃", "        ")


def in_the_other_language(screen: str, locale: Locale) -> list[Text]:
    """The texts of which the other language's sentence is on the ``screen``, which ought to be in ``locale``."""
    shown = f" {BLANKS.sub(' ', screen.translate(FRAMES))} "
    other = Locale.EN if locale is Locale.FR else Locale.FR
    return [text for text, forms in _forms() if forms[other].is_in(shown) and not forms[locale].is_in(shown)]


@dataclass(frozen=True, slots=True)
class _Form:
    """A sentence as it is searched: its holes hold anything, and it is no part of a longer word."""

    longest: str
    """The longest stretch without a hole: where it is not, the sentence is not."""
    pattern: re.Pattern[str]

    def is_in(self, words: str) -> bool:
        return self.longest in words and self.pattern.search(words) is not None


@cache
def _forms() -> tuple[tuple[Text, dict[Locale, _Form]], ...]:
    every = dict.fromkeys(text for text in _texts() if all(map(_has_words, text)))
    spoken = {locale: "\n".join(BLANKS.sub(" ", text.in_(locale)) for text in every) for locale in Locale}
    forms = ((text, {locale: _form(text.in_(locale)) for locale in Locale}) for text in every if text.fr != text.en)
    return tuple((text, both) for text, both in forms if _tells_apart(both, spoken))


def _tells_apart(forms: dict[Locale, _Form], spoken: dict[Locale, str]) -> bool:
    """Whether neither form is said in the other language too: ``dossier`` is a word of both."""
    return not (forms[Locale.FR].is_in(spoken[Locale.EN]) or forms[Locale.EN].is_in(spoken[Locale.FR]))


def _has_words(sentence: str) -> bool:
    return WORD.search(HOLE.sub(" ", sentence)) is not None


def _form(sentence: str) -> _Form:
    stretches = HOLE.split(BLANKS.sub(" ", sentence.strip()))
    pattern = re.compile(rf"(?<![\w-]){'.{1,80}?'.join(map(re.escape, stretches))}(?![\w-])")
    return _Form(longest=max(stretches, key=len), pattern=pattern)


def _texts() -> Iterator[Text]:
    for package in PACKAGES:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                for value in vars(import_module(module.name)).values():
                    yield from _inside(value, depth=4)
    yield from help_texts._HELP.values()


def _inside(value: object, depth: int) -> Iterator[Text]:
    """The texts in ``value``: itself, or in its items and fields."""
    if isinstance(value, Text):
        yield value
    elif depth and isinstance(value, Mapping):
        for one in value.values():
            yield from _inside(one, depth - 1)
    elif depth and isinstance(value, tuple | list | frozenset | set):
        for one in value:
            yield from _inside(one, depth - 1)
    elif depth and is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _inside(getattr(value, field.name, None), depth - 1)
