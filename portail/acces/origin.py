"""Whether a form was sent from a page of the portal: by the headers that only browsers set, and by the session's token.

Source: OWASP Cross-Site Request Forgery Prevention; Fetch Metadata (W3C).
"""

from hmac import compare_digest

from starlette.requests import Request

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def is_own(request: Request, address: str) -> bool:
    """Whether the browser says that one of our own pages sent it; ``address`` is the public one, empty for this
    machine's. A program that says nothing of it is refused: it uses the API.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = request.headers.get("origin") or _origin_of(request.headers.get("referer", ""))
    if not origin or origin == "null":
        return site == "same-origin"
    return origin in {_origin_of(address), _origin_of(str(request.base_url))}


def is_token(expected: str, given: str) -> bool:
    """Whether the token of a form is that of its session."""
    return bool(expected) and compare_digest(expected.encode(), given.encode("utf-8", "replace"))


def _origin_of(url: str) -> str:
    scheme, parted, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}".lower() if parted else ""
