"""Sending through Apprise: one URL for each destination, its secrets only in memory. Apprise's own logging is
captured: its failure messages are shown to the operator without any piece of the URL, and go to no other log. It
follows no redirect and keeps nothing on the disk.
"""

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from domain import system_faults
from domain.text import Text

_PIECES = re.compile(r"[^\w.%+-]+")
_SHORTEST = 4
"""Characters below which a piece of a URL is no secret, and hiding it would hide ordinary words."""
_LONGEST = 200
_RICH = 10_000
"""Characters a service must accept to be sent HTML; below, it is a chat."""
_ROOM = 100
"""Characters left for what a service adds to a text."""


_LATE = Text("pas de réponse à temps", "no answer in time")
_REFUSED = Text("le service l'a refusé", "the service refused it")
_UNKNOWN = Text("ce n'est pas une URL qu'Apprise connaît", "this is no URL that Apprise knows")


_KINDS = tuple(
    (re.compile(form, re.IGNORECASE), french)
    for form, french in (
        (r"error=(?P<code>[1-5]\d\d)\b", "le service a répondu HTTP {code}"),
        (r"timed? ?out", "pas de réponse à temps"),
        (r"connection error|connection refused|could not connect", "le service est injoignable"),
        (r"authenticat|credential|login", "le service refuse l'identifiant ou le mot de passe"),
        (r"redirect", "le service renvoie vers une autre adresse, qui n'est pas suivie"),
        (r"failed to send|rejected|refused", "le service l'a refusé"),
    )
)
"""Apprise's warnings, which are in English only, by a part of them; the first that is found."""


class _UnknownUrl(Exception):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message: a title, a plain text, and the same text as HTML for services that take it."""

    title: str
    text: str
    page: str


def send(url: str, message: Message, timeout: float) -> Text | None:
    """Sends the message; ``None`` when the service accepted it, else the reason, without any secret.

    Never raises, and never takes much longer than ``timeout`` seconds: a call that hangs is abandoned.
    """
    reasons: list[Text] = []
    worker = threading.Thread(target=_send, args=(url, message, timeout, reasons), daemon=True)
    worker.start()
    worker.join(timeout * 2)
    if worker.is_alive():
        return _LATE
    return None if not reasons else Text(hidden(reasons[-1].fr, url), hidden(reasons[-1].en, url))


def hidden(text: str, url: str) -> str:
    """``text`` on one short line, without any piece of ``url`` but its first word (``mailtos``, ``json``)."""
    scheme, _, rest = url.partition("://")
    pieces = {piece for piece in _PIECES.split(rest) if len(piece) >= _SHORTEST and piece.lower() != scheme.lower()}
    for piece in sorted(pieces, key=len, reverse=True):
        text = re.sub(re.escape(piece), "***", text, flags=re.IGNORECASE)
    return " ".join(text.split())[:_LONGEST]


def _send(url: str, message: Message, timeout: float, reasons: list[Text]) -> None:
    """Sends; ``reasons`` is empty afterwards when the message was accepted, else its last one is why not."""
    try:
        with _collecting_logs(reasons):
            if not _notify(url, message, timeout):
                reasons.append(reasons[-1] if reasons else _REFUSED)
                return
        reasons.clear()
    except _UnknownUrl:
        reasons.append(_UNKNOWN)
    except Exception as error:  # noqa: BLE001 - a hundred services' own code: none of its faults may stop a night
        reasons.append(Text(_of_exception(error), f"{type(error).__name__}: {error}"))


def _notify(url: str, message: Message, timeout: float) -> bool:
    import apprise

    asset = apprise.AppriseAsset(
        app_id="Navette",
        app_desc="Navette",
        app_url="",
        async_mode=False,
        secure_logging=True,
        http_redirects=False,
        pgp_autogen=False,
        pem_autogen=False,
        storage_mode=apprise.PersistentStoreMode.MEMORY,
    )
    service: Any = apprise.Apprise.instantiate(url, asset=asset, suppress_exceptions=True)
    if service is None:
        raise _UnknownUrl
    service.socket_connect_timeout = service.socket_read_timeout = timeout
    rich = service.notify_format == apprise.NotifyFormat.HTML and service.body_maxlen >= _RICH
    channel = apprise.Apprise(asset=asset)
    channel.add(service)
    answer = channel.notify(
        title=message.title,
        body=message.page if rich else fitting(message.text, service.body_maxlen - len(message.title) - _ROOM),
        body_format=apprise.NotifyFormat.HTML if rich else apprise.NotifyFormat.TEXT,
    )
    return bool(answer)


def fitting(text: str, longest: int) -> str:
    """``text`` cut after a whole line when a service takes no more than ``longest`` characters."""
    if len(text) <= longest:
        return text
    return f"{text[: max(longest - 2, 0)].rpartition(chr(10))[0]}\n…"


@contextmanager
def _collecting_logs(reasons: list[Text]) -> Iterator[None]:
    """Collects in ``reasons`` the warnings Apprise logs in this thread, until the block ends."""
    handler = _LogHandler(reasons, threading.get_ident())
    logger = logging.getLogger("apprise")
    logger.propagate = False  # to no other log: some lines contain the URL
    logger.setLevel(logging.WARNING)
    logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)  # DEBUG lines contain paths with tokens
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


class _LogHandler(logging.Handler):
    def __init__(self, reasons: list[Text], thread: int) -> None:
        super().__init__(logging.WARNING)
        self._reasons = reasons
        self._thread = thread

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps the records of the thread that sends."""
        if record.thread == self._thread:
            said = record.getMessage()
            self._reasons.append(Text(of_message(said), said))


def of_message(said: str) -> str:
    """An English warning of Apprise in French, by its kind; of another kind, it is quoted as a detail."""
    for form, french in _KINDS:
        if found := form.search(said):
            return french.format_map(found.groupdict())
    return f"le service a échoué (détail : « {said} »)"


def _of_exception(error: Exception) -> str:
    if isinstance(error, OSError):
        return system_faults.sentence(error).fr
    return f"le service a échoué ({type(error).__name__})"
