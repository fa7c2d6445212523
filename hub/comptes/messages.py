"""What the portal writes to one address: links to confirm it, or to choose another password.

They go through the Apprise URL of ``[portail]``; without one they are written on the console, for a demonstration or
for the operator to pass on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from domain.errors import SettingsError, Unavailable
from domain.text import Locale, Text
from hub.notify import apprise_channels
from hub.runtime.connections import secret
from hub.settings import Settings

TIMEOUT = 20.0
"""Seconds the mail server has."""
_PLACE = "{courriel}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message with a link in it."""

    subject: Text
    words: Text
    link: str
    foot: Text


def send(settings: Settings, courriel: str, letter: Letter, locale: Locale, console: Callable[[str], None]) -> None:
    """Sends the letter. Raises :class:`domain.errors.Unavailable` when the mail server does not take it, without any
    secret in it.
    """
    text = "\n\n".join((letter.words.in_(locale), letter.link, letter.foot.in_(locale)))
    if not is_mailed(settings):
        console(f"{courriel} : {letter.subject.in_(locale)}\n{letter.link}\n")
        return
    mail(settings, courriel, letter.subject.in_(locale), text)


def is_mailed(settings: Settings) -> bool:
    """Whether a mail server is named."""
    return secret(settings.portail.courriel_env, settings.portail.courriel_file) is not None


def mail(settings: Settings, courriel: str, subject: str, text: str) -> None:
    """Sends a text to one address; nothing when no mail server is named. Raises as :func:`send`."""
    url = secret(settings.portail.courriel_env, settings.portail.courriel_file)
    if url is None:
        return
    if _PLACE not in url:
        raise SettingsError(
            Text(
                "L'URL d'Apprise de [portail] ne dit pas où va l'adresse.",
                "The Apprise URL of [portail] does not say where the address goes.",
            ),
            Text("Écrivez {courriel} à sa place.", "Write {courriel} in its place."),
        )
    page = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))
    message = apprise_channels.Message(title=subject, text=text, page=page.replace("\n", "<br>"))
    reason = apprise_channels.send(url.strip().replace(_PLACE, quote(courriel, safe="")), message, TIMEOUT)
    if reason is not None:
        raise Unavailable(
            Text(
                f"Le message n'est pas parti ({reason.fr}).",
                f"The message was not sent ({reason.en}).",
            ),
            Text("Réessayez dans un moment.", "Try again in a while."),
        )
