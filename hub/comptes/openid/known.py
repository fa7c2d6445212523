"""What is known of the provider: its description and its keys, asked again when they are old."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import TypeVar

from domain.errors import NavetteError
from hub.comptes.openid.documents import Document, document_of
from hub.comptes.openid.fetching import BUSY, FAILS, Fetcher, Question
from hub.comptes.openid.provider import Provider, described, discovery
from hub.comptes.openid.refusals import refused, silent
from hub.comptes.openid.signed import SIGNATURE, UnknownKey, content, keys_of, type_key
from hub.settings.openid import OidcTable

FRESH = timedelta(hours=1)
"""How long they are believed."""
ANEW = timedelta(minutes=1)
"""How long keys are kept whatever a token names: unknown ones make nobody ask the provider more often."""
QUIET = timedelta(seconds=15)
"""How long a provider that did not answer is not asked again."""
WAIT = 1.0
"""Seconds to wait for a thread that asks already."""

Known = TypeVar("Known")


@dataclass(slots=True)
class _Kept:
    """An answer, and since when."""

    value: object
    since: datetime


@dataclass(slots=True)
class KnownProvider:
    """The provider of one portal; threads share it."""

    fetcher: Fetcher = field(default_factory=Fetcher)
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def provider(self, table: OidcTable, now: datetime) -> Provider:
        """Where it is asked what.

        Raises :class:`domain.errors.Unavailable` when it does not answer, :class:`domain.errors.NotIdentified` when it
        is not the one of the settings.
        """
        return self._fresh(discovery(table), FRESH, now, lambda url: described(self._asked(url), table))

    def content(self, token: str, table: OidcTable, now: datetime) -> Document:
        """What a token of the provider says; its keys are asked for once more when none of those known signed it.

        Raises as :meth:`provider`; :class:`domain.errors.NotIdentified` too for a token that it did not sign.
        """
        url = self.provider(table, now).jwks
        try:
            return content(token, self._keys(url, FRESH, now))
        except UnknownKey:
            pass
        try:
            return content(token, self._keys(url, ANEW, now))
        except UnknownKey as error:
            raise refused(SIGNATURE) from error

    def _keys(self, url: str, age: timedelta, now: datetime) -> tuple[type_key, ...]:
        return self._fresh(url, age, now, lambda url: keys_of(self._asked(url)))

    def _asked(self, url: str) -> Document:
        answer = self.fetcher.ask(Question(url=url, accept="application/json, application/jwk-set+json"))
        if answer.status != 200:
            raise silent(FAILS.with_({"status": answer.status}))
        return document_of(answer.body)

    def _fresh(self, url: str, age: timedelta, now: datetime, ask: Callable[[str], Known]) -> Known:
        """What was answered less than ``age`` ago; else what is answered now. A failure is kept for a while too."""
        if not self._lock.acquire(timeout=WAIT):
            raise silent(BUSY)
        try:
            kept = self._kept.get(url)
            is_fault = kept is not None and isinstance(kept.value, NavetteError)
            if kept is None or not timedelta(0) <= now - kept.since < (QUIET if is_fault else age):
                kept = self._kept[url] = _Kept(_or_fault(ask, url), now)
        finally:
            self._lock.release()
        if isinstance(kept.value, NavetteError):
            raise type(kept.value)(kept.value.message, kept.value.remedy)
        return kept.value  # type: ignore[return-value]


def _or_fault(ask: Callable[[str], Known], url: str) -> Known | NavetteError:
    try:
        return ask(url)
    except NavetteError as error:
        return error
