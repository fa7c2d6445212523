"""What a recognised page shows beside its words: lost underscores, the rest of a code, amounts that were missed."""

from dataclasses import replace

import numpy as np
import pytest

from domain.document import Evidence
from parsers.ocr.ink import is_continued, is_too_wide
from parsers.ocr.missed_words import with_missed_words
from parsers.ocr.partial_codes import is_partial
from parsers.ocr.processor_budget import ProcessorBudget
from parsers.ocr.recognition import Recognised, recognised, with_all_words
from parsers.ocr.second_reading import agreeing
from parsers.ocr.straightening import Turn
from parsers.ocr.underscores import with_underscores
from parsers.page.layout.words import Leaf, Word
from samples.layouts.scan import noisy
from tests.conftest import require
from tests.parsers.page.layouts import classic, draw

SCALE = 300 / 72
SIZE = 10.0
"""Points of the font of the pages below."""


def page(*texts: str, gap: float = 6.0, paper: int = 250, wide: float = 5.0) -> Recognised:
    """One line of words ``gap`` points apart, each character ``wide`` points, on paper of that grey; no ink yet."""
    words, left = [], 40.0
    for text in texts:
        words.append(Word(text, left, 100 - 0.93 * SIZE, left + wide * len(text), 100 + 0.22 * SIZE))
        left = words[-1].right + gap
    grey = np.full((round(200 * SCALE), round(600 * SCALE)), paper, np.uint8)
    return Recognised(
        leaf=Leaf(number=1, width=600, height=200, words=tuple(words), images=True),
        confidences=(0.9,) * len(words),
        scale=SCALE,
        turn=Turn(quarters=0, slope=0, width=2500, height=833),
        grey=grey,
        paper=paper,
    )


def inked(one: Recognised, left: float, top: float, right: float, bottom: float, by: int = 120) -> Recognised:
    """``one`` with a stroke darker than its paper; points."""
    grey = one.grey.copy()
    left, top, right, bottom = (round(edge * SCALE) for edge in (left, top, right, bottom))
    grey[top:bottom, left:right] = max(0, one.paper - by)
    return replace(one, grey=grey)


def texts(one: Recognised) -> list[str]:
    return [word.text for word in one.leaf.words]


@pytest.mark.parametrize("paper", [250, 200, 160])
@pytest.mark.parametrize("parts", [("FA", "1574", "2026"), ("2026", "TRX", "275"), ("75", "VOIRIE")])
def test_a_stroke_in_the_gap_is_an_underscore(parts: tuple[str, ...], paper: int) -> None:
    one = page(*parts, paper=paper)
    for word in one.leaf.words[:-1]:
        one = inked(one, word.right, 101, word.right + 6, 101.8)
    joined = with_underscores(one)
    assert texts(joined) == ["_".join(parts)]
    assert joined.confidences == (0.9,)


@pytest.mark.parametrize(
    ("top", "bottom", "right"),
    [(101, 101.8, 2.5), (94, 95, 6.0), (106, 107, 6.0), (90, 99, 0.4)],
    ids=["short", "dash", "underline of the line below", "stroke of a letter"],
)
def test_other_strokes_join_nothing(top: float, bottom: float, right: float) -> None:
    one = page("FA", "1574")
    edge = one.leaf.words[0].right
    assert texts(with_underscores(inked(one, edge, top, edge + right, bottom))) == ["FA", "1574"]


@pytest.mark.parametrize("parts", [("DIR", "_EDUC"), ("DIR_", "EDUC"), ("DIR", "_", "EDUC")])
def test_an_underscore_that_was_recognised_joins_what_touches_it(parts: tuple[str, ...]) -> None:
    assert texts(with_underscores(page(*parts, gap=1.0))) == ["DIR_EDUC"]
    assert texts(with_underscores(page(*parts, gap=9.0))) == list(parts)


@pytest.mark.parametrize("words", [("montant", "total"), ("FA", "1574", "2026")])
def test_words_that_are_underlined_stay_apart(words: tuple[str, ...]) -> None:
    assert texts(with_underscores(inked(page(*words), 40, 101, 200, 101.8))) == list(words)


def test_ink_behind_a_code_is_the_rest_of_it() -> None:
    one = page("ACHATS")
    word = one.leaf.words[0]
    code = Evidence(field="code_service", text="ACHATS", page=1, box=word[1:], confidence=0.9)
    assert not is_partial(code, one)
    assert is_partial(code, inked(one, word.right + 2, 93, word.right + 5, 99))
    assert not is_partial(replace(code, field="date_facture"), inked(one, word.right + 2, 93, word.right + 5, 99))


