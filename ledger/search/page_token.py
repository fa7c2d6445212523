"""Where the next page of a search begins, as a text that the caller sends back."""

import base64
import binascii
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from domain.errors import Unsearchable
from domain.search_criteria import SearchCriteria
from domain.text import Text

PagePosition = tuple[datetime, int]
"""Moment of deposit and id of the last invoice that was shown."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SEAL = 8
"""Bytes that hold a token and its search together."""


def given(asked: SearchCriteria, place: PagePosition) -> str:
    """The token after ``place``."""
    text = f"{(place[0] - _EPOCH) // _MICROSECOND} {place[1]}".encode()
    return base64.urlsafe_b64encode(_seal(asked, text) + text).decode().rstrip("=")


def place_of(asked: SearchCriteria, token: str) -> PagePosition:
    """Raises :class:`domain.errors.Unsearchable` for what is no token, or one of another search."""
    try:
        read = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        text = read[_SEAL:]
        if read[:_SEAL] == _seal(asked, text):
            at, id_ = text.split(b" ")
            return _EPOCH + int(at) * _MICROSECOND, int(id_)
    except (binascii.Error, ValueError, OverflowError):
        pass
    raise Unsearchable(
        Text(
            "Ce n'est pas là que commence une page de cette recherche.",
            "This is not where a page of this search begins.",
        ),
        Text("Reprenez tel quel ce que la page d'avant a donné.", "Use what the page before it gave, as it is."),
    )


def _seal(asked: SearchCriteria, text: bytes) -> bytes:
    values = [getattr(asked, each.name) for each in fields(asked)]
    same = "|".join(repr(sorted(map(str, v)) if isinstance(v, frozenset) else v) for v in values)
    return sha256(same.encode(errors="surrogatepass") + b"\0" + text).digest()[:_SEAL]
