"""What a run that is not whole carries: its troubles, each once, in both languages, across processes."""

import pickle

import pytest

from domain.text import Locale, Text
from hub.follow_up import deadlines
from hub.notify.destinations import AVIS
from hub.runtime.run_counts import RunCounts, troubles_of
from hub.runtime.troubles import Trouble, name_of
from hub.runtime.unfinished import SHOWN, Unfinished


def closed(rank: int) -> Trouble:
    return Trouble(text=Text(f"la porte {rank} est close", f"the door {rank} is closed"))


def undone(count: int) -> Unfinished:
    all_counts = [RunCounts(drop=f"compte-{rank}", troubles=(closed(rank), closed(rank))) for rank in range(count)]
    said = Text("Tout n'est pas fait.", "Not everything is done.")
    again = Text("Le prochain passage recommence.", "The next run tries again.")
    return Unfinished(said, again, troubles=troubles_of(all_counts), all_counts=all_counts)


@pytest.mark.parametrize(
    ("locale", "lines"),
    [
        (Locale.FR, ["Tout n'est pas fait.", "- compte-0 : la porte 0 est close", "Le prochain passage recommence."]),
        (Locale.EN, ["Not everything is done.", "- compte-0: the door 0 is closed", "The next run tries again."]),
    ],
)
def test_the_same_trouble_of_an_account_is_reported_once(locale: Locale, lines: list[str]) -> None:
    assert undone(1).in_(locale).splitlines() == lines


def test_its_sentence_stays_short_and_its_troubles_are_all_there() -> None:
    error = undone(SHOWN + 3)
    assert len(error.troubles) == SHOWN + 3
    assert str(error).splitlines()[-2:] == ["… 3 de plus", "Le prochain passage recommence."]
    assert len(str(error).splitlines()) == SHOWN + 3


def test_it_comes_whole_out_of_another_process() -> None:
    error = undone(2)
    back = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (back.in_(Locale.EN), back.troubles, back.all_counts) == (
        error.in_(Locale.EN),
        error.troubles,
        error.all_counts,
    )


def test_what_is_no_account_has_its_name_in_each_language_and_an_account_keeps_its_own() -> None:
    assert [name_of(drop, Locale.EN) for drop in (deadlines.DROP, AVIS, "papeterie")] == [
        "deadlines",
        "notifications",
        "papeterie",
    ]
    assert name_of(deadlines.DROP, Locale.FR) == "échéances"