def test_ink_before_a_code_is_the_beginning_of_it() -> None:
    one = page("service", "PUBLIQUES", gap=40.0)
    word = one.leaf.words[1]
    code = Evidence(field="code_service", text="PUBLIQUES", page=1, box=word[1:], confidence=0.9)
    assert not is_partial(code, one)
    assert is_partial(code, inked(one, word.left - 6, 92, word.left - 2, 99))
    colon = inked(inked(one, word.left - 4, 94, word.left - 3, 95), word.left - 4, 98, word.left - 3, 99)
    assert not is_partial(code, colon)
    dots = one
    for step in range(2, 30, 3):
        dots = inked(dots, word.left - step - 1, 98.5, word.left - step, 99.5)
    assert not is_partial(code, dots)


@pytest.mark.parametrize(
    ("texts", "code", "partial"),
    [
        (("ACHATS", ".01"), "ACHATS", True),
        (("ACHATS", "/B2"), "ACHATS", True),
        (("ACHATS", "-"), "ACHATS", False),
        (("ACHATS", "Nord"), "ACHATS", False),
        (("service", "ACHATS"), "ACHATS", False),
    ],
)
def test_a_word_that_goes_on_is_the_rest_of_a_code(texts: tuple[str, ...], code: str, partial: bool) -> None:
    one = page(*texts, gap=3.0)
    word = next(each for each in one.leaf.words if each.text == code)
    assert is_partial(Evidence(field="code_service", text=code, page=1, box=word[1:], confidence=0.9), one) is partial


def test_a_faint_word_in_capitals_that_touches_a_code_is_a_part_of_it() -> None:
    one = page("FACTURES.", "PUBLIQUES", gap=3.0)
    code = Evidence(field="code_service", text="PUBLIQUES", page=1, box=one.leaf.words[1][1:], confidence=0.9)
    assert not is_partial(code, one)
    assert is_partial(code, replace(one, confidences=(0.3, 0.9)))


def test_ink_of_the_next_word_is_no_rest() -> None:
    one = page("ACHATS", "Marché", gap=5.0)
    following = one.leaf.words[1]
    assert not is_continued(inked(one, following.left, 93, following.right, 99), one.leaf.words[0][1:])


def test_four_digits_are_not_as_wide_as_twelve() -> None:
    assert is_too_wide(page("2024", wide=20.0).leaf.words[0])
    assert not is_too_wide(page("WWWW", wide=9.4).leaf.words[0])


@pytest.fixture(scope="module")
def scan() -> Recognised:
    require("tesseract", "/usr/bin/tesseract", "/usr/local/bin/tesseract")
    require("tesseract's French", "/usr/share/tesseract-ocr/*/tessdata/fra.traineddata")
    (one,) = recognised(noisy(draw(classic, 3).content), [1], "fra", ProcessorBudget(45))
    assert isinstance(one, Recognised)
    return one


def test_an_amount_that_was_missed_is_found_right_of_its_label(scan: Recognised) -> None:
    known = list(zip(scan.leaf.words, scan.confidences, strict=True))
    label = next(word for word in scan.leaf.words if word.text == "TTC")
    lost = [one for one in known if abs(one[0].top - label.top) < 4 and one[0].left > label.right]
    assert lost
    assert any(any(map(str.isdigit, word.text)) for word, _ in lost)
    poorer = with_all_words(scan, [one for one in known if one not in lost])
    found = with_missed_words(poorer, "fra", ProcessorBudget(45))
    again = "".join(word.text for word in found.leaf.words if word not in poorer.leaf.words)
    assert again.replace(",", "") == "".join(word.text for word, _ in lost).replace(",", "")


def test_what_the_page_has_is_not_read_twice(scan: Recognised) -> None:
    found = with_missed_words(scan, "fra", ProcessorBudget(45))
    fresh = [word for word in found.leaf.words if word not in scan.leaf.words]
    middles = [((word.left + word.right) / 2, (word.top + word.bottom) / 2) for word in fresh]
    assert not any(
        word.left <= x <= word.right and word.top <= y <= word.bottom for x, y in middles for word in scan.leaf.words
    )


def test_a_second_reading_confirms_the_same_text_only(scan: Recognised) -> None:
    word = next(word for word in scan.leaf.words if len(word.text) >= 8 and word.text.isdigit())
    same = Evidence(field="numero_engagement", text=word.text, page=1, box=word[1:], confidence=0.4)
    other = replace(same, field="numero_facture", text=word.text[:-1] + str((int(word.text[-1]) + 1) % 10))
    assert agreeing([same, other], (scan,), "fra", ProcessorBudget(45)) == {"numero_engagement"}
    assert agreeing([same], (scan,), "fra", ProcessorBudget(0)) == frozenset()
