"""What an identity token must say to be believed (OpenID Connect Core 1.0, section 3.1.3.7)."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

from domain.text import Text
from hub.comptes.openid.documents import Document
from hub.comptes.openid.refusals import refused

LEEWAY = timedelta(seconds=60)
"""How far the clocks of the two machines may differ."""
OLDEST = timedelta(minutes=10)
"""How long ago it may have been made: it is asked for at once."""
LONGEST_SUB = 255
"""Characters of ``sub``."""

ISSUER = Text("Le jeton d'identité vient d'un autre fournisseur.", "The identity token is of another provider.")
AUDIENCE = Text(
    "Le jeton d'identité n'a pas été fait pour ce portail.", "The identity token was not made for this portal."
)
EXPIRED = Text(
    "Le jeton d'identité n'est plus valable, ou pas encore : les horloges des deux machines diffèrent peut-être.",
    "The identity token is not valid any more, or not yet: perhaps the clocks of the two machines differ.",
)
NONCE = Text(
    "Le jeton d'identité ne répond pas à la demande de ce navigateur.",
    "The identity token does not answer the request of this browser.",
)
ACCESS = Text(
    "Le jeton d'identité ne va pas avec le jeton d'accès.", "The identity token does not belong to the access token."
)
NOBODY = Text(
    "Le jeton d'identité ne dit pas de qui il parle (sub).", "The identity token does not say whom it is about (sub)."
)
ASSURANCE = Text(
    "Le fournisseur n'a pas vérifié votre identité comme ce portail le demande. Connectez-vous chez lui d'une manière "
    "plus sûre, par exemple avec un second facteur.",
    "The provider did not check your identity as this portal asks. Sign in there in a safer way, for example with a "
    "second factor.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the token must answer to."""

    issuer: str
    client_id: str
    nonce: str = field(repr=False)
    access_token: str = field(repr=False)
    acr_values: tuple[str, ...]


def check(claims: Document, expected: Expected, now: datetime) -> None:
    """Raises :class:`domain.errors.NotIdentified` with the first thing that is wrong."""
    if claims.text("iss") != expected.issuer:
        raise refused(ISSUER)
    if not _is_for(claims, expected.client_id):
        raise refused(AUDIENCE)
    if not _is_now(claims, now):
        raise refused(EXPIRED)
    if not compare_digest(claims.text("nonce").encode(), expected.nonce.encode()):
        raise refused(NONCE)
    if claims.has("at_hash") and claims.text("at_hash") != at_hash(expected.access_token):
        raise refused(ACCESS)
    sub = claims.text("sub")
    if not sub or len(sub) > LONGEST_SUB or not sub.isascii() or not sub.isprintable():
        raise refused(NOBODY)
    if expected.acr_values and claims.text("acr") not in expected.acr_values:
        raise refused(ASSURANCE)


def at_hash(access_token: str) -> str:
    """The left half of its SHA-256, that of every algorithm that is accepted (section 3.1.3.6)."""
    return urlsafe_b64encode(sha256(access_token.encode()).digest()[:16]).rstrip(b"=").decode()


def is_before_end(claims: Document, now: datetime) -> bool:
    """Whether it has an end that has not come."""
    end = claims.number("exp")
    return end is not None and now.timestamp() < end + LEEWAY.total_seconds()


def _is_for(claims: Document, client_id: str) -> bool:
    """Whether it is for the client; of several that it is for, ``azp`` must be the client."""
    audience = claims.texts("aud")
    is_party = claims.text("azp") == client_id if claims.has("azp") or len(audience) > 1 else True
    return client_id in audience and is_party


def _is_now(claims: Document, now: datetime) -> bool:
    made, begin = claims.number("iat"), claims.number("nbf")
    if made is None or (claims.has("nbf") and begin is None):
        return False
    moment, leeway = now.timestamp(), LEEWAY.total_seconds()
    is_new = moment - OLDEST.total_seconds() - leeway < made <= moment + leeway
    return is_new and is_before_end(claims, now) and (begin is None or begin <= moment + leeway)
