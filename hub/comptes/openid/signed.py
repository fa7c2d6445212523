"""Signed tokens (RFC 7515, 7519): whose key signed them, by which algorithm."""

from collections.abc import Iterable

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from domain.text import Text
from hub.comptes.openid.documents import Document
from hub.comptes.openid.refusals import refused

ALGORITHMS = ("RS256", "PS256", "ES256")
"""No other one is looked at: not ``none``, nor a secret that both know (HS256), which a public key would pass for."""
LONGEST = 16_384
"""Characters of a token."""
SMALLEST_RSA, LARGEST_RSA = 2048, 8192
"""Bits."""

_PUBLIC = ("kty", "n", "e", "crv", "x", "y", "kid", "alg")
"""Members of a key that are read."""

type_key = RSAKey | ECKey

UNREADABLE = Text(
    "Le jeton du fournisseur d'identité ne peut pas être lu.", "The token of the identity provider cannot be read."
)
ALGORITHM = Text(
    "Le jeton n'est pas signé d'une manière admise (RS256, PS256 ou ES256).",
    "The token is not signed in a way that is accepted (RS256, PS256 or ES256).",
)
OTHER_KIND = Text("Ce jeton n'est pas un jeton d'identité.", "This token is no identity token.")
SIGNATURE = Text(
    "La signature du jeton n'est pas celle du fournisseur d'identité.",
    "The signature of the token is not that of the identity provider.",
)
NO_KEYS = Text(
    "Le fournisseur d'identité ne publie aucune clé qui convienne.",
    "The identity provider publishes no key that can be used.",
)


class UnknownKey(Exception):
    """None of the keys at hand is the one that the token names: it may be newer than they are."""


class _Registry(jws.JWSRegistry):
    """Headers that say more than is needed are no reason to refuse a token; one that must be understood is."""

    max_header_length = 4096
    max_payload_length = LONGEST


_REGISTRY = _Registry(algorithms=ALGORITHMS, strict_check_header=False)


def keys_of(document: Document) -> tuple[type_key, ...]:
    """The keys of a JWK Set that can be used here; others are left out (RFC 7517 section 5).

    Raises :class:`domain.errors.NotIdentified` when none is left.
    """
    listed = document.values.get("keys")
    made = (
        [_key(Document(values=each)) for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    )
    found = tuple(each for each in made if each is not None)
    if not found:
        raise refused(NO_KEYS)
    return found


def content(token: str, keys: Iterable[type_key]) -> Document:
    """What the token says, signed by one of the keys.

    Raises :class:`UnknownKey`; :class:`domain.errors.NotIdentified` for a token that is not signed so.
    """
    if not token.isascii() or len(token) > LONGEST:
        raise refused(UNREADABLE)
    try:
        header = Document(values=jws.extract_compact(token.encode(), registry=_REGISTRY).headers())
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise refused(UNREADABLE) from error
    if header.text("alg") not in ALGORITHMS:
        raise refused(ALGORITHM)
    if header.text("typ").casefold() not in {"", "jwt"}:
        raise refused(OTHER_KIND)
    key = _chosen(header, keys)
    try:
        return Document(values=jwt.decode(token, key, algorithms=ALGORITHMS, registry=_REGISTRY).claims)
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise refused(SIGNATURE) from error


def _chosen(header: Document, keys: Iterable[type_key]) -> type_key:
    """The key the token names; the only one of its kind when it names none."""
    kind = "EC" if header.text("alg") == "ES256" else "RSA"
    fitting = [
        key for key in keys if key.key_type == kind and (key.get("alg") or header.text("alg")) == header.text("alg")
    ]
    if header.has("kid"):
        fitting = [key for key in fitting if key.get("kid") == header.text("kid")]
    if len(fitting) != 1:
        raise UnknownKey
    return fitting[0]


def _key(one: Document) -> type_key | None:
    if one.text("use") not in {"", "sig"}:
        return None
    own: dict[str, str | list[str]] = {name: one.text(name) for name in _PUBLIC if one.text(name)}
    try:
        if one.text("kty") == "RSA" and SMALLEST_RSA <= 6 * len(one.text("n")) <= LARGEST_RSA + 6:
            return RSAKey.import_key(own)
        if one.text("kty") == "EC" and one.text("crv") == "P-256":
            return ECKey.import_key(own)
    except (JoseError, ValueError, TypeError):
        return None
    return None
