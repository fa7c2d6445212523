"""What bounds the files of an account, whichever way they come: by a page, ``/api/v1`` or ``/cpro``.

So many at once, so many an hour, and none that keeps its place while next to nothing arrives.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

from starlette.requests import ClientDisconnect, Request

from domain.errors import Unavailable
from domain.text import Text
from portail.arrivals import TooMany
from portail.context import Portail

HOUR = timedelta(hours=1)
SLOWEST = 1024
"""Bytes a second that a file arrives by on average, once its first silence is over."""


class TooSlow(Unavailable):
    """Whoever sends the file sends nothing for a while, or next to nothing."""


class CutShort(Unavailable):
    """Whoever sends the file is gone."""


def count_file(portail: Portail, compte_id: int, kind: str, most: int) -> TooMany | None:
    """Counts a file of the account; what to answer when it is one more than ``most`` in an hour. ``kind`` names what is
    counted: pages and programs have an hour each.
    """
    now, subject = portail.clock(), f"{kind}:{compte_id}"
    if portail.ledger.sessions.tried(subject, now, HOUR) <= most:
        return None
    _, since = portail.ledger.sessions.tries(subject, now, HOUR)
    again = HOUR if since is None else min(HOUR, since + HOUR - now)
    return TooMany(_OFTEN.with_({"most": most}), _LATER, max(1, round(again.total_seconds())))


async def pieces(request: Request, portail: Portail) -> AsyncIterator[bytes]:
    """The body of the request as it arrives. Raises :class:`TooSlow`, :class:`CutShort`."""
    silence, clock = portail.settings.portail.file_silence, asyncio.get_running_loop().time
    body, begun, read = request.stream(), clock(), 0
    while True:
        try:
            async with asyncio.timeout_at(min(clock() + silence, begun + silence + read / SLOWEST)):
                piece = await anext(body)
        except StopAsyncIteration:
            return
        except TimeoutError:
            raise TooSlow(_SLOW, _AGAIN) from None
        except ClientDisconnect:
            raise CutShort(_CUT, _AGAIN) from None
        read += len(piece)
        yield piece


_OFTEN = Text("Ce compte a déposé {most} fichiers en une heure.", "This account deposited {most} files in an hour.")
_LATER = Text("Attendez, ou déposez un lot.", "Wait, or deposit several invoices in one file.")
_SLOW = Text("Le fichier n'arrive plus, ou trop lentement.", "The file does not arrive any more, or too slowly.")
_CUT = Text("Le fichier n'est pas arrivé entier.", "The file did not arrive whole.")
_AGAIN = Text("Rien n'a été envoyé : recommencez dans une minute.", "Nothing was sent: try again in a minute.")
