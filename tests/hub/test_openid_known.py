"""What a provider said is believed for a while, whoever asks, and a failure is not asked for again at once."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from domain.errors import Unavailable
from domain.text import Text
from hub.comptes.openid import known
from hub.comptes.openid.known import FRESH, QUIET, KnownProvider
from tests.english import english

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
URL = "https://connexion.exemple.fr/cles"
SECOND = timedelta(seconds=1)


class Provider:
    """Answers with how often it was asked, or fails."""

    def __init__(self, *, fails: bool = False) -> None:
        self.fails, self.asked = fails, 0

    def __call__(self, url: str) -> int:
        assert url == URL
        self.asked += 1
        if self.fails:
            raise Unavailable(Text("en panne", "broken"), Text("plus tard", "later"))
        return self.asked


@pytest.mark.parametrize(
    ("later", "answer"), [(timedelta(0), 1), (FRESH - SECOND, 1), (FRESH, 2), (FRESH + SECOND, 2), (-SECOND, 2)]
)
def test_an_answer_is_kept_while_it_is_fresh(later: timedelta, answer: int) -> None:
    mine, provider = KnownProvider(), Provider()
    assert mine._fresh(URL, FRESH, NOW, provider) == 1
    assert mine._fresh(URL, FRESH, NOW + later, provider) == answer


@pytest.mark.parametrize(("later", "asked"), [(timedelta(0), 1), (QUIET - SECOND, 1), (QUIET, 2)])
def test_a_failure_is_said_again_without_asking(later: timedelta, asked: int) -> None:
    mine, provider = KnownProvider(), Provider(fails=True)
    for moment in (NOW, NOW + later):
        with pytest.raises(Unavailable, check=english("broken")):
            mine._fresh(URL, FRESH, moment, provider)
    assert provider.asked == asked
    provider.fails = False
    assert mine._fresh(URL, FRESH, NOW + later + QUIET, provider) == asked + 1


def test_who_comes_while_another_asks_for_long_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "WAIT", 0.01)
    mine, provider = KnownProvider(), Provider()
    told: list[Exception] = []

    def asks() -> None:
        try:
            mine._fresh(URL, FRESH, NOW, provider)
        except Unavailable as error:
            told.append(error)

    with mine._lock:
        other = Thread(target=asks)
        other.start()
        other.join()
    assert len(told) == 1
    assert provider.asked == 0
    assert mine._fresh(URL, FRESH, NOW, provider) == 1
